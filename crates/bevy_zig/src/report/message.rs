//! What the game is told of scripts: lines that they log, and errors that their callbacks return.

use std::fmt;

use bevy::prelude::{Entity, Message};

use super::location::ScriptLocation;

/// Severity of a script's log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogLevel {
    /// `ctx.logInfo`
    Info,
    /// `ctx.logWarn`
    Warn,
    /// `ctx.logError`
    Error,
}

/// A line that a script logged. It is also in Bevy's log, with the target `bevy_zig::script`.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct ScriptLog {
    /// Severity.
    pub level: LogLevel,
    /// The script's name.
    pub script: String,
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The line.
    pub text: String,
}

/// A script's callback returned an error. It is also in Bevy's log.
///
/// Identical errors (script, callback, error) are reported once a second.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct ScriptError {
    /// The script's name.
    pub script: String,
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The callback that returned it; for a step of a sequence the run and the step: `door, step 2, 'open'`.
    pub callback: String,
    /// The error's name: `UnknownEntity`.
    pub error: String,
    /// The stack, innermost first; empty if the script was compiled without debug info.
    pub trace: Vec<ScriptLocation>,
    /// The number of identical errors since the last report.
    pub repeats: u64,
}

impl ScriptError {
    /// The line of the script, if known. A step of a sequence other than a function of the script, such as a tween, has
    /// none: `callback` names it.
    pub fn place(&self) -> Option<&ScriptLocation> {
        // The SDK's own lines are where it was noticed, the script's where it was caused.
        self.trace.iter().find(|location| !location.is_sdk())
    }
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { callback, error, .. } = self;
        match self.place() {
            Some(location) => write!(f, "{callback} returned error.{error} at {location}"),
            None => write!(f, "{callback} returned error.{error}"),
        }
    }
}
