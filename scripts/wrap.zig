//! What leaves the arena on one side comes in on the other. Runs after everything has moved.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Wrap = @This();

/// How far outside is outside: half the size of what is drawn.
margin: f32 = 0,

pub fn update(self: *Wrap, ctx: *bevy.Context, _: f32) !void {
    const here = try ctx.entity().position();
    const edge = rules.arena.add(.splat(self.margin));
    var there = here;
    if (@abs(here.x) > edge.x) there.x = -bevy.math.scalar.signum(here.x) * edge.x;
    if (@abs(here.y) > edge.y) there.y = -bevy.math.scalar.signum(here.y) * edge.y;
    if (!there.eql(here)) try ctx.entity().setPosition(there);
}
