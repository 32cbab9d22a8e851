//! The reflected types of `bevy_world_serialization`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");

pub const DynamicWorld = opaque {
    pub const zig_asset = "bevy_world_serialization::dynamic_world::DynamicWorld";
};

pub const DynamicWorldRoot = struct {
    value: bevy.Handle(DynamicWorld) = .none,

    pub const zig_reflect = "bevy_world_serialization::components::DynamicWorldRoot";
};

pub const WorldAsset = opaque {
    pub const zig_asset = "bevy_world_serialization::world_asset::WorldAsset";
};

pub const WorldAssetRoot = struct {
    value: bevy.Handle(WorldAsset) = .none,

    pub const zig_reflect = "bevy_world_serialization::components::WorldAssetRoot";
};
