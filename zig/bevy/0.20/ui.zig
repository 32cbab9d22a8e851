//! The reflected types of `bevy_ui`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_image = @import("image.zig");
const in_bevy_math = @import("math.zig");
const in_bevy_sprite = @import("sprite.zig");
const in_bevy_text = @import("text.zig");
const in_glam = @import("glam.zig");
const sugar = @import("../sugar/ui.zig");

/// A component which permits the a11y label to be specified independently from other a11y attributes.
pub const AccessibleLabel = struct {
    value: []const u8 = "",

    pub const zig_reflect = "bevy_ui::accessibility::AccessibleLabel";
};

/// Used to control how items are distributed.
/// - For Flexbox containers, controls alignment of lines if `flex_wrap` is set to `FlexWrap::Wrap` and there are
/// multiple lines of items.
/// - For CSS Grid containers, controls alignment of grid rows.
pub const AlignContent = enum {
    /// The items are packed in their default position as if no alignment was applied.
    default,
    /// The items are packed towards the start of the axis.
    start,
    /// Like `Start` but safe `safe`
    start_safe,
    /// The items are packed towards the end of the axis.
    end,
    /// Like `End` but safe `safe`
    end_safe,
    /// The items are packed towards the start of the axis, unless the flex direction is reversed; then the items are
    /// packed towards the end of the axis.
    flex_start,
    /// Like `FlexStart` but safe `safe`
    flex_start_safe,
    /// The items are packed towards the end of the axis, unless the flex direction is reversed; then the items are
    /// packed towards the start of the axis.
    flex_end,
    /// Like `FlexEnd` but safe `safe`
    flex_end_safe,
    /// The items are packed along the center of the axis.
    center,
    /// Like `Center` but safe `safe`
    center_safe,
    /// The items are stretched to fill the container along the axis.
    stretch,
    /// The items are distributed such that the gap between any two items is equal.
    space_between,
    /// The items are distributed such that the gap between and around any two items is equal.
    space_evenly,
    /// The items are distributed such that the gap between and around any two items is equal, with half-size gaps on
    /// either end.
    space_around,

    pub const zig_reflect = "bevy_ui::ui_node::AlignContent";
};

/// Used to control how each individual item is aligned by default within the space they're given.
/// - For Flexbox containers, sets default cross axis alignment of the child items.
/// - For CSS Grid containers, controls block (vertical) axis alignment of children of this grid container within
/// their grid areas.
pub const AlignItems = enum {
    /// The items are packed in their default position as if no alignment was applied.
    default,
    /// The items are packed towards the start of the axis.
    start,
    /// Like `Start` but safe `safe`
    start_safe,
    /// The items are packed towards the end of the axis.
    end,
    /// Like `End` but safe `safe`
    end_safe,
    /// The items are packed towards the start of the axis, unless the flex direction is reversed; then they are
    /// packed towards the end of the axis.
    flex_start,
    /// Like `FlexStart` but safe `safe`
    flex_start_safe,
    /// The items are packed towards the end of the axis, unless the flex direction is reversed; then they are packed
    /// towards the start of the axis.
    flex_end,
    /// Like `FlexEnd` but safe `safe`
    flex_end_safe,
    /// The items are packed along the center of the axis.
    center,
    /// Like `Center` but safe `safe`
    center_safe,
    /// The items are packed such that their baselines align.
    baseline,
    /// The items are stretched to fill the space they're given.
    stretch,

    pub const zig_reflect = "bevy_ui::ui_node::AlignItems";
};

/// Used to control how the specified item is aligned within the space it's given.
/// - For Flexbox items, controls cross axis alignment of the item.
/// - For CSS Grid items, controls block (vertical) axis alignment of a grid item within its grid area.
pub const AlignSelf = enum {
    /// Use the parent node's `AlignItems` value to determine how this item should be aligned.
    auto,
    /// This item will be aligned with the start of the axis.
    start,
    /// Like `Start` but safe `safe`
    start_safe,
    /// This item will be aligned with the end of the axis.
    end,
    /// Like `End` but safe `safe`
    end_safe,
    /// This item will be aligned with the start of the axis, unless the flex direction is reversed; then it will be
    /// aligned with the end of the axis.
    flex_start,
    /// Like `FlexStart` but safe `safe`
    flex_start_safe,
    /// This item will be aligned with the end of the axis, unless the flex direction is reversed; then it will be
    /// aligned with the start of the axis.
    flex_end,
    /// Like `FlexEnd` but safe `safe`
    flex_end_safe,
    /// This item will be aligned along the center of the axis.
    center,
    /// Like `Center` but safe `safe`
    center_safe,
    /// This item will be aligned at the baseline.
    baseline,
    /// This item will be stretched to fill the container.
    stretch,

    pub const zig_reflect = "bevy_ui::ui_node::AlignSelf";
    pub const default: AlignSelf = .auto;
};

/// An angular color stop for a conic gradient
pub const AngularColorStop = struct {
    /// Color of the stop
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// The angle of the stop. Angles are relative to the start of the gradient and not other stops. If set to `None`
    /// the angle of the stop will be interpolated between the explicit stops or 0 and 2 PI degrees if there no
    /// explicit stops. Given angles are clamped to between `0.`, and `TAU`. This means that a list of stops:
    angle: ?f32 = null,
    /// Normalized angle between this and the following stop of the interpolation midpoint.
    hint: f32 = 0.5,

    pub const zig_reflect = "bevy_ui::gradients::AngularColorStop";
};

/// Marker component to enable automatic directional navigation to and from the entity.
pub const AutoDirectionalNavigation = struct {
    /// Whether to also consider `TabIndex` for navigation order hints. Currently unused but reserved for future
    /// functionality.
    respect_tab_order: bool = false,

    pub const zig_reflect = "bevy_ui::auto_directional_navigation::AutoDirectionalNavigation";
};

/// The background color of the node
pub const BackgroundColor = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },

    pub const zig_reflect = "bevy_ui::ui_node::BackgroundColor";
};

/// A UI node that displays a gradient
pub const BackgroundGradient = struct {
    value: []const Gradient = &.{},

    pub const zig_reflect = "bevy_ui::gradients::BackgroundGradient";
};

/// The border color of the UI node.
pub const BorderColor = struct {
    top: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },
    right: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },
    bottom: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },
    left: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },

    pub const zig_reflect = "bevy_ui::ui_node::BorderColor";
    pub const all = sugar.BorderColor(BorderColor).all;
};

/// A UI node border that displays a gradient
pub const BorderGradient = struct {
    value: []const Gradient = &.{},

    pub const zig_reflect = "bevy_ui::gradients::BorderGradient";
};

