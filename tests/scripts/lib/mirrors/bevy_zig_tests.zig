//! The reflected types of `bevy_zig_tests`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");

/// A component without a default.
pub const Bare = struct {
    /// A number.
    first: f32,
    /// Another.
    second: f32,

    pub const zig_reflect = "bevy_zig_tests::reflected::Bare";
};

/// An event.
pub const Boom = struct {
    /// A number.
    strength: f32,

    pub const zig_reflect = "bevy_zig_tests::reflected::Boom";
};

/// A tuple struct.
pub const Caption = struct {
    value: []const u8 = "",

    pub const zig_reflect = "bevy_zig_tests::reflected::Caption";
};

/// A resource of which fields cannot be set.
pub const Charter = struct {
    /// A number.
    number: u32 = 0,

    pub const zig_reflect = "bevy_zig_tests::reflected::Charter";
};

/// A component of three numbers.
pub const Gauge = struct {
    /// Where it is.
    value: f32 = 0,
    /// Where it begins.
    min: f32 = 0,
    /// Where it ends.
    max: f32 = 0,

    pub const zig_reflect = "bevy_zig_tests::reflected::Gauge";
};

/// A component with fields of many kinds.
pub const Label = struct {
    /// Text.
    text: []const u8 = "",
    /// A number.
    size: f32 = 12,
    /// An enum with data.
    style: Style = .plain,
    /// Something that may not be there.
    note: ?[]const u8 = null,
    /// A list of structs.
    parts: []const Part = &.{},
    /// A vector.
    at: bevy.Vec3 = .zero,
    /// A rotation.
    turn: bevy.Quat = .identity,
    /// An array.
    weights: [3]u16 = @splat(0),
    /// A handle of an entity.
    target: ?bevy.Entity = null,
    /// The mirror lacks it.
    secret: i32 = 7,

    pub const zig_reflect = "bevy_zig_tests::reflected::Label";
};

/// Leaves of all kinds, and collections.
pub const Leaves = struct {
    /// A letter.
    letter: u21 = 0,
    /// A length of time.
    wait: bevy.Duration = .{ .secs = 0, .nanos = 0 },
    /// A range.
    span: bevy.Range(f32) = .{ .start = 0, .end = 0 },
    /// A number that is not 0.
    id: ?u32 = null,
    /// A number as large as an address.
    count: usize = 0,
    /// A direction.
    way: ?bevy.Dir3 = null,
    /// A map.
    stock: []const struct { key: []const u8, value: u32 } = &.{},
    /// A set.
    marks: []const []const u8 = &.{},
    /// Bytes.
    bytes: []const u8 = &.{},

    pub const zig_reflect = "bevy_zig_tests::reflected::Leaves";
};

/// Part of `Stats`.
pub const Limits = struct {
    /// A number.
    max: u16,
    /// A vector in a list.
    corners: []const bevy.Vec3,

    pub const zig_reflect = "bevy_zig_tests::components::Limits";
};

/// A part of a label.
pub const Part = struct {
    /// Text.
    name: []const u8,
    /// A number.
    count: u32,

    pub const zig_reflect = "bevy_zig_tests::reflected::Part";
};

/// A component with a handle.
pub const Picture = struct {
    /// The handle.
    sheet: bevy.Handle(Sheet) = .none,

    pub const zig_reflect = "bevy_zig_tests::reflected::Picture";
};

/// A resource.
pub const Rules = struct {
    /// A number.
    speed: f32 = 1,
    /// Text.
    title: []const u8 = "rules",

    pub const zig_reflect = "bevy_zig_tests::reflected::Rules";
};

/// A component of which fields cannot be set.
pub const Seal = struct {
    /// A number.
    number: u32 = 0,

    pub const zig_reflect = "bevy_zig_tests::reflected::Seal";
};

/// An asset.
pub const Sheet = opaque {
    pub const zig_asset = "bevy_zig_tests::reflected::Sheet";
};

/// Known to scripts by reflection only.
pub const Stats = struct {
    /// A number.
    speed: f32,
    /// Nested.
    limits: Limits,
    /// No plain field.
    name: []const u8,

    pub const zig_reflect = "bevy_zig_tests::components::Stats";
};

/// An enum with each kind of variant.
pub const Style = union(enum) {
    /// Nothing in it.
    plain,
    /// One field.
    sized: f32,
    /// Two fields.
    in_between: struct { u8, []const u8 },
    /// Named fields.
    framed_by: struct { width: f32, name: []const u8 },

    pub const zig_reflect = "bevy_zig_tests::reflected::Style";
    pub const default: Style = .plain;
};
