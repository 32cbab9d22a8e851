//! The duck: always swims, obeys the keys, and quacks.
const bevy = @import("bevy");
const water = @import("lib/water.zig");
const Duck = @This();

/// Units per second.
speed: f32 = 150,
/// Radians per second.
turn_speed: f32 = 3.5,
/// Whether the autopilot steers.
autopilot: bool = false,

pub fn update(self: *Duck, ctx: *bevy.Context, dt: f32) !void {
    const duck = ctx.entity();
    const now = try duck.transform();
    const steer = if (self.autopilot) try towardsLost(ctx, now) else ctx.axis("steer");
    try duck.rotate(.fromRotationZ(-steer * self.turn_speed * dt));
    try duck.setPosition(water.inside(now.translation.add(now.up().scale(self.speed * dt))));
    if (ctx.justPressed("quack")) try ctx.emit("quack", .{});
}

/// Steers towards the nearest lost duckling: from -1, left, to 1, right.
fn towardsLost(ctx: *bevy.Context, now: bevy.Transform) !f32 {
    var way: ?bevy.Vec2 = null;
    for (try ctx.findByTag("duckling")) |id| {
        const duckling = ctx.ref(id);
        if (try duckling.vars().getOr(bool, "follows", false)) continue;
        const there = (try duckling.position()).sub(now.translation).truncate();
        if (way == null or there.length() < way.?.length()) way = there;
    }
    const ahead = now.up().v.truncate();
    const turn = ahead.angleTo((way orelse return 0.3).normalizeOr(ahead));
    return bevy.math.scalar.clamp(-4 * turn, -1, 1);
}

const std = @import("std");

test "she swims where her beak points, and stays in the water" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var duck = try game.attach(Duck, .{ .speed = 100 });
    try duck.update(0.5);
    try game.expectRequest(.{ .set_position = .{ .entity = duck.entity, .value = .new(0, 50, 0) } });
    try game.set(duck.entity, bevy.Transform.fromXyz(0, water.half.y, 0));
    try duck.update(0.5);
    try game.expectRequest(.{ .set_position = .{ .entity = duck.entity, .value = .new(0, water.half.y, 0) } });
}

test "alone, she turns to the nearest duckling that is lost" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    for ([_]f32{ 300, -100, 20 }) |x| {
        const duckling = try game.spawnAt(.new(x, 0, 0));
        try game.tag(duckling, "duckling");
        try game.setVar(duckling, "follows", .{ .bool = x == 20 });
    }
    var duck = try game.attach(Duck, .{ .autopilot = true, .turn_speed = 1 });
    try duck.update(0.5);
    try game.expectRequest(.{ .rotate = .{ .entity = duck.entity, .value = .fromRotationZ(0.5) } });
}
