//! What the scripts of these tests need of Bevy's cameras and windows.
const bevy = @import("bevy");

pub const Camera2d = struct {
    pub const zig_reflect = "bevy_camera::components::Camera2d";
};

pub const Camera3d = struct {
    pub const zig_reflect = "bevy_camera::components::Camera3d";
};

pub const Camera = struct {
    order: isize = 0,
    is_active: bool = true,

    pub const zig_reflect = "bevy_camera::camera::Camera";
};

pub const Projection = union(enum) {
    perspective: struct { fov: f32, aspect_ratio: f32, near: f32, far: f32 },
    orthographic: struct { near: f32, far: f32, scale: f32, viewport_origin: bevy.Vec2 },

    pub const zig_reflect = "bevy_camera::projection::Projection";
};

pub const Window = struct {
    title: []const u8,
    mode: union(enum) {
        windowed,
        borderless_fullscreen: union(enum) {
            current,
            primary,

            pub const zig_reflect = "bevy_window::monitor::MonitorSelection";
        },

        pub const zig_reflect = "bevy_window::window::WindowMode";
    },
    resolution: struct { physical_width: u32, physical_height: u32 },
    visible: bool,

    pub const zig_reflect = "bevy_window::window::Window";
};

pub const CursorOptions = struct {
    visible: bool,
    grab_mode: enum { none, confined, locked },

    pub const zig_reflect = "bevy_window::window::CursorOptions";
};

pub const CursorMoved = struct {
    position: bevy.Vec2,
    delta: ?bevy.Vec2,

    pub const zig_reflect = "bevy_window::event::CursorMoved";
};
