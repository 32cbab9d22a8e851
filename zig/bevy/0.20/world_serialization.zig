//! The reflected types of `bevy_world_serialization`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");

pub const DynamicWorld = opaque {
    pub const zig_asset = "bevy_world_serialization::dynamic_world::DynamicWorld";
};

/// Adding this component will spawn the world as a child of that entity. Once it's spawned, the entity will have
/// a `WorldInstance` component.
pub const DynamicWorldRoot = struct {
    value: bevy.Handle(DynamicWorld) = .none,

    pub const zig_reflect = "bevy_world_serialization::components::DynamicWorldRoot";
};

pub const WorldAsset = opaque {
    pub const zig_asset = "bevy_world_serialization::world_asset::WorldAsset";
};

/// Adding this component will spawn the world as a child of that entity. Once it's spawned, the entity will have
/// a `WorldInstance` component.
pub const WorldAssetRoot = struct {
    value: bevy.Handle(WorldAsset) = .none,

    pub const zig_reflect = "bevy_world_serialization::components::WorldAssetRoot";
};
