//! Keeps the outcome of a call where Rust can read it.

pub const Note = [32]u8;

/// "ok", or the error's name.
pub fn of(result: anyerror!void) Note {
    return text(if (result) |_| "ok" else |failure| @errorName(failure));
}

/// A text, cut if it is too long.
pub fn text(value: []const u8) Note {
    var kept: Note = @splat(0);
    const len = @min(value.len, kept.len);
    @memcpy(kept[0..len], value[0..len]);
    return kept;
}
