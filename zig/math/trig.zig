//! Sine, cosine and powers of two that are the same on every machine.
//!
//! Zig's `@sin`, `@cos` and `@exp2` call the C library that the game is linked with, and those of Linux and Windows
//! differ in the last bit for some angles: enough for two machines to drift apart. These are plain arithmetic in `f64`,
//! which is the same wherever there is IEEE 754. What else the SDK computes with (`@sqrt`, `@rem`, `std.math.atan2`) is
//! so too.

const std = @import("std");

/// The sine of an angle in radians. NaN for what is not finite.
pub fn sin(angle: f32) f32 {
    return ofQuarters(angle, 0);
}

/// The cosine of an angle in radians. NaN for what is not finite.
pub fn cos(angle: f32) f32 {
    return ofQuarters(angle, 1);
}

/// Two to the power of `exponent`. Infinite where that is too large for an `f32`, 0 where it is too small.
pub fn exp2(exponent: f32) f32 {
    if (std.math.isNan(exponent)) return exponent;
    // Beyond any `f32`, and well within `f64`.
    const whole: Whole = .of(std.math.clamp(exponent, -200, 200));
    const z = (std.math.clamp(exponent, -200, 200) - whole.number) * std.math.ln2;
    // The series of e^z, for at most half of ln 2: its next term is below 1e-9.
    var sum: f64 = 1;
    inline for (.{ 8, 7, 6, 5, 4, 3, 2, 1 }) |n| sum = 1 + sum * z * (1.0 / @as(f64, n));
    const bits: u64 = (whole.low_bits +% 1023) & 0x7ff;
    return @floatCast(sum * @as(f64, @bitCast(bits << 52)));
}

/// The sine of an angle and of `more` quarters of a turn.
inline fn ofQuarters(angle: f32, more: u64) f32 {
    if (!std.math.isFinite(angle)) return std.math.nan(f32);
    // Up to here the product below is exact. Beyond, one `f32` is several turns from the next.
    const x: f64 = if (@abs(angle) >= 0x1p28) @rem(@as(f64, angle), std.math.tau) else angle;
    const quarters: Whole = .of(x * (2.0 / std.math.pi));
    // A quarter of a turn in two parts, of which the first has 25 bits (musl's `__rem_pio2f`).
    const rest = x - quarters.number * 1.57079631090164184570e+00 - quarters.number * 1.58932547735281966916e-08;
    const count = quarters.low_bits +% more;
    // Both, and then one of them: angles that come in any order would make a branch guess wrong.
    const near = [2]f64{ sinNear(rest), cosNear(rest) };
    const value: u64 = @bitCast(near[@intCast(count & 1)]);
    return @floatCast(@as(f64, @bitCast(value ^ (count & 2) << 62)));
}

/// A number rounded to a whole one. Rounding calls the C library where the processor is an old one; adding a number so
/// large that there is no room for the part after the point does the same.
const Whole = struct {
    number: f64,
    low_bits: u64,

    inline fn of(x: f64) Whole {
        const large = 0x1.8p52;
        const sum = x + large;
        return .{ .number = sum - large, .low_bits = @as(u64, @bitCast(sum)) & 0xffff_ffff };
    }
};

/// musl's `__sindf`: to 2^-37, for up to an eighth of a turn to either side.
inline fn sinNear(x: f64) f64 {
    const z = x * x;
    const r = -0x1a00f9e2cae774.0p-65 + z * 0x16cd878c3b46a7.0p-71;
    const s = z * x;
    return (x + s * (-0x15555554cbac77.0p-55 + z * 0x111110896efbb2.0p-59)) + s * (z * z) * r;
}

/// musl's `__cosdf`.
inline fn cosNear(x: f64) f64 {
    const z = x * x;
    const w = z * z;
    const r = -0x16c087e80f1e27.0p-62 + z * 0x199342e0ee5069.0p-68;
    return ((1.0 + z * -0x1ffffffd0c5e81.0p-54) + w * 0x155553e1053a42.0p-57) + (w * z) * r;
}

test "they agree with the C library to a unit in the last place" {
    const math = std.math;
    var numbers: std.Random.DefaultPrng = .init(1);
    for (0..100_000) |_| {
        const x = (numbers.random().float(f32) - 0.5) * 200;
        try expectClose(@sin(x), sin(x));
        try expectClose(@cos(x), cos(x));
        try expectClose(@exp2(x), exp2(x));
    }
    for ([_]f32{ 0, -0.0, 1e-30, 0x1p27, -0x1p28, 1e9 }) |x| {
        try std.testing.expectApproxEqAbs(@sin(x), sin(x), 1e-6);
        try std.testing.expectApproxEqAbs(@cos(x), cos(x), 1e-6);
    }
    for ([_]f32{ math.inf(f32), -math.inf(f32), math.nan(f32) }) |x| {
        try std.testing.expect(math.isNan(sin(x)) and math.isNan(cos(x)));
    }
    try std.testing.expectEqual(@as(f32, 0), exp2(-math.inf(f32)));
    try std.testing.expectEqual(math.inf(f32), exp2(math.inf(f32)));
    try std.testing.expectEqual(math.inf(f32), exp2(128));
    try std.testing.expectEqual(@as(f32, 0x1p-149), exp2(-149));
}

test "the bits of a million results are those of every machine" {
    var hash: std.hash.Fnv1a_64 = .init();
    var numbers: u32 = 1;
    for (0..1_000_000) |_| {
        numbers = numbers *% 1664525 +% 1013904223;
        const x = (@as(f32, @floatFromInt(numbers >> 8)) / 0x1p24 - 0.5) * 200;
        for ([_]f32{ sin(x), cos(x), exp2(x) }) |result| hash.update(std.mem.asBytes(&@as(u32, @bitCast(result))));
    }
    try std.testing.expectEqual(15211558108396795171, hash.final());
}

fn expectClose(expected: f32, found: f32) !void {
    try std.testing.expectApproxEqRel(expected, found, 2.5e-7);
}
