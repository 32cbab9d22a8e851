//! Random numbers that are the same in every run with the same seed and inputs.

const std = @import("std");
const Vec2 = @import("../math/math.zig").Vec2;

/// The random numbers of one instance in one callback of one frame: `ctx.random()`. They depend on the host's seed, but
/// not on the order of scripts or on the numbers that others draw. Do not keep it.
pub const Random = struct {
    /// The standard library's interface, for everything else.
    source: std.Random,

    /// A number from `low` (inclusive) to `high` (exclusive, except for rounding).
    pub fn range(self: Random, low: f32, high: f32) f32 {
        return low + (high - low) * self.source.float(f32);
    }

    /// A whole number from `low` to `high`, both inclusive.
    pub fn int(self: Random, comptime T: type, low: T, high: T) T {
        return self.source.intRangeAtMost(T, low, high);
    }

    /// True with the given `probability`, from 0 to 1.
    pub fn chance(self: Random, probability: f32) bool {
        return self.source.float(f32) < probability;
    }

    /// A random point on the unit circle.
    pub fn direction2(self: Random) Vec2 {
        return .fromAngle(self.range(0, std.math.tau));
    }

    /// One of the items; the slice must not be empty.
    pub fn pick(self: Random, comptime T: type, items: []const T) T {
        return items[self.source.uintLessThan(usize, items.len)];
    }
};

/// The stream for one instance in one callback; `sequence` is 0, or the signal that it is called for.
pub fn stream(seed: u64, frame: u64, phase: u32, instance_id: u64, sequence: u64) std.Random.Xoshiro256 {
    // Each part goes through the mixer, so that neighbouring frames and instances have nothing in common.
    var mixed: u64 = seed;
    for ([_]u64{ frame, phase, instance_id }) |part| {
        var mixer: std.Random.SplitMix64 = .init(mixed ^ part);
        mixed = mixer.next();
    }
    return .init(mixed +% sequence);
}

test stream {
    var one = stream(1, 2, 1, 3, 0);
    var same = stream(1, 2, 1, 3, 0);
    var next_frame = stream(1, 3, 1, 3, 0);
    var neighbour = stream(1, 2, 1, 4, 0);
    const first = one.next();
    try std.testing.expectEqual(first, same.next());
    try std.testing.expect(first != next_frame.next());
    try std.testing.expect(first != neighbour.next());
    var in_signal = stream(1, 2, 1, 3, 9);
    try std.testing.expect(first != in_signal.next());
}

test Random {
    var source = stream(7, 1, 1, 1, 0);
    const random: Random = .{ .source = source.random() };
    for (0..1000) |_| {
        const x = random.range(-2, 3);
        try std.testing.expect(x >= -2 and x <= 3);
        const die = random.int(u8, 1, 6);
        try std.testing.expect(die >= 1 and die <= 6);
        try std.testing.expectApproxEqAbs(1, random.direction2().length(), 1e-5);
    }
    try std.testing.expect(!random.chance(0));
    try std.testing.expect(random.chance(1));
}
