//! The rules of the whole game: menus, waves, hits, score, lives, pause, restart. It is on no entity.
const std = @import("std");
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const spawnSky = @import("lib/looks.zig").spawnSky;
const Bit = @import("lib/looks.zig").Bit;
const Hud = @import("lib/hud.zig").Hud;
const Looks = @import("lib/looks.zig").Looks;
const Menu = @import("lib/menu.zig").Menu;
const Wish = @import("lib/menu.zig").Wish;
const Settings = @import("lib/settings.zig").Settings;
const playSound = @import("lib/sounds.zig").play;
const Game = @This();

/// Before the others: what it takes out of the game in a frame no longer moves in it.
pub const phase = .pre_update;

const Stage = enum { title, playing, ship_lost, over };

/// Whether the ship flies itself, and games start without a key.
autopilot: bool = false,
/// Whether there is a window.
is_drawn: bool = false,
/// Whether there are sounds.
is_audible: bool = false,

score: u32 = 0,
/// The highest score; with a player, of all times.
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
menu: Menu = .{},
announcement: bevy.Run(announce) = .idle,
camera: bevy.Entity = .none,
/// How much the camera shakes, from 0 to 1.
shake: f32 = 0,

/// Begins when a ship is lost that was not the last.
const relaunch = bevy.sequence(Game, .{ bevy.wait(1.5), launchShip });

/// Begins with each wave, where somebody sees it.
const announce = bevy.sequence(Game, .{ sayWave, bevy.wait(1.6), sayStage });

pub fn init(self: *Game, ctx: *bevy.Context) !void {
    try (Settings{}).bind(ctx);
    try ctx.bindAction("restart", &.{ .{ .key = .key_r }, .{ .gamepad_button = .north } });
    try ctx.bindAction("pause", &.{ .{ .key = .key_p }, .{ .gamepad_button = .start } });
    try ctx.bindAction("quit", &.{.{ .key = .escape }});
    if (self.is_drawn) {
        self.looks = try .make(ctx);
        self.hud = try .spawn(ctx);
        self.camera = try spawnSky(ctx);
        try self.menu.listen(ctx);
    }
    if (self.autopilot) return self.start(ctx);
    if (self.is_audible) try ctx.globalVars().set("is_audible", true);
    self.best = try ctx.globalVars().getOr(u32, "saved.best", 0);
    if (self.is_drawn) try self.enterTitle(ctx);
}

fn enterTitle(self: *Game, ctx: *bevy.Context) !void {
    try self.clear(ctx);
    self.enter(.title);
    try self.sayStage(ctx);
    try self.menu.open(ctx, .title);
    for (0..5) |_| try self.spawnRock(ctx, .large, somewhereAtTheEdge(ctx));
}

pub fn update(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    if (ctx.justPressed("quit") and self.menu.waiting == null) return ctx.exit();
    try self.shakeCamera(ctx, dt);
    if (self.menu.isOpen()) try self.grant(ctx, try self.menu.update(ctx));
    if (ctx.justPressed("pause") and self.stage != .title) try self.pause(ctx, !self.is_paused);
    if (self.is_paused) return;
    self.stage_seconds += dt;
    const again = self.autopilot and self.stage == .over and self.stage_seconds > 3;
    if (again or ctx.justPressed("restart")) return self.restart(ctx);
    if (self.stage == .title) return;

    try self.breakRocks(ctx);
    switch (self.stage) {
        .playing => try self.loseShip(ctx),
        // Not at once: whoever still fires is not asking for another game.
        .over => if (self.is_drawn and !self.autopilot and self.stage_seconds > 1.2 and !self.menu.isOpen()) {
            try self.menu.open(ctx, .over);
        },
        .title, .ship_lost => {},
    }
    try self.sendWave(ctx, dt);
    try self.hud.show(ctx, self.score, self.lives);
}

pub fn onSignal(self: *Game, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    try self.grant(ctx, try self.menu.hear(ctx, signal));
}

/// Does what the player has chosen in a menu.
fn grant(self: *Game, ctx: *bevy.Context, wish: Wish) !void {
    if (wish != .none) try playSound(ctx, "pick");
    switch (wish) {
        .none => {},
        .play => try self.restart(ctx),
        .go_on => try self.pause(ctx, false),
        .give_up => {
            try self.pause(ctx, false);
            try self.keepBest(ctx);
            try self.enterTitle(ctx);
        },
        .quit => try ctx.exit(),
    }
}

/// The game's own time stops, and with it all that moves. This script still runs.
fn pause(self: *Game, ctx: *bevy.Context, paused: bool) !void {
    self.is_paused = paused;
    try ctx.setResource(bevy.time.TimeVirtual, .{ .context = .{ .paused = paused } });
    try self.sayStage(ctx);
    if (!self.is_drawn) return;
    if (paused) try self.menu.open(ctx, .paused) else try self.menu.close(ctx);
}

