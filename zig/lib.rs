//! The Zig side of `bevy_zig`: what scripts import as `"bevy"`, and the header that is the contract between scripts and
//! host. All that Rust has to know of it is where it is.
//!
//! `bevy_zig_build`, which compiles scripts against these files, and the build of `bevy_zig`, whose guard includes the
//! header, both depend on this crate with one exact version, so a game cannot mix the host of one version with the SDK
//! of another.

/// The folder with `bevy.zig`, `bevy_zig.h` and `bevy_zig_script.h`: of this crate's sources, in a checkout or in
/// Cargo's cache. It is there on the machine that builds, and means nothing on a player's.
///
/// ```
/// let folder = std::path::Path::new(bevy_zig_sdk::FOLDER);
/// for file in ["bevy.zig", "bevy_zig.h", "bevy_zig_script.h"] {
///     assert!(folder.join(file).is_file(), "{file}");
/// }
/// ```
pub const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// The Bevy whose types `bevy.zig` mirrors: those in the folder of this name in `bevy/`.
pub const BEVY: &str = "0.19";
