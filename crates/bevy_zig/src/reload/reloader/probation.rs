//! The first frames of new code, and the way back to the code before, after a fault or on command.

use std::collections::HashMap;

use bevy::prelude::Messages;

use super::confirm::go_back;
use super::{Game, Previous, Reloader};
use crate::reload::control::ReloadPolicy;
use crate::reload::event::{ReloadStage, ReloadStep};
use crate::report::ScriptFault;
use crate::runtime::ScriptRuntime;
use crate::script::ScriptId;

impl Reloader {
    /// Goes back where new code has had a fault, and counts the frames of what has had none.
    pub(super) fn look_after_probation(&mut self, game: &mut Game) {
        let mut faults: HashMap<String, String> = HashMap::new();
        let faults_seen = self.faults.read(game.world.resource::<Messages<ScriptFault>>());
        // A `shutdown` may be the old code's, and what ends has nothing to go back to.
        for fault in faults_seen.filter(|fault| fault.callback != "shutdown") {
            faults.entry(fault.script.clone()).or_insert_with(|| fault.to_string());
        }
        let mut proven: Vec<ScriptId> = Vec::new();
        for (id, left) in &mut self.probation {
            *left = left.saturating_sub(1);
            if *left == 0 {
                proven.push(*id);
            }
        }
        for (script, problem) in faults {
            let Some(id) = game.runtime.registry().id(&script).filter(|id| self.probation.contains_key(id)) else {
                continue;
            };
            // What the end of the probation leaves of it is not enough to go back to.
            let keeps = game.settings.keeps_last_good(&script);
            if keeps && let Some(swap) = self.take_data_swap(id) {
                self.roll_back_together(game, swap, (&script, &problem));
                continue;
            }
            let previous = keeps.then(|| self.previous.remove(&id)).flatten();
            self.end_probation(game.runtime, id);
            let Some(previous) = previous else { continue };
            // What is compiled from scratch is taken as any other.
            self.unconfirmed.remove(&id);
            self.fingerprints.remove(&id);
            go_back(game, &script, id, &previous);
            self.say(script, ReloadStep::RolledBack { generation: previous.script.generation(), problem });
        }
        proven.sort_unstable();
        for id in proven {
            if self.end_probation(game.runtime, id) {
                let script = game.runtime.registry().script(id);
                let step = ReloadStep::Proven { generation: script.generation() };
                self.say(script.name().to_owned(), step);
            }
        }
    }

    /// Goes back to the generation before, on demand, with all scripts that have changed data with it.
    pub(super) fn revert(&mut self, game: &mut Game, id: ScriptId) {
        match self.take_data_swap(id) {
            Some(swap) => self.revert_together(game, swap),
            None => self.revert_one(game, id),
        }
    }

    pub(super) fn revert_one(&mut self, game: &mut Game, id: ScriptId) {
        let name = game.runtime.registry().script(id).name().to_owned();
        let Some(Previous { script, snapshot }) = self.previous.remove(&id) else {
            let problem = "it has not been reloaded, so there is nothing to revert to".into();
            return self.refuse(name, ReloadStage::Revert, problem);
        };
        let mut now = game.runtime.snapshot(id);
        let exchanged = match game.settings.policy(&name) {
            ReloadPolicy::Restart => Ok(game.runtime.restart_with(game.world, id, &script)),
            ReloadPolicy::Carry | ReloadPolicy::CarryAndShutDown => {
                game.runtime.carry(game.world, id, &script, Some(&snapshot)).map(|carried| {
                    let changes = carried.changes.clone();
                    let left = game.runtime.exchange(id, &script, carried);
                    game.runtime.begin_unmade_anew(game.world, id);
                    // No instance goes for a fault in `onReload`, here as with a reload.
                    game.runtime.on_probation.insert(id, "it goes on, since a revert is not taken back");
                    game.runtime.tell_of_reload(game.world, id);
                    (left, changes)
                })
            }
        };
        match exchanged {
            Ok((left, changes)) => {
                game.runtime.bring_back(game.world, id);
                self.end_probation(game.runtime, id);
                self.fingerprints.remove(&id);
                now.forget_kept();
                self.previous.insert(id, Previous { script: left, snapshot: now });
                self.say(name, ReloadStep::Reverted { generation: script.generation(), changes });
            }
            Err(problem) => {
                game.runtime.take_back(id, &now);
                self.previous.insert(id, Previous { script, snapshot });
                self.refuse(name, ReloadStage::Migration, problem);
            }
        }
    }

    /// Ends a script's probation, and says whether there was one.
    pub(super) fn end_probation(&mut self, runtime: &mut ScriptRuntime, id: ScriptId) -> bool {
        runtime.on_probation.remove(&id);
        let was_on_probation = self.probation.remove(&id).is_some();
        self.forget_what_is_over(id);
        was_on_probation
    }

    /// Drops what was kept for instances that do not go back any more.
    pub(super) fn forget_what_is_over(&mut self, id: ScriptId) {
        if !self.probation.contains_key(&id)
            && !self.unconfirmed.contains_key(&id)
            && let Some(previous) = self.previous.get_mut(&id)
        {
            previous.snapshot.forget_kept();
        }
    }
}
