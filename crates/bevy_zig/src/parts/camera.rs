//! Between a camera's view and the world.

use bevy::app::App;
use bevy::camera::Camera;
use bevy::math::{Vec2, Vec3};
use bevy::prelude::{Entity, GlobalTransform, World};
use bevy_zig_derive::ZigValue;

use super::window::Point;
use crate::function::FunctionApp;
use crate::world::global_of;

/// A ray, if there is one.
#[derive(ZigValue)]
struct Ray {
    origin: Vec3,
    direction: Vec3,
    is_there: bool,
}

pub(super) fn install(app: &mut App) {
    app.register_zig_function("bevy.camera.viewport_to_world", |world: &World, camera: Entity, at: Vec2| -> Ray {
        let ray = view(world, camera).and_then(|(camera, from)| camera.viewport_to_world(&from, at).ok());
        Ray {
            origin: ray.map_or(Vec3::ZERO, |ray| ray.origin),
            direction: ray.map_or(Vec3::NEG_Z, |ray| *ray.direction),
            is_there: ray.is_some(),
        }
    })
    .register_zig_function("bevy.camera.viewport_to_world_2d", |world: &World, camera: Entity, at: Vec2| -> Point {
        Point::new(view(world, camera).and_then(|(camera, from)| camera.viewport_to_world_2d(&from, at).ok()))
    })
    .register_zig_function("bevy.camera.world_to_viewport", |world: &World, camera: Entity, at: Vec3| -> Point {
        Point::new(view(world, camera).and_then(|(camera, from)| camera.world_to_viewport(&from, at).ok()))
    })
    .register_zig_function("bevy.camera.viewport_size", |world: &World, camera: Entity| -> Point {
        Point::new(world.get::<Camera>(camera).and_then(Camera::logical_viewport_size))
    });
}

/// A camera, and where it is now: Bevy's own transform of it is that of the last frame.
fn view(world: &World, camera: Entity) -> Option<(&Camera, GlobalTransform)> {
    Some((world.get::<Camera>(camera)?, global_of(world, camera)?))
}
