//! Values of a known layout: their leaves, how these are read and written, and how one layout becomes another.
//!
//! It uses [`abi`](crate::abi) and words, and nothing that knows scripts or components.

mod leaf;
#[cfg(feature = "hot-reload")]
mod migrate;
mod nested;
#[cfg(test)]
mod readers;
mod typed;
mod value;

pub use leaf::{Kind, Leaf, LeafError};
#[cfg(feature = "hot-reload")]
pub(crate) use migrate::Migration;
#[cfg(feature = "hot-reload")]
pub use migrate::StateChanges;
pub(crate) use nested::{fill_around, nest, properties};
#[doc(hidden)]
pub use typed::layout;
pub use typed::{ZigComponent, ZigValue};
pub use value::Value;
