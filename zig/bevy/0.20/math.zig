//! The reflected types of `bevy_math`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_glam = @import("glam.zig");
const sugar = @import("../sugar/math.zig");

/// A compass enum with 8 directions.
pub const CompassOctant = enum {
    /// Corresponds to `Dir2::Y` and `Dir2::NORTH`
    north,
    /// Corresponds to `Dir2::NORTH_EAST`
    north_east,
    /// Corresponds to `Dir2::X` and `Dir2::EAST`
    east,
    /// Corresponds to `Dir2::SOUTH_EAST`
    south_east,
    /// Corresponds to `Dir2::NEG_Y` and `Dir2::SOUTH`
    south,
    /// Corresponds to `Dir2::SOUTH_WEST`
    south_west,
    /// Corresponds to `Dir2::NEG_X` and `Dir2::WEST`
    west,
    /// Corresponds to `Dir2::NORTH_WEST`
    north_west,

    pub const zig_reflect = "bevy_math::compass::CompassOctant";
};

/// A rectangle defined by two opposite corners.
pub const Rect = struct {
    /// The minimum corner point of the rect.
    min: bevy.Vec2 = .zero,
    /// The maximum corner point of the rect.
    max: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_math::rects::rect::Rect";
    pub const new = sugar.Rect(Rect).new;
    pub const fromCorners = sugar.Rect(Rect).fromCorners;
    pub const fromCenterSize = sugar.Rect(Rect).fromCenterSize;
    pub const size = sugar.Rect(Rect).size;
    pub const center = sugar.Rect(Rect).center;
    pub const contains = sugar.Rect(Rect).contains;
};

/// A 2D rotation.
pub const Rot2 = struct {
    /// The cosine of the rotation angle.
    cos: f32 = 1,
    /// The sine of the rotation angle.
    sin: f32 = 0,

    pub const zig_reflect = "bevy_math::rotation2d::Rot2";
    pub const radians = sugar.Rot2(Rot2).radians;
    pub const degrees = sugar.Rot2(Rot2).degrees;
};

/// A rectangle defined by two opposite corners.
pub const URect = struct {
    /// The minimum corner point of the rect.
    min: in_glam.UVec2 = .{},
    /// The maximum corner point of the rect.
    max: in_glam.UVec2 = .{},

    pub const zig_reflect = "bevy_math::rects::urect::URect";
};
