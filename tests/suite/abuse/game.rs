//! A game of the trial, and what must be true of it after each action.

use std::collections::BTreeMap;
use std::time::Duration;

use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::query::Allow;
use bevy::prelude::*;
use bevy_zig::*;

use super::random::Random;
use crate::tools::*;

/// Which phases the game holds back.
#[derive(Resource, Default, Clone, Copy)]
pub(super) struct Held(pub(super) [bool; 3]);

/// Whoever gets this is despawned at once.
#[derive(Component, Clone)]
pub(super) struct Doomed;

/// Harm that the trial has seen.
#[derive(Default, Debug)]
pub(super) struct Harm {
    pub(super) accused: u64,
    pub(super) lost: u64,
    pub(super) doubled: u64,
    /// In words, the first ones.
    pub(super) found: Vec<String>,
}

impl Harm {
    fn note(&mut self, what: String) {
        if self.found.len() < 20 {
            self.found.push(what);
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.accused + self.lost + self.doubled > 0
    }
}

/// What makes the app: with files of its own that are saved meanwhile, or with the suite's scripts.
pub(super) enum Host {
    Plain(Box<App>),
    #[cfg(feature = "hot-reload")]
    Studio(Box<bevy_zig_tests::studio::Studio>),
}

pub(super) struct Game {
    host: Host,
    pub(super) frames: u64,
}

fn plugin_of_trial(plugin: ZigScriptPlugin) -> ZigScriptPlugin {
    plugin.with_fault_policy(FaultPolicy::Remove).with_limits(limits())
}

fn limits() -> ScriptLimits {
    // As games have it, unlike tests.
    ScriptLimits { deadline: Duration::from_millis(251), ..default() }
}

impl Game {
    pub(super) fn new() -> Self {
        Self::of(Host::Plain(Box::new(app_with(plugin_of_trial(plugin())))))
    }

    /// One whose scripts are saved while it runs.
    #[cfg(feature = "hot-reload")]
    pub(super) fn of_files() -> Self {
        let texts = [("tallied", super::reload::TALLIED), ("rogue", include_str!("../../scripts/rogue.zig"))];
        let is_long = std::env::var_os(super::MINUTES).is_some();
        let folder = scratch_dir(if is_long { "abuse-long" } else { "abuse" });
        let studio = bevy_zig_tests::studio::Studio::with(folder, &texts, |_| {}, plugin_of_trial);
        Self::of(Host::Studio(Box::new(studio)))
    }

    fn of(host: Host) -> Self {
        let mut game = Self { host, frames: 0 };
        let app = game.app();
        app.init_resource::<Held>();
        let runs = |phase: usize| move |held: Res<Held>| !held.0[phase];
        app.configure_sets(PreUpdate, ZigScriptSystems::PreUpdate.run_if(runs(0)))
            .configure_sets(Update, ZigScriptSystems::Update.run_if(runs(1)))
            .configure_sets(PostUpdate, ZigScriptSystems::PostUpdate.run_if(runs(2)));
        app.register_prefab("bomb", |entity| {
            entity.insert((Transform::IDENTITY, ZigScripts::one("tallied"), Doomed));
        })
        .register_prefab("family", |entity| {
            entity.insert((Transform::IDENTITY, ZigScripts::one("tallied")));
            entity.with_children(|children| {
                children.spawn((Transform::IDENTITY, ZigScripts::one("tallied")));
                // Not at once: a child that its own `Add` despawns stays in Bevy's list of children.
                children.spawn((Transform::IDENTITY, ZigScripts::one("tallied"))).insert(Doomed);
            });
        });
        app.add_observer(|doomed: On<Add, Doomed>, mut commands: Commands| {
            commands.entity(doomed.entity).try_despawn();
        })
        .add_observer(|signal: On<ScriptSignal>, mut commands: Commands| {
            if let Some(target) = signal.target.filter(|_| signal.is("boom")) {
                commands.entity(target).try_despawn();
            }
        });
        game
    }

    pub(super) fn app(&mut self) -> &mut App {
        match &mut self.host {
            Host::Plain(app) => app,
            #[cfg(feature = "hot-reload")]
            Host::Studio(studio) => &mut studio.app,
        }
    }

    #[cfg(feature = "hot-reload")]
    pub(super) fn studio(&mut self) -> Option<&mut bevy_zig_tests::studio::Studio> {
        match &mut self.host {
            Host::Studio(studio) => Some(studio),
            Host::Plain(_) => None,
        }
    }

    pub(super) fn world(&mut self) -> &mut World {
        self.app().world_mut()
    }

