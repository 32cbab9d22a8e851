//! A rock: drifts and spins, each its own way. What happens when it is hit is up to the game.
const bevy = @import("bevy");
const Rock = @This();

/// Units per second; each rock is up to a third slower or faster.
speed: f32 = 60,
/// Radians per second, at most, to either side.
spin_max: f32 = 1,

/// Units per second.
velocity: bevy.Vec2 = .zero,
/// Radians per second, counter-clockwise.
spin: f32 = 0,

pub fn init(self: *Rock, ctx: *bevy.Context) !void {
    const random = ctx.random();
    self.velocity = random.direction2().scale(self.speed * random.range(0.67, 1.33));
    self.spin = random.range(-self.spin_max, self.spin_max);
    try ctx.entity().setRotation(.fromRotationZ(random.range(0, bevy.tau)));
}

pub fn update(self: *Rock, ctx: *bevy.Context, dt: f32) !void {
    const rock = ctx.entity();
    try rock.translate(self.velocity.scale(dt).extend(0));
    try rock.rotate(.fromRotationZ(self.spin * dt));
}
