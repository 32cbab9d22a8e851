//! A leaf: one plain value at a place, read and written by type.

use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use thiserror::Error;

use super::nested::is_readable;
use super::typed::ZigValue;
use super::value::Value;
use crate::abi::*;
use crate::nearest::did_you_mean;

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
    /// An enum that has values without names, too.
    pub(crate) open: bool,
    /// Offsets of the bytes that say whether the optionals that it lies in hold a value.
    pub(crate) within: Vec<usize>,
}

/// The type of a leaf.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `bool`
    Bool,
    /// `i8` to `i64`, `isize`
    Signed,
    /// `u8` to `u64`, `usize`
    Unsigned,
    /// `f32`, `f64`
    Float,
    /// `bevy.Vec2`
    Vec2,
    /// `bevy.Vec3`
    Vec3,
    /// `bevy.Quat`
    Quat,
    /// `bevy.Entity`
    Entity,
    /// An enum: its values by name.
    Enum(Vec<(String, i64)>),
    /// `[N]u8`
    Bytes,
    /// A value that the host carries over but does not read.
    Opaque,
    /// `?T`: the fields of the payload, which are also among the script's fields, after this one.
    ///
    /// If the payload is one field, the optional takes its values and [`Value::None`]. If it is several, the optional
    /// takes `true` and `false` (or [`Value::None`]), for whether they exist.
    Optional(Vec<Leaf>),
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
        Self { path: path.into(), kind, offset, size, layout_hash: 0, open: false, within: Vec::new() }
    }

    /// The allowed values for this field, in words.
    pub(crate) fn expectation(&self) -> String {
        let bits = self.size * 8;
        match &self.kind {
            Kind::Bool => "a bool".into(),
            Kind::Signed => format!("a whole number that fits i{bits}"),
            Kind::Unsigned => format!("a whole number that fits u{bits}"),
            Kind::Float => "a number".into(),
            Kind::Vec2 => "a Vec2".into(),
            Kind::Vec3 => "a Vec3".into(),
            Kind::Quat => "a Quat".into(),
            Kind::Entity => "an Entity".into(),
            Kind::Enum(variants) => {
                let names: Vec<_> = variants.iter().map(|(name, _)| name.as_str()).collect();
                let number = if self.open { ", or a whole number" } else { "" };
                format!("one of {}{number}", names.join(", "))
            }
            Kind::Bytes => format!("text of at most {} bytes", self.size),
            Kind::Opaque => "no value from outside: the host cannot read its type".into(),
            Kind::Optional(payload) => match payload.as_slice() {
                all if !is_readable(all) => {
                    "Value::None, and nothing else: the host cannot read all of its type".into()
                }
                [one] => format!("Value::None, or {}", one.expectation()),
                _ => "a bool, which says whether there is one, or Value::None".into(),
            },
        }
    }

    /// Writes a value into a state. False if it does not suit the field, or if the field lies in an optional that is empty; the state
    /// is then unchanged.
    #[must_use]
    pub(crate) fn write(&self, state: &mut [u8], value: &Value) -> bool {
        self.is_there(state) && self.write_here(state, value)
    }

    /// Likewise, whether or not an optional around it is empty.
    pub(crate) fn write_here(&self, state: &mut [u8], value: &Value) -> bool {
        if let Kind::Optional(payload) = &self.kind {
            return self.write_optional(payload, state, value);
        }
        let slot = &mut state[self.offset..self.offset + self.size];
        match (&self.kind, value) {
            (Kind::Bool, Value::Bool(value)) => slot.copy_from_slice(&[u8::from(*value)]),
            (Kind::Signed | Kind::Unsigned, Value::Int(value)) => {
                return write_integer(slot, *value, self.kind == Kind::Signed);
            }
            (Kind::Float, Value::Float(value)) => write_float(slot, *value),
            // `with("speed", 2)` means 2.0.
            (Kind::Float, Value::Int(value)) => write_float(slot, *value as f64),
            (Kind::Vec2, Value::Vec2(value)) => slot.copy_from_slice(bytemuck::bytes_of(&value.to_array())),
            (Kind::Vec3, Value::Vec3(value)) => slot.copy_from_slice(bytemuck::bytes_of(&value.to_array())),
            (Kind::Quat, Value::Quat(value)) => slot.copy_from_slice(bytemuck::bytes_of(&value.to_array())),
            (Kind::Entity, Value::Entity(value)) => {
                slot.copy_from_slice(&value.map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits).to_ne_bytes());
            }
            (Kind::Entity, Value::None) => slot.copy_from_slice(&BEVY_ZIG_ENTITY_NONE.to_ne_bytes()),
            (Kind::Enum(variants), Value::Text(name)) => {
                let Some((_, value)) = variants.iter().find(|(known, _)| known == name) else { return false };
                let value = i128::from(*value);
                return write_integer(slot, value, value < 0);
            }
            (Kind::Enum(_), Value::Int(value)) if self.open => return write_integer(slot, *value, *value < 0),
            (Kind::Bytes, Value::Text(text)) if text.len() <= slot.len() => {
                slot.fill(0);
                slot[..text.len()].copy_from_slice(text.as_bytes());
            }
            _ => return false,
        }
        true
    }

    fn write_optional(&self, payload: &[Leaf], state: &mut [u8], value: &Value) -> bool {
        match (value, payload) {
            (Value::None, _) => state[self.offset] = 0,
            (value, [one]) if one.kind != Kind::Opaque => {
                if !one.write_here(state, value) {
                    return false;
                }
                state[self.offset] = 1;
            }
            (Value::Bool(false), _) => state[self.offset] = 0,
            (Value::Bool(true), _) => return self.fill(payload, state),
            _ => return false,
        }
        true
    }

    /// Reads the value from a state; `None` for what the host cannot read. What lies in an optional that is empty is
    /// [`Value::None`].
    pub(crate) fn read(&self, state: &[u8]) -> Option<Value> {
        if !self.is_there(state) {
            return Some(Value::None);
        }
        if let Kind::Optional(payload) = &self.kind {
            return match payload.as_slice() {
                _ if state[self.offset] != 1 => Some(Value::None),
                [one] => one.read(state),
                all => is_readable(all).then_some(Value::Bool(true)),
            };
        }
        let slot = &state[self.offset..self.offset + self.size];
        Some(match &self.kind {
            Kind::Bool => Value::Bool(bool::read(slot)?),
            Kind::Signed => Value::Int(read_integer(slot, true)),
            Kind::Unsigned => Value::Int(read_integer(slot, false)),
            Kind::Float if self.size == 4 => Value::Float(bytemuck::pod_read_unaligned::<f32>(slot).into()),
            Kind::Float => Value::Float(bytemuck::pod_read_unaligned(slot)),
            Kind::Vec2 => Value::Vec2(Vec2::from_array(bytemuck::pod_read_unaligned(slot))),
            Kind::Vec3 => Value::Vec3(Vec3::from_array(bytemuck::pod_read_unaligned(slot))),
            Kind::Quat => Value::Quat(Quat::from_array(bytemuck::pod_read_unaligned(slot))),
            Kind::Entity => Value::Entity(Option::<Entity>::read(slot)?),
            Kind::Enum(variants) => {
                let signed = variants.iter().any(|(_, value)| *value < 0);
                let value = read_integer(slot, signed);
                match variants.iter().find(|(_, known)| i128::from(*known) == value) {
                    Some((name, _)) => Value::Text(name.clone().into()),
                    None => self.open.then_some(Value::Int(value))?,
                }
            }
            Kind::Bytes => {
                let text = slot.split(|byte| *byte == 0).next().unwrap_or_default();
                Value::Text(String::from_utf8_lossy(text).into_owned().into())
            }
            Kind::Opaque | Kind::Optional(_) => return None,
        })
    }
}

