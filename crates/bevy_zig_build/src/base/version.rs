//! The version of Zig, in one place: which one is installed, which ones fit, and asking a program for its own.

use std::path::Path;
use std::process::Command;

use crate::base::ask::ask;

/// The version of Zig that is installed when there is none. Scripts compile with any of its series, `0.17.x`; between
/// series Zig's language and flags change.
pub const ZIG_VERSION: &str = "0.17.1";

/// What stands in front of the last number of every version that fits.
const SERIES: &str = "0.17.";

/// The versions that fit, in messages.
pub(crate) const FITTING: &str = "0.17.x";

/// A program's version if it is one that fits; else what is wrong with the program, as in "… is version `0.16.0`, not
/// 0.17.x".
pub(crate) fn of(program: &Path) -> Result<String, String> {
    let output = ask(Command::new(program).arg("version"))?;
    if !output.status.success() {
        return Err(format!("fails when asked for its version ({})", output.status));
    }
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if fits(&version) { Ok(version) } else { Err(format!("is version `{version}`, not {FITTING}")) }
}

/// A release; a version that is still being made, such as `0.17.0-dev.12+abc`, speaks another language every week.
fn fits(version: &str) -> bool {
    let last = version.strip_prefix(SERIES);
    last.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_of_the_series_fit() {
        for version in [ZIG_VERSION, "0.17.0", "0.17.12"] {
            assert!(fits(version), "{version}");
        }
        for version in ["0.17", "0.17.", "0.17.0-dev.12+abc", "0.18.0", "0.170.1", "1.0.17.1", ""] {
            assert!(!fits(version), "{version}");
        }
        assert_eq!(FITTING, format!("{SERIES}x"));
    }
}
