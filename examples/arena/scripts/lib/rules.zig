//! What the scripts agree on.

const bevy = @import("bevy");
const Vec3 = bevy.Vec3;

/// The radius of the floor, whose middle is the origin.
pub const radius = 20;
/// Lights in a wave.
pub const lights = 7;
/// How near the player has to come to a light, and a shadow to the player.
pub const reach = 1.3;
pub const hearts = 3;

/// Shadows in a wave.
pub fn shadowsIn(wave: u32) u32 {
    return @min(1 + wave, 12);
}

/// Units per second.
pub fn shadowSpeed(wave: u32) f32 {
    return @min(3.5 + 0.35 * @as(f32, @floatFromInt(wave)), 7.5);
}

/// The nearest place on the floor.
pub fn onFloor(place: Vec3) Vec3 {
    return Vec3.new(place.x, 0, place.z).clampLengthMax(radius - 0.7).withY(place.y);
}
