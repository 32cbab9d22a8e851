//! A short text that is put together piece by piece. The standard library's formatting can do more, but is compiled
//! again for each script.

const std = @import("std");

/// The text so far.
pub const Words = struct {
    buffer: [256]u8 = undefined,
    len: usize = 0,

    /// What no longer fits is cut.
    pub fn add(words: *Words, more: []const u8) void {
        const count = @min(more.len, words.buffer.len - words.len);
        @memcpy(words.buffer[words.len..][0..count], more[0..count]);
        words.len += count;
    }

    /// Adds a whole number in decimal.
    pub fn addWhole(words: *Words, value: i65) void {
        if (value < 0) words.add("-");
        var rest: u64 = @intCast(@abs(value));
        var digits: [20]u8 = undefined;
        var first: usize = digits.len;
        while (true) {
            first -= 1;
            digits[first] = '0' + @as(u8, @intCast(rest % 10));
            rest /= 10;
            if (rest == 0) break;
        }
        words.add(digits[first..]);
    }

    /// The text; valid until more is added.
    pub fn text(words: *const Words) []const u8 {
        return words.buffer[0..words.len];
    }
};

test Words {
    var words: Words = .{};
    words.add("a");
    words.addWhole(0);
    words.addWhole(-120);
    words.addWhole(std.math.maxInt(u64));
    try std.testing.expectEqualStrings("a0-12018446744073709551615", words.text());
    for (0..words.buffer.len) |_| words.add("b");
    try std.testing.expectEqual(words.buffer.len, words.text().len);
}
