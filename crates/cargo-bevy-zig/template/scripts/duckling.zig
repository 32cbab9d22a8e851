//! A duckling: drifts while it is lost, and follows the entity that the pond names.
const bevy = @import("bevy");
const water = @import("lib/water.zig");
const Duckling = @This();

/// How near its mother must be, in units; it hears a quack three times as far away.
hearing: f32 = 60,
/// Units per second.
speed: f32 = 200,
/// The distance to the one in front, in units.
gap: f32 = 30,

/// The entity that it follows; `.none` while it is lost.
leader: bevy.Entity = .none,
/// Units per second, while it is lost.
drift: bevy.Vec2 = .new(0, 15),

pub fn init(self: *Duckling, ctx: *bevy.Context) !void {
    for ([_][]const u8{ "follow", "scatter", "quack" }) |name| _ = try ctx.connect(name);
    self.drift = ctx.random().direction2().scale(15);
}

pub fn update(self: *Duckling, ctx: *bevy.Context, dt: f32) !void {
    const duckling = ctx.entity();
    const here = try duckling.position();
    if (self.leader != .none) return self.follow(duckling, here, try ctx.ref(self.leader).position(), dt);
    try self.look(ctx, self.hearing);
    // A fright wears off.
    self.drift = self.drift.clampLengthMax(@max(15, self.drift.length() * (1 - dt)));
    try duckling.setPosition(water.inside(here.add(self.drift.scale(dt).extend(0))));
    try duckling.setRotation(water.facing(self.drift));
}

pub fn onSignal(self: *Duckling, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("quack")) {
        if (self.leader == .none) try self.look(ctx, 3 * self.hearing);
    } else if (signal.is("follow")) {
        self.leader = signal.payload(bevy.Entity) orelse return;
        try ctx.vars().set("follows", true);
    } else if (signal.is("scatter")) {
        self.leader = .none;
        self.drift = ctx.random().direction2().scale(260);
        try ctx.vars().set("follows", false);
    }
}

/// Tells the pond if its mother is near.
fn look(_: *Duckling, ctx: *bevy.Context, distance: f32) !void {
    const here = try ctx.entity().position();
    const near = try ctx.findNearby(here, distance, .{ .tag = "duck" });
    if (near.len > 0) try ctx.emit("found", ctx.entity().id);
}

fn follow(self: *Duckling, duckling: bevy.EntityRef, here: bevy.Vec3, leader: bevy.Vec3, dt: f32) !void {
    const way = leader.sub(here);
    const step = @min(way.length() - self.gap, self.speed * dt);
    if (step <= 0) return;
    try duckling.translate(way.normalize().scale(step));
    try duckling.setRotation(water.facing(way.truncate().normalize()));
}

const std = @import("std");

test "it hears its mother when she is near, and from further away when she quacks" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    const duck = try game.spawnAt(.new(100, 0, 0));
    try game.tag(duck, "duck");
    var duckling = try game.attach(Duckling, .{ .hearing = 60 });
    try duckling.update(0.1);
    try std.testing.expectEqual(0, game.count(.emit));
    try duckling.onSignal("quack", .none, .{});
    try std.testing.expectEqualStrings("found", (try game.only(.emit)).name);
}

test "it keeps its distance" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    const leader = try game.spawnAt(.new(100, 0, 0));
    var duckling = try game.attach(Duckling, .{ .leader = leader, .gap = 30, .speed = 1000 });
    try duckling.update(1);
    try game.expectRequest(.{ .translate = .{ .entity = duckling.entity, .value = .new(70, 0, 0) } });
}
