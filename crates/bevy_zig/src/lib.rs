// Its example has scripts, which this package has not: `tests/` compiles it.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]

// What the derive macros write refers to this crate by name, here as in a game.
extern crate self as bevy_zig;

pub mod abi;
mod blobs;
mod commands;
mod component;
mod entity;
mod fault;
mod guard;
mod host;
mod ids;
mod input;
#[cfg(feature = "inspection")]
pub mod inspection;
#[cfg(feature = "inspector")]
pub mod inspector;
mod instance;
mod limits;
mod list;
mod memory;
mod nearest;
mod owned;
mod owner;
mod physics;
mod plugin;
mod prefab;
mod registry;
#[cfg(feature = "hot-reload")]
mod reload;
#[cfg(feature = "remote")]
pub mod remote;
mod reports;
mod request;
mod rotation;
mod runtime;
mod schedule;
mod scratch;
mod scripts;
mod shape;
mod signal;
mod spatial;
mod states;
mod tag;
#[cfg(feature = "testing")]
pub mod testing;
mod vars;

pub use bevy_zig_derive::{ZigComponent, ZigValue};
/// Payloads of signals are `bytemuck` types.
pub use bytemuck;
pub use commands::ZigScriptCommands;
pub use component::{ComponentApp, ComponentPolicy, ScriptComponents, Velocity};
pub use fault::{FaultKind, FaultPolicies, FaultPolicy, ScriptFault};
#[doc(hidden)]
pub use guard::without_guard as __without_guard;
pub use input::{ActionState, InputSource, ScriptInput};
pub use limits::ScriptLimits;
pub use physics::{PhysicsHook, ScriptPhysics};
pub use plugin::ZigScriptPlugin;
pub use prefab::{PrefabApp, Prefabs, ScriptSpawned};
#[cfg(feature = "hot-reload")]
pub use registry::HotReloadPlan;
#[cfg(not(feature = "hot-reload"))]
pub use registry::LinkedScript;
pub use registry::{RegisterScriptError, ScriptInfo, ScriptRegistry, ScriptTable};
#[cfg(feature = "hot-reload")]
pub use reload::{
    HotReload, ReloadCommand, ReloadEvent, ReloadPolicy, ReloadStage, ReloadStatus, ReloadStep, ReloadTimings,
    ScriptReload,
};
pub use reports::{LogLevel, ScriptError, ScriptLocation, ScriptLog};
pub use request::MissingTransform;
pub use runtime::{ScriptFields, ScriptRuntime};
pub use schedule::ZigScriptSystems;
pub use scripts::{GlobalScripts, Phase, Script, ZigScripts};
#[cfg(feature = "hot-reload")]
pub use shape::StateChanges;
#[doc(hidden)]
pub use shape::derived as __private;
pub use shape::{Kind, Leaf, LeafError, Shape, Value, ZigComponent, ZigValue};
pub use signal::{EmitSignal, ScriptSignal, ScriptSignalTo, Signal};
pub use tag::Tags;
pub use vars::{GlobalVars, ScriptVars};

/// The scripts that the build script compiled, as a [`ScriptTable`].
///
/// For use in the package whose `build.rs` calls `bevy_zig_build::compile`.
#[macro_export]
macro_rules! scripts {
    () => {
        ::core::include!(::core::env!(
            "BEVY_ZIG_SCRIPTS",
            "bevy_zig::scripts!() needs a build.rs that compiles scripts; write: fn main() { bevy_zig_build::compile(\"scripts\"); }"
        ))
    };
}
