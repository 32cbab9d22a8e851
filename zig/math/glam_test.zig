//! Compares every operation of this folder with what glam and Bevy computed for the same input.
//!
//! The table is `glam_golden.zig`, written by `tests/tests/glam.rs`. Two tests at the end see to it that no table goes
//! unused and that no function goes without one.
//!
//! Plain arithmetic is done in glam's order and must agree to the bit. Where sine, cosine, arc tangent and powers come
//! in (another libm), or glam sums in SIMD order (all of `Quat`), results agree within a part of the largest number of
//! the row.

const std = @import("std");
const math = @import("math.zig");
const golden = @import("glam_golden.zig");
const scalar = math.scalar;
const Vec2 = math.Vec2;
const Vec3 = math.Vec3;
const Dir2 = math.Dir2;
const Dir3 = math.Dir3;
const Quat = math.Quat;
const Transform = math.Transform;

/// How far a result may be off, relative to the largest number of its row, or to 1 if that is larger.
const exact: f32 = 0;
const simd: f32 = 1e-6;
const trig: f32 = 1e-5;

/// A value as the row of numbers that the Rust side writes for it.
fn row(value: anytype) switch (@typeInfo(@TypeOf(value))) {
    .optional => |optional| [1 + @sizeOf(optional.child) / 4]f32,
    .float, .bool => [1]f32,
    else => [@sizeOf(@TypeOf(value)) / 4]f32,
} {
    const T = @TypeOf(value);
    return switch (@typeInfo(T)) {
        .float => .{value},
        .bool => .{if (value) 1 else 0},
        .optional => if (value) |v| [1]f32{1} ++ row(v) else @splat(0),
        // Only `extern struct`s and arrays of `f32` get here.
        else => @as(*const [@sizeOf(T) / 4]f32, @ptrCast(&value)).*,
    };
}

/// Compares `got` with row `i` of the table `name`.
fn check(comptime name: []const u8, i: usize, tolerance: f32, got: anytype) !void {
    const want = @field(golden, name)[i];
    const got_row = row(got);
    const want_row: [got_row.len]f32 = if (@TypeOf(want) == f32) .{want} else want;
    var largest: f32 = 1;
    for (want_row) |number| {
        if (std.math.isFinite(number)) largest = @max(largest, @abs(number));
    }
    for (got_row, want_row) |g, w| {
        const same = if (std.math.isNan(w)) std.math.isNan(g) else g == w or @abs(g - w) <= tolerance * largest;
        if (!same) {
            std.debug.print("{s}[{d}]: got {any}, glam has {any}\n", .{ name, i, got_row, want_row });
            return error.DiffersFromGlam;
        }
    }
}

/// Row `i` of the input table `name`, as a `T`.
fn input(comptime T: type, comptime name: []const u8, i: usize) T {
    return @as(*const T, @ptrCast(&@field(golden, name)[i])).*;
}

test "scalar" {
    for (golden.scalar_a, golden.scalar_b, golden.scalar_c, golden.scalar_d, golden.scalar_t, 0..) |a, b, c, d, t, i| {
        try check("scalar_lerp", i, exact, scalar.lerp(a, b, t));
        try check("scalar_inverse_lerp", i, exact, scalar.inverseLerp(b, c, a));
        try check("scalar_remap", i, exact, scalar.remap(a, b, c, d, t));
        try check("scalar_clamp", i, exact, scalar.clamp(a, @min(b, c), @max(b, c)));
        try check("scalar_saturate", i, exact, scalar.saturate(a));
        try check("scalar_fract", i, exact, scalar.fract(a));
        try check("scalar_step", i, exact, scalar.step(b, a));
        try check("scalar_signum", i, exact, scalar.signum(a));
        try check("scalar_deg_to_rad", i, exact, scalar.degToRad(a));
        try check("scalar_rad_to_deg", i, exact, scalar.radToDeg(a));
        try check("scalar_smoothstep", i, exact, scalar.smoothstep(0, 1, t));
        try check("scalar_smootherstep", i, exact, scalar.smootherstep(0, 1, t));
        try check("scalar_acos_approx", i, exact, scalar.acosApprox(t / @sqrt((t * t) * (1 + b * b))));
    }
}

