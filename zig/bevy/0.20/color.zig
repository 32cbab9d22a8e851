//! The reflected types of `bevy_color`, written from its type registry by the test `reach`.

const sugar = @import("../sugar/color.zig");

/// An enumerated type that can represent any of the color types in this crate.
pub const Color = union(enum) {
    /// A color in the sRGB color space with alpha.
    Srgba: Srgba,
    /// A color in the linear sRGB color space with alpha.
    LinearRgba: LinearRgba,
    /// A color in the HSL color space with alpha.
    Hsla: Hsla,
    /// A color in the HSV color space with alpha.
    Hsva: Hsva,
    /// A color in the HWB color space with alpha.
    Hwba: Hwba,
    /// A color in the LAB color space with alpha.
    Laba: Laba,
    /// A color in the LCH color space with alpha.
    Lcha: Lcha,
    /// A color in the Oklab color space with alpha.
    Oklaba: Oklaba,
    /// A color in the Oklch color space with alpha.
    Oklcha: Oklcha,
    /// A color in the XYZ color space with alpha.
    Xyza: Xyza,
    /// A color in the Okhsl color space with alpha.
    Okhsla: Okhsla,
    /// A color in the Okhsv color space with alpha.
    Okhsva: Okhsva,
    /// A color in the Okhwb color space with alpha.
    Okhwba: Okhwba,

    pub const zig_reflect = "bevy_color::color::Color";
    pub const srgb = sugar.Color(Color).srgb;
    pub const srgba = sugar.Color(Color).srgba;
    pub const linearRgb = sugar.Color(Color).linearRgb;
    pub const linearRgba = sugar.Color(Color).linearRgba;
    pub const hsl = sugar.Color(Color).hsl;
    pub const hsla = sugar.Color(Color).hsla;
    pub const hsv = sugar.Color(Color).hsv;
    pub const hsva = sugar.Color(Color).hsva;
    pub const hwb = sugar.Color(Color).hwb;
    pub const hwba = sugar.Color(Color).hwba;
    pub const lab = sugar.Color(Color).lab;
    pub const laba = sugar.Color(Color).laba;
    pub const lch = sugar.Color(Color).lch;
    pub const lcha = sugar.Color(Color).lcha;
    pub const oklab = sugar.Color(Color).oklab;
    pub const oklaba = sugar.Color(Color).oklaba;
    pub const oklch = sugar.Color(Color).oklch;
    pub const oklcha = sugar.Color(Color).oklcha;
    pub const xyz = sugar.Color(Color).xyz;
    pub const xyza = sugar.Color(Color).xyza;
    pub const srgbU8 = sugar.Color(Color).srgbU8;
    pub const srgbaU8 = sugar.Color(Color).srgbaU8;
    pub const hex = sugar.Color(Color).hex;
    pub const withAlpha = sugar.Color(Color).withAlpha;
    pub const alphaOf = sugar.Color(Color).alphaOf;
    pub const none = sugar.Color(Color).none;
    pub const alice_blue = sugar.Color(Color).alice_blue;
    pub const antique_white = sugar.Color(Color).antique_white;
    pub const aqua = sugar.Color(Color).aqua;
    pub const aquamarine = sugar.Color(Color).aquamarine;
    pub const azure = sugar.Color(Color).azure;
    pub const beige = sugar.Color(Color).beige;
    pub const bisque = sugar.Color(Color).bisque;
    pub const black = sugar.Color(Color).black;
    pub const blanched_almond = sugar.Color(Color).blanched_almond;
    pub const blue = sugar.Color(Color).blue;
    pub const blue_violet = sugar.Color(Color).blue_violet;
    pub const brown = sugar.Color(Color).brown;
    pub const burlywood = sugar.Color(Color).burlywood;
    pub const cadet_blue = sugar.Color(Color).cadet_blue;
    pub const chartreuse = sugar.Color(Color).chartreuse;
    pub const chocolate = sugar.Color(Color).chocolate;
    pub const coral = sugar.Color(Color).coral;
    pub const cornflower_blue = sugar.Color(Color).cornflower_blue;
    pub const cornsilk = sugar.Color(Color).cornsilk;
    pub const crimson = sugar.Color(Color).crimson;
    pub const dark_blue = sugar.Color(Color).dark_blue;
    pub const dark_cyan = sugar.Color(Color).dark_cyan;
    pub const dark_goldenrod = sugar.Color(Color).dark_goldenrod;
    pub const dark_gray = sugar.Color(Color).dark_gray;
    pub const dark_green = sugar.Color(Color).dark_green;
    pub const dark_grey = sugar.Color(Color).dark_grey;
    pub const dark_khaki = sugar.Color(Color).dark_khaki;
    pub const dark_magenta = sugar.Color(Color).dark_magenta;
    pub const dark_olivegreen = sugar.Color(Color).dark_olivegreen;
    pub const dark_orange = sugar.Color(Color).dark_orange;
    pub const dark_orchid = sugar.Color(Color).dark_orchid;
    pub const dark_red = sugar.Color(Color).dark_red;
    pub const dark_salmon = sugar.Color(Color).dark_salmon;
    pub const dark_sea_green = sugar.Color(Color).dark_sea_green;
    pub const dark_slate_blue = sugar.Color(Color).dark_slate_blue;
    pub const dark_slate_gray = sugar.Color(Color).dark_slate_gray;
    pub const dark_slate_grey = sugar.Color(Color).dark_slate_grey;
    pub const dark_turquoise = sugar.Color(Color).dark_turquoise;
    pub const dark_violet = sugar.Color(Color).dark_violet;
    pub const deep_pink = sugar.Color(Color).deep_pink;
    pub const deep_sky_blue = sugar.Color(Color).deep_sky_blue;
    pub const dim_gray = sugar.Color(Color).dim_gray;
    pub const dim_grey = sugar.Color(Color).dim_grey;
    pub const dodger_blue = sugar.Color(Color).dodger_blue;
    pub const fire_brick = sugar.Color(Color).fire_brick;
    pub const floral_white = sugar.Color(Color).floral_white;
    pub const forest_green = sugar.Color(Color).forest_green;
    pub const fuchsia = sugar.Color(Color).fuchsia;
    pub const gainsboro = sugar.Color(Color).gainsboro;
    pub const ghost_white = sugar.Color(Color).ghost_white;
    pub const gold = sugar.Color(Color).gold;
    pub const goldenrod = sugar.Color(Color).goldenrod;
    pub const gray = sugar.Color(Color).gray;
    pub const green = sugar.Color(Color).green;
    pub const green_yellow = sugar.Color(Color).green_yellow;
    pub const grey = sugar.Color(Color).grey;
    pub const honeydew = sugar.Color(Color).honeydew;
    pub const hot_pink = sugar.Color(Color).hot_pink;
    pub const indian_red = sugar.Color(Color).indian_red;
    pub const indigo = sugar.Color(Color).indigo;
    pub const ivory = sugar.Color(Color).ivory;
    pub const khaki = sugar.Color(Color).khaki;
    pub const lavender = sugar.Color(Color).lavender;
    pub const lavender_blush = sugar.Color(Color).lavender_blush;
    pub const lawn_green = sugar.Color(Color).lawn_green;
    pub const lemon_chiffon = sugar.Color(Color).lemon_chiffon;
    pub const light_blue = sugar.Color(Color).light_blue;
    pub const light_coral = sugar.Color(Color).light_coral;
    pub const light_cyan = sugar.Color(Color).light_cyan;
    pub const light_goldenrod_yellow = sugar.Color(Color).light_goldenrod_yellow;
    pub const light_gray = sugar.Color(Color).light_gray;
    pub const light_green = sugar.Color(Color).light_green;
    pub const light_grey = sugar.Color(Color).light_grey;
    pub const light_pink = sugar.Color(Color).light_pink;
    pub const light_salmon = sugar.Color(Color).light_salmon;
    pub const light_sea_green = sugar.Color(Color).light_sea_green;
    pub const light_sky_blue = sugar.Color(Color).light_sky_blue;
    pub const light_slate_gray = sugar.Color(Color).light_slate_gray;
    pub const light_slate_grey = sugar.Color(Color).light_slate_grey;
    pub const light_steel_blue = sugar.Color(Color).light_steel_blue;
    pub const light_yellow = sugar.Color(Color).light_yellow;
    pub const lime = sugar.Color(Color).lime;
    pub const limegreen = sugar.Color(Color).limegreen;
    pub const linen = sugar.Color(Color).linen;
    pub const magenta = sugar.Color(Color).magenta;
    pub const maroon = sugar.Color(Color).maroon;
    pub const medium_aquamarine = sugar.Color(Color).medium_aquamarine;
    pub const medium_blue = sugar.Color(Color).medium_blue;
    pub const medium_orchid = sugar.Color(Color).medium_orchid;
    pub const medium_purple = sugar.Color(Color).medium_purple;
    pub const medium_sea_green = sugar.Color(Color).medium_sea_green;
    pub const medium_slate_blue = sugar.Color(Color).medium_slate_blue;
    pub const medium_spring_green = sugar.Color(Color).medium_spring_green;
    pub const medium_turquoise = sugar.Color(Color).medium_turquoise;
    pub const medium_violet_red = sugar.Color(Color).medium_violet_red;
    pub const midnight_blue = sugar.Color(Color).midnight_blue;
    pub const mint_cream = sugar.Color(Color).mint_cream;
    pub const misty_rose = sugar.Color(Color).misty_rose;
    pub const moccasin = sugar.Color(Color).moccasin;
    pub const navajo_white = sugar.Color(Color).navajo_white;
    pub const navy = sugar.Color(Color).navy;
    pub const old_lace = sugar.Color(Color).old_lace;
    pub const olive = sugar.Color(Color).olive;
    pub const olive_drab = sugar.Color(Color).olive_drab;
    pub const orange = sugar.Color(Color).orange;
    pub const orange_red = sugar.Color(Color).orange_red;
    pub const orchid = sugar.Color(Color).orchid;
    pub const pale_goldenrod = sugar.Color(Color).pale_goldenrod;
    pub const pale_green = sugar.Color(Color).pale_green;
    pub const pale_turquoise = sugar.Color(Color).pale_turquoise;
    pub const pale_violetred = sugar.Color(Color).pale_violetred;
    pub const papaya_whip = sugar.Color(Color).papaya_whip;
    pub const peachpuff = sugar.Color(Color).peachpuff;
    pub const peru = sugar.Color(Color).peru;
    pub const pink = sugar.Color(Color).pink;
    pub const plum = sugar.Color(Color).plum;
    pub const powder_blue = sugar.Color(Color).powder_blue;
    pub const purple = sugar.Color(Color).purple;
    pub const rebecca_purple = sugar.Color(Color).rebecca_purple;
    pub const red = sugar.Color(Color).red;
    pub const rosy_brown = sugar.Color(Color).rosy_brown;
    pub const royal_blue = sugar.Color(Color).royal_blue;
    pub const saddle_brown = sugar.Color(Color).saddle_brown;
    pub const salmon = sugar.Color(Color).salmon;
    pub const sandy_brown = sugar.Color(Color).sandy_brown;
    pub const sea_green = sugar.Color(Color).sea_green;
    pub const seashell = sugar.Color(Color).seashell;
    pub const sienna = sugar.Color(Color).sienna;
    pub const silver = sugar.Color(Color).silver;
    pub const sky_blue = sugar.Color(Color).sky_blue;
    pub const slate_blue = sugar.Color(Color).slate_blue;
    pub const slate_gray = sugar.Color(Color).slate_gray;
    pub const slate_grey = sugar.Color(Color).slate_grey;
    pub const snow = sugar.Color(Color).snow;
    pub const spring_green = sugar.Color(Color).spring_green;
    pub const steel_blue = sugar.Color(Color).steel_blue;
    pub const tan = sugar.Color(Color).tan;
    pub const teal = sugar.Color(Color).teal;
    pub const thistle = sugar.Color(Color).thistle;
    pub const tomato = sugar.Color(Color).tomato;
    pub const turquoise = sugar.Color(Color).turquoise;
    pub const violet = sugar.Color(Color).violet;
    pub const wheat = sugar.Color(Color).wheat;
    pub const white = sugar.Color(Color).white;
    pub const white_smoke = sugar.Color(Color).white_smoke;
    pub const yellow = sugar.Color(Color).yellow;
    pub const yellow_green = sugar.Color(Color).yellow_green;
    pub const default: Color = .{ .LinearRgba = .{} };
};

