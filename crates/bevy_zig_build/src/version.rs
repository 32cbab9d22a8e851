//! The version of Zig, in one place.

/// The version of Zig that scripts are compiled with. Zig's language and flags change between releases, so no other fits.
pub const ZIG_VERSION: &str = "0.17.0";
