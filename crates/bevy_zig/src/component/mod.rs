//! Components that scripts read, add and remove: the game's own, and Bevy's most common ones.
//! Uses abi, base, shape.
//!
//! A component crosses the boundary as its *value*: plain fields in the layout of C, which `bevy_zig_build` mirrors in
//! Zig. Rust's own layout does not matter, since every value is written and read field by field. So games need no
//! unsafe code, and even a component of Bevy whose fields are not plain data can have a value.

mod builtin;
mod columns;
mod path;
mod registry;
mod rows;

pub use builtin::Velocity;
pub(crate) use columns::{Columns, NewValues};
pub(crate) use path::{FieldPath, FieldPaths, why_unknown};
pub use registry::{ComponentApp, ComponentPolicy, ScriptComponents};
pub(crate) use registry::{ComponentId, RegisteredComponent, WriteComponent};
pub(crate) use rows::{Rows, TableRows};
