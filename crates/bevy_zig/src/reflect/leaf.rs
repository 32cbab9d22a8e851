//! Types of Rust's that are one value to scripts: numbers, vectors, directions, handles of entities, lengths of time.

use std::any::TypeId;
use std::num::*;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;
use std::time::Duration;

use bevy::asset::uuid::Uuid;
use bevy::math::*;
use bevy::platform::collections::HashMap;
use bevy::prelude::Entity;
use bevy::reflect::{PartialReflect, Reflect};

use super::tree::TypeKind;
use crate::base::rotation;

/// A number that a leaf is made of, as scripts have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    /// The member's name; empty where there is no choice.
    pub(crate) name: &'static str,
    pub(crate) kind: TypeKind,
    pub(crate) size: usize,
}

/// The most bytes that a leaf has.
pub(crate) const LEAF_LEN_MAX: usize = 64;

/// How a type of Rust's is read and written as bytes: those of its parts, one behind the other.
pub(crate) struct Leaf {
    pub(crate) parts: &'static [Part],
    /// Whether the bytes are a value.
    pub(crate) check: fn(&[u8]) -> bool,
    /// False if it is another type.
    pub(crate) read: fn(&dyn PartialReflect, &mut [u8]) -> bool,
    /// Whether that changes the value; `None` if it is another type, or the bytes are no value.
    pub(crate) write: fn(&mut dyn PartialReflect, &[u8]) -> Option<bool>,
    pub(crate) make: fn(&[u8]) -> Option<Box<dyn PartialReflect>>,
}

trait Plain: Reflect {
    const PARTS: &'static [Part];
    fn load(bytes: &[u8]) -> Option<Self>
    where
        Self: Sized;
    fn store(&self, out: &mut [u8]);
}

impl Leaf {
    /// The leaf of this type, if it is one.
    pub(crate) fn of(id: TypeId) -> Option<&'static Self> {
        LEAVES.get(&id)
    }

    /// Whether no number in these bytes is infinite or not a number.
    pub(super) fn is_finite(&self, bytes: &[u8]) -> bool {
        self.all_floats(bytes, f64::is_finite)
    }

    /// Whether a number in these bytes is not a number.
    pub(super) fn has_nan(&self, bytes: &[u8]) -> bool {
        !self.all_floats(bytes, |number| !number.is_nan())
    }

    /// Whether a number in these bytes is infinite.
    pub(super) fn has_infinity(&self, bytes: &[u8]) -> bool {
        !self.all_floats(bytes, |number| !number.is_infinite())
    }

    fn all_floats(&self, bytes: &[u8], holds: fn(f64) -> bool) -> bool {
        let mut rest = bytes;
        self.parts.iter().all(|part| {
            let Some((number, behind)) = rest.split_at_checked(part.size) else { return false };
            rest = behind;
            match (part.kind, number.len()) {
                (TypeKind::Float, 4) => holds(bytemuck::pod_read_unaligned::<f32>(number).into()),
                (TypeKind::Float, 8) => holds(bytemuck::pod_read_unaligned(number)),
                _ => true,
            }
        })
    }

    fn new<T: Plain>() -> Self {
        Self {
            parts: T::PARTS,
            check: |bytes| T::load(bytes).is_some(),
            read: |value, out| value.try_downcast_ref::<T>().map(|value| value.store(out)).is_some(),
            write: |value, bytes| {
                let value = value.try_downcast_mut::<T>()?;
                let new = T::load(bytes)?;
                let (mut before, mut after) = ([0; LEAF_LEN_MAX], [0; LEAF_LEN_MAX]);
                value.store(&mut before[..bytes.len()]);
                new.store(&mut after[..bytes.len()]);
                // As bytes, so that a NaN is the same as before.
                let differs = before[..bytes.len()] != after[..bytes.len()];
                if differs {
                    *value = new;
                }
                Some(differs)
            },
            make: |bytes| Some(Box::new(T::load(bytes)?).into_partial_reflect()),
        }
    }
}

macro_rules! numbers {
    ($($kind:ident: $($type:ty)*;)*) => {$($(
        impl Plain for $type {
            const PARTS: &'static [Part] =
                &[Part { name: "", kind: TypeKind::$kind, size: size_of::<$type>() }];
            fn load(bytes: &[u8]) -> Option<Self> {
                bytemuck::try_pod_read_unaligned(bytes).ok()
            }
            fn store(&self, out: &mut [u8]) {
                out.copy_from_slice(bytemuck::bytes_of(self));
            }
        }
    )*)*};
}

numbers! {
    Int: i8 i16 i32 i64 isize;
    Uint: u8 u16 u32 u64 usize;
    Float: f32 f64;
}

