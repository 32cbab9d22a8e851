//! What Zig is told, and what it says. Imports `base`, `source` and `target`.

pub(crate) mod arguments;
pub(crate) mod config;
pub(crate) mod relocate;
