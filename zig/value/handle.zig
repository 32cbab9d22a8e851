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
        /// The number of a handle: of an asset that this instance keeps (`bevy.Asset`), or of one without a path that
        /// was read, which keeps nothing: if nothing else uses it any more, using the number is an error, which the
        /// host logs.
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

        /// The asset that this instance keeps: `.material = .of(self.glow)`.
        pub fn of(kept: Kept(A)) Self {
            return if (kept.number == 0) .none else .{ .held = kept.number };
        }
    };
}

/// An asset that an instance keeps, for its fields: what `ctx.addAsset`, `ctx.makeAsset` and
/// `ctx.load` return. `bevy.Asset(Image)`.
///
/// The asset is there as long as the instance, or until it lets go with `ctx.release`; after that it stays as long as
/// something in the game uses it. A reload carries it on. A scene does not save it: it is `.none` there.
///
/// It is a packed struct, which the host carries over as bytes and neither shows nor saves.
pub fn Kept(comptime A: type) type {
    return packed struct(u64) {
        /// The host's number of it, never used again; 0: none.
        number: u64 = 0,

        /// What it is.
        pub const Of = A;

        /// No asset.
        pub const none: @This() = .{};

        /// A handle of it, for components and the like.
        pub fn handle(self: @This()) Handle(A) {
            return .of(self);
        }
    };
}

/// The path in Rust of the type of an asset; empty if its mirror has none.
pub fn pathOf(comptime A: type) []const u8 {
    return if (@hasDecl(A, "zig_asset")) A.zig_asset else if (@hasDecl(A, "zig_reflect")) A.zig_reflect else "";
}

test Kept {
    const std = @import("std");
    const Image = opaque {};
    const kept: Kept(Image) = .{ .number = 7 };
    try std.testing.expectEqual(7, kept.handle().held);
    try std.testing.expectEqual(.none, Handle(Image).of(.none));
    try std.testing.expect(kept != Kept(Image).none);
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
