//! Vars: named values that scripts share. The host stores them, so they outlive scripts and are saved with scenes.

use std::collections::BTreeMap;

use bevy::ecs::entity::{EntityMapper, MapEntities};
use bevy::ecs::reflect::{ReflectComponent, ReflectResource};
use bevy::math::{Vec2, Vec3};
use bevy::prelude::{Component, Deref, DerefMut, Resource};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use crate::abi::*;
use crate::shape::{Kind, Value};

/// The vars of an entity, shared by all of its scripts: `ctx.vars()` in Zig.
///
/// A var is a [`Value`]: an `Int` is any integer type of Zig that fits an `i64`, a `Float` is an `f32` or `f64`, a
/// `Text` is a `[]const u8`, and a `Blob` is a struct or array of plain values.
///
/// Scripts read them as the last phase left them; their writes are applied after the phase. Rust reads and writes them
/// directly. The limits of [`ScriptLimits`](crate::ScriptLimits) apply to scripts only; keys that scripts use have 1 to
/// 64 bytes.
///
/// ```
/// use bevy_zig::{ScriptVars, Value};
/// let mut vars = ScriptVars::default().with("hp", 100).with("name", "Ada");
/// vars.set("hp", 90);
/// assert_eq!(vars.get("hp"), Some(&Value::Int(90)));
/// ```
#[derive(Component, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::vars"]
#[component(map_entities)]
#[reflect(Component, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScriptVars(
    BTreeMap<String, Value>,
    /// Of which types blobs are values, by the numbers that these have in the program. A reload may change a type.
    #[serde(skip)]
    #[reflect(ignore)]
    Layouts,
);

/// Numbers of types, by the keys of vars.
#[derive(Clone, Debug, Default)]
struct Layouts(BTreeMap<String, u32>);

/// What a var is, it is without it.
impl PartialEq for Layouts {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl ScriptVars {
    /// The value of a var.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Sets a var, and returns what it was. [`Value::None`] removes it.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        match value.into() {
            Value::None => self.remove(&key.into()),
            value => {
                let key = key.into();
                self.1.0.remove(&key);
                self.0.insert(key, value)
            }
        }
    }

    /// Sets a var, builder-style.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.set(key, value);
        self
    }

    /// Removes a var, and returns what it was.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.1.0.remove(key);
        self.0.remove(key)
    }

    /// The number of the type that a blob is a value of; 0: nobody knows.
    pub(crate) fn layout(&self, key: &str) -> u32 {
        self.1.0.get(key).copied().unwrap_or_default()
    }

    /// All vars, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
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
            BEVY_ZIG_VAR_OP_REMOVE => Outcome::of(self.remove(change.key).is_some()),
            BEVY_ZIG_VAR_OP_SET_IF_ABSENT if present => Outcome::Unchanged,
            _ if !present && self.len() >= vars_max => Outcome::Full,
            op => {
                let Some(value) = Value::of_var(change.kind, change.value) else { return Outcome::Unchanged };
                let next = match self.0.get(change.key) {
                    Some(var) if op == BEVY_ZIG_VAR_OP_ADD => match var.plus(&value) {
                        Some(sum) => sum,
                        None => return Outcome::WrongType,
                    },
                    // Whoever is not there counts as 0.
                    _ => value,
                };
                // The same bytes may mean something else.
                let changed = self.get(change.key) != Some(&next) || self.layout(change.key) != change.layout;
                if changed {
                    self.0.insert(change.key.to_owned(), next);
                    match change.layout {
                        0 => self.1.0.remove(change.key),
                        layout => self.1.0.insert(change.key.to_owned(), layout),
                    };
                }
                Outcome::of(changed)
            }
        }
    }
}

impl MapEntities for ScriptVars {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        for value in self.0.values_mut() {
            value.map_entities(mapper);
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
#[derive(Resource, Deref, DerefMut, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::vars"]
#[component(map_entities)]
#[reflect(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GlobalVars(ScriptVars);

impl GlobalVars {
    /// Sets a var, and returns what it was.
    // All else is found through `Deref`; `Reflect`, which is in Bevy's prelude, has a `set` of its own that would be
    // found first.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.0.set(key, value)
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
    /// The number of the type that a blob is a value of; 0: none.
    pub(crate) layout: u32,
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
    /// Why it is not [sound](Self::is_sound), in words.
    pub(crate) fn problem(&self) -> &'static str {
        let floats = [BEVY_ZIG_VAR_FLOAT, BEVY_ZIG_VAR_VEC2, BEVY_ZIG_VAR_VEC3];
        if floats.contains(&self.kind) {
            "a number in it is infinite or not a number"
        } else if self.kind == BEVY_ZIG_VAR_TEXT {
            "it is not UTF-8"
        } else {
            "its bytes are no value of its kind"
        }
    }

