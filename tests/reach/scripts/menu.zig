//! A menu in the middle of the screen: a title, and a column of buttons as wide as the widest of them.

const bevy = @import("bevy");
const Menu = @This();

const labels = .{ "Resume", "Settings", "Quit to desktop" };

panel: bevy.Entity = .none,
/// The sizes that the layout has found, in pixels.
panel_width: f32 = 0,
panel_height: f32 = 0,
title_height: f32 = 0,
button_widths: [labels.len]f32 = @splat(0),

pub fn init(self: *Menu, ctx: *bevy.Context) !void {
    _ = try ctx.spawnWith(.{}, .{bevy.Camera2d{}});
    const screen = try ctx.spawnTree(.{bevy.Node{
        .width = .percent(100),
        .height = .percent(100),
        .align_items = .center,
        .justify_content = .center,
    }});
    const panel = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .parent = screen.id },
        bevy.Node{
            .flex_direction = .column,
            .row_gap = .px(8),
            .padding = .all(.px(24)),
            .border_radius = .all(.px(12)),
        },
        bevy.BackgroundColor{ .color = bevy.Color.midnight_blue.withAlpha(0.8) },
        bevy.children(.{.{
            bevy.SpawnOptions{ .name = "title" },
            bevy.Text.new("Paused"),
            bevy.TextFont{ .font_size = .px(40) },
            bevy.TextLayout{ .justify = .center },
        }}),
    });
    inline for (labels) |label| try addButton(panel, label);
    self.panel = panel.id;
}

fn addButton(panel: bevy.EntityRef, label: []const u8) !void {
    _ = try panel.ctx.spawnTree(.{
        bevy.SpawnOptions{ .parent = panel.id, .name = label },
        bevy.Button{},
        bevy.Node{ .padding = .axes(.px(20), .px(6)), .border = .all(.px(2)), .justify_content = .center },
        bevy.BorderColor.all(.white),
        bevy.BackgroundColor{ .color = .hsl(220, 0.5, 0.3) },
        bevy.children(.{.{ bevy.Text.new(label), bevy.TextFont{ .font_size = .px(24) } }}),
    });
}

pub fn update(self: *Menu, ctx: *bevy.Context, _: f32) !void {
    const panel = ctx.ref(self.panel);
    // It is there when the first phase has been applied.
    if (!panel.exists()) return;
    const size = (try panel.get(bevy.ComputedNode)).size;
    self.panel_width = size.x;
    self.panel_height = size.y;
    self.title_height = (try (try panel.child("title")).get(bevy.ComputedNode)).size.y;
    inline for (labels, &self.button_widths) |label, *width| {
        width.* = (try (try panel.child(label)).get(bevy.ComputedNode)).size.x;
    }
}
