//! The game's components as Zig structs. Imports `base` and `source`.

pub(crate) mod components;
#[doc(hidden)]
pub mod shape;
#[doc(hidden)]
pub mod zig;
