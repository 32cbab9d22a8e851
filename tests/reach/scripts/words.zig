//! Writes text to the screen.

const bevy = @import("bevy");
const Words = @This();

pub fn init(_: *Words, ctx: *bevy.Context) !void {
    _ = try ctx.spawn(.{ .name = "words" });
}
