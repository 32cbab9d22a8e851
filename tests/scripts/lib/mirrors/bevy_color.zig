//! The reflected types of `bevy_color`, as the game has them: written by `cargo bevy-zig mirror`.

pub const Color = union(enum) {
    srgba: Srgba,
    linear_rgba: LinearRgba,
    hsla: Hsla,
    hsva: Hsva,
    hwba: Hwba,
    laba: Laba,
    lcha: Lcha,
    oklaba: Oklaba,
    oklcha: Oklcha,
    xyza: Xyza,

    pub const zig_reflect = "bevy_color::color::Color";
    pub const default: Color = .{ .linear_rgba = .{} };
};

pub const Hsla = struct {
    hue: f32 = 0,
    saturation: f32 = 0,
    lightness: f32 = 1,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::hsla::Hsla";
};

pub const Hsva = struct {
    hue: f32 = 0,
    saturation: f32 = 0,
    value: f32 = 1,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::hsva::Hsva";
};

pub const Hwba = struct {
    hue: f32 = 0,
    whiteness: f32 = 0,
    blackness: f32 = 1,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::hwba::Hwba";
};

pub const Laba = struct {
    lightness: f32 = 1,
    a: f32 = 0,
    b: f32 = 0,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::laba::Laba";
};

pub const Lcha = struct {
    lightness: f32 = 1,
    chroma: f32 = 0,
    hue: f32 = 0,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::lcha::Lcha";
};

pub const LinearRgba = struct {
    red: f32 = 1,
    green: f32 = 1,
    blue: f32 = 1,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::linear_rgba::LinearRgba";
};

pub const Oklaba = struct {
    lightness: f32 = 1,
    a: f32 = 0,
    b: f32 = 0,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::oklaba::Oklaba";
};

pub const Oklcha = struct {
    lightness: f32 = 1,
    chroma: f32 = 0,
    hue: f32 = 0,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::oklcha::Oklcha";
};

pub const Srgba = struct {
    red: f32 = 1,
    green: f32 = 1,
    blue: f32 = 1,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::srgba::Srgba";
};

pub const Xyza = struct {
    x: f32 = 0,
    y: f32 = 0,
    z: f32 = 0,
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::xyza::Xyza";
};