test "easing" {
    inline for (comptime std.enums.values(math.EaseFunction)) |ease| {
        for (golden.ease_t, 0..) |t, i| {
            // Bevy's elastic ones are off at their ends.
            const is_end = t == 0 or t == 1;
            if (is_end and comptime std.mem.startsWith(u8, @tagName(ease), "elastic")) continue;
            try check("ease_" ++ @tagName(ease), i, trig, ease.sampleUnchecked(t));
        }
    }
}

/// What `Vec2` and `Vec3` share.
fn checkVectors(comptime V: type, comptime prefix: []const u8) !void {
    for (0..golden.vec2_a.len) |i| {
        const a = input(V, prefix ++ "a", i);
        const b = input(V, prefix ++ "b", i);
        const c = input(V, prefix ++ "c", i);
        const unit = input(V, prefix ++ "unit", i);
        const s = input(f32, prefix ++ "s", i);
        const d = input(f32, prefix ++ "d", i);
        try check(prefix ++ "add", i, exact, a.add(b));
        try check(prefix ++ "sub", i, exact, a.sub(b));
        try check(prefix ++ "mul", i, exact, a.mul(b));
        try check(prefix ++ "div", i, exact, a.div(b));
        try check(prefix ++ "scale", i, exact, a.scale(s));
        try check(prefix ++ "div_scalar", i, exact, a.divScalar(s));
        try check(prefix ++ "neg", i, exact, a.neg());
        try check(prefix ++ "recip", i, exact, a.recip());
        try check(prefix ++ "dot", i, exact, a.dot(b));
        try check(prefix ++ "length", i, exact, a.length());
        try check(prefix ++ "length_squared", i, exact, a.lengthSquared());
        try check(prefix ++ "length_recip", i, exact, a.lengthRecip());
        try check(prefix ++ "distance", i, exact, a.distance(b));
        try check(prefix ++ "distance_squared", i, exact, a.distanceSquared(b));
        try check(prefix ++ "normalize", i, exact, a.normalize());
        try check(prefix ++ "try_normalize", i, exact, a.tryNormalize());
        try check(prefix ++ "normalize_or", i, exact, a.normalizeOr(c));
        try check(prefix ++ "normalize_or_zero", i, exact, a.normalizeOrZero());
        try check(prefix ++ "is_normalized", i, exact, (if (i % 2 == 0) unit else c).isNormalized());
        try check(prefix ++ "lerp", i, exact, a.lerp(b, s));
        try check(prefix ++ "midpoint", i, exact, a.midpoint(b));
        try check(prefix ++ "move_towards", i, exact, a.moveTowards(b, d));
        try check(prefix ++ "min", i, exact, a.min(b));
        try check(prefix ++ "max", i, exact, a.max(b));
        try check(prefix ++ "clamp", i, exact, a.clamp(b.min(c), b.max(c)));
        try check(prefix ++ "min_element", i, exact, a.minElement());
        try check(prefix ++ "max_element", i, exact, a.maxElement());
        try check(prefix ++ "element_sum", i, exact, a.elementSum());
        try check(prefix ++ "abs", i, exact, a.abs());
        try check(prefix ++ "signum", i, exact, a.signum());
        try check(prefix ++ "floor", i, exact, a.floor());
        try check(prefix ++ "ceil", i, exact, a.ceil());
        try check(prefix ++ "round", i, exact, a.round());
        try check(prefix ++ "trunc", i, exact, a.trunc());
        try check(prefix ++ "project_onto", i, exact, a.projectOnto(b));
        try check(prefix ++ "reject_from", i, exact, a.rejectFrom(b));
        try check(prefix ++ "project_onto_normalized", i, exact, a.projectOntoNormalized(unit));
        try check(prefix ++ "reject_from_normalized", i, exact, a.rejectFromNormalized(unit));
        try check(prefix ++ "reflect", i, exact, a.reflect(unit));
        try check(prefix ++ "clamp_length", i, exact, a.clampLength(d, d + 4));
        try check(prefix ++ "clamp_length_max", i, exact, a.clampLengthMax(d));
        try check(prefix ++ "clamp_length_min", i, exact, a.clampLengthMin(d));
        try check(prefix ++ "is_finite", i, exact, a.isFinite());
        try check(prefix ++ "is_nan", i, exact, a.sub(b).isNan());
        try check(prefix ++ "eql", i, exact, a.eql(b));
        try check(prefix ++ "approx_eql", i, exact, a.approxEql(b, 4));
    }
}

