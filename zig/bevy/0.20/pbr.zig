//! The reflected types of `bevy_pbr`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_image = @import("image.zig");
const in_bevy_material = @import("material.zig");
const in_bevy_math = @import("math.zig");
const in_bevy_mesh = @import("mesh.zig");
const in_glam = @import("glam.zig");

/// Add this component to a camera to enable contact shadows.
pub const ContactShadows = struct {
    /// The number of steps to be taken at regular intervals to find an initial intersection.
    linear_steps: u32 = 16,
    /// When marching the depth buffer, we only have 2.5D information and don't know how thick surfaces are. We shall
    /// assume that the depth buffer fragments are cuboids with a constant thickness defined by this parameter.
    thickness: f32 = 0.1,
    /// The length of the contact shadow ray in world space.
    length: f32 = 0.3,

    pub const zig_reflect = "bevy_pbr::contact_shadows::ContactShadows";
};

/// Default render method used for opaque materials.
pub const DefaultOpaqueRendererMethod = struct {
    value: in_bevy_material.OpaqueRendererMethod = .forward,

    pub const zig_reflect = "bevy_pbr::material::DefaultOpaqueRendererMethod";
};

/// Configures the “classic” computer graphics distance fog effect, in which objects appear progressively more
/// covered in atmospheric haze the further away they are from the camera. Affects meshes rendered via the PBR
/// `StandardMaterial`.
pub const DistanceFog = struct {
    /// The color of the fog effect.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Color used to modulate the influence of directional light colors on the fog, where the view direction aligns
    /// with each directional light direction, producing a “glow” or light dispersion effect. (e.g. around the
    /// sun)
    directional_light_color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },
    /// The exponent applied to the directional light alignment calculation. A higher value means a more concentrated
    /// “glow”.
    directional_light_exponent: f32 = 8,
    /// Determines which falloff mode to use, and its parameters.
    falloff: FogFalloff = .{ .linear = .{ .start = 0, .end = 100 } },

    pub const zig_reflect = "bevy_pbr::fog::DistanceFog";
};

pub const ExtendedMaterialStandardMaterialForwardDecalMaterialExt = opaque {
    pub const zig_asset = "bevy_pbr::extended_material::ExtendedMaterial<bevy_pbr::pbr_material::StandardMaterial, bevy_pbr::decal::forward::ForwardDecalMaterialExt>";
};

/// Allows switching between different fog falloff modes, and configuring their parameters.
pub const FogFalloff = union(enum) {
    /// A linear fog falloff that grows in intensity between `start` and `end` distances.
    linear: struct { start: f32, end: f32 },
    /// An exponential fog falloff with a given `density`.
    exponential: struct { density: f32 },
    /// A squared exponential fog falloff with a given `density`.
    exponential_squared: struct { density: f32 },
    /// A more general form of the `FogFalloff::Exponential` mode. The falloff formula is separated into two terms,
    /// `extinction` and `inscattering`, for a somewhat simplified atmospheric scattering model. Additionally,
    /// individual color channels can have their own density values, resulting in a total of six different
    /// configuration parameters.
    atmospheric: struct { extinction: bevy.Vec3, inscattering: bevy.Vec3 },

    pub const zig_reflect = "bevy_pbr::fog::FogFalloff";
};

/// A component that applies baked indirect diffuse global illumination from a lightmap.
pub const Lightmap = struct {
    /// The lightmap texture.
    image: bevy.Handle(in_bevy_image.Image) = .none,
    /// The rectangle within the lightmap texture that the UVs are relative to.
    uv_rect: in_bevy_math.Rect = .{ .max = .one },
    /// Whether bicubic sampling should be used for sampling this lightmap.
    bicubic_sampling: bool = false,

    pub const zig_reflect = "bevy_pbr::lightmap::Lightmap";
};

pub const Mesh3dWireframe = struct {
    value: bevy.Handle(WireframeMaterial) = .none,

    pub const zig_reflect = "bevy_pbr::wireframe::Mesh3dWireframe";
};

/// A material used for rendering a `Mesh3d`.
pub const MeshMaterial3dExtendedMaterialStandardMaterialForwardDecalMaterialExt = struct {
    value: bevy.Handle(ExtendedMaterialStandardMaterialForwardDecalMaterialExt) = .none,

    pub const zig_reflect = "bevy_pbr::mesh_material::MeshMaterial3d<bevy_pbr::extended_material::ExtendedMaterial<bevy_pbr::pbr_material::StandardMaterial, bevy_pbr::decal::forward::ForwardDecalMaterialExt>>";
};

