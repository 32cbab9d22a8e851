//! The reflected types of `bevy_scene`, as the game has them: written by `cargo bevy-zig mirror`.

pub const SceneComponentInfo = struct {
    spawned_from_scene: bool,

    pub const zig_reflect = "bevy_scene::scene_component::SceneComponentInfo";
};
