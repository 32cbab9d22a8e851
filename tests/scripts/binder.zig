//! Binds "fire" and "turn" as the test says, and tells what became of it.
const std = @import("std");
const bevy = @import("bevy");
const input = bevy.input;
const note = @import("lib/note.zig");
const Binder = @This();

const Step = enum {
    none,
    all,
    any,
    axis,
    deltas,
    next,
    read,
    many,
    nobody,
    second_gamepad,
    all_gamepads,
    gone_gamepad,
    unbound,
    no_factor,
    no_scale,
    no_dead_zone,
    no_threshold,
    far_threshold,
};

step: Step = .none,
outcome: note.Note = @splat(0),
pressed: u32 = 0,
released: u32 = 0,
held: bool = false,
turn: f32 = 0,
label: note.Note = @splat(0),
bound: u32 = 0,
dead_zone: f32 = 0,
motion: bevy.Vec2 = .zero,
scroll: bevy.Vec2 = .zero,
/// Letters that were typed.
typed: note.Note = @splat(0),
typed_len: u32 = 0,
touches: u32 = 0,
touched_at: bevy.Vec2 = .zero,
gamepads: u32 = 0,
gamepad_stick: f32 = 0,
keys_down: u32 = 0,
rumbles: bool = false,
/// A gamepad that is no longer there.
gone: bevy.Entity = .none,

pub fn update(self: *Binder, ctx: *bevy.Context, _: f32) !void {
    const step = self.step;
    self.step = .none;
    if (step != .none) self.outcome = note.of(self.take(ctx, step));
    self.pressed += @intFromBool(ctx.justPressed("fire"));
    self.released += @intFromBool(ctx.justReleased("fire"));
    self.held = ctx.pressed("fire");
    self.turn = ctx.axis("turn");
    self.motion = (try ctx.resource(input.AccumulatedMouseMotion)).delta;
    self.scroll = (try ctx.resource(input.AccumulatedMouseScroll)).delta;
    self.keys_down = @intCast((try ctx.resource(input.ButtonInputKeyCode)).pressed.len);
    for (try ctx.messages(input.KeyboardInput)) |key| {
        const text = key.text orelse continue;
        if (key.state != .pressed or self.typed_len + text.len > self.typed.len) continue;
        @memcpy(self.typed[self.typed_len..][0..text.len], text);
        self.typed_len += @intCast(text.len);
    }
    for (try ctx.messages(input.TouchInput)) |touch| {
        self.touches += 1;
        self.touched_at = touch.position;
    }
    const gamepads = try ctx.gamepads();
    self.gamepads = @intCast(gamepads.len);
    if (gamepads.len > 0) {
        const pad = try ctx.ref(gamepads[0]).get(input.Gamepad);
        for (pad.analog.axis_data) |entry| switch (entry.key) {
            .axis => |axis| if (axis == .left_stick_x) {
                self.gamepad_stick = entry.value;
            },
            .button => {},
        };
        if (self.rumbles) {
            self.rumbles = false;
            try ctx.write(input.GamepadRumbleRequest{ .add = .{
                .duration = .milliseconds(250),
                .intensity = .{ .strong_motor = 0.5, .weak_motor = 1 },
                .gamepad = gamepads[0],
            } });
        }
    }
}

fn take(self: *Binder, ctx: *bevy.Context, step: Step) !void {
    switch (step) {
        .none => {},
        .all => try ctx.bindAction("fire", &.{
            .{ .key = .space },
            .{ .mouse = .left },
            .{ .wheel = .up },
            .{ .gamepad_button = .south },
            .stick(.right_z, 0.5),
            .stick(.left_stick_y, -0.5),
        }),
        .any => try ctx.bindAction("fire", &.{.any}),
        .axis => try ctx.bindAxis("turn", &.{ .keys(.key_a, .key_d), .stick(.left_stick_x) }, .{ .dead_zone = 0.2 }),
        .deltas => try ctx.bindAxis("turn", &.{ .{ .wheel_y = 2 }, .{ .mouse_x = 0.5 } }, .{}),
        .next => {
            const pressed = try ctx.pressedNow();
            if (pressed.len == 0) return error.NothingPressed;
            try ctx.bindAction("fire", pressed[0..1]);
        },
        .read => {
            const bound = try ctx.actionBindings("fire");
            self.bound = @intCast(bound.len);
            self.label = note.text(if (bound.len > 0) bound[0].label() else "");
            const axis = try ctx.axisBindings("turn");
            self.bound += @intCast(10 * axis.sources.len);
            self.dead_zone = axis.dead_zone;
        },
        .many => {
            const sources: [65]bevy.InputSource = @splat(.{ .key = .space });
            try ctx.bindAction("fire", &sources);
        },
        .second_gamepad => {
            const second = (try ctx.gamepads())[1];
            inline for (.{ "fire", "turn" }) |name| try ctx.bindGamepad(name, second);
        },
        .all_gamepads => inline for (.{ "fire", "turn" }) |name| try ctx.bindGamepad(name, .none),
        .gone_gamepad => try ctx.bindGamepad("fire", self.gone),
        .unbound => try ctx.bindGamepad("fly", .none),
        .no_factor => try ctx.bindAxis("turn", &.{.{ .wheel_y = std.math.nan(f32) }}, .{}),
        .no_scale => try ctx.bindAxis("turn", &.{.{ .gamepad = .{ .axis = .left_stick_x, .scale = std.math.inf(f32) } }}, .{}),
        .no_dead_zone => try ctx.bindAxis("turn", &.{.stick(.left_stick_x)}, .{ .dead_zone = 1.5 }),
        .no_threshold => try ctx.bindAction("turn", &.{.stick(.right_z, std.math.nan(f32))}),
        .far_threshold => try ctx.bindAction("turn", &.{.stick(.right_z, -1.5)}),
        .nobody => if ((try ctx.actionBindings("no such action")).len > 0) return error.Found,
    }
}
