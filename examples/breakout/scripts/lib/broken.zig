//! The signal `brick_broken` has this with it.

const bevy = @import("bevy");

pub const Broken = struct {
    at: bevy.Vec2,
    row: u32,
};
