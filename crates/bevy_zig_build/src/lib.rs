//! The build-script helper of `bevy_zig`: finds Zig, compiles every script of a folder to a static object, archives the
//! objects and writes the registry that `bevy_zig::scripts!()` includes. With hot reload it prepares the same for the running
//! game, which compiles scripts with the same code.
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
//! A script in C is a `NAME.c` in the same folder, with the same rules; `docs/c-scripts.md` of `bevy_zig` explains one.
//!
//! # Tests
//! [`test_scripts!`] runs the `test` blocks of scripts from a Rust test.
//!
//! # Components
//! What derives `ZigComponent` or `ZigValue` in the package's Rust files is written again in Zig, as
//! `OUT_DIR/bevy_zig/components.zig`, which scripts import as `"components"`. [`Build::components`] names other folders.
//!
//! | Rust | Zig |
//! |---|---|
//! | `bool`, `u8` to `u64`, `i8` to `i64`, `f32`, `f64`, arrays `[T; 4]` | the same |
//! | `Vec2`, `Vec3`, `Quat`, `Entity`, `Option<Entity>` | `bevy.Vec2`, `bevy.Vec3`, `bevy.Quat`, `bevy.Entity` |
//! | a struct with named fields, or none | `extern struct` |
//! | an enum without data, with `#[repr(u8)]` (or `u16`, `u32`, `i8`, `i16`, `i32`) | `enum(u8)`, its variants in snake case |
//!
//! A type is mirrored where it stands in the source, also in inline modules, but not in functions or macros, nor where it
//! is compiled for tests only. Types are known by the last part of their names, without regard to `use`. Anything else is
//! an error that names file, line and field; and what the source does not tell is found when the game starts, since both
//! sides' fields are compared before a script may use a component. If a change leaves the mirror as it was, no script is
//! compiled again; if it does not, those that import it are.
//!
//! # Hot reload
//! With the feature `hot-reload` of `bevy_zig` the same one line in `build.rs` compiles no script. It writes the mirror of the
//! components, and a registry that says where everything is; the running game then compiles the scripts, with [`Libraries`], as
//! shared libraries. A save is nothing to Cargo, and a script that does not compile hinders no build.
//!
//! ```text
//! OUT_DIR/
//!   bevy_zig_scripts.rs        the registry: a plan instead of linked scripts
//!   bevy_zig/
//!     components.zig           the mirror
//!     libraries/NAME-HASH.so   .dylib on macOS, .dll (with its .pdb) on Windows; the newest three of each script
//!     work/                    what is half made, a folder for each process
//!     zig_cache/               Zig's own
//! ```
//!
//! HASH stands for the content of all files that the library is made of, the SDK, the options and the version of Zig. A library
//! moves to its place when it is whole, so one that is there can be used without compiling, by the next run too.
//!
//! | | object | library |
//! |---|---|---|
//! | exports | `bevy_zig_script__PACKAGE__NAME` | the same |
//! | linked by | Rust's linker | Zig |
//! | compiler_rt | Rust's | its own |
//!
//! When it was built, and from which git commit, is part of every script's descriptor and of no fingerprint.
//!
//! # Environment
//! | variable | meaning |
//! |---|---|
//! | `BEVY_ZIG_ZIG`, `ZIG` | the Zig to use; an error if it is not of version [`ZIG_VERSION`] |
//! | `BEVY_ZIG_FETCH` | `1` allows installing Zig with `pip` when no other is found |
//! | `BEVY_ZIG_CACHE` | the folder to install into, instead of `bevy_zig` in the user's cache folder |
//! | `BEVY_ZIG_OPTIMIZE` | overrides the [`Optimize`] mode: `Debug`, `ReleaseSafe`, `ReleaseFast` or `ReleaseSmall` |
//! | `SOURCE_DATE_EPOCH` | the time of the build that scripts tell, in seconds since 1970, instead of the clock's |
//!
//! # Finding Zig
//! In this order: `BEVY_ZIG_ZIG`, `ZIG`, `zig` on `PATH`, the Python package `ziglang`, a copy that this crate
//! installed earlier, and, only with `BEVY_ZIG_FETCH=1`, installing that copy. See [`Zig::find`].
//!
//! # Platform-specific behaviour
//! The target is Cargo's; [`BuildError::UnknownTarget`] lists those that are known. Code is compiled for the baseline
//! CPU of the architecture unless the Rust flags say `-C target-cpu`, and with the features of `-C target-feature` that Zig has.
//! The archiver is the one that the crate `cc` finds (`AR` overrides it).
//!
//! # Other machines
//! The program `bevy_zig_toolchain` (`cargo install --git … bevy_zig_build`) makes Zig the C compiler, archiver and linker of the whole game:
//! `bevy_zig_toolchain aarch64-unknown-linux-gnu.2.28 cargo build --release`. [`Toolchain`] is the same as a library.
#![expect(clippy::needless_doctest_main, reason = "the example is a whole build.rs")]

mod archive;
mod arguments;
mod callbacks;
mod check;
mod compile;
mod components;
mod config;
mod editor;
mod env;
mod error;
mod files;
mod find;
mod fingerprint;
mod install;
mod library;
mod object;
mod progress;
mod registry;
mod relocate;
mod root;
mod script_tests;
#[doc(hidden)]
pub mod shape;
mod sources;
mod strays;
mod target;
mod targets;
#[cfg(test)]
mod testing;
mod toolchain;

pub use check::{Checked, Package};
pub use compile::{Build, Compiled, compile};
pub use config::Optimize;
pub use error::{BuildError, CompileFailure, ComponentMistake, FindZigError, InstallError, Rejected, ToolchainError};
pub use files::is_foreign;
pub use find::{ZIG_VERSION, Zig};
pub use library::{Canceller, Compiling, Diagnostic, Finished, Libraries, Library, Look, Plan, Severity};
pub use progress::Progress;
pub use script_tests::{ScriptTestError, ScriptTestReport, ScriptTests};
pub use sources::{Script, is_script_name, scripts_in, source_files};
pub use targets::{TargetInfo, targets};
pub use toolchain::{Tool, Toolchain, Tools};
