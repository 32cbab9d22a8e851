//! Counts, and keeps a bit of everything that a saved game has to bring back.
const bevy = @import("bevy");
const Saved = @This();

const Mode = enum { resting, hunting };
const Body = struct { mass: f32 = 1, at: bevy.Vec3 = .zero };

count: u64 = 0,
step: u64 = 1,
mode: Mode = .resting,
body: Body = .{},
name: [16]u8 = @splat(0),
target: bevy.Entity = .none,
maybe: ?u32 = null,
never: ?u32 = 9,
home: ?Body = null,
guest: ?Body = .{},
goal: union(enum) { rest: bool, hunt: struct { speed: f32, prey: ?u8 = null } } = .{ .rest = true },
/// The host cannot read it, so it is not saved.
odd: packed struct(u8) { low: u4 = 0, high: u4 = 0 } = .{},
/// What `count` was when `init` ran.
count_at_init: u64 = 0,

pub fn init(self: *Saved, _: *bevy.Context) void {
    self.count_at_init = self.count;
}

pub fn update(self: *Saved, ctx: *bevy.Context, _: f32) !void {
    self.count +%= self.step;
    self.mode = if (self.count % 2 == 0) .resting else .hunting;
    self.body.mass *= 1.1;
    self.body.at.x += 1;
    self.maybe = 7;
    self.never = null;
    self.home = self.body;
    self.guest = null;
    self.goal = .{ .hunt = .{ .speed = 2.5 } };
    self.odd = .{ .low = 7 };
    try ctx.vars().set("count", self.count);
    if (self.target != .none) try ctx.ref(self.target).vars().add("hits", 1);
}
