//! What actions and axes are bound to, and how scripts read and change it.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const devices = @import("../bevy.zig").input;
const status = @import("../contract/status.zig");
const values = @import("value.zig");
const Context = @import("context.zig").Context;

const Error = status.Error;

/// What an action is bound to, or one side of an axis: `.{ .key = .space }`, `.{ .mouse = .left }`,
/// `.{ .gamepad_button = .south }`, `.{ .wheel = .up }`, `.stick(.right_z, 0.5)`, `.any`.
pub const InputSource = union(enum) {
    /// A key, by its position on the keyboard.
    key: devices.KeyCode,
    /// A mouse button.
    mouse: devices.MouseButton,
    /// A step of the mouse wheel: it is pressed and released within one frame.
    wheel: WheelDirection,
    /// A button of any gamepad, or of the one that `ctx.bindGamepad` names.
    gamepad_button: devices.GamepadButton,
    /// A stick or trigger of any gamepad (or of the one that `ctx.bindGamepad` names) that is pushed far enough.
    gamepad_axis: AxisThreshold,
    /// Any key, and any button of mouse or gamepad.
    any,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::InputSource";

    /// A stick or trigger that is pushed at least as far as `threshold` (-1 to 1; negative: to the left or down).
    pub fn stick(axis: devices.GamepadAxis, threshold: f32) InputSource {
        return .{ .gamepad_axis = .{ .axis = axis, .threshold = threshold } };
    }

    /// Its name for players, in English: "space", "a", "mouse left", "gamepad south".
    pub fn label(self: InputSource) []const u8 {
        return switch (self) {
            .key => |key| {
                const name = @tagName(key);
                const is_letter = name.len > 4 and name[0] == 'k' and name[1] == 'e' and name[2] == 'y' and name[3] == '_';
                return if (is_letter) name[4..] else name;
            },
            .mouse => |button| switch (button) {
                inline else => |_, tag| "mouse " ++ @tagName(tag),
            },
            .wheel => |direction| switch (direction) {
                inline else => |tag| "wheel " ++ @tagName(tag),
            },
            .gamepad_button => |button| switch (button) {
                inline else => |_, tag| "gamepad " ++ @tagName(tag),
            },
            .gamepad_axis => |over| switch (over.axis) {
                inline else => |_, tag| if (over.threshold < 0) "gamepad " ++ @tagName(tag) ++ " -" else "gamepad " ++ @tagName(tag) ++ " +",
            },
            .any => "any key",
        };
    }

    /// The key or button with this `label()`, for example a saved one; null if there is none, and for sticks.
    pub fn fromLabel(text: []const u8) ?InputSource {
        if (after("mouse ", text)) |name| return .{ .mouse = named(devices.MouseButton, name) orelse return null };
        if (after("wheel ", text)) |name| return .{ .wheel = std.meta.stringToEnum(WheelDirection, name) orelse return null };
        if (after("gamepad ", text)) |name| return .{ .gamepad_button = named(devices.GamepadButton, name) orelse return null };
        if (std.mem.eql(u8, text, "any key")) return .any;
        if (text.len == 1) {
            const letter = [_]u8{ 'k', 'e', 'y', '_', text[0] };
            return .{ .key = named(devices.KeyCode, &letter) orelse return null };
        }
        return .{ .key = named(devices.KeyCode, text) orelse return null };
    }
};

fn after(comptime prefix: []const u8, text: []const u8) ?[]const u8 {
    return if (std.mem.startsWith(u8, text, prefix)) text[prefix.len..] else null;
}

/// The value without data that has this name.
fn named(comptime T: type, name: []const u8) ?T {
    return switch (std.meta.stringToEnum(std.meta.Tag(T), name) orelse return null) {
        inline else => |tag| if (@FieldType(T, @tagName(tag)) == void) @unionInit(T, @tagName(tag), {}) else null,
    };
}

/// The direction in which the mouse wheel is turned.
pub const WheelDirection = enum {
    /// Away from the user.
    up,
    /// Towards the user.
    down,
    left,
    right,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::WheelDirection";
};

/// An axis of a gamepad that counts as a button.
pub const AxisThreshold = struct {
    axis: devices.GamepadAxis,
    /// The value from which on it counts as pressed, between -1 and 1; negative: pushed to the left or down at least
    /// this far.
    threshold: f32,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::AxisThreshold";
};

/// What an axis is bound to: `.keys(.key_a, .key_d)`, `.stick(.left_stick_x)`, `.{ .wheel_y = 1 }`.
pub const AxisSource = union(enum) {
    /// Two keys or buttons, for -1 and 1.
    buttons: AxisButtons,
    /// An axis of any gamepad; if there are several gamepads, the one that is pushed furthest counts.
    gamepad: ScaledAxis,
    /// Mouse motion to the right in this frame, in pixels, multiplied by this factor.
    mouse_x: f32,
    /// Mouse motion downwards in this frame, in pixels, multiplied by this factor.
    mouse_y: f32,
    /// Wheel motion to the right in this frame, in lines, multiplied by this factor.
    wheel_x: f32,
    /// Wheel motion away from the user in this frame, in lines, multiplied by this factor.
    wheel_y: f32,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::AxisSource";

    /// Two keys: -1 and 1.
    pub fn keys(negative: devices.KeyCode, positive: devices.KeyCode) AxisSource {
        return .{ .buttons = .{ .negative = .{ .key = negative }, .positive = .{ .key = positive } } };
    }

    /// An axis of a gamepad.
    pub fn stick(axis: devices.GamepadAxis) AxisSource {
        return .{ .gamepad = .{ .axis = axis } };
    }
};

