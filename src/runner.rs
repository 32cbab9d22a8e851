//! Runs the scripts of a phase: brings instances up to date, calls their batches, applies what they requested.

use bevy::log::error;
use bevy::platform::cell::SyncCell;
use bevy::prelude::{DetectChanges, Entity, Mut, Resource, Time, World};
use bumpalo::Bump;
use smallvec::SmallVec;

use crate::abi::BevyZigFrame;
use crate::guard;
use crate::host::HostCall;
use crate::instance::{Arrival, ColumnKey, EntityInstances, Instances, OrphanedInstances, Place, with_owner};
use crate::plugin::MissingTransform;
use crate::registry::{Callback, ScriptInfo, ScriptRegistry};
use crate::reports::{Reports, on};
use crate::request::{Applier, RequestLog};
use crate::scripts::{ChangedScripts, GlobalScripts, Phase, Script, ZigScripts};

/// The scripts at work, and figures about them.
#[derive(Resource)]
pub struct ScriptRuntime {
    pub(crate) instances: Instances,
    registry: ScriptRegistry,
    requests: RequestLog,
    applier: Applier,
    reports: Reports,
    scratch: SyncCell<Bump>,
    seed: u64,
    frame: u64,
    applied: u64,
    globals_seen: bool,
    shut_down: bool,
}

/// Which callback of a script.
type Select = fn(&ScriptInfo) -> Option<Callback>;

impl ScriptRuntime {
    pub(crate) fn new(
        world: &mut World,
        registry: ScriptRegistry,
        seed: u64,
        requests: RequestLog,
        missing_transform: MissingTransform,
    ) -> Self {
        Self {
            instances: Instances::default(),
            registry,
            requests,
            applier: Applier::new(world, missing_transform),
            reports: Reports::default(),
            scratch: SyncCell::new(Bump::new()),
            seed,
            frame: 0,
            applied: 0,
            globals_seen: false,
            shut_down: false,
        }
    }

    /// All scripts of the game.
    pub fn registry(&self) -> &ScriptRegistry {
        &self.registry
    }

    /// How many instances there are, disabled ones included.
    pub fn instance_count(&self) -> usize {
        self.instances.len()
    }

    /// How many requests have changed the world since the start.
    pub fn requests_applied(&self) -> u64 {
        self.applied
    }

    /// Frames since the start.
    pub fn frame_number(&self) -> u64 {
        self.frame
    }

    fn run(&mut self, world: &mut World, phase: Phase) {
        if self.shut_down {
            return;
        }
        if phase == Phase::PreUpdate {
            self.frame += 1;
        }
        let mut frame = self.begin(world, phase);
        self.sync(world, &mut frame);
        for column in self.instances.in_phase(phase) {
            let end = self.instances.column(column).len() as u32;
            self.call(world, &mut frame, column, 0..end, |script| script.update);
        }
        self.finish(world);
    }

    /// Runs every `shutdown`, once.
    fn shut_down(&mut self, world: &mut World) {
        if self.shut_down {
            return;
        }
        let mut frame = self.begin(world, Phase::PostUpdate);
        self.sync(world, &mut frame);
        for column in self.instances.by_priority() {
            let end = self.instances.column(column).len() as u32;
            self.call(world, &mut frame, column, 0..end, |script| script.shutdown);
        }
        self.finish(world);
        self.shut_down = true;
    }

    fn finish(&mut self, world: &mut World) {
        self.applied += self.applier.apply(world, &mut self.requests);
        self.reports.send(world);
    }

    fn begin(&self, world: &World, phase: Phase) -> BevyZigFrame {
        let (delta_seconds, elapsed_seconds) =
            world.get_resource::<Time>().map_or((0.0, 0.0), |time| (time.delta_secs(), time.elapsed_secs_f64()));
        BevyZigFrame {
            size: size_of::<BevyZigFrame>() as u32,
            row: 0,
            mark: 0,
            requests: std::ptr::null_mut(),
            requests_len: 0,
            requests_capacity: 0,
            host: std::ptr::null(),
            host_data: std::ptr::null_mut(),
            delta_seconds,
            phase: phase as u32,
            elapsed_seconds,
            frame: self.frame,
            seed: self.seed,
        }
    }

    /// Runs a callback for rows of a column, if the script has it.
    fn call(
        &mut self,
        world: &World,
        frame: &mut BevyZigFrame,
        column: u32,
        rows: std::ops::Range<u32>,
        select: Select,
    ) {
        let column = self.instances.column_mut(column);
        let script = column.script.clone();
        let (Some(callback), false) = (select(&script), rows.is_empty()) else { return };
        let rows = column.rows(rows.start, rows.end);
        let mut call = HostCall {
            world,
            registry: &self.registry,
            script: &script,
            requests: &mut self.requests,
            reports: &mut self.reports,
            scratch: self.scratch.get(),
            entities: rows.entities,
        };
        guard::enter(callback, frame, &mut call, rows);
        self.scratch.get().reset();
    }

    /// Runs a callback for these instances, in runs of neighbouring rows.
    fn call_places(&mut self, world: &World, frame: &mut BevyZigFrame, places: &[Place], select: Select) {
        let neighbours = |a: &Place, b: &Place| a.column == b.column && a.row + 1 == b.row;
        for run in places.chunk_by(neighbours) {
            self.call(world, frame, run[0].column, run[0].row..run[0].row + run.len() as u32, select);
        }
    }

