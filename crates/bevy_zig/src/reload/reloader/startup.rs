//! The scripts that the game begins with, and those of packages that are added.

use std::collections::{BTreeMap, HashMap, HashSet};

use bevy::app::{App, PreUpdate};
use bevy::ecs::message::MessageCursor;
use bevy::prelude::{IntoScheduleConfigs, Mut, World};

use super::{Package, Reloader, load_built, reload_scripts, step_of};
use crate::base::ZigScriptSystems;
use crate::reload::builder::BuildEvent;
use crate::reload::console;
use crate::reload::control::{HotReload, ReloadCommand};
use crate::reload::event::{ReloadEvent, ReloadStage, ReloadStep, ReloadTimings};
use crate::runtime::ScriptRuntime;
use crate::script::{ScriptRegistry, ScriptTable};

/// Builds and loads all scripts, and sees to it that they are reloaded from now on.
pub(crate) fn install(app: &mut App, tables: &[ScriptTable], registry: &mut ScriptRegistry) {
    if !cfg!(debug_assertions) {
        console::warn(
            "this is a release build with hot reload: it needs Zig and the scripts' sources, and reloads every saved \
             script; to ship the game, build it without the feature `hot-reload`",
        );
    }
    let mut reloader = Reloader {
        packages: tables.iter().map(Package::new).collect(),
        requested: HashSet::new(),
        held_back: BTreeMap::new(),
        told: HashSet::new(),
        waiting: BTreeMap::new(),
        told_waiting: HashSet::new(),
        data_swaps: Vec::new(),
        previous: HashMap::new(),
        unconfirmed: HashMap::new(),
        fingerprints: HashMap::new(),
        probation: HashMap::new(),
        generations: HashMap::new(),
        commands: MessageCursor::default(),
        faults: MessageCursor::default(),
        steps: Vec::new(),
    };
    reloader.load_from(0, registry);
    console::started(tables.iter().flat_map(|table| table.plan().folders), registry.iter().count());
    app.add_message::<ReloadEvent>()
        .add_message::<ReloadCommand>()
        .init_resource::<HotReload>()
        .insert_resource(reloader)
        .configure_sets(
            PreUpdate,
            ZigScriptSystems::Reload.after(ZigScriptSystems::Input).before(ZigScriptSystems::PreUpdate),
        )
        .add_systems(PreUpdate, reload_scripts.in_set(ZigScriptSystems::Reload));
}

/// Adds the scripts of another package.
pub(crate) fn add(world: &mut World, table: &ScriptTable) {
    world.resource_scope(|world, mut reloader: Mut<Reloader>| {
        let mut runtime = world.resource_mut::<ScriptRuntime>();
        reloader.packages.push(Package::new(table));
        let first = reloader.packages.len() - 1;
        let before = runtime.registry.len();
        reloader.load_from(first, &mut runtime.registry);
        console::started(table.plan().folders.iter(), runtime.registry.len() - before);
    });
}

impl Reloader {
    /// The scripts that the game begins with, of the packages from this one on. What does not compile is left out until
    /// it does.
    fn load_from(&mut self, first: usize, registry: &mut ScriptRegistry) {
        // Before any is called by its name alone.
        for package in &self.packages[first..] {
            package.files().iter().for_each(|file| registry.declare(package.table.package(), file));
        }
        for index in first..self.packages.len() {
            for event in self.packages[index].builder.get().build_all() {
                let step = match event {
                    BuildEvent::Built { script, library, symbol, fingerprint, .. } => {
                        let table = &self.packages[index].table;
                        let loaded = load_built(table, &script, &library, &symbol);
                        let added =
                            loaded.and_then(|loaded| registry.insert(loaded).map_err(|error| error.to_string()));
                        match added {
                            Ok(name) => {
                                let id = registry.id(&name).expect("it was just added");
                                self.fingerprints.insert(id, fingerprint);
                                (name, ReloadStep::Added { timings: ReloadTimings::default() })
                            }
                            Err(problem) => {
                                let name = registry.name_of(table.package(), &script);
                                (name, ReloadStep::Refused { stage: ReloadStage::Load, problem })
                            }
                        }
                    }
                    // The progress was shown.
                    BuildEvent::Slow { .. } => continue,
                    other => match step_of(other) {
                        Some((file, step)) if file.is_empty() => (file, step),
                        Some((file, step)) => (registry.name_of(self.packages[index].table.package(), &file), step),
                        None => continue,
                    },
                };
                if matches!(step.1, ReloadStep::BuildFailed { .. } | ReloadStep::Refused { .. }) {
                    registry.await_script(&step.0);
                }
                self.say(step.0, step.1);
            }
        }
    }
}
