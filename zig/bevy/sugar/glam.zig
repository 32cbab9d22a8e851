//! What the mirrors of glam's vectors have besides their fields.

const std = @import("std");

/// Two numbers of double precision.
pub fn DVec2(comptime T: type) type {
    const Number = @FieldType(T, "x");
    return struct {
        /// Of its parts.
        pub fn new(x: Number, y: Number) T {
            return .{ .x = x, .y = y };
        }

        /// All parts are the same.
        pub fn splat(value: Number) T {
            return new(value, value);
        }

        /// All parts are 0.
        pub const zero: T = splat(0);
        /// All parts are 1.
        pub const one: T = splat(1);
    };
}

/// Two whole numbers.
pub fn IVec2(comptime T: type) type {
    const Number = @FieldType(T, "x");
    return struct {
        /// Of its parts.
        pub fn new(x: Number, y: Number) T {
            return .{ .x = x, .y = y };
        }

        /// All parts are the same.
        pub fn splat(value: Number) T {
            return new(value, value);
        }

        /// All parts are 0.
        pub const zero: T = splat(0);
        /// All parts are 1.
        pub const one: T = splat(1);
    };
}

/// Two whole numbers that are not negative.
pub fn UVec2(comptime T: type) type {
    const Number = @FieldType(T, "x");
    return struct {
        /// Of its parts.
        pub fn new(x: Number, y: Number) T {
            return .{ .x = x, .y = y };
        }

        /// All parts are the same.
        pub fn splat(value: Number) T {
            return new(value, value);
        }

        /// All parts are 0.
        pub const zero: T = splat(0);
        /// All parts are 1.
        pub const one: T = splat(1);
    };
}

/// Three whole numbers that are not negative.
pub fn UVec3(comptime T: type) type {
    const Number = @FieldType(T, "x");
    return struct {
        /// Of its parts.
        pub fn new(x: Number, y: Number, z: Number) T {
            return .{ .x = x, .y = y, .z = z };
        }

        /// All parts are the same.
        pub fn splat(value: Number) T {
            return new(value, value, value);
        }

        /// All parts are 0.
        pub const zero: T = splat(0);
        /// All parts are 1.
        pub const one: T = splat(1);
    };
}

/// Four numbers.
pub fn Vec4(comptime T: type) type {
    const Number = @FieldType(T, "x");
    return struct {
        /// Of its parts.
        pub fn new(x: Number, y: Number, z: Number, w: Number) T {
            return .{ .x = x, .y = y, .z = z, .w = w };
        }

        /// All parts are the same.
        pub fn splat(value: Number) T {
            return new(value, value, value, value);
        }

        /// All parts are 0.
        pub const zero: T = splat(0);
        /// All parts are 1.
        pub const one: T = splat(1);
    };
}

test UVec2 {
    const bevy = @import("../../bevy.zig");
    try std.testing.expectEqual(bevy.UVec2.new(1, 1), bevy.UVec2.one);
    try std.testing.expectEqual(bevy.Vec4.splat(0), bevy.Vec4.zero);
    try std.testing.expectEqual(-3, bevy.IVec2.new(2, -3).y);
}
