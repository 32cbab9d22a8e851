//! What `--version` prints: the game's version, and which scripts are part of the binary.

use std::fmt::Write;

use bevy::prelude::*;
use bevy_zig::{ScriptRuntime, ZigScriptPlugin};

/// A line for the game, and one for each script that is linked in: name, version of Zig, optimise mode, target.
pub fn text() -> String {
    let mut text = format!("bevy_zig_demo {}\n", env!("CARGO_PKG_VERSION"));
    if cfg!(feature = "hot-reload") {
        return text + "scripts are loaded from libraries when the game starts\n";
    }
    // Without a log, so that nothing else is printed.
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TransformPlugin, ZigScriptPlugin::new(bevy_zig::scripts!())));
    for script in app.world().resource::<ScriptRuntime>().registry().iter() {
        let (name, target) = (script.name(), script.target());
        writeln!(text, "script {name}: zig {} {} {target}", script.zig_version(), script.optimize())
            .expect("writing to a String");
    }
    text
}
