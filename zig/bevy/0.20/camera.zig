//! The reflected types of `bevy_camera`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_ecs = @import("ecs.zig");
const in_bevy_image = @import("image.zig");
const in_bevy_math = @import("math.zig");
const in_bevy_shape = @import("shape.zig");
const in_bevy_window = @import("window.zig");
const in_glam = @import("glam.zig");
const sugar = @import("../sugar/camera.zig");

/// An axis-aligned bounding box, defined by:
/// - a center,
/// - the distances from the center to each faces along the axis, the faces are orthogonal to the axis.
pub const Aabb = struct {
    center: in_glam.Vec3A = .{},
    half_extents: in_glam.Vec3A = .{},

    pub const zig_reflect = "bevy_camera::primitives::Aabb";
};

/// The defining `Component` for camera entities, storing information about how and what to render through this
/// camera.
pub const Camera = struct {
    /// If set, this camera will render to the given `Viewport` rectangle within the configured `RenderTarget`.
    viewport: ?Viewport = null,
    /// Cameras with a higher order are rendered later, and thus on top of lower order cameras.
    order: isize = 0,
    /// If this is set to `true`, this camera will be rendered to its specified `RenderTarget`. If `false`, this
    /// camera will not be rendered.
    is_active: bool = true,
    /// Computed values for this camera, such as the projection matrix and the render target size.
    computed: ComputedCameraValues = .{ .clip_from_view = .{}, .target_info = null, .old_viewport_size = null, .old_sub_camera_view = null },
    /// The `CameraOutputMode` for this camera.
    output_mode: CameraOutputMode = .{ .write = .{ .clear_color = .default } },
    /// Controls when MSAA writeback occurs for this camera. See `MsaaWriteback` for available options.
    msaa_writeback: MsaaWriteback = .auto,
    /// The clear color operation to perform on the render target.
    clear_color: ClearColorConfig = .default,
    /// Whether to switch culling mode so that materials that request backface culling cull front faces, and vice
    /// versa.
    invert_culling: bool = false,
    /// If set, this camera will be a sub camera of a large view, defined by a `SubCameraView`.
    sub_camera_view: ?SubCameraView = null,

    pub const zig_reflect = "bevy_camera::camera::Camera";
};

/// A 2D camera component. Enables the 2D render graph for a `Camera`.
pub const Camera2d = struct {
    pub const zig_reflect = "bevy_camera::components::Camera2d";
};

/// A 3D camera component. Enables the main 3D render graph for a `Camera`.
pub const Camera3d = struct {
    /// The depth clear operation to perform for the main 3d pass.
    depth_load_op: Camera3dDepthLoadOp = .{ .clear = 0 },
    /// The texture usages for the depth texture created for the main 3d pass.
    depth_texture_usages: Camera3dDepthTextureUsage = .{ .value = 16 },

    pub const zig_reflect = "bevy_camera::components::Camera3d";
};

/// The depth clear operation to perform for the main 3d pass.
pub const Camera3dDepthLoadOp = union(enum) {
    /// Clear with a specified value. Note that 0.0 is the far plane due to bevy's use of reverse-z projections.
    clear: f32,
    /// Load from memory.
    load,

    pub const zig_reflect = "bevy_camera::components::Camera3dDepthLoadOp";
    pub const default: Camera3dDepthLoadOp = .{ .clear = 0 };
};

pub const Camera3dDepthTextureUsage = struct {
    value: u32,

    pub const zig_reflect = "bevy_camera::components::Camera3dDepthTextureUsage";
};

/// Control how this `Camera` outputs once rendering is completed.
pub const CameraOutputMode = union(enum) {
    /// Writes the camera output to configured render target.
    write: struct { clear_color: ClearColorConfig },
    /// Skips writing the camera output to the configured render target. The output will remain in the Render Target's
    /// "intermediate" textures, which a camera with a higher order should write to the render target using
    /// `CameraOutputMode::Write`. The "skip" mode can easily prevent render results from being displayed, or cause
    /// them to be lost. Only use this if you know what you are doing! In camera setups with multiple active cameras
    /// rendering to the same `RenderTarget`, the Skip mode can be used to remove unnecessary / redundant writes to
    /// the final output texture, removing unnecessary render passes.
    skip,

    pub const zig_reflect = "bevy_camera::camera::CameraOutputMode";
};

pub const CascadesFrusta = struct {
    frusta: in_bevy_ecs.EntityEquivalentHashMapEntityVecFrustum = .{ .value = &.{} },

    pub const zig_reflect = "bevy_camera::primitives::CascadesFrusta";
};

pub const CascadesVisibleEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::CascadesVisibleEntities";
};

