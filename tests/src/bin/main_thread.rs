//! Stack overflows of scripts on the main thread, where games run them and tests do not. Started by the suite.

use bevy::prelude::*;
use bevy_zig::{FaultKind, Script, ScriptFault, ZigScriptPlugin, ZigScripts};

fn main() {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, ZigScriptPlugin::new(bevy_zig_tests::scripts())));
    for kind in ["stack", "big_stack", "stack"] {
        let script = Script::new("faulty").with("when", "update").with("kind", kind);
        app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script])));
        app.update();
        let faults: Vec<_> = app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect();
        assert_eq!(faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::StackOverflow]);
    }
}
