//! The reflected types of `glam`, as the game has them: written by `cargo bevy-zig mirror`.

pub const Affine3A = struct {
    matrix3: Mat3A = .{},
    translation: Vec3A = .{},

    pub const zig_reflect = "glam::Affine3A";
};

pub const DVec2 = struct {
    x: f64 = 0,
    y: f64 = 0,

    pub const zig_reflect = "glam::DVec2";
};

pub const IVec2 = struct {
    x: i32 = 0,
    y: i32 = 0,

    pub const zig_reflect = "glam::IVec2";
};

pub const Mat3A = struct {
    x_axis: Vec3A = .{ .x = 1 },
    y_axis: Vec3A = .{ .y = 1 },
    z_axis: Vec3A = .{ .z = 1 },

    pub const zig_reflect = "glam::Mat3A";
};

pub const Mat4 = struct {
    x_axis: Vec4 = .{ .x = 1 },
    y_axis: Vec4 = .{ .y = 1 },
    z_axis: Vec4 = .{ .z = 1 },
    w_axis: Vec4 = .{ .w = 1 },

    pub const zig_reflect = "glam::Mat4";
};

pub const UVec2 = struct {
    x: u32 = 0,
    y: u32 = 0,

    pub const zig_reflect = "glam::UVec2";
};

pub const Vec3A = struct {
    x: f32 = 0,
    y: f32 = 0,
    z: f32 = 0,

    pub const zig_reflect = "glam::Vec3A";
};

pub const Vec4 = struct {
    x: f32 = 0,
    y: f32 = 0,
    z: f32 = 0,
    w: f32 = 0,

    pub const zig_reflect = "glam::Vec4";
};
