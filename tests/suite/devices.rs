//! Keyboard, mouse, gamepads and touch, and bindings that scripts change.

use bevy::input::ButtonState;
use bevy::input::gamepad::{
    GamepadConnection, GamepadConnectionEvent, GamepadRumbleRequest, RawGamepadAxisChangedEvent,
    RawGamepadButtonChangedEvent, RawGamepadEvent,
};
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input::mouse::{MouseButtonInput, MouseMotion, MouseScrollUnit, MouseWheel};
use bevy::input::touch::{TouchInput, TouchPhase};
use bevy::prelude::*;
use bevy_zig::{AxisThreshold, InputSource, ScriptInput, Value, WheelDirection, ZigScripts};

use crate::tools::*;

/// A game with the script that binds.
struct Binder {
    app: App,
    entity: Entity,
}

impl Binder {
    fn new() -> Self {
        let mut app = app();
        let entity = app.world_mut().spawn(ZigScripts::one("binder")).id();
        app.update();
        Self { app, entity }
    }

    /// Has the script do something.
    fn step(&mut self, step: &'static str) -> Value {
        set(&mut self.app, self.entity, "binder", "step", step);
        self.app.update();
        self.get("outcome")
    }

    #[track_caller]
    fn does(&mut self, step: &'static str) {
        assert_eq!(self.step(step), Value::from("ok"), "{step}");
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.entity, "binder", path)
    }

    fn number(&self, path: &str) -> f64 {
        match self.get(path) {
            Value::Int(number) => number as f64,
            Value::Float(number) => number,
            other => panic!("{path}: {other:?}"),
        }
    }

    fn key(&mut self, key: KeyCode, state: ButtonState, text: Option<&str>) {
        self.app.world_mut().write_message(KeyboardInput {
            key_code: key,
            logical_key: Key::Space,
            state,
            text: text.map(Into::into),
            repeat: false,
            window: Entity::PLACEHOLDER,
        });
    }

    fn wheel(&mut self, unit: MouseScrollUnit, y: f32) {
        let phase = TouchPhase::Moved;
        self.app.world_mut().write_message(MouseWheel { unit, x: 0.0, y, window: Entity::PLACEHOLDER, phase });
    }

    /// Connects a gamepad.
    fn gamepad(&mut self) -> Entity {
        let gamepad = self.app.world_mut().spawn_empty().id();
        let connection = GamepadConnection::Connected { name: "test".into(), vendor_id: None, product_id: None };
        self.app.world_mut().write_message(GamepadConnectionEvent::new(gamepad, connection));
        self.app.update();
        gamepad
    }

    fn axis(&mut self, gamepad: Entity, axis: GamepadAxis, value: f32) {
        let event = RawGamepadAxisChangedEvent::new(gamepad, axis, value);
        self.app.world_mut().write_message(RawGamepadEvent::Axis(event));
        self.app.update();
    }

    fn button(&mut self, gamepad: Entity, button: GamepadButton, value: f32) {
        let event = RawGamepadButtonChangedEvent::new(gamepad, button, value);
        self.app.world_mut().write_message(RawGamepadEvent::Button(event));
        self.app.update();
    }
}

#[test]
fn an_action_is_bound_to_keys_mouse_wheel_and_gamepads() {
    let mut game = Binder::new();
    game.does("all");
    let counts = |game: &Binder| (game.number("pressed"), game.number("released"));
    game.key(KeyCode::Space, ButtonState::Pressed, None);
    game.app.update();
    assert_eq!((counts(&game), game.get("held")), ((1.0, 0.0), true.into()));
    game.key(KeyCode::Space, ButtonState::Released, None);
    game.app.update();
    assert_eq!((counts(&game), game.get("held")), ((1.0, 1.0), false.into()));
    for state in [ButtonState::Pressed, ButtonState::Released] {
        let window = Entity::PLACEHOLDER;
        game.app.world_mut().write_message(MouseButtonInput { button: MouseButton::Left, state, window });
        game.app.update();
    }
    assert_eq!(counts(&game), (2.0, 2.0));
    game.wheel(MouseScrollUnit::Line, 1.0);
    game.app.update();
    assert_eq!(counts(&game), (3.0, 3.0), "a step of the wheel is a tap");
    game.wheel(MouseScrollUnit::Line, -1.0);
    game.app.update();
    assert_eq!(counts(&game), (3.0, 3.0), "the other way");
    let gamepad = game.gamepad();
    assert_eq!(game.get("gamepads"), Value::Int(1));
    game.button(gamepad, GamepadButton::South, 1.0);
    assert_eq!(counts(&game), (4.0, 3.0));
    game.app.update();
    game.button(gamepad, GamepadButton::South, 0.0);
    assert_eq!(counts(&game), (4.0, 4.0));
}

