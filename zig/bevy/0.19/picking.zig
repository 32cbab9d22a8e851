//! The reflected types of `bevy_picking`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_mesh = @import("mesh.zig");

/// A component that allows users to use regular Bevy change detection to determine when the pointer is directly
/// hovering over an entity. Users should insert this component on an entity to indicate interest in knowing about
/// hover state changes.
pub const DirectlyHovered = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_picking::hover::DirectlyHovered";
};

/// Holds data from a successful pointer hit test. See `HitData::depth` for important details.
pub const HitData = struct {
    /// The camera entity used to detect this hit. Useful when you need to find the ray that was cast for this hit
    /// when using a raycasting backend.
    camera: bevy.Entity,
    /// `depth` only needs to be self-consistent with other `PointerHits`s using the same `RenderTarget`. However, it
    /// is recommended to use the distance from the pointer to the hit, measured from the near plane of the camera, to
    /// the point, in world space.
    depth: f32,
    /// The position reported by the backend, if the data is available. Position data may be in any space (e.g. World
    /// space, Screen space, Local space), specified by the backend providing it.
    position: ?bevy.Vec3,
    /// The normal vector of the hit test, if the data is available from the backend.
    normal: ?bevy.Vec3,

    pub const zig_reflect = "bevy_picking::backend::HitData";
};

/// A component that allows users to use regular Bevy change detection to determine when the pointer enters or
/// leaves an entity. Users should insert this component on an entity to indicate interest in knowing about hover
/// state changes.
pub const Hovered = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_picking::hover::Hovered";
};

/// An optional component that marks cameras that should be used in the `MeshPickingPlugin`.
pub const MeshPickingCamera = struct {
    pub const zig_reflect = "bevy_picking::mesh_picking::MeshPickingCamera";
};

/// Runtime settings for the `MeshPickingPlugin`.
pub const MeshPickingSettings = struct {
    /// When set to `true` ray casting will only consider cameras marked with `MeshPickingCamera` and entities marked
    /// with `Pickable`. `false` by default.
    require_markers: bool = false,
    /// Determines how mesh picking should consider `Visibility`. When set to `RayCastVisibility::Any`, ray casts can
    /// be performed against both visible and hidden entities.
    ray_cast_visibility: RayCastVisibility = .visible_in_view,

    pub const zig_reflect = "bevy_picking::mesh_picking::MeshPickingSettings";
};

/// An optional component that marks an entity as usable by a backend, and overrides default picking behavior for
/// an entity.
pub const Pickable = struct {
    /// Should this entity block entities below it from being picked?
    should_block_lower: bool = true,
    /// If this is set to `false` and `should_block_lower` is set to true, this entity will block lower entities from
    /// being interacted and at the same time will itself not emit any events.
    is_hoverable: bool = true,

    pub const zig_reflect = "bevy_picking::Pickable";
};

/// A component that aggregates picking interaction state of this entity across all pointers.
pub const PickingInteraction = enum {
    /// The entity is being pressed down by a pointer.
    pressed,
    /// The entity is being hovered by a pointer.
    hovered,
    /// No pointers are interacting with this entity.
    none,

    pub const zig_reflect = "bevy_picking::hover::PickingInteraction";
    pub const default: PickingInteraction = .none;
};

/// Controls the behavior of picking
pub const PickingSettings = struct {
    /// Enables and disables all picking features.
    is_enabled: bool = true,
    /// Enables and disables input collection.
    is_input_enabled: bool = true,
    /// Enables and disables updating interaction states of entities.
    is_hover_enabled: bool = true,
    /// Enables or disables picking for window entities.
    is_window_picking_enabled: bool = true,
    /// Maximum time between presses or clicks for them to count as consecutive.
    multi_click_interval: bevy.Duration = .{ .secs = 0, .nanos = 500000000 },

    pub const zig_reflect = "bevy_picking::PickingSettings";
};

/// Identifies a unique pointer entity. `Mouse` and `Touch` pointers are automatically spawned.
pub const PointerId = union(enum) {
    /// The mouse pointer.
    mouse,
    /// A touch input, usually numbered by window touch events from `winit`.
    touch: u64,
    /// A custom, uniquely identified pointer. Useful for mocking inputs or implementing a software controlled cursor.
    custom: [16]u8,

    pub const zig_reflect = "bevy_picking::pointer::PointerId";
    pub const default: PointerId = .mouse;
};

/// Settings for enabling and disabling updating mouse and touch inputs for picking
pub const PointerInputSettings = struct {
    /// Should touch inputs be updated?
    is_touch_enabled: bool = true,
    /// Should mouse inputs be updated?
    is_mouse_enabled: bool = true,

    pub const zig_reflect = "bevy_picking::input::PointerInputSettings";
};

/// Holds a list of entities this pointer is currently interacting with, sorted from nearest to farthest.
pub const PointerInteraction = struct {
    sorted_entities: []const struct { bevy.Entity, HitData } = &.{},

    pub const zig_reflect = "bevy_picking::pointer::PointerInteraction";
};

/// Component that tracks a pointer's current `Location`.
pub const PointerLocation = struct {
    pub const zig_reflect = "bevy_picking::pointer::PointerLocation";
};

/// Tracks the state of the pointer's buttons in response to `PointerInput` events.
pub const PointerPress = struct {
    primary: bool = false,
    secondary: bool = false,
    middle: bool = false,

    pub const zig_reflect = "bevy_picking::pointer::PointerPress";
};

/// Disables backface culling for ray casts on this entity.
pub const RayCastBackfaces = struct {
    pub const zig_reflect = "bevy_picking::mesh_picking::ray_cast::RayCastBackfaces";
};

/// How a ray cast should handle `Visibility`.
pub const RayCastVisibility = enum {
    /// Completely ignore visibility checks. Hidden items can still be ray cast against.
    any,
    /// Only cast rays against entities that are visible in the hierarchy. See `Visibility`.
    visible,
    /// Only cast rays against entities that are visible in the hierarchy and visible to a camera or light. See
    /// `Visibility`.
    visible_in_view,

    pub const zig_reflect = "bevy_picking::mesh_picking::ray_cast::RayCastVisibility";
};

/// A simplified mesh component that can be used for ray casting.
pub const SimplifiedMesh = struct {
    value: bevy.Handle(in_bevy_mesh.Mesh),

    pub const zig_reflect = "bevy_picking::mesh_picking::ray_cast::SimplifiedMesh";
};
