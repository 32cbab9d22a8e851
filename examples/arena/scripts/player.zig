//! The player: runs where the stick or the arrows point, and looks there.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Stage = @import("lib/stage.zig").Stage;
const Player = @This();

pub const phase = .fixed_update;
pub const run_in = Stage.playing;

/// Units per second, and how fast they change.
speed: f32 = 8.5,
acceleration: f32 = 45,

velocity: bevy.Vec2 = .zero,

pub fn update(self: *Player, ctx: *bevy.Context, dt: f32) !void {
    const player = ctx.entity();
    const wanted = bevy.Vec2.new(ctx.axis("right"), -ctx.axis("up")).clampLengthMax(1).scale(self.speed);
    self.velocity = self.velocity.moveTowards(wanted, self.acceleration * dt);
    const here = try player.position();
    const step: bevy.Vec3 = .new(self.velocity.x * dt, 0, self.velocity.y * dt);
    const there = rules.onFloor(here.add(step));
    try player.setPosition(there);
    if (self.velocity.length() > 0.5) try player.lookAt(there.add(step), .y_axis);
}
