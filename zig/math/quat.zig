//! `Quat`: a rotation in space.

const std = @import("std");
const scalar = @import("scalar.zig");
const trig = @import("trig.zig");
const Vec3 = @import("vec3.zig").Vec3;
const Dir3 = @import("dir.zig").Dir3;

/// A rotation about an axis.
pub const AxisAngle = struct {
    /// The axis.
    axis: Dir3,
    /// The angle in radians, counter-clockwise when the axis points at the viewer.
    angle: f32,
};

/// The order of the three turns of `fromEuler` and `toEuler`. The turns are about the axes of the turning object
/// (intrinsic); those that end in `_ex` are about the axes of its surroundings (extrinsic).
/// Yaw, pitch and roll, as for a camera, are `.yxz`: glam's default.
pub const EulerRot = enum {
    zyx,
    zxy,
    yxz,
    yzx,
    xyz,
    xzy,
    zyz,
    zxz,
    yxy,
    yzy,
    xyx,
    xzx,
    zyx_ex,
    zxy_ex,
    yxz_ex,
    yzx_ex,
    xyz_ex,
    xzy_ex,
    zyz_ex,
    zxz_ex,
    yxy_ex,
    yzy_ex,
    xyx_ex,
    xzx_ex,

    /// What Shoemake's algorithm ("Euler angle conversion", Graphics Gems IV) needs to know of an order.
    const Order = struct {
        i: usize,
        j: usize,
        k: usize,
        even: bool,
        repeated: bool,
        static: bool,

        fn new(first: usize, even: bool, repeated: bool, static: bool) Order {
            const next = (first + 1) % 3;
            const previous = (first + 2) % 3;
            return .{
                .i = first,
                .j = if (even) next else previous,
                .k = if (even) previous else next,
                .even = even,
                .repeated = repeated,
                .static = static,
            };
        }
    };

    fn order(self: EulerRot) Order {
        return switch (self) {
            .xyz => .new(0, true, false, true),
            .xyx => .new(0, true, true, true),
            .xzy => .new(0, false, false, true),
            .xzx => .new(0, false, true, true),
            .yzx => .new(1, true, false, true),
            .yzy => .new(1, true, true, true),
            .yxz => .new(1, false, false, true),
            .yxy => .new(1, false, true, true),
            .zxy => .new(2, true, false, true),
            .zxz => .new(2, true, true, true),
            .zyx => .new(2, false, false, true),
            .zyz => .new(2, false, true, true),
            .zyx_ex => .new(0, true, false, false),
            .xyx_ex => .new(0, true, true, false),
            .yzx_ex => .new(0, false, false, false),
            .xzx_ex => .new(0, false, true, false),
            .xzy_ex => .new(1, true, false, false),
            .yzy_ex => .new(1, true, true, false),
            .zxy_ex => .new(1, false, false, false),
            .yxy_ex => .new(1, false, true, false),
            .yxz_ex => .new(2, true, false, false),
            .zxz_ex => .new(2, true, true, false),
            .xyz_ex => .new(2, false, false, false),
            .zyz_ex => .new(2, false, true, false),
        };
    }
};