/// Used to add rounded corners to a UI node. You can set a UI node to have uniformly rounded corners, elliptical
/// corners, or specify a different radius for each corner. If a given radius exceeds half the length of the
/// node's height or width, the radius will be calculated as half the height or width.
pub const BorderRadius = struct {
    /// Border radius of the top left corner
    top_left: CornerRadius = .{ .x = .{ .Px = 0 }, .y = .{ .Px = 0 } },
    /// Border radius of the top right corner
    top_right: CornerRadius = .{ .x = .{ .Px = 0 }, .y = .{ .Px = 0 } },
    /// Border radius of the bottom right corner
    bottom_right: CornerRadius = .{ .x = .{ .Px = 0 }, .y = .{ .Px = 0 } },
    /// Border radius of the bottom left corner
    bottom_left: CornerRadius = .{ .x = .{ .Px = 0 }, .y = .{ .Px = 0 } },

    pub const zig_reflect = "bevy_ui::ui_node::BorderRadius";
    pub const all = sugar.BorderRadius(BorderRadius).all;
    pub const px = sugar.BorderRadius(BorderRadius).px;
    pub const percent = sugar.BorderRadius(BorderRadius).percent;
    pub const zero = sugar.BorderRadius(BorderRadius).zero;
    pub const max = sugar.BorderRadius(BorderRadius).max;
};

/// List of shadows to draw for a `Node`.
pub const BoxShadow = struct {
    value: []const ShadowStyle = &.{},

    pub const zig_reflect = "bevy_ui::ui_node::BoxShadow";
};

/// Which part of a Node's box length styles like width and height control
pub const BoxSizing = enum {
    /// Length styles like width and height refer to the "border box" size (size including padding and border)
    border_box,
    /// Length styles like width and height refer to the "content box" size (size excluding padding and border)
    content_box,

    pub const zig_reflect = "bevy_ui::ui_node::BoxSizing";
    pub const default: BoxSizing = .border_box;
};

/// The calculated clipping inherited by the node.
pub const CalculatedClip = union(enum) {
    /// Clip rects inherited from ancestors.
    rects: []const CalculatedClipRect,
    /// The node and descendants are fully clipped.
    fully_clipped,

    pub const zig_reflect = "bevy_ui::ui_node::CalculatedClip";
    pub const default: CalculatedClip = .{ .rects = &.{} };
};

/// A single local-space clipping rect.
pub const CalculatedClipRect = struct {
    /// The clip rect in the clipping node's local space.
    rect: in_bevy_math.Rect = .{},
    /// Transform from world space into the clipping node's local space.
    world_to_clip_local: in_glam.Affine2 = .{},

    pub const zig_reflect = "bevy_ui::ui_node::CalculatedClipRect";
};

/// Component that indicates that a widget can be checked.
pub const Checkable = struct {
    pub const zig_reflect = "bevy_ui::interaction_states::Checkable";
};

/// Component that indicates whether a checkbox or radio button is in a checked state.
pub const Checked = struct {
    pub const zig_reflect = "bevy_ui::interaction_states::Checked";
};

/// A color stop for a gradient
pub const ColorStop = struct {
    /// Color
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Logical position along the gradient line. Stop positions are relative to the start of the gradient and not
    /// other stops.
    point: Val = .Auto,
    /// Normalized position between this and the following stop of the interpolation midpoint.
    hint: f32 = 0.5,

    pub const zig_reflect = "bevy_ui::gradients::ColorStop";
};

/// Provides the computed size and layout properties of a UI `Node`.
pub const ComputedNode = struct {
    /// The size of the node as width and height in physical pixels.
    size: bevy.Vec2 = .zero,
    /// Size of this node's content in physical pixels.
    content_size: bevy.Vec2 = .zero,
    /// Space allocated for scrollbars.
    scrollbar_size: bevy.Vec2 = .zero,
    /// Resolved offset of scrolled content
    scroll_position: bevy.Vec2 = .zero,
    /// The width of this node's outline in physical pixels. If this value is negative or zero then no outline will be
    /// rendered.
    outline_width: f32 = 0,
    /// The amount of space between the outline and the edge of the node.
    outline_offset: f32 = 0,
    /// The unrounded size of the node as width and height in physical pixels.
    unrounded_size: bevy.Vec2 = .zero,
    /// Resolved border values in physical pixels.
    border: in_bevy_sprite.BorderRect = .{},
    /// Resolved border radius values in physical pixels.
    border_radius: ResolvedBorderRadius = .{},
    /// Resolved padding values in physical pixels.
    padding: in_bevy_sprite.BorderRect = .{},
    /// Inverse scale factor for this Node. Multiply physical coordinates by the inverse scale factor to give logical
    /// coordinates.
    inverse_scale_factor: f32 = 1,
    /// The font size used to resolve this node's `Val::Em` lengths, in logical pixels.
    em_size: in_bevy_text.EmSize = .{},
    /// The root font size used to resolve this node's `Val::Rem` lengths, in logical pixels.
    rem_size: in_bevy_text.RemSize = .{ .value = 20 },

    pub const zig_reflect = "bevy_ui::ui_node::ComputedNode";
};

/// The order of the node in the UI layout. Nodes with a higher stack index are drawn on top of and receive
/// interactions before nodes with lower stack indices.
pub const ComputedStackIndex = struct {
    value: u32 = 0,

    pub const zig_reflect = "bevy_ui::stack::ComputedStackIndex";
};

/// Derived information about the render target for this UI node.
pub const ComputedUiRenderTargetInfo = struct {
    /// The scale factor of the target camera's render target.
    scale_factor: f32 = 1,
    /// The size of the target camera's viewport in physical pixels.
    physical_size: in_glam.UVec2 = .{},

    pub const zig_reflect = "bevy_ui::ui_node::ComputedUiRenderTargetInfo";
};

/// Derived information about the camera target for this UI node.
pub const ComputedUiTargetCamera = struct {
    camera: ?bevy.Entity = null,

    pub const zig_reflect = "bevy_ui::ui_node::ComputedUiTargetCamera";
};

/// A conic gradient
pub const ConicGradient = struct {
    /// The color space used for interpolation.
    color_space: InterpolationColorSpace,
    /// The starting angle of the gradient in radians
    start: f32,
    /// The center of the conic gradient
    position: UiPosition,
    /// The list of color stops
    stops: []const AngularColorStop,

    pub const zig_reflect = "bevy_ui::gradients::ConicGradient";
};

/// A node with a `ContentSize` component is a node where its size is based on its content.
pub const ContentSize = struct {
    pub const zig_reflect = "bevy_ui::measurement::ContentSize";
};

/// The horizontal and vertical radii of a rounded corner's elliptical arc. If one field is auto, the resolved
/// radius will be circular and clamped to half the length of the node's shortest side. If either field is zero,
/// or both are auto, the node will have square corners.
pub const CornerRadius = struct {
    /// Responsive horizontal radius.
    x: Val = .Auto,
    /// Responsive vertical radius.
    y: Val = .Auto,

    pub const zig_reflect = "bevy_ui::geometry::CornerRadius";
};