/// The words that belong to what the game is doing.
fn sayStage(self: *Game, ctx: *bevy.Context) !void {
    if (self.is_paused) return self.hud.say(ctx, "PAUSED", "");
    switch (self.stage) {
        .title => {
            const best = try ctx.format("the best score is {d}", .{self.best});
            try self.hud.say(ctx, "ROCKS", if (self.best > 0) best else "break them, and do not be broken");
        },
        .playing, .ship_lost => try self.hud.say(ctx, "", ""),
        .over => {
            const is_best = self.score == self.best;
            const hint = try ctx.format("{d} points, {d} at best", .{ self.score, self.best });
            try self.hud.say(ctx, "GAME OVER", if (is_best) "the best score so far" else hint);
        },
    }
}

fn sayWave(self: *Game, ctx: *bevy.Context) !void {
    try playSound(ctx, "wave");
    const rocks = rules.rocksIn(self.wave);
    try self.hud.say(ctx, try ctx.format("WAVE {d}", .{self.wave}), try ctx.format("{d} rocks", .{rocks}));
}

/// The best score outlives the program.
fn keepBest(self: *Game, ctx: *bevy.Context) !void {
    self.best = @max(self.best, self.score);
    if (self.is_drawn and !self.autopilot) try ctx.globalVars().set("saved.best", self.best);
}

fn shakeCamera(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    if (self.shake == 0) return;
    self.shake = @max(self.shake - 1.6 * dt, 0);
    const far = 16 * self.shake * self.shake;
    const time: f32 = @floatCast(ctx.time());
    if (ctx.ref(self.camera).exists()) try ctx.ref(self.camera).setPosition(.new(far * @sin(61 * time), far * @sin(73 * time), 0));
}

fn start(self: *Game, ctx: *bevy.Context) !void {
    self.score = 0;
    self.wave = 0;
    self.calm_seconds = 0;
    self.lives = rules.lives_max;
    try self.launchShip(ctx);
}

fn restart(self: *Game, ctx: *bevy.Context) !void {
    try self.clear(ctx);
    try self.menu.close(ctx);
    try self.start(ctx);
    try self.sayStage(ctx);
}

/// Nothing of the last game stays.
fn clear(self: *Game, ctx: *bevy.Context) !void {
    for ([_][]const u8{ "rock", "shot", "ship" }) |tag| {
        for (try ctx.findByTag(tag)) |entity| try ctx.ref(entity).despawn();
    }
    self.next_ship.stop();
    self.announcement.stop();
}

fn enter(self: *Game, stage: Stage) void {
    self.stage = stage;
    self.stage_seconds = 0;
}

fn launchShip(self: *Game, ctx: *bevy.Context) !void {
    self.lives -|= 1;
    const ship = try ctx.spawnWith(.{ .tag = "ship" }, .{
        rules.Shield{},
        bevy.script(@import("ship.zig"), .{ .autopilot = self.autopilot, .is_drawn = self.is_drawn }),
        bevy.script(@import("gun.zig"), .{ .autopilot = self.autopilot, .is_drawn = self.is_drawn }),
        bevy.script(@import("wrap.zig"), .{ .margin = 14 }),
    });
    try self.looks.dressShip(ship);
    self.ship = ship.id;
    self.enter(.playing);
}

/// Ends the ship if a rock touches it while its shield is down, and the game if it was the last one.
fn loseShip(self: *Game, ctx: *bevy.Context) !void {
    const ship_radius = 12;
    // One that was launched in this frame is there in the next.
    const ships = try ctx.query(.{ rules.Shield, bevy.Transform }, .{ .tag = "ship" });
    if (ships.entities.len == 0 or ships.of(rules.Shield)[0].seconds > 0) return;
    const ship = ctx.ref(self.ship);
    const at = ships.of(bevy.Transform)[0].translation;
    for (try ctx.findByTag("rock")) |id| {
        const rock = try ctx.ref(id).transform();
        if (rock.translation.distance(at) > rock.scale.x + ship_radius) continue;
        try ship.despawn();
        try self.burst(ctx, .splinter, at, 14);
        try playSound(ctx, "ship");
        self.shake = 1;
        if (self.lives > 0) {
            self.next_ship.start();
            return self.enter(.ship_lost);
        }
        try self.keepBest(ctx);
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
    try playSound(ctx, "rock");
    if (kind == .large) self.shake = @max(self.shake, 0.4);
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
    for (0..rules.rocksIn(self.wave)) |_| try self.spawnRock(ctx, .large, somewhereAtTheEdge(ctx));
    if (self.is_drawn) self.announcement.restart();
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
