//! The reflected types of `bevy_scene`, written from its type registry by the test `reach`.

/// Indicates that this entity includes a `Component` that must always be spawned with a `Scene`.
pub const SceneComponentInfo = struct {
    spawned_from_scene: bool,

    pub const zig_reflect = "bevy_scene::scene_component::SceneComponentInfo";
};

pub const SceneListPatch = opaque {
    pub const zig_asset = "bevy_scene::scene_patch::SceneListPatch";
};

pub const ScenePatch = opaque {
    pub const zig_asset = "bevy_scene::scene_patch::ScenePatch";
};
