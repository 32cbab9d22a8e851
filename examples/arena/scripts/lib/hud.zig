//! Words and buttons.

const bevy = @import("bevy");
const looks = @import("looks.zig");
const Stage = @import("stage.zig").Stage;

/// A part of the state of the script that shows it.
pub const Hud = struct {
    score: bevy.Entity = .none,
    hearts: bevy.Entity = .none,

    pub fn spawn(ctx: *bevy.Context) !Hud {
        var hud: Hud = .{};
        _ = try ctx.spawnTree(.{
            bevy.Node{
                .position_type = .absolute,
                .width = .percent(100),
                .padding = .all(.px(20)),
                .justify_content = .space_between,
            },
            bevy.children(.{
                .{ bevy.idInto(&hud.score), words("", 28, looks.chalk) },
                .{ bevy.idInto(&hud.hearts), words("", 28, looks.amber) },
            }),
        });
        return hud;
    }

    pub fn show(self: Hud, ctx: *bevy.Context, score: u32, wave: u32, hearts: u32) !void {
        try ctx.ref(self.score).set(bevy.Text, .{ .text = try ctx.format("{d} lights   wave {d}", .{ score, wave }) });
        try ctx.ref(self.hearts).set(bevy.Text, .{ .text = try ctx.format("{d} of 3 hearts", .{hearts}) });
    }

    /// A panel with a title and buttons, which is there as long as the game is in this state. A click on a button is
    /// the signal by its name.
    pub fn spawnMenu(ctx: *bevy.Context, comptime stage: Stage, title: []const u8, line: []const u8, comptime buttons: anytype) !void {
        const panel = try ctx.spawnTree(.{
            bevy.SpawnOptions{ .tag = "menu" },
            bevy.despawnOnExit(stage),
            bevy.Node{
                .position_type = .absolute,
                .width = .percent(100),
                .height = .percent(100),
                .flex_direction = .column,
                .align_items = .center,
                .justify_content = .center,
                .row_gap = .px(16),
            },
            bevy.BackgroundColor{ .color = looks.night.withAlpha(0.55) },
            bevy.children(.{ words(title, 76, looks.amber), words(line, 24, looks.chalk) }),
        });
        inline for (buttons) |button| {
            const name, const label = button;
            _ = try ctx.spawnTree(.{
                bevy.SpawnOptions{ .parent = panel.id, .name = name },
                bevy.Node{
                    .width = .px(240),
                    .padding = .all(.px(12)),
                    .justify_content = .center,
                    .border_radius = .all(.px(10)),
                },
                bevy.BackgroundColor{ .color = .hex("2b3350") },
                bevy.on(.{ .click = name }),
                bevy.children(.{.{ bevy.Text{ .text = label }, bevy.TextFont.fromFontSize(24) }}),
            });
        }
    }

    /// What an entity gets that is a text.
    fn words(text: []const u8, size: f32, color: bevy.Color) struct { bevy.Text, bevy.TextFont, bevy.TextColor } {
        return .{ .{ .text = text }, .fromFontSize(size), .{ .color = color } };
    }
};
