//! A shot: flies straight ahead, and is gone after a while.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Shot = @This();

/// Seconds.
lifetime: f32 = 0.95,

/// Seconds since it was fired.
age: f32 = 0,

pub fn update(self: *Shot, ctx: *bevy.Context, dt: f32) !void {
    const shot = ctx.entity();
    self.age += dt;
    if (self.age > self.lifetime) return shot.despawn();
    try shot.translate((try shot.transform()).up().scale(rules.shot_speed * dt));
}
