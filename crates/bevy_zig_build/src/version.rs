//! The version of Zig, in one place, and asking a program for its own.

use std::path::Path;
use std::process::Command;

/// The version of Zig that scripts are compiled with. Zig's language and flags change between releases, so no other fits.
pub const ZIG_VERSION: &str = "0.17.0";

/// Accepts a program if it says that it is the right version; else says what is wrong, as in "… is version 0.16.0".
pub(crate) fn check(program: &Path) -> Result<(), String> {
    let output = Command::new(program).arg("version").output().map_err(|error| format!("cannot be run ({error})"))?;
    if !output.status.success() {
        return Err(format!("fails when asked for its version ({})", output.status));
    }
    match String::from_utf8_lossy(&output.stdout).trim() {
        ZIG_VERSION => Ok(()),
        version => Err(format!("is version `{version}`, not {ZIG_VERSION}")),
    }
}
