//! Values of a known layout: their leaves, how these are read and written, and how one layout becomes another.
//! Uses abi, base.
//!
//! It uses [`abi`](crate::abi) and words, and nothing that knows scripts or components.

mod kind;
mod layout;
mod layouts;
mod leaf;
#[cfg_attr(all(not(feature = "hot-reload"), not(test)), expect(dead_code, reason = "only reloads carry values yet"))]
mod migrate;
mod nested;
#[cfg(test)]
mod readers;
mod sound;
mod typed;
mod value;

pub use kind::Kind;
pub(crate) use kind::{is_plain_value, read_reflected, write_reflected};
pub use layout::Shape;
pub(crate) use layouts::{Layout, LayoutField};
pub(crate) use leaf::Role;
pub use leaf::{Leaf, LeafError};
#[cfg(feature = "hot-reload")]
pub use migrate::StateChanges;
#[cfg(feature = "hot-reload")]
pub(crate) use migrate::{Migration, Renames};
pub(crate) use migrate::{StepInfo, StepTime};
#[doc(hidden)]
pub use typed::layout as derived;
pub use typed::{ZigComponent, ZigValue};
pub use value::Value;
