//! Emits three signals for each that it hears.
const bevy = @import("bevy");
const Storm = @This();

heard: u64 = 0,
refused: u64 = 0,

pub fn init(_: *Storm, ctx: *bevy.Context) !void {
    _ = try ctx.connect("storm");
}

pub fn onSignal(self: *Storm, ctx: *bevy.Context, signal: *const bevy.Signal) void {
    if (!signal.is("storm")) return;
    self.heard += 1;
    for (0..3) |_| ctx.emit("storm", self.heard) catch |failure| {
        if (failure == error.LimitReached) self.refused += 1;
    };
}
