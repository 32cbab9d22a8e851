//! Places in the sources of scripts, and paths as people write them.

use std::ffi::OsStr;
use std::fmt::{self, Write as _};
use std::path::{Component, Path, PathBuf};

/// A place in a script's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptLocation {
    /// The function, if known.
    pub function: Option<String>,
    /// The path of the file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    in_sdk: bool,
}

impl ScriptLocation {
    /// Whether this is the host's code, which a script has called, or which has called the script.
    pub(super) fn is_host(&self) -> bool {
        Path::new(&self.file).extension() == Some(OsStr::new("rs"))
            || self.function.as_ref().is_some_and(|name| name == "bevy_zig_guard_enter")
    }

    /// Whether this is the SDK's code, not a script's.
    pub(crate) fn is_sdk(&self) -> bool {
        self.in_sdk
    }
}

impl fmt::Display for ScriptLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        match &self.function {
            Some(function) => write!(f, " in {function}"),
            None => Ok(()),
        }
    }
}

/// A place in a file. The debug info has the paths of the machine that compiled the script, as do those of the SDKs.
pub(super) fn location(sdks: &[PathBuf], function: Option<String>, file: &Path, line: u32) -> ScriptLocation {
    let file = plain(file);
    let in_sdk = sdks.iter().any(|sdk| file.starts_with(sdk));
    ScriptLocation { function, file: file.display().to_string(), line, in_sdk }
}

/// A stack as lines of text, for a log.
pub(crate) fn stack_text(trace: &[ScriptLocation]) -> String {
    let mut text = String::new();
    // Below the script's callback there is only the SDK's loop over instances.
    let len = trace.iter().rposition(|location| !location.is_sdk()).map_or(trace.len(), |last| last + 1);
    for alike in trace[..len].chunk_by(|a, b| a == b) {
        let times = if alike.len() > 1 { format!(" ({} times)", alike.len()) } else { String::new() };
        // Writing to a string cannot fail.
        let _ = write!(text, "\n    at {}{times}", alike[0]);
    }
    text
}

/// A path without the detours that a compiler's working folder has put into it.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        if component == Component::ParentDir && plain.file_name().is_some() {
            plain.pop();
        } else {
            plain.push(component);
        }
    }
    plain
}

/// A path as seen from the working folder, if it lies below it.
#[cfg(any(feature = "hot-reload", feature = "inspection"))]
pub(crate) fn short(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}