/// Types that are written as another: what they are written as, and how they become it and are made of it.
macro_rules! others {
    ($($type:ty as $raw:ty, [$($name:literal $kind:ident)*], |$value:ident| $store:expr, |$bits:ident| $load:expr;)*) => {$(
        impl Plain for $type {
            const PARTS: &'static [Part] = {
                const COUNT: usize = [$($name),*].len();
                &[$(Part { name: $name, kind: TypeKind::$kind, size: size_of::<$raw>() / COUNT }),*]
            };
            fn load(bytes: &[u8]) -> Option<Self> {
                let $bits: $raw = bytemuck::try_pod_read_unaligned(bytes).ok()?;
                $load
            }
            fn store(&self, out: &mut [u8]) {
                let $value = self;
                let raw: $raw = $store;
                out.copy_from_slice(bytemuck::bytes_of(&raw));
            }
        }
    )*};
}

others! {
    bool as u8, ["" Bool], |value| u8::from(*value), |raw| (raw <= 1).then_some(raw == 1);
    char as u32, ["" Char], |value| u32::from(*value), |raw| char::from_u32(raw);
    Entity as u64, ["" Entity], |value| value.to_bits(), |raw| Entity::try_from_bits(raw);
    Quat as [f32; 4], ["x" Float "y" Float "z" Float "w" Float],
        |value| value.to_array(), |raw| rotation::unit(Quat::from_array(raw));
    Dir2 as [f32; 2], ["x" Float "y" Float], |value| value.as_vec2().to_array(), |raw| unit2(raw.into());
    Dir3 as [f32; 3], ["x" Float "y" Float "z" Float],
        |value| value.as_vec3().to_array(), |raw| unit3(raw.into());
    Dir3A as [f32; 3], ["x" Float "y" Float "z" Float],
        |value| value.as_vec3a().to_array(), |raw| unit3(raw.into()).map(Dir3A::from);
    Rot2 as [f32; 2], ["cos" Float "sin" Float], |value| [value.cos, value.sin],
        |raw| unit2(raw.into()).map(|unit| Rot2 { cos: unit.x, sin: unit.y });
}

/// Whether it is a rotation or a direction, whose numbers go together: each by itself would make it longer or shorter.
pub(super) fn is_unit(id: TypeId) -> bool {
    let units =
        [TypeId::of::<Quat>(), TypeId::of::<Rot2>(), TypeId::of::<Dir2>(), TypeId::of::<Dir3>(), TypeId::of::<Dir3A>()];
    units.contains(&id)
}

/// The direction of a vector. What is as close to unit length as rounding brings it stays what it is, so that a
/// direction set is the direction read.
fn unit2(vector: Vec2) -> Option<Dir2> {
    if vector.is_normalized() { Some(Dir2::new_unchecked(vector)) } else { Dir2::new(vector).ok() }
}

/// Likewise, in space.
fn unit3(vector: Vec3) -> Option<Dir3> {
    if vector.is_normalized() { Some(Dir3::new_unchecked(vector)) } else { Dir3::new(vector).ok() }
}

macro_rules! vectors {
    ($($item:ident $kind:ident: $($type:ident [$($name:literal)*])*;)*) => {
        others! { $($($type as [$item; [$($name),*].len()], [$($name $kind)*],
            |value| value.to_array(), |raw| Some($type::from_array(raw));)*)* }
    };
}

vectors! {
    f32 Float: Vec2 ["x" "y"] Vec3 ["x" "y" "z"] Vec3A ["x" "y" "z"] Vec4 ["x" "y" "z" "w"];
    f64 Float: DVec2 ["x" "y"] DVec3 ["x" "y" "z"] DVec4 ["x" "y" "z" "w"];
    i32 Int: IVec2 ["x" "y"] IVec3 ["x" "y" "z"] IVec4 ["x" "y" "z" "w"];
    u32 Uint: UVec2 ["x" "y"] UVec3 ["x" "y" "z"] UVec4 ["x" "y" "z" "w"];
}

macro_rules! ranges {
    ($($kind:ident: $($type:ident)*;)*) => {
        others! {
            $($(Range<$type> as [$type; 2], ["start" $kind "end" $kind],
                |value| [value.start, value.end], |raw| Some(raw[0]..raw[1]);
            RangeInclusive<$type> as [$type; 2], ["start" $kind "end" $kind],
                |value| [*value.start(), *value.end()], |raw| Some(raw[0]..=raw[1]);)*)*
        }
    };
}

ranges! {
    Float: f32 f64;
    Int: i32 i64;
    Uint: u8 u32 u64 usize;
}

macro_rules! non_zeroes {
    ($($kind:ident: $($type:ident $raw:ident)*;)*) => {
        others! { $($($type as $raw, ["" $kind], |value| value.get(), |raw| $type::new(raw);)*)* }
    };
}

non_zeroes! {
    Int: NonZeroI8 i8 NonZeroI16 i16 NonZeroI32 i32 NonZeroI64 i64 NonZeroIsize isize;
    Uint: NonZeroU8 u8 NonZeroU16 u16 NonZeroU32 u32 NonZeroU64 u64 NonZeroUsize usize;
}

impl Plain for Duration {
    const PARTS: &'static [Part] =
        &[Part { name: "secs", kind: TypeKind::Uint, size: 8 }, Part { name: "nanos", kind: TypeKind::Uint, size: 4 }];

