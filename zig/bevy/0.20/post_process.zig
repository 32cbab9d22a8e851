//! The reflected types of `bevy_post_process`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_image = @import("image.zig");

/// Component that enables auto exposure for an HDR-enabled 2d or 3d camera.
pub const AutoExposure = struct {
    /// The range of exposure values for the histogram.
    range: bevy.Range(f32) = .{ .start = -8, .end = 8 },
    /// The portion of the histogram to consider when metering.
    filter: bevy.Range(f32) = .{ .start = 0.1, .end = 0.9 },
    /// The speed at which the exposure adapts from dark to bright scenes, in F-stops per second.
    speed_brighten: f32 = 3,
    /// The speed at which the exposure adapts from bright to dark scenes, in F-stops per second.
    speed_darken: f32 = 1,
    /// The distance in F-stops from the target exposure from where to transition from animating in linear fashion to
    /// animating exponentially. This helps against jittering when the target exposure keeps on changing slightly from
    /// frame to frame, while still maintaining a relatively slow animation for big changes in scene brightness.
    exponential_transition_distance: f32 = 1.5,
    /// The mask to apply when metering. The mask will cover the entire screen, where:
    /// * `(0.0, 0.0)` is the top-left corner,
    /// * `(1.0, 1.0)` is the bottom-right corner.
    metering_mask: bevy.Handle(in_bevy_image.Image) = .none,
    /// Exposure compensation curve to apply after metering. The default value is a flat line at 0.0. For more
    /// information, see `AutoExposureCompensationCurve`.
    compensation_curve: bevy.Handle(AutoExposureCompensationCurve) = .none,

    pub const zig_reflect = "bevy_post_process::auto_exposure::settings::AutoExposure";
};

/// An auto exposure compensation curve. This curve is used to map the average log luminance of a scene to an
/// exposure compensation value, to allow for fine control over the final exposure.
pub const AutoExposureCompensationCurve = opaque {
    pub const zig_asset = "bevy_post_process::auto_exposure::compensation_curve::AutoExposureCompensationCurve";
};

/// Applies a bloom effect to an HDR-enabled 2d or 3d camera.
pub const Bloom = struct {
    /// Controls the baseline of how much the image is scattered (default: 0.15).
    intensity: f32 = 0.15,
    /// Low frequency contribution boost. Controls how much more likely the light is to scatter completely sideways
    /// (low frequency image).
    low_frequency_boost: f32 = 0.7,
    /// Low frequency contribution boost curve. Controls the curvature of the blend factor function making frequencies
    /// next to the lowest ones contribute more.
    low_frequency_boost_curvature: f32 = 0.95,
    /// Tightens how much the light scatters (default: 1.0).
    high_pass_frequency: f32 = 1,
    /// Controls the threshold filter used for extracting the brightest regions from the input image before blurring
    /// them and compositing back onto the original image.
    prefilter: BloomPrefilter = .{},
    /// Controls whether bloom textures are blended between or added to each other. Useful if image brightening is
    /// desired and a must-change if `prefilter` is used.
    composite_mode: BloomCompositeMode = .energy_conserving,
    /// Maximum size of each dimension for the largest mipchain texture used in downscaling/upscaling. Only tweak if
    /// you are seeing visual artifacts.
    max_mip_dimension: u32 = 512,
    /// Amount to stretch the bloom on each axis. Artistic control, can be used to emulate anamorphic blur by using a
    /// large x-value. For large values, you may need to increase `Bloom::max_mip_dimension` to reduce sampling
    /// artifacts.
    scale: bevy.Vec2 = .one,

    pub const zig_reflect = "bevy_post_process::bloom::settings::Bloom";
};

pub const BloomCompositeMode = enum {
    energy_conserving,
    additive,

    pub const zig_reflect = "bevy_post_process::bloom::settings::BloomCompositeMode";
};

/// Applies a threshold filter to the input image to extract the brightest regions before blurring them and
/// compositing back onto the original image. These settings are useful when emulating the 1990s-2000s game look.
pub const BloomPrefilter = struct {
    /// Baseline of the quadratic threshold curve (default: 0.0).
    threshold: f32 = 0,
    /// Controls how much to blend between the thresholded and non-thresholded colors (default: 0.0).
    threshold_softness: f32 = 0,

    pub const zig_reflect = "bevy_post_process::bloom::settings::BloomPrefilter";
};

/// Adds colored fringes to the edges of objects in the scene.
pub const ChromaticAberration = struct {
    /// The lookup texture that determines the color gradient.
    color_lut: ?bevy.Handle(in_bevy_image.Image) = null,
    /// The size of the streaks around the edges of objects, as a fraction of the window size.
    intensity: f32 = 0.02,
    /// A cap on the number of texture samples that will be performed.
    max_samples: u32 = 8,

    pub const zig_reflect = "bevy_post_process::effect_stack::chromatic_aberration::ChromaticAberration";
};

/// A component that enables a [depth of field] postprocessing effect when attached to a `Camera3d`, simulating
/// the focus of a camera lens.
pub const DepthOfField = struct {
    /// The appearance of the effect.
    mode: DepthOfFieldMode = .gaussian,
    /// The distance in meters to the location in focus.
    focal_distance: f32 = 10,
    /// The height of the [image sensor format] in meters.
    sensor_height: f32 = 0.01866,
    /// Along with the focal length, controls how much objects not in focus are blurred.
    aperture_f_stops: f32 = 1,
    /// The maximum diameter, in pixels, that we allow a circle of confusion to be.
    max_circle_of_confusion_diameter: f32 = 64,
    /// Objects are never considered to be farther away than this distance as far as depth of field is concerned, even
    /// if they actually are.
    max_depth: f32 = @import("std").math.inf(f32),

    pub const zig_reflect = "bevy_post_process::dof::DepthOfField";
};

/// Controls the appearance of the effect.
pub const DepthOfFieldMode = enum {
    /// A more accurate simulation, in which circles of confusion generate "spots" of light.
    bokeh,
    /// A faster simulation, in which out-of-focus areas are simply blurred.
    gaussian,

    pub const zig_reflect = "bevy_post_process::dof::DepthOfFieldMode";
    pub const default: DepthOfFieldMode = .gaussian;
};

/// A component that enables and configures motion blur when added to a camera.
pub const MotionBlur = struct {
    /// The strength of motion blur from `0.0` to `1.0`.
    shutter_angle: f32 = 0.5,
    /// The quality of motion blur, corresponding to the number of per-pixel samples taken in each direction during
    /// blur.
    samples: u32 = 1,

    pub const zig_reflect = "bevy_post_process::motion_blur::MotionBlur";
};

/// Adds a gradual shading effect to the edges of the screen, drawing focus towards the center.
pub const Vignette = struct {
    /// Controls the strength of the darkening effect.
    intensity: f32 = 1,
    /// The size of the unvignetted center area.
    radius: f32 = 0.75,
    /// The softness of the edge between the clear and dark areas.
    smoothness: f32 = 5,
    /// The shape of the vignette.
    roundness: f32 = 1,
    /// The center of the vignette in UV coordinates (0.0 to 1.0).
    center: bevy.Vec2 = .{ .x = 0.5, .y = 0.5 },
    /// Used to make the vignette effect fit the screen better.
    edge_compensation: f32 = 1,
    /// The color of the vignette.
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0 } },

    pub const zig_reflect = "bevy_post_process::effect_stack::vignette::Vignette";
};
