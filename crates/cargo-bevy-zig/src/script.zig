//! TODO: what `script_name` does.
const bevy = @import("bevy");
const Script = @This();

/// Turns per second. Fields are the script's state, and the game can set them: `.with("speed", 2.0)`. Each has a
/// default.
speed: f32 = 0.5,

pub fn init(_: *Script, ctx: *bevy.Context) !void {
    ctx.logInfo("script_name starts", .{});
}

pub fn update(self: *Script, ctx: *bevy.Context, dt: f32) !void {
    try ctx.entity().rotate(.fromRotationZ(self.speed * bevy.tau * dt));
}

const std = @import("std");

test "it turns" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var script = try game.attach(Script, .{ .speed = 0.25 });
    try script.update(1);
    try game.expectRequest(.{ .rotate = .{ .entity = script.entity, .value = .fromRotationZ(bevy.pi / 2.0) } });
}
