//! Named actions and axes, from keys and from code; the time.

use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::{ButtonInput, ButtonState};
use bevy::prelude::*;
use bevy_zig::{Phase, Script, ScriptInput, Value, ZigScripts};

use crate::tools::*;

fn pilot(app: &mut App) -> Entity {
    app.world_mut().spawn(ZigScripts::new([Script::new("pilot").with_phase(Phase::PreUpdate)])).id()
}

fn ints(app: &App, entity: Entity) -> [i128; 3] {
    ["held", "pressed", "released"].map(|path| match field(app, entity, "pilot", path) {
        Value::Int(count) => count,
        other => panic!("{other:?}"),
    })
}

#[test]
fn scripted_actions_have_edges() {
    let mut app = app();
    let entity = pilot(&mut app);
    app.world_mut().resource_mut::<ScriptInput>().press("fire");
    app.update();
    app.update();
    assert_eq!(ints(&app, entity), [2, 1, 0]);
    app.world_mut().resource_mut::<ScriptInput>().release("fire");
    app.update();
    app.update();
    assert_eq!(ints(&app, entity), [2, 1, 1]);
}

#[test]
fn keys_reach_scripts_by_the_names_that_the_game_gives() {
    let mut app = app();
    let entity = pilot(&mut app);
    let mut input = app.world_mut().resource_mut::<ScriptInput>();
    input.bind_action("fire", KeyCode::Space).bind_axis("steer", KeyCode::KeyA, KeyCode::KeyD);
    let mut keys = app.world_mut().resource_mut::<ButtonInput<KeyCode>>();
    keys.press(KeyCode::Space);
    keys.press(KeyCode::KeyA);
    app.update();
    assert_eq!(ints(&app, entity), [1, 1, 0]);
    assert_eq!(field(&app, entity, "pilot", "steer"), Value::Float(-1.0));
}

#[test]
fn a_key_that_goes_down_and_up_within_a_frame_reaches_scripts() {
    let mut app = app();
    let entity = pilot(&mut app);
    app.world_mut().resource_mut::<ScriptInput>().bind_action("fire", KeyCode::Space);
    app.update();
    for state in [ButtonState::Pressed, ButtonState::Released] {
        app.world_mut().write_message(KeyboardInput {
            key_code: KeyCode::Space,
            logical_key: Key::Space,
            state,
            text: None,
            repeat: false,
            window: Entity::PLACEHOLDER,
        });
    }
    app.update();
    assert_eq!(ints(&app, entity), [0, 1, 1]);
    app.update();
    assert_eq!(ints(&app, entity), [0, 1, 1]);
}

#[test]
fn axes_can_be_set_and_stay_in_range() {
    let mut app = app();
    let entity = pilot(&mut app);
    for (set, seen) in [(0.25, 0.25), (7.0, 1.0), (f32::NAN, 0.0)] {
        app.world_mut().resource_mut::<ScriptInput>().set_axis("steer", set);
        app.update();
        assert_eq!(field(&app, entity, "pilot", "steer"), Value::Float(seen));
    }
}

#[test]
fn input_that_is_not_mapped_is_as_if_nobody_touched_it() {
    let mut app = app();
    let entity = pilot(&mut app);
    app.update();
    assert_eq!(field(&app, entity, "pilot", "missing"), Value::Bool(false));
}

#[test]
fn time_is_the_games() {
    let mut app = app();
    let entity = pilot(&mut app);
    for _ in 0..3 {
        app.update();
    }
    let time = app.world().resource::<Time>();
    let (seconds, delta) = (time.elapsed_secs_f64(), f64::from(time.delta_secs()));
    assert_eq!(field(&app, entity, "pilot", "seconds"), Value::Float(seconds));
    assert_eq!(field(&app, entity, "pilot", "delta"), Value::Float(delta));
    assert_eq!(field(&app, entity, "pilot", "dt"), Value::Float(delta));
    assert_eq!(field(&app, entity, "pilot", "frame"), Value::Int(3));
}
