//! How instances end where no phase comes for them: in frames in which the game holds all of them back, when the game
//! exits, and when its app is dropped without that.

use bevy::ecs::entity::EntityHashSet;
use bevy::prelude::{DetectChanges, Local, Res, World};

use super::run::run_scripts;
use super::{ScriptRuntime, Select, Work};
use crate::attached::{ChangedScripts, GlobalScripts, Owner, Phase};
use crate::base::Machinery;
use crate::component::ScriptComponents;
use crate::instances::Arrivals;
use crate::world::{GlobalVars, Prefabs, ScriptInput, TagIndex};

/// Whether no phase has run in this frame and something may have ended. Asked at the end of each frame.
pub(crate) fn is_held_back(
    runtime: Res<ScriptRuntime>,
    changed: Res<ChangedScripts>,
    globals: Option<Res<GlobalScripts>>,
    mut phases: Local<u64>,
) -> bool {
    let ran = std::mem::replace(&mut *phases, runtime.phases) != runtime.phases;
    let globals = globals.is_some_and(|globals| runtime.globals_changed != Some(globals.last_changed()));
    !ran && (!changed.0.is_empty() || globals)
}

/// Runs `shutdown` of what has ended in a frame without a phase: a game that pauses its scripts may leave a level
/// meanwhile. New instances begin with the next phase.
pub(crate) fn end_gone(world: &mut World) {
    run_scripts(world, ScriptRuntime::end_gone);
}

/// Runs every `shutdown` when the game exits.
pub(crate) fn shut_down(world: &mut World) {
    run_scripts(world, ScriptRuntime::shut_down);
}

impl ScriptRuntime {
    fn end_gone(&mut self, world: &mut World) {
        if self.shut_down {
            return;
        }
        let mut leaving = Vec::new();
        let changed = &mut world.resource_mut::<ChangedScripts>().0;
        let mut seen = EntityHashSet::default();
        // The next phase looks at all of them again.
        *changed = changed.iter().filter(|entity| seen.insert(*entity)).collect();
        let owners: Vec<Owner> = changed.iter().map(Owner::Entity).chain([Owner::Game]).collect();
        for owner in owners {
            let unwanted = self.unwanted(world, owner);
            owner.note(world, |instances| {
                for place in &unwanted {
                    instances.remove_first(|known| known.place == *place);
                }
            });
            leaving.extend(unwanted);
        }
        if leaving.is_empty() {
            return;
        }
        let mut frame = self.begin(world, Phase::PostUpdate);
        self.tell_of_end(world, &mut frame, &leaving);
        self.rearrange(world, leaving, Arrivals::default());
        self.finish(world);
    }

    /// Runs every `shutdown`, once.
    fn shut_down(&mut self, world: &mut World) {
        if self.shut_down {
            return;
        }
        // Nobody is left to hear what is waiting.
        self.signals.queue.clear();
        let mut frame = self.begin(world, Phase::PostUpdate);
        self.sync(world, &mut frame);
        self.shut_down_all(world);
        self.finish(world);
        self.memory.clear();
    }

    fn shut_down_all(&mut self, world: &World) {
        let mut frame = self.begin(world, Phase::PostUpdate);
        for column in self.instances.by_priority() {
            let end = self.instances.column(column).len() as u32;
            let faults = self.call(world, &mut frame, column, Work::Rows(0..end, Select::SHUTDOWN));
            self.report_faults(faults);
        }
        self.shut_down = true;
    }
}

/// An app that is dropped without an `AppExit`, as in tests or where a game replaces it, ends its scripts, too. The
/// world is already on its way out: to them it is empty, and nobody does what they request.
impl Drop for ScriptRuntime {
    fn drop(&mut self) {
        let nobody_runs = self.instances.len() == 0 || self.is_applying();
        if self.shut_down || nobody_runs || std::thread::panicking() {
            return;
        }
        let mut world = World::new();
        ScriptComponents::init(&mut world);
        self.registry.resolve(&mut world);
        world.init_resource::<Machinery>();
        world.init_resource::<TagIndex>();
        world.init_resource::<Prefabs>();
        world.init_resource::<ScriptInput>();
        world.init_resource::<GlobalVars>();
        // The game's functions expect the game's world.
        self.functions = Default::default();
        self.shut_down_all(&world);
    }
}
