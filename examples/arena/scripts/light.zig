//! A light to gather: floats up and down, and is gone when the player comes near.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Stage = @import("lib/stage.zig").Stage;
const Light = @This();

pub const phase = .fixed_update;
pub const run_in = Stage.playing;

player: bevy.Entity = .none,
/// Seconds since it appeared.
age: f32 = 0,

pub fn update(self: *Light, ctx: *bevy.Context, dt: f32) !void {
    const light = ctx.entity();
    self.age += dt;
    const here = try light.position();
    try light.setPosition(here.withY(0.8 + 0.25 * @sin(3 * self.age)));
    const player = ctx.ref(self.player).position() catch return;
    if (flatDistance(player, here) > rules.reach) return;
    try ctx.emit("light_gathered", here);
    try light.despawn();
}

fn flatDistance(a: bevy.Vec3, b: bevy.Vec3) f32 {
    return a.withY(0).distance(b.withY(0));
}
