//! The ship: turns, thrusts, drifts, and blinks while nothing can hurt it.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Autopilot = @import("lib/autopilot.zig").Autopilot;
const Bit = @import("lib/looks.zig").Bit;
const Controls = @import("lib/controls.zig").Controls;
const Ship = @This();

/// Radians per second.
turn_speed: f32 = 4.5,
/// Units per second, gained in a second.
thrust: f32 = 420,
/// Units per second.
speed_max: f32 = 460,
/// Part of the speed that is lost in a second.
drag: f32 = 0.5,
/// Whether it flies itself.
autopilot: bool = false,
/// Whether its flame is seen.
is_drawn: bool = false,

pilot: Autopilot = .{},
/// Units per second.
velocity: bevy.Vec2 = .zero,

pub fn update(self: *Ship, ctx: *bevy.Context, dt: f32) !void {
    const ship = ctx.entity();
    const now = try ship.transform();
    const controls = if (self.autopilot) try self.pilot.controls(ctx, now, dt) else Controls.ofPlayer(ctx);

    try ship.rotate(.fromRotationZ(-controls.steer * self.turn_speed * dt));
    if (controls.thrust) {
        const nose = now.up().v.truncate();
        self.velocity = self.velocity.add(nose.scale(self.thrust * dt)).clampLengthMax(self.speed_max);
        try self.flame(ctx, now);
    }
    self.velocity = self.velocity.scale(1 - self.drag * dt);
    try ship.translate(self.velocity.scale(dt).extend(0));
    try blink(ship, dt);
}

/// A bit of flame behind the ship, which debris.zig moves along its own up.
fn flame(self: *Ship, ctx: *bevy.Context, ship: bevy.Transform) !void {
    const stern: bevy.Transform = .{
        .translation = ship.transformPoint(.new(0, -14, 0)),
        .rotation = ship.rotation.mul(.fromRotationZ(bevy.pi)),
    };
    const bit = try ctx.spawnWith(.{ .transform = stern }, .{
        bevy.script(@import("debris.zig"), .{ .speed = 260, .lifetime = 0.4, .spread = 0.3 }),
    });
    if (self.is_drawn) try Bit.flame.dress(bit);
}

fn blink(ship: bevy.EntityRef, dt: f32) !void {
    const shield = try ship.get(rules.Shield);
    if (shield.seconds <= 0) return;
    const left = @max(shield.seconds - dt, 0);
    try ship.set(rules.Shield, .{ .seconds = left });
    try ship.setScale(if (@mod(left, 0.25) > 0.15) .zero else .one);
}

const std = @import("std");

test "thrust drives the ship where its nose points, and leaves a flame" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addScript("debris");
    var ship = try game.attach(Ship, .{ .thrust = 100, .drag = 0 });
    try game.set(ship.entity, rules.Shield{ .seconds = 0 });
    try game.set(ship.entity, bevy.Transform.fromRotation(.fromRotationZ(-bevy.pi / 2.0)));
    try game.press("thrust");
    try ship.update(0.5);
    try std.testing.expect((try game.only(.spawn)).transform.?.translation.x < 0);
    try game.expectRequest(.{ .translate = .{ .entity = ship.entity, .value = .new(25, 0, 0) } });
}

test "no ship is faster than it may be, and drag brings it to rest" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addScript("debris");
    var ship = try game.attach(Ship, .{});
    try game.set(ship.entity, rules.Shield{});
    try game.press("thrust");
    for (0..300) |_| try ship.update(1.0 / 60.0);
    const fast = ship.state.velocity.length();
    try std.testing.expect(fast > 0.9 * ship.state.speed_max and fast <= ship.state.speed_max);
    try game.release("thrust");
    for (0..1200) |_| try ship.update(1.0 / 60.0);
    try std.testing.expect(ship.state.velocity.length() < 0.1);
}
