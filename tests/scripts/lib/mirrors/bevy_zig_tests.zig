//! The reflected types of `bevy_zig_tests`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");

pub const Bare = struct {
    first: f32,
    second: f32,

    pub const zig_reflect = "bevy_zig_tests::reflected::Bare";
};

pub const Boom = struct {
    strength: f32,

    pub const zig_reflect = "bevy_zig_tests::reflected::Boom";
};

pub const Caption = struct {
    value: []const u8 = "",

    pub const zig_reflect = "bevy_zig_tests::reflected::Caption";
};

pub const Gauge = struct {
    value: f32 = 0,
    min: f32 = 0,
    max: f32 = 0,

    pub const zig_reflect = "bevy_zig_tests::reflected::Gauge";
};

pub const Label = struct {
    text: []const u8 = "",
    size: f32 = 12,
    style: Style = .plain,
    note: ?[]const u8 = null,
    parts: []const Part = &.{},
    at: bevy.Vec3 = .zero,
    turn: bevy.Quat = .identity,
    weights: [3]u16 = @splat(0),
    target: ?bevy.Entity = null,
    secret: i32 = 7,

    pub const zig_reflect = "bevy_zig_tests::reflected::Label";
};

pub const Leaves = struct {
    letter: u21 = 0,
    wait: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    span: bevy.Range(f32) = .{ .start = 0, .end = 0 },
    id: ?u32 = null,
    count: usize = 0,
    way: ?bevy.Dir3 = null,
    stock: []const struct { key: []const u8, value: u32 } = &.{},
    marks: []const []const u8 = &.{},
    bytes: []const u8 = &.{},

    pub const zig_reflect = "bevy_zig_tests::reflected::Leaves";
};

pub const Limits = struct {
    max: u16,
    corners: []const bevy.Vec3,

    pub const zig_reflect = "bevy_zig_tests::components::Limits";
};

pub const Part = struct {
    name: []const u8,
    count: u32,

    pub const zig_reflect = "bevy_zig_tests::reflected::Part";
};

pub const Picture = struct {
    sheet: bevy.Handle(Sheet) = .none,

    pub const zig_reflect = "bevy_zig_tests::reflected::Picture";
};

pub const Rules = struct {
    speed: f32 = 1,
    title: []const u8 = "rules",

    pub const zig_reflect = "bevy_zig_tests::reflected::Rules";
};

pub const Seal = struct {
    number: u32 = 0,

    pub const zig_reflect = "bevy_zig_tests::reflected::Seal";
};

pub const Sheet = opaque {
    pub const zig_asset = "bevy_zig_tests::reflected::Sheet";
};

pub const Stats = struct {
    speed: f32,
    limits: Limits,
    name: []const u8,

    pub const zig_reflect = "bevy_zig_tests::components::Stats";
};

pub const Style = union(enum) {
    plain,
    sized: f32,
    in_between: struct { u8, []const u8 },
    framed_by: struct { width: f32, name: []const u8 },

    pub const zig_reflect = "bevy_zig_tests::reflected::Style";
    pub const default: Style = .plain;
};
