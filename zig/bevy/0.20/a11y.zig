//! The reflected types of `bevy_a11y`, written from its type registry by the test `reach`.

/// Determines whether Bevy's ECS updates the accessibility tree.
pub const ManageAccessibilityUpdates = struct {
    value: bool = true,

    pub const zig_reflect = "bevy_a11y::ManageAccessibilityUpdates";
};
