//! The reflected types of `bevy_transform`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");
const in_glam = @import("glam.zig");

pub const GlobalTransform = struct {
    value: in_glam.Affine3A = .{},

    pub const zig_reflect = "bevy_transform::components::global_transform::GlobalTransform";
};

pub const Transform = bevy.Transform;

pub const TransformTreeChanged = struct {
    pub const zig_reflect = "bevy_transform::components::transform::TransformTreeChanged";
};
