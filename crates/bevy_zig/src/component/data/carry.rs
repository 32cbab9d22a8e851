//! Stored values of data whose declaration a reload changes: carried into the new layout, and back.

use bevy::ecs::component::ComponentId as BevyId;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Entity, World};

use super::super::registry::ScriptComponents;
use super::{DataKind, Declared, raw};
use crate::shape::{Migration, Renames, Shape, StateChanges};

/// What a reload makes of data, and what there was before.
pub(crate) struct DataChange {
    /// The name.
    pub(crate) name: String,
    /// What becomes of its fields.
    pub(crate) changes: StateChanges,
}

/// Stored values of data as they were before a reload, to go back to.
#[derive(Default)]
pub(crate) struct DataSnapshot(Vec<Stored>);

/// All values of one name.
struct Stored {
    declared: Declared,
    script: String,
    /// Of entities; a resource's entity is one of them.
    values: HashMap<Entity, Box<[u8]>>,
}

impl Declared {
    /// How values of an older shape become values of this one. Values of components and resources began with the
    /// defaults of `old`; those of messages did not.
    pub(super) fn migration(&self, old_shape: &Shape, old: Option<&Self>) -> Migration {
        let renames = Renames { new: &self.renames, old: old.map_or(&[], |old| &old.renames) };
        let migration = Migration::between(old_shape, &self.shape, renames);
        match old {
            Some(old) => migration.with_defaults(&self.shape, &old.default, &self.default),
            None => migration,
        }
    }
}

impl DataSnapshot {
    /// The names whose values it has.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|stored| stored.declared.name())
    }
}

impl ScriptComponents {
    /// Which of these declarations the game has otherwise, each name once.
    pub(crate) fn changed<'a>(&self, declared: impl Iterator<Item = &'a Declared>) -> Vec<&'a Declared> {
        let mut changed: Vec<&Declared> = Vec::new();
        for declared in declared {
            let known = self.get(declared.id().0).and_then(|component| component.data.as_ref());
            let differs = known.is_some_and(|data| data.declared.difference(declared, ("", "")).is_some());
            if differs && !changed.iter().any(|other| other.name() == declared.name()) {
                changed.push(declared);
            }
        }
        changed
    }

    /// Lets declarations mean something else from now on, and carries all stored values along. The snapshot is for
    /// [`take_back`](Self::take_back).
    pub(crate) fn redeclare(world: &mut World, changed: &[(Declared, String)]) -> (Vec<DataChange>, DataSnapshot) {
        let mut changes = Vec::new();
        let mut snapshot = DataSnapshot::default();
        for (declared, script) in changed {
            if let Some((change, stored)) = redeclare(world, declared, script, None) {
                changes.push(change);
                snapshot.0.push(stored);
            }
        }
        (changes, snapshot)
    }

    /// Lets declarations mean what they meant before, with the values that were stored then; values that came since are
    /// carried back field by field.
    pub(crate) fn take_back(world: &mut World, snapshot: &DataSnapshot) -> DataSnapshot {
        let stored = snapshot.0.iter().rev();
        let left = stored.filter_map(|stored| {
            redeclare(world, &stored.declared, &stored.script, Some(&stored.values)).map(|(_, stored)| stored)
        });
        DataSnapshot(left.collect())
    }

    /// How many values of a name there are.
    pub(crate) fn count(world: &World, name: &str) -> usize {
        let found = world.get_resource::<Self>().and_then(|components| components.find(name));
        let having = |id| world.archetypes().iter().filter(move |archetype| archetype.contains(id));
        found.map_or(0, |(_, component)| having(component.bevy_id).map(|archetype| archetype.len() as usize).sum())
    }
}

/// The entities that have a component, in whatever archetypes.
fn owners(world: &World, id: BevyId) -> Vec<Entity> {
    let having = world.archetypes().iter().filter(|archetype| archetype.contains(id));
    having.flat_map(|archetype| archetype.entities()).map(|entity| entity.id()).collect()
}

fn redeclare(
    world: &mut World,
    declared: &Declared,
    script: &str,
    back_to: Option<&HashMap<Entity, Box<[u8]>>>,
) -> Option<(DataChange, Stored)> {
    let name = declared.name().to_owned();
    let component = world.resource::<ScriptComponents>().get(declared.id().0)?;
    let (from, data) = (component.bevy_id, component.data.as_ref()?);
    let (old, old_script) = (data.declared.clone(), data.script.clone());
    let migration = declared.migration(&old.shape, Some(&old));
    let is_other_kind = old.kind != declared.kind;
    let mut stored = Stored { declared: old.clone(), script: old_script, values: HashMap::default() };
    let entities = if old.kind == DataKind::Message { Vec::new() } else { owners(world, from) };
    let size = old.shape.size();
    for entity in &entities {
        let mut value = vec![0; size];
        if raw::read(world, *entity, from, &mut value) {
            stored.values.insert(*entity, value.into());
        }
    }
    ScriptComponents::define(world, declared.clone(), script);
    let to = world.resource::<ScriptComponents>().get(declared.id().0)?.bevy_id;
    let carried = |entity: Entity, old: &[u8]| {
        if let Some(value) = back_to.and_then(|values| values.get(&entity)) {
            return value.to_vec();
        }
        let mut value = declared.default.to_vec();
        migration.carry(old, &mut value);
        value
    };
    for entity in entities {
        let Some(old) = stored.values.get(&entity) else { continue };
        if is_other_kind {
            // What was one of many cannot be the one of all, nor the other way round.
            if let Ok(mut entity) = world.get_entity_mut(entity) {
                entity.remove_by_id(from);
            }
        } else if from == to {
            raw::overwrite_value(world, entity, to, &carried(entity, old));
        } else {
            move_value(world, entity, (from, to), declared.kind, &carried(entity, old));
        }
    }
    let changes = match is_other_kind {
        true => StateChanges::all_reset(format!("it was a {} and is now a {}", old.kind.name(), declared.kind.name())),
        false => migration.report().clone(),
    };
    Some((DataChange { name, changes }, stored))
}

/// Lets an entity have its value under another id of Bevy's, as old as it was.
fn move_value(world: &mut World, entity: Entity, (from, to): (BevyId, BevyId), kind: DataKind, value: &[u8]) {
    let Ok(found) = world.get_entity(entity) else { return };
    let ticks = raw::ticks(found, from);
    if kind == DataKind::Resource {
        raw::insert_resource(world, to, value);
        world.remove_resource_by_id(from);
        return;
    }
    // With both at once it would be in tables that nothing else needs.
    if let Ok(mut entity) = world.get_entity_mut(entity) {
        entity.remove_by_id(from);
    }
    // Hooks and observers may have done anything.
    if let Ok(mut entity) = world.get_entity_mut(entity) {
        raw::insert(&mut entity, to, value);
    }
    if let (Ok(mut entity), Some(ticks)) = (world.get_entity_mut(entity), ticks) {
        raw::set_ticks(&mut entity, to, ticks);
    }
}
