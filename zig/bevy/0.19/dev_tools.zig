//! The reflected types of `bevy_dev_tools`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_text = @import("text.zig");

/// Configuration options for the FPS overlay.
pub const FpsOverlayConfig = struct {
    /// Configuration of text in the overlay.
    text_config: in_bevy_text.TextFont,
    /// Color of text in the overlay.
    text_color: in_bevy_color.Color,
    /// Displays the FPS overlay if true.
    enabled: bool,
    /// The period after which the FPS overlay re-renders.
    refresh_interval: bevy.Duration,
    /// Configuration of the frame time graph
    frame_time_graph_config: FrameTimeGraphConfig,

    pub const zig_reflect = "bevy_dev_tools::fps_overlay::FpsOverlayConfig";
};

/// Configuration of the frame time graph
pub const FrameTimeGraphConfig = struct {
    /// Is the graph visible
    enabled: bool,
    /// The minimum acceptable FPS
    min_fps: f32,
    /// The target FPS
    target_fps: f32,

    pub const zig_reflect = "bevy_dev_tools::fps_overlay::FrameTimeGraphConfig";
};

/// Configure the render debug overlay globally. Can be overwritten by using a `RenderDebugOverlay` component.
pub const GlobalRenderDebugOverlay = struct {
    /// Enables or disables drawing the overlay.
    enabled: bool = false,
    /// The kind of data to write to the overlay.
    mode: RenderDebugMode = .depth,
    /// The opacity of the overlay, to allow seeing the rendered image underneath.
    opacity: f32 = 1,

    pub const zig_reflect = "bevy_dev_tools::render_debug::GlobalRenderDebugOverlay";
};

/// The component used to represent an infinite grid.
pub const InfiniteGrid = struct {
    pub const zig_reflect = "bevy_dev_tools::infinite_grid::InfiniteGrid";
};

/// Component to configure the infinite grid
pub const InfiniteGridSettings = struct {
    /// The color of the X axis
    x_axis_color: in_bevy_color.Color = .{ .Oklcha = .{ .lightness = 0.5232, .chroma = 0.1404, .hue = 13.84 } },
    /// The color of the Z axis
    z_axis_color: in_bevy_color.Color = .{ .Oklcha = .{ .lightness = 0.4847, .chroma = 0.1249, .hue = 253.08 } },
    /// The color of the minor lines of the grid
    minor_line_color: in_bevy_color.Color = .{ .Srgba = .{ .red = 0.2, .green = 0.2, .blue = 0.2 } },
    /// The color of the major lines of the grid. Every 10th line is considered major
    major_line_color: in_bevy_color.Color = .{ .Srgba = .{ .red = 0.25, .green = 0.25, .blue = 0.25 } },
    /// How far the grid will be visible relative to the camera
    fadeout_distance: f32 = 100,
    /// How quickly the grid will fadeout
    dot_fadeout_strength: f32 = 0.25,
    /// The scale of the distance between the lines. A smaller value increases the distance between the lines
    scale: f32 = 1,

    pub const zig_reflect = "bevy_dev_tools::infinite_grid::InfiniteGridSettings";
};

/// The kind of renderer data to visualize.
pub const RenderDebugMode = union(enum) {
    depth,
    normal,
    motion_vectors,
    deferred,
    deferred_base_color,
    deferred_emissive,
    deferred_metallic_roughness,
    depth_pyramid: struct { mip_level: u32 },

    pub const zig_reflect = "bevy_dev_tools::render_debug::RenderDebugMode";
};

/// Configure the render debug overlay. Overwrites the default `GlobalRenderDebugOverlay` resource.
pub const RenderDebugOverlay = struct {
    /// Enables or disables drawing the overlay.
    enabled: bool = false,
    /// The kind of data to write to the overlay.
    mode: RenderDebugMode = .depth,
    /// The opacity of the overlay, to allow seeing the rendered image underneath.
    opacity: f32 = 1,

    pub const zig_reflect = "bevy_dev_tools::render_debug::RenderDebugOverlay";
};
