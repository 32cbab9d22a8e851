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

/// Contains global values useful when writing shaders. Currently only contains values related to time.
pub const GlobalsUniform = struct {
    /// The time since startup in seconds. Wraps to 0 after 1 hour.
    time: f32 = 0,
    /// The delta time since the previous frame in seconds
    delta_time: f32 = 0,
    /// Frame count since the start of the app. It wraps to zero when it reaches the maximum value of a u32.
    frame_count: u32 = 0,

    pub const zig_reflect = "bevy_render::globals::GlobalsUniform";
};

/// Component added on the render world entities to keep track of the corresponding main world entity.
pub const MainEntity = struct {
    value: bevy.Entity,

    pub const zig_reflect = "bevy_render::sync_world::MainEntity";
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

/// Component added on the main world entities that are synced to the Render World in order to keep track of the
/// corresponding render world entity.
pub const RenderEntity = struct {
    value: bevy.Entity,

    pub const zig_reflect = "bevy_render::sync_world::RenderEntity";
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

/// Marker component that indicates that its entity needs to be synchronized to the render world.
pub const SyncToRenderWorld = struct {
    pub const zig_reflect = "bevy_render::sync_world::SyncToRenderWorld";
};

/// A subpixel offset to jitter a perspective camera's frustum by.
pub const TemporalJitter = struct {
    /// Offset is in range [-0.5, 0.5].
    offset: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_render::camera::TemporalJitter";
};

/// Marker component that indicates that its entity needs to be despawned at the end of the frame.
pub const TemporaryRenderEntity = struct {
    pub const zig_reflect = "bevy_render::sync_world::TemporaryRenderEntity";
};
