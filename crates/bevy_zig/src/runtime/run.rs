//! Runs the scripts of a phase: brings instances up to date (see [`super::sync`]), calls their batches, applies what
//! they requested.

use std::ops::Range;

use bevy::ecs::change_detection::Tick;
use bevy::ecs::query::QueryState;
use bevy::log::{error_once, warn};
use bevy::platform::collections::{HashMap, HashSet};
use bevy::prelude::{Local, Mut, ResMut, Resource, Time, World};

use super::apply::{Detached, apply_requests};
use super::figures::{Begun, Figures};
use super::states::{Half, IdleOwners};
use super::sync::OwnerQuery;
use crate::abi::{self, BevyZigFrame, Callback};
use crate::attached::{Owner, Phase, Place};
use crate::base::Scratch;
use crate::component::DataMessages;
use crate::function::FunctionCalls;
use crate::guard::{self, Caught, Delivery, Entry};
use crate::host::{Cursors, HostCall, OwnColumn};
use crate::instances::{InstanceMemory, Instances, Neighbours, Reads, StateBlobs};
use crate::reflect::{Bindings, FieldPaths};
use crate::report::{Fault, Faults, Reports, Restarts};
use crate::request::{Applier, MissingTransform, RequestLog};
use crate::script::{ScriptId, ScriptInfo, ScriptRegistry};
use crate::signal::{SignalEvents, SignalInbox, Signals};
use crate::states::StateTable;
use crate::world::{NewPlaces, ScriptInput, SpatialIndex};

/// The running scripts, and figures about them.
#[derive(Resource)]
pub struct ScriptRuntime {
    pub(crate) instances: Instances,
    pub(crate) registry: ScriptRegistry,
    pub(crate) signals: Signals,
    pub(crate) requests: RequestLog,
    /// `None` while requests are applied; then [the log and the signals](super::apply) are out, too.
    pub(super) applier: Option<Applier>,
    pub(crate) reports: Reports,
    pub(crate) faults: Faults,
    pub(crate) restarts: Restarts,
    /// What faults take off lists, when the game may look on.
    pub(super) detached: Vec<Detached>,
    /// Whose lists are to be compared again, since new code runs in another phase.
    pub(crate) rephased: Vec<Owner>,
    /// Scripts that somebody could not start, because of the properties that were given.
    pub(crate) unstarted: HashSet<ScriptId>,
    /// Scripts whose instances stay after a fault, whatever their policies say, while their code is exchanged and may
    /// be taken back. What becomes of them, for the log.
    pub(crate) on_probation: HashMap<ScriptId, &'static str>,
    paths: FieldPaths,
    /// Which messages that scripts declare each phase shows.
    data_messages: DataMessages,
    pub(super) values: Bindings,
    /// What scripts have to do with states of the game.
    pub(crate) states: StateTable,
    pub(super) idle: IdleOwners,
    pub(super) functions: FunctionCalls,
    scratch: Scratch,
    cursors: Cursors,
    /// Whose fields scripts read.
    reads: Reads,
    pub(crate) memory: InstanceMemory,
    /// Where scripts keep their states, while a reload asks them to.
    blobs: Option<StateBlobs>,
    nearby: SpatialIndex,
    pub(super) owners: QueryState<OwnerQuery>,
    pub(super) new_places: NewPlaces,
    seed: u64,
    pub(super) frame: u64,
    /// Fixed steps since the start.
    step: u64,
    /// Whether Bevy has begun a frame since a phase ran.
    frame_begins: bool,
    /// When each phase began last, by its number.
    began: [Option<Tick>; Phase::ALL.len()],
    /// When the phase that runs began the time before.
    changed_since: Option<Tick>,
    /// The phase that ran last.
    last_phase: Option<Phase>,
    pub(super) applied: u64,
    /// How many phases have run.
    pub(super) phases: u64,
    /// When the global scripts had changed last when they were looked at.
    pub(super) globals_changed: Option<Tick>,
    pub(super) shut_down: bool,
    pub(crate) figures: Figures,
}

/// A callback that runs rows.
#[derive(Clone, Copy)]
pub(crate) struct Select {
    /// As scripts call it.
    pub(crate) name: &'static str,
    pub(crate) of: fn(&ScriptInfo) -> Option<Callback>,
}

