//! Runs to the right, regardless of obstacles, and hears what it runs into.
const bevy = @import("bevy");
const Runner = @This();

/// Units per second.
speed: f32 = 4,
/// Its speed in the last frame.
seen: f32 = 0,
/// What it has run into.
obstacle: bevy.Entity = .none,

pub fn init(_: *Runner, ctx: *bevy.Context) !void {
    _ = try ctx.connect("collided");
}

pub fn update(self: *Runner, ctx: *bevy.Context, dt: f32) !void {
    const me = ctx.entity();
    self.seen = if (me.velocity()) |velocity| velocity.x else |_| 0;
    try me.translate(.new(self.speed * dt, 0, 0));
}

pub fn onSignal(self: *Runner, _: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("collided")) self.obstacle = signal.payload(bevy.Entity) orelse .none;
}
