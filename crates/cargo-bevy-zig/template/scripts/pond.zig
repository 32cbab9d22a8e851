//! The rules: who swims in the line behind the duck, and when all are found. The game begins here.
const bevy = @import("bevy");
const water = @import("lib/water.zig");
const Drawing = @import("lib/looks.zig").Drawing;
const Looks = @import("lib/looks.zig").Looks;
const Pond = @This();

const ducklings_max = 32;

/// The number of ducklings, at most 32.
ducklings: u32 = 12,
/// Whether the duck finds her way by herself.
autopilot: bool = false,
/// Whether there is a window. Tests play without.
is_drawn: bool = true,

/// The duck, and the ducklings behind her.
line: [1 + ducklings_max]bevy.Entity = @splat(.none),
/// The number of ducklings in the line.
found: u32 = 0,
/// Seconds since the start of the game.
seconds: f32 = 0,
looks: Looks = .{},

pub fn init(self: *Pond, ctx: *bevy.Context) !void {
    try ctx.bindAxis("steer", &.{ .keys(.arrow_left, .arrow_right), .keys(.key_a, .key_d) }, .{});
    try ctx.bindAction("quack", &.{.{ .key = .space }});
    try ctx.bindAction("restart", &.{.{ .key = .key_r }});
    try ctx.bindAction("quit", &.{.{ .key = .escape }});
    if (self.is_drawn) self.looks = try .make(ctx);

    self.ducklings = @min(self.ducklings, ducklings_max);
    for ([_][]const u8{ "found", "scared" }) |name| _ = try ctx.connect(name);
    const duck = try ctx.spawnWith(.{ .tag = "duck" }, .{
        bevy.script(@import("duck.zig"), .{ .autopilot = self.autopilot }),
    });
    try self.looks.dress(duck, .duck);
    self.line[0] = duck.id;
    for (0..self.ducklings) |_| try self.spawn(ctx, .duckling, bevy.script(@import("duckling.zig"), .{}));
    try self.spawn(ctx, .pike, bevy.script(@import("pike.zig"), .{}));
}

pub fn update(self: *Pond, ctx: *bevy.Context, dt: f32) !void {
    if (ctx.justPressed("quit")) return ctx.exit();
    if (ctx.justPressed("restart")) {
        try self.cut(ctx, 1);
        self.seconds = 0;
    }
    if (self.found < self.ducklings) self.seconds += dt;
    const text = try ctx.format("{d} of {d} ducklings, {d:.0} s", .{ self.found, self.ducklings, self.seconds });
    try self.looks.show(ctx, text);
}

pub fn onSignal(self: *Pond, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    const duckling = signal.payload(bevy.Entity) orelse return;
    const place = self.placeOf(duckling);
    if (signal.is("found") and place == null) {
        try ctx.emitTo(duckling, "follow", self.line[self.found]);
        self.found += 1;
        self.line[self.found] = duckling;
        if (self.found == self.ducklings) try self.celebrate(ctx);
    } else if (signal.is("scared") and self.found < self.ducklings) {
        try self.cut(ctx, place orelse return);
    }
}

/// The best time outlives the program.
fn celebrate(self: *Pond, ctx: *bevy.Context) !void {
    const best = @min(self.seconds, try ctx.globalVars().getOr(f32, "saved.best_seconds", self.seconds));
    try ctx.globalVars().set("saved.best_seconds", best);
    ctx.logInfo("all ducklings found in {d:.1} s; the best time is {d:.1} s", .{ self.seconds, best });
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

/// Something somewhere in the water, with its script and its drawing. Its tag is the drawing's name.
fn spawn(self: *Pond, ctx: *bevy.Context, drawing: Drawing, script: anytype) !void {
    const made = try ctx.spawnWith(.{
        .tag = @tagName(drawing),
        .transform = .fromTranslation(water.anywhere(ctx)),
    }, .{script});
    try self.looks.dress(made, drawing);
}

const std = @import("std");

test "who is found follows the last one, and a fright scatters the end of the line" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    for ([_][]const u8{ "duck", "duckling", "pike" }) |name| try game.addScript(name);
    var pond = try game.attach(Pond, .{ .ducklings = 4, .is_drawn = false });
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
