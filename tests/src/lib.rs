//! The suite's scripts, for its tests and benchmarks.

use bevy_zig::ScriptTable;

/// All scripts in `scripts/`.
pub fn scripts() -> ScriptTable {
    bevy_zig::scripts!()
}
