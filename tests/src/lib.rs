//! The suite's scripts and components, for its tests and benchmarks.

pub mod components;
#[cfg(feature = "hot-reload")]
pub mod studio;

use bevy_zig::ScriptTable;

/// All scripts in `scripts/`.
pub fn scripts() -> ScriptTable {
    bevy_zig::scripts!()
}
