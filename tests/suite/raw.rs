//! The functions of the contract by themselves, as a script in another language would call them. The calls and what
//! they have to answer are in `scripts/raw.zig`.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, Tags, Value, ZigScripts};
use bevy_zig_tests::components::{Health, Stats};

use crate::tools::*;

/// Makes all calls of a subject, of which each has to answer as expected, so many in all. Returns what they have
/// logged.
#[track_caller]
fn answers(subject: &'static str, count: i128) -> Vec<String> {
    let mut app = app();
    app.register_zig_component::<Health>().register_type::<Stats>();
    let health = Health { current: 4.0, max: 10.0 };
    let stats = Stats { speed: 2.5, ..default() };
    let scripts = ZigScripts::one("raw");
    let entity = app.world_mut().spawn((Transform::IDENTITY, health, stats, Tags::one("raw"), scripts)).id();
    app.world_mut().spawn_batch([Tags::one("raw"), Tags::one("raw")]);
    app.update();
    let before = app.world().entities().count_spawned();
    set(&mut app, entity, "raw", "subject", subject);
    app.update();
    let get = |path| field(&app, entity, "raw", path);
    assert_eq!(get("wrong"), Value::Int(0), "the answer of this number was '{:?}' instead", get("instead"));
    assert_eq!(get("right"), Value::Int(count));
    // What is refused changes nothing.
    assert_eq!(app.world().entities().count_spawned(), before);
    assert_eq!(app.world().get::<Health>(entity), Some(&health));
    assert_eq!(app.world().get::<Stats>(entity).map(|stats| stats.speed), Some(2.5));
    assert_eq!(app.world().get::<ZigScripts>(entity).map(|scripts| scripts.iter().count()), Some(1));
    logged(&mut app)
}

#[test]
fn components_are_refused_by_size_id_and_entity() {
    answers("components", 20);
}

#[test]
fn lists_are_asked_for_in_two_steps() {
    answers("tags", 10);
}

#[test]
fn spawn_requests_that_make_no_sense_are_refused() {
    answers("spawns", 14);
}

#[test]
fn queries_that_make_no_sense_are_refused() {
    answers("queries", 9);
}

#[test]
fn fields_are_refused_by_path_size_id_and_entity() {
    answers("fields", 13);
}

#[test]
fn states_are_kept_in_a_reload_only() {
    answers("states", 6);
}

#[test]
fn levels_requests_and_memory_that_make_no_sense_are_refused() {
    assert_eq!(answers("others", 14), ["\u{fffd}"]);
}
