//! Reflected types of the suite, which scripts know by mirrors (`scripts/lib/reflected.zig`).

use std::num::NonZeroU32;
use std::ops::Range;
use std::time::Duration;

use bevy::ecs::component::Component;
use bevy::platform::collections::{HashMap, HashSet};
use bevy::prelude::*;

/// A component with fields of many kinds.
#[derive(Component, Reflect, Clone, Debug, PartialEq)]
#[reflect(Component, Default)]
pub struct Label {
    /// Text.
    pub text: String,
    /// A number.
    pub size: f32,
    /// An enum with data.
    pub style: Style,
    /// Something that may not be there.
    pub note: Option<String>,
    /// A list of structs.
    pub parts: Vec<Part>,
    /// A vector.
    pub at: Vec3,
    /// A rotation.
    pub turn: Quat,
    /// An array.
    pub weights: [u16; 3],
    /// A handle of an entity.
    pub target: Option<Entity>,
    /// The mirror lacks it.
    pub secret: i32,
}

impl Default for Label {
    fn default() -> Self {
        Self {
            text: String::new(),
            size: 12.0,
            style: Style::Plain,
            note: None,
            parts: Vec::new(),
            at: Vec3::ZERO,
            turn: Quat::IDENTITY,
            weights: [0; 3],
            target: None,
            secret: 7,
        }
    }
}

/// A component that is made of its fields alone, with keys that reflection cannot hash.
#[derive(Component, Reflect, Clone, Debug, PartialEq)]
#[reflect(Component)]
pub struct Board {
    /// A map.
    pub cells: HashMap<Cell, u32>,
}

/// A key without `#[reflect(Hash, PartialEq)]`.
#[derive(Reflect, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// A number.
    pub x: i32,
}

/// A list that takes no memory, however long it is.
#[derive(Component, Reflect, Clone, Debug, Default)]
#[reflect(Component, Default)]
pub struct Horde {
    /// So many.
    pub members: Vec<Member>,
}

/// What there is one of.
#[derive(Reflect, Clone, Copy, Debug, Default)]
#[reflect(Default)]
pub enum Member {
    /// It.
    #[default]
    One,
}

/// An enum with each kind of variant.
#[derive(Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Default)]
pub enum Style {
    /// Nothing in it.
    #[default]
    Plain,
    /// One field.
    Sized(f32),
    /// Two fields.
    InBetween(u8, String),
    /// Named fields.
    FramedBy {
        /// A number.
        width: f32,
        /// Text.
        name: String,
    },
}

/// A part of a label.
#[derive(Reflect, Clone, Debug, PartialEq)]
pub struct Part {
    /// Text.
    pub name: String,
    /// A number.
    pub count: u32,
}

/// A tuple struct.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct Caption(pub String);

/// A component of which fields cannot be set.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[component(immutable)]
#[reflect(Component, Default)]
pub struct Seal {
    /// A number.
    pub number: u32,
}

/// A resource of which fields cannot be set.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[component(immutable)]
#[reflect(Resource, Default)]
pub struct Charter {
    /// A number.
    pub number: u32,
}

/// A component without a default.
#[derive(Component, Reflect, Clone, Debug, PartialEq)]
#[reflect(Component)]
pub struct Bare {
    /// A number.
    pub first: f32,
    /// Another.
    pub second: f32,
}

/// Leaves of all kinds, and collections.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct Leaves {
    /// A letter.
    pub letter: char,
    /// A length of time.
    pub wait: Duration,
    /// A range.
    pub span: Range<f32>,
    /// A number that is not 0.
    pub id: Option<NonZeroU32>,
    /// A number as large as an address.
    pub count: usize,
    /// A direction.
    pub way: Option<Dir3>,
    /// A map.
    pub stock: HashMap<String, u32>,
    /// A set.
    pub marks: HashSet<String>,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// A component that no entity has.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct Never {
    /// A number.
    pub number: u32,
}

/// A component of three numbers.
#[derive(Component, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct Gauge {
    /// Where it is.
    pub value: f32,
    /// Where it begins.
    pub min: f32,
    /// Where it ends.
    pub max: f32,
}

/// A resource.
#[derive(Resource, Reflect, Clone, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct Rules {
    /// A number.
    pub speed: f32,
    /// Text.
    pub title: String,
}

impl Default for Rules {
    fn default() -> Self {
        Self { speed: 1.0, title: "rules".into() }
    }
}

/// A message.
#[derive(Message, Reflect, Clone, Debug, PartialEq)]
pub struct Ping {
    /// Text.
    pub text: String,
    /// A number.
    pub number: i32,
}

/// An event.
#[derive(Event, Reflect, Clone, Debug, PartialEq)]
#[reflect(Event)]
pub struct Boom {
    /// A number.
    pub strength: f32,
}

/// An event of an entity.
#[derive(EntityEvent, Reflect, Clone, Debug, PartialEq)]
pub struct Struck {
    /// Whom it has hit.
    pub entity: Entity,
    /// A number.
    pub damage: f32,
    /// Text.
    pub by: String,
}

/// An event that goes up from child to parent.
#[derive(EntityEvent, Reflect, Clone, Debug, PartialEq)]
#[entity_event(propagate, auto_propagate)]
pub struct Poked {
    /// Where it is.
    pub entity: Entity,
    /// A number.
    pub finger: u8,
}

/// A state.
#[derive(States, Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The first.
    #[default]
    MainMenu,
    /// Another.
    Playing,
}

/// An asset.
#[derive(Asset, Reflect, Clone, Debug, Default)]
#[reflect(Default)]
pub struct Sheet {
    /// A number.
    pub size: u32,
}

/// What a [`Sheet`] can be made of.
#[derive(Reflect, Clone, Debug, Default)]
#[reflect(Default)]
pub struct Pages {
    /// Texts.
    pub lines: Vec<String>,
}

/// A component with a handle.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct Picture {
    /// The handle.
    pub sheet: Handle<Sheet>,
}
