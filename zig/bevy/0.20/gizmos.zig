//! The reflected types of `bevy_gizmos`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");
const in_bevy_color = @import("color.zig");
const in_bevy_transform = @import("transform.zig");

/// A component that draws the gizmos of a `GizmoAsset`.
pub const Gizmo = struct {
    /// The handle to the gizmo to draw.
    handle: bevy.Handle(GizmoAsset) = .none,
    /// The line specific configuration for this gizmo.
    line_config: GizmoLineConfig = .{},
    /// How closer to the camera than real geometry the gizmo should be.
    depth_bias: f32 = 0,

    pub const zig_reflect = "bevy_gizmos::retained::Gizmo";
};

pub const GizmoAsset = opaque {
    pub const zig_asset = "bevy_gizmos::GizmoAsset";
};

/// A `Resource` storing `GizmoConfig` and `GizmoConfigGroup` structs
pub const GizmoConfigStore = struct {
    pub const zig_reflect = "bevy_gizmos::config::GizmoConfigStore";
};

/// A struct that stores configuration for gizmos.
pub const GizmoLineConfig = struct {
    /// Line width specified in pixels.
    width: f32 = 2,
    /// Apply perspective to gizmo lines.
    perspective: bool = false,
    /// Determine the style of gizmo lines.
    style: GizmoLineStyle = .solid,
    /// Describe how lines should join.
    joints: GizmoLineJoint = .none,
    /// This only applies to `GizmoLineStyle::Dotted` and `GizmoLineStyle::Dashed` and determines how far the
    /// dots/dashes are offset from their original position. This can be used to create animations.
    animation_offset: f32 = 0,

    pub const zig_reflect = "bevy_gizmos::config::GizmoLineConfig";
};

/// An enum configuring how line joints will be drawn.
pub const GizmoLineJoint = union(enum) {
    /// Does not draw any line joints.
    none,
    /// Extends both lines at the joining point until they meet in a sharp point.
    miter,
    /// Draws a round corner with the specified resolution between the two lines.
    round: u32,
    /// Draws a bevel, a straight line in this case, to connect the ends of both lines.
    bevel,

    pub const zig_reflect = "bevy_gizmos::config::GizmoLineJoint";
    pub const default: GizmoLineJoint = .none;
};

/// An enum used to configure the style of gizmo lines, similar to CSS line-style
pub const GizmoLineStyle = union(enum) {
    /// A solid line without any decorators
    solid,
    /// A dotted line
    dotted,
    /// A dashed line with configurable gap and line sizes
    dashed: struct { gap_scale: f32, line_scale: f32 },

    pub const zig_reflect = "bevy_gizmos::config::GizmoLineStyle";
    pub const default: GizmoLineStyle = .solid;
};

/// Add this `Component` to an entity to draw its `Aabb` component.
pub const ShowAabbGizmo = struct {
    /// The color of the box.
    color: ?in_bevy_color.Color = null,

    pub const zig_reflect = "bevy_gizmos::aabb::ShowAabbGizmo";
};

/// Add this `Component` to an entity to draw its `Frustum` component.
pub const ShowFrustumGizmo = struct {
    /// The color of the frustum.
    color: ?in_bevy_color.Color = null,

    pub const zig_reflect = "bevy_gizmos::frustum::ShowFrustumGizmo";
};

/// Add this `Component` to an entity to draw its `DynamicSkinnedMeshBounds` component.
pub const ShowSkinnedMeshBoundsGizmo = struct {
    /// The color of the bounds.
    color: ?in_bevy_color.Color = null,

    pub const zig_reflect = "bevy_gizmos::skinned_mesh_bounds::ShowSkinnedMeshBoundsGizmo";
};

/// Which axis the user is interacting with.
pub const TransformGizmoAxis = enum {
    /// The X axis (red).
    x,
    /// The Y axis (green).
    y,
    /// The Z axis (blue).
    z,
    /// The view-plane / view-axis (white).
    view,

    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoAxis";
};

/// Marker component for the camera the transform gizmo should use.
pub const TransformGizmoCamera = struct {
    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoCamera";
};

/// Component that marks the entity the transform gizmo operates on.
pub const TransformGizmoFocus = struct {
    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoFocus";
};

/// Which manipulation mode the gizmo is in.
pub const TransformGizmoMode = enum {
    /// Move the entity along an axis.
    translate,
    /// Rotate the entity around an axis.
    rotate,
    /// Scale the entity along an axis.
    scale,

    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoMode";
};

/// Configuration and preferences for the transform gizmo.
pub const TransformGizmoSettings = struct {
    /// Which manipulation mode the gizmo is in.
    mode: TransformGizmoMode,
    /// Whether the gizmo transforms the object using world or local space axes.
    space: TransformGizmoSpace,
    /// Length of the axis handles.
    axis_length: f32,
    /// Radius of the rotation rings.
    rotate_ring_radius: f32,
    /// Screen-space pixel distance for hover detection.
    axis_hit_distance: f32,
    /// If set, translation snaps to this increment.
    snap_translate: ?f32,
    /// If set, rotation snaps to this increment (radians).
    snap_rotate: ?f32,
    /// If set, scale snaps to this increment.
    snap_scale: ?f32,
    /// Whether to confine the cursor during drag.
    confine_cursor: bool,
    /// Screen-space scale factor. Set to 0.0 to disable constant-size behavior.
    screen_scale_factor: f32,
    /// Controls how fast objects change scale when the scale handle is used.
    scale_sensitivity: f32,

    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoSettings";
};

/// Whether the gizmo transforms the object using world or local space axes.
pub const TransformGizmoSpace = enum {
    /// Axes are aligned to the world.
    world,
    /// Axes follow the entity's local rotation.
    local,

    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoSpace";
};

/// Runtime state of the transform gizmo (drag and hover).
pub const TransformGizmoState = struct {
    /// The axis under the cursor, if any.
    hovered_axis: ?TransformGizmoAxis = null,
    /// `true` while the user is actively dragging.
    active: bool = false,
    /// The axis being dragged, if any.
    axis: ?TransformGizmoAxis = null,
    /// The transform snapshot taken when the drag started.
    start_transform: in_bevy_transform.Transform = .{},
    /// The entity being dragged, if any.
    entity: ?bevy.Entity = null,
    /// World-space point (or normalized direction for rotation) where the drag started.
    drag_start_world: bevy.Vec3 = .zero,
    /// World-space gizmo origin at drag start.
    gizmo_origin: bevy.Vec3 = .zero,

    pub const zig_reflect = "bevy_gizmos::transform_gizmo::TransformGizmoState";
};
