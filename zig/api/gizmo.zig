//! Drawings for debugging: lines and shapes, for a frame or some seconds.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const functions = @import("function.zig");
const math = @import("../math/math.zig");
const Context = @import("context.zig").Context;
const Quat = math.Quat;
const Transform = math.Transform;
const Vec2 = math.Vec2;
const Vec3 = math.Vec3;

/// What is drawn, as Rust reads it (`crates/bevy_zig/src/parts/gizmos.rs`).
const Shape = extern struct {
    kind: Kind,
    color: [4]f32,
    seconds: f32,
    start: Vec3,
    end: Vec3,
    rotation: Quat,
};

const Kind = enum(u8) { line, arrow, arrow_in_plane, circle, sphere, rect, cuboid, cross, axes, text };

const text_len_max = 128;

const areDrawn = functions.function("bevy.gizmo.are_drawn", fn () bool);
const drawShape = functions.command("bevy.gizmo.shape", fn (Shape) void);
const drawText = functions.command("bevy.gizmo.text", fn (Shape, [text_len_max]u8) void);

/// A color in sRGB, with components from 0 to 1: `.red`, `.rgb(1, 0.5, 0)`.
pub const GizmoColor = extern struct {
    r: f32 = 1,
    g: f32 = 1,
    b: f32 = 1,
    /// Alpha, from 0 (invisible) to 1 (opaque).
    a: f32 = 1,

    /// White.
    pub const white: GizmoColor = .rgb(1, 1, 1);
    /// Black.
    pub const black: GizmoColor = .rgb(0, 0, 0);
    /// Gray.
    pub const gray: GizmoColor = .rgb(0.5, 0.5, 0.5);
    /// Red.
    pub const red: GizmoColor = .rgb(1, 0, 0);
    /// Green.
    pub const green: GizmoColor = .rgb(0, 1, 0);
    /// Blue.
    pub const blue: GizmoColor = .rgb(0, 0, 1);
    /// Yellow.
    pub const yellow: GizmoColor = .rgb(1, 1, 0);
    /// Blue and green.
    pub const aqua: GizmoColor = .rgb(0, 1, 1);
    /// Red and blue.
    pub const fuchsia: GizmoColor = .rgb(1, 0, 1);

    /// An opaque color from red, green and blue, each from 0 to 1.
    pub fn rgb(r: f32, g: f32, b: f32) GizmoColor {
        return .{ .r = r, .g = g, .b = b };
    }
};

/// Options of all drawings.
pub const GizmoOptions = struct {
    color: GizmoColor = .white,
    /// How long the drawing stays, in seconds; 0: for one frame, in fixed update for one step.
    seconds: f32 = 0,
    /// The rotation of shapes that have a centre.
    rotation: Quat = .identity,
};

