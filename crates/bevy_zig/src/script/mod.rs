//! Name → script. Where the scripts come from is the registry's source; everything after it is the same for all.
//! Uses abi, shape, component, states.
//!
//! Invariants of this module, on which its `unsafe` rests:
//! - A descriptor is what `bevy_zig_build` compiled for this game. It and all that it points to are constants of the
//!   program, or of a library that stays open as long as a [`ScriptInfo`] was read from it.
#![expect(unsafe_code, reason = "descriptors are read from what scripts export")]

mod descriptor;
mod info;
mod known;
mod refusal;

// The standard library's since Rust 1.95, in place of the crate `cfg-if`.
cfg_select! {
    feature = "hot-reload" => {
        mod kept;
        mod likeness;
        mod loaded;
        pub(crate) use loaded::{Expected, ScriptLibrary, load};
        pub use loaded::{HotReloadPlan, ScriptTable};
    }
    _ => {
        mod linked;
        pub use linked::{LinkedScript, ScriptTable};
    }
}

use std::collections::HashSet;
use std::sync::Arc;

use bevy::platform::collections::HashMap;
use bevy::prelude::{Resource, World};

use crate::component::ScriptComponents;

pub use info::ScriptInfo;
pub use refusal::RegisterScriptError;

/// A script's place in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScriptId(pub(crate) u32);

/// All scripts of the game.
#[derive(Resource, Debug, Default)]
pub struct ScriptRegistry {
    scripts: Vec<Arc<ScriptInfo>>,
    /// By what they are called: their files' names, with the package in front where several packages have a script of
    /// that name.
    by_name: HashMap<String, ScriptId>,
    /// By package and file: `game/ship`.
    by_full_name: HashMap<String, ScriptId>,
    /// The packages that have a script of this name.
    packages: HashMap<String, Vec<String>>,
    /// Scripts that do not compile yet: never any, where scripts are linked in.
    awaited: HashSet<String>,
    /// Scripts that must not run, and why not.
    refused: HashMap<ScriptId, RegisterScriptError>,
    /// Generation of the components that were last compared.
    components_seen: usize,
}

impl ScriptRegistry {
    /// The script of this name: `ship`, or with its package `game/ship`. The short name is enough unless several
    /// packages have a script of that name.
    pub fn get(&self, name: &str) -> Option<&ScriptInfo> {
        self.id(name).map(|id| &**self.script(id))
    }

    /// All scripts, in the order of registration: by name within a package.
    pub fn iter(&self) -> impl Iterator<Item = &ScriptInfo> {
        self.scripts.iter().map(|script| &**script)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = ScriptId> + use<> {
        (0..self.scripts.len() as u32).map(ScriptId)
    }

    /// The number of scripts.
    pub(crate) fn len(&self) -> usize {
        self.scripts.len()
    }

    pub(crate) fn id(&self, name: &str) -> Option<ScriptId> {
        self.by_name.get(name).or_else(|| self.by_full_name.get(name)).copied()
    }

    /// What a package's script is called.
    pub(crate) fn name_of(&self, package: &str, file: &str) -> String {
        let full = format!("{package}/{file}");
        match self.by_full_name.get(&full) {
            Some(id) => self.script(*id).name.clone(),
            None if self.packages.get(file).is_some_and(|packages| packages.len() > 1) => full,
            None => file.to_owned(),
        }
    }

    /// Notes that a package has a script of this name. If another has one too, neither is called by the name alone, but
    /// for one that runs already.
    pub(crate) fn declare(&mut self, package: &str, file: &str) {
        let packages = self.packages.entry(file.to_owned()).or_default();
        if packages.iter().any(|known| known == package) {
            return;
        }
        packages.push(package.to_owned());
        let Some(id) = self.by_name.get(file).copied().filter(|_| packages.len() > 1) else { return };
        if let Some(script) = Arc::get_mut(&mut self.scripts[id.0 as usize]) {
            script.name = format!("{}/{file}", script.package);
            self.by_name.remove(file);
            self.by_name.insert(script.name.clone(), id);
        }
    }

    pub(crate) fn script(&self, id: ScriptId) -> &Arc<ScriptInfo> {
        &self.scripts[id.0 as usize]
    }

    /// The names, for messages about one that is not among them.
    pub(crate) fn known(&self) -> String {
        match self.iter().map(ScriptInfo::name).collect::<Vec<_>>() {
            names if names.is_empty() => "none; add a `*.zig` file to the scripts folder".to_owned(),
            names => names.join(", "),
        }
    }

    /// Whether there is a script of this name that does not compile yet.
    pub(crate) fn is_awaited(&self, name: &str) -> bool {
        self.awaited.contains(name)
    }

    /// Why a script must not run, if so.
    pub(crate) fn refusal(&self, id: ScriptId) -> Option<&RegisterScriptError> {
        self.refused.get(&id)
    }

    /// Lets the game know the data that scripts declare, and refuses scripts that know a component, or data, otherwise
    /// than the game. Does nothing while there are no new scripts or components.
    pub(crate) fn resolve(&mut self, world: &mut World) {
        if self.components_seen == world.resource::<ScriptComponents>().generation() {
            return;
        }
        for (index, script) in self.scripts.iter().enumerate() {
            let id = ScriptId(index as u32);
            for declared in script.data.iter().filter(|_| !self.refused.contains_key(&id)) {
                if let Err(conflict) = ScriptComponents::declare(world, declared, &script.name) {
                    self.refused.insert(id, script.refusal(declared, conflict));
                    break;
                }
            }
        }
        let components = world.resource::<ScriptComponents>();
        self.components_seen = components.generation();
        for (index, script) in self.scripts.iter().enumerate() {
            if let Some(refusal) = script.component_difference(components) {
                self.refused.insert(ScriptId(index as u32), refusal);
            }
        }
    }

    /// Adds a script, which has its file's name, and says what it is called.
    pub(crate) fn insert(&mut self, mut script: ScriptInfo) -> Result<String, RegisterScriptError> {
        let file = script.file_name().to_owned();
        let full = format!("{}/{file}", script.package);
        if self.by_full_name.contains_key(&full) {
            return Err(RegisterScriptError::Duplicate { script: file, package: script.package });
        }
        self.declare(&script.package, &file);
        script.name = self.name_of(&script.package, &file);
        let (id, name) = (ScriptId(self.scripts.len() as u32), script.name.clone());
        self.by_name.insert(name.clone(), id);
        self.by_full_name.insert(full, id);
        self.scripts.push(Arc::new(script));
        // It was not compared yet.
        self.components_seen = usize::MAX;
        Ok(name)
    }
}

/// What a reload needs.
#[cfg(feature = "hot-reload")]
impl ScriptRegistry {
    /// Puts other code in a script's place, and returns what was there.
    pub(crate) fn replace(&mut self, id: ScriptId, script: Arc<ScriptInfo>) -> Arc<ScriptInfo> {
        std::mem::replace(&mut self.scripts[id.0 as usize], script)
    }

    /// Notes that there is a script that does not compile yet.
    pub(crate) fn await_script(&mut self, name: &str) {
        self.awaited.insert(name.to_owned());
    }

    /// Refuses a script whose file is gone.
    pub(crate) fn retire(&mut self, id: ScriptId) {
        let script = self.script(id).name.clone();
        self.refused.insert(id, RegisterScriptError::FileGone { script });
    }

    /// Takes a refusal back, and says whether there was one.
    pub(crate) fn accept(&mut self, id: ScriptId) -> bool {
        self.refused.remove(&id).is_some()
    }
}
