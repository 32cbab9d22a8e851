//! Windows, and the mouse in them.

use bevy::app::App;
use bevy::math::Vec2;
use bevy::prelude::{Entity, With, World};
use bevy::window::{PrimaryWindow, Window};
use bevy_zig_derive::ZigValue;

use crate::function::FunctionApp;

/// A point, if there is one: `Point` in `zig/api/camera.zig`.
#[derive(ZigValue)]
pub(super) struct Point {
    at: Vec2,
    is_there: bool,
}

impl Point {
    pub(super) fn new(at: Option<Vec2>) -> Self {
        Self { at: at.unwrap_or_default(), is_there: at.is_some() }
    }
}

pub(super) fn install(app: &mut App) {
    app.register_zig_function("bevy.window.primary", |world: &World| -> Option<Entity> { primary(world) })
        .register_zig_function("bevy.window.cursor", |world: &World, window: Option<Entity>| -> Point {
            let window = window.or_else(|| primary(world)).and_then(|window| world.get::<Window>(window));
            Point::new(window.and_then(Window::cursor_position))
        });
}

fn primary(world: &World) -> Option<Entity> {
    world.try_query_filtered::<Entity, With<PrimaryWindow>>()?.iter(world).next()
}