    /// Whether op, kind, key and value go together.
    pub(crate) fn is_sound(&self) -> bool {
        let adds = [BEVY_ZIG_VAR_INT, BEVY_ZIG_VAR_FLOAT, BEVY_ZIG_VAR_VEC2, BEVY_ZIG_VAR_VEC3];
        is_key(self.key)
            && (self.layout == 0 || self.kind == BEVY_ZIG_VAR_BLOB)
            && match self.op {
                BEVY_ZIG_VAR_OP_SET | BEVY_ZIG_VAR_OP_SET_IF_ABSENT => Value::is_var(self.kind, self.value),
                BEVY_ZIG_VAR_OP_ADD => adds.contains(&self.kind) && Value::is_var(self.kind, self.value),
                BEVY_ZIG_VAR_OP_REMOVE => self.kind == 0 && self.value.is_empty(),
                _ => false,
            }
    }
}

/// Whether a script may use this key.
pub(crate) fn is_key(key: &str) -> bool {
    (1..=BEVY_ZIG_VAR_KEY_LEN_MAX as usize).contains(&key.len())
}

/// The same, with the reason in words.
#[cfg(feature = "inspection")]
pub(crate) fn check_key(key: &str) -> Result<(), String> {
    let problem = || format!("its key has {} bytes; a key has 1 to {BEVY_ZIG_VAR_KEY_LEN_MAX}", key.len());
    is_key(key).then_some(()).ok_or_else(problem)
}

/// The kind of leaf that a kind of var is laid out as, and its size; `None` for those of any size.
fn leaf_of(kind: u32) -> Option<(Kind, usize)> {
    Kind::plain(match kind {
        BEVY_ZIG_VAR_BOOL => BEVY_ZIG_FIELD_BOOL,
        BEVY_ZIG_VAR_INT => BEVY_ZIG_FIELD_I64,
        BEVY_ZIG_VAR_FLOAT => BEVY_ZIG_FIELD_F64,
        BEVY_ZIG_VAR_VEC2 => BEVY_ZIG_FIELD_VEC2,
        BEVY_ZIG_VAR_VEC3 => BEVY_ZIG_FIELD_VEC3,
        BEVY_ZIG_VAR_QUAT => BEVY_ZIG_FIELD_QUAT,
        BEVY_ZIG_VAR_ENTITY => BEVY_ZIG_FIELD_ENTITY,
        _ => return None,
    })
}

/// A value as a var.
impl Value {
    /// The kind in the contract; `None` if scripts cannot read it.
    pub(crate) fn var_kind(&self) -> Option<u32> {
        Some(match self {
            Self::Bool(_) => BEVY_ZIG_VAR_BOOL,
            Self::Int(_) => BEVY_ZIG_VAR_INT,
            Self::Float(_) => BEVY_ZIG_VAR_FLOAT,
            Self::Vec2(_) => BEVY_ZIG_VAR_VEC2,
            Self::Vec3(_) => BEVY_ZIG_VAR_VEC3,
            Self::Quat(_) => BEVY_ZIG_VAR_QUAT,
            Self::Entity(_) => BEVY_ZIG_VAR_ENTITY,
            Self::Text(_) => BEVY_ZIG_VAR_TEXT,
            Self::Blob(_) => BEVY_ZIG_VAR_BLOB,
            Self::None => return None,
        })
    }

    /// The bytes as they travel; small ones are laid into `small`. A number that is beyond an `i64` travels as the
    /// nearest.
    pub(crate) fn var_bytes<'a>(&'a self, small: &'a mut [u8; 16]) -> &'a [u8] {
        let number = match self {
            Self::Text(value) => return value.as_bytes(),
            Self::Blob(value) => return value,
            Self::Int(value) => Some(Self::Int(to_i64(*value))),
            _ => None,
        };
        let Some((kind, size)) = self.var_kind().and_then(leaf_of) else { return &[] };
        let fits = kind.write(number.as_ref().unwrap_or(self), &mut small[..size]);
        debug_assert!(fits, "{self:?}");
        &small[..size]
    }

    /// Whether these bytes are a var of this kind.
    fn is_var(kind: u32, bytes: &[u8]) -> bool {
        match kind {
            // No need to copy what may be long.
            BEVY_ZIG_VAR_TEXT => std::str::from_utf8(bytes).is_ok(),
            BEVY_ZIG_VAR_BLOB => true,
            _ => Self::of_var(kind, bytes).is_some(),
        }
    }

    /// The var of this kind that these bytes are. Sums and comparisons have to mean something, so numbers are finite.
    fn of_var(kind: u32, bytes: &[u8]) -> Option<Self> {
        let value = match kind {
            BEVY_ZIG_VAR_TEXT => std::str::from_utf8(bytes).ok()?.into(),
            BEVY_ZIG_VAR_BLOB => bytes.to_vec().into(),
            _ => {
                let (kind, size) = leaf_of(kind)?;
                if bytes.len() == size { kind.read(bytes)? } else { return None }
            }
        };
        value.is_finite().then_some(value)
    }

