//! Scripts that come and go while the game runs, and instances that begin anew.

use std::sync::Arc;

use bevy::platform::collections::HashSet;
use bevy::prelude::{DetectChangesMut, World};

use crate::attached::{ChangedScripts, GlobalScripts, Known, Phase, Place, with_scripts};
use crate::report::ScriptFault;
use crate::runtime::{ScriptRuntime, Select};
use crate::script::{RegisterScriptError, ScriptId, ScriptInfo};
use crate::shape::StateChanges;

impl ScriptRuntime {
    /// A script that is new in the game: whoever waits for it gets it.
    pub(super) fn add_script(&mut self, world: &mut World, script: ScriptInfo) -> Result<(), RegisterScriptError> {
        self.registry.insert(script)?;
        look_again(world);
        Ok(())
    }

    /// The file of a script is gone: its instances are kept, and called no more.
    pub(super) fn retire(&mut self, world: &mut World, id: ScriptId) {
        self.catch_up(world);
        let places = self.instances.places_of(id);
        self.quarantine(world, &places);
        self.registry.retire(id);
    }

    /// Lets instances that wait for mended code go on, and those start that could not. What has had its fault in `init`
    /// begins anew: its state was never made.
    pub(super) fn bring_back(&mut self, world: &mut World, id: ScriptId) {
        self.begin_unmade_anew(world, id);
        self.revive(world, id);
        let accepted = self.registry.accept(id);
        // Somebody may have wanted to start it with properties that only the other code has.
        let unstarted = self.unstarted.remove(&id);
        if accepted || unstarted {
            look_again(world);
        }
    }

    /// Ends instances whose fault was in `init`, and lets their owners have new ones.
    pub(super) fn begin_unmade_anew(&mut self, world: &mut World, id: ScriptId) {
        let name = self.registry.script(id).name();
        let is_unmade = |fault: &&ScriptFault| fault.callback == "init" && fault.script == name;
        let unmade: HashSet<u64> = self.quarantined().filter(is_unmade).map(|fault| fault.instance_id).collect();
        if unmade.is_empty() {
            return;
        }
        // Before places are looked up, which it may change.
        self.catch_up(world);
        let mut places = self.instances.places_of(id);
        places.retain(|place| unmade.contains(&self.instances.id(*place)));
        self.begin_anew(world, places);
    }

    /// Puts instances of a script back into the loop, where and when their lists say, with the states that they have:
    /// at the start of the next phase.
    fn revive(&mut self, world: &mut World, script: ScriptId) {
        for owner in self.instances.owners_in_quarantine(script) {
            owner.note(world, |instances| {
                for known in instances.as_mut_slice() {
                    let column = self.instances.column(known.place.column);
                    if known.quarantined && column.key.script == script {
                        known.quarantined = false;
                        self.faults.forget(column.ids[known.place.row as usize]);
                    }
                }
            });
            owner.touch(world);
        }
    }

    /// Ends all instances of a script with the code that they have, and lets them start again with other code.
    pub(super) fn restart_with(
        &mut self,
        world: &mut World,
        id: ScriptId,
        new: &Arc<ScriptInfo>,
    ) -> (Arc<ScriptInfo>, StateChanges) {
        self.catch_up(world);
        self.shut_down_old(world, id);
        let places = self.instances.places_of(id);
        self.begin_anew(world, places);
        self.forget_reports(&self.registry.script(id).clone(), new);
        self.instances.let_columns_run(id, new);
        let old = self.registry.replace(id, new.clone());
        (old, StateChanges::restarted())
    }

    /// Calls `shutdown` of all instances of a script that may be called.
    pub(super) fn shut_down_old(&mut self, world: &mut World, id: ScriptId) {
        let mut frame = self.begin(world, Phase::PreUpdate);
        for column in self.callable_columns(id) {
            let faults = self.call_all_rows(world, &mut frame, column, Select::SHUTDOWN);
            self.report_faults(faults);
        }
    }

    /// Ends instances without a call, and lets their owners have new ones.
    fn begin_anew(&mut self, world: &mut World, places: Vec<Place>) {
        for place in &places {
            let owner = self.instances.owner(*place);
            owner.note(world, |instances| instances.remove_first(|known: &Known| known.place == *place));
        }
        self.end_instances(world, places);
        look_again(world);
    }

    /// Does what has been waiting for the next phase, so that all places are as the world says.
    fn catch_up(&mut self, world: &mut World) {
        let mut frame = self.begin(world, Phase::PreUpdate);
        self.sync(world, &mut frame);
    }
}

/// Has all lists of scripts compared with what runs, at the start of the next phase.
fn look_again(world: &mut World) {
    let entities = with_scripts(world);
    world.resource_mut::<ChangedScripts>().0.extend(entities);
    world.resource_mut::<GlobalScripts>().set_changed();
}
