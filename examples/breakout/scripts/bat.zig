//! The bat: goes left and right as the player steers.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Bat = @This();

pub const phase = .fixed_update;

/// Units per second.
speed: f32 = rules.bat_speed,

pub fn update(self: *Bat, ctx: *bevy.Context, dt: f32) !void {
    const bat = ctx.entity();
    var here = try bat.position();
    const edge = rules.field.x - rules.bat.x;
    here.x = bevy.math.scalar.clamp(here.x + ctx.axis("steer") * self.speed * dt, -edge, edge);
    try bat.setPosition(here);
}

const std = @import("std");

test "it stays in the field" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var bat = try game.attach(Bat, .{});
    try game.setAxis("steer", 1);
    try bat.update(0.1);
    try game.expectRequest(.{ .set_position = .{ .entity = bat.entity, .value = .new(62, 0, 0) } });
    try game.set(bat.entity, bevy.Transform.fromXyz(380, 0, 0));
    try bat.update(0.1);
    try game.expectRequest(.{ .set_position = .{ .entity = bat.entity, .value = .new(390, 0, 0) } });
}
