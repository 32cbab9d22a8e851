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
    synced,
    filters,
    children,
    target_image,
    target_view,
    target_window,
    cursor,
    all_right,
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
        .synced => try entity.insert(bevy.render.RenderEntity{ .value = entity.id }),
        .filters => try ctx.insertResource(bevy.ecs.DefaultQueryFilters{ .disabling = &.{.{ .value = std.math.maxInt(usize) }} }),
        .children => try entity.insert(bevy.ecs.Children{ .entities = &.{entity.id} }),
        .target_image => try target(ctx, .{ .image = .{ .handle = .load("tiles.png"), .scale_factor = 1 } }),
        .target_view => try target(ctx, .{ .texture_view = .{ .value = 7 } }),
        .target_window => try target(ctx, .{ .window = .{ .entity = entity.id } }),
        .cursor => try ctx.write(bevy.window.WindowEvent{ .cursor_moved = .{ .window = entity.id, .position = .zero, .delta = null } }),
        .all_right => {
            try view(ctx, .{ .physical_size = .{ .x = 100, .y = 100 } });
            try target(ctx, .{ .window = .{ .entity = (try ctx.window()).id } });
            try entity.insert(bevy.TextFont.fromFontSize(64));
            try entity.insert(bevy.ui_widgets.SliderRange{ .start = -std.math.inf(f32), .end = 0 });
        },
    }
}

fn view(ctx: *bevy.Context, viewport: bevy.camera.Viewport) !void {
    try ctx.entity().insert(bevy.Camera{ .viewport = viewport });
}

fn target(ctx: *bevy.Context, to: bevy.camera.RenderTarget) !void {
    try ctx.entity().insert(to);
}
