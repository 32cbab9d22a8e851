//! What the tests use.

use bevy::camera::NormalizedRenderTarget;
use bevy::picking::pointer::{Location, PointerAction, PointerButton, PointerId, PointerInput};
use bevy::prelude::*;
use bevy::window::{PrimaryWindow, WindowRef};
use bevy_zig::{ScriptFields, Value};

pub(crate) use crate::app;

pub fn field(app: &App, entity: Entity, script: &str, path: &str) -> Value {
    app.world().script_field(Some(entity), script, path).unwrap_or_else(|error| panic!("{error}"))
}

pub fn set(app: &mut App, entity: Entity, script: &str, path: &str, value: impl Into<Value>) {
    app.world_mut().set_script_field(Some(entity), script, path, value).unwrap_or_else(|error| panic!("{error}"));
}

/// The entity of this name.
#[track_caller]
pub fn named(app: &mut App, name: &str) -> Entity {
    let mut names = app.world_mut().query::<(Entity, &Name)>();
    let found = names.iter(app.world()).find(|(_, known)| known.as_str() == name);
    found.unwrap_or_else(|| panic!("no entity is called {name}")).0
}

pub fn window(app: &mut App) -> Entity {
    let mut windows = app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>();
    windows.single(app.world()).expect("there is a window, if nowhere to be seen")
}

/// The mouse, as the window system reports it.
pub struct Mouse {
    at: Vec2,
}

impl Mouse {
    pub fn new() -> Self {
        Self { at: Vec2::ZERO }
    }

    fn act(&self, app: &mut App, action: PointerAction) {
        let window = WindowRef::Primary.normalize(Some(window(app))).expect("the window is there");
        let location = Location { target: NormalizedRenderTarget::Window(window), position: self.at };
        app.world_mut().write_message(PointerInput::new(PointerId::Mouse, location, action));
        app.update();
    }

    pub fn to(&mut self, app: &mut App, x: f32, y: f32) {
        let at = Vec2::new(x, y);
        let delta = at - std::mem::replace(&mut self.at, at);
        self.act(app, PointerAction::Move { delta });
    }

    pub fn press(&self, app: &mut App) {
        self.act(app, PointerAction::Press(PointerButton::Primary));
    }

    pub fn release(&self, app: &mut App) {
        self.act(app, PointerAction::Release(PointerButton::Primary));
    }

    pub fn click(&self, app: &mut App) {
        self.press(app);
        self.release(app);
    }

    pub fn scroll(&self, app: &mut App, unit: bevy::input::mouse::MouseScrollUnit, y: f32) {
        let phase = bevy::input::touch::TouchPhase::Moved;
        self.act(app, PointerAction::Scroll { unit, x: 0.0, y, phase });
    }
}
