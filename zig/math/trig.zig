//! Sine, cosine and powers of two that are the same on every machine.
//!
//! Zig's `@sin`, `@cos` and `@exp2` call the C library that the game is linked with, and those of Linux and Windows differ
//! in the last bit for some angles: enough for two machines to drift apart. These are plain arithmetic in `f64`, which is the same
//! wherever there is IEEE 754. What else the SDK computes with (`@sqrt`, `@rem`, `std.math.atan2`) is so too.

const std = @import("std");

/// The sine of an angle in radians. NaN for what is not finite.
pub fn sin(angle: f32) f32 {
    const turned = Quarters.of(angle) orelse return std.math.nan(f32);
    return switch (turned.count) {
        0 => sinNear(turned.rest),
        1 => cosNear(turned.rest),
        2 => -sinNear(turned.rest),
        3 => -cosNear(turned.rest),
    };
}

/// The cosine of an angle in radians. NaN for what is not finite.
pub fn cos(angle: f32) f32 {
    const turned = Quarters.of(angle) orelse return std.math.nan(f32);
    return switch (turned.count) {
        0 => cosNear(turned.rest),
        1 => -sinNear(turned.rest),
        2 => -cosNear(turned.rest),
        3 => sinNear(turned.rest),
    };
}

/// Two to the power of `exponent`. Infinite where that is too large for an `f32`, 0 where it is too small.
pub fn exp2(exponent: f32) f32 {
    if (std.math.isNan(exponent)) return exponent;
    // Beyond any `f32`, and well within `f64`.
    const x: f64 = std.math.clamp(exponent, -200, 200);
    const whole = @round(x);
    const z = (x - whole) * std.math.ln2;
    // The series of e^z, for at most half of ln 2: its next term is below 1e-9.
    var sum: f64 = 1;
    inline for (.{ 8, 7, 6, 5, 4, 3, 2, 1 }) |n| sum = 1 + sum * z / n;
    const bits: u64 = @intCast(@as(i64, @intFromFloat(whole)) + 1023);
    return @floatCast(sum * @as(f64, @bitCast(bits << 52)));
}

/// An angle as whole quarters of a turn, and what is left: at most an eighth of a turn to either side.
const Quarters = struct {
    count: u2,
    rest: f64,

    fn of(angle: f32) ?Quarters {
        if (!std.math.isFinite(angle)) return null;
        // Up to here the product below is exact. Beyond, one `f32` is several turns from the next.
        const far = @abs(angle) >= 0x1p28;
        const x: f64 = if (far) @rem(@as(f64, angle), std.math.tau) else angle;
        const count = @round(x * (2.0 / std.math.pi));
        // A quarter of a turn in two parts, of which the first has 25 bits (musl's `__rem_pio2f`).
        const rest = x - count * 1.57079631090164184570e+00 - count * 1.58932547735281966916e-08;
        return .{ .count = @truncate(@as(u64, @bitCast(@as(i64, @intFromFloat(count))))), .rest = rest };
    }
};

/// musl's `__sindf`: to 2e-37 of a unit, for up to an eighth of a turn.
fn sinNear(x: f64) f32 {
    const z = x * x;
    const r = -0x1a00f9e2cae774.0p-65 + z * 0x16cd878c3b46a7.0p-71;
    const s = z * x;
    return @floatCast((x + s * (-0x15555554cbac77.0p-55 + z * 0x111110896efbb2.0p-59)) + s * (z * z) * r);
}

/// musl's `__cosdf`.
fn cosNear(x: f64) f32 {
    const z = x * x;
    const w = z * z;
    const r = -0x16c087e80f1e27.0p-62 + z * 0x199342e0ee5069.0p-68;
    return @floatCast(((1.0 + z * -0x1ffffffd0c5e81.0p-54) + w * 0x155553e1053a42.0p-57) + (w * z) * r);
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
