//! What scripts reach of Bevy.

mod picking;
mod tools;
mod view;

use bevy::prelude::*;
use bevy_zig::prelude::*;

use tools::app;

#[test]
fn a_script_spawns_an_entity_with_a_name() {
    let mut app = app();
    app.world_mut().spawn(ZigScripts::one("words"));
    app.update();
    let mut names = app.world_mut().query::<&Name>();
    assert!(names.iter(app.world()).any(|name| name.as_str() == "words"));
}
