//! The ship: turns, thrusts, drifts, and blinks while nothing can hurt it.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Autopilot = @import("lib/autopilot.zig").Autopilot;
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

pilot: Autopilot = .{},
/// Units per second.
velocity: bevy.Vec2 = .zero,
/// Seconds since the launch.
age: f32 = 0,

pub fn update(self: *Ship, ctx: *bevy.Context, dt: f32) !void {
    const ship = ctx.entity();
    const now = try ship.transform();
    const controls = if (self.autopilot) try self.pilot.controls(ctx, now, dt) else Controls.ofPlayer(ctx);

    try ship.rotate(.fromRotationZ(-controls.steer * self.turn_speed * dt));
    if (controls.thrust) {
        const nose = now.up().v.truncate();
        self.velocity = self.velocity.add(nose.scale(self.thrust * dt)).clampLengthMax(self.speed_max);
        try flame(ctx, now);
    }
    self.velocity = self.velocity.scale(1 - self.drag * dt);
    try ship.translate(self.velocity.scale(dt).extend(0));
    try self.blink(ship, dt);
}

/// A bit of flame behind the ship, which debris.zig moves along its own up.
fn flame(ctx: *bevy.Context, ship: bevy.Transform) !void {
    _ = try ctx.spawn(.{ .prefab = "flame", .transform = .{
        .translation = ship.transformPoint(.new(0, -14, 0)),
        .rotation = ship.rotation.mul(.fromRotationZ(bevy.pi)),
    } });
}

fn blink(self: *Ship, ship: bevy.EntityRef, dt: f32) !void {
    if (self.age > rules.safe_seconds) return;
    self.age += dt;
    const hidden = self.age < rules.safe_seconds and @mod(self.age, 0.25) > 0.15;
    try ship.setScale(if (hidden) .zero else .one);
}