    fn load(bytes: &[u8]) -> Option<Self> {
        duration(bytes)
    }

    fn store(&self, out: &mut [u8]) {
        out[..8].copy_from_slice(&self.as_secs().to_ne_bytes());
        out[8..12].copy_from_slice(&self.subsec_nanos().to_ne_bytes());
    }
}

/// The length of time that these bytes are; `None` if they are none.
pub(super) fn duration(bytes: &[u8]) -> Option<Duration> {
    let (secs, nanos) = bytes.split_first_chunk()?;
    let nanos = u32::from_ne_bytes(nanos.try_into().ok()?);
    (nanos < 1_000_000_000).then(|| Duration::new(u64::from_ne_bytes(*secs), nanos))
}

impl Plain for Uuid {
    const PARTS: &'static [Part] = &[Part { name: "", kind: TypeKind::Uint, size: 1 }; 16];

    fn load(bytes: &[u8]) -> Option<Self> {
        Self::from_slice(bytes).ok()
    }

    fn store(&self, out: &mut [u8]) {
        out.copy_from_slice(self.as_bytes());
    }
}

macro_rules! table {
    ($($type:ty)*) => { HashMap::from_iter([$((TypeId::of::<$type>(), Leaf::new::<$type>())),*]) };
}

static LEAVES: LazyLock<HashMap<TypeId, Leaf>> = LazyLock::new(|| {
    table! {
        bool char Entity i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64
        Vec2 Vec3 Vec3A Vec4 DVec2 DVec3 DVec4 IVec2 IVec3 IVec4 UVec2 UVec3 UVec4 Quat Dir2 Dir3 Dir3A Rot2
        Range<f32> Range<f64> Range<i32> Range<i64> Range<u8> Range<u32> Range<u64> Range<usize>
        RangeInclusive<f32> RangeInclusive<f64> RangeInclusive<i32> RangeInclusive<i64>
        RangeInclusive<u8> RangeInclusive<u32> RangeInclusive<u64> RangeInclusive<usize>
        NonZeroI8 NonZeroI16 NonZeroI32 NonZeroI64 NonZeroIsize
        NonZeroU8 NonZeroU16 NonZeroU32 NonZeroU64 NonZeroUsize
        Duration Uuid
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_not_finite_are_told() {
        let is_finite = |id: TypeId, bytes: &[u8]| Leaf::of(id).unwrap().is_finite(bytes);
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert!(!is_finite(TypeId::of::<Vec3>(), bytemuck::bytes_of(&[1.0, 2.0, number])));
            assert!(!is_finite(TypeId::of::<f64>(), bytemuck::bytes_of(&f64::from(number))));
        }
        assert!(is_finite(TypeId::of::<Vec3>(), bytemuck::bytes_of(&[1.0, f32::MAX, f32::MIN])));
        assert!(is_finite(TypeId::of::<u32>(), bytemuck::bytes_of(&f32::NAN)));
        let has_nan = |number: f32| Leaf::of(TypeId::of::<Vec2>()).unwrap().has_nan(bytemuck::bytes_of(&[1.0, number]));
        assert!(has_nan(f32::NAN) && !has_nan(f32::INFINITY));
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else_is_a_value() {
        fn check<T: Plain + PartialEq + std::fmt::Debug>(value: T, wrong: &[u8]) {
            let leaf = Leaf::of(TypeId::of::<T>()).unwrap();
            let len = leaf.parts.iter().map(|part| part.size).sum();
            assert!(len <= LEAF_LEN_MAX);
            let mut bytes = vec![0; len];
            assert!((leaf.read)(value.as_partial_reflect(), &mut bytes));
            assert_eq!(T::load(&bytes).as_ref(), Some(&value));
            let mut made = (leaf.make)(&bytes).unwrap();
            assert_eq!((leaf.write)(made.as_mut(), &bytes), Some(false), "nothing changes");
            assert!(wrong.is_empty() || !(leaf.check)(wrong), "{wrong:?}");
            assert!(!(leaf.check)(&bytes[1..]) && (leaf.write)(&mut "", &bytes).is_none());
        }
        check(true, &[2]);
        check('ß', &0xd800u32.to_ne_bytes());
        check(Entity::from_raw_u32(7).unwrap(), &0u64.to_ne_bytes());
        check(f32::INFINITY, &[]);
        check(Quat::IDENTITY, &[0; 16]);
        check(Dir3::Y, &[0; 12]);
        check(Dir2::NEG_X, bytemuck::bytes_of(&[f32::NAN, 1.0]));
        check(Rot2::degrees(30.0), &[0; 8]);
        check(0.5_f32..2.0, &[]);
        check(3_u32..=4, &[]);
        check(NonZeroU16::new(9).unwrap(), &[0; 2]);
        check(Duration::new(3, 999_999_999), &[0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        check(Uuid::from_u128(1), &[]);
        check(Vec3A::new(1.0, 2.0, 3.0), &[]);
    }
}
