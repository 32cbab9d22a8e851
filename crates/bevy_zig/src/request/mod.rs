//! Requests: what scripts have asked for in this phase, and how it is applied.
//! Uses abi, base, component, reflect, function, attached, world, signal.

mod apply;
mod columns;
mod compare;
mod complaints;
mod crowd;
mod errors;
mod hierarchy;
mod host_request;
mod log;
mod moves;
mod pages;
mod posted;
mod record;
mod run;
mod small;
mod spawn;
mod sweep;
mod transform;
mod vars;

pub(crate) use apply::Applier;
pub(crate) use columns::{ColumnCopy, CopiedRows};
pub(crate) use errors::{forgive_late_commands, forgive_no_more};
pub(crate) use host_request::{ComponentParts, HostRequest, NewComponent};
pub(crate) use log::{RequestLog, checked_transform};
pub use moves::MissingTransform;
pub(crate) use posted::InstanceLookups;
pub(crate) use spawn::{MoreOfEntity, NewEntity};