    /// Whether all its numbers are finite.
    pub(crate) fn is_finite(&self) -> bool {
        match self {
            Self::Float(value) => value.is_finite(),
            Self::Vec2(value) => value.is_finite(),
            Self::Vec3(value) => value.is_finite(),
            Self::Quat(value) => value.is_finite(),
            _ => true,
        }
    }

    /// The sum, which stops at the ends of the type's range; `None` if the types differ or cannot be added.
    fn plus(&self, delta: &Self) -> Option<Self> {
        let (low, high) = (f32::MIN, f32::MAX);
        Some(match (self, delta) {
            (Self::Int(value), Self::Int(delta)) => Self::Int(to_i64(value.saturating_add(*delta))),
            (Self::Float(value), Self::Float(delta)) => Self::Float((value + delta).clamp(f64::MIN, f64::MAX)),
            (Self::Vec2(value), Self::Vec2(delta)) => (value + delta).clamp(Vec2::splat(low), Vec2::splat(high)).into(),
            (Self::Vec3(value), Self::Vec3(delta)) => (value + delta).clamp(Vec3::splat(low), Vec3::splat(high)).into(),
            _ => return None,
        })
    }
}

fn to_i64(value: i128) -> i128 {
    value.clamp(i64::MIN.into(), i64::MAX.into())
}

#[cfg(test)]
mod tests {
    use bevy::math::Quat;
    use bevy::prelude::Entity;

    use super::*;

    fn values() -> [Value; 10] {
        [
            true.into(),
            i64::MIN.into(),
            1e300.into(),
            Vec2::new(1.0, -2.0).into(),
            Vec3::new(1.0, -2.0, 3.5).into(),
            Quat::from_xyzw(1.0, 2.0, 3.0, 4.0).into(),
            Entity::from_bits(7 | 1 << 32).into(),
            Value::Entity(None),
            "äöü".into(),
            vec![0, 255].into(),
        ]
    }

    #[test]
    fn bytes_are_the_value_again() {
        for value in values() {
            assert_eq!(Value::of_var(value.var_kind().unwrap(), value.var_bytes(&mut [0; 16])), Some(value));
        }
    }

    #[test]
    fn bytes_of_the_wrong_size_or_that_are_no_value_are_refused() {
        for value in values() {
            let mut bytes = value.var_bytes(&mut [0; 16]).to_vec();
            if !matches!(value, Value::Text(_) | Value::Blob(_)) {
                bytes.push(0);
                assert!(!Value::is_var(value.var_kind().unwrap(), &bytes), "{value:?} with a byte more");
                bytes.truncate(bytes.len() - 2);
                assert!(!Value::is_var(value.var_kind().unwrap(), &bytes), "{value:?} with a byte less");
            }
        }
        assert!(!Value::is_var(BEVY_ZIG_VAR_BOOL, &[2]));
        assert!(!Value::is_var(BEVY_ZIG_VAR_FLOAT, &f64::NAN.to_ne_bytes()));
        assert!(!Value::is_var(BEVY_ZIG_VAR_VEC2, bytemuck::bytes_of(&[0.0, f32::INFINITY])));
        assert!(!Value::is_var(BEVY_ZIG_VAR_TEXT, &[0xff]));
        assert!(!Value::is_var(BEVY_ZIG_VAR_ENTITY, &(1u64 << 32).to_ne_bytes()), "bits that are no handle");
        assert!(!Value::is_var(0, &[]) && !Value::is_var(10, &[]));
    }

    #[test]
    fn sums_stop_at_the_end_of_the_range() {
        let sum = |value: Value, delta: Value| value.plus(&delta);
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
    fn what_scripts_cannot_read_is_not_a_var() {
        let mut vars = ScriptVars::default().with("large", u64::MAX).with("gone", 1).with("never", None::<f32>);
        assert_eq!(vars.get("large").unwrap().var_bytes(&mut [0; 16]), i64::MAX.to_ne_bytes());
        assert_eq!(vars.set("gone", Value::None), Some(Value::Int(1)));
        assert_eq!((vars.len(), Value::None.var_kind()), (1, None));
    }

    #[test]
    fn a_full_owner_takes_no_more_keys() {
        let mut vars = ScriptVars::default().with("a", 1);
        let change = |op, key| VarChange { op, kind: BEVY_ZIG_VAR_INT, layout: 0, key, value: &[0; 8] };
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_SET, "b"), 1), Outcome::Full);
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_ADD, "b"), 1), Outcome::Full);
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_SET, "a"), 1), Outcome::Changed);
        assert_eq!(vars.apply(change(BEVY_ZIG_VAR_OP_SET, "a"), 1), Outcome::Unchanged);
        assert_eq!(vars.iter().collect::<Vec<_>>(), [("a", &Value::Int(0))]);
    }
}