/// A material used for rendering a `Mesh3d`.
pub const MeshMaterial3dStandardMaterial = struct {
    value: bevy.Handle(StandardMaterial) = .none,

    pub const zig_reflect = "bevy_pbr::mesh_material::MeshMaterial3d<bevy_pbr::pbr_material::StandardMaterial>";
};

/// Disables wireframe rendering for any entity it is attached to. It will ignore the `WireframeConfig` global
/// setting.
pub const NoWireframe = struct {
    pub const zig_reflect = "bevy_pbr::wireframe::NoWireframe";
};

/// The [parallax mapping] method to use to compute depth based on the material's `depth_map`.
pub const ParallaxMappingMethod = union(enum) {
    /// A simple linear interpolation, using a single texture sample.
    occlusion,
    /// Discovers the best depth value based on binary search.
    relief: struct { max_steps: u32 },

    pub const zig_reflect = "bevy_pbr::parallax::ParallaxMappingMethod";
    pub const default: ParallaxMappingMethod = .occlusion;
};

/// Component to apply screen space ambient occlusion to a 3d camera.
pub const ScreenSpaceAmbientOcclusion = struct {
    /// Quality of the SSAO effect.
    quality_level: ScreenSpaceAmbientOcclusionQualityLevel = .high,
    /// Maximum sample distance, in view-space units.
    radius: f32 = 0.7285,
    /// A constant estimated thickness of objects.
    constant_object_thickness: f32 = 0.25,

    pub const zig_reflect = "bevy_pbr::ssao::ScreenSpaceAmbientOcclusion";
};

pub const ScreenSpaceAmbientOcclusionQualityLevel = union(enum) {
    low,
    medium,
    high,
    ultra,
    custom: struct { slice_count: u32, samples_per_slice_side: u32 },

    pub const zig_reflect = "bevy_pbr::ssao::ScreenSpaceAmbientOcclusionQualityLevel";
    pub const default: ScreenSpaceAmbientOcclusionQualityLevel = .high;
};

/// Add this component to a camera to enable *screen-space reflections* (SSR).
pub const ScreenSpaceReflections = struct {
    /// The perceptual roughness range over which SSR begins to fade in.
    min_perceptual_roughness: bevy.Range(f32) = .{ .start = 0.08, .end = 0.12 },
    /// The perceptual roughness range over which SSR begins to fade out.
    max_perceptual_roughness: bevy.Range(f32) = .{ .start = 0.55, .end = 0.6 },
    /// When marching the depth buffer, we only have 2.5D information and don't know how thick surfaces are. We shall
    /// assume that the depth buffer fragments are cuboids with a constant thickness defined by this parameter.
    thickness: f32 = 0.25,
    /// The number of steps to be taken at regular intervals to find an initial intersection. Must not be zero.
    linear_steps: u32 = 10,
    /// Exponent to be applied in the linear part of the march.
    linear_march_exponent: f32 = 1,
    /// The range over which SSR begins to fade out at the edges of the screen, in terms of a percentage of the screen
    /// dimensions.
    edge_fadeout: bevy.Range(f32) = .{ .start = 0, .end = 0 },
    /// Number of steps in a bisection (binary search) to perform once the linear search has found an intersection.
    /// Helps narrow down the hit, increasing the chance of the secant method finding an accurate hit point.
    bisection_steps: u32 = 5,
    /// Approximate the root position using the secant method—by solving for line-line intersection between the ray
    /// approach rate and the surface gradient.
    use_secant: bool = true,

    pub const zig_reflect = "bevy_pbr::ssr::ScreenSpaceReflections";
};

/// Configures transmission behavior, offering a trade-off between performance and visual fidelity.
pub const ScreenSpaceTransmission = struct {
    /// How many individual steps should be performed in the `Transmissive3d` pass.
    steps: usize = 1,
    /// The quality of the screen space specular transmission blur effect, applied to whatever's behind transmissive
    /// objects when their `roughness` is greater than `0.0`.
    quality: ScreenSpaceTransmissionQuality = .medium,

    pub const zig_reflect = "bevy_pbr::transmission::ScreenSpaceTransmission";
};

