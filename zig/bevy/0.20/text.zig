//! The reflected types of `bevy_text`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_asset = @import("asset.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_math = @import("math.zig");
const sugar = @import("../sugar/text.zig");

/// Computed information for a text block.
pub const ComputedTextBlock = struct {
    /// Entities for all text spans in the block, including the root-level text.
    entities: []const TextEntity = &.{},
    /// Flag set when any change has been made to this block that should cause it to be rerendered.
    needs_rerender: bool = true,
    uses_viewport_sizes: bool = false,
    uses_rem_sizes: bool = false,

    pub const zig_reflect = "bevy_text::text::ComputedTextBlock";
};

/// The font size, in logical pixels, used to resolve `Val::Em` values in a UI node.
pub const EmSize = struct {
    value: f32 = 20,

    pub const zig_reflect = "bevy_text::text::EmSize";
};

pub const Font = opaque {
    pub const zig_asset = "bevy_text::font::Font";
};

/// An OpenType font feature tag.
pub const FontFeatureTag = struct {
    value: [4]u8,

    pub const zig_reflect = "bevy_text::text::FontFeatureTag";
};

/// OpenType features for .otf fonts that support them.
pub const FontFeatures = struct {
    features: []const struct { FontFeatureTag, u32 },

    pub const zig_reflect = "bevy_text::text::FontFeatures";
};

/// Font hinting strategy, which controls the rasterization for fonts.
pub const FontHinting = enum {
    /// Glyphs are rasterized without hinting.
    disabled,
    /// Glyphs are rasterized with hinting.
    enabled,

    pub const zig_reflect = "bevy_text::text::FontHinting";
    pub const default: FontHinting = .disabled;
};

/// The vertical height of rasterized glyphs in the font atlas in pixels.
pub const FontSize = union(enum) {
    /// Font Size in logical pixels.
    Px: f32,
    /// Font size as a percentage of the viewport width.
    Vw: f32,
    /// Font size as a percentage of the viewport height.
    Vh: f32,
    /// Font size as a percentage of the smaller of the viewport width and height.
    VMin: f32,
    /// Font size as a percentage of the larger of the viewport width and height.
    VMax: f32,
    /// Font Size relative to the value of the `RemSize` resource.
    Rem: f32,

    pub const zig_reflect = "bevy_text::text::FontSize";
    pub const px = sugar.FontSize(FontSize).px;
    pub const vw = sugar.FontSize(FontSize).vw;
    pub const vh = sugar.FontSize(FontSize).vh;
    pub const vmin = sugar.FontSize(FontSize).vmin;
    pub const vmax = sugar.FontSize(FontSize).vmax;
    pub const rem = sugar.FontSize(FontSize).rem;
};

/// Determines which antialiasing method to use when rendering text. By default, text is rendered with grayscale
/// antialiasing, but this can be changed to achieve a pixelated look.
pub const FontSmoothing = enum {
    /// No antialiasing. Useful for when you want to render text with a pixel art aesthetic.
    none,
    /// The default grayscale antialiasing. Produces text that looks smooth, even at small font sizes and low
    /// resolutions with modern vector fonts.
    anti_aliased,

    pub const zig_reflect = "bevy_text::text::FontSmoothing";
    pub const default: FontSmoothing = .anti_aliased;
};

/// Determines how the font face for a text sections is selected.
pub const FontSource = union(enum) {
    /// Use a specific font face referenced by a `Font` asset handle.
    handle: bevy.Handle(Font),
    /// Resolve the font by family name using the font database.
    family: []const u8,
    /// Font family list in CSS format.
    families: []const u8,
    /// Resolve the font using a generic font family.
    generic: GenericFontFamily,

    pub const zig_reflect = "bevy_text::text::FontSource";
    pub const load = sugar.FontSource(FontSource).load;
};

/// The slant style of a font face: normal, italic, or oblique.
pub const FontStyle = union(enum) {
    /// A face that is neither italic nor obliqued.
    normal,
    /// A form that is generally cursive in nature.
    italic,
    /// A typically sloped version of the regular face.
    oblique: ?f32,

    pub const zig_reflect = "bevy_text::text::FontStyle";
};

