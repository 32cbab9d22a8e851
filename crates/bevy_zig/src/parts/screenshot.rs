//! Screenshots, in files.

use bevy::app::App;
use bevy::ecs::reflect::ReflectEvent;
use bevy::log::warn;
use bevy::prelude::{Commands, Event, On, Res};
use bevy::reflect::Reflect;
use bevy::render::renderer::RenderDevice;
use bevy::render::view::screenshot::{Screenshot, save_to_disk};

/// Saves what the primary window shows in this frame: `ctx.saveScreenshot` in Zig.
///
/// The file's ending says the format, such as `.png`, which Bevy needs a feature for. It is written some frames later;
/// Bevy logs when, or why it cannot be. A game without a renderer saves none, which is logged.
#[derive(Event, Reflect, Clone, Debug, PartialEq)]
#[reflect(Event)]
#[type_path = "bevy_zig"]
pub struct SaveScreenshot {
    /// The file, from the folder in which the game runs.
    pub path: String,
}

pub(super) fn install(app: &mut App) {
    app.register_type::<SaveScreenshot>().add_observer(
        |save: On<SaveScreenshot>, device: Option<Res<RenderDevice>>, mut commands: Commands| {
            if device.is_none() {
                // Nobody would ever take it, nor tell why.
                warn!("no screenshot is saved as '{}': the game has no renderer", save.path);
                return;
            }
            commands.spawn(Screenshot::primary_window()).observe(save_to_disk(save.path.clone()));
        },
    );
}
