//! What the mirrors of `bevy_sprite` have besides their fields.

const std = @import("std");
const Vec2 = @import("../../math/vec2.zig").Vec2;

/// An image in the world, or a rectangle of one colour.
pub fn Sprite(comptime T: type) type {
    return struct {
        /// The image in a file.
        pub fn load(file: []const u8) T {
            return fromImage(.load(file));
        }

        /// An image.
        pub fn fromImage(image: @FieldType(T, "image")) T {
            return .{ .image = image };
        }

        /// A rectangle of one colour.
        pub fn fromColor(color: @FieldType(T, "color"), size: Vec2) T {
            return .{ .color = color, .custom_size = size };
        }

        /// A white rectangle.
        pub fn sized(size: Vec2) T {
            return .{ .custom_size = size };
        }
    };
}

/// Text in the world.
pub fn Text2d(comptime T: type) type {
    return struct {
        /// A text.
        pub fn new(text: []const u8) T {
            return .{ .text = text };
        }
    };
}

/// Which point of a sprite or a text is at the entity's position.
pub fn Anchor(comptime T: type) type {
    return struct {
        /// The middle.
        pub const center: T = .{ .value = .new(0, 0) };
        /// The lower left corner.
        pub const bottom_left: T = .{ .value = .new(-0.5, -0.5) };
        /// The middle of the lower edge.
        pub const bottom_center: T = .{ .value = .new(0, -0.5) };
        /// The lower right corner.
        pub const bottom_right: T = .{ .value = .new(0.5, -0.5) };
        /// The middle of the left edge.
        pub const center_left: T = .{ .value = .new(-0.5, 0) };
        /// The middle of the right edge.
        pub const center_right: T = .{ .value = .new(0.5, 0) };
        /// The upper left corner.
        pub const top_left: T = .{ .value = .new(-0.5, 0.5) };
        /// The middle of the upper edge.
        pub const top_center: T = .{ .value = .new(0, 0.5) };
        /// The upper right corner.
        pub const top_right: T = .{ .value = .new(0.5, 0.5) };
    };
}

test Sprite {
    const bevy = @import("../../bevy.zig");
    const sprite: bevy.Sprite = .fromColor(.red, .new(2, 3));
    try std.testing.expectEqual(3, sprite.custom_size.?.y);
    try std.testing.expectEqual(bevy.Color.red, sprite.color);
    try std.testing.expectEqualStrings("a.png", bevy.Sprite.load("a.png").image.path);
    const anchor: bevy.Anchor = .top_left;
    try std.testing.expectEqual(0.5, anchor.value.y);
}