/// An OpenType font variation tag.
pub const FontVariationTag = struct {
    value: [4]u8,

    pub const zig_reflect = "bevy_text::text::FontVariationTag";
};

/// OpenType font variations for variable fonts that support them.
pub const FontVariations = struct {
    variations: []const struct { FontVariationTag, f32 },

    pub const zig_reflect = "bevy_text::text::FontVariations";
};

/// How thick or bold the strokes of a font appear.
pub const FontWeight = struct {
    value: u16,

    pub const zig_reflect = "bevy_text::text::FontWeight";
};

/// The visual width of a font as a ratio of its normal width, typically 0.5 to 2.0.
/// `<https://docs.microsoft.com/en-us/typography/opentype/spec/os2#uswidthclass>`
pub const FontWidth = struct {
    value: f32,

    pub const zig_reflect = "bevy_text::text::FontWidth";
};

/// Generic font families that are resolved through Parley's font database.
pub const GenericFontFamily = enum {
    /// Fonts with serifs — small decorative strokes at the ends of letterforms.
    serif,
    /// Fonts without serifs.
    sans_serif,
    /// Fonts that use a cursive or handwritten style.
    cursive,
    /// Decorative or expressive fonts.
    fantasy,
    /// Fonts in which all glyphs have the same fixed advance width.
    monospace,
    /// The default user interface system font.
    system_ui,
    /// Alternative serif font for user interfaces.
    ui_serif,
    /// Alternative sans-serif font for user interfaces.
    ui_sans_serif,
    /// Alternative monospace font for user interfaces.
    ui_monospace,
    /// Fonts that have rounded features.
    ui_rounded,
    /// Fonts that are specifically designed to render emoji.
    emoji,
    /// This is for the particular stylistic concerns of representing mathematics: superscript and subscript, brackets
    /// that cross several lines, nesting expressions, and double struck glyphs with distinct meanings.
    math,
    /// A particular style of Chinese characters that are between serif-style Song and cursive-style Kai forms. This
    /// style is often used for government documents.
    fang_song,

    pub const zig_reflect = "bevy_text::text::GenericFontFamily";
};

/// Information about a glyph in an atlas.
pub const GlyphAtlasInfo = struct {
    /// An asset ID to the `Image` data for the texture atlas this glyph was placed in.
    texture: in_bevy_asset.AssetIdImage,
    /// Bounds of the glyph in the atlas texture
    rect: in_bevy_math.Rect,
    /// The required offset (relative positioning) when placed
    offset: bevy.Vec2,
    /// True if this glyph is stored as a tintable alpha mask
    is_alpha_mask: bool,

    pub const zig_reflect = "bevy_text::glyph::GlyphAtlasInfo";
};

/// Whether a box is in-flow (takes up space in the layout) or out-of-flow (e.g. absolutely positioned)
pub const InlineBoxKind = enum {
    /// `InFlow` boxes take up space in the layout and flow in line with text
    in_flow,
    /// `OutOfFlow` boxes are assigned a position as if they were a zero-sized inline box, but do not take up space in
    /// the layout.
    out_of_flow,

    pub const zig_reflect = "bevy_text::inline_box::InlineBoxKind";
};

/// Describes the horizontal alignment of multiple lines of text relative to each other.
pub const Justify = enum {
    /// Leftmost character is immediately to the right of the render position. Bounds start from the render position
    /// and advance rightwards.
    left,
    /// Leftmost & rightmost characters are equidistant to the render position. Bounds start from the render position
    /// and advance equally left & right.
    center,
    /// Rightmost character is immediately to the left of the render position. Bounds start from the render position
    /// and advance leftwards.
    right,
    /// Words are spaced so that leftmost & rightmost characters align with their margins. Bounds start from the
    /// render position and advance equally left & right.
    justified,
    /// `TextAlignment::Left` for LTR text and `TextAlignment::Right` for RTL text.
    start,
    /// `TextAlignment::Left` for RTL text and `TextAlignment::Right` for LTR text.
    end,

    pub const zig_reflect = "bevy_text::text::Justify";
};

