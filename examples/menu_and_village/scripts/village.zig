//! The village on one evening: who and what is there, which lantern hangs where, and how the evening begins and ends.
const std = @import("std");
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const place = @import("lib/place.zig");
const saved = @import("lib/saved.zig");
const talks = @import("lib/talks.zig");
const ui = @import("lib/ui.zig");
const Lantern = @import("lantern.zig");
const Stage = @import("lib/stage.zig").Stage;
const Village = @This();

/// Whether this is the saved evening.
goes_on: bool = false,
hud: bevy.Entity = .none,

evening: saved.Evening = .{},
count: bevy.Entity = .none,
hint: bevy.Entity = .none,
veil: bevy.Entity = .none,
/// How dark it is before the evening begins, from 0 to 1.
dark: f32 = 1,
begin: bevy.Run(evening_comes) = .{},
end: bevy.Run(summer_comes) = .idle,

const evening_comes = bevy.sequence(Village, .{
    bevy.tween(.dark, .{ .from = 1.0, .to = 0.0, .seconds = 1.5, .ease = .sine_out }),
    bevy.when(isNew, .{ askAround, bevy.wait(7), hush }),
});

/// Begins when the last lantern hangs.
const summer_comes = bevy.sequence(Village, .{
    bevy.wait(0.8),
    thank,
    bevy.repeat(45, .{ spawnFirefly, bevy.wait(0.07) }),
    bevy.wait(5),
    hush,
});

pub fn init(self: *Village, ctx: *bevy.Context) !void {
    inline for (.{ "talk", "gift", "lantern_dropped", "save" }) |name| _ = try ctx.connect(name);
    self.evening = if (self.goes_on) try .load(ctx) else .{ .is_begun = true };
    for (place.houses) |house| try thing(ctx, house[0], house[1], 60);
    for (place.trees) |tree| try thing(ctx, tree, "tree.png", 60);
    for (place.posts) |post| try thing(ctx, post, "post.png", 64);
    const villagers = [_][]const u8{ "baker.png", "smith.png", "keeper.png" };
    inline for (comptime std.enums.values(talks.Who), villagers, place.villagers) |who, picture, here| {
        _ = try ctx.spawnWith(standing(ctx, here, "villager"), .{
            bevy.Sprite.load(picture),
            // The mouse finds it.
            bevy.Pickable{},
            bevy.script(@import("villager.zig"), .{ .who = who }),
        });
    }
    for (0..saved.lanterns_max) |number| try self.spawnLantern(ctx, number);
    _ = try ctx.spawnWith(standing(ctx, self.evening.hero, "hero"), .{
        bevy.Sprite.load("hero.png"), bevy.script(@import("hero.zig"), .{}),
    });
    try self.spawnHud(ctx);
}

pub fn update(self: *Village, ctx: *bevy.Context, _: f32) !void {
    if (!ctx.ref(self.veil).exists()) return;
    try ctx.ref(self.veil).set(bevy.BackgroundColor, .{ .color = looks.night.withAlpha(self.dark) });
}

pub fn onSignal(self: *Village, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("talk") and try ctx.state(Stage) == .village) {
        const who = signal.payload(talks.Who) orelse return;
        if ((try ctx.findByTag("dialogue")).len > 0) return;
        const line = talks.first(who, self.lantern(who).is_given, self.evening.litCount() == saved.lanterns_max);
        _ = try ctx.spawnWith(.{ .parent = self.hud, .tag = "dialogue" }, .{
            bevy.script(@import("dialogue.zig"), .{ .who = who, .line = line }),
        });
    }
    if (signal.is("gift")) {
        const who = signal.payload(talks.Who) orelse return;
        if (self.lantern(who).is_given) return;
        const at_first = place.villagers[@backingInt(who)].add(place.beside);
        self.lantern(who).* = .{ .is_given = true, .place = at_first };
        try self.spawnLantern(ctx, @backingInt(who));
        try self.save(ctx);
    }
    if (signal.is("lantern_dropped")) try self.drop(ctx, signal.payload(Lantern.Dropped) orelse return, signal.from);
    if (signal.is("save")) {
        try self.save(ctx);
        try self.say(ctx, "The evening is saved.");
    }
}