test "Vec2" {
    try checkVectors(Vec2, "vec2_");
    for (golden.vec2_angle, 0..) |angle, i| {
        const a = input(Vec2, "vec2_a", i);
        const b = input(Vec2, "vec2_b", i);
        const c = input(Vec2, "vec2_c", i);
        const unit = input(Vec2, "vec2_unit", i);
        try check("vec2_perp", i, exact, a.perp());
        try check("vec2_perp_dot", i, exact, a.perpDot(b));
        try check("vec2_from_angle", i, trig, Vec2.fromAngle(angle));
        try check("vec2_to_angle", i, trig, a.toAngle());
        try check("vec2_angle_to", i, exact, a.angleTo(b));
        try check("vec2_rotate", i, exact, a.rotate(unit));
        try check("vec2_rotate_towards", i, trig, c.rotateTowards(unit, angle));
        try check("vec2_extend", i, exact, a.extend(golden.vec2_s[i]));
    }
}

test "Vec3" {
    try checkVectors(Vec3, "vec3_");
    for (golden.vec3_s, 0..) |s, i| {
        const a = input(Vec3, "vec3_a", i);
        const b = input(Vec3, "vec3_b", i);
        const c = input(Vec3, "vec3_c", i);
        const unit = input(Vec3, "vec3_unit", i);
        try check("vec3_cross", i, exact, a.cross(b));
        try check("vec3_angle_between", i, exact, a.angleBetween(b));
        try check("vec3_rotate_towards", i, trig, c.rotateTowards(unit, s));
        try check("vec3_any_orthogonal_vector", i, exact, a.anyOrthogonalVector());
        try check("vec3_any_orthonormal_vector", i, exact, unit.anyOrthonormalVector());
        try check("vec3_truncate", i, exact, a.truncate());
    }
}

test "Dir2 and Dir3" {
    for (golden.dir_s, 0..) |s, i| {
        const v = input(Vec3, "dir_v", i);
        const from = input(Dir3, "dir_from", i);
        const to = input(Dir3, "dir_to", i);
        const dir3: ?Dir3 = Dir3.new(v) catch null;
        const dir2: ?Dir2 = Dir2.new(v.truncate()) catch null;
        try check("dir3_new", i, exact, dir3);
        try check("dir2_new", i, exact, dir2);
        try check("dir3_neg", i, exact, from.neg());
        try check("dir3_scale", i, exact, from.scale(s));
        try check("dir3_dot", i, exact, from.dot(to));
        try check("dir3_cross", i, exact, from.cross(to));
        try check("dir3_slerp", i, trig, from.slerp(to, s));
        try check("dir3_fast_renormalize", i, exact, Dir3.newUnchecked(from.v.scale(1.00005)).fastRenormalize());
        try check("dir2_from_angle", i, trig, Dir2.fromAngle(s * 4));
    }
}

