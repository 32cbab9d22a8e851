//! Score, ships that are left, and words in the middle: texts of Bevy's UI.

const bevy = @import("bevy");
const looks = @import("looks.zig");

/// A part of the state of the script that shows it. Without a window it shows nothing.
pub const Hud = struct {
    score_text: bevy.Entity = .none,
    lives_text: bevy.Entity = .none,
    banner: bevy.Entity = .none,
    hint: bevy.Entity = .none,
    /// What they show: nothing before the first game.
    score: ?u32 = null,
    lives: u8 = 0,

    pub fn spawn(ctx: *bevy.Context) !Hud {
        const bar = try ctx.spawnWith(.{}, .{bevy.Node{
            .position_type = .absolute,
            .width = .percent(100),
            .padding = .axes(.px(24), .px(16)),
            .justify_content = .space_between,
        }});
        const middle = try ctx.spawnWith(.{}, .{bevy.Node{
            .position_type = .absolute,
            .width = .percent(100),
            .top = .percent(20),
            .flex_direction = .column,
            .align_items = .center,
            .row_gap = .px(6),
        }});
        return .{
            .score_text = try line(ctx, bar.id, "", 32),
            .lives_text = try line(ctx, bar.id, "", 32),
            .banner = try line(ctx, middle.id, "", 84),
            .hint = try line(ctx, middle.id, "", 26),
        };
    }

    /// Shows the score and the ships that are left.
    pub fn show(self: *Hud, ctx: *bevy.Context, score: u32, lives: u8) !void {
        if (self.banner == .none) return;
        if (score != self.score) {
            self.score = score;
            try ctx.ref(self.score_text).set(bevy.Text, .{ .text = try ctx.format("{d}", .{score}) });
        }
        if (lives != self.lives) {
            self.lives = lives;
            const text = switch (lives) {
                0 => "last ship",
                1 => "1 more ship",
                else => try ctx.format("{d} more ships", .{lives}),
            };
            try ctx.ref(self.lives_text).set(bevy.Text, .{ .text = text });
        }
    }

    /// Shows words in the middle; empty ones show nothing.
    pub fn say(self: Hud, ctx: *bevy.Context, banner: []const u8, hint: []const u8) !void {
        if (self.banner == .none) return;
        try ctx.ref(self.banner).set(bevy.Text, .{ .text = banner });
        try ctx.ref(self.hint).set(bevy.Text, .{ .text = hint });
    }

    fn line(ctx: *bevy.Context, parent: bevy.Entity, text: []const u8, size: f32) !bevy.Entity {
        const made = try ctx.spawnWith(.{ .parent = parent }, .{
            bevy.Text{ .text = text },
            bevy.TextFont.fromFontSize(size),
            bevy.TextColor{ .color = looks.words },
        });
        return made.id;
    }
};
