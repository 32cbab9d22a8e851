//! Bevy's shapes in space. Their centre is (0, 0, 0) unless their fields say otherwise.
//!
//! They are also mirrors of Bevy's types: what meshes are made of
//! (`ctx.makeAsset(Mesh, bevy.math.Cuboid.new(1, 2, 3))`).

const std = @import("std");
const scalar = @import("scalar.zig");
const Dir3 = @import("dir.zig").Dir3;
const Vec2 = @import("vec2.zig").Vec2;
const Vec3 = @import("vec3.zig").Vec3;

const path = "bevy_math::primitives::dim3::";

/// A sphere, or the ball in it.
pub const Sphere = extern struct {
    radius: f32 = 0.5,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Sphere";

    /// With this radius.
    pub fn new(radius: f32) Sphere {
        return .{ .radius = radius };
    }

    /// The point in it that is closest to `point`: itself, if it lies inside.
    pub fn closestPoint(self: Sphere, point: Vec3) Vec3 {
        const distance_squared = point.lengthSquared();
        if (distance_squared <= self.radius * self.radius) return point;
        return point.divScalar(@sqrt(distance_squared)).scale(self.radius);
    }

    /// Its surface.
    pub fn area(self: Sphere) f32 {
        return 4.0 * scalar.pi * (self.radius * self.radius);
    }

    /// Its volume.
    pub fn volume(self: Sphere) f32 {
        return 4.0 * (scalar.pi / 3.0) * (self.radius * self.radius * self.radius);
    }
};

/// A rectangle in space, by what is perpendicular to it.
pub const Plane3d = extern struct {
    normal: Dir3 = .y,
    half_size: Vec2 = .splat(0.5),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Plane3d";

    /// With this half width and half length.
    pub fn new(normal: Dir3, half_size: Vec2) Plane3d {
        return .{ .normal = normal, .half_size = half_size };
    }
};

/// An endless plane through the origin, by what is perpendicular to it.
pub const InfinitePlane3d = extern struct {
    normal: Dir3 = .y,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "InfinitePlane3d";
};

/// A line between two points.
pub const Segment3d = extern struct {
    vertices: [2]Vec3 = .{ .new(-0.5, 0, 0), .new(0.5, 0, 0) },

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Segment3d";

    /// Between these points.
    pub fn new(start: Vec3, end: Vec3) Segment3d {
        return .{ .vertices = .{ start, end } };
    }

    /// Its length.
    pub fn length(self: Segment3d) f32 {
        return self.vertices[0].distance(self.vertices[1]);
    }
};

/// A box along the axes.
pub const Cuboid = extern struct {
    half_size: Vec3 = .splat(0.5),

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Cuboid";

    /// With these lengths.
    pub fn new(x: f32, y: f32, z: f32) Cuboid {
        return .{ .half_size = .new(x / 2.0, y / 2.0, z / 2.0) };
    }

    /// Its lengths.
    pub fn size(self: Cuboid) Vec3 {
        return self.half_size.scale(2.0);
    }

    /// The point in it that is closest to `point`: itself, if it lies inside.
    pub fn closestPoint(self: Cuboid, point: Vec3) Vec3 {
        return point.clamp(self.half_size.neg(), self.half_size);
    }

    /// Its surface.
    pub fn area(self: Cuboid) f32 {
        const h = self.half_size;
        return 8.0 * (h.x * h.y + h.y * h.z + h.x * h.z);
    }

    /// Its volume.
    pub fn volume(self: Cuboid) f32 {
        return 8.0 * self.half_size.x * self.half_size.y * self.half_size.z;
    }
};

/// A cylinder along the Y axis.
pub const Cylinder = extern struct {
    radius: f32 = 0.5,
    half_height: f32 = 0.5,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Cylinder";

    /// With this radius and height.
    pub fn new(radius: f32, height: f32) Cylinder {
        return .{ .radius = radius, .half_height = height / 2.0 };
    }
};

/// A cylinder along the Y axis with half spheres as its ends.
pub const Capsule3d = extern struct {
    radius: f32 = 0.5,
    /// Half of the length without the ends.
    half_length: f32 = 0.5,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Capsule3d";

    /// With this radius, and this length without the ends.
    pub fn new(radius: f32, length: f32) Capsule3d {
        return .{ .radius = radius, .half_length = length / 2.0 };
    }
};

/// A cone along the Y axis.
pub const Cone = extern struct {
    radius: f32 = 0.5,
    height: f32 = 1,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Cone";

    /// With this radius and height.
    pub fn new(radius: f32, height: f32) Cone {
        return .{ .radius = radius, .height = height };
    }
};

/// A cone along the Y axis without its top.
pub const ConicalFrustum = extern struct {
    radius_top: f32 = 0.25,
    radius_bottom: f32 = 0.5,
    height: f32 = 0.5,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "ConicalFrustum";
};

/// A ring around the Y axis.
pub const Torus = extern struct {
    /// Of the tube.
    minor_radius: f32 = 0.25,
    /// From the centre to that of the tube.
    major_radius: f32 = 0.75,

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Torus";

    /// Of which the hole and the whole have these radii.
    pub fn new(inner_radius: f32, outer_radius: f32) Torus {
        const minor_radius = (outer_radius - inner_radius) / 2.0;
        return .{ .minor_radius = minor_radius, .major_radius = outer_radius - minor_radius };
    }
};

/// A triangle in space.
pub const Triangle3d = extern struct {
    vertices: [3]Vec3 = .{ .new(0, 0.5, 0), .new(-0.5, -0.5, 0), .new(0.5, -0.5, 0) },

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Triangle3d";

    /// With these corners.
    pub fn new(a: Vec3, b: Vec3, c: Vec3) Triangle3d {
        return .{ .vertices = .{ a, b, c } };
    }
};

/// A pyramid with four triangles.
pub const Tetrahedron = extern struct {
    vertices: [4]Vec3 = .{ .splat(0.5), .new(-0.5, 0.5, -0.5), .new(-0.5, -0.5, 0.5), .new(0.5, -0.5, -0.5) },

    /// Its path in Rust.
    pub const zig_reflect = path ++ "Tetrahedron";
};

test Cuboid {
    try std.testing.expectEqual(Vec3.new(2, -1, 0), Cuboid.new(4, 2, 1).closestPoint(.new(9, -9, 0)));
    try std.testing.expectEqual(Vec3.new(4, 2, 1), Cuboid.new(4, 2, 1).size());
    try std.testing.expectEqual(28, Cuboid.new(4, 2, 1).area());
    try std.testing.expectEqual(8, Cuboid.new(4, 2, 1).volume());
    try std.testing.expectEqual(Vec3.new(0, 0, 2), Sphere.new(2).closestPoint(.new(0, 0, 5)));
    try std.testing.expectApproxEqRel(16 * scalar.pi, Sphere.new(2).area(), 1e-6);
    try std.testing.expectApproxEqRel(32 * scalar.pi / 3.0, Sphere.new(2).volume(), 1e-6);
    try std.testing.expectEqual(Torus{ .minor_radius = 0.5, .major_radius = 1.5 }, Torus.new(1, 2));
    try std.testing.expectEqual(3, Segment3d.new(.zero, .new(1, 2, 2)).length());
}
