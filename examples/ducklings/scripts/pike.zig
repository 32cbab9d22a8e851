//! A pike: prowls through the pond, and scares the ducklings that it meets.
const bevy = @import("bevy");
const water = @import("lib/water.zig");
const Pike = @This();

/// Units per second.
speed: f32 = 90,
/// How near a duckling must be, in units.
reach: f32 = 30,

goal: bevy.Vec3 = .zero,
/// When it chooses a new goal.
next: bevy.Timer = .repeating(4),

pub fn init(self: *Pike, ctx: *bevy.Context) !void {
    self.goal = water.anywhere(ctx);
}

pub fn update(self: *Pike, ctx: *bevy.Context, dt: f32) !void {
    const pike = ctx.entity();
    const here = try pike.position();
    const way = self.goal.sub(here);
    if (self.next.tick(dt) > 0 or way.length() < 10) self.goal = water.anywhere(ctx);

    try pike.setPosition(here.moveTowards(self.goal, self.speed * dt));
    try pike.setRotation(water.facing(way.truncate().normalizeOr(.y_axis)));
    for (try ctx.findNearby(here, self.reach, .{ .tag = "duckling" })) |duckling| try ctx.emit("scared", duckling);
}
