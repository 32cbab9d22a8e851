//! The reflected types of `bevy_zig`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");

/// The vars of the whole game: `ctx.globalVars()` in Zig, and `ctx.vars()` of a global script.
pub const GlobalVars = struct {
    value: ScriptVars = .{},

    pub const zig_reflect = "bevy_zig::vars::GlobalVars";
};

/// Which animation of a glTF file the scene below this entity plays: `bevy.Animation` in scripts.
pub const ScriptAnimation = struct {
    /// The file that has the animations.
    source: bevy.Handle(bevy.gltf.Gltf) = .none,
    /// The name of the animation in the file; empty: none.
    name: []const u8 = "",
    /// In how many seconds the one that was played before fades out. Default 0: at once.
    fade: f32 = 0,
    /// How fast it is played; below 0: backwards; infinite or not a number: not at all. Default 1.
    speed: f32 = 1,
    /// Whether it begins again when it has ended. Default true.
    looped: bool = true,
    /// Whether it stands still. Default false.
    paused: bool = false,

    pub const zig_reflect = "bevy_zig::ScriptAnimation";
};

/// The vars of an entity, shared by all of its scripts: `ctx.vars()` in Zig.
pub const ScriptVars = struct {
    value: []const struct { key: []const u8, value: Value } = &.{},

    pub const zig_reflect = "bevy_zig::vars::ScriptVars";
};

/// The value of one field of a script's state, or of a var.
pub const Value = union(enum) {
    /// A `bool`.
    bool: bool,
    /// An `f32` or `f64`.
    float: f64,
    /// A `bevy.Vec2`.
    vec2: bevy.Vec2,
    /// A `bevy.Vec3`.
    vec3: bevy.Vec3,
    /// A `bevy.Quat`.
    quat: bevy.Quat,
    /// A `bevy.Entity`; `None` is `.none`. When a scene is loaded, the entity is the loaded one.
    entity: ?bevy.Entity,
    /// The name of an enum's value or of a union's variant, the text in a `[N]u8`, or in a var.
    text: []const u8,
    /// An optional (`?f32`) that holds nothing.
    none,
    /// In a var, a struct or array of plain values, as its bytes in the machine's order, with zeroes for padding. No
    /// field has such a value.
    blob: []const u8,

    pub const zig_reflect = "bevy_zig::value::Value";
};

/// Linear and angular velocity, for games without a physics engine, or as a mirror of what theirs computes.
/// Scripts read and set it; nothing moves by it unless the game has a system that does.
pub const Velocity = struct {
    /// Units per second.
    linear: bevy.Vec3,
    /// Radians per second, about the axis that it points along.
    angular: bevy.Vec3,

    pub const zig_reflect = "bevy_zig::component::builtin::Velocity";
};
