//! The first thing to see: words that come, stay, and go. Any key skips them.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const ui = @import("lib/ui.zig");
const Stage = @import("lib/stage.zig").Stage;
const Splash = @This();

show: bevy.Run(entrance) = .{},
/// How much there is to see of the words, from 0 to 1.
glow: f32 = 0,
words: bevy.Entity = .none,
credit: bevy.Entity = .none,

const entrance = bevy.sequence(Splash, .{
    bevy.race(.{
        .{
            bevy.tween(.glow, .{ .to = 1.0, .seconds = 0.8, .ease = .sine_out }),
            bevy.wait(1),
            bevy.tween(.glow, .{ .to = 0.0, .seconds = 0.5, .ease = .sine_in }),
        },
        .{bevy.until(isSkipped)},
    }),
    end,
});

pub fn init(self: *Splash, ctx: *bevy.Context) !void {
    const splash = ctx.entity();
    try splash.insert(bevy.Node{
        .position_type = .absolute,
        .width = .percent(100),
        .height = .percent(100),
        .flex_direction = .column,
        .align_items = .center,
        .justify_content = .center,
        .row_gap = .px(12),
    });
    try splash.insert(bevy.BackgroundColor{ .color = looks.night });
    self.words = try ui.words(ctx, splash.id, "a small game", 44, looks.amber.withAlpha(0));
    self.credit = try ui.words(ctx, splash.id, "written in Zig, for Bevy", 22, looks.grey.withAlpha(0));
}

pub fn update(self: *Splash, ctx: *bevy.Context, _: f32) !void {
    if (!ctx.ref(self.words).exists()) return;
    try ctx.ref(self.words).set(bevy.TextColor, .{ .color = looks.amber.withAlpha(self.glow) });
    try ctx.ref(self.credit).set(bevy.TextColor, .{ .color = looks.grey.withAlpha(self.glow) });
}

fn isSkipped(_: *Splash, ctx: *bevy.Context) bool {
    return ctx.justPressed("any");
}

fn end(_: *Splash, ctx: *bevy.Context) !void {
    try ctx.setState(Stage, .menu);
}
