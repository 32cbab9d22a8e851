//! What the scripts agree on about the water.
const bevy = @import("bevy");

/// Half the width and half the height of the pond, whose middle is the origin.
pub const half: bevy.Vec2 = .new(600, 340);

/// The place itself, or the nearest one in the water.
pub fn inside(place: bevy.Vec3) bevy.Vec3 {
    const at = place.truncate().clamp(half.neg(), half);
    return at.extend(place.z);
}

/// Somewhere in the water.
pub fn anywhere(ctx: *bevy.Context) bevy.Vec3 {
    const random = ctx.random();
    return .new(random.range(-half.x, half.x), random.range(-half.y, half.y), 0);
}

/// The rotation of what swims in this direction: everything is drawn with its beak upwards.
pub fn facing(direction: bevy.Vec2) bevy.Quat {
    return .fromRotationZ(bevy.Vec2.y_axis.angleTo(direction));
}
