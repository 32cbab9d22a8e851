//! Tells instances that their assets are loaded.

use bevy::asset::AssetServer;
use bevy::log::warn;
use bevy::prelude::{Commands, Res};

use super::ScriptRuntime;
use crate::reflect::Settled;
use crate::signal::{EmitSignal, Signal};

/// Emits a signal for each asset that was loaded, or could not be, to the entity whose script has asked for it.
pub(crate) fn tell_of_loads(runtime: Res<ScriptRuntime>, server: Option<Res<AssetServer>>, mut commands: Commands) {
    for Settled { waiting, number, path, failure } in runtime.values.held().settled(server.as_deref()) {
        let name = match failure {
            None => "asset_loaded",
            Some(failure) => {
                let script = waiting.script;
                warn!(target: "bevy_zig::script", "script '{script}' has asked for '{path}', which was not loaded: {failure}");
                "asset_failed"
            }
        };
        let signal = Signal::new(name).with(number);
        commands.emit_signal(match waiting.entity {
            Some(entity) => signal.to(entity),
            None => signal,
        });
    }
}
