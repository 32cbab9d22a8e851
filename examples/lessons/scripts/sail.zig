//! Sets the size of its entity.
const bevy = @import("bevy");
const Sail = @This();

size: f32 = 1,

pub fn update(self: *Sail, ctx: *bevy.Context, _: f32) !void {
    try ctx.entity().setScale(.splat(self.size));
}
