//! Cameras, the window and what ends the game.

use bevy::prelude::*;
use bevy::render::view::screenshot::Screenshot;
use bevy::window::{CursorGrabMode, CursorMoved, CursorOptions, WindowMode};
use bevy_zig::{Value, ZigScripts};

use crate::tools::*;

struct Viewer {
    app: App,
    entity: Entity,
}

impl Viewer {
    fn new() -> Self {
        let mut app = app();
        let entity = app.world_mut().spawn(ZigScripts::one("viewer")).id();
        (0..3).for_each(|_| app.update());
        Self { app, entity }
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) {
        set(&mut self.app, self.entity, "viewer", path, value);
    }

    fn step(&mut self, step: &'static str) {
        self.set("step", step);
        self.app.update();
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.entity, "viewer", path)
    }

    fn vec3(&self, path: &str) -> Vec3 {
        match self.get(path) {
            Value::Vec3(vector) => vector,
            other => panic!("{other:?}"),
        }
    }

    fn vec2(&self, path: &str) -> Vec2 {
        match self.get(path) {
            Value::Vec2(vector) => vector,
            other => panic!("{other:?}"),
        }
    }
}

fn close(a: Vec2, b: Vec2) -> bool {
    a.distance(b) < 0.01
}

#[test]
fn a_camera_that_is_gone_is_an_unknown_entity() {
    let mut viewer = Viewer::new();
    let gone = viewer.app.world_mut().spawn_empty().id();
    viewer.app.world_mut().despawn(gone);
    viewer.set("gone", gone);
    for step in ["look_from_none", "look_from_gone", "size_of_gone", "show_from_gone"] {
        viewer.set("outcome", "");
        viewer.step(step);
        assert_eq!(viewer.get("outcome"), "UnknownEntity".into(), "{step}");
    }
}

#[test]
fn places_in_the_view_and_in_the_world() {
    let mut viewer = Viewer::new();
    viewer.set("at", Vec2::new(740.0, 310.0));
    viewer.set("place", Vec3::ZERO);
    viewer.step("look");
    assert_eq!(viewer.vec2("size"), Vec2::new(1280.0, 720.0));
    assert!(close(viewer.vec2("world"), Vec2::new(200.0, 50.0)), "{}", viewer.vec2("world"));
    assert!(close(viewer.vec2("shown"), Vec2::new(640.0, 360.0)), "what lies in front is in the middle");
    let (origin, direction) = (viewer.vec3("origin"), viewer.vec3("direction"));
    assert!((direction.length() - 1.0).abs() < 1e-4 && direction.z < 0.0 && direction.x > 0.0 && direction.y > 0.0);
    assert!(origin.z < 10.0 && origin.z > 9.0, "from the near plane: {origin}");
    // A camera that is moved sees from there at once, whatever Bevy last computed.
    let Value::Entity(Some(flat)) = viewer.get("flat") else { panic!("the script has spawned it") };
    viewer.app.world_mut().get_mut::<Transform>(flat).expect("it has one").translation.x = -100.0;
    viewer.set("place", Vec3::new(0.0, 0.0, 20.0));
    viewer.step("look");
    assert!(close(viewer.vec2("world"), Vec2::new(0.0, 50.0)));
    assert_eq!(viewer.get("has_shown"), Value::from(false), "it lies behind the camera");
}

#[test]
fn a_camera_zooms() {
    let mut viewer = Viewer::new();
    viewer.set("at", Vec2::new(740.0, 360.0));
    viewer.step("zoom");
    viewer.app.update();
    viewer.step("look");
    assert!(close(viewer.vec2("world"), Vec2::new(150.0, 0.0)), "{}", viewer.vec2("world"));
}

#[test]
fn the_window_has_a_title_a_size_a_mode_and_a_cursor() {
    let mut viewer = Viewer::new();
    viewer.step("window");
    viewer.step("grab");
    let window = window(&mut viewer.app);
    let world = viewer.app.world();
    let found = world.get::<Window>(window).expect("it is a window");
    assert_eq!((found.title.as_str(), found.physical_width(), found.physical_height()), ("From Zig", 640, 720));
    assert!(matches!(found.mode, WindowMode::BorderlessFullscreen(_)));
    let cursor = world.get::<CursorOptions>(window).expect("it has a cursor");
    assert_eq!((cursor.visible, cursor.grab_mode), (false, CursorGrabMode::Locked));
    viewer.step("read_window");
    assert_eq!(viewer.get("width"), Value::Int(640));
}

#[test]
fn the_mouse_is_found_in_the_window() {
    let mut viewer = Viewer::new();
    assert_eq!(viewer.get("has_cursor"), Value::from(false));
    let window = window(&mut viewer.app);
    let position = Vec2::new(30.0, 40.0);
    viewer.app.world_mut().get_mut::<Window>(window).expect("it is one").set_cursor_position(Some(position));
    viewer.app.world_mut().write_message(CursorMoved { window, position, delta: None });
    viewer.step("moves");
    assert_eq!((viewer.vec2("cursor"), viewer.get("has_cursor")), (position, true.into()));
    assert_eq!(viewer.get("moves"), Value::Int(1));
}

#[test]
fn a_script_ends_the_game() {
    let mut viewer = Viewer::new();
    assert_eq!(viewer.app.should_exit(), None);
    viewer.step("exit");
    assert_eq!(viewer.app.should_exit(), Some(AppExit::Success));
    let mut viewer = Viewer::new();
    viewer.step("fail");
    assert_eq!(viewer.app.should_exit(), Some(AppExit::from_code(7)));
}

#[test]
fn without_a_renderer_no_screenshot_waits_for_one_and_the_log_says_so() {
    let mut viewer = Viewer::new();
    let said = said_while(|| viewer.step("screenshot"));
    let says = |line: &&String| line.contains("no screenshot is saved as") && line.contains("has no renderer");
    assert_eq!(said.iter().filter(says).count(), 1, "{said:?}");
    let mut screenshots = viewer.app.world_mut().query::<&Screenshot>();
    assert_eq!(screenshots.iter(viewer.app.world()).count(), 0);
}

#[test]
fn a_game_without_sound_says_so() {
    let mut viewer = Viewer::new();
    viewer.step("sound");
    assert_eq!(viewer.get("outcome"), Value::from("UnknownComponent"));
}