/// Marker struct for buttons
pub const DeprecatedButton = struct {
    pub const zig_reflect = "bevy_ui::widget::button::DeprecatedButton";
};

/// Describes what type of input interaction has occurred for a UI node.
pub const DeprecatedInteraction = enum {
    /// The node has been pressed.
    pressed,
    /// The node has been hovered over
    hovered,
    /// Nothing has happened
    none,

    pub const zig_reflect = "bevy_ui::focus::DeprecatedInteraction";
    pub const default: DeprecatedInteraction = .none;
};

/// Defines the layout model used by this node.
pub const Display = enum {
    /// Use Flexbox layout model to determine the position of this `Node`'s children.
    flex,
    /// Use CSS Grid layout model to determine the position of this `Node`'s children.
    grid,
    /// Use CSS Block layout model to determine the position of this `Node`'s children.
    block,
    /// Use no layout, don't render this node and its children.
    none,

    pub const zig_reflect = "bevy_ui::ui_node::Display";
    pub const default: Display = .flex;
};

/// A UI entity with a `FixedNode` component is treated as a root node, even when it has a UI node parent. A
/// `FixedNode` UI entity is positioned relative to the target camera's viewport rather that its parent element.
pub const FixedNode = struct {
    pub const zig_reflect = "bevy_ui::ui_node::FixedNode";
};

/// Defines how flexbox items are ordered within a flexbox
pub const FlexDirection = enum {
    /// Same way as text direction along the main axis.
    row,
    /// Flex from top to bottom.
    column,
    /// Opposite way as text direction along the main axis.
    row_reverse,
    /// Flex from bottom to top.
    column_reverse,

    pub const zig_reflect = "bevy_ui::ui_node::FlexDirection";
    pub const default: FlexDirection = .row;
};

/// Defines if flexbox items appear on a single line or on multiple lines
pub const FlexWrap = enum {
    /// Single line, will overflow if needed.
    no_wrap,
    /// Multiple lines, if needed.
    wrap,
    /// Same as `FlexWrap::Wrap` but new lines will appear before the previous one.
    wrap_reverse,

    pub const zig_reflect = "bevy_ui::ui_node::FlexWrap";
    pub const default: FlexWrap = .no_wrap;
};

/// Describes whether the node should block interactions with lower nodes
pub const FocusPolicy = enum {
    /// Blocks interaction
    block,
    /// Lets interaction pass through
    pass,

    pub const zig_reflect = "bevy_ui::focus::FocusPolicy";
    pub const default: FocusPolicy = .pass;
};

/// `GlobalZIndex` allows a `Node` entity anywhere in the UI hierarchy to escape the implicit draw ordering of the
/// UI's layout tree and be rendered above or below other UI nodes. Root UI nodes without a `GlobalZIndex`
/// component receive an implicit global z-index of `0`. Nodes with a `GlobalZIndex` of greater than 0 will be
/// drawn on top of nodes without a `GlobalZIndex` or nodes with a lower `GlobalZIndex`. Nodes with a
/// `GlobalZIndex` of less than 0 will be drawn below nodes without a `GlobalZIndex` or nodes with a greater
/// `GlobalZIndex`. The order of nodes with the same `GlobalZIndex` is stable between frames.
pub const GlobalZIndex = struct {
    value: i32 = 0,

    pub const zig_reflect = "bevy_ui::ui_node::GlobalZIndex";
};

pub const Gradient = union(enum) {
    /// A linear gradient
    linear: LinearGradient,
    /// A radial gradient
    radial: RadialGradient,
    /// A conic gradient
    conic: ConicGradient,

    pub const zig_reflect = "bevy_ui::gradients::Gradient";
};

/// Controls whether grid items are placed row-wise or column-wise as well as whether the sparse or dense packing
/// algorithm is used.
pub const GridAutoFlow = enum {
    /// Items are placed by filling each row in turn, adding new rows as necessary.
    row,
    /// Items are placed by filling each column in turn, adding new columns as necessary.
    column,
    /// Combines `Row` with the dense packing algorithm.
    row_dense,
    /// Combines `Column` with the dense packing algorithm.
    column_dense,

    pub const zig_reflect = "bevy_ui::ui_node::GridAutoFlow";
    pub const default: GridAutoFlow = .row;
};

/// Represents the position of a grid item in a single axis.
pub const GridPlacement = struct {
    /// The grid line at which the item should start. Lines are 1-indexed. Negative indexes count backwards from the
    /// end of the grid. Zero is not a valid index.
    start: ?i16 = null,
    /// How many grid tracks the item should span. Defaults to 1.
    span: ?u16 = 1,
    /// The grid line at which the item should end. Lines are 1-indexed. Negative indexes count backwards from the end
    /// of the grid. Zero is not a valid index.
    end: ?i16 = null,

    pub const zig_reflect = "bevy_ui::ui_node::GridPlacement";
};

/// A `GridTrack` is a Row or Column of a CSS Grid. This struct specifies what size the track should be. See below
/// for the different "track sizing functions" you can specify.
pub const GridTrack = struct {
    min_sizing_function: MinTrackSizingFunction = .auto,
    max_sizing_function: MaxTrackSizingFunction = .auto,

    pub const zig_reflect = "bevy_ui::ui_node::GridTrack";
    pub const px = sugar.GridTrack(GridTrack).px;
    pub const percent = sugar.GridTrack(GridTrack).percent;
    pub const fr = sugar.GridTrack(GridTrack).fr;
    pub const flex = sugar.GridTrack(GridTrack).flex;
    pub const minmax = sugar.GridTrack(GridTrack).minmax;
    pub const auto = sugar.GridTrack(GridTrack).auto;
    pub const min_content = sugar.GridTrack(GridTrack).min_content;
    pub const max_content = sugar.GridTrack(GridTrack).max_content;
};

/// How many times to repeat a repeated grid track
pub const GridTrackRepetition = union(enum) {
    /// Repeat the track fixed number of times
    count: u16,
    /// Repeat the track to fill available space
    auto_fill,
    /// Repeat the track to fill available space but collapse any tracks that do not end up with an item placed in
    /// them.
    auto_fit,

    pub const zig_reflect = "bevy_ui::ui_node::GridTrackRepetition";
    pub const default: GridTrackRepetition = .{ .count = 1 };
};

/// Controls whether a UI element ignores its parent's `ScrollPosition` along specific axes.
pub const IgnoreScroll = struct {
    value: in_glam.BVec2 = .{},

    pub const zig_reflect = "bevy_ui::ui_node::IgnoreScroll";
};

