//! A shadow: follows the player, keeps away from other shadows, and costs a heart when it gets there.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Stage = @import("lib/stage.zig").Stage;
const Shadow = @This();

pub const phase = .fixed_update;
pub const run_in = Stage.playing;

player: bevy.Entity = .none,
/// Units per second.
speed: f32 = 3,

pub fn update(self: *Shadow, ctx: *bevy.Context, dt: f32) !void {
    const shadow = ctx.entity();
    const here = try shadow.position();
    const player = ctx.ref(self.player).position() catch return;
    const way = player.sub(here).withY(0);
    if (way.length() < rules.reach) {
        try ctx.emit("caught", {});
        return shadow.despawn();
    }
    var wanted = way.normalizeOrZero();
    for (try ctx.findNearby(here, 2.5, .{ .tag = "shadow" })) |id| {
        if (id == shadow.id) continue;
        const apart = here.sub(try ctx.ref(id).position()).withY(0);
        wanted = wanted.add(apart.normalizeOrZero().scale(0.6));
    }
    const there = rules.onFloor(here.add(wanted.clampLengthMax(1).scale(self.speed * dt)));
    try shadow.setPosition(there);
}
