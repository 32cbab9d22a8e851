//! Bevy's shapes in the plane. Their origin is (0, 0) unless their fields say otherwise.
//!
//! They are also mirrors of Bevy's types: what meshes are made of (`ctx.makeAsset(Mesh, bevy.math.Circle.new(5))`).

const std = @import("std");
const scalar = @import("scalar.zig");
const Dir2 = @import("dir.zig").Dir2;
const Vec2 = @import("vec2.zig").Vec2;

const path = "bevy_math::primitives::dim2::";

/// A circle, or the disc in it.
pub const Circle = extern struct {
    radius: f32 = 0.5,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Circle";

    /// With this radius.
    pub fn new(radius: f32) Circle {
        return .{ .radius = radius };
    }

    /// The point in it that is closest to `point`: itself, if it lies inside.
    pub fn closestPoint(self: Circle, point: Vec2) Vec2 {
        const distance_squared = point.lengthSquared();
        if (distance_squared <= self.radius * self.radius) return point;
        return point.divScalar(@sqrt(distance_squared)).scale(self.radius);
    }

    /// Its area.
    pub fn area(self: Circle) f32 {
        return scalar.pi * (self.radius * self.radius);
    }

    /// The length of its edge.
    pub fn perimeter(self: Circle) f32 {
        return 2.0 * scalar.pi * self.radius;
    }
};

/// A part of a circle's edge, symmetrical about the Y axis.
pub const Arc2d = extern struct {
    radius: f32 = 0.5,
    /// Half of its angle.
    half_angle: f32 = 2.0 * (scalar.pi / 3.0),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Arc2d";
};

/// What an arc and its centre enclose, as a slice of a cake.
pub const CircularSector = extern struct {
    arc: Arc2d = .{},

    /// Its path in Rust.
    pub const zig_reflect = path ++ "CircularSector";
};

/// What an arc and the line between its ends enclose.
pub const CircularSegment = extern struct {
    arc: Arc2d = .{},

    /// Its path in Rust.
    pub const zig_reflect = path ++ "CircularSegment";
};

/// An ellipse.
pub const Ellipse = extern struct {
    half_size: Vec2 = .new(1, 0.5),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Ellipse";

    /// With these half axes.
    pub fn new(half_width: f32, half_height: f32) Ellipse {
        return .{ .half_size = .new(half_width, half_height) };
    }

    /// Its area.
    pub fn area(self: Ellipse) f32 {
        return scalar.pi * self.half_size.x * self.half_size.y;
    }
};

/// What lies between two circles.
pub const Annulus = extern struct {
    inner_circle: Circle = .new(0.5),
    outer_circle: Circle = .new(1),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Annulus";

    /// Between circles of these radii.
    pub fn new(inner_radius: f32, outer_radius: f32) Annulus {
        return .{ .inner_circle = .new(inner_radius), .outer_circle = .new(outer_radius) };
    }
};

/// A diamond.
pub const Rhombus = extern struct {
    half_diagonals: Vec2 = .splat(0.5),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Rhombus";

    /// With these diagonals.
    pub fn new(horizontal: f32, vertical: f32) Rhombus {
        return .{ .half_diagonals = .new(horizontal / 2.0, vertical / 2.0) };
    }
};

/// An endless line through the origin, by what is perpendicular to it.
pub const Plane2d = extern struct {
    normal: Dir2 = .y,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Plane2d";
};

/// A line between two points.
pub const Segment2d = extern struct {
    vertices: [2]Vec2 = .{ .new(-0.5, 0), .new(0.5, 0) },

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Segment2d";

    /// Between these points.
    pub fn new(start: Vec2, end: Vec2) Segment2d {
        return .{ .vertices = .{ start, end } };
    }

    /// Its length.
    pub fn length(self: Segment2d) f32 {
        return self.vertices[0].distance(self.vertices[1]);
    }
};

/// A triangle.
pub const Triangle2d = extern struct {
    vertices: [3]Vec2 = .{ .new(0, 0.5), .new(-0.5, -0.5), .new(0.5, -0.5) },

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Triangle2d";

    /// With these corners.
    pub fn new(a: Vec2, b: Vec2, c: Vec2) Triangle2d {
        return .{ .vertices = .{ a, b, c } };
    }

    /// Its area.
    pub fn area(self: Triangle2d) f32 {
        const a, const b, const c = self.vertices;
        return @abs(a.x * (b.y - c.y) + b.x * (c.y - a.y) + c.x * (a.y - b.y)) / 2.0;
    }
};

/// A rectangle along the axes.
pub const Rectangle = extern struct {
    half_size: Vec2 = .splat(0.5),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Rectangle";

    /// With this width and height.
    pub fn new(width: f32, height: f32) Rectangle {
        return .{ .half_size = .new(width / 2.0, height / 2.0) };
    }

    /// Its width and height.
    pub fn size(self: Rectangle) Vec2 {
        return self.half_size.scale(2.0);
    }

    /// The point in it that is closest to `point`: itself, if it lies inside.
    pub fn closestPoint(self: Rectangle, point: Vec2) Vec2 {
        return point.clamp(self.half_size.neg(), self.half_size);
    }

    /// Its area.
    pub fn area(self: Rectangle) f32 {
        return 4.0 * self.half_size.x * self.half_size.y;
    }
};

/// A polygon whose sides are all equal.
pub const RegularPolygon = extern struct {
    /// The circle that its corners lie on.
    circumcircle: Circle = .{},
    /// At least 3.
    sides: u32 = 6,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "RegularPolygon";

    /// With so many sides, and corners on a circle of this radius.
    pub fn new(circumradius: f32, sides: u32) RegularPolygon {
        return .{ .circumcircle = .new(circumradius), .sides = sides };
    }
};

/// A rectangle along the Y axis with half circles as its ends.
pub const Capsule2d = extern struct {
    radius: f32 = 0.5,
    /// Half of the length without the ends.
    half_length: f32 = 0.5,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Capsule2d";

    /// With this radius, and this length without the ends.
    pub fn new(radius: f32, length: f32) Capsule2d {
        return .{ .radius = radius, .half_length = length / 2.0 };
    }
};

test Circle {
    const Triangle = Triangle2d.new(.new(0, 0), .new(4, 0), .new(0, 3));
    try std.testing.expectEqual(6, Triangle.area());
    try std.testing.expectEqual(5, Segment2d.new(.new(0, 0), .new(3, 4)).length());
    try std.testing.expectEqual(Vec2.new(2, -1), Rectangle.new(4, 2).closestPoint(.new(9, -9)));
    try std.testing.expectEqual(Vec2.new(4, 2), Rectangle.new(4, 2).size());
    try std.testing.expectEqual(8, Rectangle.new(4, 2).area());
    try std.testing.expectEqual(Vec2.new(0, 2), Circle.new(2).closestPoint(.new(0, 5)));
    try std.testing.expectApproxEqRel(Circle.new(2).area(), Ellipse.new(2, 2).area(), 1e-6);
    try std.testing.expectApproxEqRel(4 * scalar.pi, Circle.new(2).perimeter(), 1e-6);
}