/// A rotation as a quaternion of unit length. The default is no rotation.
///
/// 16 bytes of four `f32`s, aligned to 4. (glam's is aligned to 16 on some targets: the host copies, it does not cast.)
/// Long chains of `mul` drift off unit length; `normalize` brings them back.
pub const Quat = extern struct {
    /// The imaginary i part.
    x: f32 = 0,
    /// The imaginary j part.
    y: f32 = 0,
    /// The imaginary k part.
    z: f32 = 0,
    /// The real part.
    w: f32 = 1,

    /// No rotation.
    pub const identity: Quat = .{};

    /// From the four parts, which are not normalized. Few scripts need this one.
    pub inline fn fromXyzw(x: f32, y: f32, z: f32, w: f32) Quat {
        return .{ .x = x, .y = y, .z = z, .w = w };
    }

    /// From an array in the order of the fields.
    pub inline fn fromArray(a: [4]f32) Quat {
        return .{ .x = a[0], .y = a[1], .z = a[2], .w = a[3] };
    }

    /// To an array in the order of the fields.
    pub inline fn toArray(self: Quat) [4]f32 {
        return .{ self.x, self.y, self.z, self.w };
    }

    /// A turn about `axis` by `angle` radians, counter-clockwise when the axis points at the viewer:
    /// `.fromAxisAngle(.y, 0.5)`, `.fromAxisAngle(try .new(v), 0.5)`.
    pub fn fromAxisAngle(axis: Dir3, angle: f32) Quat {
        const s = trig.sin(angle * 0.5);
        const v = axis.v.scale(s);
        return .{ .x = v.x, .y = v.y, .z = v.z, .w = trig.cos(angle * 0.5) };
    }

    /// A turn about `v` by as many radians as `v` is long. A zero vector is no rotation.
    pub fn fromScaledAxis(v: Vec3) Quat {
        const len = v.length();
        if (len == 0.0) return .identity;
        return fromAxisAngle(.newUnchecked(v.divScalar(len)), len);
    }

    /// A turn about the X axis by `angle` radians.
    pub fn fromRotationX(angle: f32) Quat {
        return .{ .x = trig.sin(angle * 0.5), .w = trig.cos(angle * 0.5) };
    }

    /// A turn about the Y axis by `angle` radians.
    pub fn fromRotationY(angle: f32) Quat {
        return .{ .y = trig.sin(angle * 0.5), .w = trig.cos(angle * 0.5) };
    }

    /// A turn about the Z axis by `angle` radians: the one for 2D.
    pub fn fromRotationZ(angle: f32) Quat {
        return .{ .z = trig.sin(angle * 0.5), .w = trig.cos(angle * 0.5) };
    }

    /// Three turns, in radians, in the order that `euler` names: `.fromEuler(.yxz, yaw, pitch, roll)`.
    pub fn fromEuler(euler: EulerRot, a: f32, b: f32, c: f32) Quat {
        const order = euler.order();
        const first = if (order.static) a else c;
        const third = if (order.static) c else a;
        const second = if (order.even) -b else b;

        const si = trig.sin(first * 0.5);
        const ci = trig.cos(first * 0.5);
        const sj = trig.sin(second * 0.5);
        const cj = trig.cos(second * 0.5);
        const sh = trig.sin(third * 0.5);
        const ch = trig.cos(third * 0.5);
        const cc = ci * ch;
        const cs = ci * sh;
        const sc = si * ch;
        const ss = si * sh;
        const parity: f32 = if (order.even) -1.0 else 1.0;

        var q: [4]f32 = undefined;
        if (order.repeated) {
            q[order.i] = cj * (cs + sc);
            q[order.j] = sj * (cc + ss) * parity;
            q[order.k] = sj * (cs - sc);
            q[3] = cj * (cc - ss);
        } else {
            q[order.i] = cj * sc - sj * cs;
            q[order.j] = (cj * ss + sj * cc) * parity;
            q[order.k] = cj * cs - sj * sc;
            q[3] = cj * cc + sj * ss;
        }
        return .fromArray(q);
    }

    /// The three turns, in radians, that `fromEuler` makes the same rotation of:
    /// `const yaw, const pitch, const roll = q.toEuler(.yxz);`
    /// When the middle turn makes the outer two coincide (gimbal lock) the last is zero.
    pub fn toEuler(self: Quat, euler: EulerRot) [3]f32 {
        const order = euler.order();
        const i = order.i;
        const j = order.j;
        const k = order.k;
        const m = self.rotationColumns();

        var angles: [3]f32 = .{ 0, 0, 0 };
        const lock_below = 16.0 * std.math.floatEps(f32);
        if (order.repeated) {
            const sy = @sqrt(m[i][j] * m[i][j] + m[i][k] * m[i][k]);
            angles[1] = std.math.atan2(sy, m[i][i]);
            if (sy > lock_below) {
                angles[0] = std.math.atan2(m[i][j], m[i][k]);
                angles[2] = std.math.atan2(m[j][i], -m[k][i]);
            } else {
                angles[0] = std.math.atan2(-m[j][k], m[j][j]);
            }
        } else {
            const cy = @sqrt(m[i][i] * m[i][i] + m[j][i] * m[j][i]);
            angles[1] = std.math.atan2(-m[k][i], cy);
            if (cy > lock_below) {
                angles[0] = std.math.atan2(m[k][j], m[k][k]);
                angles[2] = std.math.atan2(m[j][i], m[i][i]);
            } else {
                angles[0] = std.math.atan2(-m[j][k], m[j][j]);
            }
        }

        if (order.even) angles = .{ -angles[0], -angles[1], -angles[2] };
        return if (order.static) angles else .{ angles[2], angles[1], angles[0] };
    }

    /// The images of the X, Y and Z axes: the columns of the rotation matrix.
    fn rotationColumns(self: Quat) [3][3]f32 {
        const x2 = self.x + self.x;
        const y2 = self.y + self.y;
        const z2 = self.z + self.z;
        const xx = self.x * x2;
        const xy = self.x * y2;
        const xz = self.x * z2;
        const yy = self.y * y2;
        const yz = self.y * z2;
        const zz = self.z * z2;
        const wx = self.w * x2;
        const wy = self.w * y2;
        const wz = self.w * z2;
        return .{
            .{ 1.0 - (yy + zz), xy + wz, xz - wy },
            .{ xy - wz, 1.0 - (xx + zz), yz + wx },
            .{ xz + wy, yz - wx, 1.0 - (xx + yy) },
        };
    }

    /// The shortest turn that brings `from` to `to`. If they are opposite, half a turn about some axis.
    pub fn fromRotationArc(from: Dir3, to: Dir3) Quat {
        const one_minus_eps: f32 = 1.0 - 2.0 * std.math.floatEps(f32);
        const cosine = from.dot(to);
        if (cosine > one_minus_eps) return .identity;
        if (cosine < -one_minus_eps) {
            return .fromAxisAngle(.newUnchecked(from.v.anyOrthonormalVector()), scalar.pi);
        }
        const c = from.cross(to);
        return fromXyzw(c.x, c.y, c.z, 1.0 + cosine).normalize();
    }

    /// The rotation that brings the X, Y and Z axes to the given ones, which must have unit length and be
    /// at right angles to each other (glam's `from_rotation_axes` and `from_mat3`).
    pub fn fromRotationAxes(x_axis: Vec3, y_axis: Vec3, z_axis: Vec3) Quat {
        // Divides by the largest of the four parts, so never by almost zero.
        if (z_axis.z <= 0.0) {
            const dif10 = y_axis.y - x_axis.x;
            const omm22 = 1.0 - z_axis.z;
            if (dif10 <= 0.0) {
                const four_xsq = omm22 - dif10;
                const inv4x = 0.5 / @sqrt(four_xsq);
                return .{
                    .x = four_xsq * inv4x,
                    .y = (x_axis.y + y_axis.x) * inv4x,
                    .z = (x_axis.z + z_axis.x) * inv4x,
                    .w = (y_axis.z - z_axis.y) * inv4x,
                };
            }
            const four_ysq = omm22 + dif10;
            const inv4y = 0.5 / @sqrt(four_ysq);
            return .{
                .x = (x_axis.y + y_axis.x) * inv4y,
                .y = four_ysq * inv4y,
                .z = (y_axis.z + z_axis.y) * inv4y,
                .w = (z_axis.x - x_axis.z) * inv4y,
            };
        }
        const sum10 = y_axis.y + x_axis.x;
        const opm22 = 1.0 + z_axis.z;
        if (sum10 <= 0.0) {
            const four_zsq = opm22 - sum10;
            const inv4z = 0.5 / @sqrt(four_zsq);
            return .{
                .x = (x_axis.z + z_axis.x) * inv4z,
                .y = (y_axis.z + z_axis.y) * inv4z,
                .z = four_zsq * inv4z,
                .w = (x_axis.y - y_axis.x) * inv4z,
            };
        }
        const four_wsq = opm22 + sum10;
        const inv4w = 0.5 / @sqrt(four_wsq);
        return .{
            .x = (y_axis.z - z_axis.y) * inv4w,
            .y = (z_axis.x - x_axis.z) * inv4w,
            .z = (x_axis.y - y_axis.x) * inv4w,
            .w = four_wsq * inv4w,
        };
    }

    /// The rotation whose forward (-Z) is `direction` and whose up (+Y) is as near to `up` as that allows:
    /// what `Transform.lookTo` sets. A `direction` without a length counts as -Z; if it is parallel to `up`,
    /// some up at right angles is taken.
    pub fn lookingTo(direction: Vec3, up: Dir3) Quat {
        const back = (Dir3.new(direction) catch Dir3.neg_z).neg();
        const right = up.cross(back).tryNormalize() orelse up.v.anyOrthonormalVector();
        return fromRotationAxes(right, back.v.cross(right), back.v);
    }

    /// First `rhs`, then `self`: glam's `self * rhs`.
    pub fn mul(self: Quat, rhs: Quat) Quat {
        return .{
            .x = self.w * rhs.x + self.x * rhs.w + self.y * rhs.z - self.z * rhs.y,
            .y = self.w * rhs.y - self.x * rhs.z + self.y * rhs.w + self.z * rhs.x,
            .z = self.w * rhs.z + self.x * rhs.y - self.y * rhs.x + self.z * rhs.w,
            .w = self.w * rhs.w - self.x * rhs.x - self.y * rhs.y - self.z * rhs.z,
        };
    }

    /// `v` turned by this rotation: glam's `self * v`.
    pub fn mulVec3(self: Quat, v: Vec3) Vec3 {
        const b = self.xyz();
        const b2 = b.dot(b);
        return v.scale(self.w * self.w - b2)
            .add(b.scale(v.dot(b) * 2.0))
            .add(b.cross(v).scale(self.w * 2.0));
    }

    /// `direction` turned by this rotation.
    pub fn mulDir3(self: Quat, direction: Dir3) Dir3 {
        return .{ .v = self.mulVec3(direction.v) };
    }

    /// The rotation back. The quaternion must have unit length.
    pub inline fn inverse(self: Quat) Quat {
        return self.conjugate();
    }

    /// The quaternion with `x`, `y` and `z` negated; of unit length, that is the inverse.
    pub inline fn conjugate(self: Quat) Quat {
        return .{ .x = -self.x, .y = -self.y, .z = -self.z, .w = self.w };
    }

    /// All parts negated: the same rotation, from the other end of the sphere.
    pub inline fn neg(self: Quat) Quat {
        return .{ .x = -self.x, .y = -self.y, .z = -self.z, .w = -self.w };
    }

    /// The dot product: of two rotations, the cosine of half the angle between them, up to its sign.
    pub inline fn dot(self: Quat, rhs: Quat) f32 {
        return self.x * rhs.x + self.y * rhs.y + self.z * rhs.z + self.w * rhs.w;
    }

    /// The length, which is 1 for a rotation.
    pub inline fn length(self: Quat) f32 {
        return @sqrt(self.dot(self));
    }

    /// The square of the length.
    pub inline fn lengthSquared(self: Quat) f32 {
        return self.dot(self);
    }

    /// The same rotation with unit length. Not finite if the length is zero.
    pub fn normalize(self: Quat) Quat {
        return self.scaled(1.0 / self.length());
    }

    /// Whether the length is 1, to about one part in ten thousand.
    pub fn isNormalized(self: Quat) bool {
        return @abs(self.lengthSquared() - 1.0) <= 2e-4;
    }

    /// Whether the rotation is by less than about 0.003 radians.
    pub fn isNearIdentity(self: Quat) bool {
        return scalar.acosApprox(@abs(self.w)) * 2.0 < 0.002_847_144_6;
    }

    /// Between the two along a straight line, normalized: cheaper than `slerp`, and as good for small angles.
    /// Takes the shorter way.
    pub fn lerp(self: Quat, end: Quat, s: f32) Quat {
        return self.lerpTo(if (self.dot(end) >= 0.0) end else end.neg(), s);
    }

    /// Between the two at constant angular speed: `self` at `s = 0`, `end` at `s = 1`. Takes the shorter way.
    pub fn slerp(self: Quat, end: Quat, s: f32) Quat {
        var target = end;
        var cosine = self.dot(end);
        if (cosine < 0.0) {
            target = end.neg();
            cosine = -cosine;
        }
        if (cosine > 1.0 - std.math.floatEps(f32)) return self.lerpTo(target, s);

        const theta = scalar.acosApprox(cosine);
        const scale1 = trig.sin(theta * (1.0 - s));
        const scale2 = trig.sin(theta * s);
        return self.scaled(scale1).plus(target.scaled(scale2)).scaled(1.0 / trig.sin(theta));
    }

    /// `self` turned towards `rhs` by at most `max_angle` radians; away from it if negative.
    pub fn rotateTowards(self: Quat, rhs: Quat, max_angle: f32) Quat {
        const angle = self.angleBetween(rhs);
        if (angle <= 1e-4) return rhs;
        return self.slerp(rhs, scalar.clamp(max_angle / angle, -1.0, 1.0));
    }

    /// The angle of the shortest turn from one to the other, in radians from 0 to pi.
    pub fn angleBetween(self: Quat, rhs: Quat) f32 {
        return scalar.acosApprox(@abs(self.dot(rhs))) * 2.0;
    }

    /// The axis and the angle, in radians from 0 to 2 pi. No rotation is about X by zero.
    pub fn toAxisAngle(self: Quat) AxisAngle {
        const v = self.xyz();
        const len = v.length();
        if (!(len >= 1.0e-8)) return .{ .axis = .x, .angle = 0.0 };
        return .{
            .axis = .newUnchecked(v.divScalar(len)),
            .angle = 2.0 * std.math.atan2(len, self.w),
        };
    }

    /// The axis, as long as the angle has radians.
    pub fn toScaledAxis(self: Quat) Vec3 {
        const rotation = self.toAxisAngle();
        return rotation.axis.scale(rotation.angle);
    }

    /// The vector part.
    pub inline fn xyz(self: Quat) Vec3 {
        return .{ .x = self.x, .y = self.y, .z = self.z };
    }

    /// Whether no part is infinite or NaN.
    pub fn isFinite(self: Quat) bool {
        return self.xyz().isFinite() and std.math.isFinite(self.w);
    }

    /// Whether all parts are equal. `q` and `q.neg()` are the same rotation, but not equal.
    pub inline fn eql(self: Quat, rhs: Quat) bool {
        return self.x == rhs.x and self.y == rhs.y and self.z == rhs.z and self.w == rhs.w;
    }

    /// Whether each pair of parts differs by at most `max_abs_diff` (glam's `abs_diff_eq`).
    pub fn approxEql(self: Quat, rhs: Quat, max_abs_diff: f32) bool {
        return self.xyz().approxEql(rhs.xyz(), max_abs_diff) and scalar.approxEql(self.w, rhs.w, max_abs_diff);
    }

    fn scaled(self: Quat, s: f32) Quat {
        return .{ .x = self.x * s, .y = self.y * s, .z = self.z * s, .w = self.w * s };
    }

    fn plus(self: Quat, rhs: Quat) Quat {
        return .{ .x = self.x + rhs.x, .y = self.y + rhs.y, .z = self.z + rhs.z, .w = self.w + rhs.w };
    }

    fn lerpTo(self: Quat, end: Quat, s: f32) Quat {
        return self.scaled(1.0 - s).plus(end.scaled(s)).normalize();
    }
};

test "layout, default and literals" {
    try std.testing.expectEqual(16, @sizeOf(Quat));
    try std.testing.expectEqual(4, @alignOf(Quat));
    const q: Quat = .{};
    try std.testing.expect(q.eql(.identity));
    const quarter: Quat = .fromAxisAngle(.y, scalar.pi / 2.0);
    try std.testing.expect(quarter.mulVec3(.x_axis).approxEql(.neg_z, 1e-6));
    const yaw, const pitch, const roll = Quat.fromEuler(.yxz, 0.3, -0.2, 0.1).toEuler(.yxz);
    try std.testing.expectApproxEqAbs(0.3, yaw, 1e-6);
    try std.testing.expectApproxEqAbs(-0.2, pitch, 1e-6);
    try std.testing.expectApproxEqAbs(0.1, roll, 1e-6);
}
