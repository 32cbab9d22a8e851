//! For editors and `zig build check`: what scripts import. Cargo builds the game, and writes what is named here.
pub const build = @import(".bevy_zig/build.zig").build;
