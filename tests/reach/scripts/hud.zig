//! A score and a bar of health in a corner of the screen, and a name above the ship.

const std = @import("std");
const bevy = @import("bevy");
const Hud = @This();

score: u32 = 0,
/// In percent.
health: f32 = 100,
/// Their parent.
corner: bevy.Entity = .none,
/// The name above the ship.
label: bevy.Entity = .none,
/// What the corner shows.
shown_score: u32 = 0,
shown_health: f32 = 100,

pub fn init(self: *Hud, ctx: *bevy.Context) !void {
    _ = try ctx.spawnWith(.{}, .{bevy.Camera2d{}});
    const corner = try ctx.spawnTree(.{
        bevy.Node{
            .position_type = .absolute,
            .top = .px(12),
            .left = .px(16),
            .flex_direction = .column,
            .align_items = .start,
            .row_gap = .px(6),
        },
        bevy.children(.{
            .{
                bevy.SpawnOptions{ .name = "score" },
                bevy.Text.new("0"),
                bevy.TextFont.fromFontSize(32),
                bevy.TextColor{ .color = .gold },
                bevy.children(.{.{ bevy.TextSpan.new(" points"), bevy.TextFont.fromFontSize(16), bevy.TextColor{ .color = .white } }}),
            },
            .{
                bevy.SpawnOptions{ .name = "frame" },
                bevy.Node{ .width = .px(200), .height = .px(16), .border = .all(.px(2)), .border_radius = .all(.px(4)) },
                bevy.BorderColor.all(.white),
                bevy.BackgroundColor{ .color = .srgba(0, 0, 0, 0.5) },
                bevy.children(.{.{
                    bevy.SpawnOptions{ .name = "bar" },
                    bevy.Node{ .width = .percent(100), .height = .percent(100) },
                    bevy.BackgroundColor{ .color = .lime },
                }}),
            },
            .{ bevy.SpawnOptions{ .name = "lives" }, bevy.ImageNode.load("heart.png") },
        }),
    });
    self.corner = corner.id;

    const label = try ctx.spawnWith(.{ .transform = .fromXyz(0, 40, 1) }, .{
        bevy.Text2d.new("Ada"),
        bevy.TextFont{ .font_size = .px(20) },
        bevy.TextColor{ .color = .hex("88ccff") },
        bevy.Anchor.bottom_center,
    });
    self.label = label.id;
}

pub fn update(self: *Hud, ctx: *bevy.Context, _: f32) !void {
    const corner = ctx.ref(self.corner);
    if (self.score != self.shown_score) {
        var digits: [16]u8 = undefined;
        const text = try std.fmt.bufPrint(&digits, "{d}", .{self.score});
        try (try corner.child("score")).set(bevy.Text, .{ .text = text });
        self.shown_score = self.score;
    }
    if (self.health != self.shown_health) {
        const bar = try corner.child("bar");
        try bar.set(bevy.Node, .{ .width = bevy.percent(self.health) });
        if (self.health < 30) {
            try bar.set(bevy.BackgroundColor, .{ .color = .red });
        } else {
            try bar.set(bevy.BackgroundColor, .{ .color = .lime });
        }
        self.shown_health = self.health;
    }
}
