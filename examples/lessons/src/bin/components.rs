//! Lesson 1: components.
//!
//! A patient is poisoned, loses health, and is cured when half of it is left. `scripts/patient.zig` does all of that;
//! this file only registers the components that scripts can use, and spawns the patient.
//!
//! - `#[derive(ZigComponent)]` (in `src/components.rs`) makes the build write the same struct in Zig.
//! - `register_zig_component` exposes it to scripts; `register_zig_component_with` also sets what happens when a script
//!   adds a component that the entity already has: the new value replaces the old one, or is merged into it.
//! - Scripts access a component that only derives `Reflect` field by field, by path.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, ZigScripts};
use bevy_zig_lessons::components::{Health, Mood, Poison};
use bevy_zig_lessons::{end, lesson, play};

fn main() {
    let mut app = lesson();
    app.register_zig_component::<Health>().register_zig_component::<Poison>().register_type::<Mood>();

    let health = Health { current: 20.0, max: 20.0 };
    let patient = (health, Poison { strength: 20.0 }, Mood::default(), ZigScripts::one("patient"));
    let patient = app.world_mut().spawn(patient).id();

    play(&mut app);

    let health = app.world().get::<Health>(patient).expect("the patient still has health");
    assert!((9.0..=10.0).contains(&health.current), "cured at a half: {health:?}");
    assert!(app.world().get::<Poison>(patient).is_none(), "the script has removed it");
    assert_eq!(app.world().get::<Mood>(patient).map(|mood| mood.calm), Some(1.0), "set by path");
    info!("lesson learned: {health:?}");
    end(app);
}
