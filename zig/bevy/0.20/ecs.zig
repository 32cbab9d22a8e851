//! The reflected types of `bevy_ecs`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_camera = @import("camera.zig");
const in_bevy_input_focus = @import("input_focus.zig");
const in_bevy_light = @import("light.zig");
const in_bevy_picking = @import("picking.zig");
const sugar = @import("../sugar/ecs.zig");

/// Stores the parent entity of this child entity with this component.
pub const ChildOf = struct {
    parent: bevy.Entity,

    pub const zig_reflect = "bevy_ecs::hierarchy::ChildOf";
};

/// Tracks which entities are children of this parent entity.
pub const Children = struct {
    entities: []const bevy.Entity = &.{},

    pub const zig_reflect = "bevy_ecs::hierarchy::Children";
};

/// A value which uniquely identifies the type of a `Component` or `Resource` within a `World`.
pub const ComponentId = struct {
    value: usize,

    pub const zig_reflect = "bevy_ecs::component::info::ComponentId";
};

/// Default query filters work by excluding entities with certain components from most queries.
pub const DefaultQueryFilters = struct {
    disabling: []const ComponentId,

    pub const zig_reflect = "bevy_ecs::entity_disabling::DefaultQueryFilters";
};

/// A marker component for disabled entities.
pub const Disabled = struct {
    pub const zig_reflect = "bevy_ecs::entity_disabling::Disabled";
};

/// A `HashMap` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashMapEntityDragEntry = struct {
    value: []const struct { key: bevy.Entity, value: in_bevy_picking.DragEntry },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityEquivalentHashMap<bevy_ecs::entity::Entity, bevy_picking::events::DragEntry>";
};

/// A `HashMap` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashMapEntityEntityEquivalentHashSetEntity = struct {
    value: []const struct { key: bevy.Entity, value: EntityEquivalentHashSetEntity },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityEquivalentHashMap<bevy_ecs::entity::Entity, bevy_ecs::entity::hash_set::EntityEquivalentHashSet<bevy_ecs::entity::Entity>>";
};

/// A `HashMap` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashMapEntityHitData = struct {
    value: []const struct { key: bevy.Entity, value: in_bevy_picking.HitData },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityEquivalentHashMap<bevy_ecs::entity::Entity, bevy_picking::backend::HitData>";
};

/// A `HashMap` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashMapEntityNavNeighbors = struct {
    value: []const struct { key: bevy.Entity, value: in_bevy_input_focus.NavNeighbors },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityEquivalentHashMap<bevy_ecs::entity::Entity, bevy_input_focus::directional_navigation::NavNeighbors>";
};

/// A `HashMap` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashMapEntityVecCascade = struct {
    value: []const struct { key: bevy.Entity, value: []const in_bevy_light.Cascade },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityEquivalentHashMap<bevy_ecs::entity::Entity, alloc::vec::Vec<bevy_light::cascade::Cascade>>";
};

/// A `HashMap` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashMapEntityVecFrustum = struct {
    value: []const struct { key: bevy.Entity, value: []const in_bevy_camera.Frustum },

    pub const zig_reflect = "bevy_ecs::entity::hash_map::EntityEquivalentHashMap<bevy_ecs::entity::Entity, alloc::vec::Vec<bevy_camera::primitives::Frustum>>";
};

/// A `HashSet` pre-configured to use `EntityHash` hashing.
pub const EntityEquivalentHashSetEntity = struct {
    value: []const bevy.Entity,

    pub const zig_reflect = "bevy_ecs::entity::hash_set::EntityEquivalentHashSet<bevy_ecs::entity::Entity>";
};

/// A marker component for entities that have a Resource component.
pub const IsResource = struct {
    value: ComponentId,

    pub const zig_reflect = "bevy_ecs::resource::IsResource";
};

/// Component used to identify an entity. Stores a hash for faster comparisons.
pub const Name = struct {
    text: []const u8,

    pub const zig_reflect = "bevy_ecs::name::Name";
    pub const new = sugar.Name(Name).new;
};

/// Tracks a list of entity observers for the `Entity` `ObservedBy` is added to.
pub const ObservedBy = struct {
    value: []const bevy.Entity,

    pub const zig_reflect = "bevy_ecs::observer::distributed_storage::ObservedBy";
};
