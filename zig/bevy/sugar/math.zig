//! What the mirrors of `bevy_math` have besides their fields.

const std = @import("std");
const math = @import("../../math/math.zig");
const Vec2 = math.Vec2;

/// A rectangle along the axes.
pub fn Rect(comptime T: type) type {
    return struct {
        /// The rectangle with these two corners.
        pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) T {
            return fromCorners(.new(x0, y0), .new(x1, y1));
        }

        /// The rectangle with these two corners, whichever they are.
        pub fn fromCorners(a: Vec2, b: Vec2) T {
            return .{ .min = a.min(b), .max = a.max(b) };
        }

        /// The rectangle of this size around a point.
        pub fn fromCenterSize(center_at: Vec2, size_of: Vec2) T {
            return .{ .min = center_at.sub(size_of.scale(0.5)), .max = center_at.add(size_of.scale(0.5)) };
        }

        /// Its width and height.
        pub fn size(self: T) Vec2 {
            return self.max.sub(self.min);
        }

        /// Its middle.
        pub fn center(self: T) Vec2 {
            return self.min.add(self.max).scale(0.5);
        }

        /// Whether a point is in it or on its edge.
        pub fn contains(self: T, point: Vec2) bool {
            return point.x >= self.min.x and point.y >= self.min.y and point.x <= self.max.x and point.y <= self.max.y;
        }
    };
}

/// A turn in the plane.
pub fn Rot2(comptime T: type) type {
    return struct {
        /// An angle in radians, counter-clockwise.
        pub fn radians(angle: f32) T {
            return .{ .cos = math.cos(angle), .sin = math.sin(angle) };
        }

        /// An angle in degrees, counter-clockwise.
        pub fn degrees(angle: f32) T {
            return radians(angle * (math.pi / 180.0));
        }
    };
}

test Rect {
    const bevy = @import("../../bevy.zig");
    const expect = std.testing.expectEqual;
    const rect: bevy.Rect = .new(4, 1, 0, 3);
    try expect(Vec2.new(4, 2), rect.size());
    try expect(Vec2.new(2, 2), rect.center());
    try expect(rect, bevy.Rect.fromCenterSize(.new(2, 2), .new(4, 2)));
    try std.testing.expect(rect.contains(.new(4, 3)) and !rect.contains(.new(4.5, 3)));
    try std.testing.expectApproxEqAbs(1, bevy.math.Rot2.degrees(90).sin, 1e-6);
}
