//! `Vec3`: a point, a direction or a size in space.

const std = @import("std");
const scalar = @import("scalar.zig");
const Vec2 = @import("vec2.zig").Vec2;
const Quat = @import("quat.zig").Quat;

/// A vector of three `f32`s, laid out as glam's `Vec3`: 12 bytes, aligned to 4.
pub const Vec3 = extern struct {
    /// To the right.
    x: f32 = 0,
    /// Up.
    y: f32 = 0,
    /// Towards the viewer; forward is negative.
    z: f32 = 0,

    /// All zero.
    pub const zero: Vec3 = .splat(0);
    /// All one.
    pub const one: Vec3 = .splat(1);
    /// The unit vector of the X axis: right. (`Dir3.x` where a direction is asked for.)
    pub const x_axis: Vec3 = .new(1, 0, 0);
    /// The unit vector of the Y axis: up.
    pub const y_axis: Vec3 = .new(0, 1, 0);
    /// The unit vector of the Z axis: back.
    pub const z_axis: Vec3 = .new(0, 0, 1);
    /// Against the X axis: left.
    pub const neg_x: Vec3 = .new(-1, 0, 0);
    /// Against the Y axis: down.
    pub const neg_y: Vec3 = .new(0, -1, 0);
    /// Against the Z axis: forward.
    pub const neg_z: Vec3 = .new(0, 0, -1);

    /// A vector of the given components.
    pub inline fn new(x: f32, y: f32, z: f32) Vec3 {
        return .{ .x = x, .y = y, .z = z };
    }

    /// All components `v`.
    pub inline fn splat(v: f32) Vec3 {
        return .{ .x = v, .y = v, .z = v };
    }

    /// From an array in the order of the fields.
    pub inline fn fromArray(a: [3]f32) Vec3 {
        return .{ .x = a[0], .y = a[1], .z = a[2] };
    }

    /// To an array in the order of the fields.
    pub inline fn toArray(self: Vec3) [3]f32 {
        return .{ self.x, self.y, self.z };
    }

    /// The same vector with another `x`.
    pub inline fn withX(self: Vec3, x: f32) Vec3 {
        return .{ .x = x, .y = self.y, .z = self.z };
    }

    /// The same vector with another `y`.
    pub inline fn withY(self: Vec3, y: f32) Vec3 {
        return .{ .x = self.x, .y = y, .z = self.z };
    }

    /// The same vector with another `z`.
    pub inline fn withZ(self: Vec3, z: f32) Vec3 {
        return .{ .x = self.x, .y = self.y, .z = z };
    }

    /// The sum, component by component.
    pub inline fn add(self: Vec3, rhs: Vec3) Vec3 {
        return .{ .x = self.x + rhs.x, .y = self.y + rhs.y, .z = self.z + rhs.z };
    }

    /// The difference, component by component.
    pub inline fn sub(self: Vec3, rhs: Vec3) Vec3 {
        return .{ .x = self.x - rhs.x, .y = self.y - rhs.y, .z = self.z - rhs.z };
    }

    /// The product, component by component. For "times a number" see `scale`.
    pub inline fn mul(self: Vec3, rhs: Vec3) Vec3 {
        return .{ .x = self.x * rhs.x, .y = self.y * rhs.y, .z = self.z * rhs.z };
    }

    /// The quotient, component by component. Division by zero gives infinity or NaN.
    pub inline fn div(self: Vec3, rhs: Vec3) Vec3 {
        return .{ .x = self.x / rhs.x, .y = self.y / rhs.y, .z = self.z / rhs.z };
    }

    /// Every component times `s`: glam's `v * s`.
    pub inline fn scale(self: Vec3, s: f32) Vec3 {
        return .{ .x = self.x * s, .y = self.y * s, .z = self.z * s };
    }

    /// Every component divided by `s`. Division by zero gives infinity or NaN.
    pub inline fn divScalar(self: Vec3, s: f32) Vec3 {
        return .{ .x = self.x / s, .y = self.y / s, .z = self.z / s };
    }

    /// The opposite vector.
    pub inline fn neg(self: Vec3) Vec3 {
        return .{ .x = -self.x, .y = -self.y, .z = -self.z };
    }

    /// One divided by each component.
    pub inline fn recip(self: Vec3) Vec3 {
        return .{ .x = 1.0 / self.x, .y = 1.0 / self.y, .z = 1.0 / self.z };
    }

    /// The dot product.
    pub inline fn dot(self: Vec3, rhs: Vec3) f32 {
        return self.x * rhs.x + self.y * rhs.y + self.z * rhs.z;
    }

    /// The cross product: at right angles to both, by the right-hand rule.
    pub inline fn cross(self: Vec3, rhs: Vec3) Vec3 {
        return .{
            .x = self.y * rhs.z - rhs.y * self.z,
            .y = self.z * rhs.x - rhs.z * self.x,
            .z = self.x * rhs.y - rhs.x * self.y,
        };
    }

    /// The length. Infinite if its square is too large for an `f32` (beyond about 1.8e19).
    pub inline fn length(self: Vec3) f32 {
        return @sqrt(self.dot(self));
    }

    /// The square of the length: cheaper, and enough to compare.
    pub inline fn lengthSquared(self: Vec3) f32 {
        return self.dot(self);
    }

    /// One divided by the length.
    pub inline fn lengthRecip(self: Vec3) f32 {
        return 1.0 / self.length();
    }

    /// How far apart two points are.
    pub inline fn distance(self: Vec3, rhs: Vec3) f32 {
        return self.sub(rhs).length();
    }

    /// The square of the distance: cheaper, and enough to compare.
    pub inline fn distanceSquared(self: Vec3, rhs: Vec3) f32 {
        return self.sub(rhs).lengthSquared();
    }

    /// The vector of length 1 with the same direction. Not finite if the length is zero or nearly so; then
    /// see `tryNormalize`, `normalizeOr` and `normalizeOrZero`.
    pub fn normalize(self: Vec3) Vec3 {
        return self.scale(self.lengthRecip());
    }

    /// As `normalize`, but null if the length is zero, nearly so, or not finite.
    pub fn tryNormalize(self: Vec3) ?Vec3 {
        const rcp = self.lengthRecip();
        return if (std.math.isFinite(rcp) and rcp > 0.0) self.scale(rcp) else null;
    }

    /// As `normalize`, but `fallback` if the length is zero, nearly so, or not finite.
    pub fn normalizeOr(self: Vec3, fallback: Vec3) Vec3 {
        return self.tryNormalize() orelse fallback;
    }

    /// As `normalize`, but zero if the length is zero, nearly so, or not finite.
    pub fn normalizeOrZero(self: Vec3) Vec3 {
        return self.normalizeOr(.zero);
    }

    /// Whether the length is 1, to about one part in ten thousand.
    pub fn isNormalized(self: Vec3) bool {
        return @abs(self.lengthSquared() - 1.0) <= 2e-4;
    }

    /// `self` at `s = 0`, `rhs` at `s = 1`, and on along the same line outside of that.
    pub inline fn lerp(self: Vec3, rhs: Vec3, s: f32) Vec3 {
        return self.scale(1.0 - s).add(rhs.scale(s));
    }

    /// The point half-way between the two.
    pub inline fn midpoint(self: Vec3, rhs: Vec3) Vec3 {
        return self.add(rhs).scale(0.5);
    }

    /// `self` moved by the distance `d` towards `rhs`, never past it.
    pub fn moveTowards(self: Vec3, rhs: Vec3, d: f32) Vec3 {
        const way = rhs.sub(self);
        const len = way.length();
        if (len <= d or len <= 1e-4) return rhs;
        return self.add(way.divScalar(len).scale(d));
    }

    /// The smaller of each pair of components.
    pub inline fn min(self: Vec3, rhs: Vec3) Vec3 {
        return .{ .x = lesser(self.x, rhs.x), .y = lesser(self.y, rhs.y), .z = lesser(self.z, rhs.z) };
    }

    /// The larger of each pair of components.
    pub inline fn max(self: Vec3, rhs: Vec3) Vec3 {
        return .{ .x = greater(self.x, rhs.x), .y = greater(self.y, rhs.y), .z = greater(self.z, rhs.z) };
    }

    /// Every component held between those of `low` and `high`.
    pub inline fn clamp(self: Vec3, low: Vec3, high: Vec3) Vec3 {
        return self.max(low).min(high);
    }

    /// The smallest component.
    pub inline fn minElement(self: Vec3) f32 {
        return lesser(self.x, lesser(self.y, self.z));
    }

    /// The largest component.
    pub inline fn maxElement(self: Vec3) f32 {
        return greater(self.x, greater(self.y, self.z));
    }

    /// The sum of the components.
    pub inline fn elementSum(self: Vec3) f32 {
        return self.x + self.y + self.z;
    }

    /// The absolute value of each component.
    pub inline fn abs(self: Vec3) Vec3 {
        return .{ .x = @abs(self.x), .y = @abs(self.y), .z = @abs(self.z) };
    }

    /// 1 or -1 with the sign of each component; NaN for NaN.
    pub inline fn signum(self: Vec3) Vec3 {
        return .{ .x = scalar.signum(self.x), .y = scalar.signum(self.y), .z = scalar.signum(self.z) };
    }

    /// Each component rounded down.
    pub inline fn floor(self: Vec3) Vec3 {
        return .{ .x = @floor(self.x), .y = @floor(self.y), .z = @floor(self.z) };
    }

    /// Each component rounded up.
    pub inline fn ceil(self: Vec3) Vec3 {
        return .{ .x = @ceil(self.x), .y = @ceil(self.y), .z = @ceil(self.z) };
    }

    /// Each component rounded to the nearest integer, halves away from zero.
    pub inline fn round(self: Vec3) Vec3 {
        return .{ .x = @round(self.x), .y = @round(self.y), .z = @round(self.z) };
    }

    /// Each component rounded towards zero.
    pub inline fn trunc(self: Vec3) Vec3 {
        return .{ .x = @trunc(self.x), .y = @trunc(self.y), .z = @trunc(self.z) };
    }

    /// The part of `self` that lies along `rhs`, which must not be zero.
    pub fn projectOnto(self: Vec3, rhs: Vec3) Vec3 {
        return rhs.scale(self.dot(rhs)).scale(1.0 / rhs.dot(rhs));
    }

    /// The part of `self` at right angles to `rhs`, which must not be zero.
    pub fn rejectFrom(self: Vec3, rhs: Vec3) Vec3 {
        return self.sub(self.projectOnto(rhs));
    }

    /// As `projectOnto`, for an `rhs` of length 1.
    pub fn projectOntoNormalized(self: Vec3, rhs: Vec3) Vec3 {
        return rhs.scale(self.dot(rhs));
    }

    /// As `rejectFrom`, for an `rhs` of length 1.
    pub fn rejectFromNormalized(self: Vec3, rhs: Vec3) Vec3 {
        return self.sub(self.projectOntoNormalized(rhs));
    }

    /// `self` mirrored at the plane whose `normal`, of length 1, is given: what a bounce does to a velocity.
    pub fn reflect(self: Vec3, normal: Vec3) Vec3 {
        return self.sub(normal.scale(2.0 * self.dot(normal)));
    }

    /// The same direction with the length held between `shortest` and `longest`.
    /// Not finite for a zero vector, unless `shortest` is zero.
    pub fn clampLength(self: Vec3, shortest: f32, longest: f32) Vec3 {
        const length_sq = self.lengthSquared();
        if (length_sq < shortest * shortest) return self.divScalar(@sqrt(length_sq)).scale(shortest);
        if (length_sq > longest * longest) return self.divScalar(@sqrt(length_sq)).scale(longest);
        return self;
    }

    /// The same direction with a length of at most `longest`.
    pub fn clampLengthMax(self: Vec3, longest: f32) Vec3 {
        const length_sq = self.lengthSquared();
        if (length_sq > longest * longest) return self.divScalar(@sqrt(length_sq)).scale(longest);
        return self;
    }

    /// The same direction with a length of at least `shortest`. Not finite for a zero vector.
    pub fn clampLengthMin(self: Vec3, shortest: f32) Vec3 {
        const length_sq = self.lengthSquared();
        if (length_sq < shortest * shortest) return self.divScalar(@sqrt(length_sq)).scale(shortest);
        return self;
    }

    /// The angle between the two, in radians from 0 to pi. NaN if either is zero.
    pub fn angleBetween(self: Vec3, rhs: Vec3) f32 {
        return scalar.acosApprox(self.dot(rhs) / @sqrt(self.lengthSquared() * rhs.lengthSquared()));
    }

    /// `self` turned towards `rhs` by at most `max_angle` radians; away from it if negative. Keeps its length.
    pub fn rotateTowards(self: Vec3, rhs: Vec3, max_angle: f32) Vec3 {
        const angle_between = self.angleBetween(rhs);
        const angle = scalar.clamp(max_angle, angle_between - scalar.pi, angle_between);
        const axis = self.cross(rhs).tryNormalize() orelse self.anyOrthogonalVector().normalize();
        return Quat.fromAxisAngle(.newUnchecked(axis), angle).mulVec3(self);
    }

    /// Some vector at right angles to `self`, of another length. Zero only for a zero vector.
    pub fn anyOrthogonalVector(self: Vec3) Vec3 {
        if (@abs(self.x) > @abs(self.y)) return .{ .x = -self.z, .y = 0.0, .z = self.x };
        return .{ .x = 0.0, .y = self.z, .z = -self.y };
    }

    /// Some vector of length 1 at right angles to `self`, which must have length 1.
    pub fn anyOrthonormalVector(self: Vec3) Vec3 {
        // From https://graphics.pixar.com/library/OrthonormalB/paper.pdf, as in glam.
        const sign = scalar.signum(self.z);
        const a = -1.0 / (sign + self.z);
        const b = self.x * self.y * a;
        return .{ .x = b, .y = sign + self.y * self.y * a, .z = -self.y };
    }

    /// (x, y): the vector without its Z.
    pub inline fn truncate(self: Vec3) Vec2 {
        return .{ .x = self.x, .y = self.y };
    }

    /// The same as `truncate`, under the name that one looks for.
    pub const toVec2 = truncate;

    /// Whether no component is infinite or NaN.
    pub fn isFinite(self: Vec3) bool {
        return std.math.isFinite(self.x) and std.math.isFinite(self.y) and std.math.isFinite(self.z);
    }

    /// Whether any component is NaN.
    pub fn isNan(self: Vec3) bool {
        return std.math.isNan(self.x) or std.math.isNan(self.y) or std.math.isNan(self.z);
    }

    /// Whether all components are equal. Never so for NaN; 0 equals -0.
    pub inline fn eql(self: Vec3, rhs: Vec3) bool {
        return self.x == rhs.x and self.y == rhs.y and self.z == rhs.z;
    }

    /// Whether each pair of components differs by at most `max_abs_diff` (glam's `abs_diff_eq`).
    pub fn approxEql(self: Vec3, rhs: Vec3, max_abs_diff: f32) bool {
        return scalar.approxEql(self.x, rhs.x, max_abs_diff) and
            scalar.approxEql(self.y, rhs.y, max_abs_diff) and
            scalar.approxEql(self.z, rhs.z, max_abs_diff);
    }
};

fn lesser(a: f32, b: f32) f32 {
    return if (a < b) a else b;
}

fn greater(a: f32, b: f32) f32 {
    return if (a > b) a else b;
}

test "layout and literals" {
    try std.testing.expectEqual(12, @sizeOf(Vec3));
    try std.testing.expectEqual(4, @alignOf(Vec3));
    const v: Vec3 = .{ .y = 2 };
    try std.testing.expect(v.add(.one).eql(.new(1, 3, 1)));
    try std.testing.expectEqual(null, Vec3.zero.tryNormalize());
    try std.testing.expect(Vec3.zero.normalizeOrZero().eql(.zero));
}