/// Specifies the space between each letter of text for `Text` and `Text2d`
pub const LetterSpacing = union(enum) {
    /// Set letter spacing to a specific number of logical pixels
    px: f32,
    /// Set letter spacing to a multiple of the root font size (`RemSize`)
    rem: f32,

    pub const zig_reflect = "bevy_text::text::LetterSpacing";
    pub const default: LetterSpacing = .{ .px = 0 };
};

/// Determines how lines will be broken when preventing text from running out of bounds.
pub const LineBreak = enum {
    /// Uses the Unicode Line Breaking Algorithm. Lines will be broken up at the nearest suitable word boundary,
    /// usually a space. This behavior suits most cases, as it keeps words intact across linebreaks.
    word_boundary,
    /// Lines will be broken without discrimination on any character that would leave bounds. This is closer to the
    /// behavior one might expect from text in a terminal. However it may lead to words being broken up across
    /// linebreaks.
    any_character,
    /// Wraps at the word level, or fallback to character level if a word can’t fit on a line by itself
    word_or_character,
    /// No soft wrapping, where text is automatically broken up into separate lines when it overflows a boundary, will
    /// ever occur. Hard wrapping, where text contains an explicit linebreak such as the escape sequence `\n`, is
    /// still enabled.
    no_wrap,

    pub const zig_reflect = "bevy_text::text::LineBreak";
    pub const default: LineBreak = .word_boundary;
};

/// Specifies the height of each line of text for `Text` and `Text2d`
pub const LineHeight = union(enum) {
    /// Set line height to a specific number of pixels
    px: f32,
    /// Set line height to a multiple of the font size
    relative_to_font: f32,

    pub const zig_reflect = "bevy_text::text::LineHeight";
};

/// A glyph of a font, typically representing a single character, positioned in screen space.
pub const PositionedGlyph = struct {
    /// The position of the glyph in the text block's bounding box.
    position: bevy.Vec2,
    /// Information about the glyph's atlas.
    atlas_info: GlyphAtlasInfo,
    /// The index of the glyph in the `ComputedTextBlock`'s tracked sections.
    section_index: u32,
    /// The index of the glyph's line.
    line_index: u32,

    pub const zig_reflect = "bevy_text::glyph::PositionedGlyph";
};

/// The root font size, in logical pixels.
pub const RemSize = struct {
    value: f32,

    pub const zig_reflect = "bevy_text::text::RemSize";
};

/// Geometry of a text run used to render text decorations like background colors, strikethrough, and underline. A
/// run in `bevy_text` is a contiguous sequence of glyphs on a line that share the same text attributes like font,
/// font size, and line height.
pub const RunGeometry = struct {
    /// The index of the text entity in `ComputedTextBlock` that this run belongs to.
    section_index: u32,
    /// Bounding box around the text run.
    bounds: in_bevy_math.Rect,
    /// Y position of the strikethrough in the text layout.
    strikethrough_y: f32,
    /// Strikethrough stroke thickness.
    strikethrough_thickness: f32,
    /// Y position of the underline in the text layout.
    underline_y: f32,
    /// Underline stroke thickness.
    underline_thickness: f32,

    pub const zig_reflect = "bevy_text::pipeline::RunGeometry";
};

/// Color for the text's strikethrough. If this component is not present, its `TextColor` will be used.
pub const StrikethroughColor = struct {
    value: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_text::text::StrikethroughColor";
};

/// The background color of the text for this section.
pub const TextBackgroundColor = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0 } },

    pub const zig_reflect = "bevy_text::text::TextBackgroundColor";
};

