//! Lengths of time, as Rust has them.

/// A length of time. Never negative.
pub const Duration = extern struct {
    /// Whole seconds.
    secs: u64 = 0,
    /// Billionths of a second besides; less than a billion.
    nanos: u32 = 0,

    /// The path of the type in Rust.
    pub const zig_reflect = "core::time::Duration";

    const nanos_per_second = 1_000_000_000;

    /// So many seconds, rounded to billionths; none, if the number is negative or not a number, and the longest time
    /// that there is, if it is longer.
    pub fn seconds(value: f64) Duration {
        if (!(value > 0)) return .{};
        if (value >= 1.8446744073709552e19) return .{ .secs = ~@as(u64, 0), .nanos = nanos_per_second - 1 };
        const whole: u64 = @trunc(value);
        const rest: u64 = @round((value - @as(f64, @floatFromInt(whole))) * nanos_per_second);
        if (rest >= nanos_per_second) return .{ .secs = whole + 1 };
        return .{ .secs = whole, .nanos = @intCast(rest) };
    }

    /// So many thousandths of a second.
    pub fn milliseconds(value: u64) Duration {
        return .{ .secs = value / 1000, .nanos = @intCast(value % 1000 * 1_000_000) };
    }

    /// As a number of seconds.
    pub fn asSeconds(self: Duration) f64 {
        return @as(f64, @floatFromInt(self.secs)) + @as(f64, @floatFromInt(self.nanos)) / nanos_per_second;
    }
};

test Duration {
    const std = @import("std");
    try std.testing.expectEqual(Duration{ .secs = 1, .nanos = 500_000_000 }, Duration.seconds(1.5));
    try std.testing.expectEqual(Duration{ .secs = 2 }, Duration.seconds(1.9999999999));
    try std.testing.expectEqual(Duration{}, Duration.seconds(std.math.nan(f64)));
    try std.testing.expectEqual(Duration{}, Duration.seconds(-1));
    try std.testing.expectEqual(999_999_999, Duration.seconds(std.math.inf(f64)).nanos);
    try std.testing.expectEqual(Duration{ .secs = 2, .nanos = 3_000_000 }, Duration.milliseconds(2003));
    try std.testing.expectEqual(2.25, Duration.seconds(2.25).asSeconds());
}
