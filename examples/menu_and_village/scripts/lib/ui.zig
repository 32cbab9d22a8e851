//! Screens, buttons, sliders and check boxes: Bevy's own widgets, and how they look here.

const bevy = @import("bevy");
const looks = @import("looks.zig");
const Stage = @import("stage.zig").Stage;
const widgets = bevy.ui_widgets;

/// What the mouse does not see.
pub const untouchable: bevy.Pickable = .{ .should_block_lower = false, .is_hoverable = false };

/// The width of a slider's knob, in pixels.
const knob = 18;

/// A card in the middle of a dark screen, for as long as the game is in this state. Returns the card.
pub fn screen(ctx: *bevy.Context, comptime stage: Stage, title: []const u8) !bevy.Entity {
    const root = try ctx.spawnWith(.{ .tag = "screen" }, .{
        bevy.despawnOnExit(stage),
        bevy.Node{
            .position_type = .absolute,
            .width = .percent(100),
            .height = .percent(100),
            .align_items = .center,
            .justify_content = .center,
        },
        bevy.BackgroundColor{ .color = looks.night.withAlpha(if (stage == .menu) 0.35 else 0.72) },
        bevy.GlobalZIndex{ .value = 10 },
    });
    const card = try ctx.spawnWith(.{ .parent = root.id }, .{
        bevy.Node{
            .flex_direction = .column,
            .align_items = .center,
            .row_gap = .px(14),
            .padding = .axes(.px(44), .px(32)),
            .border = .all(.px(2)),
            .border_radius = .all(.px(18)),
        },
        bevy.BackgroundColor{ .color = looks.card.withAlpha(0.94) },
        bevy.BorderColor.all(looks.line),
    });
    _ = try words(ctx, card.id, title, 46, looks.amber);
    return card.id;
}

pub fn words(ctx: *bevy.Context, parent: bevy.Entity, text: []const u8, size: f32, color: bevy.Color) !bevy.Entity {
    const made = try ctx.spawnWith(.{ .parent = parent }, .{
        bevy.Text{ .text = text },
        bevy.TextFont.fromFontSize(size),
        bevy.TextColor{ .color = color },
    });
    return made.id;
}

/// A button whose click is the signal `name`.
pub fn button(ctx: *bevy.Context, parent: bevy.Entity, comptime name: []const u8, label: []const u8) !bevy.EntityRef {
    return ctx.spawnTree(.{
        bevy.SpawnOptions{ .parent = parent, .name = name },
        widgets.Button{},
        bevy.on(.{ .activate = name }),
        bevy.script(@import("../button.zig"), .{}),
        bevy.Node{
            .min_width = .px(230),
            .padding = .axes(.px(20), .px(10)),
            .justify_content = .center,
            .border_radius = .all(.px(10)),
        },
        bevy.BackgroundColor{ .color = looks.button },
        bevy.children(.{.{
            bevy.SpawnOptions{ .name = "label" },
            bevy.Text{ .text = label },
            bevy.TextFont.fromFontSize(22),
            bevy.TextColor{ .color = looks.chalk },
        }}),
    });
}

/// A small button for a line of a card.
pub fn key(ctx: *bevy.Context, parent: bevy.Entity, comptime name: []const u8, label: []const u8) !void {
    const made = try button(ctx, parent, name, label);
    try made.set(bevy.Node, .{ .padding = bevy.UiRect.axes(.px(20), .px(3)) });
}

/// A line of a card: a label on the left, and what belongs to it on the right. Returns the line.
pub fn row(ctx: *bevy.Context, parent: bevy.Entity, label: []const u8) !bevy.Entity {
    const made = try ctx.spawnWith(.{ .parent = parent }, .{bevy.Node{
        .width = .px(520),
        .align_items = .center,
        .justify_content = .space_between,
    }});
    _ = try words(ctx, made.id, label, 20, looks.chalk);
    return made.id;
}

/// A slider from 0 to 1. That it is moved is the signal `name`, with a `bevy.Change(f32)`.
pub fn slider(ctx: *bevy.Context, parent: bevy.Entity, comptime name: []const u8, value: f32) !void {
    _ = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .parent = parent, .name = name },
        widgets.Slider{ .track_click = .snap, .orientation = .horizontal },
        widgets.SliderRange{ .start = 0, .end = 1 },
        widgets.SliderValue{ .value = value },
        bevy.on(.{ .slide = name }),
        bevy.Node{ .width = .px(250), .height = .px(knob), .align_items = .center },
        bevy.children(.{
            .{
                bevy.Node{ .width = .percent(100), .height = .px(6), .border_radius = .all(.px(3)) },
                bevy.BackgroundColor{ .color = looks.line },
            },
            .{
                // As far as the knob can go.
                bevy.Node{ .position_type = .absolute, .left = .px(0), .right = .px(knob), .height = .px(knob) },
                bevy.children(.{.{
                    bevy.SpawnOptions{ .name = "knob" },
                    widgets.SliderThumb{},
                    bevy.Node{
                        .position_type = .absolute,
                        .left = .percent(100 * value),
                        .width = .px(knob),
                        .height = .px(knob),
                        .border_radius = .all(.px(knob / 2)),
                    },
                    bevy.BackgroundColor{ .color = looks.amber },
                }}),
            },
        }),
    });
}

/// A widget changes its value when its script says so, and looks like it likewise.
pub fn setSlider(slider_entity: bevy.EntityRef, value: f32) !void {
    try slider_entity.insert(widgets.SliderValue{ .value = value });
    try (try slider_entity.child("knob")).set(bevy.Node, .{ .left = bevy.percent(100 * value) });
}

/// A check box. That it is clicked is the signal `name`, with a `bevy.Change(bool)`.
pub fn checkBox(ctx: *bevy.Context, parent: bevy.Entity, comptime name: []const u8, is_on: bool) !void {
    const box = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .parent = parent, .name = name },
        widgets.Checkbox{},
        bevy.on(.{ .check = name }),
        bevy.Node{
            .width = .px(28),
            .height = .px(28),
            .padding = .all(.px(5)),
            .border = .all(.px(2)),
            .border_radius = .all(.px(7)),
        },
        bevy.BorderColor.all(looks.grey),
        bevy.children(.{.{
            bevy.SpawnOptions{ .name = "mark" },
            bevy.Node{ .width = .percent(100), .height = .percent(100), .border_radius = .all(.px(3)) },
            bevy.BackgroundColor{ .color = if (is_on) looks.amber else looks.card },
        }}),
    });
    if (is_on) try box.insert(bevy.ui.Checked{});
}

pub fn setCheckBox(box: bevy.EntityRef, is_on: bool) !void {
    if (is_on) try box.insert(bevy.ui.Checked{}) else try box.remove(bevy.ui.Checked);
    try (try box.child("mark")).set(bevy.BackgroundColor, .{ .color = if (is_on) looks.amber else looks.card });
}
