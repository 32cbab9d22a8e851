//! Bevy's own widgets, and the focus: what they say, as signals.

use bevy::app::App;
use bevy::input_focus::{FocusCause, FocusGained, FocusLost, InputFocus};
use bevy::prelude::{Entity, World};
use bevy::ui_widgets::{Activate, ValueChange};
use bevy_zig_derive::ZigValue;

use crate::function::FunctionApp;
use crate::signal::EventApp;

// `Change` in `zig/api/widget.zig`, of each type that Bevy's widgets change.

#[derive(ZigValue)]
struct Slid {
    widget: Entity,
    value: f32,
    is_final: bool,
}

#[derive(ZigValue)]
struct Checked {
    widget: Entity,
    value: bool,
    is_final: bool,
}

#[derive(ZigValue)]
struct Chosen {
    widget: Entity,
    value: Entity,
    is_final: bool,
}

pub(super) fn install(app: &mut App) {
    app.register_zig_event_as("widget.activate", |activate: &Activate| activate.entity);
    app.register_zig_event_as("widget.slide", |change: &ValueChange<f32>| Slid {
        widget: change.source,
        value: change.value,
        is_final: change.is_final,
    });
    app.register_zig_event_as("widget.check", |change: &ValueChange<bool>| Checked {
        widget: change.source,
        value: change.value,
        is_final: change.is_final,
    });
    app.register_zig_event_as("widget.choose", |change: &ValueChange<Entity>| Chosen {
        widget: change.source,
        value: change.value,
        is_final: change.is_final,
    });
    app.register_zig_event_as("focus.gained", |focus: &FocusGained| focus.entity);
    app.register_zig_event_as("focus.lost", |focus: &FocusLost| focus.entity);
    app.register_zig_command("bevy.focus.set", |world: &mut World, entity: Option<Entity>| {
        // Gone since it was requested.
        if entity.is_some_and(|entity| world.get_entity(entity).is_err()) {
            return;
        }
        let Some(mut focus) = world.get_resource_mut::<InputFocus>() else { return };
        match entity {
            Some(entity) => focus.set(entity, FocusCause::Navigated),
            None => focus.clear(),
        }
    });
}
