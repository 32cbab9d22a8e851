//! Scripts that a change of shared data brings along: all that declare it swap together with the stored values, or
//! none does, and they go back together.

use std::sync::Arc;
use std::time::Instant;

use bevy::prelude::World;

use super::confirm::go_back;
use super::{Built, Game, Reloader};
use crate::component::{DataSnapshot, Declared, ScriptComponents};
use crate::reload::control::ScriptCompiler;
use crate::reload::event::{ReloadEvent, ReloadStage, ReloadStep, ReloadTimings};
use crate::reload::trial::Failure;
use crate::runtime::{ScriptRuntime, with_runtime_in};
use crate::script::{ScriptId, ScriptInfo, ScriptRegistry};

/// A library that was loaded, and not taken over yet.
pub(super) struct Loaded {
    pub(super) package: usize,
    pub(super) built: Built,
    pub(super) script: ScriptInfo,
    pub(super) requested: bool,
    pub(super) begun: Instant,
    pub(super) loaded: Instant,
}

impl Loaded {
    /// Whether a compiler from scratch has not made it yet.
    pub(super) fn is_resident(&self) -> bool {
        self.built.origin.by == ScriptCompiler::Resident
    }

    /// Whether the game has the script already.
    pub(super) fn runs(&self, registry: &ScriptRegistry) -> bool {
        registry.id(&self.built.script).is_some()
    }
}

/// Scripts that have changed over together, and the values that were stored before.
pub(super) struct DataSwap {
    /// With the generations that they changed to.
    members: Vec<(ScriptId, u32)>,
    snapshot: DataSnapshot,
}

impl DataSwap {
    /// Whether a script has changed over with it.
    pub(super) fn has(&self, id: ScriptId) -> bool {
        self.members.iter().any(|(member, _)| *member == id)
    }
}

impl Reloader {
    /// Does without what resident compilers have made of scripts that change shared data: those go back together, and
    /// so are taken when all of them are compiled from scratch, which is under way.
    pub(super) fn await_scratch(&mut self, members: impl Iterator<Item = Loaded>) {
        for Loaded { package, built, requested, .. } in members {
            if requested {
                self.requested.insert(built.script.clone());
            }
            if built.origin.by == ScriptCompiler::OneShot {
                self.waiting.insert(built.script.clone(), (package, built));
            }
        }
    }

    /// Takes over what has to be together, or leaves everything as it is.
    pub(super) fn take_together(&mut self, game: &mut Game, mut members: Vec<Loaded>) {
        let changed = match self.agreed(game.world, game.runtime, &members) {
            Ok(changed) => changed,
            Err(problem) => return self.take_without_new(game, members, &problem),
        };
        let names: Vec<String> = changed.iter().map(|(declared, _)| declared.name().to_owned()).collect();
        let paused = game.runtime.signals.connections.pause_watching(game.world, &names);
        let counts: Vec<usize> = names.iter().map(|name| ScriptComponents::count(game.world, name)).collect();
        let (changes, snapshot) =
            with_runtime_in(game.world, game.runtime, |world| ScriptComponents::redeclare(world, &changed));
        let taken = self.take_all(game, &mut members);
        if let Err((failed, failure)) = &taken {
            with_runtime_in(game.world, game.runtime, |world| ScriptComponents::take_back(world, &snapshot));
            for member in &members {
                let name = &member.built.script;
                let (stage, problem) = match name == failed {
                    true => failure.clone(),
                    false => {
                        (ReloadStage::Data, format!("script '{failed}', which declares the same data, is refused"))
                    }
                };
                self.refuse(name.clone(), stage, problem);
            }
        }
        game.runtime.signals.connections.resume_watching(game.world, paused);
        let Ok(swapped) = taken else { return };
        for (change, values) in changes.into_iter().zip(counts) {
            let step = ReloadStep::DataChanged { data: change.name, values, changes: change.changes };
            self.steps.push(ReloadEvent { script: members[0].built.script.clone(), step });
        }
        self.data_swaps.push(DataSwap { members: swapped, snapshot });
    }

    /// Takes over what runs already without what is new, which may be what the others do not agree with, and then each
    /// new script that agrees. Without any that is new, all wait.
    fn take_without_new(&mut self, game: &mut Game, members: Vec<Loaded>, problem: &str) {
        let registry = game.runtime.registry();
        let (running, new): (Vec<Loaded>, Vec<Loaded>) = members.into_iter().partition(|member| member.runs(registry));
        if new.is_empty() || running.len() + new.len() == 1 {
            return self.wait(running.into_iter().chain(new), problem);
        }
        let groups = [running].into_iter().chain(new.into_iter().map(|new| vec![new]));
        for group in groups.filter(|group| !group.is_empty()) {
            self.take_together(game, group);
        }
    }

