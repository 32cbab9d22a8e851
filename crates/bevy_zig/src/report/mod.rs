//! Log lines, errors and faults of scripts: what they are, where in the source they were, and how often they repeat.
//! Uses base, guard, script, attached.

mod fault;
#[cfg(all(feature = "hot-reload", unix))]
mod places;
mod reports;

pub(crate) use fault::{Fault, Faults, Restarts, Waiting};
pub use fault::{FaultKind, FaultPolicies, FaultPolicy, ScriptFault};
#[cfg(any(feature = "hot-reload", feature = "inspection"))]
pub(crate) use reports::short;
pub use reports::{LogLevel, ScriptError, ScriptLocation, ScriptLog};
pub(crate) use reports::{Reports, stack_text};
