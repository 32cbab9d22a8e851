//! A duck looks for her ducklings. The whole game is in `scripts/`; it begins in `scripts/pond.zig`.

use bevy::prelude::*;
use bevy_zig::ZigScriptPlugin;

fn main() {
    let scripts = ZigScriptPlugin::new(bevy_zig::scripts!()).with_global_script("pond");
    // Vars that begin with `saved.`, such as the best time, are kept under the game's name.
    let scripts = scripts.with_saves(env!("CARGO_PKG_NAME"));
    App::new().add_plugins((DefaultPlugins, scripts)).run();
}
