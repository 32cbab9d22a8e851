//! The reflected types of `bevy_render`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_camera = @import("camera.zig");

/// Configures filmic color grading parameters to adjust the image appearance.
pub const ColorGrading = struct {
    /// Filmic color grading values applied to the image as a whole (as opposed to individual sections, like shadows
    /// and highlights).
    global: ColorGradingGlobal = .{},
    /// Color grading values that are applied to the darker parts of the image.
    shadows: ColorGradingSection = .{ .saturation = 1, .contrast = 1, .gamma = 1, .gain = 1, .lift = 0 },
    /// Color grading values that are applied to the parts of the image with intermediate brightness.
    midtones: ColorGradingSection = .{ .saturation = 1, .contrast = 1, .gamma = 1, .gain = 1, .lift = 0 },
    /// Color grading values that are applied to the lighter parts of the image.
    highlights: ColorGradingSection = .{ .saturation = 1, .contrast = 1, .gamma = 1, .gain = 1, .lift = 0 },

    pub const zig_reflect = "bevy_render::view::ColorGrading";
};

/// Filmic color grading values applied to the image as a whole (as opposed to individual sections, like shadows
/// and highlights).
pub const ColorGradingGlobal = struct {
    /// Exposure value (EV) offset, measured in stops.
    exposure: f32 = 0,
    /// An adjustment made to the [CIE 1931] chromaticity *x* value.
    temperature: f32 = 0,
    /// An adjustment made to the [CIE 1931] chromaticity *y* value.
    tint: f32 = 0,
    /// An adjustment to the [hue], in radians.
    hue: f32 = 0,
    /// Saturation adjustment applied after tonemapping. Values below 1.0 desaturate, with a value of 0.0 resulting in
    /// a grayscale image with luminance defined by ITU-R BT.709 Values above 1.0 increase saturation.
    post_saturation: f32 = 1,
    /// The luminance (brightness) ranges that are considered part of the "midtones" of the image.
    midtones_range: bevy.Range(f32) = .{ .start = 0.2, .end = 0.7 },

    pub const zig_reflect = "bevy_render::view::ColorGradingGlobal";
};

/// A section of color grading values that can be selectively applied to shadows, midtones, and highlights.
pub const ColorGradingSection = struct {
    /// Values below 1.0 desaturate, with a value of 0.0 resulting in a grayscale image with luminance defined by
    /// ITU-R BT.709. Values above 1.0 increase saturation.
    saturation: f32,
    /// Adjusts the range of colors.
    contrast: f32,
    /// A nonlinear luminance adjustment, mainly affecting the high end of the range.
    gamma: f32,
    /// A linear luminance adjustment, mainly affecting the middle part of the range.
    gain: f32,
    /// A fixed luminance adjustment, mainly affecting the lower part of the range.
    lift: f32,

    pub const zig_reflect = "bevy_render::view::ColorGradingSection";
};

/// Enables a debanding shader that applies dithering to mitigate color banding in the final image for a given
/// `Camera` entity.
pub const DebandDither = enum {
    disabled,
    enabled,

    pub const zig_reflect = "bevy_render::view::DebandDither";
    pub const default: DebandDither = .disabled;
};

/// Contains global values useful when writing shaders. Currently only contains values related to time.
pub const GlobalsUniform = struct {
    /// The time since startup in seconds. Wraps to 0 after 1 hour.
    time: f32 = 0,
    /// The delta time since the previous frame in seconds
    delta_time: f32 = 0,
    /// Frame count since the start of the app. It wraps to zero when it reaches `u32::MAX`.
    frame_count: u32 = 0,

    pub const zig_reflect = "bevy_render::globals::GlobalsUniform";
};

/// Camera component specifying a mip bias to apply when sampling from material textures.
pub const MipBias = struct {
    value: f32 = -1,

    pub const zig_reflect = "bevy_render::camera::MipBias";
};

/// Component for configuring the number of samples for Multi-Sample Anti-Aliasing for a `Camera`.
pub const Msaa = enum {
    off,
    sample2,
    sample4,
    sample8,

    pub const zig_reflect = "bevy_render::view::Msaa";
    pub const default: Msaa = .sample4;
};

/// Add this component to a view in order to enable GPU occlusion culling.
pub const OcclusionCulling = struct {
    pub const zig_reflect = "bevy_render::occlusion_culling::OcclusionCulling";
};

/// Collection of entities visible from a single light.
pub const RenderShadowMapVisibleEntities = struct {
    pub const zig_reflect = "bevy_render::view::visibility::RenderShadowMapVisibleEntities";
};

/// A component that signals to the renderer to capture a screenshot this frame.
pub const Screenshot = struct {
    value: in_bevy_camera.RenderTarget,

    pub const zig_reflect = "bevy_render::view::window::screenshot::Screenshot";
};

pub const ScreenshotCaptured = struct {
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_render::view::window::screenshot::ScreenshotCaptured";
};

/// A storage buffer that is prepared as a `RenderAsset` and uploaded to the GPU.
pub const ShaderBuffer = opaque {
    pub const zig_asset = "bevy_render::storage::ShaderBuffer";
};

/// A subpixel offset to jitter a perspective camera's frustum by.
pub const TemporalJitter = struct {
    /// Offset is in range [-0.5, 0.5].
    offset: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_render::camera::TemporalJitter";
};

/// Optionally enables a tonemapping shader that attempts to map linear input stimulus into a perceptually uniform
/// image for a given `Camera` entity.
pub const Tonemapping = enum {
    /// Bypass tonemapping. No color grading, exposure, or dither applies.
    none,
    /// Identity tone curve. `ColorGrading`, exposure, and `DebandDither` still apply. The output is unbounded
    /// display-linear.
    linear,
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

    pub const zig_reflect = "bevy_render::view::Tonemapping";
    pub const default: Tonemapping = .tony_mc_mapface;
};
