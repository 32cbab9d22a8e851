//! The lessons' components. Those that derive `ZigComponent` are mirrored in Zig by the build, as `@import("components")`.

use bevy::prelude::*;
use bevy_zig::ZigComponent;

/// What somebody can take.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Health {
    /// Points that are left.
    pub current: f32,
    /// Points of a whole one.
    pub max: f32,
}

/// Costs health.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Poison {
    /// Points per second.
    pub strength: f32,
}

/// Keeps others away. A component without fields is a mark.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Shielded;

/// Not mirrored: scripts reach its plain fields by path, as those of any reflected component of any crate.
#[derive(Component, Reflect, Default, Debug)]
#[reflect(Component)]
pub struct Mood {
    /// From 0 to 1.
    pub calm: f32,
    /// Scripts cannot reach text.
    pub thought: String,
}
