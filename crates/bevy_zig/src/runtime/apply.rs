//! Applies what a phase has requested. Hooks and observers of the game run meanwhile, so the runtime is in the world,
//! and only what is being worked on is out of it.

use bevy::prelude::World;

use super::ScriptRuntime;
use crate::attached::{Identity, Owner};
#[cfg(feature = "hot-reload")]
use crate::request::MissingTransform;
use crate::request::{Applier, InstanceLookups, RequestLog, forgive_late_commands, forgive_no_more};
#[cfg(feature = "hot-reload")]
use crate::script::ScriptRegistry;
use crate::signal::{SignalSink, Signals};

/// An entry of an owner's list that is to go, because its instance had a fault.
pub(super) struct Detached {
    pub(super) owner: Owner,
    pub(super) script: String,
    pub(super) identity: Identity,
}

/// What is out of the runtime while it is being applied.
struct Work {
    applier: Applier,
    requests: RequestLog,
    signals: Signals,
    /// How many requests of each column have changed the world.
    applied: Vec<(u32, u64)>,
}

/// Puts the work back at its end, even if the game's code panics.
struct Applying<'w> {
    world: &'w mut World,
    work: Option<Work>,
}

/// Applies and clears what scripts have requested, with the runtime in the world.
pub(super) fn apply_requests(world: &mut World) {
    detach(world);
    let Some(mut runtime) = world.get_resource_mut::<ScriptRuntime>() else { return };
    let frame = runtime.frame;
    let Some(work) = runtime.begin_applying() else { return };
    forgive_late_commands(world);
    let mut applying = Applying { world, work: Some(work) };
    let Applying { world, work: Some(Work { applier, requests, signals, applied }) } = &mut applying else { return };
    let sink = SignalSink { signals, frame };
    applier.apply(world, requests, sink, LOOKUPS, |column, count| applied.push((column, count)));
    signals.queue.publish(world);
}

/// Takes entries off their owners' lists; their instances end at the start of the next phase. No script runs meanwhile,
/// as if requests were being applied.
pub(crate) fn detach(world: &mut World) {
    let Some(mut runtime) = world.get_resource_mut::<ScriptRuntime>().filter(|runtime| !runtime.detached.is_empty())
    else {
        return;
    };
    // Those who are applying requests already leave it to the next phase.
    let Some(applier) = runtime.applier.take() else { return };
    let detached = std::mem::take(&mut runtime.detached);
    let detaching = Detaching { world, applier: Some(applier) };
    for Detached { owner, script, identity } in detached {
        owner.edit(detaching.world, |scripts| scripts.detach_entry(&script, identity));
    }
}

/// Puts the applier back at its end, even if the game's code panics.
struct Detaching<'w> {
    world: &'w mut World,
    applier: Option<Applier>,
}

impl Drop for Detaching<'_> {
    fn drop(&mut self) {
        if let Some(mut runtime) = self.world.get_resource_mut::<ScriptRuntime>() {
            runtime.applier = self.applier.take();
        }
    }
}

/// Runs what the game's hooks and observers hear of while a reload has the runtime: they find it in the world, as they
/// do while requests are applied, and no script runs.
#[cfg(feature = "hot-reload")]
pub(crate) fn with_runtime_in<R>(
    world: &mut World,
    runtime: &mut ScriptRuntime,
    run: impl FnOnce(&mut World) -> R,
) -> R {
    let limits = runtime.requests.limits().clone();
    let requests = RequestLog::new(limits);
    let nobody = ScriptRuntime::new(world, ScriptRegistry::default(), 0, requests, MissingTransform::Ignore);
    let mut own = std::mem::replace(runtime, nobody);
    let applier = own.applier.take();
    world.insert_resource(own);
    let lent = Lent { world, runtime, applier };
    run(lent.world)
}

/// Takes the runtime back at its end, even if the game's code panics.
#[cfg(feature = "hot-reload")]
struct Lent<'a> {
    world: &'a mut World,
    runtime: &'a mut ScriptRuntime,
    applier: Option<Applier>,
}

#[cfg(feature = "hot-reload")]
impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(own) = self.world.remove_resource::<ScriptRuntime>() {
            *self.runtime = own;
            self.runtime.applier = self.applier.take();
        }
    }
}

const LOOKUPS: InstanceLookups = InstanceLookups {
    count: |world| world.get_resource::<ScriptRuntime>().map_or(0, ScriptRuntime::instance_count),
    script_of: |world, column| {
        let runtime = world.get_resource::<ScriptRuntime>();
        runtime.map(|runtime| runtime.instances.column(column).script.name().to_owned()).unwrap_or_default()
    },
    owner_at: |world, place, id| world.get_resource::<ScriptRuntime>()?.instances.owner_at(place, id),
};

impl ScriptRuntime {
    /// Whether requests are being applied, so that no script can run.
    pub(crate) fn is_applying(&self) -> bool {
        self.applier.is_none()
    }

    /// Takes out what is to be applied; `None` if there is nothing.
    fn begin_applying(&mut self) -> Option<Work> {
        if self.requests.is_empty() {
            self.signals.connections.end_phase();
            self.values.held().end_requests();
            return None;
        }
        let applier = self.applier.take()?;
        let limits = self.requests.limits().clone();
        let signals = std::mem::replace(&mut self.signals, Signals::new(&limits));
        let requests = std::mem::replace(&mut self.requests, RequestLog::new(limits));
        Some(Work { applier, requests, signals, applied: Vec::new() })
    }

    fn end_applying(&mut self, mut work: Work) {
        work.requests.clear();
        work.signals.connections.end_phase();
        self.values.held().end_requests();
        self.applier = Some(work.applier);
        self.requests = work.requests;
        self.signals = work.signals;
        for (column, count) in work.applied {
            self.applied += count;
            self.figures.applied(self.instances.column(column).key.script, count);
        }
    }
}

impl Drop for Applying<'_> {
    fn drop(&mut self) {
        forgive_no_more(self.world);
        if let (Some(work), Some(mut runtime)) = (self.work.take(), self.world.get_resource_mut::<ScriptRuntime>()) {
            runtime.end_applying(work);
        }
    }
}
