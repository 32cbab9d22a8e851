//! Requests: what scripts have asked for in this phase, and how it is applied.
//! Uses abi, base, component, attached, world, signal.

mod apply;
mod log;
mod record;
mod transform;
mod vars;

pub use apply::MissingTransform;
pub(crate) use apply::{Applier, InstanceLookups};
pub(crate) use log::{HostRequest, NewComponent, RequestLog, checked_transform};
