//! A bit of an explosion or of a flame: flies off, shrinks, and is gone.
const bevy = @import("bevy");
const Debris = @This();

/// Units per second; each bit has its own speed, from a third of it up to all of it.
speed: f32 = 200,
/// Seconds; likewise.
lifetime: f32 = 0.8,
/// How far from its own up it may fly, in radians to either side.
spread: f32 = bevy.pi,

/// Units per second.
velocity: bevy.Vec3 = .zero,
life: bevy.Run(shrink) = .{},

const shrink = bevy.sequence(Debris, .{
    bevy.tween(.scale, .{ .from = .one, .to = .zero, .seconds = .lifetime }),
    vanish,
});

pub fn init(self: *Debris, ctx: *bevy.Context) !void {
    const random = ctx.random();
    const turn: bevy.Quat = .fromRotationZ(random.range(-self.spread, self.spread));
    const up = (try ctx.entity().transform()).up();
    self.velocity = turn.mulVec3(up.scale(self.speed * random.range(0.33, 1)));
    self.lifetime *= random.range(0.33, 1);
    try ctx.entity().rotate(turn);
}

pub fn update(self: *Debris, ctx: *bevy.Context, dt: f32) !void {
    try ctx.entity().translate(self.velocity.scale(dt));
}

fn vanish(_: *Debris, ctx: *bevy.Context) !void {
    try ctx.entity().despawn();
}
