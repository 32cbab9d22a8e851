//! Screens, and what leads from one to the next. It is on no entity, and runs as long as the program does.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const place = @import("lib/place.zig");
const saved = @import("lib/saved.zig");
const ui = @import("lib/ui.zig");
const Stage = @import("lib/stage.zig").Stage;
const Game = @This();

pictures: [looks.pictures.len]bevy.Asset(bevy.Image) = @splat(.none),
/// The bar of the loading screen.
bar: bevy.Entity = .none,
/// Seconds on the loading screen.
waited: f32 = 0,
/// Whether the next evening is the saved one.
goes_on: bool = false,
/// Where the settings lead back to.
back: Stage = .menu,
village: bevy.Entity = .none,
hud: bevy.Entity = .none,

pub fn init(_: *Game, ctx: *bevy.Context) !void {
    inline for (.{ "continue", "new", "settings", "quit", "resume", "load", "to_menu", "back" }) |name| _ = try ctx.connect(name);
    try ctx.bindAction("pause", &.{ .{ .key = .escape }, .{ .gamepad_button = .start } });
    try ctx.bindAction("any", &.{.any});
    try ctx.bindAction("picture", &.{.{ .key = .f12 }});
    inline for (.{ "first", "second", "third" }, .{ .digit1, .digit2, .digit3 }) |name, key| {
        try ctx.bindAction(name, &.{.{ .key = key }});
    }
    if (ctx.window()) |window| try window.set(bevy.Window, .{ .title = "Lantern Village" }) else |_| {}
    try ctx.insertResource(bevy.ClearColor{ .color = looks.night });
    _ = try ctx.spawnWith(.{ .tag = "camera" }, .{
        bevy.Camera2d{},
        bevy.Projection{
            .orthographic = .default2d(.{ .auto_min = .{ .min_width = 2 * place.half.x, .min_height = 2 * place.half.y } }),
        },
    });
    _ = try ctx.spawnWith(.{ .transform = .fromXyz(0, 0, -10) }, .{
        bevy.Sprite{ .image = .load("meadow.png"), .custom_size = place.half.scale(2) },
    });
    try (try saved.Settings.load(ctx)).apply(ctx);
}

/// Called when the game begins, too: with the first state.
pub fn onEnter(self: *Game, ctx: *bevy.Context, stage: Stage) !void {
    switch (stage) {
        .splash => _ = try ctx.spawnWith(.{}, .{ bevy.despawnOnExit(Stage.splash), bevy.script(@import("splash.zig"), .{}) }),
        .menu => {
            try self.endEvening(ctx);
            self.back = .menu;
            const card = try ui.screen(ctx, .menu, "LANTERN VILLAGE");
            _ = try ui.words(ctx, card, "an evening in summer", 20, looks.grey);
            if ((try saved.Evening.load(ctx)).is_begun) _ = try ui.button(ctx, card, "continue", "Continue");
            _ = try ui.button(ctx, card, "new", "New evening");
            _ = try ui.button(ctx, card, "settings", "Settings");
            _ = try ui.button(ctx, card, "quit", "Quit");
        },
        .settings => {
            const card = try ui.screen(ctx, .settings, "SETTINGS");
            try ctx.ref(card).attachScript(bevy.script(@import("settings.zig"), .{}));
        },
        .loading => try self.beginLoading(ctx),
        .village => if (self.village == .none) try self.beginEvening(ctx),
        .paused => {
            self.back = .paused;
            const card = try ui.screen(ctx, .paused, "PAUSED");
            _ = try ui.button(ctx, card, "resume", "Go on");
            _ = try ui.button(ctx, card, "save", "Save");
            _ = try ui.button(ctx, card, "load", "Load");
            _ = try ui.button(ctx, card, "settings", "Settings");
            _ = try ui.button(ctx, card, "to_menu", "To the menu");
        },
    }
}

pub fn onSignal(self: *Game, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("continue") or signal.is("load") or signal.is("new")) {
        self.goes_on = !signal.is("new");
        try self.endEvening(ctx);
        try ctx.setState(Stage, .loading);
    }
    if (signal.is("settings")) try ctx.setState(Stage, .settings);
    if (signal.is("back")) {
        try (try saved.Settings.load(ctx)).apply(ctx);
        try ctx.setState(Stage, self.back);
    }
    if (signal.is("resume")) try ctx.setState(Stage, .village);
    if (signal.is("to_menu")) try ctx.setState(Stage, .menu);
    if (signal.is("quit")) try ctx.exit();
}

pub fn update(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    if (ctx.justPressed("picture")) try ctx.saveScreenshot("lantern_village.png");
    const pause = ctx.justPressed("pause");
    switch (try ctx.state(Stage)) {
        .village => if (pause) try ctx.setState(Stage, .paused),
        .paused => if (pause) try ctx.setState(Stage, .village),
        .settings => if (pause) try ctx.setState(Stage, self.back),
        .loading => try self.showLoading(ctx, dt),
        .splash, .menu => {},
    }
}

/// Pictures that are loaded already are there at once. They stay as long as this script keeps them.
fn beginLoading(self: *Game, ctx: *bevy.Context) !void {
    self.waited = 0;
    for (looks.pictures, &self.pictures) |path, *picture| {
        if (picture.* == bevy.Asset(bevy.Image).none) picture.* = try ctx.load(bevy.Image, path);
    }
    const card = try ui.screen(ctx, .loading, "THE SUN GOES DOWN");
    const frame = try ctx.spawnWith(.{ .parent = card }, .{
        bevy.Node{ .width = .px(360), .height = .px(14), .border_radius = .all(.px(7)) },
        bevy.BackgroundColor{ .color = looks.line },
    });
    self.bar = (try ctx.spawnWith(.{ .parent = frame.id }, .{
        bevy.Node{ .width = .percent(0), .height = .percent(100), .border_radius = .all(.px(7)) },
        bevy.BackgroundColor{ .color = looks.amber },
    })).id;
}

fn showLoading(self: *Game, ctx: *bevy.Context, dt: f32) !void {
    self.waited += dt;
    const loading = ctx.loading();
    // A screen that only flashes up is worse than none.
    const part = @min(loading.progress(), self.waited / 0.6);
    if (ctx.ref(self.bar).exists()) try ctx.ref(self.bar).set(bevy.Node, .{ .width = bevy.percent(100 * part) });
    if (!loading.isOver() or part < 1) return;
    if (loading.failed > 0) ctx.logError("{d} pictures cannot be loaded: see the lines above", .{loading.failed});
    try ctx.setState(Stage, .village);
}

fn beginEvening(self: *Game, ctx: *bevy.Context) !void {
    const hud = try ctx.spawnWith(.{}, .{
        bevy.Node{
            .position_type = .absolute,
            .width = .percent(100),
            .height = .percent(100),
            .flex_direction = .column,
            .align_items = .center,
            .padding = .all(.px(18)),
        },
        // The mouse reaches the village through it.
        ui.untouchable,
    });
    self.hud = hud.id;
    self.village = (try ctx.spawnWith(.{ .name = "village" }, .{
        bevy.Visibility.inherited,
        bevy.script(@import("village.zig"), .{ .goes_on = self.goes_on, .hud = self.hud }),
    })).id;
}

/// All of the village is below two entities, and goes with them.
fn endEvening(self: *Game, ctx: *bevy.Context) !void {
    if (self.village != .none) try ctx.ref(self.village).despawn();
    if (self.hud != .none) try ctx.ref(self.hud).despawn();
    self.village = .none;
    self.hud = .none;
}
