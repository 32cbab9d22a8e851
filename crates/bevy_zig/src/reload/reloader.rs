//! Takes what the builder has built into the running game, and back if it does not do well.

mod confirm;
mod part;
mod probation;
mod startup;
mod together;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use bevy::ecs::message::MessageCursor;
use bevy::log::debug;
use bevy::platform::cell::SyncCell;
use bevy::prelude::{DetectChangesMut, Messages, Mut, Resource, World};

use self::confirm::Unconfirmed;
pub(crate) use self::startup::{add, install};
use self::together::{DataSwap, Loaded};
use super::builder::{BuildEvent, BuildTimes, Builder, By};
use super::console;
use super::control::{HotReload, Polling, ReloadCommand, ReloadPolicy, ScriptCompiler};
use super::event::{ReloadEvent, ReloadStage, ReloadStep, ReloadTimings};
use super::swap::Snapshot;
use super::trial::Failure;
use crate::base::did_you_mean;
use crate::component::ScriptComponents;
use crate::report::ScriptFault;
use crate::runtime::{ScriptRuntime, detach, with_runtime_in};
use crate::script::{Expected, ScriptId, ScriptInfo, ScriptRegistry, ScriptTable, load};

/// What becomes of an instance that has a fault on probation.
const ROLLED_BACK: &str = "its reload is rolled back";

/// What runs behind the scenes, and what is kept to go back to.
#[derive(Resource)]
pub(crate) struct Reloader {
    packages: Vec<Package>,
    /// Scripts that are to be taken over whatever the settings say.
    requested: HashSet<String>,
    /// What is built, and not wanted yet: package and library.
    held_back: BTreeMap<String, (usize, Built)>,
    /// Those of them that somebody was told of.
    told: HashSet<String>,
    /// What is built and waits for other scripts, because they change data together.
    waiting: BTreeMap<String, (usize, Built)>,
    /// What somebody was told of them.
    told_waiting: HashSet<(String, String)>,
    /// The last swap of data of each script.
    data_swaps: Vec<DataSwap>,
    previous: HashMap<ScriptId, Previous>,
    unconfirmed: HashMap<ScriptId, Unconfirmed>,
    /// What the code that runs was made from.
    fingerprints: HashMap<ScriptId, String>,
    probation: HashMap<ScriptId, u32>,
    /// The highest number that a generation of the script has had.
    generations: HashMap<ScriptId, u32>,
    commands: MessageCursor<ReloadCommand>,
    faults: MessageCursor<ScriptFault>,
    steps: Vec<ReloadEvent>,
}

/// What code is taken into: between frames, nobody else has any of it.
struct Game<'a> {
    world: &'a mut World,
    runtime: &'a mut ScriptRuntime,
    settings: &'a HotReload,
}

struct Package {
    table: ScriptTable,
    // Only the system that has the resource for itself uses it.
    builder: SyncCell<Builder>,
    /// What the builder knows of the settings.
    watching: bool,
    polling: Polling,
    is_quick: bool,
}

impl Package {
    fn new(table: &ScriptTable) -> Self {
        let builder = SyncCell::new(Builder::new(table.plan()));
        Self { table: *table, builder, watching: false, polling: Polling::Auto, is_quick: false }
    }

    /// The names of its scripts, without those that cannot be some.
    fn files(&self) -> Vec<String> {
        let scripts = bevy_zig_build::scripts_in(self.table.plan().folders).unwrap_or_default();
        scripts.into_iter().map(|script| script.name).collect()
    }
}

/// The generation before, and the states that the instances had when it was left.
struct Previous {
    script: Arc<ScriptInfo>,
    snapshot: Snapshot,
}

/// What the builder says about a library.
#[derive(Clone)]
struct Built {
    /// What the script is called.
    script: String,
    /// Its file's name.
    file: String,
    library: PathBuf,
    symbol: String,
    /// The names of the script's fields in its file, to compare with.
    fields: Option<Vec<String>>,
    origin: Origin,
}

/// Where code comes from.
#[derive(Clone)]
struct Origin {
    /// Stands for all that it was made from.
    fingerprint: String,
    by: ScriptCompiler,
    /// When the file was saved, or somebody has asked.
    since: Instant,
    times: BuildTimes,
    finished: Instant,
}

