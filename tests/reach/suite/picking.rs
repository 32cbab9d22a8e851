//! What pointers and Bevy's widgets do, as signals.

use bevy::input::ButtonState;
use bevy::input::mouse::{MouseButtonInput, MouseScrollUnit};
use bevy::prelude::*;
use bevy_zig::{Value, ZigScripts};

use crate::tools::*;

/// A menu that its script has made, and the mouse.
struct Menu {
    app: App,
    menu: Entity,
    mouse: Mouse,
}

impl Menu {
    fn new() -> Self {
        let mut app = app();
        let menu = app.world_mut().spawn(ZigScripts::one("buttons")).id();
        // It is spawned, laid out, and its scripts begin.
        (0..4).for_each(|_| app.update());
        Self { app, menu, mouse: Mouse::new() }
    }

    fn click(&mut self, x: f32, y: f32) {
        self.mouse.to(&mut self.app, x, y);
        self.mouse.click(&mut self.app);
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.menu, "buttons", path)
    }

    fn ints<const N: usize>(&self, paths: [&str; N]) -> [i128; N] {
        paths.map(|path| match self.get(path) {
            Value::Int(count) => count,
            other => panic!("{path}: {other:?}"),
        })
    }
}

#[test]
fn a_click_on_what_is_in_a_button_is_heard_under_the_buttons_own_name() {
    let mut menu = Menu::new();
    menu.click(30.0, 30.0);
    assert_eq!(menu.ints(["resumed", "highlighted", "clicked"]), [1, 1, 0]);
    let (button, label) = (named(&mut menu.app, "resume"), named(&mut menu.app, "label"));
    assert_eq!((menu.get("resumed_by"), menu.get("resumed_at")), (Value::from(button), Value::from(label)));
    // Beside the label.
    menu.click(90.0, 30.0);
    assert_eq!(menu.get("resumed_at"), Value::from(button));
}

#[test]
fn what_no_button_hears_goes_up_to_the_script_above() {
    let mut menu = Menu::new();
    menu.click(300.0, 300.0);
    assert_eq!(menu.ints(["resumed", "clicked"]), [0, 1]);
    assert_eq!(menu.get("clicked_at"), Value::from(Vec2::new(300.0, 300.0)));
    menu.click(500.0, 300.0);
    assert_eq!(menu.ints(["clicked"]), [1], "beside the menu there is nobody");
}

#[test]
fn the_script_of_an_entity_hears_all_that_a_pointer_does() {
    let mut menu = Menu::new();
    let clicker = named(&mut menu.app, "clicker");
    let Menu { app, mouse, .. } = &mut menu;
    let heard = |app: &App, name: &str| match field(app, clicker, "clicker", &format!("heard.{name}")) {
        Value::Int(count) => count,
        other => panic!("{other:?}"),
    };
    mouse.to(app, 20.0, 70.0);
    assert_eq!((heard(app, "over"), heard(app, "enter"), heard(app, "out")), (1, 1, 0));
    mouse.to(app, 22.0, 71.0);
    assert!(heard(app, "move") >= 1);
    mouse.press(app);
    assert_eq!((heard(app, "press"), heard(app, "click")), (1, 0));
    mouse.release(app);
    assert_eq!((heard(app, "release"), heard(app, "click")), (1, 1));
    let get = |app: &App, path: &str| field(app, clicker, "clicker", path);
    assert_eq!((get(app, "entity"), get(app, "target")), (clicker.into(), clicker.into()));
    assert_eq!(get(app, "position"), Value::from(Vec2::new(22.0, 71.0)));
    assert_eq!((get(app, "button"), get(app, "has_hit")), (Value::from("primary"), true.into()));
    assert_eq!(get(app, "count"), Value::Int(1));
    assert_ne!(get(app, "camera"), Value::Entity(None));
    // Dragged to the right.
    mouse.press(app);
    mouse.to(app, 40.0, 71.0);
    mouse.to(app, 45.0, 75.0);
    assert_eq!((heard(app, "drag_start"), heard(app, "drag"), heard(app, "drag_end")), (1, 2, 0));
    assert_eq!(get(app, "delta"), Value::from(Vec2::new(5.0, 4.0)));
    assert_eq!(get(app, "distance"), Value::from(Vec2::new(23.0, 4.0)));
    mouse.release(app);
    assert_eq!(heard(app, "drag_end"), 1);
    mouse.scroll(app, MouseScrollUnit::Line, -3.0);
    assert_eq!(get(app, "scrolled"), Value::from(Vec2::new(0.0, -3.0)));
    mouse.scroll(app, MouseScrollUnit::Pixel, 250.0);
    assert_eq!(get(app, "scrolled"), Value::from(Vec2::new(0.0, 2.5)));
    mouse.to(app, 300.0, 300.0);
    assert_eq!((heard(app, "out"), heard(app, "leave")), (1, 1));
    assert_eq!(menu.ints(["clicked"]), [0], "the menu hears nothing of it");
}

#[test]
fn widgets_say_what_they_would_like_to_become() {
    let mut menu = Menu::new();
    menu.click(50.0, 130.0);
    assert_eq!(menu.ints(["activated"]), [1]);
    // The middle of the slider.
    menu.click(60.0, 180.0);
    assert_eq!(menu.get("slid"), Value::Float(5.0));
    menu.app.update();
    let slider = named(&mut menu.app, "slider");
    let value = menu.app.world().get::<bevy::ui_widgets::SliderValue>(slider).expect("it is a slider");
    assert_eq!(value.0, 5.0, "the script has set it");
    menu.click(50.0, 230.0);
    assert_eq!(menu.ints(["checked", "unchecked"]), [1, 0]);
    menu.app.update();
    menu.click(50.0, 230.0);
    assert_eq!(menu.ints(["checked", "unchecked"]), [1, 1]);
}

#[test]
fn interactions_are_read() {
    let mut menu = Menu::new();
    assert_eq!(menu.get("interaction"), Value::from("none"));
    let window = window(&mut menu.app);
    let mut found = menu.app.world_mut().get_mut::<Window>(window).expect("it is one");
    found.set_cursor_position(Some(Vec2::new(90.0, 30.0)));
    menu.app.update();
    assert_eq!(menu.get("interaction"), Value::from("hovered"));
    menu.app.world_mut().write_message(MouseButtonInput {
        button: MouseButton::Left,
        state: ButtonState::Pressed,
        window,
    });
    menu.app.update();
    assert_eq!(menu.get("interaction"), Value::from("pressed"));
}

#[test]
fn the_focus_is_moved_and_told() {
    let mut menu = Menu::new();
    let widget = named(&mut menu.app, "widget");
    let focus = |menu: &mut Menu, on: Option<Entity>| {
        set(&mut menu.app, menu.menu, "buttons", "focus", Value::Entity(on));
        set(&mut menu.app, menu.menu, "buttons", "asks_focus", true);
        (0..2).for_each(|_| menu.app.update());
    };
    let before = menu.ints(["gained", "lost"]);
    focus(&mut menu, Some(widget));
    assert_eq!(menu.ints(["gained", "lost"]), [before[0] + 1, before[1]]);
    assert_eq!(menu.get("focused"), Value::from(widget));
    let gone = menu.app.world_mut().spawn_empty().id();
    menu.app.world_mut().despawn(gone);
    focus(&mut menu, Some(gone));
    assert_eq!(menu.get("refused"), Value::from(true));
    assert_eq!(menu.ints(["lost"]), [before[1]], "the focus stays where it is");
    focus(&mut menu, None);
    assert_eq!(menu.ints(["lost"]), [before[1] + 1]);
}
