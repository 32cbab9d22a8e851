//! The reflected types of `bevy_shape`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_glam = @import("glam.zig");

/// A 2D axis-aligned bounding box, or bounding rectangle
pub const Aabb2d = struct {
    /// The minimum, conventionally bottom-left, point of the box
    min: bevy.Vec2,
    /// The maximum, conventionally top-right, point of the box
    max: bevy.Vec2,

    pub const zig_reflect = "bevy_shape::bounding::bounded2d::Aabb2d";
};

/// A 3D axis-aligned bounding box
pub const Aabb3d = struct {
    /// The minimum point of the box
    min: in_glam.Vec3A,
    /// The maximum point of the box
    max: in_glam.Vec3A,

    pub const zig_reflect = "bevy_shape::bounding::bounded3d::Aabb3d";
};

/// A region of 3D space, specifically an open set whose border is a bisecting 2D plane.
pub const HalfSpace = struct {
    normal_d: in_glam.Vec4 = .{},

    pub const zig_reflect = "bevy_shape::half_space::HalfSpace";
};

/// An infinite half-line starting at `origin` and going in `direction` in 3D space.
pub const Ray3d = struct {
    /// The origin of the ray.
    origin: bevy.Vec3,
    /// The direction of the ray.
    direction: bevy.Dir3,

    pub const zig_reflect = "bevy_shape::ray::Ray3d";
};

/// A region of 3D space defined by the intersection of 6 `HalfSpace`s.
pub const ViewFrustum = struct {
    /// The six half-spaces making up the frustum
    half_spaces: [6]HalfSpace = @splat(.{}),

    pub const zig_reflect = "bevy_shape::view_frustum::ViewFrustum";
};
