//! The reflected types of `bevy_sprite_render`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_image = @import("image.zig");
const in_bevy_math = @import("math.zig");
const in_bevy_mesh = @import("mesh.zig");
const in_bevy_sprite = @import("sprite.zig");
const in_glam = @import("glam.zig");

/// Sets how a 2d material's base color alpha channel is used for transparency. Currently, this only works with
/// `Mesh2d`. Sprites are always transparent.
pub const AlphaMode2d = union(enum) {
    /// Base color alpha values are overridden to be fully opaque (1.0).
    @"opaque",
    /// Reduce transparency to fully opaque or fully transparent based on a threshold.
    mask: f32,
    /// The base color alpha value defines the opacity of the color. Standard alpha-blending is used to blend the
    /// fragment's color with the color behind it.
    blend,

    pub const zig_reflect = "bevy_sprite_render::mesh2d::material::AlphaMode2d";
    pub const default: AlphaMode2d = .@"opaque";
};

/// A 2d material that renders 2d meshes with a texture tinted by a uniform color
pub const ColorMaterial = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    alpha_mode: AlphaMode2d = .blend,
    uv_transform: in_glam.Affine2 = .{},
    texture: ?bevy.Handle(in_bevy_image.Image) = null,

    pub const zig_reflect = "bevy_sprite_render::mesh2d::color_material::ColorMaterial";
    pub const zig_asset = "bevy_sprite_render::mesh2d::color_material::ColorMaterial";
};

pub const Mesh2dWireframe = struct {
    value: bevy.Handle(Wireframe2dMaterial) = .none,

    pub const zig_reflect = "bevy_sprite_render::mesh2d::wireframe2d::Mesh2dWireframe";
};

/// A material used for rendering a `Mesh2d`.
pub const MeshMaterial2dColorMaterial = struct {
    value: bevy.Handle(ColorMaterial) = .none,

    pub const zig_reflect = "bevy_sprite_render::mesh2d::material::MeshMaterial2d<bevy_sprite_render::mesh2d::color_material::ColorMaterial>";
};

/// A material used for rendering a `Mesh2d`.
pub const MeshMaterial2dSpriteMeshMaterial = struct {
    value: bevy.Handle(SpriteMeshMaterial) = .none,

    pub const zig_reflect = "bevy_sprite_render::mesh2d::material::MeshMaterial2d<bevy_sprite_render::sprite_mesh::sprite_mesh_material::SpriteMeshMaterial>";
};

/// A material used for rendering a `Mesh2d`.
pub const MeshMaterial2dTilemapChunkMaterial = struct {
    value: bevy.Handle(TilemapChunkMaterial) = .none,

    pub const zig_reflect = "bevy_sprite_render::mesh2d::material::MeshMaterial2d<bevy_sprite_render::tilemap_chunk::tilemap_chunk_material::TilemapChunkMaterial>";
};

/// Disables wireframe rendering for any entity it is attached to. It will ignore the `Wireframe2dConfig` global
/// setting.
pub const NoWireframe2d = struct {
    pub const zig_reflect = "bevy_sprite_render::mesh2d::wireframe2d::NoWireframe2d";
};

pub const SpriteMeshMaterial = struct {
    image: bevy.Handle(in_bevy_image.Image),
    texture_atlas: ?in_bevy_image.TextureAtlas,
    color: in_bevy_color.Color,
    flip_x: bool,
    flip_y: bool,
    custom_size: ?bevy.Vec2,
    rect: ?in_bevy_math.Rect,
    image_mode: in_bevy_sprite.SpriteImageMode,
    alpha_mode: AlphaMode2d,
    anchor: bevy.Vec2,
    texture_atlas_layout: ?in_bevy_image.TextureAtlasLayout,
    texture_atlas_index: usize,

    pub const zig_reflect = "bevy_sprite_render::sprite_mesh::sprite_mesh_material::SpriteMeshMaterial";
    pub const zig_asset = "bevy_sprite_render::sprite_mesh::sprite_mesh_material::SpriteMeshMaterial";
};

