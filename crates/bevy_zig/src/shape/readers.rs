//! What each reader makes of bytes: the same bytes are the same value, or none, wherever they are read.

use bevy::prelude::Entity;

use super::{Kind, Leaf, Value, ZigValue, is_plain_value};
use crate::abi::*;
use crate::world::VarChange;

/// A type with its kinds: a field's, a path's, a var's if it has one.
struct Readers {
    field: Kind,
    path: u32,
    var: Option<u32>,
    /// As a derived component reads it.
    typed: fn(&[u8]) -> Option<Value>,
}

fn kind<T: ZigValue + Into<Value>>(field: Kind, path: u32, var: Option<u32>) -> Readers {
    Readers { field, path, var, typed: |bytes| T::read(bytes).map(Into::into) }
}

/// `bevy.Entity`, of which a component's may also be an `Entity` that is there.
fn entity() -> Readers {
    let typed = |bytes: &[u8]| Option::<Entity>::read(bytes).map(Value::Entity);
    Readers { field: Kind::Entity, path: BEVY_ZIG_FIELD_ENTITY, var: Some(BEVY_ZIG_VAR_ENTITY), typed }
}

fn shown(value: Option<Value>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn sound(is_sound: bool) -> &'static str {
    if is_sound { "sound" } else { "-" }
}

/// A closed enum and one that has values without names.
#[derive(bevy_zig_derive::ZigValue)]
#[repr(u8)]
enum Mode {
    Idle = 3,
    Chase = 7,
}

impl From<Mode> for Value {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Idle => "idle".into(),
            Mode::Chase => "chase".into(),
        }
    }
}

/// What a field, a component, a path and a var make of the bytes.
fn answers(kind: &Readers, open: bool, bytes: &[u8]) -> String {
    let field = Leaf { open, ..Leaf::new("it", kind.field.clone(), 0, bytes.len()) };
    let change = |kind| VarChange { op: BEVY_ZIG_VAR_OP_SET, kind, layout: 0, key: "it", value: bytes };
    let var = kind.var.map_or("no var", |kind| sound(change(kind).is_sound()));
    let path = if kind.path == BEVY_ZIG_FIELD_ENUM { "no path" } else { sound(is_plain_value(kind.path, bytes)) };
    [&shown(field.read(bytes)), &shown((kind.typed)(bytes)), path, var].join(" | ")
}

