//! Gives Bevy's types values on which Bevy itself ends the game.
const std = @import("std");
const bevy = @import("bevy");
const Nonsense = @This();

const Step = enum {
    none,
    viewport,
    empty_viewport,
    depth,
    nan,
    nan_in_a_list,
    font_size,
    line_height,
    slider,
    padding,
    border,
    gap,
    length,
    share,
    infinite_length,
    infinite_margin,
    infinite_scroll,
    ratio,
    bounds,
    track,
    tiny_fraction,
    infinite_track,
    infinite_fraction,
    filled_with_nothing,
    filled_with_fractions,
    tracks,
    all_tracks,
    line,
    span,
    sprite,
    infinite_rect,
    spacing,
    marks,
    synced,
    filters,
    children,
    target_image,
    target_view,
    target_window,
    cursor,
    all_right,
    usual_layout,
    lay_out,
    path_padding,
    path_font_size,
    path_track,
    path_children,
    path_rotation,
    whole_rotation,
    part_of_rotation,
    path_turn,
    path_no_rotation,
    path_late,
    path_usual,
    corners,
    no_corners,
    title,
    name,
    least_size,
    small_size,
    latency,
};

/// `bevy.Transform` does not go through reflection, as this does.
const Turned = struct {
    rotation: bevy.Quat,

    pub const zig_reflect = "bevy_transform::components::transform::Transform";
};

step: Step = .none,
/// The name of the error of the last step, or "ok".
outcome: [32]u8 = @splat(0),

pub fn update(self: *Nonsense, ctx: *bevy.Context, _: f32) void {
    const step = self.step;
    self.step = .none;
    if (step == .none) return;
    const outcome = if (take(ctx, step)) |_| "ok" else |failure| @errorName(failure);
    self.outcome = @splat(0);
    @memcpy(self.outcome[0..outcome.len], outcome);
}

