//! Mirrors of the suite's reflected types, as a tool would write them.
const bevy = @import("bevy");

const path = "bevy_zig_tests::reflected::";

pub const Label = struct {
    text: []const u8 = "",
    size: f32 = 12,
    style: Style = .plain,
    note: ?[]const u8 = null,
    parts: []const Part = &.{},
    at: bevy.Vec3 = .zero,
    turn: bevy.Quat = .identity,
    weights: [3]u16 = .{ 0, 0, 0 },
    target: ?bevy.Entity = null,

    pub const zig_reflect = path ++ "Label";
};

pub const Style = union(enum) {
    plain,
    sized: f32,
    in_between: struct { u8, []const u8 },
    framed_by: struct { width: f32, name: []const u8 },

    pub const zig_reflect = path ++ "Style";
};

pub const Part = struct {
    name: []const u8,
    count: u32,

    pub const zig_reflect = path ++ "Part";
};

pub const Board = struct {
    cells: []const struct { key: struct { x: i32 }, value: u32 } = &.{},

    pub const zig_reflect = path ++ "Board";
};

pub const Horde = struct {
    members: []const enum(u8) { one } = &.{},

    pub const zig_reflect = path ++ "Horde";
};

pub const Caption = struct {
    text: []const u8 = "",

    pub const zig_reflect = path ++ "Caption";
};

pub const Seal = struct {
    number: u32 = 0,

    pub const zig_reflect = path ++ "Seal";
};

pub const Charter = struct {
    number: u32 = 0,

    pub const zig_reflect = path ++ "Charter";
};

pub const Bare = struct {
    first: f32,
    second: f32,

    pub const zig_reflect = path ++ "Bare";
};

pub const Leaves = struct {
    letter: u21 = 0,
    wait: bevy.Duration = .{},
    span: struct { start: f32, end: f32 } = .{ .start = 0, .end = 0 },
    id: ?u32 = null,
    count: usize = 0,
    way: ?bevy.Dir3 = null,
    stock: []const struct { key: []const u8, value: u32 } = &.{},
    marks: []const []const u8 = &.{},
    bytes: []const u8 = "",

    pub const zig_reflect = path ++ "Leaves";
};

pub const Gauge = struct {
    value: f32 = 0,
    min: f32 = 0,
    max: f32 = 1,

    pub const zig_reflect = path ++ "Gauge";
};

pub const Rules = struct {
    speed: f32 = 1,
    title: []const u8 = "rules",

    pub const zig_reflect = path ++ "Rules";
};

pub const Ping = struct {
    text: []const u8,
    number: i32,

    pub const zig_reflect = path ++ "Ping";
};

pub const Boom = struct {
    strength: f32,

    pub const zig_reflect = path ++ "Boom";
};

pub const Stage = enum {
    main_menu,
    playing,

    pub const zig_reflect = path ++ "Stage";
};

pub const Sheet = struct {
    size: u32 = 0,

    pub const zig_reflect = path ++ "Sheet";
    pub const zig_asset = path ++ "Sheet";
};

pub const Pages = struct {
    lines: []const []const u8 = &.{},

    pub const zig_reflect = path ++ "Pages";
};

pub const NoAsset = opaque {
    pub const zig_asset = path ++ "Label";
};

pub const Picture = struct {
    sheet: bevy.Handle(Sheet) = .none,

    pub const zig_reflect = path ++ "Picture";
};

pub const Struck = struct {
    entity: bevy.Entity = .none,
    damage: f32 = 0,
    by: []const u8 = "",

    pub const zig_reflect = path ++ "Struck";
};

pub const Poked = struct {
    entity: bevy.Entity = .none,
    finger: u8 = 0,

    pub const zig_reflect = path ++ "Poked";
};

pub const Never = struct {
    number: u32 = 0,

    pub const zig_reflect = path ++ "Never";
};

// What differs from the types in Rust.

pub const LabelWithout = struct {
    texts: []const u8 = "",

    pub const zig_reflect = path ++ "Label";
};

pub const LabelOther = struct {
    parts: []const struct { name: []const u8, count: u64 } = &.{},

    pub const zig_reflect = path ++ "Label";
};

/// A rotation is no vector, and no number.
pub const LabelTurnedByVector = struct {
    turn: bevy.Vec3,

    pub const zig_reflect = path ++ "Label";
};

pub const LabelTurnedByNumber = struct {
    turn: struct { w: f32 },

    pub const zig_reflect = path ++ "Label";
};

pub const BareWithout = struct {
    first: f32,

    pub const zig_reflect = path ++ "Bare";
};

pub const Nothing = struct {
    pub const zig_reflect = path ++ "Lable";
};

pub const StylePlain = struct {
    style: union(enum) { plain } = .plain,

    pub const zig_reflect = path ++ "Label";
};
