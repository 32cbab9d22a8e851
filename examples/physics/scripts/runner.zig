//! Runs to the right, regardless of obstacles.
const bevy = @import("bevy");
const Runner = @This();

/// Units per second.
speed: f32 = 4,
/// Its speed in the last frame.
seen: f32 = 0,

pub fn update(self: *Runner, ctx: *bevy.Context, dt: f32) !void {
    const me = ctx.entity();
    self.seen = if (me.velocity()) |velocity| velocity.x else |_| 0;
    try me.translate(.new(self.speed * dt, 0, 0));
}
