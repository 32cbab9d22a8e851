//! Log lines, errors and faults of scripts: what they are, where in the source they were, and how often they repeat.
//! Uses base, guard, script, attached.

mod fault;
mod location;
mod message;
#[cfg(all(feature = "hot-reload", unix))]
mod places;
mod reports;
mod stacks;

pub(crate) use fault::{Fault, Faults, Restarts, Waiting};
pub use fault::{FaultKind, FaultPolicies, FaultPolicy, ScriptFault};
pub use location::ScriptLocation;
#[cfg(any(feature = "hot-reload", feature = "inspection"))]
pub(crate) use location::short;
pub(crate) use location::stack_text;
pub use message::{LogLevel, ScriptError, ScriptLog};
pub(crate) use reports::Reports;
