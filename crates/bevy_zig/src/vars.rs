//! Vars: named values that scripts share. The host stores them, so they outlive scripts and are saved with scenes.

use std::collections::BTreeMap;

use bevy::ecs::entity::{EntityMapper, MapEntities};
use bevy::ecs::reflect::{ReflectComponent, ReflectResource};
use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::{Component, Entity, Resource};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use crate::abi::*;

/// The value of one var.
///
/// ```
/// use bevy_zig::Var;
/// assert_eq!(Var::from(3), Var::Int(3));
/// ```
#[derive(Clone, Debug, PartialEq, Reflect, Serialize, Deserialize)]
#[reflect(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Var {
    /// A `bool`.
    Bool(bool),
    /// Any integer type, if the number fits it.
    Int(i64),
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
    /// A `[]const u8`.
    Text(String),
    /// A struct or array of plain values, as its bytes in the machine's order, with zeroes for padding.
    Blob(Vec<u8>),
}

macro_rules! from {
    ($($source:ty => $value:ident => $made:expr;)*) => {$(
        impl From<$source> for Var {
            fn from($value: $source) -> Self {
                $made
            }
        }
    )*};
}

from! {
    bool => value => Self::Bool(value);
    i8 => value => Self::Int(value.into());
    i16 => value => Self::Int(value.into());
    i32 => value => Self::Int(value.into());
    i64 => value => Self::Int(value);
    u8 => value => Self::Int(value.into());
    u16 => value => Self::Int(value.into());
    u32 => value => Self::Int(value.into());
    f32 => value => Self::Float(value.into());
    f64 => value => Self::Float(value);
    Vec2 => value => Self::Vec2(value);
    Vec3 => value => Self::Vec3(value);
    Quat => value => Self::Quat(value);
    Entity => value => Self::Entity(Some(value));
    &str => value => Self::Text(value.into());
    String => value => Self::Text(value);
    Vec<u8> => value => Self::Blob(value);
}

/// The vars of an entity, shared by all of its scripts: `ctx.vars()` in Zig.
///
/// Scripts read them as the last phase left them; their writes are applied after the phase. Rust reads and writes them
/// directly. The limits of [`ScriptLimits`](crate::ScriptLimits) apply to scripts only; keys that scripts use have 1 to
/// 64 bytes.
///
/// ```
/// use bevy_zig::{ScriptVars, Var};
/// let mut vars = ScriptVars::default().with("hp", 100).with("name", "Ada");
/// vars.set("hp", 90);
/// assert_eq!(vars.get("hp"), Some(&Var::Int(90)));
/// ```
#[derive(Component, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
#[component(map_entities)]
#[reflect(Component, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScriptVars(BTreeMap<String, Var>);

impl ScriptVars {
    /// The value of a var.
    pub fn get(&self, key: &str) -> Option<&Var> {
        self.0.get(key)
    }

    /// Sets a var, and returns what it was.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Var>) -> Option<Var> {
        self.0.insert(key.into(), value.into())
    }

    /// Sets a var, builder-style.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Var>) -> Self {
        self.set(key, value);
        self
    }

    /// Removes a var, and returns what it was.
    pub fn remove(&mut self, key: &str) -> Option<Var> {
        self.0.remove(key)
    }

    /// All vars, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Var)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Does what a script has requested.
    pub(crate) fn apply(&mut self, change: VarChange, vars_max: usize) -> Outcome {
        let present = self.0.contains_key(change.key);
        match change.op {
            BEVY_ZIG_VAR_OP_REMOVE => Outcome::of(self.0.remove(change.key).is_some()),
            BEVY_ZIG_VAR_OP_SET_IF_ABSENT if present => Outcome::Unchanged,
            _ if !present && self.len() >= vars_max => Outcome::Full,
            op => {
                let Some(value) = Var::decode(change.kind, change.value) else { return Outcome::Unchanged };
                match self.0.get_mut(change.key) {
                    // Whoever is not there counts as 0.
                    None => {
                        self.0.insert(change.key.to_owned(), value);
                        Outcome::Changed
                    }
                    Some(var) => {
                        let next = match op {
                            BEVY_ZIG_VAR_OP_ADD => match var.plus(&value) {
                                Some(sum) => sum,
                                None => return Outcome::WrongType,
                            },
                            _ => value,
                        };
                        let changed = next != *var;
                        *var = next;
                        Outcome::of(changed)
                    }
                }
            }
        }
    }
}

