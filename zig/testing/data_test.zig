//! Data that scripts declare, in tests of scripts.

const std = @import("std");
const bevy = @import("../bevy.zig");
const Game = bevy.testing.Game;

const Health = struct {
    /// What the game knows it by.
    pub const component = bevy.component("Health", .{});
    now: f32 = 100,
    max: f32 = 100,
};

const Marked = struct {
    /// What the game knows it by.
    pub const component = bevy.component("Marked", .{});
};

const Score = struct {
    pub const resource = bevy.resource("Score", .{});
    points: u32 = 5,
};

const Died = struct {
    pub const message = bevy.message("Died", .{});
    who: bevy.Entity = .none,
};

/// Uses all of it.
const Doctor = struct {
    deaths: u32 = 0,

    pub fn update(self: *Doctor, ctx: *bevy.Context, _: f32) !void {
        const own = ctx.entity();
        const health = try own.get(Health);
        try own.set(Health, .{ .now = health.now + 1 });
        if (own.has(Marked)) try own.remove(Marked) else try own.insert(Marked{});
        const score = try ctx.resource(Score);
        try ctx.setResource(Score, .{ .points = score.points + 1 });
        for (try ctx.messages(Died)) |_| self.deaths += 1;
        try ctx.write(Died{ .who = own.id });
        const found = try ctx.query(.{Health}, .{ .without = .{Marked} });
        for (found.entities) |_| _ = try ctx.spawnWith(.{}, .{ Health{ .now = 1 }, bevy.Name.new("x") });
        _ = found.of(Health);
        try ctx.removeResource(Score);
    }
};

test "what scripts declare is known to tests without registration" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var doctor = try game.attach(Doctor, .{});
    const rock = doctor.entity;
    try game.set(rock, Health{ .now = 3 });
    try game.addMessage(Died{ .who = rock });
    try doctor.update(0);
    try std.testing.expectEqual(1, doctor.state.deaths);
    try game.expectRequests(&.{
        .{ .set_component = .{ .entity = rock, .name = "Health", .parts = &.{.{ .offset = @offsetOf(Health, "now"), .bytes = std.mem.asBytes(&@as(f32, 4)) }} } },
        .{ .add_component = .{ .entity = rock, .value = .of(&Marked{}) } },
        .{ .set_component = .{ .entity = .none, .name = "Score", .parts = &.{.{ .offset = 0, .bytes = std.mem.asBytes(&@as(u32, 6)) }} } },
        .{ .write_message = .of(&Died{ .who = rock }) },
        .{ .spawn = .{ .components = &.{ .of(&Health{ .now = 1 }), .of(&bevy.Name.new("x")) } } },
        .{ .remove_component = .{ .entity = .none, .name = "Score" } },
    });
    try game.setResource(Score{ .points = 50 });
    game.nextFrame(1.0 / 60.0);
    game.clear();
    try doctor.update(0);
    try std.testing.expectEqual(1, doctor.state.deaths);
}