test "Quat" {
    const last = golden.quat_v.len - 1;
    for (golden.quat_s, golden.quat_angle, 0..) |s, angle, i| {
        const a = input(Quat, "quat_a", i);
        const b = input(Quat, "quat_b", i);
        const raw = input(Quat, "quat_raw", i);
        const v = input(Vec3, "quat_v", i);
        const up = input(Dir3, "quat_up", i);
        try check("quat_from_axis_angle", i, trig, Quat.fromAxisAngle(up, angle));
        // In the third case `v` is too long to be an angle.
        const scaled_axis = if (i == 2) input(Vec3, "quat_v", last) else v;
        try check("quat_from_scaled_axis", i, trig, Quat.fromScaledAxis(scaled_axis));
        try check("quat_from_rotation_x", i, trig, Quat.fromRotationX(angle));
        try check("quat_from_rotation_y", i, trig, Quat.fromRotationY(angle));
        try check("quat_from_rotation_z", i, trig, Quat.fromRotationZ(angle));
        const from = input(Dir3, "quat_from", i);
        const to = input(Dir3, "quat_to", i);
        try check("quat_from_rotation_arc", i, trig, Quat.fromRotationArc(from, to));
        const axes = Quat.fromRotationAxes(a.mulVec3(.x_axis), a.mulVec3(.y_axis), a.mulVec3(.z_axis));
        try check("quat_from_rotation_axes", i, trig, axes);
        try check("quat_looking_to", i, exact, Quat.lookingTo(v, up));
        try check("quat_mul", i, simd, a.mul(b));
        try check("quat_mul_vec3", i, simd, a.mulVec3(v));
        try check("quat_mul_dir3", i, simd, a.mulDir3(up));
        try check("quat_inverse", i, exact, a.inverse());
        try check("quat_conjugate", i, exact, raw.conjugate());
        try check("quat_neg", i, exact, raw.neg());
        try check("quat_dot", i, simd, a.dot(b));
        try check("quat_length", i, simd, raw.length());
        try check("quat_length_squared", i, simd, raw.lengthSquared());
        try check("quat_normalize", i, simd, raw.normalize());
        try check("quat_is_normalized", i, exact, (if (i % 2 == 0) a else raw).isNormalized());
        try check("quat_is_near_identity", i, exact, a.isNearIdentity());
        try check("quat_lerp", i, simd, a.lerp(b, s));
        try check("quat_slerp", i, trig, a.slerp(b, s));
        try check("quat_rotate_towards", i, trig, a.rotateTowards(b, s));
        try check("quat_angle_between", i, trig, a.angleBetween(b));
        const rotation = a.toAxisAngle();
        try check("quat_to_axis_angle", i, trig, rotation.axis.v.toArray() ++ [1]f32{rotation.angle});
        try check("quat_to_scaled_axis", i, trig, a.toScaledAxis());
        try check("quat_xyz", i, exact, a.xyz());
        try check("quat_is_finite", i, exact, raw.isFinite());
        try check("quat_eql", i, exact, a.eql(b));
        try check("quat_approx_eql", i, exact, a.approxEql(b, 0.75));
    }
}

test "Euler angles, in all orders" {
    for (std.enums.values(math.EulerRot), 0..) |order, o| {
        for (0..golden.euler_quats.len) |i| {
            const q = input(Quat, "euler_quats", i);
            try check("euler_to", o * golden.euler_quats.len + i, trig, q.toEuler(order));
        }
        for (golden.euler_angles, 0..) |angles, i| {
            const q: Quat = .fromEuler(order, angles[0], angles[1], angles[2]);
            try check("euler_from", o * golden.euler_angles.len + i, trig, q);
        }
    }
}

/// A transform that was only to be turned: compares its rotation, and sees that the rest is as it was.
fn checkRotation(comptime name: []const u8, i: usize, turned: Transform) !void {
    const before = input(Transform, "transform_t", i);
    try std.testing.expect(turned.translation.eql(before.translation));
    try std.testing.expect(turned.scale.eql(before.scale));
    try check(name, i, trig, turned.rotation);
}

