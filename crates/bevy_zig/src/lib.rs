// Its example has scripts, which this package has not: `tests/` compiles it.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]

// What the derive macros write refers to this crate by name, here as in a game.
extern crate self as bevy_zig;

pub mod abi;
mod attached;
mod base;
mod component;
mod function;
mod guard;
mod host;
#[cfg(feature = "inspection")]
pub mod inspection;
#[cfg(feature = "inspector")]
pub mod inspector;
mod instances;
#[cfg(feature = "mirror")]
pub mod mirror;
mod parts;
mod plugin;
mod reflect;
#[cfg(feature = "hot-reload")]
mod reload;
#[cfg(feature = "remote")]
pub mod remote;
mod report;
mod request;
mod runtime;
mod script;
mod shape;
mod signal;
mod states;
#[cfg(feature = "testing")]
pub mod testing;
mod world;

pub use attached::{GlobalScripts, Phase, Script, ZigScriptCommands, ZigScripts};
pub use base::{ScriptLimits, ZigScriptSystems};
pub use bevy_zig_derive::{ZigComponent, ZigValue};
/// Payloads of signals are `bytemuck` types.
pub use bytemuck;
pub use component::{
    ComponentApp, ComponentPolicy, DataAccess, DataConflict, SavedZigComponents, SavedZigResources, ScriptComponents,
    Velocity, WithZig, ZigData, ZigDataError, ZigMessage, ZigName,
};
pub use function::{FunctionApp, ZigCommand, ZigFunction, ZigReturn};
#[doc(hidden)]
pub use guard::without_guard as __without_guard;
#[cfg(feature = "screenshot")]
pub use parts::SaveScreenshot;
#[cfg(feature = "animation")]
pub use parts::ScriptAnimation;
#[cfg(feature = "gizmos")]
pub use parts::ScriptGizmos;
pub use plugin::{AddZigScripts, ZigScriptPlugin};
#[cfg(feature = "testing")]
#[doc(hidden)]
pub use reflect::guarded_fields;
pub use reflect::{AssetMakerApp, MessageApp};
#[cfg(feature = "hot-reload")]
pub use reload::{
    HotReload, Polling, ReloadCommand, ReloadEvent, ReloadPolicy, ReloadStage, ReloadStatus, ReloadStep, ReloadTimings,
    ScriptCompiler, ScriptReload,
};
pub use report::{
    FaultKind, FaultPolicies, FaultPolicy, LogLevel, ScriptError, ScriptFault, ScriptLocation, ScriptLog,
};
pub use request::MissingTransform;
pub use runtime::{ScriptFields, ScriptRuntime};
#[cfg(feature = "hot-reload")]
pub use script::HotReloadPlan;
#[cfg(not(feature = "hot-reload"))]
pub use script::LinkedScript;
pub use script::{RegisterScriptError, ScriptInfo, ScriptRegistry, ScriptTable};
#[cfg(feature = "hot-reload")]
pub use shape::StateChanges;
#[doc(hidden)]
pub use shape::derived as __private;
pub use shape::{Kind, Leaf, LeafError, Shape, Value, ZigComponent, ZigValue};
pub use signal::{EmitSignal, EventApp, OnEvent, ScriptSignal, ScriptSignalTo, Signal, SignalOn};
pub use states::{DespawnOnZigEnter, DespawnOnZigExit, ZigStateChanged, ZigStates, in_zig_state};
pub use world::{
    ActionState, AxisButtons, AxisSource, AxisThreshold, BindAction, BindAxis, BindGamepad, CastAnswer, CastHit,
    CastShape, GlobalVars, InputSource, PhysicsCast, PhysicsHook, PrefabApp, Prefabs, ScaledAxis, ScriptInput,
    ScriptPhysics, ScriptSpawned, ScriptVars, Tags, WheelDirection,
};

/// The names that most games use: `use bevy_zig::prelude::*;`.
pub mod prelude {
    pub use crate::{
        AddZigScripts, AssetMakerApp, ComponentApp, DataAccess, EmitSignal, EventApp, FunctionApp, GlobalScripts,
        MessageApp, PrefabApp, Script, ScriptFields, ScriptInput, ScriptSignal, Signal, Tags, ZigComponent,
        ZigScriptCommands, ZigScriptPlugin, ZigScripts, ZigStates, ZigValue, in_zig_state,
    };
}

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
