//! Mirrors of Bevy's input that the suite's scripts use.
const bevy = @import("bevy");

pub const AccumulatedMouseMotion = struct {
    delta: bevy.Vec2,

    pub const zig_reflect = "bevy_input::mouse::AccumulatedMouseMotion";
};

pub const AccumulatedMouseScroll = struct {
    delta: bevy.Vec2,

    pub const zig_reflect = "bevy_input::mouse::AccumulatedMouseScroll";
};

pub const ButtonInputKeyCode = struct {
    pressed: []const @FieldType(bevy.InputSource, "key"),

    pub const zig_reflect = "bevy_input::button_input::ButtonInput<bevy_input::keyboard::KeyCode>";
};

pub const KeyboardInput = struct {
    state: enum { pressed, released },
    text: ?[]const u8,

    pub const zig_reflect = "bevy_input::keyboard::KeyboardInput";
};

pub const TouchInput = struct {
    position: bevy.Vec2,
    id: u64,

    pub const zig_reflect = "bevy_input::touch::TouchInput";
};

pub const Gamepad = struct {
    analog: struct {
        axis_data: []const struct { key: GamepadInput, value: f32 },
    },

    pub const zig_reflect = "bevy_input::gamepad::Gamepad";
};

pub const GamepadInput = union(enum) {
    axis: @FieldType(@FieldType(bevy.InputSource, "gamepad_axis"), "axis"),
    button: @FieldType(bevy.InputSource, "gamepad_button"),

    pub const zig_reflect = "bevy_input::gamepad::GamepadInput";
};

pub const GamepadRumbleRequest = union(enum) {
    add: struct {
        duration: bevy.Duration,
        intensity: struct { strong_motor: f32, weak_motor: f32 },
        gamepad: bevy.Entity,
    },
    stop: struct { gamepad: bevy.Entity },

    pub const zig_reflect = "bevy_input::gamepad::GamepadRumbleRequest";
};
