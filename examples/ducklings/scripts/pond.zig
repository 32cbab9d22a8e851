//! The rules: who swims in the line behind the duck, and when all are found. A global script.
const bevy = @import("bevy");
const water = @import("lib/water.zig");
const Pond = @This();

const ducklings_max = 32;

/// The number of ducklings, at most 32.
ducklings: u32 = 12,

/// The duck, and the ducklings behind her.
line: [1 + ducklings_max]bevy.Entity = @splat(.none),
/// The number of ducklings in the line.
found: u32 = 0,
/// Seconds since the start of the game.
seconds: f32 = 0,

pub fn init(self: *Pond, ctx: *bevy.Context) !void {
    self.ducklings = @min(self.ducklings, ducklings_max);
    for ([_][]const u8{ "found", "scared" }) |name| _ = try ctx.connect(name);
    self.line[0] = (try ctx.spawn(.{ .prefab = "duck" })).id;
    for (0..self.ducklings) |_| try spawn(ctx, "duckling");
    try spawn(ctx, "pike");
}

pub fn update(self: *Pond, ctx: *bevy.Context, dt: f32) !void {
    if (ctx.justPressed("restart")) {
        try self.cut(ctx, 1);
        self.seconds = 0;
    }
    if (self.found < self.ducklings) self.seconds += dt;
    const vars = ctx.globalVars();
    try vars.set("found", @as(i64, self.found));
    try vars.set("seconds", self.seconds);
}

pub fn onSignal(self: *Pond, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    const duckling = signal.payload(bevy.Entity) orelse return;
    const place = self.placeOf(duckling);
    if (signal.is("found") and place == null) {
        try ctx.emitTo(duckling, "follow", self.line[self.found]);
        self.found += 1;
        self.line[self.found] = duckling;
        if (self.found == self.ducklings) ctx.logInfo("all ducklings found in {d:.1} s", .{self.seconds});
    } else if (signal.is("scared") and self.found < self.ducklings) {
        try self.cut(ctx, place orelse return);
    }
}

/// Scatters the line from this position on.
fn cut(self: *Pond, ctx: *bevy.Context, first: usize) !void {
    for (self.line[first .. self.found + 1]) |duckling| try ctx.emitTo(duckling, "scatter", .{});
    self.found = @intCast(first - 1);
}

fn placeOf(self: *const Pond, duckling: bevy.Entity) ?usize {
    for (self.line[0 .. self.found + 1], 0..) |one, place| if (one == duckling) return place;
    return null;
}

fn spawn(ctx: *bevy.Context, prefab: []const u8) !void {
    _ = try ctx.spawn(.{ .prefab = prefab, .transform = .fromTranslation(water.anywhere(ctx)) });
}

const std = @import("std");

test "who is found follows the last one, and a fright scatters the end of the line" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    for ([_][]const u8{ "duck", "duckling", "pike" }) |prefab| try game.addPrefab(prefab);
    var pond = try game.attach(Pond, .{ .ducklings = 4 });
    try pond.init();
    var ducklings: [3]bevy.Entity = undefined;
    for (&ducklings) |*duckling| {
        duckling.* = try game.spawn();
        try pond.onSignal("found", .none, duckling.*);
    }
    try std.testing.expectEqual(3, pond.state.found);
    try std.testing.expectEqual(ducklings[1], pond.state.line[2]);
    try pond.onSignal("scared", .none, ducklings[1]);
    try std.testing.expectEqual(1, pond.state.found);
}
