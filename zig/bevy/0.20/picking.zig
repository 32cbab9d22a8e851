//! The reflected types of `bevy_picking`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_camera = @import("camera.zig");
const in_bevy_ecs = @import("ecs.zig");
const in_bevy_mesh = @import("mesh.zig");
const in_bevy_shape = @import("shape.zig");
const in_bevy_window = @import("window.zig");

/// A resource that specifies the cursor icon to be used when the mouse is not hovering over any other entity.
/// This is used to set the default cursor icon for the window.
pub const DefaultCursor = struct {
    value: EntityCursor = .{ .system = .default },

    pub const zig_reflect = "bevy_picking::cursor::DefaultCursor";
};

/// A component that allows users to use regular Bevy change detection to determine when the pointer is directly
/// hovering over an entity. Users should insert this component on an entity to indicate interest in knowing about
/// hover state changes.
pub const DirectlyHovered = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_picking::hover::DirectlyHovered";
};

/// Dragging state.
pub const DragEntry = struct {
    /// The position of the pointer at drag start.
    start_pos: bevy.Vec2,
    /// The latest position of the pointer during this drag, used to compute deltas.
    latest_pos: bevy.Vec2,

    pub const zig_reflect = "bevy_picking::events::DragEntry";
};

/// A component that specifies the cursor shape to be used when the pointer hovers over an entity. This is copied
/// to the windows's `CursorIcon` component.
pub const EntityCursor = union(enum) {
    /// System provided cursor icon.
    system: in_bevy_window.SystemCursorIcon,

    pub const zig_reflect = "bevy_picking::cursor::EntityCursor";
    pub const default: EntityCursor = .{ .system = .default };
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

/// The source of truth for all hover state. This is used to determine what events to send, and what state
/// components should be in.
pub const HoverMap = struct {
    value: []const struct { key: PointerId, value: in_bevy_ecs.EntityEquivalentHashMapEntityHitData } = &.{},

    pub const zig_reflect = "bevy_picking::hover::HoverMap";
};

/// A component that allows users to use regular Bevy change detection to determine when the pointer enters or
/// leaves an entity. Users should insert this component on an entity to indicate interest in knowing about hover
/// state changes.
pub const Hovered = struct {
    value: bool = false,

    pub const zig_reflect = "bevy_picking::hover::Hovered";
};

/// A cache map containing the ancestry of hovered entities
pub const HoveredEntityAncestors = struct {
    value: in_bevy_ecs.EntityEquivalentHashMapEntityEntityEquivalentHashSetEntity = .{ .value = &.{} },

    pub const zig_reflect = "bevy_picking::events::HoveredEntityAncestors";
};

/// The location of a pointer, including the current `NormalizedRenderTarget`, and the x/y position of the pointer
/// on this render target.
pub const Location = struct {
    /// The `NormalizedRenderTarget` associated with the pointer, usually a window.
    target: in_bevy_camera.NormalizedRenderTarget,
    /// The position of the pointer in the `target`.
    position: bevy.Vec2,

    pub const zig_reflect = "bevy_picking::pointer::Location";
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

/// A resource used to override any `EntityCursor` cursor changes.
pub const OverrideCursor = struct {
    value: ?EntityCursor = null,

    pub const zig_reflect = "bevy_picking::cursor::OverrideCursor";
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

/// The button that was just pressed or released
pub const PointerButton = enum {
    /// The primary pointer button
    primary,
    /// The secondary pointer button
    secondary,
    /// The tertiary pointer button
    middle,

    pub const zig_reflect = "bevy_picking::pointer::PointerButton";
};

/// An entry in the cache that drives the `pointer_events` system, storing additional data about pointer button
/// presses.
pub const PointerButtonState = struct {
    /// Stores the starting and current locations for each entity currently being dragged by the pointer.
    dragging: in_bevy_ecs.EntityEquivalentHashMapEntityDragEntry = .{ .value = &.{} },
    /// Stores the hit data for each entity currently being dragged over by the pointer.
    dragging_over: in_bevy_ecs.EntityEquivalentHashMapEntityHitData = .{ .value = &.{} },

    pub const zig_reflect = "bevy_picking::events::PointerButtonState";
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

/// A resource that maps each `PointerId` to their `Entity` for easy lookups.
pub const PointerMap = struct {
    inner: []const struct { key: PointerId, value: bevy.Entity } = &.{},

    pub const zig_reflect = "bevy_picking::pointer::PointerMap";
};

/// Tracks the state of the pointer's buttons in response to `PointerInput` events.
pub const PointerPressState = struct {
    primary: bool = false,
    secondary: bool = false,
    middle: bool = false,

    pub const zig_reflect = "bevy_picking::pointer::PointerPressState";
};

/// State for all pointers.
pub const PointerState = struct {
    /// Pressing and dragging state, organized by pointer and button.
    pointer_buttons: []const struct { key: struct { PointerId, PointerButton }, value: PointerButtonState } = &.{},
    /// A cache map providing the set of an entity's ancestors for a given hovered entity.
    hovered_entity_ancestors: HoveredEntityAncestors = .{},

    pub const zig_reflect = "bevy_picking::events::PointerState";
};

/// The previous state of the hover map, used to track changes to hover state.
pub const PreviousHoverMap = struct {
    value: []const struct { key: PointerId, value: in_bevy_ecs.EntityEquivalentHashMapEntityHitData } = &.{},

    pub const zig_reflect = "bevy_picking::hover::PreviousHoverMap";
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

/// Identifies a ray constructed from some (pointer, camera) combination. A pointer can be over multiple cameras,
/// which is why a single pointer may have multiple rays.
pub const RayId = struct {
    /// The camera whose projection was used to calculate the ray.
    camera: bevy.Entity,
    /// The pointer whose pixel coordinates were used to calculate the ray.
    pointer: PointerId,

    pub const zig_reflect = "bevy_picking::backend::ray::RayId";
};

/// A map from `RayId` to `Ray3d`.
pub const RayMap = struct {
    /// Cartesian product of all pointers and all cameras Add your rays here to support picking through indirections,
    /// e.g. rendered-to-texture cameras
    map: []const struct { key: RayId, value: in_bevy_shape.Ray3d } = &.{},

    pub const zig_reflect = "bevy_picking::backend::ray::RayMap";
};

/// A simplified mesh component that can be used for ray casting.
pub const SimplifiedMesh = struct {
    value: bevy.Handle(in_bevy_mesh.Mesh),

    pub const zig_reflect = "bevy_picking::mesh_picking::ray_cast::SimplifiedMesh";
};
