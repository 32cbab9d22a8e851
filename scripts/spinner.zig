//! Spins its entity about the vertical axis.
const bevy = @import("bevy");
const Spinner = @This();

/// Turns per second.
speed: f32 = 0.5,

pub fn update(self: *Spinner, ctx: *bevy.Context, dt: f32) !void {
    try ctx.entity().rotate(.fromAxisAngle(.y, self.speed * bevy.tau * dt));
}
