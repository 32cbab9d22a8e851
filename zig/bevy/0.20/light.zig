//! The reflected types of `bevy_light`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_camera = @import("camera.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_ecs = @import("ecs.zig");
const in_bevy_image = @import("image.zig");
const in_glam = @import("glam.zig");

/// An ambient light, which lights the entire scene equally.
pub const AmbientLight = struct {
    /// The color of the ambient light.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// A direct scale factor multiplied with `color` before being passed to the shader.
    brightness: f32 = 80,
    /// Whether this ambient light has an effect on meshes with lightmaps.
    affects_lightmapped_meshes: bool = true,

    pub const zig_reflect = "bevy_light::ambient_light::AmbientLight";
};

/// A single cascade of a view's shadow map cascade. Several of these are used to cover most of the view to ensure
/// most geometry gets shadows, with some overlap for blending at cascade transitions. Farther away cascades are
/// larger and have a lower effective shadowmap texel per world unit resolution. All cascades have the same pixel
/// dimensions however.
pub const Cascade = struct {
    /// The transform of the light, i.e. the view to world matrix.
    world_from_cascade: in_glam.Mat4 = .{},
    /// The orthographic projection for this cascade.
    clip_from_cascade: in_glam.Mat4 = .{},
    /// The view-projection matrix for this cascade, converting world space into light clip space. Importantly, this
    /// is derived and stored separately from `view_transform` and `projection` to ensure shadow stability.
    clip_from_world: in_glam.Mat4 = .{},
    /// Size of each shadow map texel in world units.
    texel_size: f32 = 0,

    pub const zig_reflect = "bevy_light::cascade::Cascade";
};

/// Controls how cascaded shadow mapping works. Prefer using `CascadeShadowConfigBuilder` to construct an
/// instance.
pub const CascadeShadowConfig = struct {
    /// The (positive) distance to the far boundary of each cascade.
    bounds: []const f32 = &.{ 10, 24.66212, 60.82202, 149.99998 },
    /// The proportion of overlap each cascade has with the previous cascade.
    overlap_proportion: f32 = 0.2,
    /// The (positive) distance to the near boundary of the first cascade.
    minimum_distance: f32 = 0.1,

    pub const zig_reflect = "bevy_light::cascade::CascadeShadowConfig";
};

/// A `DirectionalLight`'s per-view list of `Cascade`s.
pub const Cascades = struct {
    /// Map from a view to the configuration of each of its `Cascade`s.
    cascades: in_bevy_ecs.EntityEquivalentHashMapEntityVecCascade = .{ .value = &.{} },

    pub const zig_reflect = "bevy_light::cascade::Cascades";
};

/// Configuration of the clustering strategy for clustered forward rendering
pub const ClusterConfig = union(enum) {
    /// Disable cluster calculations for this view
    none,
    /// One single cluster. Optimal for low-light complexity scenes or scenes where most lights affect the entire
    /// scene.
    single,
    /// Explicit `X`, `Y` and `Z` counts (may yield non-square `X/Y` clusters depending on the aspect ratio)
    xyz: struct { dimensions: in_glam.UVec3, z_config: ClusterZConfig, dynamic_resizing: bool },
    /// Fixed number of `Z` slices, `X` and `Y` calculated to give square clusters with at most total clusters. For
    /// top-down games where lights will generally always be within a short depth range, it may be useful to use this
    /// configuration with 1 or few `Z` slices. This would reduce the number of lights per cluster by distributing
    /// more clusters in screen space `X/Y` which matches how lights are distributed in the scene.
    fixed_z: struct { total: u32, z_slices: u32, z_config: ClusterZConfig, dynamic_resizing: bool },

    pub const zig_reflect = "bevy_light::cluster::ClusterConfig";
    pub const default: ClusterConfig = .{ .fixed_z = .{ .total = 4096, .z_slices = 24, .z_config = .{}, .dynamic_resizing = true } };
};

/// Configure the far z-plane mode used for the furthest depth slice for clustered forward rendering
pub const ClusterFarZMode = union(enum) {
    /// Calculate the required maximum z-depth based on the clusterable objects that were visible on the previous
    /// frame. Makes better use of available clusters, speeding up GPU lighting operations at the expense of using
    /// more indices in the clusterable object index lists.
    max_clusterable_object_range,
    /// Constant max z-depth
    constant: f32,

    pub const zig_reflect = "bevy_light::cluster::ClusterFarZMode";
};

