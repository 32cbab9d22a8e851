//! The reflected types of `bevy_math`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");
const in_glam = @import("glam.zig");

pub const CompassOctant = enum {
    north,
    north_east,
    east,
    south_east,
    south,
    south_west,
    west,
    north_west,

    pub const zig_reflect = "bevy_math::compass::CompassOctant";
};

pub const HalfSpace = struct {
    normal_d: in_glam.Vec4 = .{},

    pub const zig_reflect = "bevy_math::primitives::half_space::HalfSpace";
};

pub const Rect = struct {
    min: bevy.Vec2 = .zero,
    max: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_math::rects::rect::Rect";
};

pub const ViewFrustum = struct {
    half_spaces: [6]HalfSpace = @splat(.{}),

    pub const zig_reflect = "bevy_math::primitives::view_frustum::ViewFrustum";
};
