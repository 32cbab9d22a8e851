//! Animations of glTF files.

const Handle = @import("../value/handle.zig").Handle;

/// A glTF file, with all that is in it: `ctx.load(bevy.Gltf, "ship.glb")`.
pub const Gltf = @import("../bevy.zig").gltf.Gltf;

/// A component: which animation of a glTF file the scene below the entity plays.
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
/// It waits until file and scene are there. `set` with another name changes to that animation; with other fields it
/// changes how this one is played. `insert` begins it anew. When one that is not looped has ended, scripts of the
/// entity that are connected get the signal `animation_finished`. The game needs the feature `animation` of bevy_zig.
pub const Animation = struct {
    /// The file that has the animations.
    source: Handle(Gltf) = .none,
    /// The name of the animation in the file; empty: none.
    name: []const u8 = "",
    /// In how many seconds the one that was played before fades out.
    fade: f32 = 0,
    /// How fast it is played; below 0: backwards; infinite or not a number: not at all.
    speed: f32 = 1,
    /// Whether it begins again when it has ended.
    looped: bool = true,
    /// Whether it stands still.
    paused: bool = false,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::ScriptAnimation";
};
