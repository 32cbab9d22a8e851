//! Lights a button up while the mouse is over it.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const Button = @This();

pub fn init(_: *Button, ctx: *bevy.Context) !void {
    inline for (.{ "pointer.over", "pointer.out" }) |name| _ = try ctx.connect(name);
}

pub fn onSignal(_: *Button, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    const color = if (signal.is("pointer.over")) looks.lit else looks.button;
    try ctx.entity().set(bevy.BackgroundColor, .{ .color = color });
}
