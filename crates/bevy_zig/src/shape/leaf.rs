//! The fields of a script's state: found by path, read and written by type.

use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use thiserror::Error;

use super::nested::is_readable;
use super::typed::ZigValue;
use super::value::Value;
use crate::abi::*;
use crate::nearest::did_you_mean;

/// One leaf of a script's state.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The dotted path: `speed`, `body.mass`, `slots.2`; `target.?` is the payload of the optional `target`.
    pub path: String,
    /// The type.
    pub kind: FieldKind,
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

/// The type of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
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
    Optional(Vec<Field>),
}

/// Why a field cannot be read or set.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum FieldError {
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

impl Field {
    /// The allowed values for this field, in words.
    pub(crate) fn expectation(&self) -> String {
        let bits = self.size * 8;
        match &self.kind {
            FieldKind::Bool => "a bool".into(),
            FieldKind::Signed => format!("a whole number that fits i{bits}"),
            FieldKind::Unsigned => format!("a whole number that fits u{bits}"),
            FieldKind::Float => "a number".into(),
            FieldKind::Vec2 => "a Vec2".into(),
            FieldKind::Vec3 => "a Vec3".into(),
            FieldKind::Quat => "a Quat".into(),
            FieldKind::Entity => "an Entity".into(),
            FieldKind::Enum(variants) => {
                let names: Vec<_> = variants.iter().map(|(name, _)| name.as_str()).collect();
                let number = if self.open { ", or a whole number" } else { "" };
                format!("one of {}{number}", names.join(", "))
            }
            FieldKind::Bytes => format!("text of at most {} bytes", self.size),
            FieldKind::Opaque => "no value from outside: the host cannot read its type".into(),
            FieldKind::Optional(payload) => match payload.as_slice() {
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
        if let FieldKind::Optional(payload) = &self.kind {
            return self.write_optional(payload, state, value);
        }
        let slot = &mut state[self.offset..self.offset + self.size];
        match (&self.kind, value) {
            (FieldKind::Bool, Value::Bool(value)) => slot.copy_from_slice(&[u8::from(*value)]),
            (FieldKind::Signed | FieldKind::Unsigned, Value::Int(value)) => {
                return write_integer(slot, *value, self.kind == FieldKind::Signed);
            }
            (FieldKind::Float, Value::Float(value)) => write_float(slot, *value),
            // `with("speed", 2)` means 2.0.
            (FieldKind::Float, Value::Int(value)) => write_float(slot, *value as f64),
            (FieldKind::Vec2, Value::Vec2(value)) => slot.copy_from_slice(bytemuck::bytes_of(&value.to_array())),
            (FieldKind::Vec3, Value::Vec3(value)) => slot.copy_from_slice(bytemuck::bytes_of(&value.to_array())),
            (FieldKind::Quat, Value::Quat(value)) => slot.copy_from_slice(bytemuck::bytes_of(&value.to_array())),
            (FieldKind::Entity, Value::Entity(value)) => {
                slot.copy_from_slice(&value.map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits).to_ne_bytes());
            }
            (FieldKind::Entity, Value::None) => slot.copy_from_slice(&BEVY_ZIG_ENTITY_NONE.to_ne_bytes()),
            (FieldKind::Enum(variants), Value::Text(name)) => {
                let Some((_, value)) = variants.iter().find(|(known, _)| known == name) else { return false };
                let value = i128::from(*value);
                return write_integer(slot, value, value < 0);
            }
            (FieldKind::Enum(_), Value::Int(value)) if self.open => return write_integer(slot, *value, *value < 0),
            (FieldKind::Bytes, Value::Text(text)) if text.len() <= slot.len() => {
                slot.fill(0);
                slot[..text.len()].copy_from_slice(text.as_bytes());
            }
            _ => return false,
        }
        true
    }

    fn write_optional(&self, payload: &[Field], state: &mut [u8], value: &Value) -> bool {
        match (value, payload) {
            (Value::None, _) => state[self.offset] = 0,
            (value, [one]) if one.kind != FieldKind::Opaque => {
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
        if let FieldKind::Optional(payload) = &self.kind {
            return match payload.as_slice() {
                _ if state[self.offset] != 1 => Some(Value::None),
                [one] => one.read(state),
                all => is_readable(all).then_some(Value::Bool(true)),
            };
        }
        let slot = &state[self.offset..self.offset + self.size];
        Some(match &self.kind {
            FieldKind::Bool => Value::Bool(bool::read(slot)?),
            FieldKind::Signed => Value::Int(read_integer(slot, true)),
            FieldKind::Unsigned => Value::Int(read_integer(slot, false)),
            FieldKind::Float if self.size == 4 => Value::Float(bytemuck::pod_read_unaligned::<f32>(slot).into()),
            FieldKind::Float => Value::Float(bytemuck::pod_read_unaligned(slot)),
            FieldKind::Vec2 => Value::Vec2(Vec2::from_array(bytemuck::pod_read_unaligned(slot))),
            FieldKind::Vec3 => Value::Vec3(Vec3::from_array(bytemuck::pod_read_unaligned(slot))),
            FieldKind::Quat => Value::Quat(Quat::from_array(bytemuck::pod_read_unaligned(slot))),
            FieldKind::Entity => Value::Entity(Option::<Entity>::read(slot)?),
            FieldKind::Enum(variants) => {
                let signed = variants.iter().any(|(_, value)| *value < 0);
                let value = read_integer(slot, signed);
                match variants.iter().find(|(_, known)| i128::from(*known) == value) {
                    Some((name, _)) => Value::Text(name.clone().into()),
                    None => self.open.then_some(Value::Int(value))?,
                }
            }
            FieldKind::Bytes => {
                let text = slot.split(|byte| *byte == 0).next().unwrap_or_default();
                Value::Text(String::from_utf8_lossy(text).into_owned().into())
            }
            FieldKind::Opaque | FieldKind::Optional(_) => return None,
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

    fn field(kind: FieldKind, size: usize) -> Field {
        Field { path: "it".into(), kind, offset: 2, size, layout_hash: 0, open: false, within: Vec::new() }
    }

    fn round_trip(field: &Field, value: Value) -> Option<Value> {
        let mut state = vec![0; 32];
        if !field.write(&mut state, &value) {
            assert!(state.iter().all(|byte| *byte == 0), "a refused value left traces");
            return None;
        }
        field.read(&state)
    }

    #[test]
    fn integers_are_range_checked() {
        let byte = field(FieldKind::Signed, 1);
        assert_eq!(round_trip(&byte, Value::Int(-128)), Some(Value::Int(-128)));
        assert_eq!(round_trip(&byte, Value::Int(128)), None);
        let word = field(FieldKind::Unsigned, 8);
        assert_eq!(round_trip(&word, Value::from(u64::MAX)), Some(Value::from(u64::MAX)));
        assert_eq!(round_trip(&word, Value::Int(-1)), None);
    }

    #[test]
    fn enums_go_by_name() {
        let mode = field(FieldKind::Enum(vec![("idle".into(), 0), ("chase".into(), 200)]), 1);
        assert_eq!(round_trip(&mode, "chase".into()), Some("chase".into()));
        assert_eq!(round_trip(&mode, "sleep".into()), None);
    }

    #[test]
    fn text_must_fit() {
        let name = field(FieldKind::Bytes, 4);
        assert_eq!(round_trip(&name, "rock".into()), Some("rock".into()));
        assert_eq!(round_trip(&name, "rocks".into()), None);
    }

    #[test]
    fn floats_take_whole_numbers_and_integers_no_fractions() {
        assert_eq!(round_trip(&field(FieldKind::Float, 4), Value::Int(2)), Some(Value::Float(2.0)));
        assert_eq!(round_trip(&field(FieldKind::Signed, 4), Value::Float(2.0)), None);
    }
}
