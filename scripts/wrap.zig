//! What leaves the arena on one side comes in on the other. Runs after everything has moved.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Wrap = @This();

pub const phase = .post_update;

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

const std = @import("std");

test "who leaves on one side comes in on the other" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var wrap = try game.attach(Wrap, .{ .margin = 10 });
    try wrap.update(0);
    try game.expectRequests(&.{});
    try game.set(wrap.entity, bevy.Transform.fromXyz(rules.arena.x + 11, 5, 0));
    try wrap.update(0);
    try game.expectRequests(&.{
        .{ .set_position = .{ .entity = wrap.entity, .value = .new(-rules.arena.x - 10, 5, 0) } },
    });
}