/// Color in Hue-Saturation-Lightness (HSL) color space with alpha. Further information on this color model can be
/// found on Wikipedia.
pub const Hsla = struct {
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The saturation channel. [0.0, 1.0]
    saturation: f32 = 0,
    /// The lightness channel. [0.0, 1.0]
    lightness: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::hsla::Hsla";
};

/// Color in Hue-Saturation-Value (HSV) color space with alpha. Further information on this color model can be
/// found on Wikipedia.
pub const Hsva = struct {
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The saturation channel. [0.0, 1.0]
    saturation: f32 = 0,
    /// The value channel. [0.0, 1.0]
    value: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::hsva::Hsva";
};

/// Color in Hue-Whiteness-Blackness (HWB) color space with alpha. Further information on this color model can be
/// found on Wikipedia.
pub const Hwba = struct {
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The whiteness channel. [0.0, 1.0]
    whiteness: f32 = 0,
    /// The blackness channel. [0.0, 1.0]
    blackness: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::hwba::Hwba";
};

/// Color in LAB color space, with alpha
pub const Laba = struct {
    /// The lightness channel. [0.0, 1.5]
    lightness: f32 = 1,
    /// The a axis. [-1.5, 1.5]
    a: f32 = 0,
    /// The b axis. [-1.5, 1.5]
    b: f32 = 0,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::laba::Laba";
};

