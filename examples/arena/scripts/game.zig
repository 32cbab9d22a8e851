//! The rules of the whole game: rounds and waves, score, hearts, menus. It is on no entity.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Hud = @import("lib/hud.zig").Hud;
const Looks = @import("lib/looks.zig").Looks;
const amber = @import("lib/looks.zig").amber;
const Stage = @import("lib/stage.zig").Stage;
const Game = @This();

score: u32 = 0,
/// The highest score of all times.
best: u32 = 0,
wave: u32 = 0,
hearts: u32 = 0,
lights_left: u32 = 0,

looks: Looks = .{},
hud: Hud = .{},
/// What belongs to a round is below this entity, and goes with it.
round: bevy.Entity = .none,
player: bevy.Entity = .none,

pub fn init(self: *Game, ctx: *bevy.Context) !void {
    try ctx.bindAxis("right", &.{ .keys(.arrow_left, .arrow_right), .keys(.key_a, .key_d), .stick(.left_stick_x) }, .{});
    try ctx.bindAxis("up", &.{ .keys(.arrow_down, .arrow_up), .keys(.key_s, .key_w), .stick(.left_stick_y) }, .{});
    try ctx.bindAction("go", &.{ .{ .key = .space }, .{ .key = .enter }, .{ .gamepad_button = .south } });
    try ctx.bindAction("pause", &.{ .{ .key = .escape }, .{ .key = .key_p }, .{ .gamepad_button = .start } });
    inline for (.{ "light_gathered", "caught", "play", "resume", "to_menu", "quit" }) |name| _ = try ctx.connect(name);
    if (ctx.window()) |window| try window.set(bevy.Window, .{ .title = "Arena" }) else |_| {}
    self.best = try ctx.globalVars().getOr(u32, "saved.best", 0);
    self.looks = try .make(ctx);
    try self.looks.spawnPlace(ctx);
    self.hud = try .spawn(ctx);
}

/// Called when the game begins, too: with the first state.
pub fn onEnter(self: *Game, ctx: *bevy.Context, stage: Stage) !void {
    switch (stage) {
        .menu => {
            try self.endRound(ctx);
            try Hud.spawnMenu(ctx, .menu, "ARENA", "gather the lights before the shadows get you", .{
                .{ "play", "Play" }, .{ "quit", "Quit" },
            });
        },
        .playing => if (self.round == .none) try self.beginRound(ctx),
        .paused => try Hud.spawnMenu(ctx, .paused, "PAUSED", "the shadows wait", .{
            .{ "resume", "Go on" }, .{ "to_menu", "To the menu" },
        }),
        .over => {
            self.best = @max(self.best, self.score);
            try ctx.globalVars().set("saved.best", self.best);
            const line = try ctx.format("{d} lights gathered, {d} at best", .{ self.score, self.best });
            try Hud.spawnMenu(ctx, .over, "CAUGHT", line, .{
                .{ "play", "Play again" }, .{ "to_menu", "To the menu" },
            });
        },
    }
}

pub fn update(self: *Game, ctx: *bevy.Context, _: f32) !void {
    const go = ctx.justPressed("go");
    const pause = ctx.justPressed("pause");
    switch (try ctx.state(Stage)) {
        .menu, .over => if (go) try self.play(ctx),
        .playing => if (pause) try ctx.setState(Stage, .paused),
        .paused => if (go or pause) try ctx.setState(Stage, .playing),
    }
}

pub fn onSignal(self: *Game, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("play")) try self.play(ctx);
    if (signal.is("resume")) try ctx.setState(Stage, .playing);
    if (signal.is("to_menu")) try ctx.setState(Stage, .menu);
    if (signal.is("quit")) try ctx.exit();
    // What was emitted in a round that is over counts no more.
    if (try ctx.state(Stage) != .playing) return;
    if (signal.is("light_gathered")) {
        self.score += 1;
        self.lights_left -|= 1;
        try self.spawnSparks(ctx, signal.payload(bevy.Vec3) orelse .zero);
        if (self.lights_left == 0) try self.nextWave(ctx);
    }
    if (signal.is("caught")) {
        self.hearts -|= 1;
        if (self.hearts == 0) try ctx.setState(Stage, .over) else try self.spawnShadow(ctx);
    }
    try self.hud.show(ctx, self.score, self.wave, self.hearts);
}

