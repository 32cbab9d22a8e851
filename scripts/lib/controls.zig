//! What a pilot wants of the ship in one frame, be it the player or the autopilot.

const bevy = @import("bevy");

pub const Controls = struct {
    /// From -1, left, to 1, right.
    steer: f32 = 0,
    thrust: bool = false,
    fire: bool = false,

    /// What the player holds down.
    pub fn ofPlayer(ctx: *bevy.Context) Controls {
        return .{
            .steer = ctx.axis("steer"),
            .thrust = ctx.pressed("thrust"),
            .fire = ctx.pressed("fire"),
        };
    }
};
