//! Requests: what scripts have asked for in this phase, and how it is applied.
//! Uses abi, base, component, reflect, function, attached, world, signal.

mod apply;
mod columns;
mod compare;
mod complaints;
mod errors;
mod hierarchy;
mod log;
mod pages;
mod record;
mod run;
mod small;
mod spawn;
mod sweep;
mod transform;
mod vars;

pub use apply::MissingTransform;
pub(crate) use apply::{Applier, InstanceLookups};
pub(crate) use columns::{ColumnCopy, CopiedRows};
pub(crate) use errors::{forgive_late_commands, forgive_no_more};
pub(crate) use log::{ComponentParts, HostRequest, NewComponent, RequestLog, checked_transform};
pub(crate) use spawn::{MoreOfEntity, NewEntity};
