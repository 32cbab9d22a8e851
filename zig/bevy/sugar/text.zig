//! What the mirrors of `bevy_text` have besides their fields.

const std = @import("std");

/// The size of a font.
pub fn FontSize(comptime T: type) type {
    return struct {
        /// Logical pixels.
        pub fn px(value: f32) T {
            return .{ .Px = value };
        }

        /// A share of the view's width, from 0 to 100.
        pub fn vw(value: f32) T {
            return .{ .Vw = value };
        }

        /// A share of the view's height, from 0 to 100.
        pub fn vh(value: f32) T {
            return .{ .Vh = value };
        }

        /// A share of the shorter side of the view, from 0 to 100.
        pub fn vmin(value: f32) T {
            return .{ .VMin = value };
        }

        /// A share of the longer side of the view, from 0 to 100.
        pub fn vmax(value: f32) T {
            return .{ .VMax = value };
        }

        /// So many times the resource `RemSize`.
        pub fn rem(value: f32) T {
            return .{ .Rem = value };
        }
    };
}

/// Where a font comes from.
pub fn FontSource(comptime T: type) type {
    return struct {
        /// The font in a file.
        pub fn load(file: []const u8) T {
            return .{ .handle = .load(file) };
        }
    };
}

/// A font and its size.
pub fn TextFont(comptime T: type) type {
    return struct {
        /// The default font in this size, in logical pixels.
        pub fn fromFontSize(size_px: f32) T {
            return .{ .font_size = .px(size_px) };
        }
    };
}

/// A part of a text.
pub fn TextSpan(comptime T: type) type {
    return struct {
        /// A text.
        pub fn new(text: []const u8) T {
            return .{ .text = text };
        }
    };
}

test TextFont {
    const bevy = @import("../../bevy.zig");
    const font: bevy.TextFont = .{ .font = .load("fonts/a.ttf"), .font_size = .px(32) };
    try std.testing.expectEqualStrings("fonts/a.ttf", font.font.handle.path);
    try std.testing.expectEqual(font.font_size, bevy.TextFont.fromFontSize(32).font_size);
    try std.testing.expectEqualStrings("a", bevy.TextSpan.new("a").text);
}