/// Configure the depth-slicing strategy for clustered forward rendering
pub const ClusterZConfig = struct {
    /// Far `Z` plane of the first depth slice
    first_slice_depth: f32 = 5,
    /// Strategy for how to evaluate the far `Z` plane of the furthest depth slice
    far_z_mode: ClusterFarZMode = .max_clusterable_object_range,

    pub const zig_reflect = "bevy_light::cluster::ClusterZConfig";
};

/// An object that projects a decal onto surfaces within its bounds.
pub const ClusteredDecal = struct {
    /// The image that the clustered decal projects onto the base color of the surface material.
    base_color_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// The normal map that the clustered decal projects onto surfaces.
    normal_map_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// The metallic-roughness map that the clustered decal projects onto surfaces.
    metallic_roughness_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// The emissive map that the clustered decal projects onto surfaces.
    emissive_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// An application-specific tag you can use for any purpose you want, in conjunction with a custom shader.
    tag: u32 = 0,

    pub const zig_reflect = "bevy_light::cluster::ClusteredDecal";
};

/// A Directional light.
pub const DirectionalLight = struct {
    /// The color of the light.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Illuminance in lux (lumens per square meter), representing the amount of light projected onto surfaces by this
    /// light source. Lux is used here instead of lumens because a directional light illuminates all surfaces
    /// more-or-less the same way (depending on the angle of incidence). Lumens can only be specified for light
    /// sources which emit light from a specific area. The default is `light_consts::lux::AMBIENT_DAYLIGHT` = 10,000.
    illuminance: f32 = 10000,
    /// Whether this light casts shadows.
    shadow_maps_enabled: bool = false,
    /// Whether this light casts contact shadows.
    contact_shadows_enabled: bool = false,
    /// Whether this directional light contributes diffuse lighting to meshes with lightmaps.
    affects_lightmapped_mesh_diffuse: bool = true,
    /// A value that adjusts the tradeoff between self-shadowing artifacts and proximity of shadows to their casters.
    shadow_depth_bias: f32 = 0.02,
    /// A bias applied along the direction of the fragment's surface normal. It is scaled to the shadow map's texel
    /// size so that it is automatically adjusted to the orthographic projection.
    shadow_normal_bias: f32 = 1.8,

    pub const zig_reflect = "bevy_light::directional_light::DirectionalLight";
};

/// Controls the resolution of `DirectionalLight` and `SpotLight` shadow maps.
pub const DirectionalLightShadowMap = struct {
    /// Must be a power of two to avoid unstable cascade positioning.
    size: usize = 2048,

    pub const zig_reflect = "bevy_light::directional_light::DirectionalLightShadowMap";
};

/// Add to a `DirectionalLight` to add a light texture effect. A texture mask is applied to the light source to
/// modulate its intensity, simulating patterns like window shadows, gobo/cookie effects, or soft falloffs.
pub const DirectionalLightTexture = struct {
    /// The texture image. Only the R channel is read.
    image: bevy.Handle(in_bevy_image.Image),
    /// Whether to tile the image infinitely, or use only a single tile centered at the light's translation
    tiled: bool,

    pub const zig_reflect = "bevy_light::directional_light::DirectionalLightTexture";
};

/// A pair of cubemap textures that represent the surroundings of a specific area in space.
pub const EnvironmentMapLight = struct {
    /// The blurry image that represents diffuse radiance surrounding a region.
    diffuse_map: bevy.Handle(in_bevy_image.Image) = .none,
    /// The typically-sharper, mipmapped image that represents specular radiance surrounding a region.
    specular_map: bevy.Handle(in_bevy_image.Image) = .none,
    /// Scale factor applied to the diffuse and specular light generated by this component.
    intensity: f32 = 0,
    /// World space rotation applied to the environment light cubemaps. This is useful for users who require a
    /// different axis, such as the Z-axis, to serve as the vertical axis.
    rotation: bevy.Quat = .identity,
    /// Whether the light from this environment map contributes diffuse lighting to meshes with lightmaps.
    affects_lightmapped_mesh_diffuse: bool = true,

    pub const zig_reflect = "bevy_light::probe::EnvironmentMapLight";
};

