//! Directions: vectors that are known to have unit length.
//!
//! Where a function needs a unit vector it takes a `Dir3`, so an axis is written `.y`, and a computed one
//! `try .new(v)` or `Dir3.new(v) catch .y`. The vector itself is the field `v`.

const std = @import("std");
const Vec2 = @import("vec2.zig").Vec2;
const Vec3 = @import("vec3.zig").Vec3;
const Quat = @import("quat.zig").Quat;

/// Why a vector has no direction.
pub const DirError = error{
    /// Its length is zero, or so small that its square is.
    DirectionZero,
    /// Its length is infinite, or so large that its square is.
    DirectionInfinite,
    /// One of its components is NaN.
    DirectionNan,
};

fn errorFromLength(length: f32) DirError {
    if (std.math.isNan(length)) return error.DirectionNan;
    if (std.math.isInf(length)) return error.DirectionInfinite;
    return error.DirectionZero;
}

/// A vector of the plane with length 1.
pub const Dir2 = extern struct {
    /// The unit vector.
    v: Vec2,

    /// Along the X axis: right.
    pub const x: Dir2 = .{ .v = .x_axis };
    /// Along the Y axis: up.
    pub const y: Dir2 = .{ .v = .y_axis };
    /// Against the X axis: left.
    pub const neg_x: Dir2 = .{ .v = .neg_x };
    /// Against the Y axis: down.
    pub const neg_y: Dir2 = .{ .v = .neg_y };

    /// The direction of `vector`, whose length does not matter unless it is zero or not finite.
    pub fn new(vector: Vec2) DirError!Dir2 {
        const length = vector.length();
        if (!std.math.isFinite(length) or !(length > 0)) return errorFromLength(length);
        return .{ .v = vector.divScalar(length) };
    }

    /// The direction of (`dx`, `dy`); see `new`.
    pub fn fromXy(dx: f32, dy: f32) DirError!Dir2 {
        return new(.new(dx, dy));
    }

    /// Takes the caller's word that `vector` has length 1.
    pub inline fn newUnchecked(vector: Vec2) Dir2 {
        return .{ .v = vector };
    }

    /// The direction at `angle` radians, counter-clockwise from `x`.
    pub fn fromAngle(angle: f32) Dir2 {
        return .{ .v = .fromAngle(angle) };
    }

    /// The opposite direction.
    pub inline fn neg(self: Dir2) Dir2 {
        return .{ .v = self.v.neg() };
    }

    /// A vector this way, of the given length.
    pub inline fn scale(self: Dir2, length: f32) Vec2 {
        return self.v.scale(length);
    }

    /// The cosine of the angle between the two.
    pub inline fn dot(self: Dir2, rhs: Dir2) f32 {
        return self.v.dot(rhs.v);
    }
};

/// A vector of space with length 1.
pub const Dir3 = extern struct {
    /// The unit vector.
    v: Vec3,

    /// Along the X axis: right.
    pub const x: Dir3 = .{ .v = .x_axis };
    /// Along the Y axis: up.
    pub const y: Dir3 = .{ .v = .y_axis };
    /// Along the Z axis: towards the viewer, back.
    pub const z: Dir3 = .{ .v = .z_axis };
    /// Against the X axis: left.
    pub const neg_x: Dir3 = .{ .v = .neg_x };
    /// Against the Y axis: down.
    pub const neg_y: Dir3 = .{ .v = .neg_y };
    /// Against the Z axis: forward.
    pub const neg_z: Dir3 = .{ .v = .neg_z };

    /// The direction of `vector`, whose length does not matter unless it is zero or not finite.
    pub fn new(vector: Vec3) DirError!Dir3 {
        const length = vector.length();
        if (!std.math.isFinite(length) or !(length > 0)) return errorFromLength(length);
        return .{ .v = vector.divScalar(length) };
    }

    /// The direction of (`dx`, `dy`, `dz`); see `new`.
    pub fn fromXyz(dx: f32, dy: f32, dz: f32) DirError!Dir3 {
        return new(.new(dx, dy, dz));
    }

    /// Takes the caller's word that `vector` has length 1.
    pub inline fn newUnchecked(vector: Vec3) Dir3 {
        return .{ .v = vector };
    }

    /// The opposite direction.
    pub inline fn neg(self: Dir3) Dir3 {
        return .{ .v = self.v.neg() };
    }

    /// A vector this way, of the given length.
    pub inline fn scale(self: Dir3, length: f32) Vec3 {
        return self.v.scale(length);
    }

    /// The cosine of the angle between the two.
    pub inline fn dot(self: Dir3, rhs: Dir3) f32 {
        return self.v.dot(rhs.v);
    }

    /// A vector at right angles to both; its length is the sine of the angle between them.
    pub inline fn cross(self: Dir3, rhs: Dir3) Vec3 {
        return self.v.cross(rhs.v);
    }

    /// Turns from `self` (at `s = 0`) to `rhs` (at `s = 1`) at constant speed.
    pub fn slerp(self: Dir3, rhs: Dir3, s: f32) Dir3 {
        const turn = Quat.identity.slerp(.fromRotationArc(self, rhs), s);
        return .{ .v = turn.mulVec3(self.v) };
    }

    /// Brings a direction that has drifted off unit length most of the way back, without a square root.
    pub fn fastRenormalize(self: Dir3) Dir3 {
        return .{ .v = self.v.scale(0.5 * (3.0 - self.v.lengthSquared())) };
    }
};

test "axes and fallible construction read well" {
    const quarter = Quat.fromAxisAngle(.y, std.math.pi / 2.0);
    const same = Quat.fromAxisAngle(try .new(.new(0, 2, 0)), std.math.pi / 2.0);
    try std.testing.expect(quarter.approxEql(same, 1e-6));
    try std.testing.expectError(error.DirectionZero, Dir3.new(.zero));
    try std.testing.expectError(error.DirectionInfinite, Dir3.new(.new(std.math.inf(f32), 0, 0)));
    try std.testing.expectError(error.DirectionNan, Dir2.new(.new(std.math.nan(f32), 0)));
    const fallback: Dir3 = Dir3.new(.zero) catch .y;
    try std.testing.expect(fallback.v.eql(.y_axis));
}
