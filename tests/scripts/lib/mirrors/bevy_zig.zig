//! The reflected types of `bevy_zig`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");

pub const GlobalVars = struct {
    value: ScriptVars = .{},

    pub const zig_reflect = "bevy_zig::vars::GlobalVars";
};

pub const ScriptVars = struct {
    value: []const struct { key: []const u8, value: Value } = &.{},

    pub const zig_reflect = "bevy_zig::vars::ScriptVars";
};

pub const Value = union(enum) {
    bool: bool,
    float: f64,
    vec2: bevy.Vec2,
    vec3: bevy.Vec3,
    quat: bevy.Quat,
    entity: ?bevy.Entity,
    text: []const u8,
    none,
    blob: []const u8,

    pub const zig_reflect = "bevy_zig::value::Value";
};

pub const Velocity = struct {
    linear: bevy.Vec3,
    angular: bevy.Vec3,

    pub const zig_reflect = "bevy_zig::component::builtin::Velocity";
};