#[test]
fn a_stick_counts_as_a_button_from_where_the_binding_says() {
    let mut game = Binder::new();
    game.does("all");
    let gamepad = game.gamepad();
    for (value, pressed, held) in [(-0.4, 0.0, false), (-0.7, 1.0, true), (-0.9, 1.0, true), (-0.2, 1.0, false)] {
        game.axis(gamepad, GamepadAxis::LeftStickY, value);
        assert_eq!((game.number("pressed"), game.get("held")), (pressed, held.into()), "{value}");
    }
    game.axis(gamepad, GamepadAxis::LeftStickY, 1.0);
    assert_eq!(game.number("pressed"), 1.0, "the other way");
}

#[test]
fn an_axis_is_bound_to_keys_and_a_stick_with_a_dead_zone() {
    let mut game = Binder::new();
    game.does("axis");
    game.key(KeyCode::KeyA, ButtonState::Pressed, None);
    game.app.update();
    assert_eq!(game.number("turn"), -1.0);
    game.key(KeyCode::KeyA, ButtonState::Released, None);
    let gamepad = game.gamepad();
    game.axis(gamepad, GamepadAxis::LeftStickX, 0.15);
    assert_eq!(game.number("turn"), 0.0, "in the dead zone");
    game.axis(gamepad, GamepadAxis::LeftStickX, 1.0);
    assert_eq!((game.number("turn"), game.number("gamepad_stick")), (1.0, 1.0));
    let second = game.gamepad();
    game.axis(second, GamepadAxis::LeftStickX, -0.6);
    assert_eq!((game.number("turn"), game.get("gamepads")), (1.0, Value::Int(2)), "the one that is pushed furthest");
    game.axis(gamepad, GamepadAxis::LeftStickX, 0.0);
    assert!((-0.6..-0.4).contains(&game.number("turn")), "beyond the dead zone it begins at zero");
}

#[test]
fn an_action_and_an_axis_hear_only_the_gamepad_of_their_player() {
    let mut game = Binder::new();
    game.does("all");
    game.does("axis");
    let [first, second] = [game.gamepad(), game.gamepad()];
    game.does("second_gamepad");
    // What the script sees of the frame in which something happens.
    let seen = |game: &Binder| (game.number("pressed"), game.number("turn"));
    for (axis, value) in [(GamepadAxis::LeftStickX, 1.0), (GamepadAxis::LeftStickY, -1.0)] {
        game.axis(first, axis, value);
    }
    game.button(first, GamepadButton::South, 1.0);
    assert_eq!(seen(&game), (0.0, 0.0), "another player's");
    game.axis(second, GamepadAxis::LeftStickX, -1.0);
    game.axis(second, GamepadAxis::LeftStickY, -1.0);
    assert_eq!(seen(&game), (1.0, -1.0));
    game.axis(second, GamepadAxis::LeftStickY, 0.0);
    game.button(second, GamepadButton::South, 1.0);
    assert_eq!(seen(&game), (2.0, -1.0));
    // Keys are not a gamepad's.
    game.button(second, GamepadButton::South, 0.0);
    game.key(KeyCode::Space, ButtonState::Pressed, None);
    game.app.update();
    assert_eq!(game.number("pressed"), 3.0);
    game.app.world_mut().entity_mut(second).remove::<Gamepad>();
    game.app.update();
    assert_eq!(game.number("turn"), 0.0, "it is not connected");
    game.does("all_gamepads");
    game.app.update();
    assert_eq!(game.number("turn"), 1.0, "the first one's");
}

