//! What the mirrors of `bevy_color` have besides their fields.

const std = @import("std");

/// Colours are written `.srgb(1, 0.5, 0)`, `.hex("ff8800")`, `.orange`.
pub fn Color(comptime T: type) type {
    return struct {
        /// Red, green and blue as screens have them (sRGB), from 0 to 1.
        pub fn srgb(r: f32, g: f32, b: f32) T {
            return .{ .Srgba = .{ .red = r, .green = g, .blue = b } };
        }

        /// Red, green and blue as screens have them (sRGB), from 0 to 1; and alpha.
        pub fn srgba(r: f32, g: f32, b: f32, alpha: f32) T {
            return .{ .Srgba = .{ .red = r, .green = g, .blue = b, .alpha = alpha } };
        }

        /// Red, green and blue as light adds up, from 0 to 1 or more.
        pub fn linearRgb(r: f32, g: f32, b: f32) T {
            return .{ .LinearRgba = .{ .red = r, .green = g, .blue = b } };
        }

        /// Red, green and blue as light adds up, from 0 to 1 or more; and alpha.
        pub fn linearRgba(r: f32, g: f32, b: f32, alpha: f32) T {
            return .{ .LinearRgba = .{ .red = r, .green = g, .blue = b, .alpha = alpha } };
        }

        /// A hue in degrees, saturation and lightness from 0 to 1.
        pub fn hsl(hue: f32, saturation: f32, lightness: f32) T {
            return .{ .Hsla = .{ .hue = hue, .saturation = saturation, .lightness = lightness } };
        }

        /// A hue in degrees, saturation and lightness from 0 to 1; and alpha.
        pub fn hsla(hue: f32, saturation: f32, lightness: f32, alpha: f32) T {
            return .{ .Hsla = .{ .hue = hue, .saturation = saturation, .lightness = lightness, .alpha = alpha } };
        }

        /// A hue in degrees, saturation and value from 0 to 1.
        pub fn hsv(hue: f32, saturation: f32, value: f32) T {
            return .{ .Hsva = .{ .hue = hue, .saturation = saturation, .value = value } };
        }

        /// A hue in degrees, saturation and value from 0 to 1; and alpha.
        pub fn hsva(hue: f32, saturation: f32, value: f32, alpha: f32) T {
            return .{ .Hsva = .{ .hue = hue, .saturation = saturation, .value = value, .alpha = alpha } };
        }

        /// A hue in degrees, whiteness and blackness from 0 to 1.
        pub fn hwb(hue: f32, whiteness: f32, blackness: f32) T {
            return .{ .Hwba = .{ .hue = hue, .whiteness = whiteness, .blackness = blackness } };
        }

        /// A hue in degrees, whiteness and blackness from 0 to 1; and alpha.
        pub fn hwba(hue: f32, whiteness: f32, blackness: f32, alpha: f32) T {
            return .{ .Hwba = .{ .hue = hue, .whiteness = whiteness, .blackness = blackness, .alpha = alpha } };
        }

        /// A colour of CIE L*a*b*: lightness from 0 to 1.5, `a` and `b` from -1.5 to 1.5.
        pub fn lab(lightness: f32, a: f32, b: f32) T {
            return .{ .Laba = .{ .lightness = lightness, .a = a, .b = b } };
        }

        /// A colour of CIE L*a*b*: lightness from 0 to 1.5, `a` and `b` from -1.5 to 1.5; and alpha.
        pub fn laba(lightness: f32, a: f32, b: f32, alpha: f32) T {
            return .{ .Laba = .{ .lightness = lightness, .a = a, .b = b, .alpha = alpha } };
        }

        /// A colour of CIE LCH: lightness and chroma from 0 to 1.5, a hue in degrees.
        pub fn lch(lightness: f32, chroma: f32, hue: f32) T {
            return .{ .Lcha = .{ .lightness = lightness, .chroma = chroma, .hue = hue } };
        }

        /// A colour of CIE LCH: lightness and chroma from 0 to 1.5, a hue in degrees; and alpha.
        pub fn lcha(lightness: f32, chroma: f32, hue: f32, alpha: f32) T {
            return .{ .Lcha = .{ .lightness = lightness, .chroma = chroma, .hue = hue, .alpha = alpha } };
        }

        /// A colour of Oklab: lightness from 0 to 1, `a` and `b` from -1 to 1.
        pub fn oklab(lightness: f32, a: f32, b: f32) T {
            return .{ .Oklaba = .{ .lightness = lightness, .a = a, .b = b } };
        }

        /// A colour of Oklab: lightness from 0 to 1, `a` and `b` from -1 to 1; and alpha.
        pub fn oklaba(lightness: f32, a: f32, b: f32, alpha: f32) T {
            return .{ .Oklaba = .{ .lightness = lightness, .a = a, .b = b, .alpha = alpha } };
        }

        /// A colour of Oklch: lightness and chroma from 0 to 1, a hue in degrees.
        pub fn oklch(lightness: f32, chroma: f32, hue: f32) T {
            return .{ .Oklcha = .{ .lightness = lightness, .chroma = chroma, .hue = hue } };
        }

        /// A colour of Oklch: lightness and chroma from 0 to 1, a hue in degrees; and alpha.
        pub fn oklcha(lightness: f32, chroma: f32, hue: f32, alpha: f32) T {
            return .{ .Oklcha = .{ .lightness = lightness, .chroma = chroma, .hue = hue, .alpha = alpha } };
        }

        /// A colour of CIE 1931 XYZ, from 0 to 1.
        pub fn xyz(x: f32, y: f32, z: f32) T {
            return .{ .Xyza = .{ .x = x, .y = y, .z = z } };
        }

        /// A colour of CIE 1931 XYZ, from 0 to 1; and alpha.
        pub fn xyza(x: f32, y: f32, z: f32, alpha: f32) T {
            return .{ .Xyza = .{ .x = x, .y = y, .z = z, .alpha = alpha } };
        }

        /// Red, green and blue as screens have them, from 0 to 255.
        pub fn srgbU8(r: u8, g: u8, b: u8) T {
            return srgbaU8(r, g, b, 255);
        }

        /// Red, green and blue as screens have them, and alpha, from 0 to 255.
        pub fn srgbaU8(r: u8, g: u8, b: u8, alpha: u8) T {
            return srgba(part(r), part(g), part(b), part(alpha));
        }

        /// A colour as in web pages: `"ff8800"`, `"f80"`, with alpha `"ff880080"`, with or without a `#`.
        pub fn hex(comptime text: []const u8) T {
            const parts = comptime parse(text);
            return srgbaU8(parts[0], parts[1], parts[2], parts[3]);
        }

        /// The same colour with another alpha, from 0 (invisible) to 1.
        pub fn withAlpha(self: T, alpha: f32) T {
            var changed = self;
            switch (changed) {
                inline else => |*color| color.alpha = alpha,
            }
            return changed;
        }

        /// Its alpha.
        pub fn alphaOf(self: T) f32 {
            return switch (self) {
                inline else => |color| color.alpha,
            };
        }

        /// No colour: fully transparent.
        pub const none: T = srgba(0, 0, 0, 0);

        // The colours that web pages know by name, with the values of `bevy::color::palettes::css`.
        pub const alice_blue: T = srgb(0.941, 0.973, 1);
        pub const antique_white: T = srgb(0.98, 0.922, 0.843);
        pub const aqua: T = srgb(0, 1, 1);
        pub const aquamarine: T = srgb(0.498, 1, 0.831);
        pub const azure: T = srgb(0.941, 1, 1);
        pub const beige: T = srgb(0.961, 0.961, 0.863);
        pub const bisque: T = srgb(1, 0.894, 0.769);
        pub const black: T = srgb(0, 0, 0);
        pub const blanched_almond: T = srgb(1, 0.922, 0.804);
        pub const blue: T = srgb(0, 0, 1);
        pub const blue_violet: T = srgb(0.541, 0.169, 0.886);
        pub const brown: T = srgb(0.647, 0.165, 0.165);
        pub const burlywood: T = srgb(0.871, 0.722, 0.529);
        pub const cadet_blue: T = srgb(0.373, 0.62, 0.627);
        pub const chartreuse: T = srgb(0.498, 1, 0);
        pub const chocolate: T = srgb(0.824, 0.412, 0.118);
        pub const coral: T = srgb(1, 0.498, 0.314);
        pub const cornflower_blue: T = srgb(0.392, 0.584, 0.929);
        pub const cornsilk: T = srgb(1, 0.973, 0.863);
        pub const crimson: T = srgb(0.863, 0.078, 0.235);
        pub const dark_blue: T = srgb(0, 0, 0.545);
        pub const dark_cyan: T = srgb(0, 0.545, 0.545);
        pub const dark_goldenrod: T = srgb(0.722, 0.525, 0.043);
        pub const dark_gray: T = srgb(0.663, 0.663, 0.663);
        pub const dark_green: T = srgb(0, 0.392, 0);
        pub const dark_grey: T = srgb(0.663, 0.663, 0.663);
        pub const dark_khaki: T = srgb(0.741, 0.718, 0.42);
        pub const dark_magenta: T = srgb(0.545, 0, 0.545);
        pub const dark_olivegreen: T = srgb(0.333, 0.42, 0.184);
        pub const dark_orange: T = srgb(1, 0.549, 0);
        pub const dark_orchid: T = srgb(0.6, 0.196, 0.8);
        pub const dark_red: T = srgb(0.545, 0, 0);
        pub const dark_salmon: T = srgb(0.914, 0.588, 0.478);
        pub const dark_sea_green: T = srgb(0.561, 0.737, 0.561);
        pub const dark_slate_blue: T = srgb(0.282, 0.239, 0.545);
        pub const dark_slate_gray: T = srgb(0.184, 0.31, 0.31);
        pub const dark_slate_grey: T = srgb(0.184, 0.31, 0.31);
        pub const dark_turquoise: T = srgb(0, 0.808, 0.82);
        pub const dark_violet: T = srgb(0.58, 0, 0.827);
        pub const deep_pink: T = srgb(1, 0.078, 0.576);
        pub const deep_sky_blue: T = srgb(0, 0.749, 1);
        pub const dim_gray: T = srgb(0.412, 0.412, 0.412);
        pub const dim_grey: T = srgb(0.412, 0.412, 0.412);
        pub const dodger_blue: T = srgb(0.118, 0.565, 1);
        pub const fire_brick: T = srgb(0.698, 0.133, 0.133);
        pub const floral_white: T = srgb(1, 0.98, 0.941);
        pub const forest_green: T = srgb(0.133, 0.545, 0.133);
        pub const fuchsia: T = srgb(1, 0, 1);
        pub const gainsboro: T = srgb(0.863, 0.863, 0.863);
        pub const ghost_white: T = srgb(0.973, 0.973, 1);
        pub const gold: T = srgb(1, 0.843, 0);
        pub const goldenrod: T = srgb(0.855, 0.647, 0.125);
        pub const gray: T = srgb(0.5019608, 0.5019608, 0.5019608);
        pub const green: T = srgb(0, 0.5019608, 0);
        pub const green_yellow: T = srgb(0.678, 1, 0.184);
        pub const grey: T = srgb(0.502, 0.502, 0.502);
        pub const honeydew: T = srgb(0.941, 1, 0.941);
        pub const hot_pink: T = srgb(1, 0.412, 0.706);
        pub const indian_red: T = srgb(0.804, 0.361, 0.361);
        pub const indigo: T = srgb(0.294, 0, 0.51);
        pub const ivory: T = srgb(1, 1, 0.941);
        pub const khaki: T = srgb(0.941, 0.902, 0.549);
        pub const lavender: T = srgb(0.902, 0.902, 0.98);
        pub const lavender_blush: T = srgb(1, 0.941, 0.961);
        pub const lawn_green: T = srgb(0.486, 0.988, 0);
        pub const lemon_chiffon: T = srgb(1, 0.98, 0.804);
        pub const light_blue: T = srgb(0.678, 0.847, 0.902);
        pub const light_coral: T = srgb(0.941, 0.502, 0.502);
        pub const light_cyan: T = srgb(0.878, 1, 1);
        pub const light_goldenrod_yellow: T = srgb(0.98, 0.98, 0.824);
        pub const light_gray: T = srgb(0.827, 0.827, 0.827);
        pub const light_green: T = srgb(0.565, 0.933, 0.565);
        pub const light_grey: T = srgb(0.827, 0.827, 0.827);
        pub const light_pink: T = srgb(1, 0.714, 0.757);
        pub const light_salmon: T = srgb(1, 0.627, 0.478);
        pub const light_sea_green: T = srgb(0.125, 0.698, 0.667);
        pub const light_sky_blue: T = srgb(0.529, 0.808, 0.98);
        pub const light_slate_gray: T = srgb(0.467, 0.533, 0.6);
        pub const light_slate_grey: T = srgb(0.467, 0.533, 0.6);
        pub const light_steel_blue: T = srgb(0.69, 0.769, 0.871);
        pub const light_yellow: T = srgb(1, 1, 0.878);
        pub const lime: T = srgb(0, 1, 0);
        pub const limegreen: T = srgb(0.196, 0.804, 0.196);
        pub const linen: T = srgb(0.98, 0.941, 0.902);
        pub const magenta: T = srgb(1, 0, 1);
        pub const maroon: T = srgb(0.5019608, 0, 0);
        pub const medium_aquamarine: T = srgb(0.4, 0.804, 0.667);
        pub const medium_blue: T = srgb(0, 0, 0.804);
        pub const medium_orchid: T = srgb(0.729, 0.333, 0.827);
        pub const medium_purple: T = srgb(0.576, 0.439, 0.859);
        pub const medium_sea_green: T = srgb(0.235, 0.702, 0.443);
        pub const medium_slate_blue: T = srgb(0.482, 0.408, 0.933);
        pub const medium_spring_green: T = srgb(0, 0.98, 0.604);
        pub const medium_turquoise: T = srgb(0.282, 0.82, 0.8);
        pub const medium_violet_red: T = srgb(0.78, 0.082, 0.522);
        pub const midnight_blue: T = srgb(0.098, 0.098, 0.439);
        pub const mint_cream: T = srgb(0.961, 1, 0.98);
        pub const misty_rose: T = srgb(1, 0.894, 0.882);
        pub const moccasin: T = srgb(1, 0.894, 0.71);
        pub const navajo_white: T = srgb(1, 0.871, 0.678);
        pub const navy: T = srgb(0, 0, 0.5019608);
        pub const old_lace: T = srgb(0.992, 0.961, 0.902);
        pub const olive: T = srgb(0.5019608, 0.5019608, 0);
        pub const olive_drab: T = srgb(0.42, 0.557, 0.137);
        pub const orange: T = srgb(1, 0.647, 0);
        pub const orange_red: T = srgb(1, 0.271, 0);
        pub const orchid: T = srgb(0.855, 0.439, 0.839);
        pub const pale_goldenrod: T = srgb(0.933, 0.91, 0.667);
        pub const pale_green: T = srgb(0.596, 0.984, 0.596);
        pub const pale_turquoise: T = srgb(0.686, 0.933, 0.933);
        pub const pale_violetred: T = srgb(0.859, 0.439, 0.576);
        pub const papaya_whip: T = srgb(1, 0.937, 0.835);
        pub const peachpuff: T = srgb(1, 0.855, 0.725);
        pub const peru: T = srgb(0.804, 0.522, 0.247);
        pub const pink: T = srgb(1, 0.753, 0.796);
        pub const plum: T = srgb(0.867, 0.627, 0.867);
        pub const powder_blue: T = srgb(0.69, 0.878, 0.902);
        pub const purple: T = srgb(0.5019608, 0, 0.5019608);
        pub const rebecca_purple: T = srgb(0.4, 0.2, 0.6);
        pub const red: T = srgb(1, 0, 0);
        pub const rosy_brown: T = srgb(0.737, 0.561, 0.561);
        pub const royal_blue: T = srgb(0.255, 0.412, 0.882);
        pub const saddle_brown: T = srgb(0.545, 0.271, 0.075);
        pub const salmon: T = srgb(0.98, 0.502, 0.447);
        pub const sandy_brown: T = srgb(0.957, 0.643, 0.376);
        pub const sea_green: T = srgb(0.18, 0.545, 0.341);
        pub const seashell: T = srgb(1, 0.961, 0.933);
        pub const sienna: T = srgb(0.627, 0.322, 0.176);
        pub const silver: T = srgb(0.7529412, 0.7529412, 0.7529412);
        pub const sky_blue: T = srgb(0.529, 0.808, 0.922);
        pub const slate_blue: T = srgb(0.416, 0.353, 0.804);
        pub const slate_gray: T = srgb(0.439, 0.502, 0.565);
        pub const slate_grey: T = srgb(0.439, 0.502, 0.565);
        pub const snow: T = srgb(1, 0.98, 0.98);
        pub const spring_green: T = srgb(0, 1, 0.498);
        pub const steel_blue: T = srgb(0.275, 0.51, 0.706);
        pub const tan: T = srgb(0.824, 0.706, 0.549);
        pub const teal: T = srgb(0, 0.5019608, 0.5019608);
        pub const thistle: T = srgb(0.847, 0.749, 0.847);
        pub const tomato: T = srgb(1, 0.388, 0.278);
        pub const turquoise: T = srgb(0.251, 0.878, 0.816);
        pub const violet: T = srgb(0.933, 0.51, 0.933);
        pub const wheat: T = srgb(0.961, 0.871, 0.702);
        pub const white: T = srgb(1, 1, 1);
        pub const white_smoke: T = srgb(0.961, 0.961, 0.961);
        pub const yellow: T = srgb(1, 1, 0);
        pub const yellow_green: T = srgb(0.604, 0.804, 0.196);
    };
}

