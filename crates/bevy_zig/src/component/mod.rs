//! Components that scripts read, add and remove: the game's own, Bevy's most common ones, and those that scripts
//! declare.
//! Uses base, shape.
//!
//! A component crosses the boundary as its *value*: plain fields in the layout of C, which `bevy_zig_build` mirrors in
//! Zig. Rust's own layout does not matter, since every value is written and read field by field. So games need no
//! unsafe code, and even a component of Bevy whose fields are not plain data can have a value.

mod builtin;
mod columns;
mod data;
mod registry;
mod rows;

pub use builtin::Velocity;
pub(crate) use columns::{Columns, Merge, NewValues};
#[cfg(feature = "hot-reload")]
pub(crate) use data::DataSnapshot;
pub use data::{
    DataAccess, DataConflict, SavedZigComponents, SavedZigResources, WithZig, ZigData, ZigDataError, ZigMessage,
    ZigName, capture_zig_data,
};
pub(crate) use data::{
    DataKind, DataMessages, Declared, DeclaredStorage, Target, load_components, load_resources, resource_entity,
};
pub use registry::{ComponentApp, ComponentPolicy, ScriptComponents};
pub(crate) use registry::{ComponentId, RegisteredComponent, WriteComponent};
pub(crate) use rows::{Rows, TableRows};
