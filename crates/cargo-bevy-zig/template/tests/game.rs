//! A minute of the game without a window, played by its autopilot; and the tests at the end of the scripts.

use bevy::prelude::Entity;
use bevy_zig::testing::TestGame;
use bevy_zig::{Script, Value, ZigScriptPlugin};

#[test]
fn the_duck_finds_ducklings() {
    let pond = Script::new("pond").with("autopilot", true).with("is_drawn", false);
    let mut game = TestGame::with(ZigScriptPlugin::new(bevy_zig::scripts!()).with_global_script(pond));
    game.step(60 * 60);
    game.assert_sound();
    let Value::Int(found) = game.field(None::<Entity>, "pond", "found") else { panic!("it is not a number") };
    println!("{found} ducklings found");
    assert!(found >= 3);
}

#[test]
fn scripts_pass_their_own_tests() {
    bevy_zig_build::test_scripts!();
}
