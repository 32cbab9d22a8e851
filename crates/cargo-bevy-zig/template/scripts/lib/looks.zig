//! What things look like. Everything consists of circles.
const bevy = @import("bevy");
const water = @import("water.zig");

/// A circle: its colour, its place and its size.
const Dot = struct { Paint, bevy.Vec2, bevy.Vec2 };
const Paint = enum { brown, yellow, orange, green };

const duck = [_]Dot{
    .{ .brown, .new(0, -4), .new(14, 20) },
    .{ .brown, .new(0, -22), .new(7, 8) },
    .{ .orange, .new(0, 27), .new(4, 7) },
    .{ .green, .new(0, 16), .new(9, 9) },
    .{ .yellow, .new(0, 8), .new(8, 2) },
};
const duckling = [_]Dot{
    .{ .yellow, .new(0, -2), .new(7.5, 9.5) },
    .{ .orange, .new(0, 13), .new(2.5, 4) },
    .{ .yellow, .new(0, 7), .new(5.5, 5.5) },
};
const pike = [_]Dot{
    .{ .green, .new(0, 0), .new(9, 40) },
    .{ .green, .new(0, -40), .new(14, 7) },
    .{ .green, .new(0, 30), .new(6, 18) },
};

/// A drawing: circles, one above the other.
pub const Drawing = enum {
    duck,
    duckling,
    pike,

    fn dots(self: Drawing) []const Dot {
        return switch (self) {
            .duck => &duck,
            .duckling => &duckling,
            .pike => &pike,
        };
    }

    /// What is higher is drawn above the others.
    fn height(self: Drawing) f32 {
        return switch (self) {
            .duck => 1,
            .duckling => 0,
            .pike => -5,
        };
    }
};

/// A part of the state of the script that keeps it.
pub const Looks = struct {
    /// Whether there is a window.
    is_drawn: bool = false,
    circle: bevy.Asset(bevy.Mesh) = .none,
    paints: [4]bevy.Asset(bevy.ColorMaterial) = @splat(.none),
    score: bevy.Entity = .none,

    pub fn make(ctx: *bevy.Context) !Looks {
        var made: Looks = .{ .is_drawn = true, .circle = try ctx.makeAsset(bevy.Mesh, bevy.math.Circle{ .radius = 1 }) };
        const colors = [_]bevy.Color{ .hex("734f33"), .hex("fad94d"), .hex("f28c26"), .hex("215438") };
        for (&made.paints, colors) |*paint, color| paint.* = try ctx.addAsset(bevy.ColorMaterial{ .color = color });
        try spawnPond(ctx);
        made.score = (try ctx.spawnWith(.{}, .{
            bevy.Node{ .position_type = .absolute, .top = .px(3), .left = .px(18) },
            bevy.Text.new(""),
            bevy.TextFont.fromFontSize(26),
        })).id;
        return made;
    }

    /// Gives an entity its drawing: each circle is a child.
    pub fn dress(self: Looks, entity: bevy.EntityRef, drawing: Drawing) !void {
        if (!self.is_drawn) return;
        try entity.insert(bevy.Visibility.inherited);
        for (drawing.dots(), 0..) |dot, layer| {
            const paint, const at, const size = dot;
            const place = at.extend(drawing.height() + 0.1 * @as(f32, @floatFromInt(layer)));
            _ = try entity.ctx.spawnWith(.{ .parent = entity.id, .transform = .{ .translation = place, .scale = size.extend(1) } }, .{
                bevy.Mesh2d{ .mesh = .of(self.circle) },
                bevy.MeshMaterial2d{ .value = .of(self.paints[@backingInt(paint)]) },
            });
        }
    }

    pub fn show(self: Looks, ctx: *bevy.Context, text: []const u8) !void {
        if (self.is_drawn) try ctx.ref(self.score).set(bevy.Text, .{ .text = text });
    }
};

/// The window's title, a camera that always shows the whole pond, and the water on the meadow.
fn spawnPond(ctx: *bevy.Context) !void {
    try (try ctx.window()).set(bevy.Window, .{ .title = "Ducklings" });
    try ctx.insertResource(bevy.ClearColor{ .color = .hex("406b38") });
    const whole = water.half.scale(2).add(.splat(100));
    _ = try ctx.spawnWith(.{}, .{
        bevy.Camera2d{},
        bevy.Projection{ .orthographic = .default2d(.{ .auto_min = .{ .min_width = whole.x, .min_height = whole.y } }) },
    });
    _ = try ctx.spawnWith(.{ .transform = .fromXyz(0, 0, -10) }, .{
        bevy.Sprite.fromColor(.hex("3d85ad"), water.half.scale(2).add(.splat(60))),
    });
}