/// A `Resource` that stores the default color that cameras use to clear the screen between frames.
pub const ClearColor = struct {
    color: in_bevy_color.Color = .{ .Srgba = .{ .red = 0.16862746, .green = 0.17254902, .blue = 0.18431373 } },

    pub const zig_reflect = "bevy_camera::clear_color::ClearColor";
};

/// For a camera, specifies the color used to clear the viewport before rendering or when writing to the final
/// render target texture.
pub const ClearColorConfig = union(enum) {
    /// The clear color is taken from the world's `ClearColor` resource.
    default,
    /// The given clear color is used, overriding the `ClearColor` resource defined in the world.
    custom: in_bevy_color.Color,
    /// No clear color is used: the camera will simply draw on top of anything already in the viewport.
    none,

    pub const zig_reflect = "bevy_camera::clear_color::ClearColorConfig";
};

/// Color space for alpha compositing. Affects how overlapping semi-transparent layers blend.
pub const CompositingSpace = enum {
    /// Gamma-encoded blending. Matches most image editors. Uses default sRGB target.
    srgb,
    /// Linear light blending. Physically correct.
    linear,
    /// Perceptually uniform blending. Often smoother gradients. Requires `Hdr` because its value can be outside [0,
    /// 1].
    oklab,

    pub const zig_reflect = "bevy_camera::components::CompositingSpace";
    pub const default: CompositingSpace = .srgb;
};

/// Holds internally computed `Camera` values.
pub const ComputedCameraValues = struct {
    clip_from_view: in_glam.Mat4,
    target_info: ?RenderTargetInfo,
    old_viewport_size: ?in_glam.UVec2,
    old_sub_camera_view: ?SubCameraView,

    pub const zig_reflect = "bevy_camera::camera::ComputedCameraValues";
};

pub const CubemapFrusta = struct {
    frusta: [6]Frustum = @splat(.{}),

    pub const zig_reflect = "bevy_camera::primitives::CubemapFrusta";
};

/// Cubemap layout defines the order of images in a packed cubemap image.
pub const CubemapLayout = enum {
    /// layout in a vertical cross format
    cross_vertical,
    /// layout in a horizontal cross format
    cross_horizontal,
    /// layout in a vertical sequence
    sequence_vertical,
    /// layout in a horizontal sequence
    sequence_horizontal,

    pub const zig_reflect = "bevy_camera::primitives::CubemapLayout";
};

pub const CubemapVisibleEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::CubemapVisibleEntities";
};

/// Holds a dynamic `CameraProjection` trait object. Use `Projection::custom()` to construct a custom projection.
pub const CustomProjection = struct {
    pub const zig_reflect = "bevy_camera::projection::CustomProjection";
};

/// Use this component to enable dynamic skinned mesh bounds. The `Aabb` component of the skinned mesh will be
/// automatically updated each frame based on the current joint transforms.
pub const DynamicSkinnedMeshBounds = struct {
    pub const zig_reflect = "bevy_camera::visibility::DynamicSkinnedMeshBounds";
};

/// A frustum component is used on an entity with a `Camera` component to determine which entities will be
/// considered for rendering by this camera. All entities with an `Aabb` component that are not contained by (or
/// crossing the boundary of) the frustum will not be rendered, and not be used in rendering computations.
pub const Frustum = struct {
    value: in_bevy_shape.ViewFrustum = .{},

    pub const zig_reflect = "bevy_camera::primitives::Frustum";
};

/// If this component is added to a camera, the camera will use an intermediate "high dynamic range" render
/// texture. This allows rendering with a wider range of lighting values. However, this does *not* affect whether
/// the camera will render with hdr display output (which bevy does not support currently) and only affects the
/// intermediate render texture.
pub const Hdr = struct {
    pub const zig_reflect = "bevy_camera::components::Hdr";
};

/// A render target that renders to an `Image`.
pub const ImageRenderTarget = struct {
    /// The image to render to.
    handle: bevy.Handle(in_bevy_image.Image),
    /// The scale factor of the render target image, corresponding to the scale factor for a window target. This
    /// should almost always be 1.0.
    scale_factor: f32,

    pub const zig_reflect = "bevy_camera::camera::ImageRenderTarget";
};

/// Whether or not an entity is visible in the hierarchy.
pub const InheritedVisibility = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_camera::visibility::InheritedVisibility";
};

/// Override the resolution a 3d camera's main pass is rendered at.
pub const MainPassResolutionOverride = struct {
    value: in_glam.UVec2,

    pub const zig_reflect = "bevy_camera::camera::MainPassResolutionOverride";
};

/// A unique id that corresponds to a specific `ManualTextureView` in the `ManualTextureViews` collection.
pub const ManualTextureViewHandle = struct {
    value: u32 = 0,

    pub const zig_reflect = "bevy_camera::camera::ManualTextureViewHandle";
};

