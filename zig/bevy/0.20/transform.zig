//! The reflected types of `bevy_transform`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_glam = @import("glam.zig");

/// `GlobalTransform` is an affine transformation from entity-local coordinates to worldspace coordinates.
pub const GlobalTransform = struct {
    value: in_glam.Affine3A = .{},

    pub const zig_reflect = "bevy_transform::components::global_transform::GlobalTransform";
};

pub const Transform = bevy.Transform;

/// An optimization for transform propagation. This ZST marker component uses change detection to mark all
/// entities of the hierarchy as "dirty" if any of their descendants have a changed `Transform`. If this component
/// is *not* marked `is_changed()`, propagation will halt.
pub const TransformTreeChanged = struct {
    pub const zig_reflect = "bevy_transform::components::transform::TransformTreeChanged";
};