fn take(ctx: *bevy.Context, step: Step) !void {
    const entity = ctx.entity();
    const far = std.math.maxInt(u32);
    const nan = std.math.nan(f32);
    const inf = std.math.inf(f32);
    switch (step) {
        .none => {},
        .viewport => try view(ctx, .{ .physical_position = .{ .x = far } }),
        .empty_viewport => try view(ctx, .{ .physical_size = .{} }),
        .depth => try view(ctx, .{ .depth = .{ .start = 1, .end = 0 } }),
        .nan => try entity.insert(bevy.Node{ .scrollbar_width = nan }),
        .nan_in_a_list => try entity.insert(bevy.Node{ .grid_auto_rows = &.{.px(nan)} }),
        .font_size => try entity.insert(bevy.TextFont.fromFontSize(1e30)),
        .line_height => try entity.insert(bevy.text.LineHeight{ .relative_to_font = 1e30 }),
        .slider => try entity.insert(bevy.ui_widgets.SliderRange{ .start = 1, .end = 0 }),
        .padding => try entity.insert(bevy.Node{ .padding = .all(.px(-1)) }),
        .border => try entity.set(bevy.Node, .{ .border = bevy.ui.UiRect{ .left = .percent(-1) } }),
        .gap => try grid(ctx, .{ .column_gap = .px(-16) }),
        .length => try entity.insert(bevy.Node{ .margin = .all(.px(1e6)) }),
        .share => try entity.insert(bevy.Node{ .width = .vw(1e6) }),
        .infinite_length => try entity.insert(bevy.Node{ .width = .px(inf) }),
        .infinite_margin => try entity.insert(bevy.Node{ .border_radius = .all(.px(-inf)) }),
        .infinite_scroll => try entity.insert(bevy.ui.ScrollPosition{ .value = .new(0, inf) }),
        .ratio => try entity.insert(bevy.Node{ .aspect_ratio = 1e30 }),
        .bounds => try entity.insert(bevy.text.TextBounds{ .width = -inf }),
        .track => try grid(ctx, .{ .grid_template_rows = &.{.fr(2, -1)} }),
        .tiny_fraction => try grid(ctx, .{ .grid_auto_rows = &.{.fr(1e-38)} }),
        .infinite_track => try grid(ctx, .{ .grid_template_rows = &.{.px(2, inf)} }),
        .infinite_fraction => try grid(ctx, .{ .grid_template_columns = &.{.fr(2, inf)} }),
        .filled_with_nothing => try grid(ctx, .{ .grid_template_rows = &.{.{ .repetition = .auto_fill, .tracks = &.{.px(0.01)} }} }),
        .filled_with_fractions => try grid(ctx, .{ .grid_template_rows = &.{.{ .repetition = .auto_fit, .tracks = &.{.flex(1)} }} }),
        .tracks => try grid(ctx, .{ .grid_template_rows = &.{.px(1001, 1)} }),
        .all_tracks => try grid(ctx, .{ .grid_template_columns = &.{ .px(600, 1), .{ .tracks = &@as([401]bevy.ui.GridTrack, @splat(.auto)) } } }),
        .line => try grid(ctx, .{ .grid_row = .{ .start = std.math.minInt(i16) } }),
        .span => try grid(ctx, .{ .grid_row = .{ .span = std.math.maxInt(u16) } }),
        .sprite => try entity.insert(bevy.Sprite.sized(.new(1e6, 1))),
        .infinite_rect => try entity.insert(bevy.ImageNode{ .rect = .{ .max = .new(inf, 1) } }),
        .spacing => try entity.insert(bevy.text.LetterSpacing{ .px = inf }),
        .marks => try entity.insert(bevy.Text.new("e" ++ comptime repeated("\u{301}", 256))),
        .synced => try entity.insert(bevy.render.RenderEntity{ .value = entity.id }),
        .filters => try ctx.insertResource(bevy.ecs.DefaultQueryFilters{ .disabling = &.{.{ .value = std.math.maxInt(usize) }} }),
        .children => try entity.insert(bevy.ecs.Children{ .entities = &.{entity.id} }),
        .target_image => try target(ctx, .{ .image = .{ .handle = .load("tiles.png"), .scale_factor = 1 } }),
        .target_view => try target(ctx, .{ .texture_view = .{ .value = 7 } }),
        .target_window => try target(ctx, .{ .window = .{ .entity = entity.id } }),
        .cursor => try ctx.write(bevy.window.WindowEvent{ .cursor_moved = .{ .window = entity.id, .position = .zero, .delta = null } }),
        .usual_layout => try usualLayout(ctx),
        .lay_out => {
            try entity.insert(bevy.Node{ .padding = .all(.px(1)), .grid_template_rows = &.{.px(2, 30)} });
            try entity.insert(bevy.TextFont.fromFontSize(20));
            _ = try ctx.spawn(.{ .parent = entity.id });
        },
        .corners => _ = try ctx.makeAsset(bevy.Mesh, bevy.math.RegularPolygon.new(1, std.math.maxInt(u32))),
        .no_corners => _ = try ctx.makeAsset(bevy.Mesh, bevy.math.RegularPolygon.new(1, 2)),
        .title => _ = try ctx.spawnWith(.{}, .{bevy.window.Window{ .title = "a\x00b" }}),
        .name => _ = try ctx.spawnWith(.{}, .{bevy.window.Window{ .name = "a\x00b" }}),
        .least_size => _ = try ctx.spawnWith(.{}, .{bevy.window.Window{ .resize_constraints = .{ .min_width = 1e6 } }}),
        // Bevy raises it to 1.
        .small_size => try (try ctx.window()).set(bevy.window.Window, .{ .resize_constraints = .{ .min_width = -1 } }),
        .latency => _ = try ctx.spawnWith(.{}, .{bevy.window.Window{ .desired_maximum_frame_latency = 1 << 31 }}),
        .path_padding => try entity.setPath(f32, "Node", "padding.left.0", -5),
        .path_font_size => try entity.setPath(f32, "TextFont", "font_size.0", 1e9),
        .path_track => try entity.setPath(u16, "Node", "grid_template_rows[0].repetition.0", 60_000),
        .path_children => try entity.setPath(bevy.Entity, "Children", "0[0]", entity.id),
        .path_rotation => try entity.setPath(f32, "Transform", "rotation.w", 0),
        .whole_rotation => try entity.set(Turned, .{ .rotation = .{ .x = 0, .y = 0, .z = 2, .w = 0 } }),
        .part_of_rotation => try entity.set(Turned, .{ .rotation = .{ .w = 1 } }),
        .path_turn => try entity.setPath(f32, "UiTransform", "rotation.cos", 5),
        .path_no_rotation => try entity.setPath(bevy.Quat, "Transform", "rotation", .{ .x = 0, .y = 0, .z = 0, .w = 0 }),
        .path_late => {
            const new = try ctx.spawnWith(.{}, .{bevy.Node{ .padding = .all(.px(1)) }});
            try new.setPath(f32, "Node", "padding.left.0", -5);
        },
        .path_usual => {
            try entity.setPath(f32, "Node", "padding.left.0", 8);
            try entity.setPath(f32, "Node", "margin.left.0", -8);
            try entity.setPath(f32, "TextFont", "font_size.0", 64);
            try entity.setPath(bevy.Quat, "Transform", "rotation", .{ .x = 2, .y = 0, .z = 0, .w = 0 });
        },
        .all_right => {
            try view(ctx, .{ .physical_size = .{ .x = 100, .y = 100 } });
            try target(ctx, .{ .window = .{ .entity = (try ctx.window()).id } });
            try entity.insert(bevy.TextFont.fromFontSize(64));
            try entity.insert(bevy.ui_widgets.SliderRange{ .start = -std.math.inf(f32), .end = 0 });
        },
    }
}

