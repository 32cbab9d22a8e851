//! The reflected types of `bevy_sprite`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_image = @import("image.zig");
const in_bevy_math = @import("math.zig");
const sugar = @import("../sugar/sprite.zig");

/// Normalized (relative to its size) offset of a 2d renderable entity from its `Transform`.
pub const Anchor = struct {
    value: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_sprite::sprite::Anchor";
    pub const center = sugar.Anchor(Anchor).center;
    pub const bottom_left = sugar.Anchor(Anchor).bottom_left;
    pub const bottom_center = sugar.Anchor(Anchor).bottom_center;
    pub const bottom_right = sugar.Anchor(Anchor).bottom_right;
    pub const center_left = sugar.Anchor(Anchor).center_left;
    pub const center_right = sugar.Anchor(Anchor).center_right;
    pub const top_left = sugar.Anchor(Anchor).top_left;
    pub const top_center = sugar.Anchor(Anchor).top_center;
    pub const top_right = sugar.Anchor(Anchor).top_right;
};

/// Defines border insets that shrink a rectangle from its minimum and maximum corners.
pub const BorderRect = struct {
    /// Inset applied to the rectangle’s minimum corner
    min_inset: bevy.Vec2 = .zero,
    /// Inset applied to the rectangle’s maximum corner
    max_inset: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_sprite::texture_slice::border_rect::BorderRect";
};

/// Defines how a texture slice scales when resized
pub const SliceScaleMode = union(enum) {
    /// The slice will be stretched to fit the area
    stretch,
    /// The slice will be tiled to fit the area
    tile: struct { stretch_value: f32 },

    pub const zig_reflect = "bevy_sprite::texture_slice::slicer::SliceScaleMode";
    pub const default: SliceScaleMode = .stretch;
};

/// Describes a sprite to be rendered to a 2D camera
pub const Sprite = struct {
    /// The image used to render the sprite
    image: bevy.Handle(in_bevy_image.Image) = .none,
    /// The (optional) texture atlas used to render the sprite
    texture_atlas: ?in_bevy_image.TextureAtlas = null,
    /// The sprite's color tint
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Flip the sprite along the `X` axis
    flip_x: bool = false,
    /// Flip the sprite along the `Y` axis
    flip_y: bool = false,
    /// An optional custom size for the sprite that will be used when rendering, instead of the size of the sprite's
    /// image
    custom_size: ?bevy.Vec2 = null,
    /// An optional rectangle representing the region of the sprite's image to render, instead of rendering the full
    /// image. This is an easy one-off alternative to using a `TextureAtlas`.
    rect: ?in_bevy_math.Rect = null,
    /// How the sprite's image will be scaled.
    image_mode: SpriteImageMode = .auto,
    /// The sprite's alpha mode, defaulting to `Blend`.
    alpha_mode: SpriteAlphaMode = .blend,

    pub const zig_reflect = "bevy_sprite::sprite::Sprite";
    pub const load = sugar.Sprite(Sprite).load;
    pub const fromImage = sugar.Sprite(Sprite).fromImage;
    pub const fromColor = sugar.Sprite(Sprite).fromColor;
    pub const sized = sugar.Sprite(Sprite).sized;
};

/// An enum describing how a sprite's alpha channel will be handled. The base color being modified is that of the
/// texture after tinting. The default is `Blend`.
pub const SpriteAlphaMode = union(enum) {
    /// Base color alpha values are overridden to be fully opaque (1.0).
    @"opaque",
    /// Reduce transparency to fully opaque or fully transparent based on a threshold.
    mask: f32,
    /// The base color alpha value defines the opacity of the color. Standard alpha-blending is used to blend the
    /// fragment's color with the color behind it.
    blend,

    pub const zig_reflect = "bevy_sprite::sprite::SpriteAlphaMode";
    pub const default: SpriteAlphaMode = .blend;
};

/// Controls how the image is altered when scaled.
pub const SpriteImageMode = union(enum) {
    /// The sprite will take on the size of the image by default, and will be stretched or shrunk if
    /// `Sprite::custom_size` is set.
    auto,
    /// The texture will be scaled to fit the rect bounds defined in `Sprite::custom_size`. Otherwise no scaling will
    /// be applied.
    scale: SpriteScalingMode,
    /// The texture will be cut in 9 slices, keeping the texture in proportions on resize
    sliced: TextureSlicer,
    /// The texture will be repeated if stretched beyond `stretched_value`
    tiled: struct { tile_x: bool, tile_y: bool, stretch_value: f32 },

    pub const zig_reflect = "bevy_sprite::sprite::SpriteImageMode";
    pub const default: SpriteImageMode = .auto;
};

