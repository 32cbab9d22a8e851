//! A firefly: drifts, glows up and fades, and is gone.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const Firefly = @This();

life: bevy.Run(flight) = .{},
glow: f32 = 0,
seconds: f32 = 3,
/// Radians.
heading: f32 = 0,

const flight = bevy.sequence(Firefly, .{
    bevy.tween(.glow, .{ .to = 0.9, .seconds = .seconds, .ease = .sine_in_out, .back = true }),
    vanish,
});

pub fn init(self: *Firefly, ctx: *bevy.Context) !void {
    self.heading = ctx.random().range(0, bevy.tau);
    self.seconds = ctx.random().range(1.5, 4);
}

pub fn update(self: *Firefly, ctx: *bevy.Context, dt: f32) !void {
    self.heading += ctx.random().range(-3, 3) * dt;
    try ctx.entity().translate(.new(24 * @cos(self.heading) * dt, 24 * @sin(self.heading) * dt, 0));
    try ctx.entity().set(bevy.Sprite, .{ .color = looks.amber.withAlpha(self.glow) });
}

fn vanish(_: *Firefly, ctx: *bevy.Context) !void {
    try ctx.entity().despawn();
}
