//! A bit of a broken brick: flies off, falls, shrinks, and is gone.
const bevy = @import("bevy");
const Shard = @This();

/// Seconds.
lifetime: f32 = 0.7,
/// Units per second, gained in a second.
gravity: f32 = 700,

velocity: bevy.Vec3 = .zero,
age: f32 = 0,

pub fn init(self: *Shard, ctx: *bevy.Context) !void {
    const random = ctx.random();
    self.velocity = random.direction2().scale(random.range(40, 220)).extend(0);
    self.lifetime *= random.range(0.6, 1);
}

pub fn update(self: *Shard, ctx: *bevy.Context, dt: f32) !void {
    const shard = ctx.entity();
    self.age += dt;
    if (self.age >= self.lifetime) return shard.despawn();
    self.velocity.y -= self.gravity * dt;
    try shard.translate(self.velocity.scale(dt));
    try shard.rotate(.fromRotationZ(8 * dt));
    try shard.setScale(.splat(1 - self.age / self.lifetime));
}
