//! A library crate that ships scripts: rain, and a spinner of its own, though the suite has a script of that name.

use bevy::prelude::*;
use bevy_zig::AddZigScripts;

/// What games add.
pub struct WeatherPlugin;

impl Plugin for WeatherPlugin {
    fn build(&self, app: &mut App) {
        app.add_zig_scripts(bevy_zig::scripts!());
    }
}
