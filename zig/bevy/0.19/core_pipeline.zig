//! The reflected types of `bevy_core_pipeline`, written from its type registry by the test `reach`.

/// Enables a debanding shader that applies dithering to mitigate color banding in the final image for a given
/// `Camera` entity.
pub const DebandDither = enum {
    disabled,
    enabled,

    pub const zig_reflect = "bevy_core_pipeline::tonemapping::DebandDither";
    pub const default: DebandDither = .disabled;
};

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

/// Optionally enables a tonemapping shader that attempts to map linear input stimulus into a perceptually uniform
/// image for a given `Camera` entity.
pub const Tonemapping = enum {
    /// Bypass tonemapping.
    none,
    /// Suffers from lots hue shifting, brights don't desaturate naturally. Bright primaries and secondaries don't
    /// desaturate at all.
    reinhard,
    /// Suffers from hue shifting. Brights don't desaturate much at all across the spectrum.
    reinhard_luminance,
    /// Same base implementation that Godot 4.0 uses for Tonemap ACES.
    aces_fitted,
    /// By Troy Sobotka
    ag_x,
    /// By Tomasz Stachowiak Has little hue shifting in the darks and mids, but lots in the brights. Brights
    /// desaturate across the spectrum. Is sort of between Reinhard and `ReinhardLuminance`. Conceptually similar to
    /// reinhard-jodie. Designed as a compromise if you want e.g. decent skin tones in low light, but can't afford to
    /// re-do your VFX to look good without hue shifting.
    somewhat_boring_display_transform,
    /// Current Bevy default. By Tomasz Stachowiak
    tony_mc_mapface,
    /// Default Filmic Display Transform from blender. Somewhat neutral. Suffers from hue shifting. Brights desaturate
    /// across the spectrum. NOTE: Requires the `tonemapping_luts` cargo feature.
    blender_filmic,
    /// Despite its name, it is not considered to be neutral. Highly saturated colors and tends to produce a very high
    /// contrast image. Suffers from significant Abney shifting, and tends to crush grays and desaturated colors.
    /// Designed for e-commerce to faithfully reproduce the colors of brand's logos when used with low brightness
    /// grayscale lighting. See the KhronosGroup spec for more information.
    khronos_pbr_neutral,

    pub const zig_reflect = "bevy_core_pipeline::tonemapping::Tonemapping";
    pub const default: Tonemapping = .tony_mc_mapface;
};
