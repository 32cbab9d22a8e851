//! Windows, and the mouse in them.

use bevy::app::App;
use bevy::prelude::{Entity, With, World};
use bevy::window::{
    CursorEntered, CursorLeft, CursorMoved, FileDragAndDrop, Ime, PrimaryWindow, Window, WindowCloseRequested,
    WindowFocused, WindowMoved, WindowOccluded, WindowResized, WindowScaleFactorChanged, WindowThemeChanged,
};

use super::camera::Point;
use crate::function::FunctionApp;
use crate::reflect::MessageApp;

pub(super) fn install(app: &mut App) {
    app.register_zig_function("bevy.window.primary", |world: &World| -> Option<Entity> { primary(world) })
        .register_zig_function("bevy.window.cursor", |world: &World, window: Option<Entity>| -> Point {
            let window = window.or_else(|| primary(world)).and_then(|window| world.get::<Window>(window));
            Point::new(window.and_then(Window::cursor_position))
        })
        .register_zig_message::<CursorEntered>()
        .register_zig_message::<CursorLeft>()
        .register_zig_message::<CursorMoved>()
        .register_zig_message::<FileDragAndDrop>()
        .register_zig_message::<Ime>()
        .register_zig_message::<WindowCloseRequested>()
        .register_zig_message::<WindowFocused>()
        .register_zig_message::<WindowMoved>()
        .register_zig_message::<WindowOccluded>()
        .register_zig_message::<WindowResized>()
        .register_zig_message::<WindowScaleFactorChanged>()
        .register_zig_message::<WindowThemeChanged>();
}

fn primary(world: &World) -> Option<Entity> {
    world.try_query_filtered::<Entity, With<PrimaryWindow>>()?.iter(world).next()
}
