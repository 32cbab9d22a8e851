//! Draws for debugging.
const std = @import("std");
const bevy = @import("bevy");
const Drawer = @This();

const Call = enum { none, line, all, lasting, nonsense, faults, many };

call: Call = .none,

pub fn update(self: *Drawer, ctx: *bevy.Context, _: f32) !void {
    const call = self.call;
    self.call = .none;
    const draw = ctx.gizmos();
    switch (call) {
        .none => {},
        .line => draw.line(.zero, .new(1, 2, 3), .{ .color = .red }),
        .all => {
            draw.ray(.one, .x_axis, .{});
            draw.arrow(.zero, .one, .{});
            draw.circle(.zero, 1, .{ .rotation = .fromRotationX(1) });
            draw.sphere(.zero, 2, .{});
            draw.rect(.zero, .one, .{});
            draw.cuboid(.zero, .new(1, 2, 3), .{});
            draw.cross(.zero, 1, .{});
            draw.axes(.identity, 1, .{});
            draw.text(.zero, 12, "a text", .{});
            draw.line2d(.zero, .one, .{});
            draw.ray2d(.zero, .one, .{});
            draw.arrow2d(.zero, .one, .{});
            draw.circle2d(.zero, 1, .{});
            draw.rect2d(.zero, .one, .{});
            draw.text2d(.zero, 12, &@as([280]u8, @splat('a')), .{});
        },
        .lasting => draw.line(.zero, .one, .{ .seconds = 0.5 }),
        .nonsense => draw.circle(.zero, std.math.inf(f32), .{}),
        .faults => {
            draw.line(.zero, .one, .{ .seconds = 9 });
            @panic("after a drawing");
        },
        .many => for (0..100) |_| draw.line(.zero, .one, .{ .seconds = 9 }),
    }
}