impl Origin {
    /// The timings of what the builder has done; the game has begun with its part then.
    fn timings(&self, begun: Instant) -> ReloadTimings {
        let BuildTimes { watch, look, start, compile, keep, rest } = self.times;
        let wait = begun.saturating_duration_since(self.finished);
        ReloadTimings { watch, look, start, compile, keep, rest, wait, ..ReloadTimings::default() }
    }
}

/// The names of all scripts that have a file, for a message, if this is not one of them.
#[cfg(feature = "remote")]
pub(crate) fn known_without(world: &World, name: &str) -> Option<String> {
    let (reloader, registry) = (world.resource::<Reloader>(), world.resource::<ScriptRuntime>().registry());
    reloader.home_of(registry, name).is_none().then(|| reloader.known(registry))
}

fn reload_scripts(world: &mut World) {
    world.resource_scope(|world, mut reloader: Mut<Reloader>| {
        world.resource_scope(|world, mut runtime: Mut<ScriptRuntime>| {
            world.resource_scope(|world, mut settings: Mut<HotReload>| {
                if !runtime.is_applying() {
                    reloader.run(world, &mut runtime, settings.bypass_change_detection());
                }
            });
        });
    });
    detach(world);
}

impl Reloader {
    fn run(&mut self, world: &mut World, runtime: &mut ScriptRuntime, settings: &mut HotReload) {
        for package in &mut self.packages {
            if package.polling != settings.polling {
                package.polling = settings.polling;
                package.builder.get().set_polling(settings.polling);
            }
            if package.watching != settings.watches() {
                package.watching = settings.watches();
                package.builder.get().set_watching(package.watching);
            }
            if package.is_quick != settings.quick_answers {
                package.is_quick = settings.quick_answers;
                package.builder.get().set_quick(package.is_quick);
            }
        }
        let mut game = Game { world: &mut *world, runtime: &mut *runtime, settings: &*settings };
        self.look_after_probation(&mut game);
        self.obey(&mut game);
        for index in 0..self.packages.len() {
            while let Some(event) = self.packages[index].builder.get().try_recv() {
                self.receive(&mut game, index, event);
            }
        }
        self.take_what_is_wanted(&mut game);
        self.publish(world, runtime, settings);
    }

    fn take_what_is_wanted(&mut self, game: &mut Game) {
        let registry = game.runtime.registry();
        let mut wanted = Vec::new();
        for (name, (_, built)) in &self.held_back {
            if self.requested.contains(name) || game.settings.reloads(name) || self.confirms(registry, name, built) {
                wanted.push(name.clone());
            } else if self.told.insert(name.clone()) {
                self.steps.push(ReloadEvent { script: name.clone(), step: ReloadStep::HeldBack });
            }
        }
        // What waits for others may go on with what has come.
        if !wanted.is_empty() {
            for (name, built) in std::mem::take(&mut self.waiting) {
                if !self.held_back.contains_key(&name) {
                    self.held_back.insert(name.clone(), built);
                    wanted.push(name);
                }
            }
        }
        let mut loaded = Vec::new();
        for name in wanted {
            let requested = self.requested.remove(&name);
            self.told.remove(&name);
            let Some((package, built)) = self.held_back.remove(&name) else { continue };
            let confirms = !requested && self.confirms(game.runtime.registry(), &name, &built);
            if confirms && self.confirm(game, package, &built) {
                continue;
            }
            let is_resident = built.origin.by == ScriptCompiler::Resident;
            let file = built.file.clone();
            match self.load(game.world, game.runtime, package, built, requested) {
                Ok(new) => loaded.extend(new),
                Err(failure) => self.not_taken((package, &file, name), is_resident, requested, failure),
            }
        }
        if loaded.is_empty() {
            return;
        }
        let (mut alone, mut groups) = self.part(game.world, game.runtime, loaded);
        let awaits_scratch = |group: &Vec<Loaded>| {
            group.iter().any(Loaded::is_resident)
                && (group.len() > 1 || self.agreed(game.world, game.runtime, group).is_err())
        };
        if groups.iter().any(awaits_scratch) {
            // One save may have led to all answers, whatever data each of them changes.
            let answers = alone.extract_if(.., |new| new.is_resident());
            let groups = groups.extract_if(.., |group| group.iter().any(Loaded::is_resident));
            self.await_scratch(answers.chain(groups.flatten()));
        }
        for new in alone {
            let is_resident = new.is_resident();
            let (package, file, name, requested) =
                (new.package, new.built.file.clone(), new.built.script.clone(), new.requested);
            if let Err(failure) = self.take(game, new) {
                self.not_taken((package, &file, name), is_resident, requested, failure);
            }
        }
        for group in groups {
            self.take_together(game, group);
        }
    }