/// A UI Node that renders an image.
pub const ImageNode = struct {
    /// The tint color used to draw the image.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Handle to the texture.
    image: bevy.Handle(in_bevy_image.Image) = .{ .uuid = 0xd18ad97ea3224981950544c59a4b5e46 },
    /// The (optional) texture atlas used to render the image.
    texture_atlas: ?in_bevy_image.TextureAtlas = null,
    /// Whether the image should be flipped along its x-axis.
    flip_x: bool = false,
    /// Whether the image should be flipped along its y-axis.
    flip_y: bool = false,
    /// An optional rectangle representing the region of the image to render, instead of rendering the full image.
    /// This is an easy one-off alternative to using a `TextureAtlas`.
    rect: ?in_bevy_math.Rect = null,
    /// Controls how the image is altered to fit within the layout and how the layout algorithm determines the space
    /// to allocate for the image.
    image_mode: NodeImageMode = .auto,
    /// Which region of the UI node the image should be drawn within.
    visual_box: VisualBox = .content_box,

    pub const zig_reflect = "bevy_ui::widget::image::ImageNode";
    pub const load = sugar.ImageNode(ImageNode).load;
    pub const new = sugar.ImageNode(ImageNode).new;
    pub const solidColor = sugar.ImageNode(ImageNode).solidColor;
};

/// The size of the image's texture
pub const ImageNodeSize = struct {
    /// The size of the image's texture
    size: in_glam.UVec2 = .{},

    pub const zig_reflect = "bevy_ui::widget::image::ImageNodeSize";
};

/// Sets the inline axis direction (LTR or RTL) used for layout.
pub const InlineDirection = enum {
    /// Left-to-right
    ltr,
    /// Right-to-left
    rtl,

    pub const zig_reflect = "bevy_ui::ui_node::InlineDirection";
    pub const default: InlineDirection = .ltr;
};

/// An inline image
pub const InlineImage = struct {
    /// The tint color used to draw the image.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },
    /// Handle to the texture.
    image: bevy.Handle(in_bevy_image.Image) = .{ .uuid = 0xd18ad97ea3224981950544c59a4b5e46 },
    /// Set a fixed width in logical pixels for the image's inline box target.
    width: ?f32 = null,
    /// Set a fixed height in logical pixels for the image's inline box target.
    height: ?f32 = null,
    /// Flip the image on the x-axis.
    flip_x: bool = false,
    /// Flip the image on the y-axis.
    flip_y: bool = false,

    pub const zig_reflect = "bevy_ui::widget::inline_image::InlineImage";
};

/// A component indicating that a widget is disabled and should be "grayed out". This is used to prevent user
/// interaction with the widget. It should not, however, prevent the widget from being updated or rendered, or
/// from acquiring keyboard focus.
pub const InteractionDisabled = struct {
    pub const zig_reflect = "bevy_ui::interaction_states::InteractionDisabled";
};

/// The color space used for interpolation.
pub const InterpolationColorSpace = enum {
    /// Interpolates in OKLABA space.
    oklaba,
    /// Interpolates in OKLCHA space, taking the shortest hue path.
    oklcha,
    /// Interpolates in OKLCHA space, taking the longest hue path.
    oklcha_long,
    /// Interpolates in sRGBA space.
    srgba,
    /// Interpolates in linear sRGBA space.
    linear_rgba,
    /// Interpolates in HSLA space, taking the shortest hue path.
    hsla,
    /// Interpolates in HSLA space, taking the longest hue path.
    hsla_long,
    /// Interpolates in HSVA space, taking the shortest hue path.
    hsva,
    /// Interpolates in HSVA space, taking the longest hue path.
    hsva_long,
    /// Interpolates in OKHSLA space, taking the shortest hue path.
    okhsla,
    /// Interpolates in OKHSLA space, taking the longest hue path.
    okhsla_long,

    pub const zig_reflect = "bevy_ui::gradients::InterpolationColorSpace";
};

/// Marker used to identify default cameras, they will have priority over the `PrimaryWindow` camera.
pub const IsDefaultUiCamera = struct {
    pub const zig_reflect = "bevy_ui::ui_node::IsDefaultUiCamera";
};

/// Used to control how items are distributed.
/// - For Flexbox containers, controls alignment of items in the main axis.
/// - For CSS Grid containers, controls alignment of grid columns.
pub const JustifyContent = enum {
    /// The items are packed in their default position as if no alignment was applied.
    default,
    /// The items are packed towards the start of the axis.
    start,
    /// Like `Start` but safe `safe`
    start_safe,
    /// The items are packed towards the end of the axis.
    end,
    /// Like `End` but safe `safe`
    end_safe,
    /// The items are packed towards the start of the axis, unless the flex direction is reversed; then the items are
    /// packed towards the end of the axis.
    flex_start,
    /// Like `FlexStart` but safe `safe`
    flex_start_safe,
    /// The items are packed towards the end of the axis, unless the flex direction is reversed; then the items are
    /// packed towards the start of the axis.
    flex_end,
    /// Like `FlexEnd` but safe `safe`
    flex_end_safe,
    /// The items are packed along the center of the axis.
    center,
    /// Like `Center` but safe `safe`
    center_safe,
    /// The items are stretched to fill the container along the axis.
    stretch,
    /// The items are distributed such that the gap between any two items is equal.
    space_between,
    /// The items are distributed such that the gap between and around any two items is equal.
    space_evenly,
    /// The items are distributed such that the gap between and around any two items is equal, with half-size gaps on
    /// either end.
    space_around,

    pub const zig_reflect = "bevy_ui::ui_node::JustifyContent";
};

/// Used to control how each individual item is aligned by default within the space they're given.
/// - For Flexbox containers, this property has no effect. See `justify_content` for main axis alignment of flex
/// items.
/// - For CSS Grid containers, sets default inline (horizontal) axis alignment of child items within their grid
/// areas.
pub const JustifyItems = enum {
    /// The items are packed in their default position as if no alignment was applied.
    default,
    /// The items are packed towards the start of the axis.
    start,
    /// Like `Start` but safe `safe`
    start_safe,
    /// The items are packed towards the end of the axis.
    end,
    /// Like `End` but safe `safe`
    end_safe,
    /// The items are packed along the center of the axis
    center,
    /// Like `Center` but safe `safe`
    center_safe,
    /// The items are packed such that their baselines align.
    baseline,
    /// The items are stretched to fill the space they're given.
    stretch,

    pub const zig_reflect = "bevy_ui::ui_node::JustifyItems";
};

