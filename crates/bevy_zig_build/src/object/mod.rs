//! Static objects and their archive, for Rust's linker. Imports the rooms of what goes into one: `base`, `zig`,
//! `source` and `compiler`.

pub(crate) mod archive;
pub(crate) mod runtime;
pub(crate) mod script;