#[test]
fn bytes_are_the_same_value_for_all_readers() {
    use Kind::*;
    let bool = || kind::<bool>(Bool, BEVY_ZIG_FIELD_BOOL, Some(BEVY_ZIG_VAR_BOOL));
    let i8 = || kind::<i8>(Signed, BEVY_ZIG_FIELD_I8, None);
    let i16 = || kind::<i16>(Signed, BEVY_ZIG_FIELD_I16, None);
    let i32 = || kind::<i32>(Signed, BEVY_ZIG_FIELD_I32, None);
    let i64 = || kind::<i64>(Signed, BEVY_ZIG_FIELD_I64, Some(BEVY_ZIG_VAR_INT));
    let u8 = || kind::<u8>(Unsigned, BEVY_ZIG_FIELD_U8, None);
    let u16 = || kind::<u16>(Unsigned, BEVY_ZIG_FIELD_U16, None);
    let u32 = || kind::<u32>(Unsigned, BEVY_ZIG_FIELD_U32, None);
    let u64 = || kind::<u64>(Unsigned, BEVY_ZIG_FIELD_U64, None);
    let f32 = || kind::<f32>(Float, BEVY_ZIG_FIELD_F32, None);
    let f64 = || kind::<f64>(Float, BEVY_ZIG_FIELD_F64, Some(BEVY_ZIG_VAR_FLOAT));
    let vec2 = || kind::<bevy::math::Vec2>(Vec2, BEVY_ZIG_FIELD_VEC2, Some(BEVY_ZIG_VAR_VEC2));
    let vec3 = || kind::<bevy::math::Vec3>(Vec3, BEVY_ZIG_FIELD_VEC3, Some(BEVY_ZIG_VAR_VEC3));
    let quat = || kind::<bevy::math::Quat>(Quat, BEVY_ZIG_FIELD_QUAT, Some(BEVY_ZIG_VAR_QUAT));
    let mode = || kind::<Mode>(Enum(vec![("idle".into(), 3), ("chase".into(), 7)]), BEVY_ZIG_FIELD_ENUM, None);
    let floats = |numbers: &[f32]| bytemuck::cast_slice(numbers).to_vec();
    let bits = |bits: u64| bits.to_ne_bytes().to_vec();
    let handle = bevy::prelude::Entity::from_bits(7 | 1 << 32);
    let shown_handle = format!("{handle} | {handle} | sound | sound");
    let table: [(&str, Readers, Vec<u8>, &str); 25] = [
        ("false", bool(), vec![0], "false | false | sound | sound"),
        ("true", bool(), vec![1], "true | true | sound | sound"),
        ("a bool of 2", bool(), vec![2], "- | - | - | -"),
        ("i8", i8(), vec![0x80], "-128 | -128 | sound | no var"),
        ("i16", i16(), vec![0xff; 2], "-1 | -1 | sound | no var"),
        ("i32", i32(), vec![0xff; 4], "-1 | -1 | sound | no var"),
        ("i64", i64(), vec![0xff; 8], "-1 | -1 | sound | sound"),
        ("u8", u8(), vec![0x80], "128 | 128 | sound | no var"),
        ("u16", u16(), vec![0xff; 2], "65535 | 65535 | sound | no var"),
        ("u32", u32(), vec![0xff; 4], "4294967295 | 4294967295 | sound | no var"),
        ("u64", u64(), vec![0xff; 8], "18446744073709551615 | 18446744073709551615 | sound | no var"),
        ("f32", f32(), floats(&[1.5]), "1.5 | 1.5 | sound | no var"),
        ("f32 that is not a number", f32(), floats(&[f32::NAN]), "NaN | NaN | sound | no var"),
        ("f64", f64(), 0.5_f64.to_ne_bytes().to_vec(), "0.5 | 0.5 | sound | sound"),
        // Sums and comparisons of vars have to mean something.
        ("f64 that is not a number", f64(), f64::NAN.to_ne_bytes().to_vec(), "NaN | NaN | sound | -"),
        ("Vec2", vec2(), floats(&[1.0, -2.0]), "[1, -2] | [1, -2] | sound | sound"),
        ("Vec2 without end", vec2(), floats(&[f32::INFINITY, 0.0]), "[inf, 0] | [inf, 0] | sound | -"),
        ("Vec3", vec3(), floats(&[1.0, 2.0, 3.0]), "[1, 2, 3] | [1, 2, 3] | sound | sound"),
        ("Quat", quat(), floats(&[0.0, 0.0, 0.0, 1.0]), "[0, 0, 0, 1] | [0, 0, 0, 1] | sound | sound"),
        // Not a rotation, but a value of the type: functions that take a rotation check it.
        ("Quat of zeroes", quat(), vec![0; 16], "[0, 0, 0, 0] | [0, 0, 0, 0] | sound | sound"),
        ("an entity", entity(), bits(handle.to_bits()), &shown_handle),
        // A reflected `Entity` cannot be none.
        ("no entity", entity(), bits(0), "none | none | - | sound"),
        ("bits that no entity has", entity(), bits(1 << 32), "- | - | - | -"),
        ("an enum", mode(), vec![7], "\"chase\" | \"chase\" | no path | no var"),
        ("an enum's value without a name", mode(), vec![4], "- | - | no path | no var"),
    ];
    for (name, kind, bytes, expected) in &table {
        assert_eq!(answers(kind, false, bytes), *expected, "{name}");
    }
    // Only Zig has enums with values without names.
    assert_eq!(answers(&mode(), true, &[4]), "4 | - | no path | no var");
}
