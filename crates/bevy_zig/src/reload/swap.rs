//! Exchanging a script's code under its instances: all of them at once, with their states.

use std::sync::Arc;

use bevy::platform::collections::HashMap;
use bevy::prelude::World;
use smallvec::SmallVec;

use crate::abi::BevyZigFrame;
use crate::attached::{Owner, Phase, Place};
use crate::instances::{Column, Run, StateBlobs, States};
use crate::report::Fault;
use crate::runtime::{KeptForInstances, ScriptRuntime, Select, Work};
use crate::script::{ScriptId, ScriptInfo};
use crate::shape::{Migration, Renames, StateChanges};

/// The states that a script's instances had at a moment, to go back to, and what the host kept for them.
#[derive(Default)]
pub(super) struct Snapshot {
    columns: Vec<(Vec<u64>, States)>,
    kept: KeptForInstances,
}

impl Snapshot {
    /// Keeps the states only. The rest belongs to a rollback, which there will be none of any more.
    pub(super) fn forget_kept(&mut self) {
        self.kept = KeptForInstances::default();
    }

    /// The states by instance.
    fn by_id(&self) -> HashMap<u64, &[u8]> {
        let mut by_id = HashMap::default();
        for (ids, states) in &self.columns {
            by_id.extend(ids.iter().enumerate().map(|(row, id)| (*id, states.get(row))));
        }
        by_id
    }
}

/// States for new code, column by column, before they take the place of the old ones.
pub(super) struct Carried {
    /// `None`: they can stay as and where they are.
    states: Option<Vec<(u32, States)>>,
    pub(super) changes: StateChanges,
}

impl Carried {
    /// For code of the same source: every state stays as and where it is.
    pub(super) fn in_place() -> Self {
        Self { states: None, changes: StateChanges::default() }
    }
}

impl ScriptRuntime {
    pub(super) fn snapshot(&self, id: ScriptId) -> Snapshot {
        let columns = self.instances.indices_of(id).map(|index| self.instances.column(index));
        Snapshot {
            columns: columns.map(|column| (column.ids.clone(), column.states.clone())).collect(),
            kept: self.kept_for(id),
        }
    }

    /// Makes the states that the instances of a script have in new code. Nothing changes yet.
    ///
    /// Values that the running code has no field for come from `old_values`, if the instance was there then.
    ///
    /// # Errors
    /// `serialize` or `deserialize` has failed.
    pub(super) fn carry(
        &mut self,
        world: &mut World,
        id: ScriptId,
        new: &Arc<ScriptInfo>,
        old_values: Option<&Snapshot>,
    ) -> Result<Carried, String> {
        let old = self.registry.script(id).clone();
        if old.serialize.is_some() && new.deserialize.is_some() {
            return self.carry_serialized(world, id, new);
        }
        let migration = migration(&old, new);
        let changes = migration.report().clone();
        if migration.is_identity() {
            return Ok(Carried { states: None, changes });
        }
        let before = old_values.map(Snapshot::by_id).unwrap_or_default();
        let states = self.instances.indices_of(id).map(|index| {
            let column = self.instances.column(index);
            let mut states = States::new(new.state_size());
            states.reserve(column.len());
            for (row, instance) in column.ids.iter().enumerate() {
                states.push(before.get(instance).copied().unwrap_or(&new.state_default));
                migration.carry(column.states.get(row), states.get_mut(row));
            }
            (index, states)
        });
        Ok(Carried { states: Some(states.collect()), changes })
    }

    /// Gives the instances of a script back what they had a moment ago: its own functions have failed to carry it.
    pub(super) fn take_back(&mut self, id: ScriptId, snapshot: &Snapshot) {
        self.give_memory_back(id, &snapshot.kept);
        let indices: Vec<u32> = self.instances.indices_of(id).collect();
        for (index, (_, states)) in indices.into_iter().zip(&snapshot.columns) {
            self.instances.column_mut(index).states = states.clone();
        }
    }

    /// Makes states that would have stayed in their places states of their own, whatever happens there.
    pub(super) fn keep_states(&self, id: ScriptId, carried: &mut Carried) {
        carried.states.get_or_insert_with(|| {
            self.instances.indices_of(id).map(|index| (index, self.instances.column(index).states.clone())).collect()
        });
    }

    /// The same, through the script's own functions.
    fn carry_serialized(&mut self, world: &mut World, id: ScriptId, new: &Arc<ScriptInfo>) -> Result<Carried, String> {
        let indices: Vec<u32> = self.instances.indices_of(id).collect();
        let (written, blobs) = self.with_blobs(StateBlobs::to_write(), |runtime| {
            indices.iter().try_for_each(|index| {
                let rows = runtime.instances.column(*index).len() as u32;
                runtime.try_rows(world, *index, rows, &[Select::SERIALIZE])?.no_error()
            })
        });
        // The file has other lines by now, and mending it does not help while the running code has to run once more.
        written.map_err(|problem| {
            let generation = self.registry.script(id).generation();
            format!(
                "the running code (generation {generation}), not the saved file, failed: {problem} (a line of the file as \
                 it was then); to give its states up, set ReloadPolicy::Restart for this script"
            )
        })?;
        let (carried, _) = self.with_blobs(blobs.into_read(), |runtime| {
            let columns = indices.iter().map(|index| {
                let old = runtime.instances.column(*index);
                let mut column = Column::new(old.key, new.clone());
                for (entity, id) in old.entities.iter().zip(&old.ids) {
                    column.push(*entity, *id, &new.state_default);
                }
                let (column, trial) = runtime.try_column(world, column, &[Select::DESERIALIZE])?;
                trial.no_error()?;
                Ok((*index, column.states))
            });
            columns.collect::<Result<Vec<_>, String>>()
        });
        let carried = carried?;
        Ok(Carried { states: Some(carried), changes: StateChanges::serialized() })
    }

