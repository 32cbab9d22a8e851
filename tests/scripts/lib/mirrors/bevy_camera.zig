//! The reflected types of `bevy_camera`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");
const in_bevy_color = @import("bevy_color.zig");
const in_bevy_ecs = @import("bevy_ecs.zig");
const in_bevy_image = @import("bevy_image.zig");
const in_bevy_math = @import("bevy_math.zig");
const in_bevy_window = @import("bevy_window.zig");
const in_glam = @import("glam.zig");

pub const Aabb = struct {
    center: in_glam.Vec3A = .{},
    half_extents: in_glam.Vec3A = .{},

    pub const zig_reflect = "bevy_camera::primitives::Aabb";
};

pub const Camera = struct {
    viewport: ?Viewport = null,
    order: isize = 0,
    is_active: bool = true,
    computed: ComputedCameraValues = .{ .clip_from_view = .{}, .target_info = null, .old_viewport_size = null, .old_sub_camera_view = null },
    output_mode: CameraOutputMode = .{ .write = .{ .clear_color = .default } },
    msaa_writeback: MsaaWriteback = .auto,
    clear_color: ClearColorConfig = .default,
    invert_culling: bool = false,
    sub_camera_view: ?SubCameraView = null,

    pub const zig_reflect = "bevy_camera::camera::Camera";
};

pub const Camera2d = struct {
    pub const zig_reflect = "bevy_camera::components::Camera2d";
};

pub const Camera3d = struct {
    depth_load_op: Camera3dDepthLoadOp = .{ .clear = 0 },
    depth_texture_usages: Camera3dDepthTextureUsage = .{ .value = 16 },

    pub const zig_reflect = "bevy_camera::components::Camera3d";
};

pub const Camera3dDepthLoadOp = union(enum) {
    clear: f32,
    load,

    pub const zig_reflect = "bevy_camera::components::Camera3dDepthLoadOp";
    pub const default: Camera3dDepthLoadOp = .{ .clear = 0 };
};

pub const Camera3dDepthTextureUsage = struct {
    value: u32,

    pub const zig_reflect = "bevy_camera::components::Camera3dDepthTextureUsage";
};

pub const CameraOutputMode = union(enum) {
    write: struct { clear_color: ClearColorConfig },
    skip,

    pub const zig_reflect = "bevy_camera::camera::CameraOutputMode";
};

pub const CascadesFrusta = struct {
    frusta: in_bevy_ecs.EntityHashMapVecFrustum = .{ .value = &.{} },

    pub const zig_reflect = "bevy_camera::primitives::CascadesFrusta";
};

pub const CascadesVisibleEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::CascadesVisibleEntities";
};

pub const ClearColor = struct {
    color: in_bevy_color.Color = .{ .srgba = .{ .red = 0.16862746, .green = 0.17254902, .blue = 0.18431373 } },

    pub const zig_reflect = "bevy_camera::clear_color::ClearColor";
};

pub const ClearColorConfig = union(enum) {
    default,
    custom: in_bevy_color.Color,
    none,

    pub const zig_reflect = "bevy_camera::clear_color::ClearColorConfig";
};

pub const CompositingSpace = enum {
    srgb,
    linear,
    oklab,

    pub const zig_reflect = "bevy_camera::components::CompositingSpace";
    pub const default: CompositingSpace = .srgb;
};

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

pub const CubemapVisibleEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::CubemapVisibleEntities";
};

pub const CustomProjection = struct {
    pub const zig_reflect = "bevy_camera::projection::CustomProjection";
};

pub const DynamicSkinnedMeshBounds = struct {
    pub const zig_reflect = "bevy_camera::visibility::DynamicSkinnedMeshBounds";
};

pub const Frustum = struct {
    value: in_bevy_math.ViewFrustum = .{},

    pub const zig_reflect = "bevy_camera::primitives::Frustum";
};

pub const Hdr = struct {
    pub const zig_reflect = "bevy_camera::components::Hdr";
};

pub const ImageRenderTarget = struct {
    handle: bevy.Handle(in_bevy_image.Image),
    scale_factor: f32,

    pub const zig_reflect = "bevy_camera::camera::ImageRenderTarget";
};

pub const InheritedVisibility = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_camera::visibility::InheritedVisibility";
};

pub const MainPassResolutionOverride = struct {
    value: in_glam.UVec2,

    pub const zig_reflect = "bevy_camera::camera::MainPassResolutionOverride";
};

