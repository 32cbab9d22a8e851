//! The camera: follows the player softly, or circles the arena if there is none.
const bevy = @import("bevy");
const Camera = @This();

/// Where it is, seen from what it looks at.
offset: bevy.Vec3 = .new(0, 11, 9.5),
/// How much of the way it goes in a second, about.
pull: f32 = 4,

target: bevy.Vec3 = .zero,

pub fn update(self: *Camera, ctx: *bevy.Context, dt: f32) !void {
    const camera = ctx.entity();
    const players = try ctx.findByTag("player");
    const part = 1 - @exp(-self.pull * dt);
    var place: bevy.Vec3 = undefined;
    if (players.len > 0) {
        self.target = self.target.lerp((try ctx.ref(players[0]).globalPosition()).withY(0), part);
        place = self.target.add(self.offset);
    } else {
        self.target = self.target.lerp(.zero, part);
        const turn: bevy.Quat = .fromRotationY(@floatCast(0.15 * ctx.time()));
        place = turn.mulVec3(.new(0, 13, 24));
    }
    const there = (try camera.position()).lerp(place, part);
    try camera.setPosition(there);
    try camera.lookAt(self.target, .y_axis);
}
