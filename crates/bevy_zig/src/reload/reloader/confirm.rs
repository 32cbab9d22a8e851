//! Code that runs before it was compiled from scratch: what confirms it, and the way back if it is wrong.

use std::sync::Arc;

use super::{Built, Game, Previous, Reloader, load_built};
use crate::reload::control::{ReloadPolicy, ScriptCompiler};
use crate::reload::event::ReloadStep;
use crate::reload::swap::Carried;
use crate::script::{ScriptId, ScriptInfo, ScriptRegistry};

/// Code that was not compiled from scratch, until the same source has been.
pub(super) struct Unconfirmed {
    pub(super) generation: u32,
    pub(super) by: ScriptCompiler,
    pub(super) fingerprint: String,
    /// What ran before the first code that was not confirmed, if that was not the generation before.
    pub(super) before: Option<Previous>,
}

impl Unconfirmed {
    /// Whether it is this code.
    pub(super) fn is_of(&self, script: &ScriptInfo) -> bool {
        script.generation == self.generation
    }
}

impl Reloader {
    /// Whether a library was compiled from scratch from the source of code that runs already.
    pub(super) fn confirms(&self, registry: &ScriptRegistry, name: &str, built: &Built) -> bool {
        let unconfirmed = registry.id(name).and_then(|id| self.unconfirmed.get(&id));
        built.origin.by == ScriptCompiler::OneShot
            && unconfirmed.is_some_and(|code| code.fingerprint == built.origin.fingerprint)
    }

    /// Lets the game change over to a library of the source that it runs: nobody notices, since the source is the same.
    /// Returns false if the library is to be taken as any other, because what runs is not the same.
    pub(super) fn confirm(&mut self, game: &mut Game, package: usize, built: &Built) -> bool {
        let Some(id) = game.runtime.registry().id(&built.script) else { return false };
        let Some(unconfirmed) = self.unconfirmed.remove(&id) else { return false };
        let loaded = load_built(&self.packages[package].table, &built.file, &built.library, &built.symbol).ok();
        let same_as = |script: &ScriptInfo| {
            let mut same = loaded.filter(|loaded| loaded.is_like(script))?;
            same.generation = script.generation;
            same.name.clone_from(&script.name);
            Some(Arc::new(same))
        };
        let running = game.runtime.registry().script(id).clone();
        if unconfirmed.is_of(&running) {
            if let Some(same) = same_as(&running) {
                game.runtime.exchange(id, &same, Carried::in_place());
                // Those that had a fault meanwhile have another, which is reported with its lines.
                game.runtime.bring_back(game.world, id);
                self.forget_what_is_over(id);
                return true;
            }
            if unconfirmed.by == ScriptCompiler::Resident {
                self.packages[package].builder.get().distrust(&built.file);
            }
            self.correct(game, id, unconfirmed);
            return false;
        }
        // Somebody has gone back from it meanwhile.
        if let Some(previous) = self.previous.get_mut(&id).filter(|previous| unconfirmed.is_of(&previous.script)) {
            match same_as(&previous.script) {
                Some(same) => previous.script = same,
                None => drop(self.previous.remove(&id)),
            }
            return true;
        }
        false
    }

    /// Does not let code run whose source does not compile from scratch.
    pub(super) fn deny(&mut self, game: &mut Game, package: usize, file: &str, script: &str, fingerprint: &str) {
        let Some(id) = game.runtime.registry().id(script) else { return };
        if self.unconfirmed.get(&id).is_none_or(|code| code.fingerprint != fingerprint) {
            return;
        }
        let Some(unconfirmed) = self.unconfirmed.remove(&id) else { return };
        if unconfirmed.by == ScriptCompiler::Resident {
            self.packages[package].builder.get().distrust(file);
        }
        if unconfirmed.is_of(game.runtime.registry().script(id)) {
            self.correct(game, id, unconfirmed);
        }
    }

    /// Goes back to the code and the states from before code that was not confirmed, because it is wrong.
    fn correct(&mut self, game: &mut Game, id: ScriptId, wrong: Unconfirmed) {
        let running = game.runtime.registry().script(id);
        let (script, generation) = (running.name().to_owned(), running.generation());
        let latest = self.previous.remove(&id);
        self.end_probation(game.runtime, id);
        self.fingerprints.remove(&id);
        self.take_data_back(game.world, game.runtime, id);
        if let Some(before) = wrong.before.or(latest) {
            go_back(game, &script, id, &before);
        }
        self.say(script, ReloadStep::Corrected { generation });
    }
}

/// Lets a script's instances run older code again, with the states that they had in it.
pub(super) fn go_back(game: &mut Game, name: &str, id: ScriptId, to: &Previous) {
    match game.settings.policy(name) {
        ReloadPolicy::Restart => drop(game.runtime.restart_with(game.world, id, &to.script)),
        ReloadPolicy::Carry | ReloadPolicy::CarryAndShutDown => {
            let states = game.runtime.restore(game.world, id, &to.script, &to.snapshot);
            game.runtime.exchange(id, &to.script, states);
        }
    }
    game.runtime.bring_back(game.world, id);
}
