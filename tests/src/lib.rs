//! The suite's scripts and components, for its tests and benchmarks.

pub mod components;
pub mod reflected;
#[cfg(feature = "hot-reload")]
pub mod studio;

use bevy_zig::ScriptTable;

/// The Rust snippets of pages that belong to no crate, or need a package with scripts.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../README.md")]
    struct Readme;
    #[doc = include_str!("../../crates/bevy_zig/README.md")]
    struct Library;
    #[doc = include_str!("../../docs/scripting.md")]
    struct Guide;
}

/// All scripts in `scripts/`.
pub fn scripts() -> ScriptTable {
    bevy_zig::scripts!()
}
