//! Runs the scripts of a phase: brings instances up to date (see [`crate::sync`]), calls their batches, applies what they requested.

use bevy::prelude::{Mut, Resource, Time, World};

use crate::abi::BevyZigFrame;
use crate::component::FieldPaths;
use crate::guard;
use crate::host::HostCall;
use crate::instance::{Instances, Place};
use crate::plugin::MissingTransform;
use crate::registry::{Callback, ScriptInfo, ScriptRegistry};
use crate::reports::Reports;
use crate::request::{Applier, RequestLog};
use crate::scratch::Scratch;
use crate::scripts::Phase;

/// The scripts at work, and figures about them.
#[derive(Resource)]
pub struct ScriptRuntime {
    pub(crate) instances: Instances,
    pub(crate) registry: ScriptRegistry,
    requests: RequestLog,
    applier: Applier,
    reports: Reports,
    paths: FieldPaths,
    scratch: Scratch,
    seed: u64,
    frame: u64,
    applied: u64,
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
            paths: FieldPaths::default(),
            scratch: Scratch::default(),
            seed,
            frame: 0,
            applied: 0,
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
        self.registry.resolve(world.resource());
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
            components: world.resource(),
            paths: &mut self.paths,
            scratch: &mut self.scratch,
            entities: rows.entities,
        };
        guard::enter(callback, frame, &mut call, rows);
        self.scratch.reset();
    }

    /// Runs a callback for these instances, in runs of neighbouring rows.
    pub(crate) fn call_places(&mut self, world: &World, frame: &mut BevyZigFrame, places: &[Place], select: Select) {
        let neighbours = |a: &Place, b: &Place| a.column == b.column && a.row + 1 == b.row;
        for run in places.chunk_by(neighbours) {
            self.call(world, frame, run[0].column, run[0].row..run[0].row + run.len() as u32, select);
        }
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
