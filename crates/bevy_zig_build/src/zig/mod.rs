//! A Zig that fits: looked for on this machine, or installed; and what scripts need of its library. Imports `base`.

pub(crate) mod find;
pub(crate) mod install;
pub(crate) mod slim;
