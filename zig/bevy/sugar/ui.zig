//! What the mirrors of `bevy_ui` have besides their fields.

const std = @import("std");

/// A length.
pub fn Val(comptime T: type) type {
    return struct {
        /// Logical pixels.
        pub fn px(value: f32) T {
            return .{ .Px = value };
        }

        /// A share of the parent's size along this axis, from 0 to 100.
        pub fn percent(value: f32) T {
            return .{ .Percent = value };
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

        /// No length.
        pub const zero: T = .{ .Px = 0 };
    };
}

/// Two lengths.
pub fn Val2(comptime T: type) type {
    return struct {
        /// Logical pixels.
        pub fn px(x: f32, y: f32) T {
            return .{ .x = .px(x), .y = .px(y) };
        }

        /// Shares of the node's own size, from 0 to 100.
        pub fn percent(x: f32, y: f32) T {
            return .{ .x = .percent(x), .y = .percent(y) };
        }
    };
}

/// Lengths at the four sides.
pub fn UiRect(comptime T: type) type {
    const V = @FieldType(T, "left");
    return struct {
        /// The same at all sides.
        pub fn all(value: V) T {
            return .{ .left = value, .right = value, .top = value, .bottom = value };
        }

        /// At the left and the right; at the top and the bottom.
        pub fn axes(at_sides: V, at_ends: V) T {
            return .{ .left = at_sides, .right = at_sides, .top = at_ends, .bottom = at_ends };
        }

        /// At the left and the right.
        pub fn horizontal(value: V) T {
            return .{ .left = value, .right = value };
        }

        /// At the top and the bottom.
        pub fn vertical(value: V) T {
            return .{ .top = value, .bottom = value };
        }

        /// Logical pixels, in Bevy's order: left, right, top, bottom.
        pub fn px(left: f32, right: f32, top: f32, bottom: f32) T {
            return .{ .left = .px(left), .right = .px(right), .top = .px(top), .bottom = .px(bottom) };
        }

        /// Nothing at any side.
        pub const zero: T = all(.zero);
        /// As the layout finds it right, at all sides.
        pub const auto: T = all(.auto);
    };
}

/// How round the corners are.
pub fn BorderRadius(comptime T: type) type {
    const Corner = @FieldType(T, "top_left");
    // Corners are arcs of ellipses since Bevy 0.20.
    const is_elliptic = @hasField(Corner, "x");
    const V = if (is_elliptic) @FieldType(Corner, "x") else Corner;
    return struct {
        /// The same at all corners.
        pub fn all(radius: V) T {
            return corners(radius, radius, radius, radius);
        }

        /// Logical pixels, in Bevy's order: top left, top right, bottom right, bottom left.
        pub fn px(top_left: f32, top_right: f32, bottom_right: f32, bottom_left: f32) T {
            return corners(.px(top_left), .px(top_right), .px(bottom_right), .px(bottom_left));
        }

        /// Shares of the node's shorter side, from 0 to 100, in the same order.
        pub fn percent(top_left: f32, top_right: f32, bottom_right: f32, bottom_left: f32) T {
            return corners(.percent(top_left), .percent(top_right), .percent(bottom_right), .percent(bottom_left));
        }

        fn corners(top_left: V, top_right: V, bottom_right: V, bottom_left: V) T {
            return .{
                .top_left = corner(top_left),
                .top_right = corner(top_right),
                .bottom_right = corner(bottom_right),
                .bottom_left = corner(bottom_left),
            };
        }

        fn corner(radius: V) Corner {
            return if (is_elliptic) .{ .x = radius, .y = radius } else radius;
        }

        /// Corners.
        pub const zero: T = all(.zero);
        /// As round as can be: a circle, or a capsule.
        pub const max: T = all(.px(std.math.floatMax(f32)));
    };
}

/// The colours of the four borders.
pub fn BorderColor(comptime T: type) type {
    const C = @FieldType(T, "top");
    return struct {
        /// The same at all sides.
        pub fn all(color: C) T {
            return .{ .top = color, .right = color, .bottom = color, .left = color };
        }
    };
}

/// What happens with what does not fit in.
pub fn Overflow(comptime T: type) type {
    return struct {
        /// It is cut off.
        pub const clip: T = .{ .x = .clip, .y = .clip };
        /// It is cut off at the left and the right.
        pub const clip_x: T = .{ .x = .clip };
        /// It is cut off at the top and the bottom.
        pub const clip_y: T = .{ .y = .clip };
        /// It scrolls.
        pub const scroll: T = .{ .x = .scroll, .y = .scroll };
        /// It scrolls to the left and the right.
        pub const scroll_x: T = .{ .x = .scroll, .y = .clip };
        /// It scrolls up and down.
        pub const scroll_y: T = .{ .x = .clip, .y = .scroll };
    };
}

/// An image in a node.
pub fn ImageNode(comptime T: type) type {
    const Image = @FieldType(T, "image");
    return struct {
        /// The image in a file.
        pub fn load(file: []const u8) T {
            return new(.load(file));
        }

        /// An image.
        pub fn new(image: Image) T {
            return .{ .image = image };
        }

        /// No image, but a colour.
        pub fn solidColor(color: @FieldType(T, "color")) T {
            return .{ .color = color, .image = .none };
        }
    };
}

/// Text in a node.
pub fn Text(comptime T: type) type {
    return struct {
        /// A text.
        pub fn new(text: []const u8) T {
            return .{ .text = text };
        }
    };
}

/// A column or a row of a grid.
pub fn GridTrack(comptime T: type) type {
    const Min = @FieldType(T, "min_sizing_function");
    const Max = @FieldType(T, "max_sizing_function");
    return struct {
        /// Logical pixels.
        pub fn px(value: f32) T {
            return minmax(.{ .px = value }, .{ .px = value });
        }

        /// A share of the grid's size, from 0 to 100.
        pub fn percent(value: f32) T {
            return minmax(.{ .percent = value }, .{ .percent = value });
        }

        /// A share of the free space, and at least what is in it.
        pub fn fr(value: f32) T {
            return minmax(.auto, .{ .fraction = value });
        }

        /// A share of the free space, however large what is in it.
        pub fn flex(value: f32) T {
            return minmax(.{ .px = 0 }, .{ .fraction = value });
        }

        /// The least and the greatest size.
        pub fn minmax(min: Min, max: Max) T {
            return .{ .min_sizing_function = min, .max_sizing_function = max };
        }

        /// As large as what is in it.
        pub const auto: T = minmax(.auto, .auto);
        /// As small as what is in it can be.
        pub const min_content: T = minmax(.min_content, .min_content);
        /// As large as what is in it wants to be.
        pub const max_content: T = minmax(.max_content, .max_content);
    };
}

/// Columns or rows of a grid.
pub fn RepeatedGridTrack(comptime T: type) type {
    const Track = std.meta.Elem(@FieldType(T, "tracks"));
    return struct {
        /// So many tracks of so many pixels.
        pub fn px(count: u16, comptime value: f32) T {
            return of(count, .px(value));
        }

        /// So many tracks of so many percent.
        pub fn percent(count: u16, comptime value: f32) T {
            return of(count, .percent(value));
        }

        /// So many tracks of so many fractions of the free space.
        pub fn fr(count: u16, comptime value: f32) T {
            return of(count, .fr(value));
        }

        /// So many tracks of so many fractions of the free space, however large what is in them.
        pub fn flex(count: u16, comptime value: f32) T {
            return of(count, .flex(value));
        }

        /// So many of a track.
        pub fn of(count: u16, comptime track: Track) T {
            return .{ .repetition = .{ .count = count }, .tracks = &.{track} };
        }
    };
}

test Val {
    const bevy = @import("../../bevy.zig");
    const expect = std.testing.expectEqual;
    const node: bevy.Node = .{
        .width = .px(12),
        .height = .percent(50),
        .padding = .all(.px(4)),
        .margin = .axes(.auto, .zero),
        .border_radius = .max,
        .overflow = .scroll_y,
        .grid_template_columns = &.{ .fr(2, 1), .px(1, 200), .of(1, .auto) },
    };
    try expect(12, node.width.Px);
    try expect(50, node.height.Percent);
    try expect(4, node.padding.bottom.Px);
    try expect(bevy.Val.auto, node.margin.right);
    try expect(0, node.margin.top.Px);
    try expect(std.math.floatMax(f32), node.border_radius.bottom_left.Px);
    const radius: bevy.BorderRadius = .px(1, 2, 3, 4);
    try expect(bevy.BorderRadius.all(.px(3)).bottom_right, radius.bottom_right);
    try expect(bevy.BorderRadius.all(.percent(4)).bottom_left, bevy.BorderRadius.percent(1, 2, 3, 4).bottom_left);
    try expect(.clip, node.overflow.x);
    try expect(1, node.grid_template_columns[0].tracks[0].max_sizing_function.fraction);
    try expect(200, node.grid_template_columns[1].tracks[0].min_sizing_function.px);
    try expect(bevy.Color.red, bevy.BorderColor.all(.red).left);
    try expect(7, bevy.px(7).Px);
    try std.testing.expectEqualStrings("a.png", bevy.ImageNode.load("a.png").image.path);
}