test "Transform" {
    for (golden.transform_angle, 0..) |angle, i| {
        const t = input(Transform, "transform_t", i);
        const child = input(Transform, "transform_child", i);
        const turn = input(Quat, "transform_turn", i);
        const axis = input(Dir3, "transform_axis", i);
        const point = input(Vec3, "transform_point", i);
        const direction = input(Vec3, "transform_direction", i);
        const up_dir = input(Dir3, "transform_up_dir", i);
        try check("transform_mul_transform", i, simd, t.mulTransform(child));
        try check("transform_mul_transform", i, simd, t.mul(child));
        try check("transform_transform_point", i, simd, t.transformPoint(point));
        try check("transform_local_x", i, simd, t.localX());
        try check("transform_local_y", i, simd, t.localY());
        try check("transform_local_z", i, simd, t.localZ());
        try check("transform_left", i, simd, t.left());
        try check("transform_right", i, simd, t.right());
        try check("transform_up", i, simd, t.up());
        try check("transform_down", i, simd, t.down());
        try check("transform_forward", i, simd, t.forward());
        try check("transform_back", i, simd, t.back());
        try check("transform_is_finite", i, exact, t.withTranslation(direction).isFinite());

        var turned = t;
        turned.rotate(turn);
        try checkRotation("transform_rotate", i, turned);
        turned = t;
        turned.rotateAxis(axis, angle);
        try checkRotation("transform_rotate_axis", i, turned);
        turned = t;
        turned.rotateX(angle);
        try checkRotation("transform_rotate_x", i, turned);
        turned = t;
        turned.rotateY(angle);
        try checkRotation("transform_rotate_y", i, turned);
        turned = t;
        turned.rotateZ(angle);
        try checkRotation("transform_rotate_z", i, turned);
        turned = t;
        turned.rotateLocal(turn);
        try checkRotation("transform_rotate_local", i, turned);
        turned = t;
        turned.rotateLocalAxis(axis, angle);
        try checkRotation("transform_rotate_local_axis", i, turned);
        turned = t;
        turned.rotateLocalX(angle);
        try checkRotation("transform_rotate_local_x", i, turned);
        turned = t;
        turned.rotateLocalY(angle);
        try checkRotation("transform_rotate_local_y", i, turned);
        turned = t;
        turned.rotateLocalZ(angle);
        try checkRotation("transform_rotate_local_z", i, turned);
        turned = t;
        turned.lookAt(point, up_dir);
        try checkRotation("transform_look_at", i, turned);
        try checkRotation("transform_look_at", i, t.lookingAt(point, up_dir));
        turned = t;
        turned.lookTo(direction, up_dir);
        try checkRotation("transform_look_to", i, turned);
        try checkRotation("transform_look_to", i, t.lookingTo(direction, up_dir));

        turned = t;
        turned.translateAround(point, turn);
        try check("transform_translate_around", i, simd, turned.translation);
        try std.testing.expect(turned.rotation.eql(t.rotation) and turned.scale.eql(t.scale));
        turned = t;
        turned.rotateAround(point, turn);
        try check("transform_rotate_around", i, simd, turned.translation.toArray() ++ turned.rotation.toArray());
        try std.testing.expect(turned.scale.eql(t.scale));
    }
}

test "volumes and rays in the plane" {
    try checkVolumes("flat_", Vec2, Dir2, math.Aabb2d, math.BoundingCircle, math.Ray2d, math.RayCast2d, math.AabbCast2d, math.BoundingCircleCast, math.Plane2d);
    for (golden.flat_r, 0..) |r, i| {
        const a, const b, const from = .{ input(Vec2, "flat_a", i), input(Vec2, "flat_b", i), input(Vec2, "flat_from", i) };
        const rectangle: math.Rectangle = .{ .half_size = input(Vec2, "flat_h", i) };
        try check("flat_circle_closest", i, exact, math.Circle.new(r).closestPoint(a));
        try check("flat_rectangle_closest", i, exact, rectangle.closestPoint(a));
        try check("flat_shape_areas", i, exact, [3]f32{ math.Circle.new(r).area(), rectangle.area(), math.Triangle2d.new(a, b, from).area() });
    }
}

test "volumes and rays in space" {
    try checkVolumes("solid_", Vec3, Dir3, math.Aabb3d, math.BoundingSphere, math.Ray3d, math.RayCast3d, math.AabbCast3d, math.BoundingSphereCast, math.InfinitePlane3d);
    for (golden.solid_r, 0..) |r, i| {
        const a = input(Vec3, "solid_a", i);
        const cuboid: math.Cuboid = .{ .half_size = input(Vec3, "solid_h", i) };
        try check("solid_sphere_closest", i, exact, math.Sphere.new(r).closestPoint(a));
        try check("solid_cuboid_closest", i, exact, cuboid.closestPoint(a));
        try check("solid_shape_volumes", i, exact, [3]f32{ math.Sphere.new(r).volume(), cuboid.volume(), cuboid.area() });
    }
}

