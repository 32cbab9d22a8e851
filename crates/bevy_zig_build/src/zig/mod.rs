//! A Zig that fits: looked for on this machine, or installed. Imports `base`.

pub(crate) mod find;
pub(crate) mod install;