/// Controls when MSAA writeback occurs for a camera.
pub const MsaaWriteback = enum {
    /// Never perform MSAA writeback for this camera.
    off,
    /// Perform MSAA writeback only when the main pass must load existing content: a fullscreen camera whose main
    /// texture a lower camera wrote this frame, or a camera that preserves content across frames with
    /// `ClearColorConfig::None`.
    auto,
    /// Always perform MSAA writeback, even if this is the first camera rendering to the target. This is useful when
    /// content has been written directly to the main texture (e.g., via `write_texture`) and needs to be preserved
    /// through the MSAA render pass.
    always,

    pub const zig_reflect = "bevy_camera::clear_color::MsaaWriteback";
    pub const default: MsaaWriteback = .auto;
};

/// Use this component to opt-out of built-in frustum culling for entities, see `Frustum`.
pub const NoFrustumCulling = struct {
    pub const zig_reflect = "bevy_camera::visibility::NoFrustumCulling";
};

/// Normalized version of the render target.
pub const NormalizedRenderTarget = union(enum) {
    /// Window to which the camera's view is rendered.
    window: in_bevy_window.NormalizedWindowRef,
    /// Image to which the camera's view is rendered.
    image: ImageRenderTarget,
    /// Texture View to which the camera's view is rendered. Useful when the texture view needs to be created outside
    /// of Bevy, for example OpenXR.
    texture_view: ManualTextureViewHandle,
    /// The camera won't render to any color target.
    none: struct { width: u32, height: u32 },

    pub const zig_reflect = "bevy_camera::camera::NormalizedRenderTarget";
};

/// Project a 3D space onto a 2D surface using parallel lines, i.e., unlike `PerspectiveProjection`, the size of
/// objects remains the same regardless of their distance to the camera.
pub const OrthographicProjection = struct {
    /// The distance of the near clipping plane in world units.
    near: f32,
    /// The distance of the far clipping plane in world units.
    far: f32,
    /// Specifies the origin of the viewport as a normalized position from 0 to 1, where (0, 0) is the bottom left and
    /// (1, 1) is the top right. This determines where the camera's position sits inside the viewport.
    viewport_origin: bevy.Vec2,
    /// How the projection will scale to the viewport.
    scaling_mode: ScalingMode,
    /// Scales the projection.
    scale: f32,
    /// The area that the projection covers relative to `viewport_origin`.
    area: in_bevy_math.Rect,

    pub const zig_reflect = "bevy_camera::projection::OrthographicProjection";
    pub const default2d = sugar.OrthographicProjection(OrthographicProjection).default2d;
};

/// A 3D camera projection in which distant objects appear smaller than close objects.
pub const PerspectiveProjection = struct {
    /// The vertical field of view (FOV) in radians.
    fov: f32 = 0.7853982,
    /// The aspect ratio (width divided by height) of the viewing frustum.
    aspect_ratio: f32 = 1,
    /// The distance from the camera in world units of the viewing frustum's near plane.
    near: f32 = 0.1,
    /// The distance from the camera in world units of the viewing frustum's far plane.
    far: f32 = 1000,
    /// The orientation of a custom clipping plane, as well as its distance from the camera.
    near_clip_plane: in_glam.Vec4 = .{ .z = -1, .w = -0.1 },

    pub const zig_reflect = "bevy_camera::projection::PerspectiveProjection";
};

/// Component that defines how to compute a `Camera`'s projection matrix.
pub const Projection = union(enum) {
    perspective: PerspectiveProjection,
    orthographic: OrthographicProjection,
    custom: CustomProjection,

    pub const zig_reflect = "bevy_camera::projection::Projection";
    pub const default: Projection = .{ .perspective = .{} };
};

/// Defines which rendering layers an entity belongs to.
pub const RenderLayers = struct {
    value: []const u64 = &.{1},

    pub const zig_reflect = "bevy_camera::visibility::render_layers::RenderLayers";
};

/// The "target" that a `Camera` will render to. For example, this could be a `Window` swapchain or an `Image`.
pub const RenderTarget = union(enum) {
    /// Window to which the camera's view is rendered.
    window: in_bevy_window.WindowRef,
    /// Image to which the camera's view is rendered.
    image: ImageRenderTarget,
    /// Texture View to which the camera's view is rendered. Useful when the texture view needs to be created outside
    /// of Bevy, for example OpenXR.
    texture_view: ManualTextureViewHandle,
    /// The camera won't render to any color target.
    none: struct { size: in_glam.UVec2 },

    pub const zig_reflect = "bevy_camera::camera::RenderTarget";
};

