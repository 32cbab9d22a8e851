//! Faults: what they are, what is said of them, and what follows.

mod policy;
mod record;

use std::fmt;
use std::sync::Arc;

use bevy::prelude::{Entity, Message};

use crate::guard::Caught;
pub use crate::guard::FaultKind;
use crate::owned::Place;
use crate::reports::ScriptLocation;

pub use policy::{FaultPolicies, FaultPolicy};
pub(crate) use policy::{Restarts, Waiting};
pub(crate) use record::Faults;

/// A callback of a script was ended, because it could not go on or did not come to an end. It is in Bevy's log, too.
///
/// What the instance had requested in that callback is dropped, as if it had not been called; what becomes of it, its [`FaultPolicy`]
/// says. The other instances go on in the same frame. There is one message for each fault, of which one phase sends 16,384 at the
/// most.
#[derive(Message, Clone, Debug, PartialEq)]
pub struct ScriptFault {
    /// The script's name.
    pub script: String,
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The number of the instance, which no other has in a run.
    pub instance_id: u64,
    /// The callback: `init`, `update`, `onSignal`, `shutdown`.
    pub callback: &'static str,
    /// What it was.
    pub kind: FaultKind,
    /// What there is to say beside the kind: a panic's message, how long the deadline is. Else empty.
    pub message: String,
    /// Where it was, innermost first; empty if the script was compiled without debug info.
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
    /// Where in the script's own code it was, as far as that is known.
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