/// Used to control how the specified item is aligned within the space it's given.
/// - For children of flex nodes, this property has no effect. See `justify_content` for main axis alignment of
/// flex items.
/// - For CSS Grid items, controls inline (horizontal) axis alignment of a grid item within its grid area.
pub const JustifySelf = enum {
    /// Use the parent node's `JustifyItems` value to determine how this item should be aligned.
    auto,
    /// This item will be aligned with the start of the axis.
    start,
    /// Like `Start` but safe `safe`
    start_safe,
    /// This item will be aligned with the end of the axis.
    end,
    /// Like `End` but safe `safe`
    end_safe,
    /// This item will be aligned along the center of the axis.
    center,
    /// Like `Center` but safe `safe`
    center_safe,
    /// This item will be aligned at the baseline.
    baseline,
    /// This item will be stretched to fill the space it's given.
    stretch,

    pub const zig_reflect = "bevy_ui::ui_node::JustifySelf";
    pub const default: JustifySelf = .auto;
};

/// Marker struct for labels
pub const Label = struct {
    pub const zig_reflect = "bevy_ui::widget::label::Label";
};

/// This component can be added to any UI node to modify its layout behavior.
pub const LayoutConfig = struct {
    /// If set to true the coordinates for this node and its descendents will be rounded to the nearest physical
    /// pixel. This can help prevent visual artifacts like blurry images or semi-transparent edges that can occur with
    /// sub-pixel positioning.
    use_rounding: bool = true,

    pub const zig_reflect = "bevy_ui::ui_node::LayoutConfig";
};

/// A linear gradient
pub const LinearGradient = struct {
    /// The color space used for interpolation.
    color_space: InterpolationColorSpace,
    /// The direction of the gradient in radians. An angle of `0.` points upward, with the value increasing in the
    /// clockwise direction.
    angle: f32,
    /// The list of color stops
    stops: []const ColorStop,

    pub const zig_reflect = "bevy_ui::gradients::LinearGradient";
};

pub const MaxTrackSizingFunction = union(enum) {
    /// Track maximum size should be a fixed pixel value
    px: f32,
    /// Track maximum size should be a percentage value
    percent: f32,
    /// Track maximum size should be a multiple of the grid container's font size.
    em: f32,
    /// Track maximum size should be a multiple of the root font size.
    rem: f32,
    /// Track maximum size should be content sized under a min-content constraint
    min_content,
    /// Track maximum size should be content sized under a max-content constraint
    max_content,
    /// Track maximum size should be sized according to the fit-content formula with a fixed pixel limit
    fit_content_px: f32,
    /// Track maximum size should be sized according to the fit-content formula with a percentage limit
    fit_content_percent: f32,
    /// Track maximum size should be automatically sized
    auto,
    /// The dimension as a fraction of the total available grid space (`fr` units in CSS) Specified value is the
    /// numerator of the fraction. Denominator is the sum of all fractions specified in that grid dimension.
    fraction: f32,
    /// Track maximum size should be a percent of the viewport's smaller dimension.
    v_min: f32,
    /// Track maximum size should be a percent of the viewport's smaller dimension.
    v_max: f32,
    /// Track maximum size should be a percent of the viewport's height dimension.
    vh: f32,
    /// Track maximum size should be a percent of the viewport's width dimension.
    vw: f32,

    pub const zig_reflect = "bevy_ui::ui_node::MaxTrackSizingFunction";
    pub const default: MaxTrackSizingFunction = .auto;
};

pub const MinTrackSizingFunction = union(enum) {
    /// Track minimum size should be a fixed pixel value
    px: f32,
    /// Track minimum size should be a percentage value
    percent: f32,
    /// Track minimum size should be a multiple of the grid container's font size.
    em: f32,
    /// Track minimum size should be a multiple of the root font size.
    rem: f32,
    /// Track minimum size should be content sized under a min-content constraint
    min_content,
    /// Track minimum size should be content sized under a max-content constraint
    max_content,
    /// Track minimum size should be automatically sized
    auto,
    /// Track minimum size should be a percent of the viewport's smaller dimension.
    v_min: f32,
    /// Track minimum size should be a percent of the viewport's larger dimension.
    v_max: f32,
    /// Track minimum size should be a percent of the viewport's height dimension.
    vh: f32,
    /// Track minimum size should be a percent of the viewport's width dimension.
    vw: f32,

    pub const zig_reflect = "bevy_ui::ui_node::MinTrackSizingFunction";
    pub const default: MinTrackSizingFunction = .auto;
};

