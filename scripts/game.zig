//! The rules of the whole game: waves, hits, score, lives, restart. It is on no entity.
const std = @import("std");
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Hud = @import("lib/hud.zig").Hud;
const Game = @This();

const Stage = enum { playing, ship_lost, over };

/// Whether the next game starts without a key.
autopilot: bool = false,

score: u32 = 0,
/// The highest score since the program was started.
best: u32 = 0,
/// Ships that are left, the one in play not counted.
lives: u8 = 0,
/// How many waves of rocks have come.
wave: u32 = 0,
stage: Stage = .playing,
/// Seconds since the stage began.
stage_seconds: f32 = 0,
/// Seconds without a rock.
calm_seconds: f32 = 0,
ship: bevy.Entity = .none,
next_ship: bevy.Run(relaunch) = .idle,
hud: Hud = .{},

/// Begins when a ship is lost that was not the last.
const relaunch = bevy.sequence(Game, .{ bevy.wait(1.5), launchShip });

pub fn init(self: *Game, ctx: *bevy.Context) !void {
    try self.start(ctx);
}

pub fn update(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    self.stage_seconds += dt;
    const again = self.autopilot and self.stage == .over and self.stage_seconds > 3;
    if (again or ctx.justPressed("restart")) return self.restart(ctx);

    try self.breakRocks(ctx);
    switch (self.stage) {
        .playing => if (self.stage_seconds > rules.safe_seconds) try self.loseShip(ctx),
        .ship_lost, .over => {},
    }
    try self.sendWave(ctx, dt);
    try self.hud.show(ctx, self.score, self.lives);
}

fn start(self: *Game, ctx: *bevy.Context) !void {
    self.score = 0;
    self.wave = 0;
    self.calm_seconds = 0;
    self.lives = rules.lives_max;
    try self.launchShip(ctx);
}

fn restart(self: *Game, ctx: *bevy.Context) !void {
    for ([_][]const u8{ "rock", "shot", "ship" }) |tag| {
        for (try ctx.findByTag(tag)) |entity| try ctx.ref(entity).despawn();
    }
    try self.hud.showBanner(ctx, false);
    self.next_ship.stop();
    try self.start(ctx);
}

fn enter(self: *Game, stage: Stage) void {
    self.stage = stage;
    self.stage_seconds = 0;
}

fn launchShip(self: *Game, ctx: *bevy.Context) !void {
    self.lives -= 1;
    self.ship = (try ctx.spawn(.{ .prefab = "ship" })).id;
    self.enter(.playing);
}

/// Ends the ship if a rock touches it, and the game if it was the last one.
fn loseShip(self: *Game, ctx: *bevy.Context) !void {
    const ship_radius = 12;
    const ship = ctx.ref(self.ship);
    const at = try ship.position();
    for (try ctx.findByTag("rock")) |id| {
        const rock = try ctx.ref(id).transform();
        if (rock.translation.distance(at) > rock.scale.x + ship_radius) continue;
        try ship.despawn();
        try burst(ctx, "splinter", at, 14);
        if (self.lives > 0) {
            self.next_ship.start();
            return self.enter(.ship_lost);
        }
        self.best = @max(self.best, self.score);
        try self.hud.showBanner(ctx, true);
        return self.enter(.over);
    }
}

/// Breaks each rock that a shot has hit. A shot hits one rock only.
fn breakRocks(self: *Game, ctx: *bevy.Context) !void {
    const shots = try ctx.findByTag("shot");
    if (shots.len == 0) return;
    const spent = try ctx.scratch(bool, shots.len);
    @memset(spent, false);
    for (std.enums.values(rules.Rock)) |kind| {
        for (try ctx.findByTag(kind.name())) |id| {
            const rock = ctx.ref(id);
            const at = try rock.position();
            for (shots, spent) |shot_id, *is_spent| {
                const shot = ctx.ref(shot_id);
                if (is_spent.* or (try shot.position()).distance(at) > kind.radius()) continue;
                is_spent.* = true;
                try shot.despawn();
                try rock.despawn();
                try self.breakRock(ctx, kind, at);
                break;
            }
        }
    }
}

fn breakRock(self: *Game, ctx: *bevy.Context, kind: rules.Rock, at: bevy.Vec3) !void {
    self.score += kind.points();
    try burst(ctx, "spark", at, 10);
    const pieces = kind.pieces() orelse return;
    for (0..2) |_| try spawnRock(ctx, pieces, at);
}

/// Sends more rocks, some time after the last one has gone.
fn sendWave(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    const rocks = try ctx.findByTag("rock");
    self.calm_seconds = if (rocks.len == 0) self.calm_seconds + dt else 0;
    if (self.calm_seconds < 1.2) return;
    self.calm_seconds = 0;
    self.wave += 1;
    for (0..@min(3 + self.wave, 10)) |_| try spawnRock(ctx, .large, somewhereAtTheEdge(ctx));
}

/// A place outside, where no ship can be.
fn somewhereAtTheEdge(ctx: *bevy.Context) bevy.Vec3 {
    const random = ctx.random();
    const outside = rules.arena.add(.splat(rules.Rock.large.radius()));
    const along = random.range(-1, 1);
    const side: f32 = if (random.chance(0.5)) 1 else -1;
    const corner: bevy.Vec2 = if (random.chance(0.5)) .new(side, along) else .new(along, side);
    return outside.mul(corner).extend(0);
}

fn spawnRock(ctx: *bevy.Context, kind: rules.Rock, at: bevy.Vec3) !void {
    _ = try ctx.spawn(.{
        .prefab = kind.name(),
        .transform = .{ .translation = at, .scale = .splat(kind.radius()) },
    });
}

/// An explosion.
fn burst(ctx: *bevy.Context, prefab: []const u8, at: bevy.Vec3, count: usize) !void {
    for (0..count) |_| _ = try ctx.spawn(.{ .prefab = prefab, .transform = .fromTranslation(at) });
}