/// Two buttons that form an axis. Both together give 0.
pub const AxisButtons = struct {
    /// -1.
    negative: InputSource,
    /// 1.
    positive: InputSource,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::AxisButtons";
};

/// An axis of a gamepad.
pub const ScaledAxis = struct {
    axis: devices.GamepadAxis,
    /// The factor by which its value is multiplied; -1 inverts the axis.
    scale: f32 = 1,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::ScaledAxis";
};

/// Options of `ctx.bindAxis`.
pub const AxisOptions = struct {
    /// The distance of a stick from its center up to which it counts as 0, from 0 to 1; beyond the dead zone, the value
    /// starts at 0.
    dead_zone: f32 = 0,
};

/// The bindings of an axis: the result of `ctx.axisBindings`.
pub const AxisBindings = struct {
    sources: []const AxisSource,
    dead_zone: f32,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::Axis";
};

const ActionBindings = struct {
    sources: []const InputSource,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::Action";
};

/// The bindings, as they are reflected.
const Actions = struct {
    actions: []const struct { key: []const u8, value: ActionBindings },

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::ScriptInput";
};

const Axes = struct {
    axes: []const struct { key: []const u8, value: AxisBindings },

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::ScriptInput";
};

const PressedNow = struct {
    pressed_now: []const InputSource,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::ScriptInput";
};

/// The event that binds an action.
const BindAction = struct {
    action: []const u8,
    to: []const InputSource,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::BindAction";
};

/// The event that binds an axis.
const BindAxis = struct {
    axis: []const u8,
    to: []const AxisSource,
    dead_zone: f32,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::BindAxis";
};

/// The event that binds an action or axis to a gamepad.
const BindGamepad = struct {
    name: []const u8,
    gamepad: ?Entity,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::BindGamepad";
};

const functions = @import("function.zig");
const Entity = @import("entity.zig").Entity;

/// The gamepads that are connected, and then `.none`.
pub const connectedGamepads = functions.function("bevy.gamepads", fn () [16]Entity);
/// What `ctx.setFocus` does.
pub const setFocus = functions.command("bevy.focus.set", fn (Entity) void);

/// What `ctx.bindAction` does.
pub fn bindAction(ctx: *Context, action: []const u8, to: []const InputSource) Error!void {
    try ctx.trigger(BindAction{ .action = action, .to = to });
}

/// What `ctx.bindAxis` does.
pub fn bindAxis(ctx: *Context, axis: []const u8, to: []const AxisSource, options: AxisOptions) Error!void {
    try ctx.trigger(BindAxis{ .axis = axis, .to = to, .dead_zone = options.dead_zone });
}

/// What `ctx.bindGamepad` does.
pub fn bindGamepad(ctx: *Context, name: []const u8, gamepad: Entity) Error!void {
    if (gamepad != .none) try ctx.ref(gamepad).check();
    try ctx.trigger(BindGamepad{ .name = name, .gamepad = if (gamepad == .none) null else gamepad });
}

/// What `ctx.actionBindings` does.
pub fn actionBindings(ctx: *Context, action: []const u8) Error![]const InputSource {
    const input = try values.get(ctx, abi.entity_none, .resource, Actions);
    const found = find(input.actions, action) orelse return &.{};
    return found.sources;
}

/// What `ctx.axisBindings` does.
pub fn axisBindings(ctx: *Context, axis: []const u8) Error!AxisBindings {
    const input = try values.get(ctx, abi.entity_none, .resource, Axes);
    return find(input.axes, axis) orelse .{ .sources = &.{}, .dead_zone = 0 };
}

/// What `ctx.pressedNow` does.
pub fn pressedNow(ctx: *Context) Error![]const InputSource {
    return (try values.get(ctx, abi.entity_none, .resource, PressedNow)).pressed_now;
}

fn find(entries: anytype, name: []const u8) ?@TypeOf(entries[0].value) {
    for (entries) |entry| {
        if (std.mem.eql(u8, entry.key, name)) return entry.value;
    }
    return null;
}

test InputSource {
    const expect = std.testing.expectEqualStrings;
    try expect("a", (InputSource{ .key = .key_a }).label());
    try expect("space", (InputSource{ .key = .space }).label());
    try expect("mouse left", (InputSource{ .mouse = .left }).label());
    try expect("gamepad south", (InputSource{ .gamepad_button = .south }).label());
    try expect("gamepad left_stick_x -", InputSource.stick(.left_stick_x, -0.5).label());
    try expect("wheel up", (InputSource{ .wheel = .up }).label());
    for ([_][]const u8{ "a", "space", "digit0", "mouse left", "gamepad south", "wheel up", "any key" }) |label| {
        try expect(label, InputSource.fromLabel(label).?.label());
    }
    for ([_][]const u8{ "", "?", "unidentified", "mouse other", "gamepad left_stick_x -" }) |label| {
        try std.testing.expectEqual(null, InputSource.fromLabel(label));
    }
}

test AxisSource {
    const both: AxisSource = .keys(.key_a, .key_d);
    try std.testing.expectEqual(devices.KeyCode.key_d, both.buttons.positive.key);
}
