//! Whole numbers as text at compile time. The standard library's formatting takes the compiler a good part of a
//! millisecond for each.

const std = @import("std");

/// A whole number in decimal.
pub fn decimal(comptime number: comptime_int) [:0]const u8 {
    return comptime text: {
        if (number < 0) break :text "-" ++ decimal(-number);
        const last = "0123456789"[number % 10 ..][0..1];
        break :text if (number < 10) last ++ "" else decimal(number / 10) ++ last;
    };
}

test decimal {
    try std.testing.expectEqualStrings("0", decimal(0));
    try std.testing.expectEqualStrings("-9", decimal(-9));
    try std.testing.expectEqualStrings("1020", decimal(1020));
    try std.testing.expectEqualStrings("18446744073709551615", decimal(std.math.maxInt(u64)));
}
