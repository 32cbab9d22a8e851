//! Lesson 2: queries and tags.
//!
//! A medic, which is a global script, heals the weakest member of the crew. `scripts/medic.zig` finds the crew in two
//! ways: by tag, and with a query, which copies the values of all rows at once, so that the loop over them runs at the
//! speed of memory.
//!
//! - `Tags` names an entity for scripts; an entity can have several tags.
//! - `GlobalScripts` holds the scripts that are not on an entity: the rules of the game.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, GlobalScripts, Script, Tags};
use bevy_zig_lessons::components::{Health, Shielded};
use bevy_zig_lessons::{end, lesson, play};

fn main() {
    let mut app = lesson();
    app.register_zig_component::<Health>().register_zig_component::<Shielded>();
    app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("medic").with("points", 0.5));

    let hurt = |current| (Health { current, max: 10.0 }, Transform::from_xyz(current, 0.0, 0.0));
    let crew = [4.0, 7.0, 10.0].map(|current| app.world_mut().spawn((hurt(current), Tags::one("crew"))).id());
    let shielded = app.world_mut().spawn((hurt(1.0), Tags::one("crew"), Shielded)).id();
    let stranger = app.world_mut().spawn(hurt(2.0)).id();

    play(&mut app);

    let health = |entity| app.world().get::<Health>(entity).expect("everybody has some").current;
    assert_eq!(crew.map(health), [10.0, 10.0, 10.0], "the crew is well");
    assert_eq!([shielded, stranger].map(health), [1.0, 2.0], "filtered out: by a component, by a tag");
    info!("lesson learned: {:?}", crew.map(health));
    end(app);
}
