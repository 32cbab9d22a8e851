//! What the mirrors of `bevy_camera` have besides their fields.

const std = @import("std");

/// A projection without perspective.
pub fn OrthographicProjection(comptime T: type) type {
    const ScalingMode = @FieldType(T, "scaling_mode");
    return struct {
        /// That of Bevy's 2D cameras, with a scaling mode: `.window_size` is theirs, with which a unit is a pixel.
        ///
        /// ```zig
        /// bevy.Projection{ .orthographic = .default2d(.{ .auto_min = .{ .min_width = 800, .min_height = 600 } }) }
        /// ```
        pub fn default2d(scaling_mode: ScalingMode) T {
            return .{
                .near = -1000,
                .far = 1000,
                .viewport_origin = .splat(0.5),
                .scaling_mode = scaling_mode,
                .scale = 1,
                .area = .{ .min = .splat(-1), .max = .one },
            };
        }
    };
}

test OrthographicProjection {
    const bevy = @import("../../bevy.zig");
    const projection: bevy.Projection = .{ .orthographic = .default2d(.{ .fixed_vertical = .{ .viewport_height = 9 } }) };
    try std.testing.expectEqual(9, projection.orthographic.scaling_mode.fixed_vertical.viewport_height);
    try std.testing.expectEqual(1, projection.orthographic.scale);
}