/// The quality of the screen space transmission blur effect, applied to whatever's behind transmissive objects
/// when their `roughness` is greater than `0.0`.
pub const ScreenSpaceTransmissionQuality = enum {
    /// Best performance at the cost of quality. Suitable for lower end GPUs. (e.g. Mobile)
    low,
    /// A balanced option between quality and performance.
    medium,
    /// Better quality. Suitable for high end GPUs. (e.g. Desktop)
    high,
    /// The highest quality, suitable for non-realtime rendering. (e.g. Pre-rendered cinematics and photo mode)
    ultra,

    pub const zig_reflect = "bevy_pbr::transmission::ScreenSpaceTransmissionQuality";
    pub const default: ScreenSpaceTransmissionQuality = .medium;
};

/// A material with "standard" properties used in PBR lighting. Standard property values with pictures here:
pub const StandardMaterial = struct {
    /// The color of the surface of the material before lighting.
    base_color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The UV channel to use for the `StandardMaterial::base_color_texture`.
    base_color_channel: in_bevy_mesh.UvChannel = .uv0,
    /// The texture component of the material's color before lighting. The actual pre-lighting color is `base_color *
    /// this_texture`.
    base_color_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// Color the material "emits" to the camera.
    emissive: in_bevy_color.LinearRgba = .{ .red = 0, .green = 0, .blue = 0 },
    /// The weight in which the camera exposure influences the emissive color. A value of `0.0` means the emissive
    /// color is not affected by the camera exposure. In opposition, a value of `1.0` means the emissive color is
    /// multiplied by the camera exposure.
    emissive_exposure_weight: f32 = 0,
    /// The UV channel to use for the `StandardMaterial::emissive_texture`.
    emissive_channel: in_bevy_mesh.UvChannel = .uv0,
    /// The emissive map, multiplies pixels with `emissive` to get the final "emitting" color of a surface.
    emissive_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// Linear perceptual roughness, clamped to `[0.089, 1.0]` in the shader.
    perceptual_roughness: f32 = 0.5,
    /// How "metallic" the material appears, within `[0.0, 1.0]`.
    metallic: f32 = 0,
    /// The UV channel to use for the `StandardMaterial::metallic_roughness_texture`.
    metallic_roughness_channel: in_bevy_mesh.UvChannel = .uv0,
    /// Metallic and roughness maps, stored as a single texture.
    metallic_roughness_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// Specular intensity for non-metals on a linear scale of `[0.0, 1.0]`.
    reflectance: f32 = 0.5,
    /// A color with which to modulate the `StandardMaterial::reflectance` for non-metals.
    specular_tint: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The amount of light transmitted _diffusely_ through the material (i.e. “translucency”).
    diffuse_transmission: f32 = 0,
    /// The amount of light transmitted _specularly_ through the material (i.e. via refraction).
    specular_transmission: f32 = 0,
    /// Thickness of the volume beneath the material surface.
    thickness: f32 = 0,
    /// The index of refraction of the material.
    ior: f32 = 1.5,
    /// How far, on average, light travels through the volume beneath the material's surface before being absorbed.
    attenuation_distance: f32 = @import("std").math.inf(f32),
    /// The resulting (non-absorbed) color after white light travels through the attenuation distance.
    attenuation_color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The UV channel to use for the `StandardMaterial::normal_map_texture`.
    normal_map_channel: in_bevy_mesh.UvChannel = .uv0,
    /// Used to fake the lighting of bumps and dents on a material.
    normal_map_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// Normal map textures authored for DirectX have their y-component flipped. Set this to flip it to right-handed
    /// conventions.
    flip_normal_map_y: bool = false,
    /// The UV channel to use for the `StandardMaterial::occlusion_texture`.
    occlusion_channel: in_bevy_mesh.UvChannel = .uv0,
    /// Specifies the level of exposure to ambient light.
    occlusion_texture: ?bevy.Handle(in_bevy_image.Image) = null,
    /// An extra thin translucent layer on top of the main PBR layer. This is typically used for painted surfaces.
    clearcoat: f32 = 0,
    /// The roughness of the clearcoat material. This is specified in exactly the same way as the
    /// `StandardMaterial::perceptual_roughness`.
    clearcoat_perceptual_roughness: f32 = 0.5,
    /// Increases the roughness along a specific direction, so that the specular highlight will be stretched instead
    /// of being a circular lobe.
    anisotropy_strength: f32 = 0,
    /// The direction of increased roughness, in radians relative to the mesh tangent.
    anisotropy_rotation: f32 = 0,
    /// Support two-sided lighting by automatically flipping the normals for "back" faces within the PBR lighting
    /// shader.
    double_sided: bool = false,
    /// Whether to apply only the base color to this material.
    unlit: bool = false,
    /// Whether to enable fog for this material.
    fog_enabled: bool = true,
    /// How to apply the alpha channel of the `base_color_texture`.
    alpha_mode: in_bevy_material.AlphaMode = .@"opaque",
    /// Adjust rendered depth.
    depth_bias: f32 = 0,
    /// The depth map used for [parallax mapping].
    depth_map: ?bevy.Handle(in_bevy_image.Image) = null,
    /// How deep the offset introduced by the depth map should be.
    parallax_depth_scale: f32 = 0.1,
    /// Which parallax mapping method to use.
    parallax_mapping_method: ParallaxMappingMethod = .occlusion,
    /// In how many layers to split the depth maps for parallax mapping.
    max_parallax_layer_count: f32 = 16,
    /// The exposure (brightness) level of the lightmap, if present.
    lightmap_exposure: f32 = 1,
    /// Render method used for opaque materials. (Where `alpha_mode` is `AlphaMode::Opaque` or `AlphaMode::Mask`)
    opaque_render_method: in_bevy_material.OpaqueRendererMethod = .auto,
    /// Used for selecting the deferred lighting pass for deferred materials. Default is
    /// `DEFAULT_PBR_DEFERRED_LIGHTING_PASS_ID` for default PBR deferred lighting pass. Ignored in the case of forward
    /// materials.
    deferred_lighting_pass_id: u8 = 1,
    /// The transform applied to the UVs corresponding to `ATTRIBUTE_UV_0` on the mesh before sampling. Default is
    /// identity.
    uv_transform: in_glam.Affine2 = .{},

    pub const zig_reflect = "bevy_pbr::pbr_material::StandardMaterial";
    pub const zig_asset = "bevy_pbr::pbr_material::StandardMaterial";
};