pub const ManualTextureViewHandle = struct {
    value: u32 = 0,

    pub const zig_reflect = "bevy_camera::camera::ManualTextureViewHandle";
};

pub const MsaaWriteback = enum {
    off,
    auto,
    always,

    pub const zig_reflect = "bevy_camera::clear_color::MsaaWriteback";
    pub const default: MsaaWriteback = .auto;
};

pub const NoFrustumCulling = struct {
    pub const zig_reflect = "bevy_camera::visibility::NoFrustumCulling";
};

pub const OrthographicProjection = struct {
    near: f32,
    far: f32,
    viewport_origin: bevy.Vec2,
    scaling_mode: ScalingMode,
    scale: f32,
    area: in_bevy_math.Rect,

    pub const zig_reflect = "bevy_camera::projection::OrthographicProjection";
};

pub const PerspectiveProjection = struct {
    fov: f32 = 0.7853982,
    aspect_ratio: f32 = 1,
    near: f32 = 0.1,
    far: f32 = 1000,
    near_clip_plane: in_glam.Vec4 = .{ .z = -1, .w = -0.1 },

    pub const zig_reflect = "bevy_camera::projection::PerspectiveProjection";
};

pub const Projection = union(enum) {
    perspective: PerspectiveProjection,
    orthographic: OrthographicProjection,
    custom: CustomProjection,

    pub const zig_reflect = "bevy_camera::projection::Projection";
    pub const default: Projection = .{ .perspective = .{} };
};

pub const RenderLayers = struct {
    value: []const u64 = &.{1},

    pub const zig_reflect = "bevy_camera::visibility::render_layers::RenderLayers";
};

pub const RenderTarget = union(enum) {
    window: in_bevy_window.WindowRef,
    image: ImageRenderTarget,
    texture_view: ManualTextureViewHandle,
    none: struct { size: in_glam.UVec2 },

    pub const zig_reflect = "bevy_camera::camera::RenderTarget";
};

pub const RenderTargetInfo = struct {
    physical_size: in_glam.UVec2,
    scale_factor: f32,

    pub const zig_reflect = "bevy_camera::camera::RenderTargetInfo";
};

pub const ScalingMode = union(enum) {
    window_size,
    fixed: struct { width: f32, height: f32 },
    auto_min: struct { min_width: f32, min_height: f32 },
    auto_max: struct { max_width: f32, max_height: f32 },
    fixed_vertical: struct { viewport_height: f32 },
    fixed_horizontal: struct { viewport_width: f32 },

    pub const zig_reflect = "bevy_camera::projection::ScalingMode";
    pub const default: ScalingMode = .window_size;
};

pub const ShadowLodOrigin = struct {
    pub const zig_reflect = "bevy_camera::camera::ShadowLodOrigin";
};

pub const Sphere = struct {
    center: in_glam.Vec3A = .{},
    radius: f32 = 0,

    pub const zig_reflect = "bevy_camera::primitives::Sphere";
};

pub const SubCameraView = struct {
    full_size: in_glam.UVec2 = .{ .x = 1, .y = 1 },
    offset: bevy.Vec2 = .zero,
    size: in_glam.UVec2 = .{ .x = 1, .y = 1 },

    pub const zig_reflect = "bevy_camera::camera::SubCameraView";
};

pub const ViewVisibility = struct {
    value: u8 = 0,

    pub const zig_reflect = "bevy_camera::visibility::ViewVisibility";
};

pub const Viewport = struct {
    physical_position: in_glam.UVec2 = .{},
    physical_size: in_glam.UVec2 = .{ .x = 1, .y = 1 },
    depth: bevy.Range(f32) = .{ .start = 0, .end = 1 },

    pub const zig_reflect = "bevy_camera::camera::Viewport";
};

pub const Visibility = enum {
    inherited,
    hidden,
    visible,

    pub const zig_reflect = "bevy_camera::visibility::Visibility";
    pub const default: Visibility = .inherited;
};

pub const VisibilityRange = struct {
    start_margin: bevy.Range(f32),
    end_margin: bevy.Range(f32),
    use_aabb: bool,

    pub const zig_reflect = "bevy_camera::visibility::range::VisibilityRange";
};

pub const VisibleEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::VisibleEntities";
};

pub const VisibleMeshEntities = struct {
    pub const zig_reflect = "bevy_camera::visibility::VisibleMeshEntities";
};
