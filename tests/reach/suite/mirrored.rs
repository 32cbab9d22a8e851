//! The SDK's mirrors in a running game: `scripts/every_mirror.zig`.

use bevy::prelude::*;
use bevy_zig::prelude::*;
use bevy_zig::{ScriptFields, Value};

use crate::app;

#[test]
fn the_game_takes_every_mirror_of_the_sdk() {
    let mut app = app();
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("every_mirror"))).id();
    app.update();
    let count = |name| match app.world().script_field(Some(entity), "every_mirror", name) {
        Ok(Value::Int(count)) => count,
        other => panic!("{name} is {other:?}"),
    };
    // What is only a part of others, or an event or an asset, is compared where it is one.
    let (bound, parts, refused) = (count("bound"), count("parts"), count("refused"));
    assert_eq!(refused, 0, "the log says why");
    assert!(bound > 300 && parts > 100, "{bound} are bound, {parts} are parts");
}
