//! The reflected types of `bevy_zig`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");
const in_glam = @import("glam.zig");

pub const Part = struct {
    size: f32 = 0,
    @"r#type": u8 = 0,

    pub const zig_reflect = "bevy_zig::mirror::tests::Part";
};

/// How the game stands.
pub const Score = struct {
    points: usize = 3,
    best: ?f64 = null,
    names: []const []const u8 = &.{"Ada"},
    took: bevy.Duration = .{ .secs = 1, .nanos = 500000000 },
    lives: u8 = 1,
    key: u21 = 120,
    file: []const u8 = "",
    span: bevy.Range(f32) = .{ .start = 0.5, .end = 1 },
    by_name: []const struct { key: []const u8, value: i16 } = &.{.{ .key = "a", .value = -1 }},
    cells: [4]u8 = @splat(7),
    pair: struct { u8, bool } = .{ 1, true },
    owner: bevy.Entity = .none,
    at: bevy.Vec3 = .one,
    wide: in_glam.Vec4 = .{ .w = 1 },
    part: Part = .{ .size = 2 },
    turn: Turn = .{ .by = .{ .angle = @import("std").math.inf(f32), .@"error" = 1 } },

    pub const zig_reflect = "bevy_zig::mirror::tests::Score";
};

pub const Stage = enum {
    playing,
    game_over,

    pub const zig_reflect = "bevy_zig::mirror::tests::Stage";
    pub const default: Stage = .playing;
};

/// A list of itself.
pub const Tree = struct {
    _1: u8,

    pub const zig_reflect = "bevy_zig::mirror::tests::Tree";
};

pub const Turn = union(enum) {
    not_at_all,
    around: f32,
    both: struct { f32, bevy.Vec2 },
    by: struct { angle: f32, @"error": u8 },

    pub const zig_reflect = "bevy_zig::mirror::tests::Turn";
    pub const default: Turn = .not_at_all;
};
