//! Tells instances that their assets are loaded.

use bevy::asset::AssetServer;
use bevy::log::warn;
use bevy::prelude::{Res, World};

use super::ScriptRuntime;
use crate::reflect::Settled;
use crate::signal::{EmitSignal, Signal};

/// Whether anybody waits for an asset.
pub(crate) fn are_assets_loading(runtime: Option<Res<ScriptRuntime>>) -> bool {
    runtime.is_some_and(|runtime| runtime.values.held().is_loading())
}

/// Emits a signal for each asset that was loaded, or could not be, to the entity whose script has asked for it.
pub(crate) fn tell_of_loads(world: &mut World) {
    let Some(runtime) = world.get_resource::<ScriptRuntime>() else { return };
    for Settled { waiting, number, path, failure } in runtime.values.held().settled(world.get_resource::<AssetServer>())
    {
        let name = match failure {
            None => "asset_loaded",
            Some(failure) => {
                let script = waiting.script;
                warn!(target: "bevy_zig::script", "script '{script}' asks for '{path}', which was not loaded: {failure}");
                "asset_failed"
            }
        };
        let signal = Signal::new(name).with(number);
        world.emit_signal(match waiting.entity {
            Some(entity) => signal.to(entity),
            None => signal,
        });
    }
}