fn play(self: *Game, ctx: *bevy.Context) !void {
    try self.endRound(ctx);
    try ctx.setState(Stage, .playing);
}

fn endRound(self: *Game, ctx: *bevy.Context) !void {
    if (self.round != .none) try ctx.ref(self.round).despawn();
    self.round = .none;
}

fn beginRound(self: *Game, ctx: *bevy.Context) !void {
    self.score = 0;
    self.wave = 0;
    self.hearts = rules.hearts;
    self.round = (try ctx.spawnWith(.{ .name = "round" }, .{bevy.Visibility.inherited})).id;
    self.player = try self.spawnPlayer(ctx);
    try self.nextWave(ctx);
    try self.hud.show(ctx, self.score, self.wave, self.hearts);
}

fn nextWave(self: *Game, ctx: *bevy.Context) !void {
    self.wave += 1;
    self.lights_left = rules.lights;
    for (0..rules.lights) |_| try self.spawnLight(ctx);
    for (0..rules.shadowsIn(self.wave)) |_| try self.spawnShadow(ctx);
}

/// The player: a body with a lamp that turns above it, which is a child with a child of its own.
fn spawnPlayer(self: *Game, ctx: *bevy.Context) !bevy.Entity {
    const looks = self.looks;
    const player = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .parent = self.round, .tag = "player", .name = "player", .transform = .fromXyz(0, 0.8, 0) },
        bevy.Mesh3d{ .mesh = .of(looks.body) },
        bevy.MeshMaterial3d{ .value = .of(looks.tin) },
        bevy.script(@import("player.zig"), .{}),
        bevy.children(.{.{
            bevy.SpawnOptions{ .name = "arm", .transform = .fromXyz(0, 0.9, 0) },
            bevy.Visibility.inherited,
            bevy.script(@import("spinner.zig"), .{ .speed = 0.5 }),
            bevy.children(.{.{
                bevy.SpawnOptions{ .name = "lamp", .transform = .fromXyz(0.7, 0, 0) },
                bevy.Mesh3d{ .mesh = .of(looks.lamp) },
                bevy.MeshMaterial3d{ .value = .of(looks.glow) },
                bevy.PointLight{ .color = amber, .intensity = 900_000, .range = 14 },
            }}),
        }}),
    });
    return player.id;
}

fn spawnLight(self: *Game, ctx: *bevy.Context) !void {
    const random = ctx.random();
    const at = random.direction2().scale(random.range(4, rules.radius - 2));
    _ = try ctx.spawnWith(.{ .parent = self.round, .tag = "light", .transform = .fromXyz(at.x, 0.8, at.y) }, .{
        bevy.Mesh3d{ .mesh = .of(self.looks.ball) },
        bevy.MeshMaterial3d{ .value = .of(self.looks.glow) },
        bevy.PointLight{ .color = amber, .intensity = 120_000, .range = 6 },
        bevy.script(@import("light.zig"), .{ .player = self.player }),
    });
}

fn spawnShadow(self: *Game, ctx: *bevy.Context) !void {
    const at = ctx.random().direction2().scale(rules.radius - 1);
    _ = try ctx.spawnWith(.{ .parent = self.round, .tag = "shadow", .transform = .fromXyz(at.x, 0.9, at.y) }, .{
        bevy.Mesh3d{ .mesh = .of(self.looks.cone) },
        bevy.MeshMaterial3d{ .value = .of(self.looks.shadow) },
        bevy.script(@import("shadow.zig"), .{ .player = self.player, .speed = rules.shadowSpeed(self.wave) }),
    });
}

fn spawnSparks(self: *Game, ctx: *bevy.Context, at: bevy.Vec3) !void {
    for (0..10) |_| {
        _ = try ctx.spawnWith(.{ .parent = self.round, .tag = "spark", .transform = .fromTranslation(at) }, .{
            bevy.Mesh3d{ .mesh = .of(self.looks.lamp) },
            bevy.MeshMaterial3d{ .value = .of(self.looks.glow) },
            bevy.script(@import("spark.zig"), .{}),
        });
    }
}
