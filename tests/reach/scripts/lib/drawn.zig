//! Mirrors of what Bevy draws, as far as the tests of assets need them.
const bevy = @import("bevy");

pub const Color = union(enum) {
    srgba: struct { red: f32 = 1, green: f32 = 1, blue: f32 = 1, alpha: f32 = 1 },
    linear_rgba: struct { red: f32 = 1, green: f32 = 1, blue: f32 = 1, alpha: f32 = 1 },

    pub const zig_reflect = "bevy_color::color::Color";
};

pub const Image = opaque {
    pub const zig_asset = "bevy_image::image::Image";
};

pub const Mesh = opaque {
    pub const zig_asset = "bevy_mesh::mesh::Mesh";
};

pub const WorldAsset = opaque {
    pub const zig_asset = "bevy_world_serialization::world_asset::WorldAsset";
};

pub const StandardMaterial = struct {
    base_color: Color = .{ .srgba = .{} },
    base_color_texture: ?bevy.Handle(Image) = null,
    metallic: f32 = 0,
    perceptual_roughness: f32 = 0.5,

    pub const zig_reflect = "bevy_pbr::pbr_material::StandardMaterial";
    pub const zig_asset = zig_reflect;
};

pub const Mesh3d = struct {
    mesh: bevy.Handle(Mesh) = .none,

    pub const zig_reflect = "bevy_mesh::components::Mesh3d";
};

pub const MeshMaterial3d = struct {
    material: bevy.Handle(StandardMaterial) = .none,

    pub const zig_reflect = "bevy_pbr::mesh_material::MeshMaterial3d<bevy_pbr::pbr_material::StandardMaterial>";
};

pub const WorldAssetRoot = struct {
    world: bevy.Handle(WorldAsset) = .none,

    pub const zig_reflect = "bevy_world_serialization::components::WorldAssetRoot";
};

pub const UVec2 = struct { x: u32 = 0, y: u32 = 0 };

pub const URect = struct { min: UVec2 = .{}, max: UVec2 = .{} };

pub const TextureAtlasLayout = struct {
    size: UVec2 = .{},
    textures: []const URect = &.{},

    pub const zig_reflect = "bevy_image::texture_atlas::TextureAtlasLayout";
    pub const zig_asset = zig_reflect;
};

pub const TextureAtlas = struct {
    layout: bevy.Handle(TextureAtlasLayout) = .none,
    index: usize = 0,

    pub const zig_reflect = "bevy_image::texture_atlas::TextureAtlas";
};

pub const Sprite = struct {
    image: bevy.Handle(Image) = .none,
    texture_atlas: ?TextureAtlas = null,
    color: Color = .{ .srgba = .{} },

    pub const zig_reflect = "bevy_sprite::sprite::Sprite";
};