impl MapEntities for ScriptVars {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        for value in self.0.values_mut() {
            if let Var::Entity(entity) = value {
                entity.map_entities(mapper);
            }
        }
    }
}

/// The vars of the whole game: `ctx.globalVars()` in Zig, and `ctx.vars()` of a global script.
///
/// ```
/// use bevy_zig::GlobalVars;
/// let mut vars = GlobalVars::default();
/// vars.set("score", 0);
/// assert_eq!(vars.len(), 1);
/// ```
#[derive(Resource, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
#[component(map_entities)]
#[reflect(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GlobalVars(ScriptVars);

impl GlobalVars {
    /// Sets a var, and returns what it was.
    // All else is found through `Deref`; `Reflect`, which is in Bevy's prelude, has a `set` of its own that would be found first.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Var>) -> Option<Var> {
        self.0.set(key, value)
    }
}

impl std::ops::Deref for GlobalVars {
    type Target = ScriptVars;

    fn deref(&self) -> &ScriptVars {
        &self.0
    }
}

impl std::ops::DerefMut for GlobalVars {
    fn deref_mut(&mut self) -> &mut ScriptVars {
        &mut self.0
    }
}

impl MapEntities for GlobalVars {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        self.0.map_entities(mapper);
    }
}

/// A script's request to change a var, with op and kind as the contract has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct VarChange<'a> {
    pub(crate) op: u32,
    pub(crate) kind: u32,
    pub(crate) key: &'a str,
    pub(crate) value: &'a [u8],
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    Changed,
    Unchanged,
    /// Something was to be added to a var of another type.
    WrongType,
    /// The owner has as many vars as it may have.
    Full,
}

impl Outcome {
    fn of(changed: bool) -> Self {
        if changed { Self::Changed } else { Self::Unchanged }
    }
}

impl VarChange<'_> {
    /// Whether op, kind, key and value go together.
    pub(crate) fn is_sound(&self) -> bool {
        let adds = [BEVY_ZIG_VAR_INT, BEVY_ZIG_VAR_FLOAT, BEVY_ZIG_VAR_VEC2, BEVY_ZIG_VAR_VEC3];
        is_key(self.key)
            && match self.op {
                BEVY_ZIG_VAR_OP_SET | BEVY_ZIG_VAR_OP_SET_IF_ABSENT => Var::is_sound(self.kind, self.value),
                BEVY_ZIG_VAR_OP_ADD => adds.contains(&self.kind) && Var::is_sound(self.kind, self.value),
                BEVY_ZIG_VAR_OP_REMOVE => self.kind == 0 && self.value.is_empty(),
                _ => false,
            }
    }
}

/// Whether a script may use this key.
pub(crate) fn is_key(key: &str) -> bool {
    (1..=BEVY_ZIG_VAR_KEY_LEN_MAX as usize).contains(&key.len())
}

impl Var {
    /// The kind in the contract.
    pub(crate) fn kind(&self) -> u32 {
        match self {
            Self::Bool(_) => BEVY_ZIG_VAR_BOOL,
            Self::Int(_) => BEVY_ZIG_VAR_INT,
            Self::Float(_) => BEVY_ZIG_VAR_FLOAT,
            Self::Vec2(_) => BEVY_ZIG_VAR_VEC2,
            Self::Vec3(_) => BEVY_ZIG_VAR_VEC3,
            Self::Quat(_) => BEVY_ZIG_VAR_QUAT,
            Self::Entity(_) => BEVY_ZIG_VAR_ENTITY,
            Self::Text(_) => BEVY_ZIG_VAR_TEXT,
            Self::Blob(_) => BEVY_ZIG_VAR_BLOB,
        }
    }