/// Data for a single tile in the tilemap chunk.
pub const TileData = struct {
    /// The index of the tile in the corresponding tileset array texture.
    tileset_index: u16 = 0,
    /// The color tint of the tile. White leaves the sampled texture color unchanged.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The visibility of the tile.
    visible: bool = true,
    /// The orientation of the tile.
    orientation: TileOrientation = .default,

    pub const zig_reflect = "bevy_sprite_render::tilemap_chunk::TileData";
};

/// The set of possible tile orientations. These represent all possible results of mirroring the tile horizontally
/// and/or vertically, and/or rotation by 90 degree increments.
pub const TileOrientation = enum {
    default,
    rotate90,
    rotate180,
    rotate270,
    mirror_h,
    mirror_h_rotate90,
    mirror_h_rotate180,
    mirror_h_rotate270,

    pub const zig_reflect = "bevy_sprite_render::tilemap_chunk::tile_orientation::TileOrientation";
};

/// A component representing a chunk of a tilemap. Each chunk is a rectangular section of tiles that is rendered
/// as a single mesh.
pub const TilemapChunk = struct {
    /// The size of the chunk in tiles.
    chunk_size: in_glam.UVec2 = .{},
    /// The size to use for each tile, not to be confused with the size of a tile in the tileset image. The size of
    /// the tile in the tileset image is determined by the tileset image's dimensions.
    tile_display_size: in_glam.UVec2 = .{},
    /// Handle to the tileset image containing all tile textures.
    tileset: bevy.Handle(in_bevy_image.Image) = .none,
    /// The alpha mode to use for the tilemap chunk.
    alpha_mode: AlphaMode2d = .@"opaque",

    pub const zig_reflect = "bevy_sprite_render::tilemap_chunk::TilemapChunk";
};

pub const TilemapChunkMaterial = opaque {
    pub const zig_asset = "bevy_sprite_render::tilemap_chunk::tilemap_chunk_material::TilemapChunkMaterial";
};

/// A resource storing the meshes for each tilemap chunk size.
pub const TilemapChunkMeshCache = struct {
    value: []const struct { key: in_glam.UVec2, value: bevy.Handle(in_bevy_mesh.Mesh) } = &.{},

    pub const zig_reflect = "bevy_sprite_render::tilemap_chunk::TilemapChunkMeshCache";
};

/// Component storing the data of tiles within a chunk. Each index corresponds to a specific tile in the tileset.
/// `None` indicates an empty tile.
pub const TilemapChunkTileData = struct {
    value: []const ?TileData = &.{},

    pub const zig_reflect = "bevy_sprite_render::tilemap_chunk::TilemapChunkTileData";
};

/// Enables wireframe rendering for any entity it is attached to. It will ignore the `Wireframe2dConfig` global
/// setting.
pub const Wireframe2d = struct {
    pub const zig_reflect = "bevy_sprite_render::mesh2d::wireframe2d::Wireframe2d";
};

/// Sets the color of the `Wireframe2d` of the entity it is attached to.
pub const Wireframe2dColor = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_sprite_render::mesh2d::wireframe2d::Wireframe2dColor";
};

pub const Wireframe2dConfig = struct {
    /// Whether to show wireframes for all meshes. Can be overridden for individual meshes by adding a `Wireframe2d`
    /// or `NoWireframe2d` component.
    global: bool = false,
    /// If `Self::global` is set, any `Entity` that does not have a `Wireframe2d` component attached to it will have
    /// wireframes using this color. Otherwise, this will be the fallback color for any entity that has a
    /// `Wireframe2d`, but no `Wireframe2dColor`.
    default_color: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_sprite_render::mesh2d::wireframe2d::Wireframe2dConfig";
};

pub const Wireframe2dMaterial = opaque {
    pub const zig_asset = "bevy_sprite_render::mesh2d::wireframe2d::Wireframe2dMaterial";
};
