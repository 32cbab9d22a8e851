//! The reflected types of `bevy_image`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_math = @import("math.zig");
const in_glam = @import("glam.zig");

/// An image, optimized for usage in rendering.
pub const Image = opaque {
    pub const zig_asset = "bevy_image::image::Image";
};

/// An index into a `TextureAtlasLayout`, which corresponds to a specific section of a texture.
pub const TextureAtlas = struct {
    /// Texture atlas layout handle
    layout: bevy.Handle(TextureAtlasLayout) = .none,
    /// Texture atlas section index
    index: usize = 0,

    pub const zig_reflect = "bevy_image::texture_atlas::TextureAtlas";
};

/// Stores a map used to lookup the position of a texture in a `TextureAtlas`. This can be used to either use and
/// look up a specific section of a texture, or animate frame-by-frame as a sprite sheet.
pub const TextureAtlasLayout = struct {
    /// Total size of texture atlas.
    size: in_glam.UVec2,
    /// The specific areas of the atlas where each texture can be found
    textures: []const in_bevy_math.URect,

    pub const zig_reflect = "bevy_image::texture_atlas::TextureAtlasLayout";
    pub const zig_asset = "bevy_image::texture_atlas::TextureAtlasLayout";
};
