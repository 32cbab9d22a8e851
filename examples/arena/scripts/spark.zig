//! A bit of light that flies off, falls, and is gone.
const bevy = @import("bevy");
const Spark = @This();

/// Seconds.
lifetime: f32 = 0.6,
/// Units per second, gained in a second.
gravity: f32 = 9,

velocity: bevy.Vec3 = .zero,
age: f32 = 0,

pub fn init(self: *Spark, ctx: *bevy.Context) !void {
    const random = ctx.random();
    const flat = random.direction2().scale(random.range(1, 4));
    self.velocity = .new(flat.x, random.range(2, 5), flat.y);
}

pub fn update(self: *Spark, ctx: *bevy.Context, dt: f32) !void {
    const spark = ctx.entity();
    self.age += dt;
    if (self.age >= self.lifetime) return spark.despawn();
    self.velocity.y -= self.gravity * dt;
    try spark.translate(self.velocity.scale(dt));
    try spark.setScale(.splat(0.8 * (1 - self.age / self.lifetime)));
}