    /// Brings the instances up to date with what components and globals say: `shutdown` for those that are gone, `init` for those
    /// that are new, and a new place for those whose order has changed.
    fn sync(&mut self, world: &mut World, frame: &mut BevyZigFrame) {
        let changed = std::mem::take(&mut world.resource_mut::<ChangedScripts>().0);
        let mut leaving = std::mem::take(&mut world.resource_mut::<OrphanedInstances>().0);
        let globals =
            world.get_resource_ref::<GlobalScripts>().is_some_and(|globals| globals.is_changed() || !self.globals_seen);
        self.globals_seen = true;
        if changed.is_empty() && leaving.is_empty() && !globals {
            return;
        }
        let mut moving = Vec::new();
        let mut arriving = Vec::new();
        let mut fresh = Vec::new();
        let mut done = bevy::ecs::entity::EntityHashSet::default();
        let owners = changed.into_iter().filter(|entity| done.insert(*entity)).map(Some);
        for owner in owners.chain(globals.then_some(None)) {
            self.compare(world, owner, &mut leaving, &mut moving, &mut arriving, &mut fresh);
        }
        leaving.sort_unstable();
        let ordered = self.in_order(leaving.clone());
        self.call_places(world, frame, &ordered, |script| script.shutdown);
        leaving.append(&mut moving);
        leaving.sort_unstable();
        self.instances.remove(world, &leaving);
        self.instances.insert(world, &self.registry, arriving);
        let places = self.instances.insert(world, &self.registry, fresh);
        let ordered = self.in_order(places);
        self.call_places(world, frame, &ordered, |script| script.init);
    }

    /// Places in the order in which their instances run: by priority and rank, then row by row.
    fn in_order(&self, mut places: Vec<Place>) -> Vec<Place> {
        places.sort_by_key(|place| {
            let key = self.instances.column(place.column).key;
            (key.priority, key.rank, key.script, key.phase, place.row)
        });
        places
    }

    /// Compares what an owner (an entity, or the game) should run with what it runs.
    fn compare(
        &mut self,
        world: &mut World,
        owner: Option<Entity>,
        leaving: &mut Vec<Place>,
        moving: &mut Vec<Place>,
        arriving: &mut Vec<Arrival>,
        fresh: &mut Vec<Arrival>,
    ) {
        let wanted: &[Script] = match owner {
            Some(entity) => world.get::<ZigScripts>(entity).map(ZigScripts::as_slice).unwrap_or_default(),
            None => world.get_resource::<GlobalScripts>().map(|globals| globals.as_slice()).unwrap_or_default(),
        };
        let instances = match owner {
            Some(entity) => world.get::<EntityInstances>(entity),
            None => world.get_resource::<GlobalScripts>().map(GlobalScripts::instances),
        };
        let mut present: SmallVec<[Place; 2]> =
            instances.map(|instances| instances.0.as_slice().into()).unwrap_or_default();
        let mut lifted: SmallVec<[Place; 2]> = SmallVec::new();
        for (index, script) in wanted.iter().enumerate() {
            let Some(key) = self.key(&wanted[..index], script) else {
                error!(
                    "there is no script '{}' ({} wants it); there are: {}",
                    script.name(),
                    owner.map_or_else(|| "GlobalScripts".to_owned(), |entity| format!("entity {entity}")),
                    self.registry.known()
                );
                continue;
            };
            let place_key = |place: &Place| self.instances.column(place.column).key;
            let same = present.iter().position(|place| place_key(place) == key);
            let found = same.or_else(|| present.iter().position(|place| place_key(place).script == key.script));
            let Some(found) = found else {
                match self.fresh_state(script, key) {
                    Ok(state) => fresh.push(Arrival { owner, key, id: self.instances.next_id(), state }),
                    Err(problem) => error!("a script {} is not started: {problem}", on(owner)),
                }
                continue;
            };
            let place = present.remove(found);
            if same.is_none() {
                let (id, state) = self.instances.lift(place);
                arriving.push(Arrival { owner, key, id, state });
                lifted.push(place);
            }
        }
        leaving.extend(present.iter());
        moving.extend(lifted.iter());
        for gone in present.into_iter().chain(lifted) {
            with_owner(world, owner, |instances| {
                instances.0.remove_first(|place| *place == gone);
            });
        }
    }

    /// Where a script of an owner's list belongs; `None` if there is no such script. `before` are those listed before it.
    fn key(&self, before: &[Script], script: &Script) -> Option<ColumnKey> {
        let id = self.registry.id(script.name())?;
        let alike = |other: &&Script| other.phase() == script.phase() && other.priority() == script.priority();
        Some(ColumnKey {
            phase: script.is_enabled().then_some(script.phase()),
            priority: script.priority(),
            rank: before.iter().filter(alike).count() as u32,
            script: id,
        })
    }

    fn fresh_state(&self, script: &Script, key: ColumnKey) -> Result<SmallVec<[u8; 32]>, crate::FieldError> {
        let info = self.registry.script(key.script);
        let mut state: SmallVec<[u8; 32]> = SmallVec::from_slice(&info.state_default);
        for (path, value) in script.properties() {
            info.set(&mut state, path, value)?;
        }
        Ok(state)
    }
}

/// The system of a phase.
pub(crate) fn run_phase<const PHASE: u8>(world: &mut World) {
    let phase = Phase::ALL[PHASE as usize];
    world.resource_scope(|world, mut runtime: Mut<ScriptRuntime>| runtime.run(world, phase));
}

/// Runs every `shutdown` when the game exits.
pub(crate) fn shut_down(world: &mut World) {
    world.resource_scope(|world, mut runtime: Mut<ScriptRuntime>| runtime.shut_down(world));
}
