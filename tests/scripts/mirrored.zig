//! Uses types that `cargo bevy-zig mirror` has written: `lib/mirrors`.
const bevy = @import("bevy");
const camera = @import("lib/mirrors/bevy_camera.zig");
const color = @import("lib/mirrors/bevy_color.zig");
const ecs = @import("lib/mirrors/bevy_ecs.zig");
const game = @import("lib/mirrors/bevy_zig_tests.zig");
const input = @import("lib/mirrors/bevy_input.zig");
const time = @import("lib/mirrors/bevy_time.zig");
const note = @import("lib/note.zig");
const Mirrored = @This();

const Step = enum { none, name, read_name, parent, hide, read_hidden, insert_color, set_color, read_color, time, wheel, camera, read_camera, label };

/// What it is to do next.
step: Step = .none,
/// The name of the error of the last step, or "ok".
outcome: note.Note = @splat(0),
parent: bevy.Entity = .none,
/// What it has read.
seen: f32 = 0,

pub fn update(self: *Mirrored, ctx: *bevy.Context, _: f32) !void {
    const step = self.step;
    self.step = .none;
    if (step == .none) return;
    self.outcome = note.of(self.take(ctx, step));
}

fn take(self: *Mirrored, ctx: *bevy.Context, step: Step) !void {
    const entity = ctx.entity();
    switch (step) {
        .none => {},
        .name => try entity.insert(ecs.Name{ .text = "a name that is longer than the sixty-four bytes that a plain value has" }),
        .read_name => self.seen = @floatFromInt((try entity.get(ecs.Name)).text.len),
        .parent => {
            try entity.insert(ecs.ChildOf{ .parent = self.parent });
            const known = try ctx.ref(self.parent).get(ecs.Children);
            self.seen = @floatFromInt(known.entities.len);
        },
        .hide => try entity.insert(camera.Visibility.hidden),
        .read_hidden => self.seen = if (try entity.get(camera.Visibility) == .hidden) 1 else 0,
        .insert_color => try ctx.insertResource(camera.ClearColor{ .color = .{ .hsla = .{ .hue = 120, .saturation = 1, .lightness = 0.5 } } }),
        .set_color => try ctx.setResource(camera.ClearColor, .{ .color = color.Color{ .srgba = .{ .green = 0.75 } } }),
        .read_color => self.seen = switch ((try ctx.resource(camera.ClearColor)).color) {
            .srgba => |srgba| srgba.green,
            .hsla => |hsla| hsla.hue,
            else => -1,
        },
        .time => {
            try ctx.setResource(time.TimeVirtual, .{ .context = .{ .paused = true, .relative_speed = 0.5 } });
            self.seen = @floatCast((try ctx.resource(time.TimeVirtual)).context.relative_speed);
        },
        .wheel => for (try ctx.messages(input.MouseWheel)) |wheel| {
            if (wheel.unit == .line) self.seen += wheel.y;
        },
        .camera => try entity.insert(camera.Camera{
            .order = -3,
            .clear_color = .{ .custom = .{ .hsla = .{ .hue = 120, .saturation = 1, .lightness = 0.5 } } },
        }),
        .read_camera => self.seen = (try entity.get(camera.Camera)).clear_color.custom.hsla.hue,
        .label => try entity.insert(game.Label{ .text = "mirrored", .parts = &.{.{ .name = "wing", .count = 2 }} }),
    }
}