/// A unit cube of fog at the origin. Can be positioned and scaled with a `Transform`. Only visible by cameras
/// with a `VolumetricFog` component when lit by a directional light with `VolumetricLight`.
pub const FogVolume = struct {
    /// The color of the fog.
    fog_color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The density of fog, which measures how dark the fog is.
    density_factor: f32 = 0.1,
    /// Optional 3D voxel density texture for the fog.
    density_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// Configurable offset of the density texture in UVW coordinates.
    density_texture_offset: bevy.Vec3 = .zero,
    /// The absorption coefficient, which measures what fraction of light is absorbed by the fog at each step.
    absorption: f32 = 0.3,
    /// The scattering coefficient, which measures the fraction of light that's scattered toward, and away from, the
    /// viewer.
    scattering: f32 = 0.3,
    /// Measures the fraction of light that's scattered *toward* the camera, as opposed to *away* from the camera.
    scattering_asymmetry: f32 = 0.5,
    /// Applies a nonphysical color to the light.
    light_tint: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Scales the light by a fixed fraction.
    light_intensity: f32 = 1,

    pub const zig_reflect = "bevy_light::volumetric::FogVolume";
};

/// A generated environment map that is filtered at runtime.
pub const GeneratedEnvironmentMapLight = struct {
    /// Source cubemap to be filtered on the GPU, size must be a power of two.
    environment_map: bevy.Handle(in_bevy_image.Image) = .none,
    /// Scale factor applied to the diffuse and specular light generated by this component. Expressed in cd/m²
    /// (candela per square meter).
    intensity: f32 = 0,
    /// World-space rotation applied to the cubemap.
    rotation: bevy.Quat = .identity,
    /// Whether this light contributes diffuse lighting to meshes that already have baked lightmaps.
    affects_lightmapped_mesh_diffuse: bool = true,

    pub const zig_reflect = "bevy_light::probe::GeneratedEnvironmentMapLight";
};

/// The global ambient light, which lights the entire scene equally.
pub const GlobalAmbientLight = struct {
    /// The color of the ambient light.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// A direct scale factor multiplied with `color` before being passed to the shader.
    brightness: f32 = 80,
    /// Whether this ambient light has an effect on meshes with lightmaps.
    affects_lightmapped_meshes: bool = true,

    pub const zig_reflect = "bevy_light::ambient_light::GlobalAmbientLight";
};

/// The component that defines an irradiance volume.
pub const IrradianceVolume = struct {
    /// The 3D texture that represents the ambient cubes, encoded in the format described in
    /// `bevy_pbr::light_probe::irradiance_volume`.
    voxels: bevy.Handle(in_bevy_image.Image) = .none,
    /// Scale factor applied to the diffuse and specular light generated by this component.
    intensity: f32 = 0,
    /// Whether the light from this irradiance volume has an effect on meshes with lightmaps.
    affects_lightmapped_meshes: bool = true,

    pub const zig_reflect = "bevy_light::probe::IrradianceVolume";
};

/// Configures how a color is attributed to a light gizmo.
pub const LightGizmoColor = union(enum) {
    /// User-specified color.
    manual: in_bevy_color.Color,
    /// Random color derived from the light's `Entity`.
    varied,
    /// Take the color of the represented light.
    match_light_color,
    /// Take the color provided by `LightGizmoConfigGroup` depending on the light kind.
    by_light_type,

    pub const zig_reflect = "bevy_light::gizmos::LightGizmoColor";
    pub const default: LightGizmoColor = .match_light_color;
};

/// A marker component for a light probe, which is a cuboid region that provides global illumination to all
/// fragments inside it.
pub const LightProbe = struct {
    /// The distance over which the effect of the light probe becomes weaker, on each axis.
    falloff: bevy.Vec3 = .zero,

    pub const zig_reflect = "bevy_light::probe::LightProbe";
};

/// Add this component to make a `Mesh3d` not cast shadows.
pub const NotShadowCaster = struct {
    pub const zig_reflect = "bevy_light::NotShadowCaster";
};

/// Add this component to make a `Mesh3d` not receive shadows.
pub const NotShadowReceiver = struct {
    pub const zig_reflect = "bevy_light::NotShadowReceiver";
};