#[test]
fn a_gamepad_that_is_gone_is_an_unknown_entity_and_the_binding_stays() {
    let mut game = Binder::new();
    game.does("all");
    game.does("axis");
    let [first, second] = [game.gamepad(), game.gamepad()];
    game.does("second_gamepad");
    let gone = game.gamepad();
    game.app.world_mut().despawn(gone);
    set(&mut game.app, game.entity, "binder", "gone", gone);
    assert_eq!(game.step("gone_gamepad"), Value::from("UnknownEntity"));
    game.app.update();
    game.button(first, GamepadButton::South, 1.0);
    assert_eq!(game.number("pressed"), 0.0, "another player's");
    game.button(second, GamepadButton::South, 1.0);
    assert_eq!(game.number("pressed"), 1.0);
}

#[test]
fn a_gamepad_for_a_name_that_nothing_is_bound_to_is_logged() {
    let mut game = Binder::new();
    let logs = said_while(|| game.does("unbound"));
    let expected = "'fly' gets no gamepad: there is neither an action nor an axis of this name; bind it first";
    assert!(logs.iter().any(|line| line.contains(expected)), "{logs:?}");
}

#[test]
fn the_wheel_and_the_mouse_turn_an_axis_without_a_limit() {
    let mut game = Binder::new();
    game.does("deltas");
    game.wheel(MouseScrollUnit::Line, 3.0);
    game.app.update();
    assert_eq!(game.number("turn"), 6.0);
    assert_eq!(game.get("scroll"), Value::from(Vec2::new(0.0, 3.0)));
    game.app.update();
    assert_eq!(game.number("turn"), 0.0);
    game.wheel(MouseScrollUnit::Pixel, 50.0);
    game.app.world_mut().write_message(MouseMotion { delta: Vec2::new(-20.0, 5.0) });
    game.app.update();
    assert_eq!(game.number("turn"), -9.0);
    assert_eq!(game.get("motion"), Value::from(Vec2::new(-20.0, 5.0)));
}

#[test]
fn a_step_of_the_wheel_turns_an_axis_of_buttons_for_one_frame() {
    let mut game = Binder::new();
    let mut input = game.app.world_mut().resource_mut::<ScriptInput>();
    input.bind_axis("zoom", InputSource::Wheel(WheelDirection::Down), InputSource::Wheel(WheelDirection::Up));
    for (lines, zoom) in [(2.0, 1.0), (0.0, 0.0), (-1.0, -1.0), (0.0, 0.0)] {
        if lines != 0.0 {
            game.wheel(MouseScrollUnit::Line, lines);
        }
        game.app.update();
        assert_eq!(game.app.world().resource::<ScriptInput>().axis("zoom"), Some(zoom), "{lines}");
    }
}

#[test]
fn any_key_and_the_next_key() {
    let mut game = Binder::new();
    game.does("any");
    game.key(KeyCode::F7, ButtonState::Pressed, None);
    game.app.update();
    assert_eq!((game.number("pressed"), game.number("keys_down")), (1.0, 1.0));
    game.key(KeyCode::F7, ButtonState::Released, None);
    game.app.update();
    assert_eq!(game.step("next"), Value::from("NothingPressed"));
    let window = Entity::PLACEHOLDER;
    let (button, state) = (MouseButton::Right, ButtonState::Pressed);
    game.app.world_mut().write_message(MouseButtonInput { button, state, window });
    game.does("next");
    game.does("read");
    assert_eq!((game.get("bound"), game.get("label")), (Value::Int(1), Value::from("mouse right")));
    let gamepad = game.gamepad();
    let event = RawGamepadAxisChangedEvent::new(gamepad, GamepadAxis::RightStickX, -0.8);
    game.app.world_mut().write_message(RawGamepadEvent::Axis(event));
    game.does("next");
    let over = AxisThreshold { axis: GamepadAxis::RightStickX, threshold: -0.5 };
    let input = game.app.world().resource::<ScriptInput>();
    assert_eq!(input.action_bindings("fire"), [InputSource::GamepadAxis(over)]);
}

