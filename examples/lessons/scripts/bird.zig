//! Flies up and away, and disappears after a while.
const bevy = @import("bevy");
const Bird = @This();

/// Seconds.
life: bevy.Timer = .once(0.5),
/// Units per second.
velocity: bevy.Vec3 = .zero,

pub fn init(self: *Bird, ctx: *bevy.Context) !void {
    // The same seed gives the same flight in every run.
    const random = ctx.random();
    self.velocity = .new(random.range(-1, 1), random.range(1, 2), 0);
    // Vars exist from the spawn on.
    const number = try ctx.vars().getOr(u32, "number", 0);
    if (number % 5 == 0) ctx.logInfo("bird {d}, one of {d} in the air", .{ number, (try ctx.findByTag("bird")).len });
}

pub fn update(self: *Bird, ctx: *bevy.Context, dt: f32) !void {
    try ctx.entity().translate(self.velocity.scale(dt));
    if (self.life.tick(dt) > 0) try ctx.entity().despawn();
}
