//! What things look like: outlines that glow, on a dark sky. Nothing of this takes part in the rules, so the game is
//! the same without a window.

const std = @import("std");
const bevy = @import("bevy");
const rules = @import("rules.zig");
const Color = bevy.Color;
const Mesh = bevy.Asset(bevy.Mesh);
const Material = bevy.Asset(bevy.ColorMaterial);

pub const night: Color = .srgb(0.012, 0.014, 0.04);
const ice: Color = .srgb(0.54, 0.95, 1);
const yellow: Color = .srgb(1, 0.95, 0.7);
const orange: Color = .srgb(1, 0.65, 0.3);
pub const words: Color = .srgb(0.85, 0.93, 1);
pub const chosen: Color = yellow;

/// Colours of a line, its glow, and what is inside of it.
const Paint = struct {
    line: Material = .none,
    glow: Material = .none,
    inside: Material = .none,

    fn make(ctx: *bevy.Context, color: Color) !Paint {
        return .{
            .line = try ctx.addAsset(bevy.ColorMaterial{ .color = color }),
            .glow = try ctx.addAsset(bevy.ColorMaterial{ .color = color.withAlpha(0.06) }),
            .inside = try ctx.addAsset(bevy.ColorMaterial{ .color = night }),
        };
    }
};

/// A part of the state of the script that keeps it.
pub const Looks = struct {
    /// Whether there is somebody to look.
    is_drawn: bool = false,
    /// With radius 1.
    polygons: [3]Mesh = @splat(.none),
    arrow: Mesh = .none,
    rocks: [3]Paint = @splat(.{}),
    ship: Paint = .{},

    pub fn make(ctx: *bevy.Context) !Looks {
        var made: Looks = .{ .is_drawn = true };
        for (&made.polygons, 6..) |*polygon, sides| {
            polygon.* = try ctx.makeAsset(bevy.Mesh, bevy.math.RegularPolygon.new(1, @intCast(sides)));
        }
        made.arrow = try ctx.makeAsset(bevy.Mesh, bevy.math.Triangle2d.new(.new(0, 1), .new(-0.7, -0.8), .new(0.7, -0.8)));
        const colors = [_]Color{ .srgb(0.64, 0.55, 1), .srgb(0.95, 0.49, 0.88), .srgb(1, 0.63, 0.49) };
        for (&made.rocks, colors) |*rock, color| rock.* = try .make(ctx, color);
        made.ship = try .make(ctx, ice);
        return made;
    }

    /// The outline of a rock; which of three, its number decides.
    pub fn dressRock(self: Looks, rock: bevy.EntityRef, kind: rules.Rock, number: u32) !void {
        if (!self.is_drawn) return;
        try outline(rock, self.polygons[number % 3], self.rocks[@backingInt(kind)], 1, 2 / kind.radius());
    }

    pub fn dressShip(self: Looks, ship: bevy.EntityRef) !void {
        if (self.is_drawn) try outline(ship, self.arrow, self.ship, 20, 0.13);
    }
};

/// Children of an entity, one above the other: two that glow, the line, and the inside. `width` is that of the line,
/// as a part of the whole.
fn outline(entity: bevy.EntityRef, mesh: Mesh, paint: Paint, size: f32, width: f32) !void {
    try entity.insert(bevy.Visibility.inherited);
    const layers = [_]struct { f32, Material }{
        .{ 1 + 4 * width, paint.glow }, .{ 1 + 2 * width, paint.glow }, .{ 1, paint.line }, .{ 1 - width, paint.inside },
    };
    for (layers, 0..) |layer, height| {
        const scale, const material = layer;
        const at: bevy.Transform = .{
            .translation = .new(0, 0, 0.01 * @as(f32, @floatFromInt(height))),
            .scale = .new(size * scale, size * scale, 1),
        };
        _ = try entity.ctx.spawnWith(.{ .parent = entity.id, .transform = at }, .{
            bevy.Mesh2d{ .mesh = .of(mesh) },
            bevy.MeshMaterial2d{ .value = .of(material) },
        });
    }
}

/// A bit of light, for shots and what flies off.
pub const Bit = enum {
    shot,
    spark,
    flame,
    splinter,

    pub fn dress(self: Bit, entity: bevy.EntityRef) !void {
        try entity.insert(switch (self) {
            .shot => bevy.Sprite.fromColor(yellow, .new(3, 10)),
            .spark => bevy.Sprite.fromColor(yellow, .splat(3)),
            .flame => bevy.Sprite.fromColor(orange, .splat(5)),
            .splinter => bevy.Sprite.fromColor(ice, .new(2, 18)),
        });
    }
};

/// The camera shows the whole arena, however large the window is, with stars in it and darkness around it.
/// Returns the camera.
pub fn spawnSky(ctx: *bevy.Context) !bevy.Entity {
    try ctx.insertResource(bevy.ClearColor{ .color = night });
    const camera = try ctx.spawnWith(.{}, .{
        bevy.Camera2d{},
        bevy.Projection{
            .orthographic = .default2d(.{ .auto_min = .{ .min_width = 2 * rules.arena.x, .min_height = 2 * rules.arena.y } }),
        },
    });
    // Not the game's random numbers: those would be others than without a window.
    var generator: std.Random.DefaultPrng = .init(7);
    const random = generator.random();
    for (0..180) |_| {
        const at = rules.arena.mul(.new(2 * random.float(f32) - 1, 2 * random.float(f32) - 1));
        const brightness = random.float(f32);
        const star: bevy.Sprite = .fromColor(words.withAlpha(0.08 + 0.5 * brightness * brightness), .splat(1 + 1.5 * brightness));
        _ = try ctx.spawnWith(.{ .transform = .fromXyz(at.x, at.y, -10) }, .{star});
    }
    const far = 4 * rules.arena.x;
    for ([_]bevy.Vec2{ .x_axis, .neg_x, .y_axis, .neg_y }) |side| {
        const at = rules.arena.add(.splat(far / 2)).mul(side);
        const dark: bevy.Sprite = .fromColor(.srgb(0, 0, 0.01), if (side.x == 0) .new(2 * far, far) else .new(far, 2 * rules.arena.y));
        _ = try ctx.spawnWith(.{ .transform = .fromXyz(at.x, at.y, 5) }, .{dark});
    }
    return camera.id;
}
