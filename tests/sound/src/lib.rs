//! The scripts of a game with sound.

use bevy_zig::ScriptTable;

/// All scripts in `scripts/`.
pub fn scripts() -> ScriptTable {
    bevy_zig::scripts!()
}
