//! A fade between scenes: to black, wait for the next scene, and back.
const bevy = @import("bevy");
const Fade = @This();

/// Begins with the signal "leave".
fade: bevy.Run(change) = .idle,
/// From 0, clear, to 1, black.
black: f32 = 0,
next: u32 = 0,

const change = bevy.sequence(Fade, .{
    bevy.tween(.black, .{ .to = 1.0, .seconds = 0.5, .ease = .quadratic_in }),
    load,
    bevy.untilSignal("loaded"),
    bevy.wait(0.25),
    bevy.tween(.black, .{ .to = 0.0, .seconds = 1, .ease = .quadratic_out }),
});

pub fn init(_: *Fade, ctx: *bevy.Context) !void {
    _ = try ctx.connect("leave");
}

pub fn onSignal(self: *Fade, _: *bevy.Context, signal: *const bevy.Signal) void {
    if (!signal.is("leave")) return;
    self.next = signal.payload(u32) orelse return;
    self.fade.start();
}

fn load(self: *Fade, ctx: *bevy.Context) !void {
    try ctx.emit("load", self.next);
}
