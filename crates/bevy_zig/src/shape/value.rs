//! Values of script fields, which properties set and the host reads.

use std::borrow::Cow;
use std::fmt;

use bevy::ecs::entity::{EntityMapper, MapEntities};
use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

/// The value of one field of a script's state, or of a [var](crate::ScriptVars).
///
/// ```
/// use bevy_zig::Value;
/// assert_eq!(Value::from(2.5), Value::Float(2.5));
/// assert_eq!(Value::from(3), Value::Int(3));
/// ```
#[derive(Clone, Debug, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::value"]
#[reflect(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A `bool`.
    Bool(bool),
    /// Any whole number; it must fit the field's type.
    Int(#[serde(with = "whole")] i128),
    /// An `f32` or `f64`.
    Float(f64),
    /// A `bevy.Vec2`.
    Vec2(Vec2),
    /// A `bevy.Vec3`.
    Vec3(Vec3),
    /// A `bevy.Quat`.
    Quat(Quat),
    /// A `bevy.Entity`; `None` is `.none`. When a scene is loaded, the entity is the loaded one.
    Entity(Option<Entity>),
    /// The name of an enum's value or of a union's variant, the text in a `[N]u8`, or in a var.
    Text(Cow<'static, str>),
    /// An optional (`?f32`) that holds nothing.
    None,
    /// In a var, a struct or array of plain values, as its bytes in the machine's order, with zeroes for padding. No
    /// field has such a value.
    Blob(Vec<u8>),
}

impl MapEntities for Value {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        if let Self::Entity(entity) = self {
            entity.map_entities(mapper);
        }
    }
}

/// Whole numbers in scene files. The formats that people read know numbers of at most 64 bits, with a sign or without,
/// which is what fields hold.
mod whole {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Whole {
        Signed(i64),
        Unsigned(u64),
    }

    pub(super) fn serialize<S: Serializer>(value: &i128, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return value.serialize(serializer);
        }
        match (i64::try_from(*value), u64::try_from(*value)) {
            (Ok(value), _) => value.serialize(serializer),
            (_, Ok(value)) => value.serialize(serializer),
            _ => Err(S::Error::custom(format_args!("{value} does not fit any field of a script"))),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
        if !deserializer.is_human_readable() {
            return i128::deserialize(deserializer);
        }
        Ok(match Whole::deserialize(deserializer)? {
            Whole::Signed(value) => value.into(),
            Whole::Unsigned(value) => value.into(),
        })
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Vec2(value) => value.fmt(f),
            Self::Vec3(value) => value.fmt(f),
            Self::Quat(value) => value.fmt(f),
            Self::Entity(Some(value)) => value.fmt(f),
            Self::Entity(None) => f.write_str("none"),
            Self::Text(value) => write!(f, "\"{value}\""),
            Self::None => f.write_str("nothing"),
            Self::Blob(value) => write!(f, "{} bytes", value.len()),
        }
    }
}

/// `None` empties an optional field; of all other fields, only an entity takes it, as `.none`.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

macro_rules! from {
    ($($($source:ty)|+ => $value:ident => $made:expr;)*) => {$($(
        impl From<$source> for Value {
            fn from($value: $source) -> Self {
                $made
            }
        }
    )+)*};
}

from! {
    bool => value => Self::Bool(value);
    i8 | i16 | i32 | i64 | u8 | u16 | u32 | u64 => value => Self::Int(value.into());
    f32 => value => Self::Float(value.into());
    f64 => value => Self::Float(value);
    Vec2 => value => Self::Vec2(value);
    Vec3 => value => Self::Vec3(value);
    Quat => value => Self::Quat(value);
    Entity => value => Self::Entity(Some(value));
    &str => value => Self::Text(value.to_owned().into());
    String => value => Self::Text(value.into());
    Vec<u8> => value => Self::Blob(value);
}