fn write_float(slot: &mut [u8], value: f64) {
    if slot.len() == 4 {
        slot.copy_from_slice(&(value as f32).to_ne_bytes());
    } else {
        slot.copy_from_slice(&value.to_ne_bytes());
    }
}

/// The low bytes of a number, in the machine's order, if the number fits them.
fn write_integer(slot: &mut [u8], value: i128, signed: bool) -> bool {
    if slot.is_empty() {
        // An enum of one value takes no memory.
        return true;
    }
    let bits = slot.len() as u32 * 8;
    let range = if signed { -(1 << (bits - 1))..1 << (bits - 1) } else { 0..1 << bits };
    if !range.contains(&value) {
        return false;
    }
    let bytes = value.to_le_bytes();
    slot.copy_from_slice(&bytes[..slot.len()]);
    if cfg!(target_endian = "big") {
        slot.reverse();
    }
    true
}

fn read_integer(slot: &[u8], signed: bool) -> i128 {
    let mut low_first: Vec<u8> = slot.to_vec();
    if cfg!(target_endian = "big") {
        low_first.reverse();
    }
    let negative = signed && low_first.last().is_some_and(|byte| *byte >= 0x80);
    let mut bytes = [if negative { 0xff } else { 0 }; 16];
    bytes[..low_first.len()].copy_from_slice(&low_first);
    i128::from_le_bytes(bytes)
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
