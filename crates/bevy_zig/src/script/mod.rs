//! Name → script. Where the scripts come from is the registry's source; everything after it is the same for all.
//! Uses abi, shape, component.
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
        mod loaded;
        pub(crate) use loaded::{Expected, ScriptLibrary, load};
        pub use loaded::{HotReloadPlan, ScriptTable};
    }
    _ => {
        mod linked;
        pub use linked::{LinkedScript, ScriptTable};
    }
}

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bevy::prelude::Resource;

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
    by_name: HashMap<String, ScriptId>,
    /// Scripts that do not compile yet: never any, where scripts are linked in.
    awaited: HashSet<String>,
    /// Scripts that must not run, and why not.
    refused: HashMap<ScriptId, RegisterScriptError>,
    /// Generation of the components that were last compared.
    components_seen: usize,
}

impl ScriptRegistry {
    /// The script of this name.
    pub fn get(&self, name: &str) -> Option<&ScriptInfo> {
        self.by_name.get(name).map(|id| &*self.scripts[id.0 as usize])
    }

    /// All scripts, in the order of registration: by name within a package.
    pub fn iter(&self) -> impl Iterator<Item = &ScriptInfo> {
        self.scripts.iter().map(|script| &**script)
    }

    /// The number of scripts.
    pub(crate) fn len(&self) -> usize {
        self.scripts.len()
    }

    pub(crate) fn id(&self, name: &str) -> Option<ScriptId> {
        self.by_name.get(name).copied()
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

    /// Refuses scripts that know a component otherwise than the game. Does nothing while there are no new components.
    pub(crate) fn resolve(&mut self, components: &ScriptComponents) {
        if self.components_seen == components.generation() {
            return;
        }
        self.components_seen = components.generation();
        for (index, script) in self.scripts.iter().enumerate() {
            if let Some(refusal) = script.component_difference(components) {
                self.refused.insert(ScriptId(index as u32), refusal);
            }
        }
    }

    /// Adds a script.
    pub(crate) fn insert(&mut self, script: ScriptInfo) -> Result<(), RegisterScriptError> {
        if let Some(first) = self.get(&script.name) {
            return Err(RegisterScriptError::Duplicate {
                script: script.name.clone(),
                first: first.package.clone(),
                second: script.package,
            });
        }
        self.by_name.insert(script.name.clone(), ScriptId(self.scripts.len() as u32));
        self.scripts.push(Arc::new(script));
        Ok(())
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