/// Information about the current `RenderTarget`.
pub const RenderTargetInfo = struct {
    /// The physical size of this render target (in physical pixels, ignoring scale factor).
    physical_size: in_glam.UVec2,
    /// The scale factor of this render target.
    scale_factor: f32,

    pub const zig_reflect = "bevy_camera::camera::RenderTargetInfo";
};

/// Scaling mode for `OrthographicProjection`.
pub const ScalingMode = union(enum) {
    /// Match the viewport size.
    window_size,
    /// Manually specify the projection's size, ignoring window resizing. The image will stretch.
    fixed: struct { width: f32, height: f32 },
    /// Keeping the aspect ratio while the axes can't be smaller than given minimum.
    auto_min: struct { min_width: f32, min_height: f32 },
    /// Keeping the aspect ratio while the axes can't be bigger than given maximum.
    auto_max: struct { max_width: f32, max_height: f32 },
    /// Keep the projection's height constant; width will be adjusted to match aspect ratio.
    fixed_vertical: struct { viewport_height: f32 },
    /// Keep the projection's width constant; height will be adjusted to match aspect ratio.
    fixed_horizontal: struct { viewport_width: f32 },

    pub const zig_reflect = "bevy_camera::projection::ScalingMode";
    pub const default: ScalingMode = .window_size;
};

/// The entity that Bevy uses to resolve visibility ranges when no specific camera is applicable.
pub const ShadowLodOrigin = struct {
    pub const zig_reflect = "bevy_camera::camera::ShadowLodOrigin";
};

/// A sphere, defined by a center and a radius.
pub const Sphere = struct {
    /// The center of the sphere.
    center: in_glam.Vec3A = .{},
    /// The radius of the sphere.
    radius: f32 = 0,

    pub const zig_reflect = "bevy_camera::primitives::Sphere";
};

/// Settings to define a camera sub view.
pub const SubCameraView = struct {
    /// Size of the entire camera view
    full_size: in_glam.UVec2 = .{ .x = 1, .y = 1 },
    /// Offset of the sub camera
    offset: bevy.Vec2 = .zero,
    /// Size of the sub camera
    size: in_glam.UVec2 = .{ .x = 1, .y = 1 },

    pub const zig_reflect = "bevy_camera::camera::SubCameraView";
};

/// Algorithmically computed indication of whether an entity is visible and should be extracted for rendering.
pub const ViewVisibility = struct {
    /// Bit packed booleans to track current and previous view visibility state.
    value: u8 = 0,

    pub const zig_reflect = "bevy_camera::visibility::ViewVisibility";
};

/// Render viewport configuration for the `Camera` component.
pub const Viewport = struct {
    /// The physical position to render this viewport to within the `RenderTarget` of this `Camera`. (0,0) corresponds
    /// to the top-left corner
    physical_position: in_glam.UVec2 = .{},
    /// The physical size of the viewport rectangle to render to within the `RenderTarget` of this `Camera`. The
    /// origin of the rectangle is in the top-left corner.
    physical_size: in_glam.UVec2 = .{ .x = 1, .y = 1 },
    /// The minimum and maximum depth to render (on a scale from 0.0 to 1.0).
    depth: bevy.Range(f32) = .{ .start = 0, .end = 1 },

    pub const zig_reflect = "bevy_camera::camera::Viewport";
};

/// User indication of whether an entity is visible. Propagates down the entity hierarchy.
pub const Visibility = enum {
    /// An entity with `Visibility::Inherited` will inherit the Visibility of its `ChildOf` target.
    inherited,
    /// An entity with `Visibility::Hidden` will be unconditionally hidden.
    hidden,
    /// An entity with `Visibility::Visible` will be unconditionally visible.
    visible,

    pub const zig_reflect = "bevy_camera::visibility::Visibility";
    pub const default: Visibility = .inherited;
};

/// Specifies the range of distances that this entity must be from the camera in order to be rendered.
pub const VisibilityRange = struct {
    /// The range of distances, in world units, between which this entity will smoothly fade into view as the camera
    /// zooms out.
    start_margin: bevy.Range(f32),
    /// The range of distances, in world units, between which this entity will smoothly fade out of view as the camera
    /// zooms out.
    end_margin: bevy.Range(f32),
    /// If set to true, Bevy will use the center of the axis-aligned bounding box (`Aabb`) as the position of the mesh
    /// for the purposes of visibility range computation.
    use_aabb: bool,

    pub const zig_reflect = "bevy_camera::visibility::range::VisibilityRange";
};

/// Collection of entities visible from the current view.
pub const VisibleEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::VisibleEntities";
};

/// Collection of mesh entities visible for 3D lighting.
pub const VisibleMeshEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::VisibleMeshEntities";
};