    /// A library is not taken over, for this reason.
    fn not_taken(
        &mut self,
        (package, file, name): (usize, &str, String),
        is_resident: bool,
        requested: bool,
        (stage, problem): Failure,
    ) {
        if !is_resident {
            return self.refuse(name, stage, problem);
        }
        debug!("script '{name}': what the resident compiler has made is not taken, by {stage}: {problem}");
        // What is compiled from scratch is on its way.
        if requested {
            self.requested.insert(name);
        }
        if matches!(stage, ReloadStage::Load | ReloadStage::Components) {
            self.packages[package].builder.get().distrust(file);
        }
    }

    fn obey(&mut self, game: &mut Game) {
        let commands: Vec<_> = self.commands.read(game.world.resource::<Messages<ReloadCommand>>()).cloned().collect();
        for command in commands {
            match command {
                ReloadCommand::Reload { script: None } => {
                    self.requested.extend(game.runtime.registry().iter().map(|script| script.name().to_owned()));
                    self.packages.iter_mut().for_each(|package| package.builder.get().build(&[], true));
                }
                ReloadCommand::Reload { script: Some(script) } => {
                    match self.home_of(game.runtime.registry(), &script) {
                        Some((package, file)) => {
                            let table = self.packages[package].table;
                            self.requested.insert(game.runtime.registry().name_of(table.package(), &file));
                            self.packages[package].builder.get().build(&[file], true);
                        }
                        None => {
                            let known = self.known(game.runtime.registry());
                            let meant = did_you_mean(&script, known.split(", "));
                            let problem = format!(
                                "cannot reload unknown script '{script}'; {meant}scripts that have a file: {known}"
                            );
                            self.say(String::new(), ReloadStep::Problem { problem });
                        }
                    }
                }
                ReloadCommand::Revert { script: Some(script) } => match game.runtime.registry().id(&script) {
                    Some(id) => self.revert(game, id),
                    None => self.refuse(script, ReloadStage::Revert, "unknown script".into()),
                },
                ReloadCommand::Revert { script: None } => {
                    let mut ids: Vec<ScriptId> = self.previous.keys().copied().collect();
                    ids.sort_unstable();
                    // Those that go back together do so once.
                    let swaps = std::mem::take(&mut self.data_swaps);
                    ids.retain(|id| !swaps.iter().any(|swap| swap.has(*id)));
                    swaps.into_iter().for_each(|swap| self.revert_together(game, swap));
                    ids.into_iter().for_each(|id| self.revert_one(game, id));
                }
            }
        }
    }

    /// The package whose script is called so, and the name of its file there. The file has to be there: it may be of a
    /// script that does not compile yet, or that nobody has noticed.
    fn home_of(&self, registry: &ScriptRegistry, name: &str) -> Option<(usize, String)> {
        let homes = self.packages.iter().enumerate().flat_map(|(index, package)| {
            let names = package.files().into_iter().map(move |file| (index, file));
            names.filter(|(_, file)| {
                let package = package.table.package();
                registry.name_of(package, file) == name || name.split_once('/') == Some((package, file))
            })
        });
        let homes: Vec<(usize, String)> = homes.collect();
        <[_; 1]>::try_from(homes).ok().map(|[home]| home)
    }

    /// What all scripts that have a file are called.
    fn known(&self, registry: &ScriptRegistry) -> String {
        let names = self.packages.iter().flat_map(|package| {
            package.files().into_iter().map(|file| registry.name_of(package.table.package(), &file))
        });
        match names.collect::<Vec<_>>() {
            names if names.is_empty() => "none".to_owned(),
            names => names.join(", "),
        }
    }

