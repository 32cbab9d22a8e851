//! Each example is saved at each step on which it waits, and loaded into another game, which goes on as the first.

use std::time::Duration;

use bevy::ecs::entity::EntityHashMap;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{ScriptFields, ScriptInput, Value, ZigScripts};

use super::play::{EXAMPLES, Example, waits};
use crate::scenes::{load, save};
use crate::tools::*;

const FRAME: f64 = 1.0 / 64.0;

/// How long both games are played before they are compared.
const REST: f64 = 2.5;

/// Another game that goes on with what was saved.
struct Loaded {
    app: App,
    entities: EntityHashMap<Entity>,
    entity: Entity,
    step: String,
    until: f64,
}

fn game() -> App {
    let mut app = app();
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f64(FRAME)));
    app
}

/// Loads a saved game into a new one, whose time and entities are others.
fn loaded(example: &Example, saved: &str, entity: Entity, moment: f64, step: &str) -> Loaded {
    let mut app = game();
    app.world_mut().spawn_batch((0..20).map(|_| Transform::IDENTITY));
    (0..50).for_each(|_| app.update());
    let entities = load(&mut app, saved);
    app.world_mut().resource_mut::<ScriptInput>().press("unused");
    example.hold(&mut app, moment);
    // The frame that was saved ends with its update.
    app.update();
    Loaded { app, entity: entities[&entity], entities, step: step.to_owned(), until: moment + REST }
}

fn is_saved_at_each_step(example: &Example) {
    let mut app = game();
    let script = example.script(&mut app);
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    app.update();
    let mut seen: Vec<String> = Vec::new();
    let mut games: Vec<Loaded> = Vec::new();
    let frames = ((example.seconds + REST) / FRAME) as usize;
    for frame in 0..frames {
        let now = frame as f64 * FRAME;
        let next = now + FRAME;
        example.act(&mut app, entity, now, next);
        app.update();
        for game in &mut games {
            example.act(&mut game.app, game.entity, now, next);
            game.app.update();
        }
        let (done, others) = games.into_iter().partition(|game| game.until <= next);
        games = others;
        for game in done {
            are_alike(example, (&app, entity), game);
        }
        for step in example.steps(&app, entity) {
            if now < example.seconds && !seen.contains(&step) {
                app.world_mut().capture_all_scripts();
                let saved = save(&mut app);
                games.push(loaded(example, &saved, entity, next, &step));
                seen.push(step);
            }
        }
    }
    let all = example.names(&app);
    let missed: Vec<_> = all.iter().filter(|step| waits(step) && !seen.contains(step)).collect();
    assert!(missed.is_empty(), "{}: it never came to {missed:?}, only to {seen:?}", example.script);
    assert!(games.is_empty());
}

/// Two games differ by the frame in which one was loaded.
fn are_alike(example: &Example, (app, entity): (&App, Entity), game: Loaded) {
    let name = |path: &str| format!("{} saved at {}: {path}", example.script, game.step);
    let there = example.fields(&game.app, game.entity);
    let here = example.fields(app, entity);
    assert_eq!(here.len(), there.len());
    for ((path, here), (_, there)) in here.iter().zip(&there) {
        match (here, there) {
            (Value::Float(here), Value::Float(there)) => {
                assert!((here - there).abs() < 0.11, "{}: {there} instead of {here}", name(path));
            }
            (Value::Entity(Some(here)), there) => {
                assert_eq!(*there, game.entities[here].into(), "{}", name(path));
            }
            (here, there) => assert_eq!(there, here, "{}", name(path)),
        }
    }
    assert!(position(app, entity).distance(position(&game.app, game.entity)) < 0.5, "{}", name("position"));
}

macro_rules! examples {
    ($($name:ident $index:literal)*) => { $(
        #[test]
        fn $name() {
            is_saved_at_each_step(&EXAMPLES[$index]);
        }
    )* };
}

examples! {
    the_boss_is_saved_at_each_step 0
    the_combo_is_saved_at_each_step 1
    the_cutscene_is_saved_at_each_step 2
    the_day_is_saved_at_each_step 3
    the_door_is_saved_at_each_step 4
    the_fade_is_saved_at_each_step 5
    the_quest_is_saved_at_each_step 6
    the_round_is_saved_at_each_step 7
    the_tutorial_is_saved_at_each_step 8
    the_waves_are_saved_at_each_step 9
}