#[test]
fn bindings_are_read_from_scripts_and_kept_by_scenes() {
    let mut game = Binder::new();
    let mut input = game.app.world_mut().resource_mut::<ScriptInput>();
    input.bind_action("fire", KeyCode::KeyK).bind_action("fire", GamepadButton::East);
    input.bind_axis("turn", KeyCode::KeyA, KeyCode::KeyD).set_dead_zone("turn", 0.25);
    game.does("read");
    assert_eq!((game.get("bound"), game.get("label")), (Value::Int(12), Value::from("k")));
    assert_eq!(game.number("dead_zone"), 0.25);
    game.does("nobody");
    let input = game.app.world().resource::<ScriptInput>();
    let copy: ScriptInput = FromReflect::from_reflect(input).expect("it is reflected");
    assert_eq!(copy.action_bindings("fire"), input.action_bindings("fire"));
    assert_eq!(copy.axis_bindings("turn"), input.axis_bindings("turn"));
}

#[test]
fn more_bindings_than_anybody_needs_are_refused() {
    let mut game = Binder::new();
    game.does("many");
    assert!(game.app.world().resource::<ScriptInput>().action_bindings("fire").is_empty());
    for index in 0..2_000 {
        let action = format!("action {index}");
        game.app.world_mut().trigger(bevy_zig::BindAction { action, to: vec![KeyCode::Space.into()] });
    }
    let bound = |index: usize| {
        !game.app.world().resource::<ScriptInput>().action_bindings(&format!("action {index}")).is_empty()
    };
    assert!(bound(0) && bound(1_000) && !bound(1_999));
}

#[test]
fn numbers_that_make_no_sense_are_refused_and_the_binding_stays() {
    let mut game = Binder::new();
    game.does("axis");
    for step in ["no_factor", "no_scale", "no_dead_zone", "no_threshold", "far_threshold"] {
        assert_eq!(game.step(step), Value::from("InvalidArgument"), "{step}");
    }
    game.app.update();
    game.does("read");
    assert_eq!((game.number("bound"), game.number("dead_zone") as f32), (20.0, 0.2), "two sources, as before");
}

#[test]
fn typed_text_and_fingers_are_messages() {
    let mut game = Binder::new();
    for (text, state) in [("h", ButtonState::Pressed), ("h", ButtonState::Released), ("é", ButtonState::Pressed)] {
        game.key(KeyCode::KeyH, state, Some(text));
    }
    game.app.world_mut().write_message(TouchInput {
        phase: TouchPhase::Started,
        position: Vec2::new(3.0, 4.0),
        window: Entity::PLACEHOLDER,
        force: None,
        id: 7,
    });
    game.app.update();
    game.app.update();
    assert_eq!(game.get("typed"), Value::from("hé"));
    assert_eq!((game.get("touches"), game.get("touched_at")), (Value::Int(1), Vec2::new(3.0, 4.0).into()));
}

#[test]
fn a_gamepad_rumbles() {
    let mut game = Binder::new();
    let gamepad = game.gamepad();
    game.app.update();
    set(&mut game.app, game.entity, "binder", "rumbles", true);
    game.app.update();
    let requests = game.app.world().resource::<bevy::ecs::message::Messages<GamepadRumbleRequest>>();
    let found = requests.iter_current_update_messages().next().expect("it was asked for");
    let GamepadRumbleRequest::Add { duration, intensity, gamepad: of } = found else { panic!("it stops") };
    assert_eq!((duration.as_millis(), intensity.strong_motor, *of), (250, 0.5, gamepad));
}