/// Add this component to a reflection probe to customize *parallax correction*.
pub const ParallaxCorrection = union(enum) {
    /// No parallax correction is used.
    none,
    /// The parallax correction boundaries correspond with the boundaries of the light probe.
    auto,
    /// The parallax correction boundaries are specified manually.
    custom: bevy.Vec3,

    pub const zig_reflect = "bevy_light::probe::ParallaxCorrection";
    pub const default: ParallaxCorrection = .auto;
};

/// A light that emits light in all directions from a central point.
pub const PointLight = struct {
    /// The color of this light source.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Luminous power in lumens, representing the amount of light emitted by this source in all directions.
    intensity: f32 = 1000000,
    /// Cut-off for the light's area-of-effect. Fragments outside this range will not be affected by this light at
    /// all, so it's important to tune this together with `intensity` to prevent hard lighting cut-offs.
    range: f32 = 20,
    /// Simulates a light source coming from a spherical volume with the given radius.
    radius: f32 = 0,
    /// Whether this light casts shadows.
    shadow_maps_enabled: bool = false,
    /// Whether this light casts contact shadows.
    contact_shadows_enabled: bool = false,
    /// Whether this point light contributes diffuse lighting to meshes with lightmaps.
    affects_lightmapped_mesh_diffuse: bool = true,
    /// A bias used when sampling shadow maps to avoid "shadow-acne", or false shadow occlusions that happen as a
    /// result of shadow-map fragments not mapping 1:1 to screen-space fragments. Too high of a depth bias can lead to
    /// shadows detaching from their casters, or "peter-panning". This bias can be tuned together with
    /// `shadow_normal_bias` to correct shadow artifacts for a given scene.
    shadow_depth_bias: f32 = 0.08,
    /// A bias applied along the direction of the fragment's surface normal. It is scaled to the shadow map's texel
    /// size so that it can be small close to the camera and gets larger further away.
    shadow_normal_bias: f32 = 0.6,
    /// The distance from the light to near Z plane in the shadow map.
    shadow_map_near_z: f32 = 0.1,

    pub const zig_reflect = "bevy_light::point_light::PointLight";
};

/// Controls the resolution of `PointLight` shadow maps.
pub const PointLightShadowMap = struct {
    /// The width and height of each of the 6 faces of the cubemap.
    size: usize = 1024,

    pub const zig_reflect = "bevy_light::point_light::PointLightShadowMap";
};

/// Add to a `PointLight` to add a light texture effect. A texture mask is applied to the light source to modulate
/// its intensity, simulating patterns like window shadows, gobo/cookie effects, or soft falloffs.
pub const PointLightTexture = struct {
    /// The texture image. Only the R channel is read.
    image: bevy.Handle(in_bevy_image.Image),
    /// The cubemap layout. The image should be a packed cubemap in one of the formats described by the
    /// `CubemapLayout` enum.
    cubemap_layout: in_bevy_camera.CubemapLayout,

    pub const zig_reflect = "bevy_light::point_light::PointLightTexture";
};

/// A rectangular area light.
pub const RectLight = struct {
    /// The color of the light.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Luminous power in lumens, representing the amount of light emitted by this source in all directions.
    intensity: f32 = 1000000,
    /// Cut-off for the light's area-of-effect. Fragments outside this range will not be affected by this light at
    /// all, so it's important to tune this together with `intensity` to prevent hard lighting cut-offs.
    range: f32 = 20,
    /// Width of the light rectangle (along local X).
    width: f32 = 1,
    /// Height of the light rectangle (along local Y).
    height: f32 = 1,

    pub const zig_reflect = "bevy_light::rect_light::RectLight";
};

pub const ScatteringMedium = opaque {
    pub const zig_asset = "bevy_light::atmosphere::ScatteringMedium";
};

/// Add this component to a `Camera3d` to control how to anti-alias shadow edges.
pub const ShadowFilteringMethod = enum {
    /// Hardware 2x2.
    hardware2x2,
    /// Approximates a fixed Gaussian blur, good when TAA isn't in use.
    gaussian,
    /// A randomized filter that varies over time, good when TAA is in use.
    temporal,

    pub const zig_reflect = "bevy_light::ShadowFilteringMethod";
    pub const default: ShadowFilteringMethod = .gaussian;
};