    /// The states that the instances had in code that is to run again; those that came since are carried field by
    /// field.
    pub(super) fn restore(
        &mut self,
        world: &mut World,
        id: ScriptId,
        old: &ScriptInfo,
        snapshot: &Snapshot,
    ) -> Carried {
        self.give_back(world, id, &snapshot.kept);
        let migration = migration(self.registry.script(id), old);
        let before = snapshot.by_id();
        let states = self.instances.indices_of(id).map(|index| {
            let column = self.instances.column(index);
            let mut states = States::new(old.state_size());
            states.reserve(column.len());
            for (row, instance) in column.ids.iter().enumerate() {
                match before.get(instance) {
                    Some(state) => states.push(state),
                    None => {
                        states.push(&old.state_default);
                        migration.carry(column.states.get(row), states.get_mut(row));
                    }
                }
            }
            (index, states)
        });
        Carried { states: Some(states.collect()), changes: migration.report().clone() }
    }

    /// Lets all instances of a script run other code, with these states.
    pub(super) fn exchange(&mut self, id: ScriptId, new: &Arc<ScriptInfo>, carried: Carried) -> Arc<ScriptInfo> {
        self.signals.queue.waiting.outlive_code();
        for (index, mut states) in carried.states.into_iter().flatten() {
            self.settle_lists(index, new, &mut states);
            self.instances.column_mut(index).states = states;
        }
        self.instances.let_columns_run(id, new);
        let old = self.registry.script(id);
        if old.phase != new.phase || old.states != new.states {
            let owners = self.instances.indices_of(id).flat_map(|column| {
                let rows = 0..self.instances.column(column).len() as u32;
                rows.map(move |row| Place { column, row })
            });
            let owners: Vec<Owner> = owners.map(|place| self.instances.owner(place)).collect();
            self.rephased.extend(owners);
        }
        self.forget_reports(&self.registry.script(id).clone(), new);
        self.registry.replace(id, new.clone())
    }

    /// Frees the lists that new states have no more, and empties those in them whose memory is gone.
    fn settle_lists(&mut self, index: u32, new: &ScriptInfo, states: &mut States) {
        let column = self.instances.column(index);
        let old = column.script.clone();
        if old.shape.lists().next().is_none() && new.shape.lists().next().is_none() {
            return;
        }
        for (row, instance) in column.ids.iter().enumerate() {
            let state = states.get_mut(row);
            for leaf in new.shape.lists() {
                if leaf.block(state).is_some_and(|block| self.memory.get(*instance, block).is_err()) {
                    state[leaf.range()].fill(0);
                }
            }
            let kept: SmallVec<[u64; 8]> = new.shape.lists().filter_map(|leaf| leaf.block(state)).collect();
            let had = old.shape.lists().filter_map(|leaf| leaf.block(column.states.get(row)));
            for block in had.filter(|block| !kept.contains(block)) {
                // The script may have freed it itself.
                let _ = self.memory.free(*instance, block);
            }
        }
    }

    /// Calls `onReload` of all instances of a script, those in quarantine, which are about to go on, among them.
    pub(super) fn tell_of_reload(&mut self, world: &mut World, id: ScriptId) {
        let mut frame = self.begin(world, Phase::PreUpdate);
        let indices: Vec<u32> = self.instances.indices_of(id).collect();
        let quarantined = indices.into_iter().filter(|index| self.instances.column(*index).key.run == Run::Quarantined);
        let columns: Vec<u32> = quarantined.chain(self.callable_columns(id)).collect();
        for column in columns {
            let faults = self.call_all_rows(world, &mut frame, column, Select::ON_RELOAD);
            self.settle(world, faults);
        }
    }

    /// The columns of a script whose instances may be called, in their order.
    pub(super) fn callable_columns(&self, id: ScriptId) -> Vec<u32> {
        let columns = self.instances.by_priority().into_iter();
        columns.filter(|index| self.instances.column(*index).key.script == id).collect()
    }

    #[must_use]
    pub(super) fn call_all_rows(
        &mut self,
        world: &mut World,
        frame: &mut BevyZigFrame,
        column: u32,
        select: Select,
    ) -> Vec<Fault> {
        let end = self.instances.column(column).len() as u32;
        self.call(world, frame, column, Work::Rows(0..end, select))
    }
}

/// How states of one generation of a script become states of another.
fn migration(old: &ScriptInfo, new: &ScriptInfo) -> Migration {
    let renames = Renames { new: &new.renames, old: &old.renames };
    let migration = Migration::between(&old.shape, &new.shape, renames);
    migration.with_defaults(&new.shape, &old.state_default, &new.state_default)
}
