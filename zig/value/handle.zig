//! Handles of assets.

/// A handle of an asset: an image, a sound, a mesh. `A` says which: a type with the path of the asset's type in Rust,
/// `pub const zig_asset = "bevy_image::image::Image";`, such as `bevy.image.Image`.
///
/// ```zig
/// .image = .load("shot.png"),
/// ```
pub fn Handle(comptime A: type) type {
    return union(enum) {
        /// No asset.
        none,
        /// The path of a file in the game's asset folder, with a label where it needs one: `"ship.glb#Scene0"`. The
        /// game loads it when the value is applied; a file that is loaded already is not loaded again.
        path: []const u8,
        /// The number of a handle that was read, of an asset without a path. It does not keep the asset: if nothing
        /// else uses it any more, using the number is an error, which the host logs.
        held: u64,
        /// One that is the same in each run, of an asset that Rust has put there.
        uuid: u128,

        const Self = @This();

        /// What it is a handle of.
        pub const Asset = A;

        /// The asset in a file.
        pub fn load(file: []const u8) Self {
            return .{ .path = file };
        }
    };
}

test Handle {
    const std = @import("std");
    const Image = struct {
        /// Its path in Rust.
        pub const zig_asset = "bevy_image::image::Image";
    };
    const image: Handle(Image) = .load("a.png");
    try std.testing.expectEqualStrings("a.png", image.path);
    try std.testing.expect(Handle(Image).Asset == Image);
}
