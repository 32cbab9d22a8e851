//! Runs in fixed steps.
const bevy = @import("bevy");
const Stepper = @This();

pub const phase = .fixed_update;

steps: u32 = 0,
dt: f32 = 0,
time: f64 = 0,
/// The number of the step, where others have that of the frame.
number: u64 = 0,
pressed: u32 = 0,
drawn: [4]u32 = @splat(0),
heard: u32 = 0,
speed: f32 = 1,
/// Whether it turns by an axis, and how far it has.
turns: bool = false,
turned: f32 = 0,

pub fn init(_: *Stepper, ctx: *bevy.Context) !void {
    _ = try ctx.connect("shout");
}

pub fn update(self: *Stepper, ctx: *bevy.Context, dt: f32) !void {
    self.drawn[self.steps % 4] = ctx.random().source.int(u32);
    self.steps += 1;
    self.dt = dt;
    self.time = ctx.time();
    self.number = ctx.frameNumber();
    if (ctx.justPressed("fire")) self.pressed += 1;
    if (self.turns) self.turned += ctx.axis("turn");
    if (ctx.entity().exists()) try ctx.entity().translate(.new(self.speed * dt, 0, 0));
}

pub fn onSignal(self: *Stepper, _: *bevy.Context, _: *const bevy.Signal) void {
    self.heard += 1;
}

pub fn shutdown(_: *Stepper, ctx: *bevy.Context) void {
    ctx.logInfo("stepper ends", .{});
}
