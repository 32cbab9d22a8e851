//! The reflected types of `bevy_ui_render`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_image = @import("image.zig");

/// Number of shadow samples. A larger value will result in higher quality shadows. Default is 4, values higher
/// than ~10 offer diminishing returns.
pub const BoxShadowSamples = struct {
    value: u32 = 4,

    pub const zig_reflect = "bevy_ui_render::BoxShadowSamples";
};

/// Configuration for the UI debug overlay
pub const GlobalUiDebugOptions = struct {
    /// Set to true to enable the UI debug overlay
    enabled: bool,
    /// Show outlines for the border boxes of UI nodes
    outline_border_box: bool,
    /// Show outlines for the padding boxes of UI nodes
    outline_padding_box: bool,
    /// Show outlines for the content boxes of UI nodes
    outline_content_box: bool,
    /// Show outlines for the scrollbar regions of UI nodes
    outline_scrollbars: bool,
    /// Width of the overlay's lines in logical pixels
    line_width: f32,
    /// Override Color for the overlay's lines
    line_color_override: ?in_bevy_color.LinearRgba,
    /// Show outlines for non-visible UI nodes
    show_hidden: bool,
    /// Show outlines for clipped sections of UI nodes
    show_clipped: bool,
    /// Draw outlines with sharp corners even if the UI nodes have border radii
    ignore_border_radius: bool,

    pub const zig_reflect = "bevy_ui_render::debug_overlay::GlobalUiDebugOptions";
};

/// The texture atlas layout, if the image has one.
pub const ImageNodeTextureAtlasLayout = struct {
    value: bevy.Handle(in_bevy_image.TextureAtlasLayout),

    pub const zig_reflect = "bevy_ui_render::image::ImageNodeTextureAtlasLayout";
};

/// Marker for controlling whether UI is rendered with or without anti-aliasing in a camera. By default, UI is
/// always anti-aliased.
pub const UiAntiAlias = enum {
    /// UI will render with anti-aliasing
    on,
    /// UI will render without anti-aliasing
    off,

    pub const zig_reflect = "bevy_ui_render::UiAntiAlias";
    pub const default: UiAntiAlias = .on;
};

/// Configuration for the UI debug overlay
pub const UiDebugOptions = struct {
    /// Set to true to enable the UI debug overlay
    enabled: bool,
    /// Show outlines for the border boxes of UI nodes
    outline_border_box: bool,
    /// Show outlines for the padding boxes of UI nodes
    outline_padding_box: bool,
    /// Show outlines for the content boxes of UI nodes
    outline_content_box: bool,
    /// Show outlines for the scrollbar regions of UI nodes
    outline_scrollbars: bool,
    /// Width of the overlay's lines in logical pixels
    line_width: f32,
    /// Override Color for the overlay's lines
    line_color_override: ?in_bevy_color.LinearRgba,
    /// Show outlines for non-visible UI nodes
    show_hidden: bool,
    /// Show outlines for clipped sections of UI nodes
    show_clipped: bool,
    /// Draw outlines with sharp corners even if the UI nodes have border radii
    ignore_border_radius: bool,

    pub const zig_reflect = "bevy_ui_render::debug_overlay::UiDebugOptions";
};