/// The base component for UI entities. It describes UI layout and style properties.
pub const Node = struct {
    /// Which layout algorithm to use when laying out this node's contents:
    /// - `Display::Flex`: Use the Flexbox layout algorithm
    /// - `Display::Grid`: Use the CSS Grid layout algorithm
    /// - `Display::None`: Hide this node and perform layout as if it does not exist.
    display: Display = .flex,
    /// Which part of a Node's box length styles like width and height control
    /// - `BoxSizing::BorderBox`: They refer to the "border box" size (size including padding and border)
    /// - `BoxSizing::ContentBox`: They refer to the "content box" size (size excluding padding and border)
    box_sizing: BoxSizing = .border_box,
    /// Whether a node should be laid out in-flow with, or independently of its siblings:
    /// - `PositionType::Relative`: Layout this node in-flow with other nodes using the usual (flexbox/grid) layout
    /// algorithm.
    /// - `PositionType::Absolute`: Layout this node on top and independently of other nodes.
    position_type: PositionType = .relative,
    /// Whether overflowing content should be displayed or clipped.
    overflow: Overflow = .{},
    /// How much space in logical pixels should be reserved for scrollbars when overflow is set to scroll or auto on
    /// an axis.
    scrollbar_width: f32 = 0,
    /// How the bounds of clipped content should be determined
    overflow_clip_margin: OverflowClipMargin = .{},
    /// The horizontal position of the left edge of the node.
    /// - For relatively positioned nodes, this is relative to the node's position as computed during regular layout.
    /// - For absolutely positioned nodes, this is relative to the *parent* node's bounding box.
    left: Val = .Auto,
    /// The horizontal position of the right edge of the node.
    /// - For relatively positioned nodes, this is relative to the node's position as computed during regular layout.
    /// - For absolutely positioned nodes, this is relative to the *parent* node's bounding box.
    right: Val = .Auto,
    /// The vertical position of the top edge of the node.
    /// - For relatively positioned nodes, this is relative to the node's position as computed during regular layout.
    /// - For absolutely positioned nodes, this is relative to the *parent* node's bounding box.
    top: Val = .Auto,
    /// The vertical position of the bottom edge of the node.
    /// - For relatively positioned nodes, this is relative to the node's position as computed during regular layout.
    /// - For absolutely positioned nodes, this is relative to the *parent* node's bounding box.
    bottom: Val = .Auto,
    /// The ideal width of the node. `width` is used when it is within the bounds defined by `min_width` and
    /// `max_width`.
    width: Val = .Auto,
    /// The ideal height of the node. `height` is used when it is within the bounds defined by `min_height` and
    /// `max_height`.
    height: Val = .Auto,
    /// The minimum width of the node. `min_width` is used if it is greater than `width` and/or `max_width`.
    min_width: Val = .Auto,
    /// The minimum height of the node. `min_height` is used if it is greater than `height` and/or `max_height`.
    min_height: Val = .Auto,
    /// The maximum width of the node. `max_width` is used if it is within the bounds defined by `min_width` and
    /// `width`.
    max_width: Val = .Auto,
    /// The maximum height of the node. `max_height` is used if it is within the bounds defined by `min_height` and
    /// `height`.
    max_height: Val = .Auto,
    /// The aspect ratio of the node (defined as `width / height`)
    aspect_ratio: ?f32 = null,
    /// Used to control how each individual item is aligned by default within the space they're given.
    /// - For Flexbox containers, sets default cross axis alignment of the child items.
    /// - For CSS Grid containers, controls block (vertical) axis alignment of children of this grid container within
    /// their grid areas.
    align_items: AlignItems = .default,
    /// Used to control how each individual item is aligned by default within the space they're given.
    /// - For Flexbox containers, this property has no effect. See `justify_content` for main axis alignment of flex
    /// items.
    /// - For CSS Grid containers, sets default inline (horizontal) axis alignment of child items within their grid
    /// areas.
    justify_items: JustifyItems = .default,
    /// Used to control how the specified item is aligned within the space it's given.
    /// - For Flexbox items, controls cross axis alignment of the item.
    /// - For CSS Grid items, controls block (vertical) axis alignment of a grid item within its grid area.
    align_self: AlignSelf = .auto,
    /// Used to control how the specified item is aligned within the space it's given.
    /// - For Flexbox items, this property has no effect. See `justify_content` for main axis alignment of flex items.
    /// - For CSS Grid items, controls inline (horizontal) axis alignment of a grid item within its grid area.
    justify_self: JustifySelf = .auto,
    /// Used to control how items are distributed.
    /// - For Flexbox containers, controls alignment of lines if `flex_wrap` is set to `FlexWrap::Wrap` and there are
    /// multiple lines of items.
    /// - For CSS Grid containers, controls alignment of grid rows.
    align_content: AlignContent = .default,
    /// Used to control how items are distributed.
    /// - For Flexbox containers, controls alignment of items in the main axis.
    /// - For CSS Grid containers, controls alignment of grid columns.
    justify_content: JustifyContent = .default,
    /// Sets the inline axis direction (LTR or RTL) used for layout.
    direction: InlineDirection = .ltr,
    /// The amount of space around a node outside its border.
    margin: UiRect = .{},
    /// The amount of space between the edges of a node and its contents.
    padding: UiRect = .{},
    /// The amount of space between the margins of a node and its padding.
    border: UiRect = .{},
    /// Used to add rounded corners to a UI node. You can set a UI node to have uniformly rounded corners or specify
    /// different radii for each corner. If a given radius exceeds half the length of the smallest dimension between
    /// the node's height or width, the radius will calculated as half the smallest dimension.
    border_radius: BorderRadius = .{},
    /// Whether a Flexbox container should be a row or a column. This property has no effect on Grid nodes.
    flex_direction: FlexDirection = .row,
    /// Whether a Flexbox container should wrap its contents onto multiple lines if they overflow. This property has
    /// no effect on Grid nodes.
    flex_wrap: FlexWrap = .no_wrap,
    /// Defines how much a flexbox item should grow if there's space available. Defaults to 0 (don't grow at all).
    flex_grow: f32 = 0,
    /// Defines how much a flexbox item should shrink if there's not enough space available. Defaults to 1.
    flex_shrink: f32 = 1,
    /// The initial length of a flexbox in the main axis, before flex growing/shrinking properties are applied.
    flex_basis: Val = .Auto,
    /// The size of the gutters between items in a vertical flexbox layout or between rows in a grid layout.
    row_gap: Val = .{ .Px = 0 },
    /// The size of the gutters between items in a horizontal flexbox layout or between column in a grid layout.
    column_gap: Val = .{ .Px = 0 },
    /// Controls whether automatically placed grid items are placed row-wise or column-wise as well as whether the
    /// sparse or dense packing algorithm is used. Only affects Grid layouts.
    grid_auto_flow: GridAutoFlow = .row,
    /// Defines the number of rows a grid has and the sizes of those rows. If grid items are given explicit placements
    /// then more rows may be implicitly generated by items that are placed out of bounds. The sizes of those rows are
    /// controlled by `grid_auto_rows` property.
    grid_template_rows: []const RepeatedGridTrack = &.{},
    /// Defines the number of columns a grid has and the sizes of those columns. If grid items are given explicit
    /// placements then more columns may be implicitly generated by items that are placed out of bounds. The sizes of
    /// those columns are controlled by `grid_auto_columns` property.
    grid_template_columns: []const RepeatedGridTrack = &.{},
    /// Defines the size of implicitly created rows. Rows are created implicitly when grid items are given explicit
    /// placements that are out of bounds of the rows explicitly created using `grid_template_rows`.
    grid_auto_rows: []const GridTrack = &.{},
    /// Defines the size of implicitly created columns. Columns are created implicitly when grid items are given
    /// explicit placements that are out of bounds of the columns explicitly created using `grid_template_columns`.
    grid_auto_columns: []const GridTrack = &.{},
    /// The row in which a grid item starts and how many rows it spans.
    grid_row: GridPlacement = .{},
    /// The column in which a grid item starts and how many columns it spans.
    grid_column: GridPlacement = .{},

    pub const zig_reflect = "bevy_ui::ui_node::Node";
};

/// Controls how the image is altered to fit within the layout and how the layout algorithm determines the space
/// in the layout for the image
pub const NodeImageMode = union(enum) {
    /// The image will be sized automatically by taking the size of the source image and applying any layout
    /// constraints.
    auto,
    /// The image will be resized to match the size of the node. The image's original size and aspect ratio will be
    /// ignored.
    stretch,
    /// The texture will be cut in 9 slices, keeping the texture in proportions on resize
    sliced: in_bevy_sprite.TextureSlicer,
    /// The texture will be repeated if stretched beyond `stretched_value`
    tiled: struct { tile_x: bool, tile_y: bool, stretch_value: f32 },

    pub const zig_reflect = "bevy_ui::widget::image::NodeImageMode";
    pub const default: NodeImageMode = .auto;
};

/// Sets a color to fill the regions outside the Node's border created when a border radius is set.
pub const OuterColor = struct {
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 } },

    pub const zig_reflect = "bevy_ui::ui_node::OuterColor";
};

/// The `Outline` component adds an outline outside the edge of a UI node. Outlines do not take up space in the
/// layout.
pub const Outline = struct {
    /// The width of the outline.
    width: Val = .{ .Px = 1 },
    /// The amount of space between a node's outline the edge of the node.
    offset: Val = .{ .Px = 0 },
    /// The color of the outline.
    color: in_bevy_color.Color = .{ .LinearRgba = .{} },

    pub const zig_reflect = "bevy_ui::ui_node::Outline";
};

