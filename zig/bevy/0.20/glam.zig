//! The reflected types of `glam`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const sugar = @import("../sugar/glam.zig");

pub const Affine2 = struct {
    matrix2: Mat2 = .{},
    translation: bevy.Vec2 = .zero,

    pub const zig_reflect = "glam::Affine2";
};

pub const Affine3A = struct {
    matrix3: Mat3A = .{},
    translation: Vec3A = .{},

    pub const zig_reflect = "glam::Affine3A";
};

pub const BVec2 = struct {
    x: bool = false,
    y: bool = false,

    pub const zig_reflect = "glam::BVec2";
};

pub const DVec2 = struct {
    x: f64 = 0,
    y: f64 = 0,

    pub const zig_reflect = "glam::DVec2";
    pub const new = sugar.DVec2(DVec2).new;
    pub const splat = sugar.DVec2(DVec2).splat;
    pub const zero = sugar.DVec2(DVec2).zero;
    pub const one = sugar.DVec2(DVec2).one;
};

pub const IVec2 = struct {
    x: i32 = 0,
    y: i32 = 0,

    pub const zig_reflect = "glam::IVec2";
    pub const new = sugar.IVec2(IVec2).new;
    pub const splat = sugar.IVec2(IVec2).splat;
    pub const zero = sugar.IVec2(IVec2).zero;
    pub const one = sugar.IVec2(IVec2).one;
};

pub const Mat2 = struct {
    x_axis: bevy.Vec2 = .{ .x = 1, .y = 0 },
    y_axis: bevy.Vec2 = .{ .x = 0, .y = 1 },

    pub const zig_reflect = "glam::Mat2";
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
    pub const new = sugar.UVec2(UVec2).new;
    pub const splat = sugar.UVec2(UVec2).splat;
    pub const zero = sugar.UVec2(UVec2).zero;
    pub const one = sugar.UVec2(UVec2).one;
};

pub const UVec3 = struct {
    x: u32 = 0,
    y: u32 = 0,
    z: u32 = 0,

    pub const zig_reflect = "glam::UVec3";
    pub const new = sugar.UVec3(UVec3).new;
    pub const splat = sugar.UVec3(UVec3).splat;
    pub const zero = sugar.UVec3(UVec3).zero;
    pub const one = sugar.UVec3(UVec3).one;
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
    pub const new = sugar.Vec4(Vec4).new;
    pub const splat = sugar.Vec4(Vec4).splat;
    pub const zero = sugar.Vec4(Vec4).zero;
    pub const one = sugar.Vec4(Vec4).one;
};
