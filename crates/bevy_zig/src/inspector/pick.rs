//! An entity is selected by a click on it, in a game that is seen from above.

use bevy::camera::Camera;
use bevy::input::ButtonInput;
use bevy::math::Vec2;
use bevy::prelude::{Camera2d, Entity, GlobalTransform, MouseButton, With, World};
use bevy::window::{PrimaryWindow, Window};
use bevy_egui::egui;

use super::{ScriptInspector, Selected};
use crate::attached::ZigScripts;

/// How far from an entity's middle a click may be, in logical pixels.
const REACH_PIXELS: f32 = 40.0;

/// Selects the nearest entity with scripts if the game was clicked, and draws a ring around the one that is selected.
pub(super) fn pick(world: &mut World, context: &egui::Context, inspector: &mut ScriptInspector) {
    let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<Camera2d>>();
    let Some((camera, from)) = cameras.iter(world).next().map(|(camera, place)| (camera.clone(), *place)) else {
        return;
    };
    let on_screen = |place: &GlobalTransform| camera.world_to_viewport(&from, place.translation()).ok();
    if let Some(click) = click(world, context) {
        let mut scripted = world.query_filtered::<(Entity, &GlobalTransform), With<ZigScripts>>();
        let distances =
            scripted.iter(world).filter_map(|(entity, place)| Some((entity, on_screen(place)?.distance(click))));
        let nearest = distances.filter(|(_, distance)| *distance <= REACH_PIXELS).min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((entity, _)) = nearest {
            (inspector.selected, inspector.refusal) = (Selected::Entity(entity), None);
        }
    }
    let selected = inspector.selected.owner().and_then(|entity| world.get::<GlobalTransform>(entity));
    if let Some(place) = selected.and_then(on_screen) {
        let stroke = egui::Stroke::new(2.0, egui::Color32::YELLOW);
        let painter = context.layer_painter(egui::LayerId::background());
        painter.circle_stroke(egui::pos2(place.x, place.y), REACH_PIXELS * 0.75, stroke);
    }
}

/// Where the game was clicked in this frame, and nothing of the panel.
fn click(world: &mut World, context: &egui::Context) -> Option<Vec2> {
    let clicked = world.get_resource::<ButtonInput<MouseButton>>()?.just_pressed(MouseButton::Left);
    if !clicked || context.is_pointer_over_egui() {
        return None;
    }
    world.query_filtered::<&Window, With<PrimaryWindow>>().single(world).ok()?.cursor_position()
}
