//! A leaf: one plain value at a place, read and written by type.

use std::ops::Range;
use std::sync::Arc;

use thiserror::Error;

use super::kind::{Kind, read_integer, write_integer};
use super::migrate::StepInfo;
use super::nested::{Condition, is_readable};
use super::value::Value;
use crate::base::did_you_mean;

/// One leaf of a value: of a script's state, where it is a field, or of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// The dotted path: `speed`, `body.mass`, `slots.2`; `target.?` is the payload of the optional `target`.
    pub path: String,
    /// The type.
    pub kind: Kind,
    /// The offset from the start of the state, in bytes.
    pub offset: usize,
    /// The size in bytes.
    pub size: usize,
    /// Equal for two fields of equal size, if the same bytes stand for the same values.
    pub(crate) layout_hash: u64,
    /// The handle of a list in the instance's memory: its first eight bytes are the number of a block.
    pub(crate) is_list: bool,
    /// An enum that has values without names, too.
    pub(crate) open: bool,
    /// An enum or a union whose number has a sign.
    pub(crate) signed: bool,
    /// What must be so for it to be there, for each optional and union that it lies in, from the inside.
    pub(crate) within: Vec<Condition>,
    /// What it is besides a plain value.
    pub(crate) role: Role,
}

/// What a leaf is besides a plain value of its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Role {
    #[default]
    Plain,
    /// A moment of the game's time. Outside of a state it is how many seconds ago that was.
    Moment,
    /// A step of a sequence, with all steps by number.
    Step(Arc<[StepInfo]>),
}

#[cfg(feature = "inspection")]
impl Role {
    /// Whether it is a step of a sequence.
    pub(crate) fn is_step(&self) -> bool {
        matches!(self, Self::Step(_))
    }
}

/// Why a field cannot be read or set.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum LeafError {
    /// The script is not on the entity, or has not started yet.
    #[error("script '{script}' is not running {on}; attach it and wait for the next phase")]
    NoInstance {
        /// The script's name.
        script: String,
        /// "on" the entity, or "on no entity" for a global script.
        on: String,
    },
    /// The runtime is not in the world.
    #[error("script '{script}' cannot be reached: not while scripts run, and not without ZigScriptPlugin")]
    NotNow {
        /// The script's name.
        script: String,
    },
    /// The script has no such field.
    #[error("script '{script}' has no field '{path}'; {}it has: {known}", did_you_mean(path, known.split(", ")))]
    UnknownField {
        /// The script's name.
        script: String,
        /// The requested path.
        path: String,
        /// The existing paths.
        known: String,
    },
    /// The value has the wrong type for the field.
    #[error("script '{script}': field '{path}' takes {expected}, not {found}")]
    WrongType {
        /// The script's name.
        script: String,
        /// The field's path.
        path: String,
        /// What the field takes.
        expected: String,
        /// The given value.
        found: String,
    },
}

impl Leaf {
    /// A leaf that stands by itself.
    pub(crate) fn new(path: impl Into<String>, kind: Kind, offset: usize, size: usize) -> Self {
        let mut leaf = Self {
            path: path.into(),
            kind,
            offset,
            size,
            layout_hash: 0,
            is_list: false,
            open: false,
            signed: false,
            within: Vec::new(),
            role: Role::Plain,
        };
        leaf.signed = leaf.variants().iter().any(|(_, value)| *value < 0);
        leaf
    }

