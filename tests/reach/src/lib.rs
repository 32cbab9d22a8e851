//! A game with all parts of Bevy that scripts reach, for the tests of that.

use bevy_zig::ScriptTable;

/// All scripts in `scripts/`.
pub fn scripts() -> ScriptTable {
    bevy_zig::scripts!()
}
