//! `Vec2`: a point, a direction or a size in the plane.

const std = @import("std");
const scalar = @import("scalar.zig");
const trig = @import("trig.zig");
const Vec3 = @import("vec3.zig").Vec3;

/// A vector of two `f32`s, laid out as glam's `Vec2`: 8 bytes, aligned to 4.
pub const Vec2 = extern struct {
    /// To the right.
    x: f32 = 0,
    /// Up.
    y: f32 = 0,

    /// All zero.
    pub const zero: Vec2 = .splat(0);
    /// All one.
    pub const one: Vec2 = .splat(1);
    /// The unit vector of the X axis. (`Dir2.x` where a direction is asked for.)
    pub const x_axis: Vec2 = .new(1, 0);
    /// The unit vector of the Y axis.
    pub const y_axis: Vec2 = .new(0, 1);
    /// Against the X axis.
    pub const neg_x: Vec2 = .new(-1, 0);
    /// Against the Y axis.
    pub const neg_y: Vec2 = .new(0, -1);

    /// A vector of the given components.
    pub inline fn new(x: f32, y: f32) Vec2 {
        return .{ .x = x, .y = y };
    }

    /// All components `v`.
    pub inline fn splat(v: f32) Vec2 {
        return .{ .x = v, .y = v };
    }

    /// From an array in the order of the fields.
    pub inline fn fromArray(a: [2]f32) Vec2 {
        return .{ .x = a[0], .y = a[1] };
    }

    /// To an array in the order of the fields.
    pub inline fn toArray(self: Vec2) [2]f32 {
        return .{ self.x, self.y };
    }

    /// The same vector with another `x`.
    pub inline fn withX(self: Vec2, x: f32) Vec2 {
        return .{ .x = x, .y = self.y };
    }

    /// The same vector with another `y`.
    pub inline fn withY(self: Vec2, y: f32) Vec2 {
        return .{ .x = self.x, .y = y };
    }

    /// The sum, component by component.
    pub inline fn add(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = self.x + rhs.x, .y = self.y + rhs.y };
    }

    /// The difference, component by component.
    pub inline fn sub(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = self.x - rhs.x, .y = self.y - rhs.y };
    }

    /// The product, component by component. For "times a number" see `scale`.
    pub inline fn mul(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = self.x * rhs.x, .y = self.y * rhs.y };
    }

    /// The quotient, component by component. Division by zero gives infinity or NaN.
    pub inline fn div(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = self.x / rhs.x, .y = self.y / rhs.y };
    }

    /// Every component times `s`: glam's `v * s`.
    pub inline fn scale(self: Vec2, s: f32) Vec2 {
        return .{ .x = self.x * s, .y = self.y * s };
    }

    /// Every component divided by `s`. Division by zero gives infinity or NaN.
    pub inline fn divScalar(self: Vec2, s: f32) Vec2 {
        return .{ .x = self.x / s, .y = self.y / s };
    }

    /// The opposite vector.
    pub inline fn neg(self: Vec2) Vec2 {
        return .{ .x = -self.x, .y = -self.y };
    }

    /// One divided by each component.
    pub inline fn recip(self: Vec2) Vec2 {
        return .{ .x = 1.0 / self.x, .y = 1.0 / self.y };
    }

    /// The dot product.
    pub inline fn dot(self: Vec2, rhs: Vec2) f32 {
        return self.x * rhs.x + self.y * rhs.y;
    }

    /// `self` turned by a quarter, counter-clockwise.
    pub inline fn perp(self: Vec2) Vec2 {
        return .{ .x = -self.y, .y = self.x };
    }

    /// The Z component of the cross product: positive if `rhs` lies counter-clockwise of `self`.
    pub inline fn perpDot(self: Vec2, rhs: Vec2) f32 {
        return self.x * rhs.y - self.y * rhs.x;
    }

    /// The length. Infinite if its square is too large for an `f32` (beyond about 1.8e19).
    pub inline fn length(self: Vec2) f32 {
        return @sqrt(self.dot(self));
    }

    /// The square of the length: cheaper, and enough to compare.
    pub inline fn lengthSquared(self: Vec2) f32 {
        return self.dot(self);
    }

    /// One divided by the length.
    pub inline fn lengthRecip(self: Vec2) f32 {
        return 1.0 / self.length();
    }

    /// How far apart two points are.
    pub inline fn distance(self: Vec2, rhs: Vec2) f32 {
        return self.sub(rhs).length();
    }

    /// The square of the distance: cheaper, and enough to compare.
    pub inline fn distanceSquared(self: Vec2, rhs: Vec2) f32 {
        return self.sub(rhs).lengthSquared();
    }

    /// The vector of length 1 with the same direction. Not finite if the length is zero or nearly so; then
    /// see `tryNormalize`, `normalizeOr` and `normalizeOrZero`.
    pub fn normalize(self: Vec2) Vec2 {
        return self.scale(self.lengthRecip());
    }

    /// As `normalize`, but null if the length is zero, nearly so, or not finite.
    pub fn tryNormalize(self: Vec2) ?Vec2 {
        const rcp = self.lengthRecip();
        return if (std.math.isFinite(rcp) and rcp > 0.0) self.scale(rcp) else null;
    }

    /// As `normalize`, but `fallback` if the length is zero, nearly so, or not finite.
    pub fn normalizeOr(self: Vec2, fallback: Vec2) Vec2 {
        return self.tryNormalize() orelse fallback;
    }

    /// As `normalize`, but zero if the length is zero, nearly so, or not finite.
    pub fn normalizeOrZero(self: Vec2) Vec2 {
        return self.normalizeOr(.zero);
    }

    /// Whether the length is 1, to about one part in ten thousand.
    pub fn isNormalized(self: Vec2) bool {
        return @abs(self.lengthSquared() - 1.0) <= 2e-4;
    }

    /// `self` at `s = 0`, `rhs` at `s = 1`, and on along the same line outside of that.
    pub inline fn lerp(self: Vec2, rhs: Vec2, s: f32) Vec2 {
        return self.scale(1.0 - s).add(rhs.scale(s));
    }

    /// The point half-way between the two.
    pub inline fn midpoint(self: Vec2, rhs: Vec2) Vec2 {
        return self.add(rhs).scale(0.5);
    }

    /// `self` moved by the distance `d` towards `rhs`, never past it.
    pub fn moveTowards(self: Vec2, rhs: Vec2, d: f32) Vec2 {
        const way = rhs.sub(self);
        const len = way.length();
        if (len <= d or len <= 1e-4) return rhs;
        return self.add(way.divScalar(len).scale(d));
    }

    /// The smaller of each pair of components.
    pub inline fn min(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = lesser(self.x, rhs.x), .y = lesser(self.y, rhs.y) };
    }

    /// The larger of each pair of components.
    pub inline fn max(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = greater(self.x, rhs.x), .y = greater(self.y, rhs.y) };
    }

    /// Every component held between those of `low` and `high`.
    pub inline fn clamp(self: Vec2, low: Vec2, high: Vec2) Vec2 {
        return self.max(low).min(high);
    }

    /// The smallest component.
    pub inline fn minElement(self: Vec2) f32 {
        return lesser(self.x, self.y);
    }

    /// The largest component.
    pub inline fn maxElement(self: Vec2) f32 {
        return greater(self.x, self.y);
    }

    /// The sum of the components.
    pub inline fn elementSum(self: Vec2) f32 {
        return self.x + self.y;
    }

    /// The absolute value of each component.
    pub inline fn abs(self: Vec2) Vec2 {
        return .{ .x = @abs(self.x), .y = @abs(self.y) };
    }

    /// 1 or -1 with the sign of each component; NaN for NaN.
    pub inline fn signum(self: Vec2) Vec2 {
        return .{ .x = scalar.signum(self.x), .y = scalar.signum(self.y) };
    }

    /// Each component rounded down.
    pub inline fn floor(self: Vec2) Vec2 {
        return .{ .x = @floor(self.x), .y = @floor(self.y) };
    }

    /// Each component rounded up.
    pub inline fn ceil(self: Vec2) Vec2 {
        return .{ .x = @ceil(self.x), .y = @ceil(self.y) };
    }

    /// Each component rounded to the nearest integer, halves away from zero.
    pub inline fn round(self: Vec2) Vec2 {
        return .{ .x = @round(self.x), .y = @round(self.y) };
    }

    /// Each component rounded towards zero.
    pub inline fn trunc(self: Vec2) Vec2 {
        return .{ .x = @trunc(self.x), .y = @trunc(self.y) };
    }

    /// The part of `self` that lies along `rhs`, which must not be zero.
    pub fn projectOnto(self: Vec2, rhs: Vec2) Vec2 {
        return rhs.scale(self.dot(rhs)).scale(1.0 / rhs.dot(rhs));
    }

    /// The part of `self` at right angles to `rhs`, which must not be zero.
    pub fn rejectFrom(self: Vec2, rhs: Vec2) Vec2 {
        return self.sub(self.projectOnto(rhs));
    }

    /// As `projectOnto`, for an `rhs` of length 1.
    pub fn projectOntoNormalized(self: Vec2, rhs: Vec2) Vec2 {
        return rhs.scale(self.dot(rhs));
    }

    /// As `rejectFrom`, for an `rhs` of length 1.
    pub fn rejectFromNormalized(self: Vec2, rhs: Vec2) Vec2 {
        return self.sub(self.projectOntoNormalized(rhs));
    }

    /// `self` mirrored at the line whose `normal`, of length 1, is given: what a bounce does to a velocity.
    pub fn reflect(self: Vec2, normal: Vec2) Vec2 {
        return self.sub(normal.scale(2.0 * self.dot(normal)));
    }

    /// The same direction with the length held between `shortest` and `longest`.
    /// Not finite for a zero vector, unless `shortest` is zero.
    pub fn clampLength(self: Vec2, shortest: f32, longest: f32) Vec2 {
        const length_sq = self.lengthSquared();
        if (length_sq < shortest * shortest) return self.divScalar(@sqrt(length_sq)).scale(shortest);
        if (length_sq > longest * longest) return self.divScalar(@sqrt(length_sq)).scale(longest);
        return self;
    }

    /// The same direction with a length of at most `longest`.
    pub fn clampLengthMax(self: Vec2, longest: f32) Vec2 {
        const length_sq = self.lengthSquared();
        if (length_sq > longest * longest) return self.divScalar(@sqrt(length_sq)).scale(longest);
        return self;
    }

    /// The same direction with a length of at least `shortest`. Not finite for a zero vector.
    pub fn clampLengthMin(self: Vec2, shortest: f32) Vec2 {
        const length_sq = self.lengthSquared();
        if (length_sq < shortest * shortest) return self.divScalar(@sqrt(length_sq)).scale(shortest);
        return self;
    }

    /// The unit vector at `angle` radians, counter-clockwise from the X axis.
    pub fn fromAngle(angle: f32) Vec2 {
        return .{ .x = trig.cos(angle), .y = trig.sin(angle) };
    }

    /// The angle of the vector, in radians counter-clockwise from the X axis, from -pi to pi. Zero for a zero vector.
    pub fn toAngle(self: Vec2) f32 {
        return std.math.atan2(self.y, self.x);
    }

    /// The turn that leads from `self` to `rhs`, in radians from -pi to pi, positive if counter-clockwise.
    /// NaN if either is zero.
    pub fn angleTo(self: Vec2, rhs: Vec2) f32 {
        const angle = scalar.acosApprox(self.dot(rhs) / @sqrt(self.lengthSquared() * rhs.lengthSquared()));
        return angle * scalar.signum(self.perpDot(rhs));
    }

    /// `self` turned by the angle of `rhs`, which must have length 1: complex multiplication.
    pub fn rotate(self: Vec2, rhs: Vec2) Vec2 {
        return .{ .x = self.x * rhs.x - self.y * rhs.y, .y = self.y * rhs.x + self.x * rhs.y };
    }

    /// `self` turned towards `rhs` by at most `max_angle` radians; away from it if negative. Keeps its length.
    pub fn rotateTowards(self: Vec2, rhs: Vec2, max_angle: f32) Vec2 {
        const a = self.angleTo(rhs);
        const abs_a = @abs(a);
        const angle = scalar.clamp(max_angle, abs_a - scalar.pi, abs_a) * scalar.signum(a);
        return fromAngle(angle).rotate(self);
    }

    /// (x, y, z): the vector in space.
    pub inline fn extend(self: Vec2, z: f32) Vec3 {
        return .{ .x = self.x, .y = self.y, .z = z };
    }

    /// Whether no component is infinite or NaN.
    pub fn isFinite(self: Vec2) bool {
        return std.math.isFinite(self.x) and std.math.isFinite(self.y);
    }

    /// Whether any component is NaN.
    pub fn isNan(self: Vec2) bool {
        return std.math.isNan(self.x) or std.math.isNan(self.y);
    }

    /// Whether all components are equal. Never so for NaN; 0 equals -0.
    pub inline fn eql(self: Vec2, rhs: Vec2) bool {
        return self.x == rhs.x and self.y == rhs.y;
    }

    /// Whether each pair of components differs by at most `max_abs_diff` (glam's `abs_diff_eq`).
    pub fn approxEql(self: Vec2, rhs: Vec2, max_abs_diff: f32) bool {
        return scalar.approxEql(self.x, rhs.x, max_abs_diff) and scalar.approxEql(self.y, rhs.y, max_abs_diff);
    }
};

fn lesser(a: f32, b: f32) f32 {
    return if (a < b) a else b;
}

fn greater(a: f32, b: f32) f32 {
    return if (a > b) a else b;
}

test "layout and literals" {
    try std.testing.expectEqual(8, @sizeOf(Vec2));
    try std.testing.expectEqual(4, @alignOf(Vec2));
    const v: Vec2 = .{ .x = 2 };
    try std.testing.expect(v.perp().eql(.new(0, 2)));
    try std.testing.expect(Vec2.fromAngle(0).eql(.x_axis));
}