/// Color in LCH color space, with alpha
pub const Lcha = struct {
    /// The lightness channel. [0.0, 1.5]
    lightness: f32 = 1,
    /// The chroma channel. Typically [0.0, 1.5]
    chroma: f32 = 0,
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::lcha::Lcha";
};

/// Linear RGB color with alpha.
pub const LinearRgba = struct {
    /// The red channel. [0.0, 1.0] for SDR colors.
    red: f32 = 1,
    /// The green channel. [0.0, 1.0] for SDR colors.
    green: f32 = 1,
    /// The blue channel. [0.0, 1.0] for SDR colors.
    blue: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::linear_rgba::LinearRgba";
    pub const rgb = sugar.LinearRgba(LinearRgba).rgb;
    pub const black = sugar.LinearRgba(LinearRgba).black;
    pub const white = sugar.LinearRgba(LinearRgba).white;
    pub const none = sugar.LinearRgba(LinearRgba).none;
};

/// Color in Okhsl color space with alpha. Further information on this color model can be found on
/// <https://bottosson.github.io/posts/colorpicker>.
pub const Okhsla = struct {
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The saturation channel. [0.0, 1.0]
    saturation: f32 = 0,
    /// The lightness channel. [0.0, 1.0]
    lightness: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::okhsla::Okhsla";
};