    /// What the members change data to, if they agree, and all that have to do with it are among them.
    pub(super) fn agreed(
        &self,
        world: &World,
        runtime: &ScriptRuntime,
        members: &[Loaded],
    ) -> Result<Vec<(Declared, String)>, String> {
        let components = world.resource::<ScriptComponents>();
        let declared = members.iter().flat_map(|member| &member.script.data);
        let changed = components.changed(declared);
        let mut agreed: Vec<(Declared, String)> = Vec::new();
        for declared in changed {
            let declaring = members.iter().filter_map(|member| {
                let own = member.script.data.iter().find(|data| data.name() == declared.name())?;
                Some((&member.built.script, own))
            });
            let mut first: Option<(&String, &Declared)> = None;
            for (script, own) in declaring {
                let Some((other, meaning)) = first else {
                    first = Some((script, own));
                    continue;
                };
                let (us, them) = (format!("script '{other}'"), format!("script '{script}'"));
                if let Some(difference) = meaning.difference(own, (&us, &them)) {
                    let name = declared.name();
                    return Err(format!("'{name}' is not the same everywhere: {difference}; let both import one file"));
                }
            }
            let Some((script, meaning)) = first else { continue };
            agreed.push((meaning.clone(), script.clone()));
        }
        let is_member = |script: &ScriptInfo| members.iter().any(|member| member.built.script == script.name);
        for (declared, script) in &agreed {
            let missing = runtime.registry().ids().filter(|id| runtime.registry().refusal(*id).is_none());
            let missing = missing
                .map(|id| &**runtime.registry().script(id))
                .filter(|script| !is_member(script) && script.data.iter().any(|data| data.name() == declared.name()));
            let missing: Vec<&ScriptInfo> = missing.collect();
            if let Some(first) = missing.first() {
                return Err(missing_members(declared, script, first, &missing));
            }
        }
        Ok(agreed)
    }

    /// Keeps libraries for the moment when all that belong to them are there.
    fn wait(&mut self, members: impl Iterator<Item = Loaded>, problem: &str) {
        for Loaded { package, built, .. } in members {
            let (name, fingerprint) = (built.script.clone(), built.origin.fingerprint.clone());
            if self.told_waiting.insert((name.clone(), format!("{fingerprint} {problem}"))) {
                self.refuse(name.clone(), ReloadStage::Data, problem.to_owned());
            }
            self.waiting.insert(name, (package, built));
        }
    }

    /// Lets all members run their new code; which one cannot, and why, if one cannot. Nothing has changed then.
    fn take_all(&mut self, game: &mut Game, members: &mut [Loaded]) -> Result<Vec<(ScriptId, u32)>, (String, Failure)> {
        let mut prepared = Vec::new();
        for member in members.iter_mut() {
            let name = member.built.script.clone();
            let known = game.runtime.registry().id(&name);
            for declared in &member.script.data {
                let done = with_runtime_in(game.world, game.runtime, |world| {
                    ScriptComponents::declare(world, declared, &name)
                });
                done.map_err(|conflict| {
                    (name.clone(), (ReloadStage::Data, format!("'{}' {conflict}", declared.name())))
                })?;
            }
            member.script.generation = known.map_or(1, |id| self.next_generation(id));
            member.script.name.clone_from(&name);
            let script = Arc::new(member.script.clone());
            let compared = Instant::now();
            game.runtime.try_out(game.world, &script).map_err(|failure| (name, failure))?;
            let mut timings: ReloadTimings = member.built.origin.timings(member.begun);
            (timings.load, timings.trial) = (member.loaded - member.begun, compared.elapsed());
            prepared.push((known, script, timings));
        }
        let mut swapped: Vec<(ScriptId, u32)> = Vec::new();
        for (member, (known, script, timings)) in members.iter().zip(prepared) {
            let (name, generation) = (member.built.script.clone(), script.generation);
            let origin = member.built.origin.clone();
            let done = match known {
                Some(id) => {
                    self.leave_data_swap(id);
                    self.swap(game, id, &script, origin, timings, member.begun).map(|()| Some(id))
                }
                None => {
                    let script = Arc::unwrap_or_clone(script);
                    let added = game
                        .runtime
                        .add_script(game.world, script)
                        .map_err(|error| (ReloadStage::Load, error.to_string()));
                    added.map(|()| {
                        self.say(name.clone(), ReloadStep::Added { timings });
                        game.runtime.registry().id(&name)
                    })
                }
            };
            match done {
                Ok(id) => swapped.extend(id.map(|id| (id, generation))),
                Err(failure) => {
                    for (id, _) in swapped {
                        let script = game.runtime.registry().script(id).name.clone();
                        self.end_probation(game.runtime, id);
                        self.fingerprints.remove(&id);
                        if let Some(previous) = self.previous.remove(&id) {
                            go_back(game, &script, id, &previous);
                        }
                    }
                    return Err((name, failure));
                }
            }
        }
        Ok(swapped)
    }

