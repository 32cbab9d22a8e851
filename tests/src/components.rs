//! Components of the suite, which scripts know by their mirrors.

use bevy::prelude::*;
use bevy_zig::{ZigComponent, ZigValue};

/// What an entity can take.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Health {
    /// Points that are left.
    pub current: f32,
    /// Points of a whole one.
    pub max: f32,
}

/// Fields of each kind, with gaps between them.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Everything {
    /// Before a gap.
    pub flag: bool,
    /// Behind it.
    pub large: u64,
    /// A small number.
    pub small: i8,
    /// A vector.
    pub at: Vec3,
    /// A rotation.
    pub turn: Quat,
    /// An enum.
    pub mood: Mood,
    /// Nested values.
    pub slots: [Slot; 2],
    /// A handle.
    pub target: Option<Entity>,
    /// Bytes.
    pub tag: [u8; 6],
}

/// A value that is not a component.
#[derive(ZigValue, Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// What is in it.
    pub item: u16,
    /// How many.
    pub count: u8,
}

/// An enum with gaps.
#[derive(ZigValue, Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
pub enum Mood {
    /// Nothing to do.
    Idle = 0,
    /// After somebody.
    AngryAtAll = 7,
}

/// A component that Bevy only lets be inserted.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
#[component(immutable)]
pub struct Badge {
    /// A number.
    pub number: u32,
    /// Another.
    pub worth: f32,
}

/// Nothing but being there.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Frozen;

/// Points, which add up.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Points {
    /// How many.
    pub value: u32,
}

/// Known to Zig, but not registered by the suite.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
pub struct Unregistered {
    /// Something.
    pub value: u32,
}

/// Kept apart from tables by Bevy.
#[derive(Component, ZigComponent, Clone, Copy, Debug, PartialEq)]
#[component(storage = "SparseSet")]
pub struct Sparse {
    /// A number.
    pub value: i32,
}

/// What one entity does to another: an argument of functions.
#[derive(ZigValue, Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Who hits.
    pub by: Entity,
    /// How hard.
    pub damage: f32,
}

/// Known to scripts by reflection only.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component)]
pub struct Stats {
    /// A number.
    pub speed: f32,
    /// Nested.
    pub limits: Limits,
    /// No plain field.
    pub name: String,
}

/// Part of [`Stats`].
#[derive(Reflect, Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// A number.
    pub max: u16,
    /// A vector in a list.
    pub corners: Vec<Vec3>,
}
