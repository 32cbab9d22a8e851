//! The build-script helper of `bevy_zig`: finds Zig, compiles every script of a folder to a static object, archives the
//! objects and writes the registry that `bevy_zig::scripts!()` includes.
//!
//! A game needs one line in its `build.rs`:
//!
//! ```no_run
//! fn main() {
//!     bevy_zig_build::compile("scripts");
//! }
//! ```
//!
//! and in its `Cargo.toml` `bevy_zig` under `[dependencies]` (which tells this crate where the Zig sources are that
//! scripts import as `"bevy"`) and `bevy_zig_build` under `[build-dependencies]`. [`Build`] has the options.
//!
//! # Scripts
//! Every `NAME.zig` that lies directly in the folder is one script, called `NAME`. The name must be an identifier
//! (`[A-Za-z_][A-Za-z0-9_]*`), and no two may differ only in the case of letters. Sub-folders hold shared files
//! (`@import("lib/steering.zig")`), which are no scripts. Hidden files and editor backups are ignored.
//!
//! An unchanged `cargo build` does not run the build script; when it does run, a script is compiled again only if it,
//! a file that it imports or embeds, the SDK, the options or the version of Zig have changed.
//!
//! # Environment
//! | variable | meaning |
//! |---|---|
//! | `BEVY_ZIG_ZIG`, `ZIG` | the Zig to use; an error if it is not of version [`ZIG_VERSION`] |
//! | `BEVY_ZIG_FETCH` | `1` allows installing Zig with `pip` when no other is found |
//! | `BEVY_ZIG_CACHE` | the folder to install into, instead of `bevy_zig` in the user's cache folder |
//! | `BEVY_ZIG_OPTIMIZE` | overrides the [`Optimize`] mode: `Debug`, `ReleaseSafe`, `ReleaseFast` or `ReleaseSmall` |
//!
//! # Finding Zig
//! In this order: `BEVY_ZIG_ZIG`, `ZIG`, `zig` on `PATH`, the Python package `ziglang`, a copy that this crate
//! installed earlier, and, only with `BEVY_ZIG_FETCH=1`, installing that copy. See [`Zig::find`].
//!
//! # Platform-specific behaviour
//! The target is Cargo's; [`BuildError::UnknownTarget`] lists those that are known. Code is compiled for the baseline
//! CPU of the architecture unless the Rust flags say `-C target-cpu`. The archiver is the one that the crate `cc`
//! finds (`AR` overrides it).
#![expect(clippy::needless_doctest_main, reason = "the example is a whole build.rs")]

mod archive;
mod compile;
mod config;
mod env;
mod error;
mod files;
mod find;
mod fingerprint;
mod install;
mod object;
mod registry;
mod sources;
mod target;
#[cfg(test)]
mod testing;

pub use compile::{Build, Compiled, compile};
pub use config::Optimize;
pub use error::{BuildError, CompileFailure, FindZigError, InstallError, Rejected};
pub use find::{ZIG_VERSION, Zig};
pub use sources::{Script, scripts_in, source_files};
