//! The lessons' components. The build mirrors those that derive `ZigComponent` in Zig, as `@import("components")`.

use bevy::prelude::*;
use bevy_zig::ZigComponent;

/// Health points.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Health {
    /// The remaining points.
    pub current: f32,
    /// The maximum.
    pub max: f32,
}

/// Reduces health.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Poison {
    /// Points per second.
    pub strength: f32,
}

/// Keeps others away. A component without fields is a marker.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Shielded;

/// Not mirrored: scripts access its plain fields by path, like those of any reflected component of any crate.
#[derive(Component, Reflect, Default, Debug)]
#[reflect(Component)]
pub struct Mood {
    /// From 0 to 1.
    pub calm: f32,
    /// Scripts cannot reach text.
    pub thought: String,
}