/// A lantern that was dragged to a free post hangs there and burns; any other place is fine, too.
fn drop(self: *Village, ctx: *bevy.Context, dropped: Lantern.Dropped, from: bevy.Entity) !void {
    const lantern_of = &self.evening.lanterns[dropped.number];
    lantern_of.place = dropped.place;
    for (place.posts) |post| {
        const hook = place.hook(post);
        if (hook.distance(dropped.place) > 70 or self.isTaken(hook)) continue;
        lantern_of.place = hook;
        lantern_of.is_lit = true;
        break;
    }
    try ctx.emitTo(from, "placed", Lantern.Placed{ .place = lantern_of.place, .is_lit = lantern_of.is_lit });
    if (lantern_of.is_lit) try self.showCount(ctx);
    try self.save(ctx);
    if (lantern_of.is_lit and self.evening.litCount() == saved.lanterns_max) self.end.start();
}

fn isTaken(self: *Village, hook: bevy.Vec2) bool {
    for (self.evening.lanterns) |other| if (other.is_lit and other.place.distance(hook) < 1) return true;
    return false;
}

fn save(self: *Village, ctx: *bevy.Context) !void {
    for (try ctx.findByTag("hero")) |hero| self.evening.hero = (try ctx.ref(hero).position()).truncate();
    try self.evening.save(ctx);
}

fn lantern(self: *Village, who: talks.Who) *@TypeOf(self.evening.lanterns[0]) {
    return &self.evening.lanterns[@backingInt(who)];
}

/// How something of the village is spawned.
fn standing(ctx: *bevy.Context, here: bevy.Vec2, tag: []const u8) bevy.SpawnOptions {
    return .{ .parent = ctx.entity().id, .tag = tag, .transform = .fromXyz(here.x, here.y, looks.depth(here.y - 40)) };
}

/// Something that only stands there. `foot` is how far below its middle the ground is.
fn thing(ctx: *bevy.Context, here: bevy.Vec2, picture: []const u8, foot: f32) !void {
    const transform: bevy.Transform = .fromXyz(here.x, here.y, looks.depth(here.y - foot));
    _ = try ctx.spawnWith(.{ .parent = ctx.entity().id, .transform = transform }, .{bevy.Sprite.load(picture)});
}

fn spawnLantern(self: *Village, ctx: *bevy.Context, number: usize) !void {
    const kept = self.evening.lanterns[number];
    if (!kept.is_given) return;
    _ = try ctx.spawnWith(standing(ctx, kept.place, "lantern"), .{
        bevy.Sprite.load("lantern.png"),
        bevy.Pickable{},
        bevy.script(Lantern, .{ .number = @as(u8, @intCast(number)), .is_lit = kept.is_lit }),
    });
}

fn spawnFirefly(_: *Village, ctx: *bevy.Context) !void {
    const random = ctx.random();
    const from: bevy.Transform = .fromXyz(random.range(-600, 600), random.range(-340, 200), 2);
    _ = try ctx.spawnWith(.{ .parent = ctx.entity().id, .tag = "firefly", .transform = from }, .{
        bevy.Sprite{ .image = .load("halo.png"), .custom_size = .splat(16) },
        bevy.script(@import("firefly.zig"), .{}),
    });
}

fn spawnHud(self: *Village, ctx: *bevy.Context) !void {
    self.count = try ui.words(ctx, self.hud, "", 24, looks.chalk);
    self.hint = try ui.words(ctx, self.hud, "", 22, looks.amber);
    self.veil = (try ctx.spawnWith(.{ .parent = self.hud }, .{
        bevy.Node{ .position_type = .absolute, .left = .px(0), .top = .px(0), .width = .percent(100), .height = .percent(100) },
        bevy.BackgroundColor{ .color = looks.night },
        ui.untouchable,
    })).id;
    try self.showCount(ctx);
}

fn showCount(self: *Village, ctx: *bevy.Context) !void {
    const text = switch (self.evening.litCount()) {
        0 => "no lantern burns",
        1 => "one lantern burns",
        2 => "two lanterns burn",
        else => "all lanterns burn",
    };
    try ctx.ref(self.count).set(bevy.Text, .{ .text = text });
}

fn say(self: *Village, ctx: *bevy.Context, text: []const u8) !void {
    try ctx.ref(self.hint).set(bevy.Text, .{ .text = text });
}

fn isNew(self: *const Village) bool {
    return !self.goes_on;
}

fn askAround(self: *Village, ctx: *bevy.Context) !void {
    try self.say(ctx, "Three neighbours, three lanterns. Click on somebody, or walk there and talk.");
}

fn thank(self: *Village, ctx: *bevy.Context) !void {
    try self.say(ctx, "And so the summer came to the village.");
}

fn hush(self: *Village, ctx: *bevy.Context) !void {
    try self.say(ctx, "");
}
