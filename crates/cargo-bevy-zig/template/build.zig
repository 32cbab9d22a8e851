//! For editors and `zig build check`: the imports of scripts. Cargo builds the game and writes the file named here.
pub const build = @import(".bevy_zig/build.zig").build;
