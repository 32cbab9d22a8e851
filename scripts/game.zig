//! The rules of the whole game: title, waves, hits, score, lives, pause, restart. It is on no entity.
const std = @import("std");
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const spawnSky = @import("lib/looks.zig").spawnSky;
const Bit = @import("lib/looks.zig").Bit;
const Hud = @import("lib/hud.zig").Hud;
const Looks = @import("lib/looks.zig").Looks;
const Game = @This();

/// Before the others: what it takes out of the game in a frame no longer moves in it.
pub const phase = .pre_update;

const Stage = enum { title, playing, ship_lost, over };

/// Whether the ship flies itself, and games start without a key.
autopilot: bool = false,
/// Whether there is a window.
is_drawn: bool = false,

score: u32 = 0,
/// The highest score since the program was started.
best: u32 = 0,
/// Ships that are left, the one in play not counted.
lives: u8 = 0,
/// How many waves of rocks have come.
wave: u32 = 0,
stage: Stage = .title,
is_paused: bool = false,
/// Seconds since the stage began.
stage_seconds: f32 = 0,
/// Seconds without a rock.
calm_seconds: f32 = 0,
ship: bevy.Entity = .none,
next_ship: bevy.Run(relaunch) = .idle,
/// Rocks that there have been.
rocks: u32 = 0,
looks: Looks = .{},
hud: Hud = .{},

/// Begins when a ship is lost that was not the last.
const relaunch = bevy.sequence(Game, .{ bevy.wait(1.5), launchShip });

pub fn init(self: *Game, ctx: *bevy.Context) !void {
    try ctx.bindAxis("steer", &.{ .keys(.arrow_left, .arrow_right), .keys(.key_a, .key_d), .stick(.left_stick_x) }, .{});
    try ctx.bindAction("thrust", &.{ .{ .key = .arrow_up }, .{ .key = .key_w }, .{ .gamepad_button = .right_trigger2 } });
    try ctx.bindAction("fire", &.{ .{ .key = .space }, .{ .gamepad_button = .south } });
    try ctx.bindAction("restart", &.{ .{ .key = .key_r }, .{ .gamepad_button = .north } });
    try ctx.bindAction("pause", &.{ .{ .key = .key_p }, .{ .gamepad_button = .start } });
    try ctx.bindAction("quit", &.{.{ .key = .escape }});
    if (self.is_drawn) {
        self.looks = try .make(ctx);
        self.hud = try .spawn(ctx);
        try spawnSky(ctx);
    }
    if (self.autopilot) return self.start(ctx);
    try self.hud.say(ctx, "ROCKS", "space starts and fires, the arrows steer and thrust, P pauses, Esc ends");
}

pub fn update(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    if (ctx.justPressed("quit")) return ctx.exit();
    if (ctx.justPressed("pause") and self.stage != .title) try self.pause(ctx, !self.is_paused);
    if (self.is_paused) return;
    self.stage_seconds += dt;
    const again = self.autopilot and self.stage == .over and self.stage_seconds > 3;
    const begin = self.stage == .title and ctx.justPressed("fire");
    if (again or begin or ctx.justPressed("restart")) return self.restart(ctx);
    if (self.stage == .title) return;

    try self.breakRocks(ctx);
    switch (self.stage) {
        .playing => if (self.stage_seconds > rules.safe_seconds) try self.loseShip(ctx),
        .title, .ship_lost, .over => {},
    }
    try self.sendWave(ctx, dt);
    try self.hud.show(ctx, self.score, self.lives);
}

/// The game's own time stops, and with it all that moves. This script still runs.
fn pause(self: *Game, ctx: *bevy.Context, paused: bool) !void {
    self.is_paused = paused;
    try ctx.setResource(bevy.time.TimeVirtual, .{ .context = .{ .paused = paused } });
    if (paused) return self.hud.say(ctx, "PAUSED", "P goes on, Esc ends");
    try self.sayStage(ctx);
}

fn sayStage(self: *Game, ctx: *bevy.Context) !void {
    if (self.stage != .over) return self.hud.say(ctx, "", "");
    const hint = if (self.score == self.best) "the best score so far; press R to play again" else "press R to play again";
    try self.hud.say(ctx, "GAME OVER", hint);
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
    self.next_ship.stop();
    try self.start(ctx);
    try self.sayStage(ctx);
}

fn enter(self: *Game, stage: Stage) void {
    self.stage = stage;
    self.stage_seconds = 0;
}

fn launchShip(self: *Game, ctx: *bevy.Context) !void {
    self.lives -|= 1;
    const ship = try ctx.spawnWith(.{ .tag = "ship" }, .{
        bevy.script(@import("ship.zig"), .{ .autopilot = self.autopilot, .is_drawn = self.is_drawn }),
        bevy.script(@import("gun.zig"), .{ .autopilot = self.autopilot, .is_drawn = self.is_drawn }),
        bevy.script(@import("wrap.zig"), .{ .margin = 14 }),
    });
    try self.looks.dressShip(ship);
    self.ship = ship.id;
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
        try self.burst(ctx, .splinter, at, 14);
        if (self.lives > 0) {
            self.next_ship.start();
            return self.enter(.ship_lost);
        }
        self.best = @max(self.best, self.score);
        self.enter(.over);
        return self.sayStage(ctx);
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
    try self.burst(ctx, .spark, at, 10);
    const pieces = kind.pieces() orelse return;
    for (0..2) |_| try self.spawnRock(ctx, pieces, at);
}

/// Sends more rocks, some time after the last one has gone.
fn sendWave(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    const rocks = try ctx.findByTag("rock");
    self.calm_seconds = if (rocks.len == 0) self.calm_seconds + dt else 0;
    if (self.calm_seconds < 1.2) return;
    self.calm_seconds = 0;
    self.wave += 1;
    for (0..@min(3 + self.wave, 10)) |_| try self.spawnRock(ctx, .large, somewhereAtTheEdge(ctx));
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

fn spawnRock(self: *Game, ctx: *bevy.Context, kind: rules.Rock, at: bevy.Vec3) !void {
    const rock = try ctx.spawnWith(.{
        .tags = &.{ "rock", kind.name() },
        .transform = .{ .translation = at, .scale = .splat(kind.radius()) },
    }, .{
        bevy.script(@import("rock.zig"), .{ .speed = kind.speed(), .spin_max = kind.spin() }),
        bevy.script(@import("wrap.zig"), .{ .margin = kind.radius() }),
    });
    self.rocks +%= 1;
    try self.looks.dressRock(rock, kind, self.rocks);
}

/// An explosion.
fn burst(self: *Game, ctx: *bevy.Context, comptime bit: Bit, at: bevy.Vec3, count: usize) !void {
    const speed, const lifetime = if (bit == .splinter) .{ 140, 1.8 } else .{ 230, 0.8 };
    for (0..count) |_| {
        const made = try ctx.spawnWith(.{ .transform = .fromTranslation(at) }, .{
            bevy.script(@import("debris.zig"), .{ .speed = speed, .lifetime = lifetime }),
        });
        if (self.is_drawn) try bit.dress(made);
    }
}
