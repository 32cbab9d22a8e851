//! Functions of plain `f32` numbers and of angles.
//!
//! Those that glam has (`FloatExt`) give glam's values; the angle and stepping ones have no glam counterpart.

const std = @import("std");

/// Half a turn, in radians.
pub const pi: f32 = std.math.pi;
/// A whole turn, in radians.
pub const tau: f32 = std.math.tau;

/// `a` at `t = 0`, `b` at `t = 1`, and on along the same line outside of that.
pub inline fn lerp(a: f32, b: f32, t: f32) f32 {
    return a + (b - a) * t;
}

/// The `t` for which `lerp(a, b, t)` is `v`. Infinite or NaN if `a` equals `b`.
pub inline fn inverseLerp(a: f32, b: f32, v: f32) f32 {
    return (v - a) / (b - a);
}

/// Maps `v` from the range `in_start..in_end` to `out_start..out_end`, without clamping.
/// Infinite or NaN if the input range is empty.
pub inline fn remap(v: f32, in_start: f32, in_end: f32, out_start: f32, out_end: f32) f32 {
    return lerp(out_start, out_end, inverseLerp(in_start, in_end, v));
}

/// `v` held between `low` and `high`. NaN stays NaN; `low` must not be above `high`.
pub inline fn clamp(v: f32, low: f32, high: f32) f32 {
    if (v < low) return low;
    if (v > high) return high;
    return v;
}

/// `v` held between 0 and 1.
pub inline fn saturate(v: f32) f32 {
    return clamp(v, 0, 1);
}

/// The part after the point, counted from the integer below: `fract(-0.25)` is 0.75 (glam's `fract_gl`).
pub inline fn fract(v: f32) f32 {
    return v - @floor(v);
}

/// 0 if `v` is below `edge`, else 1.
pub inline fn step(edge: f32, v: f32) f32 {
    return if (v < edge) 0 else 1;
}

/// 1 or -1 with the sign of `v` (-1 for negative zero); NaN for NaN.
pub inline fn signum(v: f32) f32 {
    return if (std.math.isNan(v)) v else std.math.copysign(@as(f32, 1), v);
}

/// Degrees to radians.
pub inline fn degToRad(degrees: f32) f32 {
    return degrees * (pi / 180.0);
}

/// Radians to degrees.
pub inline fn radToDeg(radians: f32) f32 {
    return radians * 57.2957795130823208767981548141051703;
}

/// The same angle, in radians, between -pi (not included) and pi (included). NaN for infinity.
pub fn wrapAngle(radians: f32) f32 {
    const angle = @rem(radians, tau);
    if (angle > pi) return angle - tau;
    if (angle <= -pi) return angle + tau;
    return angle;
}

/// The shortest turn that leads from one angle to another, in radians, between -pi (not included) and pi.
pub fn angleDifference(from: f32, to: f32) f32 {
    return wrapAngle(to - from);
}

/// `lerp` for angles: takes the shorter way round. The result is not wrapped.
pub fn lerpAngle(from: f32, to: f32, t: f32) f32 {
    return from + angleDifference(from, to) * t;
}

/// `current` moved by at most `max_delta` towards `target`, never past it. A negative `max_delta` moves away.
pub fn moveTowards(current: f32, target: f32, max_delta: f32) f32 {
    const difference = target - current;
    if (@abs(difference) <= max_delta) return target;
    return current + signum(difference) * max_delta;
}

/// 0 up to `edge0`, 1 from `edge1` on, and between them a cubic with a level start and end.
pub fn smoothstep(edge0: f32, edge1: f32, v: f32) f32 {
    const t = saturate(inverseLerp(edge0, edge1, v));
    return ((3.0 - 2.0 * t) * t) * t;
}

/// As `smoothstep`, with a quintic: the acceleration starts and ends at zero too.
pub fn smootherstep(edge0: f32, edge1: f32, v: f32) f32 {
    const t = saturate(inverseLerp(edge0, edge1, v));
    return (((10.0 + (-15.0 + 6.0 * t) * t) * t) * t) * t;
}

