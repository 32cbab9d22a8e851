//! The words on the screen: score, lives, and a banner in the middle.

const bevy = @import("bevy");
const looks = @import("looks.zig");

/// A part of the state of the script that shows it.
pub const Hud = struct {
    score: bevy.Entity = .none,
    lives: bevy.Entity = .none,
    banner: bevy.Entity = .none,
    hint: bevy.Entity = .none,

    pub fn spawn(ctx: *bevy.Context) !Hud {
        const bar = try ctx.spawnWith(.{}, .{bevy.Node{
            .position_type = .absolute,
            .width = .percent(100),
            .padding = .{ .top = .px(32) },
            .justify_content = .center,
            .column_gap = .px(90),
        }});
        const middle = try ctx.spawnWith(.{}, .{bevy.Node{
            .position_type = .absolute,
            .width = .percent(100),
            .height = .percent(100),
            .padding = .{ .top = .percent(18) },
            .flex_direction = .column,
            .align_items = .center,
            .justify_content = .center,
            .row_gap = .px(12),
        }});
        return .{
            .score = try line(ctx, bar.id, "score", 26, looks.chalk),
            .lives = try line(ctx, bar.id, "lives", 26, looks.chalk),
            .banner = try line(ctx, middle.id, "banner", 72, looks.gold),
            .hint = try line(ctx, middle.id, "hint", 24, looks.chalk),
        };
    }

    pub fn showScore(self: Hud, ctx: *bevy.Context, score: u32, best: u32) !void {
        try ctx.ref(self.score).set(bevy.Text, .{ .text = try ctx.format("{d}   best {d}", .{ score, @max(score, best) }) });
    }

    pub fn showLives(self: Hud, ctx: *bevy.Context, lives: u32) !void {
        try ctx.ref(self.lives).set(bevy.Text, .{ .text = try ctx.format("balls {d}", .{lives}) });
    }

    /// Shows words in the middle; empty ones show nothing.
    pub fn say(self: Hud, ctx: *bevy.Context, banner: []const u8, hint: []const u8) !void {
        try ctx.ref(self.banner).set(bevy.Text, .{ .text = banner });
        try ctx.ref(self.hint).set(bevy.Text, .{ .text = hint });
    }

    fn line(ctx: *bevy.Context, parent: bevy.Entity, name: []const u8, size: f32, color: bevy.Color) !bevy.Entity {
        const words = try ctx.spawnWith(.{ .parent = parent, .name = name }, .{
            bevy.Text{},
            bevy.TextFont.fromFontSize(size),
            bevy.TextColor{ .color = color },
        });
        return words.id;
    }
};