    /// The block of the list that this is; `None` if it is not a list, or has none.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn block(&self, state: &[u8]) -> Option<u64> {
        if !self.is_list || !self.is_there(state) {
            return None;
        }
        let number = state[self.offset..].first_chunk().map(|bytes| u64::from_ne_bytes(*bytes));
        number.filter(|number| *number != 0)
    }

    /// The allowed values for this field, in words.
    pub(crate) fn expectation(&self) -> String {
        let number = if self.open { ", or a whole number" } else { "" };
        self.kind.expects(self.size) + number
    }

    /// Writes a value into a state. False if it does not suit the field, or if the field lies in an optional that is
    /// empty; the state is then unchanged.
    #[must_use]
    pub(crate) fn write(&self, state: &mut [u8], value: &Value) -> bool {
        self.is_there(state) && self.write_here(state, value)
    }

    /// Likewise, whether or not an optional around it is empty.
    pub(crate) fn write_here(&self, state: &mut [u8], value: &Value) -> bool {
        match (&self.kind, value) {
            (Kind::Optional(payload), value) => match (value, payload.as_slice()) {
                (Value::None, _) => self.write_tag(state, 0),
                (value, [one]) if one.kind != Kind::Opaque => one.write_here(state, value) && self.write_tag(state, 1),
                (Value::Bool(false), _) => self.write_tag(state, 0),
                (Value::Bool(true), _) => self.fill(1, state),
                _ => false,
            },
            (Kind::Enum(_), Value::Text(name)) => self.choice(name).is_some_and(|value| self.write_tag(state, value)),
            (Kind::Union(..), Value::Text(name)) => self.choice(name).is_some_and(|value| self.fill(value, state)),
            (Kind::Enum(_), Value::Int(value)) if self.open => {
                write_integer(&mut state[self.range()], *value, self.signed)
            }
            (kind, value) => kind.write(value, &mut state[self.range()]),
        }
    }

    /// Reads the value from a state; `None` for what the host cannot read. What is not there, since an optional
    /// is empty or a union has another variant, is [`Value::None`].
    pub(crate) fn read(&self, state: &[u8]) -> Option<Value> {
        if !self.is_there(state) {
            return Some(Value::None);
        }
        match &self.kind {
            Kind::Optional(payload) => match payload.as_slice() {
                _ if self.tag(state) != 1 => Some(Value::None),
                [one] => one.read(state),
                all => is_readable(all).then_some(Value::Bool(true)),
            },
            Kind::Enum(_) | Kind::Union(..) => {
                let tag = self.tag(state);
                match self.choices().find(|(_, known)| i128::from(*known) == tag) {
                    Some((name, _)) => Some(name.into()),
                    None => self.open.then_some(Value::Int(tag)),
                }
            }
            kind => kind.read(&state[self.range()]),
        }
    }

    /// A value of a state as it is outside, or the other way round: a moment is an age there.
    pub(crate) fn at_time(&self, value: Value, now_seconds: f64) -> Value {
        match (&self.role, value) {
            (Role::Moment, Value::Float(seconds)) => Value::Float(now_seconds - seconds),
            (Role::Moment, Value::Int(seconds)) => Value::Float(now_seconds - seconds as f64),
            (_, value) => value,
        }
    }

    /// Where its bytes lie.
    pub(crate) fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.size
    }

    /// The number that an enum, a union or an optional has.
    pub(super) fn tag(&self, state: &[u8]) -> i128 {
        match (self.size, self.variants()) {
            // An enum of one value takes no memory.
            (0, [(_, only)]) => (*only).into(),
            _ => read_integer(&state[self.range()], self.signed),
        }
    }

    /// Sets it; false if it does not fit.
    pub(super) fn write_tag(&self, state: &mut [u8], value: i64) -> bool {
        write_integer(&mut state[self.range()], value.into(), value < 0)
    }

    /// The names of an enum's values, or of a union's variants.
    pub(crate) fn variants(&self) -> &[(String, i64)] {
        match &self.kind {
            Kind::Enum(variants) | Kind::Union(variants, _) => variants,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: Kind, size: usize) -> Leaf {
        Leaf::new("it", kind, 2, size)
    }

    fn round_trip(field: &Leaf, value: Value) -> Option<Value> {
        let mut state = vec![0; 32];
        if !field.write(&mut state, &value) {
            assert!(state.iter().all(|byte| *byte == 0), "a refused value left traces");
            return None;
        }
        field.read(&state)
    }

    #[test]
    fn integers_are_range_checked() {
        let byte = field(Kind::Signed, 1);
        assert_eq!(round_trip(&byte, Value::Int(-128)), Some(Value::Int(-128)));
        assert_eq!(round_trip(&byte, Value::Int(128)), None);
        let word = field(Kind::Unsigned, 8);
        assert_eq!(round_trip(&word, Value::from(u64::MAX)), Some(Value::from(u64::MAX)));
        assert_eq!(round_trip(&word, Value::Int(-1)), None);
    }

    #[test]
    fn enums_go_by_name() {
        let mode = field(Kind::Enum(vec![("idle".into(), 0), ("chase".into(), 200)]), 1);
        assert_eq!(round_trip(&mode, "chase".into()), Some("chase".into()));
        assert_eq!(round_trip(&mode, "sleep".into()), None);
    }

    #[test]
    fn values_without_names_have_the_sign_of_their_enum() {
        let id = |signed| {
            let names = Kind::Enum(vec![("none".into(), 7)]);
            Leaf { open: true, signed, ..field(names, 1) }
        };
        assert_eq!(round_trip(&id(true), Value::Int(-1)), Some(Value::Int(-1)));
        assert_eq!(round_trip(&id(false), Value::Int(255)), Some(Value::Int(255)));
        assert_eq!((round_trip(&id(true), Value::Int(128)), round_trip(&id(false), Value::Int(-1))), (None, None));
        assert_eq!(round_trip(&id(true), "none".into()), Some("none".into()));
    }

    #[test]
    fn text_must_fit() {
        let name = field(Kind::Bytes, 4);
        assert_eq!(round_trip(&name, "rock".into()), Some("rock".into()));
        assert_eq!(round_trip(&name, "rocks".into()), None);
    }

    #[test]
    fn floats_take_whole_numbers_and_integers_no_fractions() {
        assert_eq!(round_trip(&field(Kind::Float, 4), Value::Int(2)), Some(Value::Float(2.0)));
        assert_eq!(round_trip(&field(Kind::Signed, 4), Value::Float(2.0)), None);
    }
}
