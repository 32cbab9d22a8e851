//! What the scripts of these tests need of Bevy's UI and input.
const bevy = @import("bevy");

pub const Val = union(enum) {
    auto,
    px: f32,
    percent: f32,

    pub const zig_reflect = "bevy_ui::geometry::Val";
};

pub const Node = struct {
    position_type: enum { relative, absolute } = .relative,
    left: Val = .auto,
    top: Val = .auto,
    width: Val = .auto,
    height: Val = .auto,

    pub const zig_reflect = "bevy_ui::ui_node::Node";
};

pub const Text = struct {
    text: []const u8 = "",

    pub const zig_reflect = "bevy_ui::widget::text::Text";
};

pub const Interaction = enum {
    pressed,
    hovered,
    none,

    pub const zig_reflect = "bevy_ui::focus::Interaction";
};

pub const Camera2d = struct {
    pub const zig_reflect = "bevy_camera::components::Camera2d";
};

pub const Button = struct {
    pub const zig_reflect = "bevy_ui_widgets::button::Button";
};

pub const Checkbox = struct {
    pub const zig_reflect = "bevy_ui_widgets::checkbox::Checkbox";
};

pub const Checked = struct {
    pub const zig_reflect = "bevy_ui::interaction_states::Checked";
};

pub const Slider = struct {
    track_click: enum { drag, step, snap } = .snap,
    orientation: enum { horizontal, vertical, auto } = .horizontal,

    pub const zig_reflect = "bevy_ui_widgets::slider::Slider";
};

pub const SliderRange = struct {
    start: f32 = 0,
    end: f32 = 1,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderRange";
};

pub const SliderValue = struct {
    value: f32 = 0,

    pub const zig_reflect = "bevy_ui_widgets::slider::SliderValue";
};

/// A node at a place in the window.
pub fn box(left: f32, top: f32, width: f32, height: f32) Node {
    return .{
        .position_type = .absolute,
        .left = .{ .px = left },
        .top = .{ .px = top },
        .width = .{ .px = width },
        .height = .{ .px = height },
    };
}
