//! The benchmark's workload: a little arithmetic and one request.
const bevy = @import("bevy");
const Spinner = @This();

phase: f32 = 0,
/// Units per second.
speed: f32 = 1,
amplitude: f32 = 1,
offset: f32 = 0,

pub fn update(self: *Spinner, ctx: *bevy.Context, dt: f32) !void {
    self.phase += dt;
    try ctx.entity().translate(.new(self.speed * dt, 0, 0));
}
