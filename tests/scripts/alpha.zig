//! One of several on an entity: says its name and puts its entity at its own place, so that the last one wins.
const bevy = @import("bevy");
const Alpha = @This();

x: f32 = 1,

pub fn update(self: *Alpha, ctx: *bevy.Context, dt: f32) !void {
    _ = dt;
    ctx.logInfo("a", .{});
    try ctx.entity().setPosition(.new(self.x, 0, 0));
}
