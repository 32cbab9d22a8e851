//! What scripts reach of Bevy.

mod animation;
mod assets;
mod gizmo;
mod tools;

use bevy::prelude::*;
use bevy_zig::prelude::*;

/// A game as `DefaultPlugins` make it, but without a window.
fn app() -> App {
    let mut app = App::new();
    app.add_plugins((DefaultPlugins, ZigScriptPlugin::new(bevy_zig_reach::scripts())));
    app
}

#[test]
fn a_script_spawns_an_entity_with_a_name() {
    let mut app = app();
    app.world_mut().spawn(ZigScripts::one("words"));
    app.update();
    let mut names = app.world_mut().query::<&Name>();
    assert!(names.iter(app.world()).any(|name| name.as_str() == "words"));
}
