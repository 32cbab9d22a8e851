//! The suite's scripts and components, for its tests and benchmarks.

pub mod components;

use bevy_zig::ScriptTable;

/// All scripts in `scripts/`.
pub fn scripts() -> ScriptTable {
    bevy_zig::scripts!()
}
