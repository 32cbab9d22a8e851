//! What the mirrors of `bevy_ecs` have besides their fields.

/// A name of any length; `bevy.Name` is faster, and has 64 bytes.
pub fn Name(comptime T: type) type {
    return struct {
        /// A name.
        pub fn new(text: []const u8) T {
            return .{ .text = text };
        }
    };
}
