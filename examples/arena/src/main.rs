//! Arena: gather the lights before the shadows get you. The whole game is in `scripts/`; it begins in
//! `scripts/game.zig`.

use bevy::prelude::*;
use bevy_zig::ZigScriptPlugin;

fn main() {
    let scripts = ZigScriptPlugin::new(bevy_zig::scripts!()).with_global_script("game").with_saves("arena");
    App::new().add_plugins((DefaultPlugins, scripts)).run();
}
