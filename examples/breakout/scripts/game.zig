//! The rules of the whole game: waves of bricks, score, lives, the title and the end. It is on no entity.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const rules = @import("lib/rules.zig");
const Broken = @import("lib/broken.zig").Broken;
const Hud = @import("lib/hud.zig").Hud;
const Game = @This();

/// The rules are played in steps of equal length, whatever the frame rate.
pub const phase = .fixed_update;

const Stage = enum { title, playing, over };

stage: Stage = .title,
score: u32 = 0,
/// The highest score of all times.
best: u32 = 0,
/// Balls that are left, the one in play not counted.
lives: u32 = 0,
wave: u32 = 0,
bricks_left: u32 = 0,

hud: Hud = .{},
bat: bevy.Entity = .none,
ball: bevy.Entity = .none,
disc: bevy.Asset(bevy.Mesh) = .none,
white: bevy.Asset(bevy.ColorMaterial) = .none,

pub fn init(self: *Game, ctx: *bevy.Context) !void {
    try ctx.bindAxis("steer", &.{ .keys(.arrow_left, .arrow_right), .keys(.key_a, .key_d), .stick(.left_stick_x) }, .{});
    try ctx.bindAction("launch", &.{ .{ .key = .space }, .{ .gamepad_button = .south } });
    _ = try ctx.connect("brick_broken");
    _ = try ctx.connect("ball_lost");
    try looks.spawnView(ctx);
    self.disc = try ctx.makeAsset(bevy.Mesh, bevy.math.Circle.new(rules.ball_radius));
    self.white = try ctx.addAsset(bevy.ColorMaterial{ .color = looks.chalk });
    self.hud = try .spawn(ctx);
    self.best = try ctx.globalVars().getOr(u32, "saved.best", 0);
    try spawnWall(ctx);
    try self.hud.say(ctx, "BREAKOUT", "space starts and launches, the arrows steer");
}

pub fn update(self: *Game, ctx: *bevy.Context, _: f32) !void {
    if (self.stage != .playing and ctx.justPressed("launch")) try self.begin(ctx);
}

pub fn onSignal(self: *Game, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("brick_broken")) {
        const broken = signal.payload(Broken) orelse return;
        self.score += rules.points(broken.row);
        try self.hud.showScore(ctx, self.score, self.best);
        try spawnShards(ctx, broken);
        self.bricks_left -|= 1;
        if (self.bricks_left == 0) try self.nextWave(ctx);
    }
    if (signal.is("ball_lost")) {
        if (self.lives == 0) return self.end(ctx);
        self.lives -= 1;
        try self.hud.showLives(ctx, self.lives);
        try self.spawnBall(ctx);
    }
}

fn begin(self: *Game, ctx: *bevy.Context) !void {
    for (try ctx.findByTag("brick")) |brick| try ctx.ref(brick).despawn();
    self.stage = .playing;
    self.score = 0;
    self.lives = rules.lives - 1;
    self.wave = 0;
    if (!ctx.ref(self.bat).exists()) self.bat = try spawnBat(ctx);
    self.ball = .none;
    try self.nextWave(ctx);
    try self.hud.say(ctx, "", "");
    try self.hud.showScore(ctx, 0, self.best);
    try self.hud.showLives(ctx, self.lives);
}

fn end(self: *Game, ctx: *bevy.Context) !void {
    self.stage = .over;
    const ending = if (self.score > self.best) ", the most so far" else "";
    self.best = @max(self.score, self.best);
    try ctx.globalVars().set("saved.best", self.best);
    try self.hud.say(ctx, "GAME OVER", try ctx.format("{d} points{s}; space plays again", .{ self.score, ending }));
}

/// A new wall, and the ball back on the bat.
fn nextWave(self: *Game, ctx: *bevy.Context) !void {
    self.wave += 1;
    self.bricks_left = rules.columns * rules.rows;
    try spawnWall(ctx);
    if (self.ball != .none) try ctx.ref(self.ball).despawn();
    try self.spawnBall(ctx);
}

fn spawnWall(ctx: *bevy.Context) !void {
    for (0..rules.rows) |row| for (0..rules.columns) |column| try looks.spawnBrick(ctx, column, row);
}

fn spawnBall(self: *Game, ctx: *bevy.Context) !void {
    const ball = try ctx.spawnWith(.{ .tag = "ball", .transform = .fromXyz(0, rules.ball_on_bat, 2) }, .{
        bevy.Mesh2d{ .mesh = .of(self.disc) },
        bevy.MeshMaterial2d{ .value = .of(self.white) },
        bevy.script(@import("ball.zig"), .{ .bat = self.bat }),
    });
    self.ball = ball.id;
}

fn spawnBat(ctx: *bevy.Context) !bevy.Entity {
    const size = rules.bat.scale(2);
    const bat = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .tag = "bat", .transform = .fromXyz(0, rules.bat_y, 1) },
        bevy.Sprite.fromColor(looks.bat_color, size),
        bevy.script(@import("bat.zig"), .{}),
        bevy.children(.{looks.edge(size)}),
    });
    return bat.id;
}

fn spawnShards(ctx: *bevy.Context, broken: Broken) !void {
    for (0..7) |_| {
        const at = broken.at.add(ctx.random().direction2().mul(rules.brick.scale(0.6)));
        _ = try ctx.spawnWith(.{ .transform = .fromTranslation(at.extend(3)) }, .{
            bevy.Sprite.fromColor(looks.ofRow(broken.row), .splat(9)),
            bevy.script(@import("shard.zig"), .{}),
        });
    }
}
