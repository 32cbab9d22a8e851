//! The kinds of leaves: which bytes are a value of each, and how it is named.

use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use bevy::reflect::PartialReflect;

use super::leaf::Leaf;
use super::nested::is_readable;
use super::typed::{ZigValue, values};
use super::value::Value;
use crate::abi::*;

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
    /// What the host carries but does not read.
    Opaque,
    /// `?T`: the leaves of what it may hold, which are also among the value's, behind this one.
    ///
    /// If that is one, the optional has its values, and [`Value::None`]. If it is several, it has `true`, `false` and
    /// [`Value::None`], which is `false`: whether they are there.
    Optional(Vec<Leaf>),
    /// `union(enum)`: its variants by name, and the leaves of all payloads, which are also among the value's, behind
    /// this one.
    ///
    /// Its value is the name of its variant.
    Union(Vec<(String, i64)>, Vec<Leaf>),
}

/// Each kind of leaf that is one type of Rust's: its number in the contract, the type, and what the type is aligned as.
/// All that is to be known of a kind follows from its line.
macro_rules! kinds {
    (pods { $($pod:ident $pod_kind:ident $pod_type:ident $align:ty;)* } others { $($other:ident $other_kind:ident $other_type:ty;)* }) => {
        values! { $($pod_kind $pod_type $align;)* }
        kinds! { $($pod $pod_kind $pod_type;)* $($other $other_kind $other_type;)* }
    };
    ($($number:ident $kind:ident $type:ty;)*) => {
        impl Kind {
            /// What a number of the contract stands for, and how many bytes that takes.
            pub(crate) fn plain(number: u32) -> Option<(Self, usize)> {
                Some(match number {
                    $($number => (Self::$kind, <$type>::SIZE),)*
                    _ => return None,
                })
            }
        }

        /// Whether these bytes are a value of what a number of the contract stands for. An entity must be there.
        pub(crate) fn is_plain_value(number: u32, bytes: &[u8]) -> bool {
            match number {
                $($number => <$type>::read(bytes).is_some(),)*
                _ => false,
            }
        }

        /// Writes a reflected value; false if it is of another type.
        pub(crate) fn write_reflected(number: u32, value: &dyn PartialReflect, out: &mut [u8]) -> bool {
            match number {
                $($number => value.try_downcast_ref::<$type>().map(|value| value.write(out)).is_some(),)*
                _ => false,
            }
        }

        /// Sets a reflected value; false if it is of another type, or the bytes are not a value.
        pub(crate) fn read_reflected(number: u32, value: &mut dyn PartialReflect, bytes: &[u8]) -> bool {
            match number {
                $($number => match (value.try_downcast_mut::<$type>(), <$type>::read(bytes)) {
                    (Some(value), Some(new)) => {
                        *value = new;
                        true
                    }
                    _ => false,
                },)*
                _ => false,
            }
        }
    };
}

// Some 32-bit targets align 8 bytes to 4, and Zig does as C there. A Quat of Rust's may be aligned to more than Zig's.
kinds! {
    pods {
        BEVY_ZIG_FIELD_I8 Signed i8 i8;
        BEVY_ZIG_FIELD_I16 Signed i16 i16;
        BEVY_ZIG_FIELD_I32 Signed i32 i32;
        BEVY_ZIG_FIELD_I64 Signed i64 i64;
        BEVY_ZIG_FIELD_U8 Unsigned u8 u8;
        BEVY_ZIG_FIELD_U16 Unsigned u16 u16;
        BEVY_ZIG_FIELD_U32 Unsigned u32 u32;
        BEVY_ZIG_FIELD_U64 Unsigned u64 u64;
        BEVY_ZIG_FIELD_F32 Float f32 f32;
        BEVY_ZIG_FIELD_F64 Float f64 f64;
        BEVY_ZIG_FIELD_VEC2 Vec2 Vec2 f32;
        BEVY_ZIG_FIELD_VEC3 Vec3 Vec3 f32;
        BEVY_ZIG_FIELD_QUAT Quat Quat f32;
    }
    others {
        BEVY_ZIG_FIELD_BOOL Bool bool;
        BEVY_ZIG_FIELD_ENTITY Entity Entity;
    }
}