fn checkVolumes(
    comptime prefix: []const u8,
    comptime Vec: type,
    comptime Dir: type,
    comptime Box: type,
    comptime Round: type,
    comptime Ray: type,
    comptime RayCast: type,
    comptime BoxCast: type,
    comptime RoundCast: type,
    comptime Plane: type,
) !void {
    for (@field(golden, prefix ++ "r"), @field(golden, prefix ++ "s"), @field(golden, prefix ++ "max"), 0..) |r, s, max, i| {
        const a, const b, const h, const k, const from = .{
            input(Vec, prefix ++ "a", i), input(Vec, prefix ++ "b", i),    input(Vec, prefix ++ "h", i),
            input(Vec, prefix ++ "k", i), input(Vec, prefix ++ "from", i),
        };
        const turn = if (Vec == Vec2) golden.flat_turn[i] else input(Quat, "solid_turn", i);
        const first: Box, const second: Box = .{ .new(a, h), .new(b, k) };
        const round: Round, const other: Round = .{ .new(a, r), .new(b, s) };
        try check(prefix ++ "box", i, exact, first);
        try check(prefix ++ "box_center", i, exact, first.center());
        try check(prefix ++ "box_half_size", i, exact, first.halfSize());
        try check(prefix ++ "box_area", i, exact, first.visibleArea());
        try check(prefix ++ "box_contains", i, exact, first.contains(second));
        try check(prefix ++ "box_merge", i, exact, first.merge(second));
        try check(prefix ++ "box_grow", i, exact, first.grow(k));
        try check(prefix ++ "box_shrink", i, exact, first.shrink(h.scale(0.25)));
        try check(prefix ++ "box_scale", i, exact, first.scaleAroundCenter(k));
        try check(prefix ++ "box_translated", i, exact, first.translatedBy(b));
        try check(prefix ++ "box_rotated", i, trig, first.rotatedBy(turn));
        try check(prefix ++ "box_closest", i, exact, first.closestPoint(from));
        try check(prefix ++ "box_bounding", i, exact, first.bounding());
        try check(prefix ++ "box_intersects", i, exact, first.intersects(second));
        try check(prefix ++ "box_intersects_round", i, exact, second.intersects(round));
        try std.testing.expectEqual(second.intersects(round), round.intersects(second));
        try check(prefix ++ "box_of_points", i, exact, Box.fromPoints(&.{ a, b, from }).?);
        try check(prefix ++ "round_area", i, exact, round.visibleArea());
        try check(prefix ++ "round_contains", i, exact, round.contains(other));
        try check(prefix ++ "round_merge", i, exact, round.merge(other));
        try check(prefix ++ "round_grow", i, exact, round.grow(s));
        try check(prefix ++ "round_shrink", i, exact, round.shrink(r * 0.5));
        try check(prefix ++ "round_scale", i, exact, round.scaleAroundCenter(s));
        try check(prefix ++ "round_translated", i, exact, round.translatedBy(b));
        try check(prefix ++ "round_rotated", i, trig, round.rotatedBy(turn));
        try check(prefix ++ "round_closest", i, exact, (if (Vec == Vec2) round else Round.new(.zero, r)).closestPoint(from));
        try check(prefix ++ "round_box", i, exact, round.aabb());
        try check(prefix ++ "round_intersects", i, exact, round.intersects(other));
        try check(prefix ++ "round_of_points", i, exact, Round.fromPoints(&.{ a, b, from }).?);

        const ray: Ray = .new(from, input(Dir, prefix ++ "way", i));
        const plane: Plane = .{ .normal = input(Dir, prefix ++ "up", i) };
        const cast: RayCast = .fromRay(ray, max);
        try check(prefix ++ "ray_point", i, exact, ray.getPoint(max));
        try check(prefix ++ "ray_plane", i, exact, ray.intersectPlane(a, plane));
        try check(prefix ++ "ray_plane_point", i, exact, ray.planeIntersectionPoint(a, plane));
        try check(prefix ++ "ray_box", i, exact, cast.aabbIntersectionAt(second));
        try check(prefix ++ "ray_round", i, exact, cast.roundIntersectionAt(other));
        try std.testing.expectEqual(cast.aabbIntersectionAt(second) != null, cast.intersects(second));
        try std.testing.expectEqual(cast.roundIntersectionAt(other) != null, cast.intersects(other));
        const box_cast: BoxCast, const round_cast: RoundCast = .{ .fromRay(first, ray, max), .fromRay(round, ray, max) };
        try check(prefix ++ "cast_box", i, exact, box_cast.collisionAt(second));
        try check(prefix ++ "cast_round", i, exact, round_cast.collisionAt(other));
        try std.testing.expectEqual(round_cast.collisionAt(other) != null, round_cast.intersects(other));
    }
    try std.testing.expectEqual(null, Box.fromPoints(&.{}));
    try std.testing.expectEqual(null, Round.fromPoints(&.{}));
}