/// Whether to show or hide overflowing items
pub const Overflow = struct {
    /// Whether to show or clip overflowing items on the x axis
    x: OverflowAxis = .visible,
    /// Whether to show or clip overflowing items on the y axis
    y: OverflowAxis = .visible,

    pub const zig_reflect = "bevy_ui::ui_node::Overflow";
    pub const clip = sugar.Overflow(Overflow).clip;
    pub const clip_x = sugar.Overflow(Overflow).clip_x;
    pub const clip_y = sugar.Overflow(Overflow).clip_y;
    pub const scroll = sugar.Overflow(Overflow).scroll;
    pub const scroll_x = sugar.Overflow(Overflow).scroll_x;
    pub const scroll_y = sugar.Overflow(Overflow).scroll_y;
};

/// Whether to show or hide overflowing items
pub const OverflowAxis = enum {
    /// Show overflowing items.
    visible,
    /// Hide overflowing items by clipping.
    clip,
    /// Hide overflowing items by influencing layout and then clipping.
    hidden,
    /// Scroll overflowing items.
    scroll,

    pub const zig_reflect = "bevy_ui::ui_node::OverflowAxis";
    pub const default: OverflowAxis = .visible;
};

/// The bounds of the visible area when a UI node is clipped.
pub const OverflowClipMargin = struct {
    /// Visible unclipped area
    visual_box: VisualBox = .padding_box,
    /// Width of the margin on each edge of the visual box in logical pixels. The width of the margin will be zero if
    /// a negative value is set.
    margin: f32 = 0,

    pub const zig_reflect = "bevy_ui::ui_node::OverflowClipMargin";
};

/// UI node entities with this component will ignore any clipping rect they inherit, the node will not be clipped
/// regardless of its ancestors' `Overflow` setting.
pub const OverrideClip = struct {
    pub const zig_reflect = "bevy_ui::ui_node::OverrideClip";
};

/// The strategy used to position this node
pub const PositionType = enum {
    /// Relative to all other nodes with the `PositionType::Relative` value.
    relative,
    /// Independent of all other nodes, but relative to its parent node.
    absolute,

    pub const zig_reflect = "bevy_ui::ui_node::PositionType";
    pub const default: PositionType = .relative;
};

/// Component that indicates whether a button or widget is currently in a pressed or "held down" state.
pub const Pressed = struct {
    pub const zig_reflect = "bevy_ui::interaction_states::Pressed";
};

/// A radial gradient
pub const RadialGradient = struct {
    /// The color space used for interpolation.
    color_space: InterpolationColorSpace,
    /// The center of the radial gradient
    position: UiPosition,
    /// Defines the end shape of the radial gradient
    shape: RadialGradientShape,
    /// The list of color stops
    stops: []const ColorStop,

    pub const zig_reflect = "bevy_ui::gradients::RadialGradient";
};

pub const RadialGradientShape = union(enum) {
    /// A circle with radius equal to the distance from its center to the closest side
    closest_side,
    /// A circle with radius equal to the distance from its center to the farthest side
    farthest_side,
    /// An ellipse with extents equal to the distance from its center to the nearest corner
    closest_corner,
    /// An ellipse with extents equal to the distance from its center to the farthest corner
    farthest_corner,
    /// A circle
    circle: Val,
    /// An ellipse
    ellipse: struct { Val, Val },

    pub const zig_reflect = "bevy_ui::gradients::RadialGradientShape";
    pub const default: RadialGradientShape = .closest_corner;
};

/// A component storing the position of the mouse relative to the node, (0., 0.) being the center and (0.5, 0.5)
/// being the bottom-right If the mouse is not over the node, the value will go beyond the range of (-0.5, -0.5)
/// to (0.5, 0.5)
pub const RelativeCursorPosition = struct {
    /// True if the cursor position is over an unclipped area of the Node.
    cursor_over: bool = false,
    /// Cursor position relative to the size and position of the Node. A None value indicates that the cursor position
    /// is unknown.
    normalized: ?bevy.Vec2 = null,

    pub const zig_reflect = "bevy_ui::focus::RelativeCursorPosition";
};

/// Represents a *possibly* repeated `GridTrack`.
pub const RepeatedGridTrack = struct {
    repetition: GridTrackRepetition = .{ .count = 1 },
    tracks: []const GridTrack = &.{.{}},

    pub const zig_reflect = "bevy_ui::ui_node::RepeatedGridTrack";
    pub const px = sugar.RepeatedGridTrack(RepeatedGridTrack).px;
    pub const percent = sugar.RepeatedGridTrack(RepeatedGridTrack).percent;
    pub const fr = sugar.RepeatedGridTrack(RepeatedGridTrack).fr;
    pub const flex = sugar.RepeatedGridTrack(RepeatedGridTrack).flex;
    pub const of = sugar.RepeatedGridTrack(RepeatedGridTrack).of;
};

/// Represents the resolved border radii values for a UI node.
pub const ResolvedBorderRadius = struct {
    top_left: bevy.Vec2 = .zero,
    top_right: bevy.Vec2 = .zero,
    bottom_right: bevy.Vec2 = .zero,
    bottom_left: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_ui::ui_node::ResolvedBorderRadius";
};

/// The scroll position of the node. Values are in logical pixels, increasing from top-left to bottom-right.
pub const ScrollPosition = struct {
    value: bevy.Vec2 = .zero,

    pub const zig_reflect = "bevy_ui::ui_node::ScrollPosition";
};

pub const ShadowStyle = struct {
    /// The shadow's color
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0 } },
    /// Horizontal offset
    x_offset: Val = .{ .Percent = 20 },
    /// Vertical offset
    y_offset: Val = .{ .Percent = 20 },
    /// How much the shadow should spread outward.
    spread_radius: Val = .{ .Px = 0 },
    /// Blurriness of the shadow
    blur_radius: Val = .{ .Percent = 10 },

    pub const zig_reflect = "bevy_ui::ui_node::ShadowStyle";
};

/// The top-level UI text component.
pub const Text = struct {
    text: []const u8 = "",

    pub const zig_reflect = "bevy_ui::widget::text::Text";
    pub const new = sugar.Text(Text).new;
};

/// UI text system flags.
pub const TextNodeFlags = struct {
    /// If set then a new measure function for the text node will be created.
    needs_measure_fn: bool = true,
    /// If set then the text will be recomputed.
    needs_recompute: bool = true,
    /// The most recently installed fixed measure for non-wrapping text.
    no_wrap_measure: ?bevy.Vec2 = null,

    pub const zig_reflect = "bevy_ui::widget::text::TextNodeFlags";
};