    /// A script is about to change over by itself: those that it had changed over with cannot go back without it.
    pub(super) fn leave_data_swap(&mut self, id: ScriptId) {
        if let Some(swap) = self.take_data_swap(id) {
            for (member, _) in swap.members.into_iter().filter(|(member, _)| *member != id) {
                self.previous.remove(&member);
            }
        }
    }

    /// The scripts that a script has changed over with, and what was stored before.
    pub(super) fn take_data_swap(&mut self, id: ScriptId) -> Option<DataSwap> {
        let index = self.data_swaps.iter().position(|swap| swap.has(id))?;
        Some(self.data_swaps.swap_remove(index))
    }

    /// Lets all scripts of a swap run their old code with the old values, because one has had a fault.
    pub(super) fn roll_back_together(&mut self, game: &mut Game, swap: DataSwap, (faulted, problem): (&str, &str)) {
        let names: Vec<String> = swap.snapshot.names().map(str::to_owned).collect();
        let paused = game.runtime.signals.connections.pause_watching(game.world, &names);
        with_runtime_in(game.world, game.runtime, |world| ScriptComponents::take_back(world, &swap.snapshot));
        for (id, _) in swap.members {
            let script = game.runtime.registry().script(id).name.clone();
            let previous = self.previous.remove(&id);
            self.end_probation(game.runtime, id);
            self.unconfirmed.remove(&id);
            self.fingerprints.remove(&id);
            let Some(previous) = previous else { continue };
            go_back(game, &script, id, &previous);
            let problem = match script == faulted {
                true => problem.to_owned(),
                false => format!("script '{faulted}', which declares the same data, had a fault"),
            };
            self.say(script, ReloadStep::RolledBack { generation: previous.script.generation(), problem });
        }
        game.runtime.signals.connections.resume_watching(game.world, paused);
    }

    /// Lets all scripts of a swap run their old code, on command; the next revert leads forward again.
    pub(super) fn revert_together(&mut self, game: &mut Game, swap: DataSwap) {
        let names: Vec<String> = swap.snapshot.names().map(str::to_owned).collect();
        let paused = game.runtime.signals.connections.pause_watching(game.world, &names);
        let forward =
            with_runtime_in(game.world, game.runtime, |world| ScriptComponents::take_back(world, &swap.snapshot));
        let mut members = Vec::new();
        for (id, _) in swap.members {
            self.revert_one(game, id);
            members.push((id, game.runtime.registry().script(id).generation()));
        }
        self.data_swaps.push(DataSwap { members, snapshot: forward });
        game.runtime.signals.connections.resume_watching(game.world, paused);
    }

    /// Brings back the values from before a swap of one script, whose code has gone back.
    pub(super) fn take_data_back(&mut self, world: &mut World, runtime: &mut ScriptRuntime, id: ScriptId) {
        if let Some(swap) = self.take_data_swap(id) {
            let names: Vec<String> = swap.snapshot.names().map(str::to_owned).collect();
            let paused = runtime.signals.connections.pause_watching(world, &names);
            with_runtime_in(world, runtime, |world| ScriptComponents::take_back(world, &swap.snapshot));
            runtime.signals.connections.resume_watching(world, paused);
        }
    }
}

/// Why a change of shared data waits for scripts that declare it as it was.
fn missing_members(declared: &Declared, script: &str, first: &ScriptInfo, missing: &[&ScriptInfo]) -> String {
    let name = declared.name();
    let before = first.data.iter().find(|data| data.name() == name);
    let (us, them) = (format!("script '{script}'"), format!("the running script '{}'", first.name()));
    let difference = before.and_then(|before| declared.difference(before, (&us, &them)));
    let difference = difference.map_or_else(String::new, |difference| format!(" ({difference})"));
    let names: Vec<&str> = missing.iter().map(|script| script.name()).collect();
    let (scripts, declare, have) =
        if let [_] = names[..] { ("script", "declares", "has") } else { ("scripts", "declare", "have") };
    format!(
        "'{name}' changes{difference}, and the {scripts} '{}' {declare} it, too, but {have} not been compiled with the \
         change; all of them change together, once all compile and may be reloaded. Let all import one file, and give \
         what is something else another name",
        names.join("', '")
    )
}