/// Light adds up in linear colours.
pub fn LinearRgba(comptime T: type) type {
    return struct {
        /// Red, green and blue, from 0 to 1 or more.
        pub fn rgb(r: f32, g: f32, b: f32) T {
            return .{ .red = r, .green = g, .blue = b, .alpha = 1 };
        }

        /// No light.
        pub const black: T = rgb(0, 0, 0);
        /// White light.
        pub const white: T = rgb(1, 1, 1);
        /// Fully transparent.
        pub const none: T = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 };
    };
}

/// Colours as screens have them.
pub fn Srgba(comptime T: type) type {
    return struct {
        /// Red, green and blue, from 0 to 1.
        pub fn rgb(r: f32, g: f32, b: f32) T {
            return .{ .red = r, .green = g, .blue = b, .alpha = 1 };
        }
    };
}

fn part(byte: u8) f32 {
    return @as(f32, @floatFromInt(byte)) / 255;
}

fn parse(comptime text: []const u8) [4]u8 {
    const digits = if (text.len > 0 and text[0] == '#') text[1..] else text;
    const is_short = digits.len == 3 or digits.len == 4;
    if (!is_short and digits.len != 6 and digits.len != 8) refuse(text);
    var parts: [4]u8 = @splat(255);
    const width = if (is_short) 1 else 2;
    for (parts[0 .. digits.len / width], 0..) |*byte, index| {
        const value = std.fmt.parseInt(u8, digits[index * width ..][0..width], 16) catch refuse(text);
        // One digit stands for two.
        byte.* = if (is_short) value * 17 else value;
    }
    return parts;
}

fn refuse(comptime text: []const u8) noreturn {
    @compileError("\"" ++ text ++ "\" is no colour; write \"ff8800\", \"f80\", or with alpha \"ff880080\"");
}

test Color {
    const bevy = @import("../../bevy.zig");
    const expect = std.testing.expectEqual;
    const orange: bevy.Color = .hex("#ff8000");
    try expect(bevy.Color.srgbU8(255, 128, 0), orange);
    try expect(bevy.Color.hex("f00"), bevy.Color.srgba(1, 0, 0, 1));
    try expect(bevy.Color.red, bevy.Color.hex("ff000080").withAlpha(1));
    try expect(0.25, bevy.Color.withAlpha(.hsl(120, 1, 0.5), 0.25).alphaOf());
    try expect(0, bevy.Color.none.alphaOf());
    const ground: bevy.ClearColor = .{ .color = .midnight_blue };
    try expect(0.439, ground.color.Srgba.blue);
}