impl Select {
    pub(crate) const INIT: Self = Self { name: "init", of: |script| script.init };
    pub(crate) const UPDATE: Self = Self { name: "update", of: |script| script.update };
    pub(crate) const SHUTDOWN: Self = Self { name: "shutdown", of: |script| script.shutdown };
}

/// What is to be done with instances of one column.
pub(crate) enum Work<'a> {
    /// A callback for these rows.
    Rows(Range<u32>, Select),
    /// `onSignal` for these, which may tell of events.
    Signals(&'a [Delivery<'a>], SignalEvents<'a>),
}

impl Work<'_> {
    /// What makes the random numbers of a callback others than those of `update` in the same phase. Each signal has its
    /// own already.
    fn salt(&self) -> u64 {
        let name = match self {
            Self::Rows(_, select) if select.name != Select::UPDATE.name => select.name,
            _ => return 0,
        };
        name.bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    }
}

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
            signals: Signals::new(requests.limits()),
            requests,
            applier: Some(Applier::new(world, missing_transform)),
            reports: Reports::default(),
            faults: Faults::default(),
            restarts: Restarts::default(),
            detached: Vec::new(),
            rephased: Vec::new(),
            unstarted: HashSet::default(),
            on_probation: HashMap::default(),
            paths: FieldPaths::default(),
            data_messages: DataMessages::default(),
            values: Bindings::default(),
            states: StateTable::default(),
            idle: IdleOwners::default(),
            functions: FunctionCalls::default(),
            scratch: Scratch::default(),
            cursors: Cursors::default(),
            reads: Reads::default(),
            memory: InstanceMemory::default(),
            blobs: None,
            nearby: SpatialIndex::default(),
            owners: QueryState::new(world),
            new_places: NewPlaces::new(world),
            seed,
            frame: 0,
            step: 0,
            frame_begins: false,
            began: [None; Phase::ALL.len()],
            changed_since: None,
            last_phase: None,
            applied: 0,
            phases: 0,
            globals_changed: None,
            shut_down: false,
            figures: Figures::default(),
        }
    }

    /// All scripts of the game.
    pub fn registry(&self) -> &ScriptRegistry {
        &self.registry
    }

    /// The number of instances, including disabled ones.
    pub fn instance_count(&self) -> usize {
        self.instances.len()
    }

    /// Bytes of memory that instances have allocated and not freed.
    pub fn memory_bytes(&self) -> usize {
        self.memory.bytes()
    }

    /// The number of requests that changed the world since the start.
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
        let in_steps = phase == Phase::FixedUpdate;
        self.step += u64::from(in_steps);
        if in_steps && self.is_idle(phase) {
            return end_step(world);
        }
        // A phase that does not follow the last one begins a frame, whichever sets the game holds back; but one frame
        // has several steps.
        let follows = |last| phase > last || (phase == last && in_steps);
        if std::mem::take(&mut self.frame_begins) || !self.last_phase.is_some_and(follows) {
            self.frame += 1;
        }
        self.last_phase = Some(phase);
        self.phases += 1;
        self.changed_since = self.began[phase as usize].replace(world.change_tick());
        // What changes from now on is newer than that.
        world.increment_change_tick();
        self.figures.expect(self.registry.len());
        #[cfg(feature = "trace")]
        let _span = bevy::log::info_span!("zig phase", name = ?phase).entered();
        self.registry.resolve(world);
        self.values.begin_phase(world, phase as u32);
        self.data_messages.begin_phase(world, phase as u32);
        let mut frame = self.begin(world, phase);
        self.receive_signals(world);
        self.begin_restarts(world);
        let transitions = self.look_at_states(world);
        self.tell_states(world, &mut frame, &transitions, Half::Exit);
        for owner in std::mem::take(&mut self.rephased) {
            owner.touch(world);
        }
        self.sync(world, &mut frame);
        if !transitions.is_empty() || !self.signals.queue.waiting.is_empty() {
            self.connect_new(world);
        }
        self.tell_states(world, &mut frame, &transitions, Half::Enter);
        let faults = self.deliver(world, &mut frame);
        self.settle(world, faults);
        for column in self.instances.in_phase(phase) {
            let faults = self.update(world, &mut frame, column);
            self.settle(world, faults);
        }
        if in_steps {
            end_step(world);
        }
        self.finish(world);
    }

    /// Whether no script runs in a phase. Steps then do not exist for scripts: nobody begins, ends or hears a signal in
    /// them, and what pre-update emits arrives in update, however often the game's physics steps in between.
    fn is_idle(&self, phase: Phase) -> bool {
        self.instances.in_phase(phase).iter().all(|column| self.instances.column(*column).len() == 0)
    }

    /// Runs `update` of a column, but for rows that rest.
    fn update(&mut self, world: &World, frame: &mut BevyZigFrame, index: u32) -> Vec<Fault> {
        let column = self.instances.column(index);
        let due = match &column.wakes {
            Some(wakes) => wakes.due(frame.elapsed_seconds),
            None => std::iter::once(0..column.len() as u32).collect(),
        };
        let mut faults = Vec::new();
        for rows in due {
            faults.extend(self.call(world, frame, index, Work::Rows(rows.clone(), Select::UPDATE)));
            if let Some(wakes) = &mut self.instances.column_mut(index).wakes {
                wakes.look(rows);
            }
        }
        faults
    }

    /// Ends the part of a phase in which scripts run.
    pub(super) fn finish(&mut self, world: &mut World) {
        if !self.detached.is_empty() {
            // That comes before what was requested.
            self.requests.pin_columns(world);
        }
        self.nearby.expire();
        self.reports.send(world);
        self.faults.send(world);
    }

    /// Seconds since the start of the game.
    pub(crate) fn now_seconds(world: &World) -> f64 {
        world.get_resource::<Time>().map_or(0.0, Time::elapsed_secs_f64)
    }

    pub(crate) fn begin(&self, world: &World, phase: Phase) -> BevyZigFrame {
        guard::keep(phase as u32);
        #[cfg(bevy_zig_guard)]
        crate::host::watch_exit();
        let (delta_seconds, elapsed_seconds) =
            world.get_resource::<Time>().map_or((0.0, 0.0), |time| (time.delta_secs(), time.elapsed_secs_f64()));
        // Scripts that run in steps depend on nothing that frames decide, such as their number.
        let frame = if phase == Phase::FixedUpdate { self.step } else { self.frame };
        let (phase, seed) = (phase as u32, self.seed);
        BevyZigFrame { delta_seconds, phase, elapsed_seconds, frame, seed, ..abi::blank_frame() }
    }

    /// Enters a script for instances of a column, if there is anything to be done and the script has the callback.
    /// Returns the instances that have faulted, which the caller [settles](Self::settle) or treats in its own way.
    #[must_use]
    pub(crate) fn call(&mut self, world: &World, frame: &mut BevyZigFrame, index: u32, work: Work) -> Vec<Fault> {
        // Where no script has ever run, there is no column.
        if matches!(work, Work::Signals([], _)) {
            return Vec::new();
        }
        let instances = self.instances.len();
        let (column, others) = self.instances.split(index);
        let script = column.script.clone();
        frame.seed = self.seed ^ work.salt();
        let mut events = None;
        let (callback, entry, rows) = match work {
            Work::Rows(rows, select) => (select.name, (select.of)(&script).map(Entry::Rows), rows),
            Work::Signals(deliveries, told) => {
                events = Some(told);
                let entry = script.on_signal.map(|callback| Entry::Signals(callback, deliveries));
                ("onSignal", entry, 0..column.len() as u32)
            }
        };
        let (Some(entry), false) = (entry, rows.is_empty()) else { return Vec::new() };
        let id = column.key.script;
        let is_update = callback == Select::UPDATE.name;
        match &entry {
            Entry::Signals(_, deliveries) => column.wake(deliveries.iter().map(Delivery::row)),
            Entry::Rows(_) if !is_update => column.wake(rows.clone()),
            Entry::Rows(_) => {}
        }
        self.reads.keep(index, column, self.phases);
        let owners = column.entities.share();
        let rows = column.rows(rows.start, rows.end, is_update);
        self.requests.set_writer(index, owners);
        let mut call = HostCall {
            world,
            registry: &self.registry,
            script: &script,
            requests: &mut self.requests,
            reports: &mut self.reports,
            components: world.resource(),
            data_messages: &self.data_messages,
            machinery: world.resource(),
            instances,
            paths: &mut self.paths,
            values: &mut self.values,
            states: &mut self.states,
            functions: &mut self.functions,
            scratch: &mut self.scratch,
            cursors: &mut self.cursors,
            reads: &mut self.reads,
            others,
            own: OwnColumn { script: &script, script_id: id, states: rows.states.as_ptr() },
            phase_number: self.phases,
            changed_since: self.changed_since,
            scratch_of: (u32::MAX, u32::MAX),
            nearby: &mut self.nearby,
            connections: &mut self.signals.connections,
            memory: &mut self.memory,
            blobs: self.blobs.as_mut(),
            events,
            column: index,
            entities: rows.entities,
            ids: rows.ids,
            last_script: None,
            panic: None,
        };
        #[cfg(feature = "trace")]
        let _span = bevy::log::info_span!("zig script", name = script.name(), callback).entered();
        let begun = Begun::now();
        let caught = guard::enter(entry, frame, &mut call, rows);
        self.figures.ran(id, begun);
        self.scratch.reset();
        self.requests.end_writer();
        let fault = |caught: Caught| Fault { place: Place { column: index, row: caught.row }, callback, caught };
        caught.into_iter().map(fault).collect()
    }

    /// Lets scripts write their states to these bytes, or read them from there, while `body` calls them. The bytes come
    /// back.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn with_blobs<R>(&mut self, blobs: StateBlobs, body: impl FnOnce(&mut Self) -> R) -> (R, StateBlobs) {
        self.blobs = Some(blobs);
        let result = body(self);
        (result, self.blobs.take().expect("nobody else takes them"))
    }

    /// Runs a callback for these instances, in runs of neighbouring rows. Returns those that have faulted.
    #[must_use]
    pub(crate) fn call_places(
        &mut self,
        world: &World,
        frame: &mut BevyZigFrame,
        places: &[Place],
        select: Select,
    ) -> Vec<Fault> {
        let are_neighbours = |a: &Place, b: &Place| a.column == b.column && a.row + 1 == b.row;
        let runs = places
            .chunk_by(are_neighbours)
            .map(|run| Neighbours { column: run[0].column, rows: run[0].row..run[0].row + run.len() as u32 });
        self.call_runs(world, frame, runs, select)
    }

    /// Likewise, for instances that lie one behind the other.
    #[must_use]
    pub(super) fn call_runs(
        &mut self,
        world: &World,
        frame: &mut BevyZigFrame,
        runs: impl IntoIterator<Item = Neighbours>,
        select: Select,
    ) -> Vec<Fault> {
        let call = |Neighbours { column, rows }| self.call(world, frame, column, Work::Rows(rows, select));
        runs.into_iter().flat_map(call).collect()
    }
}