    /// Takes what a builder says, which knows scripts by their files' names.
    fn receive(&mut self, game: &mut Game, package: usize, event: BuildEvent) {
        let owner = self.packages[package].table.package();
        let name_of = |runtime: &mut ScriptRuntime, file: &str| {
            runtime.registry.declare(owner, file);
            runtime.registry.name_of(owner, file)
        };
        match event {
            BuildEvent::Built { script: file, library, symbol, fingerprint, by, saved, times, finished } => {
                let script = name_of(game.runtime, &file);
                let since = saved.or_else(|| finished.checked_sub(times.sum())).unwrap_or(finished);
                let (by, fields) = match by {
                    By::OneShot => (ScriptCompiler::OneShot, None),
                    By::Resident { fields } => (ScriptCompiler::Resident, Some(fields)),
                };
                let origin = Origin { fingerprint, by, since, times, finished };
                let built = Built { script, file, library, symbol, fields, origin };
                self.waiting.remove(&built.script);
                self.held_back.insert(built.script.clone(), (package, built));
            }
            BuildEvent::Retuned { script: file, old, fingerprint, defaults, saved, times, finished } => {
                let script = name_of(game.runtime, &file);
                let since = saved.or_else(|| finished.checked_sub(times.sum())).unwrap_or(finished);
                let origin = Origin { fingerprint, by: ScriptCompiler::Retuned, since, times, finished };
                self.retune(game, &script, &old, &defaults, origin);
            }
            BuildEvent::Removed { script: file, path } => {
                let script = name_of(game.runtime, &file);
                if let Some(id) = game.runtime.registry().id(&script) {
                    game.runtime.retire(game.world, id);
                    self.end_probation(game.runtime, id);
                    self.unconfirmed.remove(&id);
                    self.held_back.remove(&script);
                    self.waiting.remove(&script);
                    self.leave_data_swap(id);
                }
                self.say(script, ReloadStep::Removed { path });
            }
            other => {
                if let BuildEvent::Failed { script: file, fingerprint, diagnostics, .. } = &other
                    && !diagnostics.is_empty()
                {
                    let script = name_of(game.runtime, file);
                    self.deny(game, package, file, &script, fingerprint);
                }
                if let Some((file, step)) = step_of(other) {
                    let script = if file.is_empty() { file } else { name_of(game.runtime, &file) };
                    self.say(script, step);
                }
            }
        }
    }

    /// Loads a library and compares it with the game; nothing if it is the one that runs.
    fn load(
        &mut self,
        world: &mut World,
        runtime: &mut ScriptRuntime,
        package: usize,
        built: Built,
        requested: bool,
    ) -> Result<Option<Loaded>, Failure> {
        let begun = Instant::now();
        let known = runtime.registry().id(&built.script);
        if let Some(id) = known {
            let running = runtime.registry().script(id);
            let same = running.library.as_ref().is_some_and(|library| library.path == built.library)
                && self.fingerprints.get(&id).is_none_or(|runs| *runs == built.origin.fingerprint);
            if same && !requested {
                runtime.bring_back(world, id);
                self.say(built.script, ReloadStep::Unchanged);
                return Ok(None);
            }
        }
        let table = &self.packages[package].table;
        let script = load_built(table, &built.file, &built.library, &built.symbol)
            .map_err(|problem| (ReloadStage::Load, problem))?;
        let loaded = Instant::now();
        if built.fields.as_ref().is_some_and(|fields| known.is_none() || !script.has_fields(fields)) {
            return Err((ReloadStage::Load, "it has other fields than the file".to_owned()));
        }
        if let Some(difference) = script.component_difference(world.resource()) {
            return Err((ReloadStage::Components, difference.to_string()));
        }
        Ok(Some(Loaded { package, built, script, requested, begun, loaded }))
    }

