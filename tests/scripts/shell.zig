//! Is attached by others, who say what its fields begin with.
const bevy = @import("bevy");
const Shell = @This();

const Mode = enum { straight, homing };

speed: f32 = 5,
owner: bevy.Entity = .none,
mode: Mode = .straight,
body: struct { mass: f32 = 1, slots: [2]u16 = .{ 0, 0 } } = .{},
label: [8]u8 = @splat(0),
aim: ?bevy.Vec3 = null,
goal: union(enum) { rest, hunt: struct { tries: u8 } } = .rest,
/// What `init` has found.
speed_in_init: f32 = 0,
updates: u32 = 0,
heard: u32 = 0,

pub fn init(self: *Shell, ctx: *bevy.Context) !void {
    self.speed_in_init = self.speed;
    _ = try ctx.connect("shout");
}

pub fn update(self: *Shell, ctx: *bevy.Context, _: f32) !void {
    self.updates += 1;
    if (self.speed == 99) try ctx.disable();
}

pub fn onSignal(self: *Shell, _: *bevy.Context, _: *const bevy.Signal) void {
    self.heard += 1;
}
