//! Screenshots, in files.

use bevy::app::App;
use bevy::ecs::reflect::ReflectEvent;
use bevy::prelude::{Commands, Event, On};
use bevy::reflect::Reflect;
use bevy::render::view::screenshot::{Screenshot, save_to_disk};

/// Saves what the primary window shows in this frame: `ctx.saveScreenshot` in Zig.
///
/// The file's ending says the format, such as `.png`, which Bevy needs a feature for. It is written some frames later;
/// Bevy logs when, or why it cannot be.
#[derive(Event, Reflect, Clone, Debug, PartialEq)]
#[reflect(Event)]
#[type_path = "bevy_zig"]
pub struct SaveScreenshot {
    /// The file, from the folder in which the game runs.
    pub path: String,
}

pub(super) fn install(app: &mut App) {
    app.register_type::<SaveScreenshot>().add_observer(|save: On<SaveScreenshot>, mut commands: Commands| {
        commands.spawn(Screenshot::primary_window()).observe(save_to_disk(save.path.clone()));
    });
}
