//! Keeps the outcome of a call where Rust can read it.

pub const Note = [32]u8;

/// "ok", or the error's name.
pub fn of(result: anyerror!void) Note {
    return text(if (result) |_| "ok" else |failure| @errorName(failure));
}

/// A text, cut if it is too long.
pub fn text(value: []const u8) Note {
    var noted: Note = @splat(0);
    const len = @min(value.len, noted.len);
    @memcpy(noted[0..len], value[0..len]);
    return noted;
}

/// The text in an array that a null ends, or its own end.
pub fn kept(bytes: []const u8) []const u8 {
    for (bytes, 0..) |byte, index| if (byte == 0) return bytes[0..index];
    return bytes;
}
