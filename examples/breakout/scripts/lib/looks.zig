//! What things look like.

const bevy = @import("bevy");
const rules = @import("rules.zig");
const Color = bevy.Color;

pub const night: Color = .hex("10131f");
const ground: Color = .hex("181d2e");
pub const chalk: Color = .hex("e8ecf5");
pub const gold: Color = .hex("ffd166");
pub const bat_color: Color = .hex("7cc6fe");
const row_colors = [rules.rows]Color{
    .hex("5bc0be"), .hex("6fcf97"), .hex("f2c94c"), .hex("f2994a"), .hex("eb5757"), .hex("bb6bd9"),
};

pub fn ofRow(row: u32) Color {
    return row_colors[row];
}

/// The camera shows the whole field, however large the window is; the walls are around it.
pub fn spawnView(ctx: *bevy.Context) !void {
    try ctx.insertResource(bevy.ClearColor{ .color = night });
    if (ctx.window()) |window| {
        try window.set(bevy.Window, .{ .title = "Breakout" });
    } else |_| {
        // Nothing is shown.
    }
    const view = rules.field.add(.splat(rules.margin)).scale(2);
    _ = try ctx.spawnWith(.{}, .{
        bevy.Camera2d{},
        bevy.Projection{
            .orthographic = .default2d(.{ .auto_min = .{ .min_width = view.x, .min_height = view.y } }),
        },
    });
    const field = rules.field;
    // It is open below.
    _ = try block(ctx, .new(0, -rules.margin / 2, -2), .new(2 * field.x, 2 * field.y + rules.margin), ground);
    const wall = chalk.withAlpha(0.35);
    _ = try block(ctx, .new(-field.x - 4, 0, -1), .new(8, 2 * field.y + 16), wall);
    _ = try block(ctx, .new(field.x + 4, 0, -1), .new(8, 2 * field.y + 16), wall);
    _ = try block(ctx, .new(0, field.y + 4, -1), .new(2 * field.x, 8), wall);
}

fn block(ctx: *bevy.Context, at: bevy.Vec3, size: bevy.Vec2, color: Color) !bevy.EntityRef {
    return ctx.spawnWith(.{ .transform = .fromTranslation(at) }, .{bevy.Sprite.fromColor(color, size)});
}

pub fn spawnBrick(ctx: *bevy.Context, column: usize, row: usize) !void {
    const size = rules.brick.scale(2);
    _ = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .tag = "brick", .transform = .fromTranslation(rules.brickAt(column, row).extend(0)) },
        bevy.Sprite.fromColor(row_colors[row], size),
        bevy.children(.{edge(size)}),
    });
}

/// The light upper edge of a block: a child of it.
pub fn edge(size: bevy.Vec2) struct { bevy.SpawnOptions, bevy.Sprite } {
    return .{
        .{ .transform = .fromXyz(0, size.y / 2 - 2, 0.1) },
        .fromColor(chalk.withAlpha(0.45), .new(size.x, 4)),
    };
}
