//! A talk: words appear letter by letter, then there are answers to choose from, and what follows depends on them.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const talks = @import("lib/talks.zig");
const ui = @import("lib/ui.zig");
const Stage = @import("lib/stage.zig").Stage;
const Dialogue = @This();

pub const run_in = Stage.village;

who: talks.Who = .baker,
line: talks.Line = .none,

talk: bevy.Run(conversation) = .{},
/// How much of the line there is to see, from 0 to 1.
shown: f32 = 0,
/// How long that takes.
seconds: f32 = 1,
/// The answer that was chosen.
answer: ?u8 = null,
is_hurried: bool = false,
words: bevy.Entity = .none,
answers: bevy.Entity = .none,

const conversation = bevy.sequence(Dialogue, .{
    speak,
    bevy.race(.{
        .{bevy.tween(.shown, .{ .from = 0.0, .to = 1.0, .seconds = .seconds })},
        .{bevy.until(.is_hurried)},
    }),
    offer,
    bevy.until(isAnswered),
    goOn,
    bevy.when(isOver, .{ leave, bevy.stop }),
    bevy.again,
});

pub fn init(self: *Dialogue, ctx: *bevy.Context) !void {
    inline for (0..talks.answers_max) |number| _ = try ctx.connect(answerName(number));
    _ = try ctx.connect("pointer.click");
    const box = ctx.entity();
    try box.insert(bevy.Node{
        .position_type = .absolute,
        .bottom = .px(28),
        .width = .px(760),
        .flex_direction = .column,
        .row_gap = .px(10),
        .padding = .all(.px(22)),
        .border = .all(.px(2)),
        .border_radius = .all(.px(16)),
    });
    try box.insert(bevy.BackgroundColor{ .color = looks.card.withAlpha(0.95) });
    try box.insert(bevy.BorderColor.all(looks.line));
    _ = try ui.words(ctx, box.id, self.who.name(), 20, looks.amber);
    self.words = try ui.words(ctx, box.id, "", 22, looks.chalk);
    self.answers = (try ctx.spawnWith(.{ .parent = box.id }, .{bevy.Node{
        .flex_direction = .row,
        .flex_wrap = .wrap,
        .row_gap = .px(8),
        .column_gap = .px(10),
        .min_height = .px(44),
    }})).id;
}

pub fn update(self: *Dialogue, ctx: *bevy.Context, _: f32) !void {
    const said = talks.said(self.line);
    const keys = [_][]const u8{ "first", "second", "third" };
    for (keys[0..said.answers.len], 0..) |key, number| {
        if (ctx.justPressed(key)) self.choose(@intCast(number));
    }
    if (ctx.justPressed("talk")) if (self.shown < 1) {
        self.is_hurried = true;
    } else if (said.answers.len == 1) self.choose(0);
    if (!ctx.ref(self.words).exists()) return;
    const count: usize = @intFromFloat(self.shown * @as(f32, @floatFromInt(said.text.len)));
    try ctx.ref(self.words).set(bevy.Text, .{ .text = said.text[0..count] });
}

pub fn onSignal(self: *Dialogue, _: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("pointer.click")) self.is_hurried = true;
    inline for (0..talks.answers_max) |number| {
        if (signal.is(answerName(number))) self.choose(number);
    }
}

fn choose(self: *Dialogue, number: u8) void {
    if (self.shown >= 1) self.answer = number;
}

fn speak(self: *Dialogue, ctx: *bevy.Context) !void {
    const said = talks.said(self.line);
    const speed = try ctx.globalVars().getOr(f32, "saved.settings.text_speed", 0.5);
    self.* = .{ .who = self.who, .line = self.line, .talk = self.talk, .words = self.words, .answers = self.answers };
    self.seconds = @as(f32, @floatFromInt(said.text.len)) / (20 + 120 * speed);
    if (said.is_gift) try ctx.emit("gift", self.who);
    for (try ctx.ref(self.answers).children()) |button| try ctx.ref(button).despawn();
}

fn offer(self: *Dialogue, ctx: *bevy.Context) !void {
    self.shown = 1;
    const said = talks.said(self.line);
    inline for (0..talks.answers_max) |number| {
        if (number < said.answers.len) _ = try ui.button(ctx, self.answers, answerName(number), said.answers[number].text);
    }
}

fn isAnswered(self: *const Dialogue) bool {
    return self.answer != null;
}

fn goOn(self: *Dialogue) void {
    const said = talks.said(self.line);
    const number = self.answer orelse 0;
    self.line = if (number < said.answers.len) said.answers[number].next else .none;
}

fn isOver(self: *const Dialogue) bool {
    return self.line == .none;
}

fn leave(_: *Dialogue, ctx: *bevy.Context) !void {
    try ctx.entity().despawn();
}

fn answerName(comptime number: usize) []const u8 {
    return "answer." ++ .{ "first", "second", "third" }[number];
}