/// An optional component that marks cameras that should be used in the `SpritePickingPlugin`.
pub const SpritePickingCamera = struct {
    pub const zig_reflect = "bevy_sprite::picking_backend::SpritePickingCamera";
};

/// How should the `SpritePickingPlugin` handle picking and how should it handle transparent pixels
pub const SpritePickingMode = union(enum) {
    /// Even if a sprite is picked on a transparent pixel, it should still count within the backend. Only consider the
    /// rect of a given sprite.
    bounding_box,
    /// Ignore any part of a sprite which has a lower alpha value than the threshold (inclusive) Threshold is given as
    /// an `f32` representing the alpha value in a Bevy Color Value
    alpha_threshold: f32,

    pub const zig_reflect = "bevy_sprite::picking_backend::SpritePickingMode";
};

/// Runtime settings for the `SpritePickingPlugin`.
pub const SpritePickingSettings = struct {
    /// When set to `true` sprite picking will only consider cameras marked with `SpritePickingCamera`. Defaults to
    /// `false`. Regardless of this setting, only sprites marked with `Pickable` will be considered.
    require_markers: bool = false,
    /// Should the backend count transparent pixels as part of the sprite for picking purposes or should it use the
    /// bounding box of the sprite alone.
    picking_mode: SpritePickingMode = .{ .alpha_threshold = 0.1 },

    pub const zig_reflect = "bevy_sprite::picking_backend::SpritePickingSettings";
};

/// Represents various modes for proportional scaling of a texture.
pub const SpriteScalingMode = enum {
    /// Scale the texture uniformly (maintain the texture's aspect ratio) so that both dimensions (width and height)
    /// of the texture will be equal to or larger than the corresponding dimension of the target rectangle. Fill
    /// sprite with a centered texture.
    fill_center,
    /// Scales the texture to fill the target rectangle while maintaining its aspect ratio. One dimension of the
    /// texture will match the rectangle's size, while the other dimension may exceed it. The exceeding portion is
    /// aligned to the start:
    /// * Horizontal overflow is left-aligned if the width exceeds the rectangle.
    /// * Vertical overflow is top-aligned if the height exceeds the rectangle.
    fill_start,
    /// Scales the texture to fill the target rectangle while maintaining its aspect ratio. One dimension of the
    /// texture will match the rectangle's size, while the other dimension may exceed it. The exceeding portion is
    /// aligned to the end:
    /// * Horizontal overflow is right-aligned if the width exceeds the rectangle.
    /// * Vertical overflow is bottom-aligned if the height exceeds the rectangle.
    fill_end,
    /// Scaling the texture will maintain the original aspect ratio and ensure that the original texture fits entirely
    /// inside the rect. At least one axis (x or y) will fit exactly. The result is centered inside the rect.
    fit_center,
    /// Scaling the texture will maintain the original aspect ratio and ensure that the original texture fits entirely
    /// inside rect. At least one axis (x or y) will fit exactly. Aligns the result to the left and top edges of rect.
    fit_start,
    /// Scaling the texture will maintain the original aspect ratio and ensure that the original texture fits entirely
    /// inside rect. At least one axis (x or y) will fit exactly. Aligns the result to the right and bottom edges of
    /// rect.
    fit_end,

    pub const zig_reflect = "bevy_sprite::sprite::SpriteScalingMode";
    pub const default: SpriteScalingMode = .fill_center;
};

/// The top-level 2D text component.
pub const Text2d = struct {
    text: []const u8 = "",

    pub const zig_reflect = "bevy_sprite::text2d::Text2d";
    pub const new = sugar.Text2d(Text2d).new;
};

/// Adds a shadow behind `Text2d` text
pub const Text2dShadow = struct {
    /// Shadow displacement With a value of zero the shadow will be hidden directly behind the text
    offset: bevy.Vec2 = .{ .x = 4, .y = -4 },
    /// Color of the shadow
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0 } },

    pub const zig_reflect = "bevy_sprite::text2d::Text2dShadow";
};

/// Slices a texture using the **9-slicing** technique. This allows to reuse an image at various sizes without
/// needing to prepare multiple assets. The associated texture will be split into nine portions, so that on resize
/// the different portions scale or tile in different ways to keep the texture in proportion.
pub const TextureSlicer = struct {
    /// Inset values in pixels that define the four slicing lines dividing the texture into nine sections.
    border: BorderRect,
    /// Defines how the center part of the 9 slices will scale
    center_scale_mode: SliceScaleMode,
    /// Defines how the 4 side parts of the 9 slices will scale
    sides_scale_mode: SliceScaleMode,
    /// Defines the maximum scale of the 4 corner slices (default to `1.0`)
    max_corner_scale: f32,

    pub const zig_reflect = "bevy_sprite::texture_slice::slicer::TextureSlicer";
};
