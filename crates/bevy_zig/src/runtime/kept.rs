//! What the host keeps for instances, as it was at a moment: a reload that is taken back goes back to it, with the
//! states, which refer to it by number.

use bevy::prelude::World;

use super::ScriptRuntime;
use crate::instances::SavedMemory;
use crate::reflect::SavedAssets;
use crate::script::{ScriptId, ScriptInfo};
use crate::signal::SavedConnections;

/// Blocks of memory, assets and connections of a script's instances.
#[derive(Default)]
pub(crate) struct KeptForInstances {
    memory: SavedMemory,
    assets: SavedAssets,
    connections: SavedConnections,
}

impl ScriptRuntime {
    /// What is kept for the instances of a script now.
    pub(crate) fn kept_for(&self, script: ScriptId) -> KeptForInstances {
        let ids = || self.ids_of(script).into_iter();
        KeptForInstances {
            memory: self.memory.copy_of(ids()),
            assets: self.values.held().copy_of(ids()),
            connections: self.signals.connections.copy_of(ids()),
        }
    }

    /// Gives the instances of a script their memory back, which they had a moment ago.
    pub(crate) fn give_memory_back(&mut self, script: ScriptId, kept: &KeptForInstances) {
        self.memory.restore(&kept.memory, self.ids_of(script).into_iter());
    }

    /// Gives the instances of a script all back that they had, and takes what they have got since.
    pub(crate) fn give_back(&mut self, world: &mut World, script: ScriptId, kept: &KeptForInstances) {
        self.give_memory_back(script, kept);
        self.values.held().restore(&kept.assets, self.ids_of(script).into_iter());
        let places = self.instances.places_of(script).into_iter();
        self.signals.connections.restore(world, &kept.connections, &self.instances, places);
    }

    /// A script is about to run other code: addresses of a library that is gone may be those of the next, and what was
    /// reported of the old code once is news of the new one.
    pub(crate) fn forget_reports(&mut self, old: &ScriptInfo, new: &ScriptInfo) {
        self.reports.stacks.forget();
        // What is only compiled again is the same code.
        if old.generation() != new.generation() {
            self.reports.forget(old.name());
            if let Some(applier) = &mut self.applier {
                applier.forget_complaints(old.name());
            }
        }
    }

    fn ids_of(&self, script: ScriptId) -> Vec<u64> {
        let columns = self.instances.indices_of(script).map(|index| self.instances.column(index));
        columns.flat_map(|column| column.ids.iter().copied()).collect()
    }
}
