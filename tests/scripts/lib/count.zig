//! What the scripts `count_a`, `count_b` and `count_c` have in common: they count, and add up at their end.
const bevy = @import("bevy");

pub fn init(self: anytype) void {
    self.inits += 1;
}

pub fn shutdown(self: anytype, ctx: *bevy.Context) !void {
    try ctx.globalVars().add("ended", @as(i64, 1));
    try ctx.globalVars().add("ended_updates", @as(i64, self.updates));
}
