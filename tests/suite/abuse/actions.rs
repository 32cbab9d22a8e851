//! What a game may do to its scripts from outside, each by a name.

use bevy::app::AppExit;
use bevy::asset::{AssetPath, LoadFromPath, UntypedHandle};
use bevy::ecs::entity::{EntityCloner, EntityHashMap};
use bevy::ecs::entity_disabling::Disabled;
use bevy::prelude::*;
use bevy::world_serialization::serde::WorldDeserializer;
use bevy::world_serialization::{DynamicWorld, DynamicWorldBuilder};
use bevy_zig::*;
use serde::de::DeserializeSeed;

use super::game::{Doomed, Game, Held};
use super::random::Random;

/// More are not let live: the trial is not about how many there may be.
const ENTITIES_MAX: usize = 300;

pub(super) type Action = (&'static str, fn(&mut Game, &mut Random));

pub(super) const ACTIONS: [Action; 25] = [
    ("spawn", spawn),
    ("spawn", spawn),
    ("despawn", despawn),
    ("clone", clone),
    ("clone a family", clone_family),
    ("clone onto another", clone_onto),
    ("move components", move_components),
    ("despawn in an observer", doom),
    ("let scripts spawn", |game, random| call(game, random, "family")),
    ("let scripts spawn what goes at once", |game, random| call(game, random, "bomb")),
    ("let a script have itself despawned", |game, random| call(game, random, "boom")),
    ("let a script have another despawned", boom_other),
    ("emit signals", |game, random| call(game, random, "pulse")),
    ("move", |game, random| call(game, random, "move")),
    ("save and load", save_and_load),
    ("hold phases back", hold_back),
    ("hold phases back and despawn", hold_back_and_despawn),
    ("pause", pause),
    ("attach", attach),
    ("detach", detach),
    ("reorder", reorder),
    ("disable and enable", disable),
    ("change global scripts", change_globals),
    ("let scripts compute", compute),
    ("let a script fault", rogue),
];

fn script(random: &mut Random) -> Script {
    let script =
        Script::new("tallied").with_phase(*random.pick(&Phase::EVERY_FRAME)).with_priority(random.below(3) as i32 - 1);
    if random.one_in(6) { script.disabled() } else { script }
}

fn spawn(game: &mut Game, random: &mut Random) {
    if game.entities().len() > ENTITIES_MAX {
        return despawn(game, random);
    }
    for _ in 0..1 + random.below(20) {
        let scripts: Vec<Script> = (0..1 + random.below(3)).map(|_| script(random)).collect();
        game.world().spawn((Transform::IDENTITY, ZigScripts::new(scripts)));
    }
}

fn despawn(game: &mut Game, random: &mut Random) {
    let excess = game.entities().len().saturating_sub(ENTITIES_MAX);
    for _ in 0..excess + random.below(20) {
        if let Some(entity) = game.one(random) {
            game.world().despawn(entity);
        }
    }
}

fn clone(game: &mut Game, random: &mut Random) {
    for _ in 0..random.below(5) {
        if let Some(entity) = game.one(random) {
            game.world().entity_mut(entity).clone_and_spawn();
        }
    }
}

fn clone_family(game: &mut Game, random: &mut Random) {
    if let Some(entity) = game.one(random) {
        game.world().entity_mut(entity).clone_and_spawn_with_opt_out(|cloner| {
            cloner.linked_cloning(true);
        });
    }
}

/// One that has neither children nor a parent: what becomes of those when only the entity is taken is Bevy's affair.
fn single(game: &mut Game, random: &mut Random) -> Option<Entity> {
    let entity = game.one(random)?;
    let found = game.world().entity(entity);
    (!found.contains::<Children>() && !found.contains::<ChildOf>()).then_some(entity)
}

fn clone_onto(game: &mut Game, random: &mut Random) {
    if let (Some(source), Some(target)) = (single(game, random), single(game, random))
        && source != target
    {
        EntityCloner::build_opt_out(game.world()).clone_entity(source, target);
    }
}

fn move_components(game: &mut Game, random: &mut Random) {
    if let Some(source) = single(game, random) {
        let target = game.world().spawn_empty().id();
        EntityCloner::build_opt_out(game.world()).move_components(true).clone_entity(source, target);
        game.world().despawn(source);
    }
}

fn doom(game: &mut Game, random: &mut Random) {
    for _ in 0..random.below(4) {
        if let Some(entity) = game.one(random) {
            game.world().entity_mut(entity).insert(Doomed);
        }
    }
}

/// Lets some scripts ask for something in their next update.
fn call(game: &mut Game, random: &mut Random, what: &'static str) {
    for _ in 0..1 + random.below(5) {
        if let Some(entity) = game.one(random) {
            // It may not have begun.
            let _ = game.world().set_script_field(Some(entity), "tallied", "call", what);
        }
    }
}

fn boom_other(game: &mut Game, random: &mut Random) {
    if let (Some(entity), Some(other)) = (game.one(random), game.one(random)) {
        let _ = game.world().set_script_field(Some(entity), "tallied", "other", other);
        let _ = game.world().set_script_field(Some(entity), "tallied", "call", "boom_other");
    }
}

fn save_and_load(game: &mut Game, random: &mut Random) {
    let world = game.world();
    world.capture_all_scripts();
    let entities: Vec<Entity> = (0..random.below(6)).filter_map(|_| game.one(random)).collect();
    let world = game.world();
    let registry = world.resource::<AppTypeRegistry>().clone();
    let text = {
        let registry = registry.read();
        let scene = DynamicWorldBuilder::from_world(world, &registry)
            .deny_all()
            .allow_component::<Transform>()
            .allow_component::<ZigScripts>()
            .allow_resource::<GlobalScripts>()
            .extract_entities(entities.into_iter())
            .extract_resources()
            .build();
        scene.serialize(&registry).unwrap_or_else(|error| panic!("{error}"))
    };
    let scene = {
        let registry = registry.read();
        let mut ron = ron::de::Deserializer::from_str(&text).expect("it was just written");
        let read = WorldDeserializer { type_registry: &registry, load_from_path: &mut NoAssets };
        let scene: DynamicWorld = read.deserialize(&mut ron).unwrap_or_else(|error| panic!("{error}"));
        scene
    };
    scene.write_to_world(world, &mut EntityHashMap::default()).unwrap_or_else(|error| panic!("{error}"));
}

struct NoAssets;

impl LoadFromPath for NoAssets {
    fn load_from_path_erased(&mut self, _: std::any::TypeId, path: AssetPath<'static>) -> UntypedHandle {
        panic!("the scene loads {path}");
    }
}

fn hold_back(game: &mut Game, random: &mut Random) {
    let held = std::array::from_fn(|_| random.one_in(2));
    game.world().insert_resource(Held(held));
}

fn hold_back_and_despawn(game: &mut Game, random: &mut Random) {
    game.world().insert_resource(Held([true; 3]));
    despawn(game, random);
    detach(game, random);
    change_globals(game, random);
}

fn pause(game: &mut Game, _: &mut Random) {
    let mut time = game.world().resource_mut::<Time<Virtual>>();
    if time.is_paused() { time.unpause() } else { time.pause() }
}

fn attach(game: &mut Game, random: &mut Random) {
    for _ in 0..random.below(4) {
        if let Some(entity) = game.one(random) {
            let script = script(random);
            game.world().entity_mut(entity).attach_script(script);
        }
    }
}

fn detach(game: &mut Game, random: &mut Random) {
    for _ in 0..random.below(4) {
        if let Some(entity) = game.one(random)
            && game.world().get::<ZigScripts>(entity).is_some_and(|scripts| scripts.get("tallied").is_some())
        {
            game.world().entity_mut(entity).detach_script("tallied");
        }
    }
}

fn reorder(game: &mut Game, random: &mut Random) {
    for _ in 0..random.below(6) {
        let Some(entity) = game.one(random) else { return };
        if game.world().get::<ZigScripts>(entity).is_none_or(|scripts| scripts.get("tallied").is_none()) {
            continue;
        }
        let (phase, priority) = (*random.pick(&Phase::EVERY_FRAME), random.below(3) as i32);
        let mut entity = game.world().entity_mut(entity);
        match random.below(3) {
            0 => entity.set_script_phase("tallied", phase),
            1 => entity.set_script_priority("tallied", priority),
            _ => entity.set_script_enabled("tallied", priority > 0),
        };
    }
}

fn disable(game: &mut Game, random: &mut Random) {
    for _ in 0..random.below(6) {
        if let Some(entity) = game.one(random) {
            let mut entity = game.world().entity_mut(entity);
            if entity.contains::<Disabled>() {
                entity.remove::<Disabled>();
            } else {
                entity.insert(Disabled);
            }
        }
    }
}

fn change_globals(game: &mut Game, random: &mut Random) {
    let fresh = script(random);
    let mut globals = game.world().resource_mut::<GlobalScripts>();
    match random.below(3) {
        0 if globals.iter().count() < 5 => globals.attach(fresh),
        1 => **globals = ZigScripts::new([fresh]),
        _ => {
            globals.detach("tallied");
        }
    }
}

fn compute(game: &mut Game, random: &mut Random) {
    for _ in 0..3 {
        if let Some(entity) = game.one(random) {
            let work = random.below(8) as i64;
            let _ = game.world().set_script_field(Some(entity), "tallied", "work", work);
        }
    }
}

fn rogue(game: &mut Game, random: &mut Random) {
    let kind = if random.one_in(30) { "endless" } else { *random.pick(&["null_write", "panic", "trap", "stack"]) };
    let script = Script::new("rogue").with("kind", kind).with_phase(*random.pick(&Phase::EVERY_FRAME));
    match game.one(random) {
        Some(entity) if random.one_in(2) => {
            game.world().entity_mut(entity).attach_script(script);
        }
        _ => {
            game.world().spawn((Transform::IDENTITY, ZigScripts::new([script])));
        }
    }
}

/// Lets the game exit; it is replaced then.
pub(super) fn exit(game: &mut Game) {
    game.world().write_message(AppExit::Success);
    game.app().update();
}
