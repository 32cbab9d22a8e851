//! Turns its entity around the vertical axis, whatever the game is doing.
const bevy = @import("bevy");
const Spinner = @This();

/// Turns per second.
speed: f32 = 1,

pub fn update(self: *Spinner, ctx: *bevy.Context, dt: f32) !void {
    try ctx.entity().rotate(.fromRotationY(self.speed * bevy.tau * dt));
}