/// Color in Okhsv color space with alpha. Further information on this color model can be found on
/// <https://bottosson.github.io/posts/colorpicker>.
pub const Okhsva = struct {
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The saturation channel. [0.0, 1.0]
    saturation: f32 = 0,
    /// The value channel. [0.0, 1.0]
    value: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::okhsva::Okhsva";
};

/// Color in Okhwb color space with alpha. Further information on this color model can be found on
/// <https://bottosson.github.io/posts/colorpicker>.
pub const Okhwba = struct {
    /// The hue channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The whiteness channel. [0.0, 1.0]
    whiteness: f32 = 0,
    /// The blackness channel. [0.0, 1.0]
    blackness: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::okhwba::Okhwba";
};

/// Color in Oklab color space, with alpha
pub const Oklaba = struct {
    /// The 'lightness' channel. [0.0, 1.0]
    lightness: f32 = 1,
    /// The 'a' channel. [-1.0, 1.0]
    a: f32 = 0,
    /// The 'b' channel. [-1.0, 1.0]
    b: f32 = 0,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::oklaba::Oklaba";
};

/// Color in Oklch color space, with alpha
pub const Oklcha = struct {
    /// The 'lightness' channel. [0.0, 1.0]
    lightness: f32 = 1,
    /// The 'chroma' channel. [0.0, 1.0]
    chroma: f32 = 0,
    /// The 'hue' channel. [0.0, 360.0]
    hue: f32 = 0,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::oklcha::Oklcha";
};

/// Non-linear standard RGB with alpha.
pub const Srgba = struct {
    /// The red channel. [0.0, 1.0] for SDR colors.
    red: f32 = 1,
    /// The green channel. [0.0, 1.0] for SDR colors.
    green: f32 = 1,
    /// The blue channel. [0.0, 1.0] for SDR colors.
    blue: f32 = 1,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::srgba::Srgba";
    pub const rgb = sugar.Srgba(Srgba).rgb;
};

/// CIE 1931 color space, also known as XYZ, with an alpha channel.
pub const Xyza = struct {
    /// The x-axis. [0.0, 0.9505] for SDR colors.
    x: f32 = 0,
    /// The y-axis, intended to represent luminance. [0.0, 1.0] for SDR colors.
    y: f32 = 0,
    /// The z-axis. [0.0, 1.0889] for SDR colors.
    z: f32 = 0,
    /// The alpha channel. [0.0, 1.0]
    alpha: f32 = 1,

    pub const zig_reflect = "bevy_color::xyza::Xyza";
};