test "constructors and changes of single fields" {
    try std.testing.expectEqual(.{ 1, 2 }, Vec2.new(9, 2).withX(1).toArray());
    try std.testing.expectEqual(.{ 1, 2 }, Vec2.fromArray(.{ 1, 9 }).withY(2).toArray());
    try std.testing.expectEqual(.{ 1, 2, 3 }, Vec3.new(9, 2, 3).withX(1).toArray());
    try std.testing.expectEqual(.{ 1, 2, 3 }, Vec3.new(1, 9, 3).withY(2).toArray());
    try std.testing.expectEqual(.{ 1, 2, 3 }, Vec3.fromArray(.{ 1, 2, 9 }).withZ(3).toArray());
    try std.testing.expectEqual(.{ 4, 4, 4 }, Vec3.splat(4).toArray());
    try std.testing.expect(Vec3.new(1, 2, 3).toVec2().eql(.new(1, 2)));
    try std.testing.expect(Quat.fromXyzw(1, 2, 3, 4).eql(.fromArray(.{ 1, 2, 3, 4 })));
    try std.testing.expect((try Dir3.fromXyz(0, 0, -3)).v.eql(.neg_z));
    try std.testing.expect((try Dir2.fromXy(0, 3)).v.eql(.y_axis));
    try std.testing.expect(Dir2.newUnchecked(.x_axis).neg().v.eql(Dir2.neg_x.v));
    try std.testing.expect(Dir2.y.scale(3).eql(.new(0, 3)));
    try std.testing.expectEqual(0, Dir2.x.dot(.y));

    const turn: Quat = .fromRotationX(1);
    const all = Transform.fromXyz(1, 2, 3).withRotation(turn).withScale(.splat(2));
    try std.testing.expect(all.eql(.{ .translation = .new(1, 2, 3), .rotation = turn, .scale = .splat(2) }));
    try std.testing.expect(Transform.fromTranslation(.one).eql(.{ .translation = .one }));
    try std.testing.expect(Transform.fromRotation(turn).eql(.{ .rotation = turn }));
    try std.testing.expect(Transform.fromScale(.zero).withTranslation(.one).approxEql(.{
        .translation = .one,
        .scale = .zero,
    }, 0));
}

test "every golden table is used" {
    @setEvalBranchQuota(100_000);
    const source = @embedFile("glam_test.zig");
    inline for (comptime std.meta.declarations(golden)) |name| {
        // Some names are put together here: what `Vec2` and `Vec3` share, and the easing functions.
        const start = comptime if (std.mem.cutScalar(u8, name, '_')) |cut| cut[0].len + 1 else 0;
        const used = std.mem.indexOf(u8, source, "\"" ++ name ++ "\"") != null or
            std.mem.indexOf(u8, source, "golden." ++ name) != null or
            std.mem.startsWith(u8, name, "ease_") or
            ((std.mem.startsWith(u8, name, "vec") or std.mem.startsWith(u8, name, "flat_") or std.mem.startsWith(u8, name, "solid_")) and
                std.mem.indexOf(u8, source, "prefix ++ \"" ++ name[start..] ++ "\"") != null);
        if (!used) {
            std.debug.print("no test uses the table {s}\n", .{name});
            return error.TableUnused;
        }
    }
}

test "every public function is tested" {
    const sources = @embedFile("glam_test.zig") ++ @embedFile("scalar.zig");
    inline for (.{ Vec2, Vec3, Dir2, Dir3, Quat, Transform, scalar }) |Container| {
        @setEvalBranchQuota(100_000);
        inline for (comptime std.meta.declarations(Container)) |name| {
            if (@typeInfo(@TypeOf(@field(Container, name))) != .@"fn") continue;
            // A call, as a method or, in the tests of `scalar.zig`, by the bare name after a space or a comma.
            const called = std.mem.indexOf(u8, sources, "." ++ name ++ "(") != null or
                std.mem.indexOf(u8, sources, ", " ++ name ++ "(") != null or
                std.mem.indexOf(u8, sources, "(" ++ name ++ "(") != null;
            if (!called) {
                std.debug.print("no test calls {s}.{s}\n", .{ @typeName(Container), name });
                return error.FunctionUntested;
            }
        }
    }
}