    /// Takes a library into the game that changes no data of other scripts, or leaves everything as it is.
    fn take(&mut self, game: &mut Game, new: Loaded) -> Result<(), Failure> {
        let Loaded { built, mut script, begun, loaded, .. } = new;
        let known = game.runtime.registry().id(&built.script);
        for declared in &script.data {
            with_runtime_in(game.world, game.runtime, |world| {
                ScriptComponents::declare(world, declared, &built.script)
            })
            .map_err(|conflict| (ReloadStage::Data, format!("'{}' {conflict}", declared.name())))?;
        }
        script.generation = known.map_or(1, |id| self.next_generation(id));
        script.name.clone_from(&built.script);
        let script = Arc::new(script);
        let compared = Instant::now();
        game.runtime.try_out(game.world, &script)?;
        let mut timings = built.origin.timings(begun);
        (timings.load, timings.compare, timings.trial) = (loaded - begun, compared - loaded, compared.elapsed());
        let Some(id) = known else {
            let script = Arc::into_inner(script).expect("nothing refers to it after the trial");
            game.runtime.add_script(game.world, script).map_err(|error| (ReloadStage::Load, error.to_string()))?;
            if let Some(id) = game.runtime.registry().id(&built.script) {
                self.fingerprints.insert(id, built.origin.fingerprint);
            }
            timings.swap = begun.elapsed();
            timings.total = built.origin.since.elapsed();
            self.say(built.script, ReloadStep::Added { timings });
            return Ok(());
        };
        self.leave_data_swap(id);
        self.swap(game, id, &script, built.origin, timings, begun)
    }

    /// Gives the code that runs other defaults, unless it is not that which they are for. What is compiled from scratch
    /// confirms it, or does the same by itself.
    fn retune(&mut self, game: &mut Game, name: &str, old: &str, defaults: &[(String, String)], origin: Origin) {
        let begun = Instant::now();
        let Some(id) = game.runtime.registry().id(name) else { return };
        let is_for = self.fingerprints.get(&id).is_some_and(|runs| runs == old);
        if !is_for || !(game.settings.reloads(name) || self.requested.contains(name)) {
            return;
        }
        let Some(mut script) = game.runtime.registry().script(id).with_defaults(defaults) else { return };
        script.generation = self.next_generation(id);
        let timings = origin.timings(begun);
        let script = Arc::new(script);
        self.leave_data_swap(id);
        // Nothing has changed if its states cannot be carried.
        if self.swap(game, id, &script, origin, timings, begun).is_ok() {
            self.requested.remove(name);
        }
    }

    fn next_generation(&self, id: ScriptId) -> u32 {
        self.generations.get(&id).copied().unwrap_or(1) + 1
    }

    /// Lets all instances of a script run code that was found to be good, or leaves everything as it is.
    fn swap(
        &mut self,
        game: &mut Game,
        id: ScriptId,
        script: &Arc<ScriptInfo>,
        origin: Origin,
        mut timings: ReloadTimings,
        begun: Instant,
    ) -> Result<(), Failure> {
        let carrying = Instant::now();
        let (name, generation) = (script.name.clone(), script.generation);
        let snapshot = game.runtime.snapshot(id);
        let instances = game.runtime.instances.places_of(id).len();
        let policy = game.settings.policy(&name);
        let (old, changes) = match policy {
            ReloadPolicy::Restart => {
                let restarted = game.runtime.restart_with(game.world, id, script);
                game.runtime.bring_back(game.world, id);
                restarted
            }
            ReloadPolicy::Carry | ReloadPolicy::CarryAndShutDown => {
                let mut carried = game.runtime.carry(game.world, id, script, None).map_err(|problem| {
                    game.runtime.take_back(id, &snapshot);
                    (ReloadStage::Migration, problem)
                })?;
                let changes = carried.changes.clone();
                timings.carry = carrying.elapsed();
                if policy == ReloadPolicy::CarryAndShutDown {
                    // What it does to the old states is not to be carried.
                    game.runtime.keep_states(id, &mut carried);
                    game.runtime.shut_down_old(game.world, id);
                }
                let old = game.runtime.exchange(id, script, carried);
                // Before `onReload`: an instance that faults in it stays in quarantine until the reload is taken back.
                game.runtime.bring_back(game.world, id);
                // A fault in `onReload` counts already: it takes the reload back, and no instance goes for it.
                if game.settings.keeps_last_good(&name) {
                    game.runtime.on_probation.insert(id, ROLLED_BACK);
                }
                game.runtime.tell_of_reload(game.world, id);
                (old, changes)
            }
        };
        let first = self.unconfirmed.remove(&id);
        let latest = self.previous.insert(id, Previous { script: old, snapshot });
        if origin.by != ScriptCompiler::OneShot {
            let before = first.and_then(|first| first.before.or(latest));
            let fingerprint = origin.fingerprint.clone();
            self.unconfirmed.insert(id, Unconfirmed { generation, by: origin.by, fingerprint, before });
        }
        self.fingerprints.insert(id, origin.fingerprint);
        self.generations.insert(id, generation);
        self.probation.insert(id, game.settings.probation_frames);
        if game.settings.keeps_last_good(&name) {
            game.runtime.on_probation.insert(id, ROLLED_BACK);
        }
        timings.swap = begun.elapsed();
        timings.total = origin.since.elapsed();
        self.say(name, ReloadStep::Swapped { generation, instances, changes, timings });
        Ok(())
    }