/// Adds a shadow behind text
pub const TextShadow = struct {
    /// Shadow displacement in logical pixels With a value of zero the shadow will be hidden directly behind the text
    offset: bevy.Vec2 = .{ .x = 4, .y = 4 },
    /// Color of the shadow
    color: in_bevy_color.Color = .{ .LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0.75 } },

    pub const zig_reflect = "bevy_ui::widget::text::TextShadow";
};

/// Absolute 2D transform for UI nodes
pub const UiGlobalTransform = struct {
    value: in_glam.Affine2 = .{},

    pub const zig_reflect = "bevy_ui::ui_transform::UiGlobalTransform";
};

/// An optional component that marks cameras that should be used in the `UiPickingPlugin`.
pub const UiPickingCamera = struct {
    pub const zig_reflect = "bevy_ui::picking_backend::UiPickingCamera";
};

/// Runtime settings for the `UiPickingPlugin`.
pub const UiPickingSettings = struct {
    /// When set to `true` UI picking will only consider cameras marked with `UiPickingCamera` and entities marked
    /// with `Pickable`. `false` by default.
    require_markers: bool = false,

    pub const zig_reflect = "bevy_ui::picking_backend::UiPickingSettings";
};

/// Responsive position relative to a UI node.
pub const UiPosition = struct {
    /// Normalized anchor point
    anchor: bevy.Vec2 = .zero,
    /// Responsive horizontal position relative to the anchor point
    x: Val = .{ .Px = 0 },
    /// Responsive vertical position relative to the anchor point
    y: Val = .{ .Px = 0 },

    pub const zig_reflect = "bevy_ui::geometry::UiPosition";
};

/// A type which is commonly used to define margins, paddings and borders.
pub const UiRect = struct {
    /// The value corresponding to the left side of the UI rect.
    left: Val = .{ .Px = 0 },
    /// The value corresponding to the right side of the UI rect.
    right: Val = .{ .Px = 0 },
    /// The value corresponding to the top side of the UI rect.
    top: Val = .{ .Px = 0 },
    /// The value corresponding to the bottom side of the UI rect.
    bottom: Val = .{ .Px = 0 },

    pub const zig_reflect = "bevy_ui::geometry::UiRect";
    pub const all = sugar.UiRect(UiRect).all;
    pub const axes = sugar.UiRect(UiRect).axes;
    pub const horizontal = sugar.UiRect(UiRect).horizontal;
    pub const vertical = sugar.UiRect(UiRect).vertical;
    pub const px = sugar.UiRect(UiRect).px;
    pub const zero = sugar.UiRect(UiRect).zero;
    pub const auto = sugar.UiRect(UiRect).auto;
};

/// The current scale of the UI.
pub const UiScale = struct {
    value: f32 = 1,

    pub const zig_reflect = "bevy_ui::UiScale";
};

/// The current UI stack, which contains all UI nodes ordered by their depth (back-to-front).
pub const UiStack = struct {
    /// Partition of the `uinodes` list into disjoint slices of nodes that all share the same camera target.
    partition: []const bevy.Range(usize) = &.{},
    /// List of UI nodes ordered from back-to-front
    uinodes: []const bevy.Entity = &.{},

    pub const zig_reflect = "bevy_ui::stack::UiStack";
};

/// Indicates that this root `Node` entity should be rendered to a specific camera.
pub const UiTargetCamera = struct {
    value: bevy.Entity,

    pub const zig_reflect = "bevy_ui::ui_node::UiTargetCamera";
};

/// Relative 2D transform for UI nodes
pub const UiTransform = struct {
    /// Translate the node.
    translation: Val2 = .{},
    /// Scale the node. A negative value reflects the node in that axis.
    scale: bevy.Vec2 = .one,
    /// Rotate the node clockwise.
    rotation: in_bevy_math.Rot2 = .{},

    pub const zig_reflect = "bevy_ui::ui_transform::UiTransform";
};

/// Represents the possible value types for layout properties.
pub const Val = union(enum) {
    /// Automatically determine the value based on the context and other `Node` properties.
    Auto,
    /// Set this value in logical pixels.
    Px: f32,
    /// Set the value as a percentage of its parent node's length along a specific axis.
    Percent: f32,
    /// Set this value in percent of the viewport width
    Vw: f32,
    /// Set this value in percent of the viewport height
    Vh: f32,
    /// Set this value in percent of the viewport's smaller dimension.
    VMin: f32,
    /// Set this value in percent of the viewport's larger dimension.
    VMax: f32,
    /// Set this value as a multiple of the node's own font size.
    Em: f32,
    /// Set this value as a multiple of the root font size.
    Rem: f32,

    pub const zig_reflect = "bevy_ui::geometry::Val";
    pub const px = sugar.Val(Val).px;
    pub const percent = sugar.Val(Val).percent;
    pub const vw = sugar.Val(Val).vw;
    pub const vh = sugar.Val(Val).vh;
    pub const vmin = sugar.Val(Val).vmin;
    pub const vmax = sugar.Val(Val).vmax;
    pub const zero = sugar.Val(Val).zero;
    pub const auto: Val = .Auto;
    pub const default: Val = .Auto;
};

/// A pair of `Val`s used to represent a 2-dimensional size or offset.
pub const Val2 = struct {
    /// Translate the node along the x-axis. `Val::Percent` values are resolved based on the computed width of the Ui
    /// Node. `Val::Auto` is resolved to `0.`.
    x: Val = .{ .Px = 0 },
    /// Translate the node along the y-axis. `Val::Percent` values are resolved based on the computed height of the UI
    /// Node. `Val::Auto` is resolved to `0.`.
    y: Val = .{ .Px = 0 },

    pub const zig_reflect = "bevy_ui::ui_transform::Val2";
    pub const px = sugar.Val2(Val2).px;
    pub const percent = sugar.Val2(Val2).percent;
};

/// Component used to render a `RenderTarget` to a node.
pub const ViewportNode = struct {
    /// The entity representing the `Camera` associated with this viewport.
    camera: ?bevy.Entity,

    pub const zig_reflect = "bevy_ui::widget::viewport::ViewportNode";
};

/// Used to determine which region of a UI node is used for visual bounds.
pub const VisualBox = enum {
    /// Use the content box.
    content_box,
    /// Use the padding box.
    padding_box,
    /// Use the border box.
    border_box,

    pub const zig_reflect = "bevy_ui::ui_node::VisualBox";
    pub const default: VisualBox = .padding_box;
};

/// Indicates that this `Node` entity's front-to-back ordering is not controlled solely by its location in the UI
/// hierarchy. A node with a higher z-index will appear on top of sibling nodes with a lower z-index.
pub const ZIndex = struct {
    value: i32 = 0,

    pub const zig_reflect = "bevy_ui::ui_node::ZIndex";
};
