//! Uses the SDK's mirrors of Bevy's types, and those of the game that `cargo bevy-zig mirror` has written:
//! `lib/mirrors`.
const bevy = @import("bevy");
const game = @import("lib/mirrors/bevy_zig_tests.zig");
const note = @import("lib/note.zig");
const Mirrored = @This();

const TimeVirtual = bevy.time.TimeVirtual;

/// A tuple struct with a field too many.
const ClearColors = struct {
    color: bevy.Color = .white,
    colour: bevy.Color = .white,

    pub const zig_reflect = bevy.camera.ClearColor.zig_reflect;
};

const Step = enum {
    none,
    name,
    read_name,
    parent,
    hide,
    read_hidden,
    insert_color,
    set_color,
    read_color,
    time,
    wheel,
    camera,
    read_camera,
    label,
    type_key,
    two_colors,
    speed,
    timestep,
    overstep,
    wrap_period,
    elapsed,
    insert_clock,
    remove_clock,
};

/// What it is to do next.
step: Step = .none,
/// The name of the error of the last step, or "ok".
outcome: note.Note = @splat(0),
parent: bevy.Entity = .none,
/// What it has read.
seen: f32 = 0,
/// What it is to set.
number: f64 = 0,

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
        .name => try entity.insert(bevy.ecs.Name{ .text = "a name that is longer than the sixty-four bytes that a plain value has" }),
        .read_name => self.seen = @floatFromInt((try entity.get(bevy.ecs.Name)).text.len),
        .parent => {
            try entity.insert(bevy.ecs.ChildOf{ .parent = self.parent });
            const known = try ctx.ref(self.parent).get(bevy.ecs.Children);
            self.seen = @floatFromInt(known.entities.len);
        },
        .hide => try entity.insert(bevy.Visibility.hidden),
        .read_hidden => self.seen = if (try entity.get(bevy.Visibility) == .hidden) 1 else 0,
        .insert_color => try ctx.insertResource(bevy.camera.ClearColor{ .color = .hsl(120, 1, 0.5) }),
        .two_colors => try ctx.insertResource(ClearColors{}),
        .set_color => try ctx.setResource(bevy.camera.ClearColor, .{ .color = bevy.Color.srgb(0, 0.75, 0) }),
        .read_color => self.seen = switch ((try ctx.resource(bevy.camera.ClearColor)).color) {
            .Srgba => |srgba| srgba.green,
            .Hsla => |hsla| hsla.hue,
            else => -1,
        },
        .time => {
            try ctx.setResource(bevy.time.TimeVirtual, .{ .context = .{ .paused = true, .relative_speed = 0.5 } });
            self.seen = @floatCast((try ctx.resource(bevy.time.TimeVirtual)).context.relative_speed);
        },
        .wheel => for (try ctx.messages(bevy.input.MouseWheel)) |wheel| {
            if (wheel.unit == .line) self.seen += wheel.y;
        },
        .type_key => try ctx.write(bevy.input.KeyboardInput{
            .key_code = .key_a,
            .logical_key = .{ .character = "ä" },
            .state = .pressed,
            .text = "a text that is longer than a small string",
            .repeat = false,
            .window = entity.id,
        }),
        .camera => try entity.insert(bevy.camera.Camera{
            .order = -3,
            .clear_color = .{ .custom = .hsl(120, 1, 0.5) },
        }),
        .read_camera => self.seen = (try entity.get(bevy.camera.Camera)).clear_color.custom.Hsla.hue,
        .speed => try ctx.setResource(TimeVirtual, .{ .context = .{ .relative_speed = self.number } }),
        .timestep => try ctx.setResource(bevy.time.TimeFixed, .{ .context = .{ .timestep = bevy.Duration.seconds(self.number) } }),
        .overstep => try ctx.setResource(bevy.time.TimeFixed, .{ .context = .{ .overstep = bevy.Duration.seconds(self.number) } }),
        .wrap_period => try ctx.setResource(TimeVirtual, .{ .wrap_period = bevy.Duration.seconds(self.number) }),
        .elapsed => try ctx.setResource(TimeVirtual, .{ .elapsed = bevy.Duration.seconds(self.number) }),
        .insert_clock => {
            var clock: TimeVirtual = .{};
            clock.context.relative_speed = self.number;
            try ctx.insertResource(clock);
        },
        .remove_clock => try ctx.removeResource(TimeVirtual),
        .label => try entity.insert(game.Label{ .text = "mirrored", .parts = &.{.{ .name = "wing", .count = 2 }} }),
    }
}
