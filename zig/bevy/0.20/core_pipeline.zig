//! The reflected types of `bevy_core_pipeline`, written from its type registry by the test `reach`.

/// If added to a `bevy_camera::Camera3d` then deferred materials will be rendered to the deferred gbuffer texture
/// and will be available to subsequent passes. Note the default deferred lighting plugin also requires
/// `DepthPrepass` to work correctly.
pub const DeferredPrepass = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::DeferredPrepass";
};

/// Allows querying the previous frame's `DeferredPrepass`.
pub const DeferredPrepassDoubleBuffer = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::DeferredPrepassDoubleBuffer";
};

/// If added to a `bevy_camera::Camera3d` then depth values will be copied to a separate texture available to the
/// main pass.
pub const DepthPrepass = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::DepthPrepass";
};

/// Allows querying the previous frame's `DepthPrepass`.
pub const DepthPrepassDoubleBuffer = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::DepthPrepassDoubleBuffer";
};

/// If added to a `bevy_camera::Camera3d` then screen space motion vectors will be copied to a separate texture
/// available to the main pass.
pub const MotionVectorPrepass = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::MotionVectorPrepass";
};

/// When added to a camera with `MotionVectorPrepass`, disables the automatic background motion vector prepass.
pub const NoBackgroundMotionVectors = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::background_motion_vectors::NoBackgroundMotionVectors";
};

/// If added to a `bevy_camera::Camera3d` then vertex world normals will be copied to a separate texture available
/// to the main pass. Normals will have normal map textures already applied.
pub const NormalPrepass = struct {
    pub const zig_reflect = "bevy_core_pipeline::prepass::NormalPrepass";
};

/// A render-world marker component for a view that corresponds to neither a camera nor a camera-associated shadow
/// map.
pub const RootNonCameraView = struct {
    pub const zig_reflect = "bevy_core_pipeline::schedule::RootNonCameraView";
};
