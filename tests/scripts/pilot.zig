//! Reads named input and the time.
const bevy = @import("bevy");
const Pilot = @This();

held: u32 = 0,
pressed: u32 = 0,
released: u32 = 0,
steer: f32 = 0,
missing: bool = true,
seconds: f64 = 0,
delta: f32 = 0,
dt: f32 = 0,
frame: u64 = 0,

pub fn update(self: *Pilot, ctx: *bevy.Context, dt: f32) void {
    self.held += @intFromBool(ctx.pressed("fire"));
    self.pressed += @intFromBool(ctx.justPressed("fire"));
    self.released += @intFromBool(ctx.justReleased("fire"));
    self.steer = ctx.axis("steer");
    self.missing = ctx.pressed("no such action") or ctx.axis("no such axis") != 0;
    self.seconds = ctx.time();
    self.delta = ctx.deltaTime();
    self.dt = dt;
    self.frame = ctx.frameNumber();
}
