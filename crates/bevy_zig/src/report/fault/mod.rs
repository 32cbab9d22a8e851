//! Faults: their kinds, their reports and their consequences.

mod policy;
mod record;

use std::fmt;
use std::sync::Arc;

use bevy::prelude::{Entity, Message};

use super::ScriptLocation;
use crate::attached::Place;
use crate::guard::Caught;
pub use crate::guard::FaultKind;

pub use policy::{FaultPolicies, FaultPolicy};
pub(crate) use policy::{Restarts, Waiting};
pub(crate) use record::Faults;

/// A script's callback was stopped, because it could not continue or did not return. It is also in Bevy's log.
///
/// The instance's requests in that callback are dropped, as if it had not been called; the script's [`FaultPolicy`]
/// decides what happens to the instance. The other instances continue in the same frame. There is one message per
/// fault; one phase sends at most 16,384.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct ScriptFault {
    /// The script's name.
    pub script: String,
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The number of the instance, unique in a run.
    pub instance_id: u64,
    /// The callback: `init`, `update`, `onSignal`, `shutdown`.
    pub callback: &'static str,
    /// The kind of fault.
    pub kind: FaultKind,
    /// Details of the kind: a panic's message, or the deadline. Otherwise empty.
    pub message: String,
    /// The stack, innermost first; empty if the script was compiled without debug info.
    pub trace: Arc<[ScriptLocation]>,
}

impl fmt::Display for ScriptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.callback, self.kind)?;
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        self.place().map_or(Ok(()), |place| write!(f, " at {place}"))
    }
}

impl ScriptFault {
    /// The location in the script's own code, if known.
    pub fn place(&self) -> Option<&ScriptLocation> {
        self.trace.iter().find(|location| !location.is_sdk()).or(self.trace.first())
    }
}

/// A fault of an instance that still lies where it was.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    pub(crate) callback: &'static str,
    pub(crate) caught: Caught,
}