/// Draws lines and shapes for debugging: `ctx.gizmos()`. Valid until the callback returns.
///
/// The calls return nothing and cannot fail: drawings are requests, and a drawing that is not possible is logged. If a
/// number is not finite, nothing is drawn. Positions and sizes are in world units.
pub const Gizmos = struct {
    ctx: *Context,
    are_drawn: bool,

    /// Asks the game whether it draws at all.
    pub fn init(ctx: *Context) Gizmos {
        return .{ .ctx = ctx, .are_drawn = areDrawn(ctx) catch false };
    }

    /// A line.
    pub fn line(self: Gizmos, start: Vec3, end: Vec3, options: GizmoOptions) void {
        self.draw(.line, start, end, options);
    }

    /// A line from `start` along a vector.
    pub fn ray(self: Gizmos, start: Vec3, vector: Vec3, options: GizmoOptions) void {
        self.draw(.line, start, start.add(vector), options);
    }

    /// A line with an arrowhead at its end.
    pub fn arrow(self: Gizmos, start: Vec3, end: Vec3, options: GizmoOptions) void {
        self.draw(.arrow, start, end, options);
    }

    /// A circle. It lies in the plane of x and y, unless it is rotated.
    pub fn circle(self: Gizmos, center: Vec3, radius: f32, options: GizmoOptions) void {
        self.draw(.circle, center, .new(radius, 0, 0), options);
    }

    /// A sphere, drawn as three circles.
    pub fn sphere(self: Gizmos, center: Vec3, radius: f32, options: GizmoOptions) void {
        self.draw(.sphere, center, .new(radius, 0, 0), options);
    }

    /// A rectangle of this size. It lies in the plane of x and y, unless it is rotated.
    pub fn rect(self: Gizmos, center: Vec3, size: Vec2, options: GizmoOptions) void {
        self.draw(.rect, center, .new(size.x, size.y, 0), options);
    }

    /// The edges of a box of this size.
    pub fn cuboid(self: Gizmos, center: Vec3, size: Vec3, options: GizmoOptions) void {
        self.draw(.cuboid, center, size, options);
    }

    /// Three lines that cross at `center`, each twice as long as `half_size`.
    pub fn cross(self: Gizmos, center: Vec3, half_size: f32, options: GizmoOptions) void {
        self.draw(.cross, center, .new(half_size, 0, 0), options);
    }

    /// The axes of a transform: x is red, y green, z blue.
    pub fn axes(self: Gizmos, transform: Transform, length: f32, options: GizmoOptions) void {
        var at = options;
        at.rotation = transform.rotation;
        self.draw(.axes, transform.translation, .new(length, 0, 0), at);
    }

    /// A text of up to 128 bytes; only printable ASCII characters are drawn.
    pub fn text(self: Gizmos, center: Vec3, size: f32, words: []const u8, options: GizmoOptions) void {
        if (!self.are_drawn) return;
        var bytes: [text_len_max]u8 = @splat(0);
        const len = @min(words.len, bytes.len);
        @memcpy(bytes[0..len], words[0..len]);
        drawText(self.ctx, self.shape(.text, center, .new(size, 0, 0), options), bytes) catch {};
    }

    /// A line in 2D.
    pub fn line2d(self: Gizmos, start: Vec2, end: Vec2, options: GizmoOptions) void {
        self.draw(.line, in3d(start), in3d(end), options);
    }

    /// A line in 2D from `start` along a vector.
    pub fn ray2d(self: Gizmos, start: Vec2, vector: Vec2, options: GizmoOptions) void {
        self.draw(.line, in3d(start), in3d(start.add(vector)), options);
    }

    /// A line in 2D with an arrowhead at its end.
    pub fn arrow2d(self: Gizmos, start: Vec2, end: Vec2, options: GizmoOptions) void {
        self.draw(.arrow_in_plane, in3d(start), in3d(end), options);
    }

    /// A circle in 2D.
    pub fn circle2d(self: Gizmos, center: Vec2, radius: f32, options: GizmoOptions) void {
        self.draw(.circle, in3d(center), .new(radius, 0, 0), options);
    }

    /// A rectangle in 2D of this size.
    pub fn rect2d(self: Gizmos, center: Vec2, size: Vec2, options: GizmoOptions) void {
        self.draw(.rect, in3d(center), .new(size.x, size.y, 0), options);
    }

    /// A text in 2D, like `text`.
    pub fn text2d(self: Gizmos, center: Vec2, size: f32, words: []const u8, options: GizmoOptions) void {
        self.text(in3d(center), size, words, options);
    }

    fn draw(self: Gizmos, kind: Kind, start: Vec3, end: Vec3, options: GizmoOptions) void {
        if (!self.are_drawn) return;
        // The host has logged why not, such as a limit.
        drawShape(self.ctx, self.shape(kind, start, end, options)) catch {};
    }

    fn shape(self: Gizmos, kind: Kind, start: Vec3, end: Vec3, options: GizmoOptions) Shape {
        const color = options.color;
        const frame = self.ctx.frame;
        // A frame may have no step, and would show nothing.
        const least: f32 = if (frame.phase == .fixed_update) frame.delta_seconds else 0;
        return .{
            .kind = kind,
            .color = .{ color.r, color.g, color.b, color.a },
            .seconds = @max(options.seconds, least),
            .start = start,
            .end = end,
            .rotation = options.rotation,
        };
    }
};

fn in3d(place: Vec2) Vec3 {
    return .new(place.x, place.y, 0);
}

test GizmoColor {
    const orange: GizmoOptions = .{ .color = .rgb(1, 0.5, 0) };
    try std.testing.expectEqual(0.5, orange.color.g);
    try std.testing.expectEqual(GizmoColor{ .r = 1, .g = 0, .b = 0, .a = 1 }, GizmoColor.red);
}
