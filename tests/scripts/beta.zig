//! Another one on an entity: says its name and puts its entity at its own place, so that the last one wins.
const bevy = @import("bevy");
const Beta = @This();

x: f32 = 2,

pub fn update(self: *Beta, ctx: *bevy.Context, dt: f32) !void {
    _ = dt;
    ctx.logInfo("b", .{});
    try ctx.entity().setPosition(.new(self.x, 0, 0));
}