/// Add this `Component` to an entity to draw any of its lights components (`PointLight`, `SpotLight`,
/// `DirectionalLight` and `RectLight`).
pub const ShowLightGizmo = struct {
    /// Default color strategy for this light gizmo. If `None`, use the one provided by `LightGizmoConfigGroup`.
    color: ?LightGizmoColor = null,

    pub const zig_reflect = "bevy_light::gizmos::ShowLightGizmo";
};

/// Adds a skybox to a 3D camera, based on a cubemap texture.
pub const Skybox = struct {
    /// The cubemap to use.
    image: ?bevy.Handle(in_bevy_image.Image) = null,
    /// Scale factor applied to the skybox image. After applying this multiplier to the image samples, the resulting
    /// values should be in units of cd/m^2.
    brightness: f32 = 0,
    /// View space rotation applied to the skybox cubemap. This is useful for users who require a different axis, such
    /// as the Z-axis, to serve as the vertical axis.
    rotation: bevy.Quat = .identity,

    pub const zig_reflect = "bevy_light::probe::Skybox";
};

/// A light that emits light in a given direction from a central point.
pub const SpotLight = struct {
    /// The color of the light.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Luminous power in lumens, representing the amount of light emitted by this source in all directions.
    intensity: f32 = 1000000,
    /// Range in meters that this light illuminates.
    range: f32 = 20,
    /// Simulates a light source coming from a spherical volume with the given radius.
    radius: f32 = 0,
    /// Whether this light casts shadows.
    shadow_maps_enabled: bool = false,
    /// Whether this light casts contact shadows. Cameras must also have the `ContactShadows` component.
    contact_shadows_enabled: bool = false,
    /// Whether this spot light contributes diffuse lighting to meshes with lightmaps.
    affects_lightmapped_mesh_diffuse: bool = true,
    /// A value that adjusts the tradeoff between self-shadowing artifacts and proximity of shadows to their casters.
    shadow_depth_bias: f32 = 0.02,
    /// A bias applied along the direction of the fragment's surface normal. It is scaled to the shadow map's texel
    /// size so that it can be small close to the camera and gets larger further away.
    shadow_normal_bias: f32 = 1.8,
    /// The distance from the light to the near Z plane in the shadow map.
    shadow_map_near_z: f32 = 0.1,
    /// Angle defining the distance from the spot light direction to the outer limit of the light's cone of effect.
    /// `outer_angle` must be < `PI / 2.0`.
    outer_angle: f32 = 0.7853982,
    /// Angle defining the distance from the spot light direction to the inner limit of the light's cone of effect.
    /// Light is attenuated from `inner_angle` to `outer_angle` to give a smooth falloff. `inner_angle` should be <=
    /// `outer_angle`
    inner_angle: f32 = 0,

    pub const zig_reflect = "bevy_light::spot_light::SpotLight";
};

/// Add to a `SpotLight` to add a light texture effect. A texture mask is applied to the light source to modulate
/// its intensity, simulating patterns like window shadows, gobo/cookie effects, or soft falloffs.
pub const SpotLightTexture = struct {
    /// The texture image. Only the R channel is read. Note the border of the image should be entirely black to avoid
    /// leaking light.
    image: bevy.Handle(in_bevy_image.Image),

    pub const zig_reflect = "bevy_light::spot_light::SpotLightTexture";
};

/// Add this component to make a `Mesh3d` using a PBR material with `StandardMaterial::diffuse_transmission > 0.0`
/// receive shadows on its diffuse transmission lobe. (i.e. its “backside”)
pub const TransmittedShadowReceiver = struct {
    pub const zig_reflect = "bevy_light::TransmittedShadowReceiver";
};

/// When placed on a `bevy_camera::Camera3d`, enables volumetric fog and volumetric lighting, also known as light
/// shafts or god rays.
pub const VolumetricFog = struct {
    /// Color of the ambient light.
    ambient_color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The brightness of the ambient light.
    ambient_intensity: f32 = 0.1,
    /// The maximum distance to offset the ray origin randomly by, in meters.
    jitter: f32 = 0,
    /// The number of raymarching steps to perform.
    step_count: u32 = 64,

    pub const zig_reflect = "bevy_light::volumetric::VolumetricFog";
};

/// Add this component to a `DirectionalLight` with a shadow map (`shadow_maps_enabled: true`) to make volumetric
/// fog interact with it.
pub const VolumetricLight = struct {
    pub const zig_reflect = "bevy_light::volumetric::VolumetricLight";
};