    /// Runs a frame, and looks who was accused in it.
    pub(super) fn frame(&mut self, harm: &mut Harm) {
        self.frames += 1;
        match &mut self.host {
            Host::Plain(app) => app.update(),
            #[cfg(feature = "hot-reload")]
            Host::Studio(studio) => {
                studio.frame();
                studio.forget();
            }
        }
        let world = self.world();
        let faults: Vec<ScriptFault> = world.resource_mut::<Messages<ScriptFault>>().drain().collect();
        for fault in faults.iter().filter(|fault| fault.script != "rogue") {
            harm.accused += 1;
            harm.note(format!("accused: {fault:?}"));
        }
        let errors: Vec<ScriptError> = world.resource_mut::<Messages<ScriptError>>().drain().collect();
        for error in errors {
            harm.lost += 1;
            harm.note(format!("script '{}' has failed: {error}", error.script));
        }
        world.resource_mut::<Messages<ScriptLog>>().clear();
    }

    /// All entities with scripts, those that rest among them.
    pub(super) fn entities(&mut self) -> Vec<Entity> {
        let world = self.world();
        let mut query = world.query_filtered::<Entity, (With<ZigScripts>, Allow<Disabled>)>();
        let mut entities: Vec<Entity> = query.iter(world).collect();
        entities.sort_unstable();
        entities
    }

    pub(super) fn one(&mut self, random: &mut Random) -> Option<Entity> {
        let entities = self.entities();
        (!entities.is_empty()).then(|| entities[random.below(entities.len())])
    }

    /// What each entity's first script has counted, by its instance, and whether it runs, where that is the only one.
    fn tallies(&mut self, harm: &mut Harm) -> BTreeMap<(Entity, i128), (i128, Option<bool>)> {
        let mut tallies = BTreeMap::new();
        for entity in self.entities() {
            let world = self.world();
            let scripts = world.get::<ZigScripts>(entity).expect("it has them").iter();
            let runs = match &scripts.filter(|script| script.name() == "tallied").collect::<Vec<_>>()[..] {
                [] => continue,
                [script] => Some(script.is_enabled()),
                _ => None,
            };
            let read = |path: &str| match world.script_field(Some(entity), "tallied", path) {
                Ok(Value::Int(value)) => Ok(value),
                Ok(other) => Err(format!("{path} is {other}")),
                Err(error) => Err(error.to_string()),
            };
            match (read("id"), read("updates"), read("doubled")) {
                (Ok(id), Ok(updates), Ok(doubled)) => {
                    if doubled > 0 {
                        harm.doubled += 1;
                        harm.note(format!("{entity}: {doubled} calls came twice, or to another instance"));
                    }
                    tallies.insert((entity, id), (updates, runs));
                }
                (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => {
                    harm.lost += 1;
                    harm.note(format!("{entity}: {error}"));
                }
            }
        }
        tallies
    }

    /// Lets the game come to rest, and checks that all that should run has run once.
    pub(super) fn check(&mut self, harm: &mut Harm) {
        let world = self.world();
        world.insert_resource(Held::default());
        let mut query = world.query_filtered::<Entity, With<Disabled>>();
        let resting: Vec<Entity> = query.iter(world).collect();
        for entity in resting {
            world.entity_mut(entity).remove::<Disabled>();
        }
        // Once for what is new, once for what that has asked for, and once for its end.
        for _ in 0..3 {
            self.frame(harm);
        }
        let before = self.tallies(harm);
        self.frame(harm);
        let after = self.tallies(harm);
        if before.len() != after.len() {
            harm.lost += 1;
            harm.note(format!("{} instances have become {}", before.len(), after.len()));
        }
        for (key, (updates, runs)) in &before {
            let Some((now, _)) = after.get(key) else { continue };
            let Some(runs) = runs else { continue };
            let missing = i128::from(*runs) - (now - updates);
            if missing != 0 {
                *(if missing > 0 { &mut harm.lost } else { &mut harm.doubled }) += 1;
                harm.note(format!("{key:?} was updated {} times in a frame, and runs: {runs}", now - updates));
            }
        }
        self.count(harm);
    }

    /// Compares how many have begun and ended with how many there are.
    fn count(&mut self, harm: &mut Harm) {
        let entities = self.entities();
        let world = self.world();
        let globals = world.resource::<GlobalScripts>().iter().filter(|script| script.name() == "tallied").count();
        let (mut tallied, mut all) = (globals, world.resource::<GlobalScripts>().iter().count());
        for entity in entities {
            let scripts = world.get::<ZigScripts>(entity).expect("it has them");
            tallied += scripts.iter().filter(|script| script.name() == "tallied").count();
            all += scripts.iter().count();
        }
        let vars = world.resource::<GlobalVars>();
        let number = |key: &str| match vars.get(key) {
            Some(Value::Int(number)) => *number,
            _ => 0,
        };
        let living = number("begun") - number("ended");
        let instances = world.resource::<ScriptRuntime>().instance_count();
        if instances != all {
            harm.lost += 1;
            harm.note(format!("there are {instances} instances for {all} entries of lists"));
        }
        if living != tallied as i128 {
            *(if living < tallied as i128 { &mut harm.lost } else { &mut harm.doubled }) += 1;
            let (begun, ended) = (number("begun"), number("ended"));
            harm.note(format!("{begun} have begun and {ended} have ended, and there are {tallied}"));
        }
    }
}
