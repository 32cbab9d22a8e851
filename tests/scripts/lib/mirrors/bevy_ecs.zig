//! The reflected types of `bevy_ecs`, as the game has them: written by `cargo bevy-zig mirror`.

const bevy = @import("bevy");
const in_bevy_camera = @import("bevy_camera.zig");

pub const ChildOf = struct {
    parent: bevy.Entity,

    pub const zig_reflect = "bevy_ecs::hierarchy::ChildOf";
};

pub const Children = struct {
    entities: []const bevy.Entity = &.{},

    pub const zig_reflect = "bevy_ecs::hierarchy::Children";
};

pub const ComponentId = struct {
    value: usize,

    pub const zig_reflect = "bevy_ecs::component::info::ComponentId";
};

pub const DefaultQueryFilters = struct {
    disabling: []const ComponentId,

    pub const zig_reflect = "bevy_ecs::entity_disabling::DefaultQueryFilters";
};

pub const Disabled = struct {
    pub const zig_reflect = "bevy_ecs::entity_disabling::Disabled";
};

pub const EntityHashMapVecFrustum = struct {
    value: []const struct { key: bevy.Entity, value: []const in_bevy_camera.Frustum },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityHashMap<alloc::vec::Vec<bevy_camera::primitives::Frustum>>";
};

pub const IsResource = struct {
    value: ComponentId,

    pub const zig_reflect = "bevy_ecs::resource::IsResource";
};

pub const Name = struct {
    text: []const u8,

    pub const zig_reflect = "bevy_ecs::name::Name";
};

pub const ObservedBy = struct {
    value: []const bevy.Entity,

    pub const zig_reflect = "bevy_ecs::observer::distributed_storage::ObservedBy";
};
