//! Name → script. Where the scripts come from is the registry's source; everything after it is the same for all.
//!
//! Invariants of this module, on which its `unsafe` rests:
//! - A descriptor is what `bevy_zig_build` linked in; it and all that it points to are constants of the program.
#![expect(unsafe_code, reason = "descriptors are read from what scripts export")]

mod descriptor;
mod field;
mod known;
mod linked;
mod optional;

use std::collections::HashMap;
use std::sync::Arc;

use bevy::prelude::Resource;

use crate::component::ScriptComponents;

pub(crate) use descriptor::{Callback, STATE_ALIGN_MAX, SignalCallback};
pub use descriptor::{RegisterScriptError, ScriptInfo};
pub use field::{Field, FieldError, FieldKind};
pub use linked::{LinkedScript, ScriptTable};
#[cfg(all(test, feature = "hot-reload"))]
pub(crate) use optional::nest;

/// A script's place in the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ScriptId(pub(crate) u32);

/// All scripts of the game.
#[derive(Resource, Debug, Default)]
pub struct ScriptRegistry {
    scripts: Vec<Arc<ScriptInfo>>,
    by_name: HashMap<String, ScriptId>,
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

    pub(crate) fn id(&self, name: &str) -> Option<ScriptId> {
        self.by_name.get(name).copied()
    }

    pub(crate) fn script(&self, id: ScriptId) -> &Arc<ScriptInfo> {
        &self.scripts[id.0 as usize]
    }

    /// The names, for messages about one that is not among them.
    pub(crate) fn known(&self) -> String {
        match self.iter().map(ScriptInfo::name).collect::<Vec<_>>() {
            names if names.is_empty() => "none; is there a `*.zig` file in the scripts folder?".to_owned(),
            names => names.join(", "),
        }
    }

    /// Registers all scripts of a table. What is wrong with some of them does not keep the others out.
    pub(crate) fn register(&mut self, table: &ScriptTable) -> Vec<RegisterScriptError> {
        table.scripts().filter_map(|script| self.insert(script).err()).collect()
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
            for known in &script.components {
                let found = components.find(&known.name);
                let Some(difference) = found.and_then(|(_, component)| known.difference(component)) else { continue };
                let refusal = RegisterScriptError::ComponentDiffers {
                    script: script.name.clone(),
                    component: known.name.clone(),
                    difference,
                };
                self.refused.insert(ScriptId(index as u32), refusal);
            }
        }
    }

    fn insert(&mut self, script: Result<ScriptInfo, RegisterScriptError>) -> Result<(), RegisterScriptError> {
        let script = script?;
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