/// The system of a phase.
pub(crate) fn run_phase<const PHASE: u8>(world: &mut World) {
    let phase = Phase::from_abi(PHASE.into()).expect("a phase of the contract");
    run_scripts(world, |runtime, world| runtime.run(world, phase));
}

/// Bevy begins a frame.
pub(crate) fn begin_frame(mut runtime: ResMut<ScriptRuntime>) {
    runtime.frame_begins = true;
}

/// In a frame without a phase, since the game holds all of them back, what waits for one has a limit.
pub(crate) fn bound_signals(world: &mut World, mut said: Local<bool>) {
    let runtime = world.resource::<ScriptRuntime>();
    let (no_phase, limit) = (runtime.frame_begins, runtime.requests.limits().signals_per_phase);
    let dropped = no_phase && world.resource_mut::<SignalInbox>().keep_latest(limit);
    if dropped && !std::mem::replace(&mut *said, true) {
        warn!(
            "signals from Rust wait for a phase of the scripts, whose system sets are held back; those above \
             ScriptLimits::signals_per_phase are dropped, the oldest first (reported once)"
        );
    }
}

/// A fixed step is over, whether or not a script has seen its input.
fn end_step(world: &mut World) {
    if let Some(mut input) = world.get_resource_mut::<ScriptInput>() {
        input.end_step();
    }
}

/// Runs scripts, with the runtime out of the world; and applies their requests when it is in the world again, where the
/// game's hooks and observers find it.
pub(super) fn run_scripts(world: &mut World, run: impl FnOnce(&mut ScriptRuntime, &mut World)) {
    let ran = world.resource_scope(|world, mut runtime: Mut<ScriptRuntime>| {
        let can_run = !runtime.is_applying();
        if can_run {
            run(&mut runtime, world);
        }
        can_run
    });
    if ran {
        apply_requests(world);
    } else {
        error_once!("scripts do not run while their requests are applied: a hook or observer has run their schedule");
    }
}