/// What is large, or unusual, and no more than that.
fn usualLayout(ctx: *bevy.Context) !void {
    const radius = [_]bevy.BorderRadius{ .max, .zero, .px(1, 2, 3, 4), .percent(50, 0, 50, 0) };
    for (radius) |it| _ = try ctx.spawnWith(.{}, .{
        bevy.Node{ .border_radius = it, .margin = .axes(.auto, .px(-8)), .left = .px(-100_000), .width = .percent(200) },
        bevy.BackgroundColor{ .color = .red },
        bevy.Outline{ .offset = .px(-2) },
        bevy.ui.UiTransform{ .translation = .px(-2000, 2000) },
    });
    const at_least: bevy.ui.GridTrack = comptime .minmax(.{ .px = 64 }, .{ .fraction = 1 });
    try grid(ctx, .{
        .height = .px(400_000),
        .row_gap = .px(4),
        .grid_template_columns = &.{.px(1000, 0)},
        .grid_template_rows = &.{ .{ .repetition = .auto_fill, .tracks = &.{ at_least, .percent(1) } }, .px(2, 30) },
        .grid_auto_rows = &.{ .fr(0), .auto, .min_content },
        .grid_column = .{ .start = -1, .span = 3 },
        .aspect_ratio = 16.0 / 9.0,
    });
    _ = try ctx.spawnWith(.{}, .{
        bevy.Text.new("e\u{301}a\u{308} 👨‍👩‍👧 हिन्दी " ++ comptime repeated("日本語の漢字", 50)),
        bevy.ui.ScrollPosition{ .value = .new(0, std.math.floatMax(f32)) },
    });
    _ = try ctx.spawnWith(.{}, .{ bevy.Text2d.new("bounded"), bevy.text.TextBounds{}, bevy.Sprite.sized(.new(100_000, -1)) });
    _ = try ctx.spawnWith(.{}, .{ bevy.Text2d.new("bounded"), bevy.text.TextBounds{ .width = -1, .height = 100_000 } });
}

fn repeated(comptime text: []const u8, comptime count: usize) []const u8 {
    var all: []const u8 = "";
    for (0..count) |_| all = all ++ text;
    return all;
}

fn grid(ctx: *bevy.Context, node: bevy.Node) !void {
    var with = node;
    with.display = .grid;
    _ = try ctx.spawnWith(.{}, .{ with, bevy.children(.{.{bevy.Text.new("in a grid")}}) });
}

fn view(ctx: *bevy.Context, viewport: bevy.camera.Viewport) !void {
    try ctx.entity().insert(bevy.Camera{ .viewport = viewport });
}

fn target(ctx: *bevy.Context, to: bevy.camera.RenderTarget) !void {
    try ctx.entity().insert(to);
}
