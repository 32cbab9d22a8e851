//! The reflected types of `bevy_gizmos_render`, written from its type registry by the test `reach`.

const in_bevy_extract = @import("extract.zig");

/// Holds entities that the gizmo render phase items are associated with.
pub const LineGizmoEntities = struct {
    /// An entity that regular line phase items are associated with.
    line_gizmo_renderer: in_bevy_extract.MainEntity,
    /// An entity that line strip phase items are associated with.
    line_strip_gizmo_renderer: in_bevy_extract.MainEntity,
    /// An entity that line joint phase items are associated with.
    line_joint_gizmo_renderer: in_bevy_extract.MainEntity,

    pub const zig_reflect = "bevy_gizmos_render::LineGizmoEntities";
};
