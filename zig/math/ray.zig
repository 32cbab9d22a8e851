//! Rays: half-lines from a point.

const std = @import("std");
const Dir2 = @import("dir.zig").Dir2;
const Dir3 = @import("dir.zig").Dir3;
const InfinitePlane3d = @import("shape3d.zig").InfinitePlane3d;
const Plane2d = @import("shape2d.zig").Plane2d;
const Vec2 = @import("vec2.zig").Vec2;
const Vec3 = @import("vec3.zig").Vec3;

/// A ray in the plane.
pub const Ray2d = Ray(Vec2, Dir2, Plane2d, "bevy_math::ray::Ray2d");
/// A ray in space.
pub const Ray3d = Ray(Vec3, Dir3, InfinitePlane3d, "bevy_math::ray::Ray3d");

fn Ray(comptime Vec: type, comptime Dir: type, comptime Plane: type, comptime rust: []const u8) type {
    return extern struct {
        const Self = @This();

        origin: Vec,
        direction: Dir,

        /// Its path in Rust.
        pub const zig_reflect = rust;

        /// From a point in a direction.
        pub fn new(origin: Vec, direction: Dir) Self {
            return .{ .origin = origin, .direction = direction };
        }

        /// The point at this distance.
        pub fn getPoint(self: Self, distance: f32) Vec {
            return self.origin.add(self.direction.scale(distance));
        }

        /// The distance to a plane through a point; null if the ray does not meet it.
        pub fn intersectPlane(self: Self, plane_origin: Vec, plane: Plane) ?f32 {
            const denominator = plane.normal.dot(self.direction);
            if (@abs(denominator) <= std.math.floatEps(f32)) return null;
            const distance = plane_origin.sub(self.origin).dot(plane.normal.v) / denominator;
            return if (distance > std.math.floatEps(f32)) distance else null;
        }

        /// Where the ray meets a plane through a point, if it does.
        pub fn planeIntersectionPoint(self: Self, plane_origin: Vec, plane: Plane) ?Vec {
            return self.getPoint(self.intersectPlane(plane_origin, plane) orelse return null);
        }
    };
}