    fn refuse(&mut self, script: String, stage: ReloadStage, problem: String) {
        self.say(script, ReloadStep::Refused { stage, problem });
    }

    fn say(&mut self, script: String, step: ReloadStep) {
        self.steps.push(ReloadEvent { script, step });
    }

    /// Tells the console, whoever reads messages, and whoever asks for a status.
    fn publish(&mut self, world: &mut World, runtime: &ScriptRuntime, settings: &mut HotReload) {
        let running = |script: &str| runtime.registry().get(script).map(ScriptInfo::generation);
        let failed = self.steps.iter().filter_map(|event| match &event.step {
            ReloadStep::BuildFailed { text, diagnostics, .. } => {
                let (script, errors) = (event.script.as_str(), console::errors(diagnostics));
                Some(console::Failed { script, text, running: running(script), errors })
            }
            _ => None,
        });
        let failed: Vec<console::Failed> = failed.collect();
        if !failed.is_empty() {
            console::print_failed(&failed);
        }
        for ReloadEvent { script, step } in &self.steps {
            console::print(script, step, running(script));
            if script.is_empty() {
                continue;
            }
            let status = settings.status.entry(script.clone()).or_default();
            status.note(step);
        }
        for (name, status) in &mut settings.status {
            let id = runtime.registry().id(name);
            status.probation_left = id.and_then(|id| self.probation.get(&id)).copied().unwrap_or(0);
            let previous = id.and_then(|id| self.previous.get(&id));
            status.previous_generation = previous.map(|previous| previous.script.generation());
            let unconfirmed = id.and_then(|id| Some((id, self.unconfirmed.get(&id)?)));
            let unconfirmed = unconfirmed.filter(|(id, code)| code.is_of(runtime.registry().script(*id)));
            status.compiler = unconfirmed.map_or(ScriptCompiler::OneShot, |(_, code)| code.by);
        }
        if !self.steps.is_empty() {
            world.write_message_batch(self.steps.drain(..));
        }
    }
}

fn load_built(
    table: &ScriptTable,
    script: &str,
    library: &std::path::Path,
    symbol: &str,
) -> Result<ScriptInfo, String> {
    let optimize = table.plan().optimize;
    load(library, &Expected { script, package: table.package(), symbol, optimize }).map_err(|error| error.to_string())
}

/// What is only passed on.
fn step_of(event: BuildEvent) -> Option<(String, ReloadStep)> {
    Some(match event {
        BuildEvent::Saved { script } => (script, ReloadStep::Saved),
        BuildEvent::Started { script } => (script, ReloadStep::Building),
        BuildEvent::Slow { script, elapsed, is_cold } => (script, ReloadStep::Slow { elapsed, is_cold }),
        BuildEvent::Notice { text } => (String::new(), ReloadStep::Notice { text }),
        BuildEvent::Cancelled { script } => (script, ReloadStep::Cancelled),
        BuildEvent::Failed { script, diagnostics, text, compile, .. } => {
            (script, ReloadStep::BuildFailed { diagnostics, text, compile })
        }
        BuildEvent::Problem { message } => (String::new(), ReloadStep::Problem { problem: message }),
        BuildEvent::Built { .. } | BuildEvent::Retuned { .. } | BuildEvent::Removed { .. } => return None,
    })
}
