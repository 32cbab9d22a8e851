//! The reflected types of `bevy_input_focus`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_ecs = @import("ecs.zig");

/// An event which is used to set input focus. Trigger this on an entity, and it will bubble until it finds a
/// focusable entity, and then set focus to it.
pub const AcquireFocus = struct {
    /// The entity that has acquired focus.
    focused_entity: bevy.Entity,
    /// The primary window entity.
    window: bevy.Entity,

    pub const zig_reflect = "bevy_input_focus::AcquireFocus";
};

/// Indicates that this widget should automatically receive `InputFocus`.
pub const AutoFocus = struct {
    pub const zig_reflect = "bevy_input_focus::autofocus::AutoFocus";
};

/// Configuration resource for automatic directional navigation and for generating manual navigation edges via
/// `auto_generate_navigation_edges`
pub const AutoNavigationConfig = struct {
    /// Minimum overlap ratio (0.0-1.0) required along the perpendicular axis for cardinal directions.
    min_alignment_factor: f32,
    /// Maximum search distance in logical pixels.
    max_search_distance: ?f32,
    /// Whether to prefer nodes that are more aligned with the exact direction.
    prefer_aligned: bool,

    pub const zig_reflect = "bevy_input_focus::directional_navigation::AutoNavigationConfig";
};

/// A resource that stores the manually specified traversable graph of focusable entities.
pub const DirectionalNavigationMap = struct {
    /// A directed graph of focusable entities.
    neighbors: in_bevy_ecs.EntityEquivalentHashMapEntityNavNeighbors = .{ .value = &.{} },

    pub const zig_reflect = "bevy_input_focus::directional_navigation::DirectionalNavigationMap";
};

/// The cause for a `FocusGained`
pub const FocusCause = enum {
    /// The input was navigated into by the keyboard, gamepad, or default behavior when unknown.
    navigated,
    /// The input was pressed into with the mouse or touchpad
    pressed,
    /// Focus was assigned automatically when an `AutoFocus` component was added.
    auto,

    pub const zig_reflect = "bevy_input_focus::gained_and_lost::FocusCause";
};

/// An `EntityEvent` that is sent when an entity gains `InputFocus`.
pub const FocusGained = struct {
    /// The entity that gained focus
    entity: bevy.Entity,
    /// What caused this focus
    cause: FocusCause,

    pub const zig_reflect = "bevy_input_focus::gained_and_lost::FocusGained";
};

/// An `EntityEvent` that is sent when an entity loses `InputFocus`.
pub const FocusLost = struct {
    /// The entity that lost focus.
    entity: bevy.Entity,

    pub const zig_reflect = "bevy_input_focus::gained_and_lost::FocusLost";
};

/// Resource representing which entity has input focus, if any. Input events (other than pointer-like inputs) will
/// be dispatched to the current focus entity, or to the primary window if no entity has focus.
pub const InputFocus = struct {
    /// The entity that currently has input focus, if any.
    current_focus: ?bevy.Entity = null,
    /// The set of input focus changes that have been recorded since the last time `FocusGained` and `FocusLost`
    /// events were sent.
    recorded_changes: []const ?struct { bevy.Entity, FocusCause } = &.{},
    /// The entity that had input focus at the time of the last sent `FocusGained` or `FocusLost` event, if any.
    original_focus: ?bevy.Entity = null,

    pub const zig_reflect = "bevy_input_focus::InputFocus";
};

/// Resource representing whether the input focus indicator should be visible on UI elements.
pub const InputFocusVisible = struct {
    value: bool,

    pub const zig_reflect = "bevy_input_focus::InputFocusVisible";
};

/// A navigation action that users might take to navigate your user interface in a cyclic fashion.
pub const NavAction = enum {
    /// Navigate to the next focusable entity, wrapping around to the beginning if at the end.
    next,
    /// Navigate to the previous focusable entity, wrapping around to the end if at the beginning.
    previous,
    /// Navigate to the first focusable entity.
    first,
    /// Navigate to the last focusable entity.
    last,

    pub const zig_reflect = "bevy_input_focus::tab_navigation::NavAction";
};

/// Represents what's near a focusable entity.
pub const NavNeighbor = union(enum) {
    /// No neighbor explicitly set.
    auto,
    /// Do not find a neighbor.
    blocked,
    /// The neighbor is known and set.
    set: bevy.Entity,

    pub const zig_reflect = "bevy_input_focus::directional_navigation::NavNeighbor";
    pub const default: NavNeighbor = .auto;
};

/// The up-to-eight neighbors of a focusable entity, one for each `CompassOctant`.
pub const NavNeighbors = struct {
    /// The array of neighbors, one for each `CompassOctant`. The mapping between array elements and directions is
    /// determined by `CompassOctant::to_index`.
    neighbors: [8]NavNeighbor = @splat(.auto),

    pub const zig_reflect = "bevy_input_focus::directional_navigation::NavNeighbors";
};

/// A component used to mark a tree of entities as containing tabbable elements.
pub const TabGroup = struct {
    /// The order of the tab group relative to other tab groups.
    order: i32 = 0,
    /// Whether this is a 'modal' group. If true, then tabbing within the group (that is, if the current focus entity
    /// is a child of this group) will cycle through the children of this group. If false, then tabbing within the
    /// group will cycle through all non-modal tab groups.
    modal: bool = false,

    pub const zig_reflect = "bevy_input_focus::tab_navigation::TabGroup";
};

/// A component which indicates that an entity wants to participate in tab navigation.
pub const TabIndex = struct {
    value: i32 = 0,

    pub const zig_reflect = "bevy_input_focus::tab_navigation::TabIndex";
};
