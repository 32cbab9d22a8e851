//! Animations of glTF files.

const Handle = @import("../value/handle.zig").Handle;

/// A glTF file, with all that is in it: `ctx.load(bevy.Gltf, "ship.glb")`.
pub const Gltf = @import("../bevy.zig").gltf.Gltf;

/// A component that plays an animation of a glTF file on the scene below the entity.
///
/// ```zig
/// _ = try ctx.spawnWith(.{}, .{
///     bevy.world_serialization.WorldAssetRoot{ .value = .load("ship.glb#Scene0") },
///     bevy.Animation{ .source = .load("ship.glb"), .name = "Idle" },
/// });
/// …
/// try ship.set(bevy.Animation, .{ .name = "Fire", .fade = 0.2, .looped = false });
/// ```
///
/// It waits until the file and the scene are loaded. `set` with another name switches to that animation; with other
/// fields it changes how the current one is played. `insert` starts it from the beginning. When an animation that is
/// not looped has ended, scripts of the entity that are connected to it get the signal `animation_finished`. The game
/// needs the feature `animation` of bevy_zig.
pub const Animation = struct {
    /// The file that contains the animations.
    source: Handle(Gltf) = .none,
    /// The name of the animation in the file; empty: none.
    name: []const u8 = "",
    /// The time in seconds in which the previous animation fades out.
    fade: f32 = 0,
    /// The speed as a factor; negative: plays backwards; infinite or NaN: does not play.
    speed: f32 = 1,
    /// Whether it starts again when it has ended.
    looped: bool = true,
    /// Whether it is paused.
    paused: bool = false,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::ScriptAnimation";
};