    /// The value's bytes as they travel; small ones are laid into `small`.
    pub(crate) fn bytes<'a>(&'a self, small: &'a mut [u8; 16]) -> &'a [u8] {
        fn lay<const N: usize>(small: &mut [u8; 16], bytes: [u8; N]) -> &[u8] {
            small[..N].copy_from_slice(&bytes);
            &small[..N]
        }
        match self {
            Self::Bool(value) => lay(small, [u8::from(*value)]),
            Self::Int(value) => lay(small, value.to_ne_bytes()),
            Self::Float(value) => lay(small, value.to_ne_bytes()),
            Self::Vec2(value) => lay::<8>(small, bytemuck::cast(value.to_array())),
            Self::Vec3(value) => lay::<12>(small, bytemuck::cast(value.to_array())),
            Self::Quat(value) => lay::<16>(small, bytemuck::cast(value.to_array())),
            Self::Entity(value) => lay(small, value.map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits).to_ne_bytes()),
            Self::Text(value) => value.as_bytes(),
            Self::Blob(value) => value,
        }
    }

    /// Whether these bytes are a value of this kind.
    fn is_sound(kind: u32, bytes: &[u8]) -> bool {
        match kind {
            // No need to copy what may be long.
            BEVY_ZIG_VAR_TEXT => std::str::from_utf8(bytes).is_ok(),
            BEVY_ZIG_VAR_BLOB => true,
            _ => Self::decode(kind, bytes).is_some(),
        }
    }

    /// The value of this kind that these bytes are.
    fn decode(kind: u32, bytes: &[u8]) -> Option<Self> {
        fn floats<const N: usize>(bytes: &[u8]) -> Option<[f32; N]> {
            let mut values = [0f32; N];
            let raw: &mut [u8] = bytemuck::cast_slice_mut(&mut values);
            (raw.len() == bytes.len()).then(|| raw.copy_from_slice(bytes))?;
            values.iter().all(|value| value.is_finite()).then_some(values)
        }
        Some(match kind {
            BEVY_ZIG_VAR_BOOL => Self::Bool(match bytes {
                [0] => false,
                [1] => true,
                _ => return None,
            }),
            BEVY_ZIG_VAR_INT => Self::Int(i64::from_ne_bytes(bytes.try_into().ok()?)),
            BEVY_ZIG_VAR_FLOAT => {
                let value = f64::from_ne_bytes(bytes.try_into().ok()?);
                Self::Float(value.is_finite().then_some(value)?)
            }
            BEVY_ZIG_VAR_VEC2 => Self::Vec2(Vec2::from_array(floats(bytes)?)),
            BEVY_ZIG_VAR_VEC3 => Self::Vec3(Vec3::from_array(floats(bytes)?)),
            BEVY_ZIG_VAR_QUAT => Self::Quat(Quat::from_array(floats(bytes)?)),
            BEVY_ZIG_VAR_ENTITY => match u64::from_ne_bytes(bytes.try_into().ok()?) {
                BEVY_ZIG_ENTITY_NONE => Self::Entity(None),
                bits => Self::Entity(Some(Entity::try_from_bits(bits)?)),
            },
            BEVY_ZIG_VAR_TEXT => Self::Text(std::str::from_utf8(bytes).ok()?.to_owned()),
            BEVY_ZIG_VAR_BLOB => Self::Blob(bytes.to_vec()),
            _ => return None,
        })
    }

    /// The sum, which stops at the ends of the type's range; `None` if the types differ or cannot be added.
    fn plus(&self, delta: &Self) -> Option<Self> {
        let (low, high) = (f32::MIN, f32::MAX);
        Some(match (self, delta) {
            (Self::Int(value), Self::Int(delta)) => Self::Int(value.saturating_add(*delta)),
            (Self::Float(value), Self::Float(delta)) => Self::Float((value + delta).clamp(f64::MIN, f64::MAX)),
            (Self::Vec2(value), Self::Vec2(delta)) => {
                Self::Vec2((value + delta).clamp(Vec2::splat(low), Vec2::splat(high)))
            }
            (Self::Vec3(value), Self::Vec3(delta)) => {
                Self::Vec3((value + delta).clamp(Vec3::splat(low), Vec3::splat(high)))
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> [Var; 10] {
        [
            true.into(),
            i64::MIN.into(),
            1e300.into(),
            Vec2::new(1.0, -2.0).into(),
            Vec3::new(1.0, -2.0, 3.5).into(),
            Quat::from_xyzw(1.0, 2.0, 3.0, 4.0).into(),
            Entity::from_bits(7 | 1 << 32).into(),
            Var::Entity(None),
            "äöü".into(),
            vec![0, 255].into(),
        ]
    }

    #[test]
    fn bytes_are_the_value_again() {
        for value in values() {
            assert_eq!(Var::decode(value.kind(), value.bytes(&mut [0; 16])), Some(value));
        }
    }

    #[test]
    fn bytes_of_the_wrong_size_or_that_are_no_value_are_refused() {
        for value in values() {
            let mut bytes = value.bytes(&mut [0; 16]).to_vec();
            if !matches!(value, Var::Text(_) | Var::Blob(_)) {
                bytes.push(0);
                assert!(!Var::is_sound(value.kind(), &bytes), "{value:?} with a byte more");
                bytes.truncate(bytes.len() - 2);
                assert!(!Var::is_sound(value.kind(), &bytes), "{value:?} with a byte less");
            }
        }
        assert!(!Var::is_sound(BEVY_ZIG_VAR_BOOL, &[2]));
        assert!(!Var::is_sound(BEVY_ZIG_VAR_FLOAT, &f64::NAN.to_ne_bytes()));
        assert!(!Var::is_sound(BEVY_ZIG_VAR_VEC2, bytemuck::bytes_of(&[0.0, f32::INFINITY])));
        assert!(!Var::is_sound(BEVY_ZIG_VAR_TEXT, &[0xff]));
        assert!(!Var::is_sound(BEVY_ZIG_VAR_ENTITY, &(1u64 << 32).to_ne_bytes()), "bits that are no handle");
        assert!(!Var::is_sound(0, &[]) && !Var::is_sound(10, &[]));
    }

    #[test]
    fn sums_stop_at_the_end_of_the_range() {
        let sum = |value: Var, delta: Var| value.plus(&delta);
        assert_eq!(sum((i64::MAX - 1).into(), 5.into()), Some(i64::MAX.into()));
        assert_eq!(sum(i64::MIN.into(), (-5).into()), Some(i64::MIN.into()));
        assert_eq!(sum(f64::MAX.into(), f64::MAX.into()), Some(f64::MAX.into()));
        assert_eq!(
            sum(Vec2::MIN.into(), Vec2::new(-1e38, 1.0).into()),
            Some(Vec2::new(f32::MIN, f32::MIN + 1.0).into())
        );
        assert_eq!(sum(Vec3::MAX.into(), Vec3::MAX.into()), Some(Vec3::MAX.into()));
        assert_eq!(sum(1.into(), 1.0.into()), None);
        assert_eq!(sum(true.into(), true.into()), None);
    }

    #[test]
    fn a_full_owner_takes_no_more_keys() {
        let mut vars = ScriptVars::default().with("a", 1);
        let change = |op, key| VarChange { op, kind: BEVY_ZIG_VAR_INT, key, value: &[0; 8] };
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_SET, "b"), 1), Outcome::Full);
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_ADD, "b"), 1), Outcome::Full);
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_SET, "a"), 1), Outcome::Changed);
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_SET, "a"), 1), Outcome::Unchanged);
        assert_eq!(vars.iter().collect::<Vec<_>>(), [("a", &Var::Int(0))]);
    }
}