impl Kind {
    /// The kind of a leaf in a descriptor; `None` if type and size do not go together.
    pub(crate) fn of_contract(number: u32, size: usize, variants: Vec<(String, i64)>) -> Option<Self> {
        if let Some((kind, its)) = Self::plain(number) {
            return (its == size).then_some(kind);
        }
        Some(match number {
            BEVY_ZIG_FIELD_ENUM if [0, 1, 2, 4, 8].contains(&size) => Self::Enum(variants),
            BEVY_ZIG_FIELD_UNION if [0, 1, 2, 4, 8].contains(&size) => Self::Union(variants, Vec::new()),
            BEVY_ZIG_FIELD_STEP if size == 2 => Self::Enum(variants),
            BEVY_ZIG_FIELD_MOMENT if size == 8 => Self::Float,
            BEVY_ZIG_FIELD_BYTES => Self::Bytes,
            // What it may hold follows in the list.
            BEVY_ZIG_FIELD_OPTIONAL if size == 1 => Self::Optional(Vec::new()),
            BEVY_ZIG_FIELD_OPAQUE => Self::Opaque,
            BEVY_ZIG_FIELD_LIST if size == 16 => Self::Opaque,
            _ => return None,
        })
    }

    /// The value that these bytes are, of a kind that is always there; `None` if they are not one, or nobody can know.
    pub(crate) fn read(&self, bytes: &[u8]) -> Option<Value> {
        Some(match self {
            Self::Bool => Value::Bool(bool::read(bytes)?),
            Self::Signed | Self::Unsigned => Value::Int(read_integer(bytes, *self == Self::Signed)),
            Self::Float if bytes.len() == 4 => f32::read(bytes)?.into(),
            Self::Float => f64::read(bytes)?.into(),
            Self::Vec2 => Vec2::read(bytes)?.into(),
            Self::Vec3 => Vec3::read(bytes)?.into(),
            Self::Quat => Quat::read(bytes)?.into(),
            Self::Entity => Value::Entity(Option::<Entity>::read(bytes)?),
            Self::Bytes => {
                let text = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
                Value::Text(String::from_utf8_lossy(text).into_owned().into())
            }
            Self::Enum(_) | Self::Opaque | Self::Optional(_) | Self::Union(..) => return None,
        })
    }

    /// Whether these bytes are no number that is infinite or not a number.
    pub(crate) fn is_finite(&self, bytes: &[u8]) -> bool {
        match self {
            Self::Float if bytes.len() == 8 => f64::read(bytes).is_some_and(f64::is_finite),
            Self::Float | Self::Vec2 | Self::Vec3 | Self::Quat => {
                bytes.chunks_exact(4).all(|bytes| f32::read(bytes).is_some_and(f32::is_finite))
            }
            _ => true,
        }
    }

    /// Writes a value of this kind. False if it does not suit the kind; the bytes are then unchanged.
    #[must_use]
    pub(crate) fn write(&self, value: &Value, out: &mut [u8]) -> bool {
        match (self, value) {
            (Self::Bool, Value::Bool(value)) => value.write(out),
            (Self::Signed | Self::Unsigned, Value::Int(value)) => {
                return write_integer(out, *value, *self == Self::Signed);
            }
            (Self::Float, Value::Float(value)) => return write_float(out, *value),
            // `with("speed", 2)` means 2.0.
            (Self::Float, Value::Int(value)) => return write_float(out, *value as f64),
            (Self::Vec2, Value::Vec2(value)) => value.write(out),
            (Self::Vec3, Value::Vec3(value)) => value.write(out),
            (Self::Quat, Value::Quat(value)) => value.write(out),
            (Self::Entity, Value::Entity(value)) => value.write(out),
            (Self::Entity, Value::None) => None::<Entity>.write(out),
            (Self::Bytes, Value::Text(text)) if text.len() <= out.len() => {
                out.fill(0);
                out[..text.len()].copy_from_slice(text.as_bytes());
            }
            _ => return false,
        }
        true
    }