/// The maximum width and height of text. The text will wrap according to the specified size.
pub const TextBounds = struct {
    /// The maximum width of text in logical pixels. If `None`, the width is unbounded.
    width: ?f32 = null,
    /// The maximum height of text in logical pixels. If `None`, the height is unbounded.
    height: ?f32 = null,

    pub const zig_reflect = "bevy_text::bounds::TextBounds";
};

/// The color of the text for this section.
pub const TextColor = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_text::text::TextColor";
};

/// A sub-entity of a `ComputedTextBlock`.
pub const TextEntity = struct {
    /// The entity.
    entity: bevy.Entity,
    /// Records the hierarchy depth of the entity within a `TextLayout`.
    depth: usize,
    /// Antialiasing method to use when rendering the text.
    font_smoothing: FontSmoothing,

    pub const zig_reflect = "bevy_text::text::TextEntity";
};

/// `TextFont` determines the style of a text span within a `ComputedTextBlock`, specifically the font face, the
/// font size, the line height, and the antialiasing method.
pub const TextFont = struct {
    /// Specifies the font face used for this text section.
    font: FontSource = .{ .handle = .none },
    /// The vertical height of rasterized glyphs in the font atlas in pixels.
    font_size: FontSize = .{ .Rem = 1 },
    /// How thick or bold the strokes of a font appear.
    weight: FontWeight = .{ .value = 400 },
    /// How condensed or expanded the glyphs appear horizontally.
    width: FontWidth = .{ .value = 1 },
    /// The slant style of a font face: normal, italic, or oblique.
    style: FontStyle = .normal,
    /// The antialiasing method to use when rendering text.
    font_smoothing: FontSmoothing = .anti_aliased,
    /// OpenType features for .otf fonts that support them.
    font_features: FontFeatures = .{ .features = &.{} },
    /// OpenType variations for variable fonts that support them.
    font_variations: FontVariations = .{ .variations = &.{} },

    pub const zig_reflect = "bevy_text::text::TextFont";
    pub const fromFontSize = sugar.TextFont(TextFont).fromFontSize;
};

/// Component with text format settings for a block of text.
pub const TextLayout = struct {
    /// The text's internal alignment. Should not affect its position within a container.
    justify: Justify = .left,
    /// How the text should linebreak when running out of the bounds determined by `max_size`.
    linebreak: LineBreak = .word_boundary,

    pub const zig_reflect = "bevy_text::text::TextLayout";
};

/// Render information for a corresponding text block.
pub const TextLayoutInfo = struct {
    /// The target scale factor for this text layout
    scale_factor: f32 = 1,
    /// Scaled and positioned glyphs in screenspace
    glyphs: []const PositionedGlyph = &.{},
    /// Geometry of each text run used to render text decorations like background colors, strikethrough, and
    /// underline. A run in `bevy_text` is a contiguous sequence of glyphs on a line that share the same text
    /// attributes like font, font size, and line height. A text entity that extends over multiple lines will have
    /// multiple corresponding runs.
    run_geometry: []const RunGeometry = &.{},
    /// The size of the text layout in physical pixels
    size: bevy.Vec2 = .zero,
    /// Cursor visibility, size and position for editing
    cursor: ?struct { bool, in_bevy_math.Rect } = null,
    /// Selection rects
    selection_rects: []const in_bevy_math.Rect = &.{},
    /// Underline rects for the active IME preedit/compose region. Should only have values when composition is in
    /// progress.
    preedit_underline_rects: []const in_bevy_math.Rect = &.{},
    /// inline boxes
    inline_boxes: []const struct { bevy.Entity, InlineBoxKind, in_bevy_math.Rect } = &.{},

    pub const zig_reflect = "bevy_text::pipeline::TextLayoutInfo";
};

/// A span of text in a tree of spans.
pub const TextSpan = struct {
    text: []const u8 = "",

    pub const zig_reflect = "bevy_text::text::TextSpan";
    pub const new = sugar.TextSpan(TextSpan).new;
};

/// Color for the text's underline. If this component is not present, its `TextColor` will be used.
pub const UnderlineColor = struct {
    value: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_text::text::UnderlineColor";
};
