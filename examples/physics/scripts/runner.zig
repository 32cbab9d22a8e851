//! Runs to the right, regardless of obstacles, which it sees, and hears that it runs into.
const bevy = @import("bevy");
const Runner = @This();

/// Units per second.
speed: f32 = 4,
/// Its speed in the last frame.
seen: f32 = 0,
/// What it has run into.
obstacle: bevy.Entity = .none,
/// What is ahead, and how far away.
wall: bevy.Entity = .none,
gap: f32 = 0,
/// How far a ball as large as itself could go.
room: f32 = 0,

pub fn init(_: *Runner, ctx: *bevy.Context) !void {
    _ = try ctx.connect("collided");
}

pub fn update(self: *Runner, ctx: *bevy.Context, dt: f32) !void {
    const me = ctx.entity();
    self.seen = if (me.velocity()) |velocity| velocity.x else |_| 0;
    const here = try me.position();
    if (try ctx.castRay(.{ .origin = here, .direction = .x, .max = 100, .ignore = me.id })) |hit| {
        self.wall = hit.entity;
        self.gap = hit.distance;
    }
    const ball: bevy.CastShape = .{ .ball = .new(0.5) };
    if (try ctx.castShape(.{ .shape = ball, .origin = here, .direction = .x, .ignore = me.id })) |hit| self.room = hit.distance;
    try me.translate(.new(self.speed * dt, 0, 0));
}

pub fn onSignal(self: *Runner, _: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("collided")) self.obstacle = signal.payload(bevy.Entity) orelse .none;
}
