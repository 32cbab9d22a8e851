//! The arguments that Zig gets, and its messages. Imports `base`, `source` and `target`.

pub(crate) mod arguments;
pub(crate) mod config;
pub(crate) mod relocate;