    /// The simplest value: zero or nothing, the first of an enum, a rotation that does not turn.
    pub(crate) fn simplest(&self) -> Value {
        match self {
            Self::Bool => Value::Bool(false),
            Self::Signed | Self::Unsigned => Value::Int(0),
            Self::Float => Value::Float(0.0),
            Self::Vec2 => Vec2::ZERO.into(),
            Self::Vec3 => Vec3::ZERO.into(),
            Self::Quat => Quat::IDENTITY.into(),
            Self::Enum(variants) | Self::Union(variants, _) => match variants.first() {
                Some((first, _)) => first.clone().into(),
                None => Value::Int(0),
            },
            Self::Bytes => "".into(),
            Self::Entity => Value::Entity(None),
            Self::Opaque | Self::Optional(_) => Value::None,
        }
    }

    /// The type, as Zig writes it where that is known.
    pub(crate) fn in_zig(&self, size: usize) -> String {
        let bits = size * 8;
        match self {
            Self::Bool => "bool".into(),
            Self::Signed => format!("i{bits}"),
            Self::Unsigned => format!("u{bits}"),
            Self::Float => format!("f{bits}"),
            Self::Vec2 | Self::Vec3 | Self::Quat | Self::Entity => format!("{self:?}"),
            Self::Enum(_) => "an enum".into(),
            Self::Bytes => format!("[{size}]u8"),
            Self::Opaque => format!("{size} bytes that the host cannot read"),
            Self::Optional(_) => "an optional".into(),
            Self::Union(..) => "a tagged union".into(),
        }
    }

    /// What a value for a leaf of this kind may be, in words.
    pub(crate) fn expects(&self, size: usize) -> String {
        match self {
            Self::Float if size == 4 => "a number that fits f32".into(),
            Self::Float => "a number".into(),
            Self::Signed | Self::Unsigned => format!("a whole number that fits {}", self.in_zig(size)),
            Self::Enum(variants) | Self::Union(variants, _) => {
                let names: Vec<_> = variants.iter().map(|(name, _)| name.as_str()).collect();
                format!("one of {}", names.join(", "))
            }
            Self::Entity => "an Entity".into(),
            Self::Bool | Self::Vec2 | Self::Vec3 | Self::Quat => format!("a {}", self.in_zig(size)),
            Self::Bytes => format!("text of at most {size} bytes"),
            Self::Opaque => "no value from outside: the host cannot read its type".into(),
            Self::Optional(payload) if !is_readable(payload) => {
                "Value::None, and nothing else: the host cannot read all of its type".into()
            }
            Self::Optional(payload) => match payload.as_slice() {
                [one] => format!("Value::None, or {}", one.expectation()),
                _ => "a bool, which says whether there is one, or Value::None".into(),
            },
        }
    }
}

/// Writes a number as an `f32` or an `f64`, whichever the bytes are; false if it is too large for an `f32`, which would
/// make it infinite.
pub(super) fn write_float(out: &mut [u8], value: f64) -> bool {
    if out.len() != 4 {
        value.write(out);
        return true;
    }
    let narrow = value as f32;
    let fits = narrow.is_finite() || !value.is_finite();
    if fits {
        narrow.write(out);
    }
    fits
}

/// Writes the low bytes of a number, in the machine's order; false if the number does not fit them.
pub(super) fn write_integer(out: &mut [u8], value: i128, signed: bool) -> bool {
    if out.is_empty() {
        // An enum of one value takes no memory.
        return true;
    }
    let bits = out.len() as u32 * 8;
    let range = if signed { -(1 << (bits - 1))..1 << (bits - 1) } else { 0..1 << bits };
    if !range.contains(&value) {
        return false;
    }
    out.copy_from_slice(&value.to_le_bytes()[..out.len()]);
    if cfg!(target_endian = "big") {
        out.reverse();
    }
    true
}

/// The number in at most 8 bytes, which are in the machine's order.
pub(super) fn read_integer(bytes: &[u8], signed: bool) -> i128 {
    let mut wide = [0; 16];
    let low = &mut wide[..bytes.len()];
    low.copy_from_slice(bytes);
    if cfg!(target_endian = "big") {
        low.reverse();
    }
    if signed && low.last().is_some_and(|byte| *byte >= 0x80) {
        wide[bytes.len()..].fill(0xff);
    }
    i128::from_le_bytes(wide)
}
