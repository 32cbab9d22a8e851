//! The build-script helper of `bevy_zig`: finds Zig, compiles every script in a folder to a static object, archives the
//! objects and writes the registry that `bevy_zig::scripts!()` includes. With hot reload it only prepares this, and the
//! running game compiles the scripts with the same code.
//!
//! A game needs one line in its `build.rs`:
//!
//! ```no_run
//! fn main() {
//!     bevy_zig_build::compile("scripts");
//! }
//! ```
//!
//! and in its `Cargo.toml` the dependency `bevy_zig` under `[dependencies]` and `bevy_zig_build` under
//! `[build-dependencies]`. [`Build`] has more options. The Zig sources that scripts import as `"bevy"` come with this
//! crate, from `bevy_zig_sdk`.
//!
//! # Scripts
//! Every `NAME.zig` directly in the folder is one script, called `NAME`. The name must be an identifier
//! (`[A-Za-z_][A-Za-z0-9_]*`), and names must not differ only in case. Subfolders contain shared files
//! (`@import("lib/steering.zig")`), which are not scripts. Hidden files and editor backups are ignored.
//!
//! An unchanged `cargo build` does not run the build script; when it does run, a script is compiled again only if it, a
//! file that it imports or embeds, the SDK or the options have changed, if its object is damaged, or if the Zig that is
//! used now is of another version.
//!
//! A script in C is a `NAME.c` in the same folder, with the same rules; see `docs/c-scripts.md` in the repository.
//!
//! # Tests
//! [`test_scripts!`] runs the `test` blocks of scripts from a Rust test.
//!
//! # Components
//! Types that derive `ZigComponent` or `ZigValue` in the package's Rust files are mirrored in Zig, as
//! `OUT_DIR/bevy_zig/components.zig`, which scripts import as `"components"`. [`Build::components`] names other
//! folders.
//!
//! | Rust | Zig |
//! |---|---|
//! | `bool`, `u8` to `u64`, `i8` to `i64`, `f32`, `f64`, arrays `[T; 4]` | the same |
//! | `Vec2`, `Vec3`, `Quat`, `Entity`, `Option<Entity>` | `bevy.Vec2`, `bevy.Vec3`, `bevy.Quat`, `bevy.Entity` |
//! | a struct with named fields, or none | `extern struct` |
//! | an enum without data, with `#[repr(u8)]` (or `u16`, `u32`, `i8`, `i16`, `i32`) | `enum(u8)`, its variants in snake case |
//!
//! A type is mirrored if it is in a file or an inline module, but not in a function or macro, and not if it is only
//! compiled for tests. Types are identified by the last part of their names, regardless of `use`. Anything else is an
//! error that names file, line and field; differences that cannot be seen in the source are found when the game starts,
//! since the fields on both sides are compared before a script can use a component. If a change does not affect the
//! mirror, no script is recompiled; otherwise the scripts that import it are.
//!
//! # Hot reload
//! With the feature `hot-reload` of `bevy_zig`, the same line in `build.rs` compiles no scripts. It writes the mirror
//! of the components, and a registry with all paths; the running game then compiles the scripts as shared libraries,
//! with [`Libraries`]. Cargo does not react to a save, and a script that does not compile does not fail the build.
//!
//! ```text
//! OUT_DIR/
//!   bevy_zig_scripts.rs        the registry: a plan instead of linked scripts
//!   bevy_zig/
//!     components.zig           the mirror
//!     libraries/NAME-HASH.so   .dylib on macOS, .dll (with its .pdb) on Windows; the newest three of each script
//!     work/                    unfinished files, a folder for each process
//!     zig_cache/               Zig's cache
//! ```
//!
//! HASH covers the contents of all files of the library, the SDK, the options and the version of Zig. A library moves
//! to its final path when it is complete, so an existing one can be used without compiling, also by the next run.
//!
//! | | object | library |
//! |---|---|---|
//! | exports | `bevy_zig_script__PACKAGE__NAME` | the same |
//! | linked by | Rust's linker | Zig |
//! | compiler_rt | Rust's, plus what only Zig's has | its own |
//!
//! The build time and git commit are part of every script's descriptor, but not of fingerprints.
//!
//! # Environment
//! | variable | meaning |
//! |---|---|
//! | `BEVY_ZIG_ZIG`, `ZIG` | the Zig to use; an error if it is not Zig 0.17.x |
//! | `BEVY_ZIG_FETCH` | `1` (or `yes`, `true`, `on`) allows installing Zig [`ZIG_VERSION`] with `pip` when no other is found; `0` (or `no`, `false`, `off`) does not |
//! | `BEVY_ZIG_CACHE` | the folder to install into, instead of `bevy_zig` in the user's cache folder |
//! | `BEVY_ZIG_OPTIMIZE` | overrides the [`Optimize`] mode: `Debug`, `ReleaseSafe`, `ReleaseFast` or `ReleaseSmall` |
//! | `SOURCE_DATE_EPOCH` | the build time that scripts record, in seconds since 1970, instead of the clock's |
//!
//! # Finding Zig
//! Any release 0.17.x can be used. It is looked for in this order: `BEVY_ZIG_ZIG`, `ZIG`, `zig` on `PATH`, the Python
//! package `ziglang`, a copy that this crate installed earlier, and, only with `BEVY_ZIG_FETCH=1`, installing that
//! copy. See [`Zig::find`].
//!
//! # Platform-specific behaviour
//! The target is Cargo's; [`BuildError::UnknownTarget`] lists the known ones. Code is compiled for the baseline CPU of
//! the architecture unless the Rust flags say `-C target-cpu`, and with the features of `-C target-feature` that Zig
//! has. The archiver is the one that the crate `cc` finds (`AR` overrides it).
//!
//! # Other platforms
//! The program `bevy_zig_toolchain` (`cargo install --git … bevy_zig_build`) uses Zig as the C compiler, archiver and
//! linker of the whole game: `bevy_zig_toolchain aarch64-unknown-linux-gnu.2.28 cargo build --release`. [`Toolchain`]
//! offers the same as a library.
#![expect(clippy::needless_doctest_main, reason = "the example is a whole build.rs")]

// A room imports those above it.
mod base;
mod build;
mod compiler;
mod library;
mod mirror;
mod object;
mod source;
mod target;
#[cfg(test)]
mod testing;
mod zig;

pub use base::error::{
    BuildError, CompileFailure, ComponentMistake, FindZigError, InstallError, Rejected, ToolchainError,
};
pub use base::files::is_foreign;
pub use base::options::{Build, Optimize};
pub use base::progress::Progress;
pub use base::version::ZIG_VERSION;
pub use build::check::{Checked, Package};
pub use build::compile::{Compiled, compile};
pub use build::script_tests::{ScriptTestError, ScriptTestReport, ScriptTests};
pub use library::{
    Answer, Canceller, Compiling, Diagnostic, Finished, Libraries, Library, Look, NoAnswer, Plan, Resident, Severity,
};
#[doc(hidden)]
pub use mirror::shape;
#[doc(hidden)]
pub use mirror::zig as zig_text;
pub use source::sources::{Script, is_script_name, orderly_scripts_in, scripts_in, source_files};
pub use target::targets::{TargetInfo, targets};
pub use target::toolchain::{Tool, Toolchain, Tools};
pub use zig::find::Zig;
