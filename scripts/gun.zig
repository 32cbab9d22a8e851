//! The ship's gun: fires ahead while asked to. It is on the same entity as ship.zig and shares its transform.
const bevy = @import("bevy");
const Autopilot = @import("lib/autopilot.zig").Autopilot;
const Bit = @import("lib/looks.zig").Bit;
const Controls = @import("lib/controls.zig").Controls;
const playSound = @import("lib/sounds.zig").play;
const Gun = @This();

/// Shots per second.
rate: f32 = 5,
/// Whether it fires by itself.
autopilot: bool = false,
/// Whether its shots are seen.
is_drawn: bool = false,

pilot: Autopilot = .{},
/// Seconds until it may fire again.
cooldown: f32 = 0,

pub fn update(self: *Gun, ctx: *bevy.Context, dt: f32) !void {
    const ship = try ctx.entity().transform();
    const controls = if (self.autopilot) try self.pilot.controls(ctx, ship, dt) else Controls.ofPlayer(ctx);

    self.cooldown = @max(self.cooldown - dt, 0);
    if (!controls.fire or self.cooldown > 0) return;
    self.cooldown = 1 / self.rate;
    const nose: bevy.Transform = .{ .translation = ship.translation.add(ship.up().scale(20)), .rotation = ship.rotation };
    const shot = try ctx.spawnWith(.{ .tag = "shot", .transform = nose }, .{
        bevy.script(@import("shot.zig"), .{}),
        bevy.script(@import("wrap.zig"), .{ .margin = 4 }),
    });
    if (self.is_drawn) try Bit.shot.dress(shot);
    try playSound(ctx, "shot");
}

const std = @import("std");

test "it fires from the nose, and not faster than it can" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addScript("shot");
    try game.addScript("wrap");
    var gun = try game.attach(Gun, .{ .rate = 5 });
    try gun.update(0.05);
    try game.expectRequests(&.{});
    try game.press("fire");
    // A second and a bit: at the beginning, and then five times.
    for (0..11) |_| try gun.update(0.1);
    try std.testing.expectEqual(6, game.count(.spawn));
    try std.testing.expectEqual(bevy.Vec3.new(0, 20, 0), game.requested()[0].spawn.transform.?.translation);
}

test "the autopilot turns to the rock and fires ahead of it" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addScript("shot");
    try game.addScript("wrap");
    const rock = try game.spawnAt(.new(0, 300, 0));
    try game.tag(rock, "rock");
    var gun = try game.attach(Gun, .{ .autopilot = true });
    try gun.update(0.1);
    try std.testing.expectEqualStrings("shot", (try game.only(.spawn)).tag);
    // Out of its sight there is nothing to fire at.
    try game.set(rock, bevy.Transform.fromXyz(300, 0, 0));
    game.clear();
    try gun.update(1);
    try game.expectRequests(&.{});
}
