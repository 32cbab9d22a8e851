//! Windows, and the mouse in them.

use bevy::app::App;
use bevy::prelude::{Entity, With, World};
use bevy::window::{PrimaryWindow, Window};

use super::camera::Point;
use crate::function::FunctionApp;

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