/// A sawtooth: `v` brought into `0..length` by whole lengths. `length` must be above zero.
pub fn repeat(v: f32, length: f32) f32 {
    return clamp(v - @floor(v / length) * length, 0, length);
}

/// A triangle: runs from 0 to `length` and back, over and over. `length` must be above zero.
pub fn pingPong(v: f32, length: f32) f32 {
    return length - @abs(repeat(v, 2.0 * length) - length);
}

/// Whether `a` and `b` differ by at most `max_abs_diff`. Never so for NaN.
pub inline fn approxEql(a: f32, b: f32, max_abs_diff: f32) bool {
    return @abs(a - b) <= max_abs_diff;
}

/// A very close, cheap approximation of the arc cosine of `v` clamped to -1..1, in radians.
/// It is glam's, so that angles agree with Bevy's.
pub fn acosApprox(v: f32) f32 {
    const x = @abs(v);
    var omx = 1.0 - x;
    if (omx < 0.0) omx = 0.0;
    const root = @sqrt(omx);
    var result: f32 = -0.001_262_491_1 * x + 0.006_670_09;
    result = result * x - 0.017_088_126;
    result = result * x + 0.030_891_88;
    result = result * x - 0.050_174_303;
    result = result * x + 0.088_978_99;
    result = result * x - 0.214_598_8;
    result = result * x + 1.570_796_3;
    result *= root;
    return if (v >= 0.0) result else pi - result;
}

const expectEqual = std.testing.expectEqual;
const expectApproxEqAbs = std.testing.expectApproxEqAbs;

test "angles wrap to the half-open turn" {
    try expectEqual(pi, wrapAngle(pi));
    try expectEqual(pi, wrapAngle(-pi));
    try expectEqual(@as(f32, 1e-8), wrapAngle(1e-8));
    try expectEqual(@as(f32, 0), wrapAngle(tau));
    try expectApproxEqAbs(@as(f32, 0.5), wrapAngle(0.5 + 7 * tau), 1e-5);
    try expectApproxEqAbs(@as(f32, -0.5), wrapAngle(-0.5 - 7 * tau), 1e-5);
    try std.testing.expect(std.math.isNan(wrapAngle(std.math.inf(f32))));
    try expectApproxEqAbs(degToRad(20), angleDifference(degToRad(350), degToRad(10)), 1e-6);
    try expectApproxEqAbs(degToRad(-20), angleDifference(degToRad(10), degToRad(350)), 1e-6);
    try expectApproxEqAbs(degToRad(360), lerpAngle(degToRad(350), degToRad(10), 0.5), 1e-6);
}

test "steps end on the target" {
    try expectEqual(@as(f32, 5), moveTowards(4.5, 5, 1));
    try expectEqual(@as(f32, 3), moveTowards(4, 0, 1));
    try expectEqual(@as(f32, 5), moveTowards(4, 0, -1));
    try expectEqual(@as(f32, 7), moveTowards(7, 7, 0));
}

test "repeat and pingPong" {
    try expectEqual(@as(f32, 1), repeat(7, 3));
    try expectEqual(@as(f32, 2), repeat(-1, 3));
    try expectEqual(@as(f32, 0), repeat(3, 3));
    try expectEqual(@as(f32, 2), pingPong(4, 3));
    try expectEqual(@as(f32, 1), pingPong(-1, 3));
    try expectEqual(@as(f32, 3), pingPong(9, 3));
}

test "smooth steps hold at their edges" {
    try expectEqual(@as(f32, 0), smoothstep(2, 4, 1));
    try expectEqual(@as(f32, 0.5), smoothstep(2, 4, 3));
    try expectEqual(@as(f32, 1), smoothstep(2, 4, 9));
    try expectEqual(@as(f32, 0), smootherstep(2, 4, 1));
    try expectEqual(@as(f32, 0.5), smootherstep(2, 4, 3));
    try expectEqual(@as(f32, 1), smootherstep(2, 4, 9));
}
