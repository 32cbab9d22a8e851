//! A field of each type that the host knows.
const bevy = @import("bevy");
const Properties = @This();

const Mode = enum(i8) { back = -1, idle, chase };
const Goal = union(enum) { wait, hunt: struct { speed: f32 = 1, prey: ?u16 = null }, home: bevy.Vec2 };
const Body = struct { mass: f32 = 1, at: bevy.Vec3 = .new(1, 2, 3) };

flag: bool = true,
small: i8 = -8,
medium: u16 = 16,
whole: i32 = -32,
large: u64 = 64,
ratio: f32 = 0.5,
precise: f64 = 0.25,
flat: bevy.Vec2 = .new(1, 2),
body: Body = .{},
turn: bevy.Quat = .identity,
slots: [3]i16 = .{ 7, 8, 9 },
mode: Mode = .idle,
target: bevy.Entity = .none,
name: [8]u8 = "unnamed\x00".*,
maybe: ?u32 = null,
flagged: ?bool = null,
wanted: ?bevy.Entity = null,
home: ?Body = null,
deep: ?struct { mode: Mode = .idle, inner: ?u16 = 3 } = null,
odd: ?packed struct(u8) { low: u4, high: u4 } = null,
goal: Goal = .wait,

/// What `init` found in `ratio`.
ratio_at_init: f32 = 0,
/// What `init` found in `goal`.
goal_at_init: Goal = .wait,

pub fn init(self: *Properties, _: *bevy.Context) void {
    self.ratio_at_init = self.ratio;
    self.goal_at_init = self.goal;
}
