//! Opens and closes on a signal, and locks itself on an alarm.
const bevy = @import("bevy");
const Door = @This();

open: bool = false,
locked: bool = false,
moves: u32 = 0,
/// The connection, to end it later.
pulls: bevy.Connection = 0,

pub fn init(self: *Door, ctx: *bevy.Context) !void {
    // Broadcasts of this name, and signals to its own entity.
    self.pulls = try ctx.connect("pull");
    _ = try ctx.connect("alarm");
}

pub fn onSignal(self: *Door, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("pull")) {
        // Null if the payload is not a u32: signals only share a name, so two scripts can disagree about the type.
        const count = signal.payload(u32) orelse return;
        self.open = !self.open;
        self.moves += 1;
        ctx.logInfo("{s} after pull {d}", .{ if (self.open) "opens" else "shuts", count });
        // To all listeners, and to Rust.
        try ctx.emit("moved", self.moves);
    } else if (signal.is("alarm")) {
        self.open = false;
        self.locked = true;
        try ctx.disconnect(self.pulls);
        ctx.logWarn("locked", .{});
    }
}