/// Enables wireframe rendering for any entity it is attached to. It will ignore the `WireframeConfig` global
/// setting.
pub const Wireframe = struct {
    pub const zig_reflect = "bevy_pbr::wireframe::Wireframe";
};

/// Sets the color of the `Wireframe` of the entity it is attached to.
pub const WireframeColor = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_pbr::wireframe::WireframeColor";
};

pub const WireframeConfig = struct {
    /// Whether to show wireframes for all meshes. Can be overridden for individual meshes by adding a `Wireframe` or
    /// `NoWireframe` component.
    global: bool = false,
    /// If `Self::global` is set, any `Entity` that does not have a `Wireframe` component attached to it will have
    /// wireframes using this color. Otherwise, this will be the fallback color for any entity that has a `Wireframe`,
    /// but no `WireframeColor`.
    default_color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Default line width in screen-space pixels.
    default_line_width: f32 = 1,
    /// Default edge topology.
    default_topology: WireframeTopology = .triangles,
    /// Whether all wireframe pipelines render as x-ray overlays. When enabled, both sides are rendered without depth
    /// testing.
    xray_mode: bool = false,

    pub const zig_reflect = "bevy_pbr::wireframe::WireframeConfig";
};

/// Sets the line width (in screen-space pixels) of the wireframe.
pub const WireframeLineWidth = struct {
    width: f32 = 1,

    pub const zig_reflect = "bevy_pbr::wireframe::WireframeLineWidth";
};

pub const WireframeMaterial = opaque {
    pub const zig_asset = "bevy_pbr::wireframe::WireframeMaterial";
};

/// Controls whether wireframe edges follow triangle or quad topology.
pub const WireframeTopology = enum {
    triangles,
    /// Does a best-effort attempt to detect quads from a triangle mesh. No guarantee of accuracy is made, that is,
    /// there may be both false positives and false negatives in the rendered output.
    quads,

    pub const zig_reflect = "bevy_pbr::wireframe::WireframeTopology";
    pub const default: WireframeTopology = .triangles;
};

/// Controls whether wireframe edges render as an x-ray overlay.
pub const WireframeXray = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_pbr::wireframe::WireframeXray";
};
