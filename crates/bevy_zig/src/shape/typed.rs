//! Values that both sides know: their layout, and how they are written and read.

use std::ops::Range;

use bevy::prelude::{Component, Entity};

use super::kind::Kind;
use super::leaf::Leaf;
use crate::abi::BEVY_ZIG_ENTITY_NONE;

/// A type that has a mirror in Zig.
///
/// Derive it for the types of components' fields, and [`ZigComponent`] for components themselves. The layout is that of
/// C, regardless of Rust's own layout.
///
/// ```
/// use bevy_zig::ZigValue;
/// assert_eq!((f32::SIZE, <[u16; 3]>::SIZE), (4, 6));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no mirror in Zig",
    note = "a field is a bool, a number, a Vec2, Vec3, Quat or Entity, an array of these, or a type that derives `ZigValue`"
)]
pub trait ZigValue: Sized + 'static {
    /// The size in bytes.
    const SIZE: usize;
    /// The alignment in bytes, a power of two.
    const ALIGN: usize;
    /// Appends the leaves of a value at `path` and `offset`.
    fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>);
    /// Writes the value. `out` has `SIZE` bytes; the padding between fields is left unchanged.
    fn write(&self, out: &mut [u8]);
    /// Reads a value; `None` if the bytes are not a valid value, such as a bool of 7 or an unknown enum value.
    fn read(bytes: &[u8]) -> Option<Self>;

    /// Writes these bytes, which are the same of each, of what [`write`](Self::write) writes of some values, one behind
    /// the other. The derive macro makes a loop of its own for each field, in which nothing is left to decide.
    #[doc(hidden)]
    fn write_parts<'v>(values: impl Iterator<Item = &'v Self>, part: Range<usize>, out: &mut [u8]) {
        layout::write_parts(values, part, out);
    }

    /// Replaces these bytes of some values, likewise. One that would then be none stays as it is. Returns how many were
    /// replaced.
    #[doc(hidden)]
    fn read_parts<'v>(values: impl Iterator<Item = &'v mut Self>, part: Range<usize>, bytes: &[u8]) -> usize {
        layout::read_parts(values, part, bytes)
    }
}

/// A component that scripts can use by name; see
/// [`ComponentApp::register_zig_component`](crate::ComponentApp::register_zig_component).
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ZigComponent;
///
/// /// A ship's health.
/// #[derive(Component, ZigComponent)]
/// struct Health {
///     current: f32,
///     max: f32,
/// }
/// assert_eq!(Health::NAME, "Health");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used by scripts as a component",
    note = "write `#[derive(Component, ZigComponent)]` above it"
)]
pub trait ZigComponent: Component + ZigValue {
    /// The name in `@import("components")`.
    const NAME: &'static str;
}

/// What the derive macros need.
#[doc(hidden)]
pub mod layout {
    use std::ops::Range;

    use smallvec::SmallVec;

    use super::{Kind, Leaf, ZigValue};

    pub use bevy::prelude::Component;

    /// Lays out fields with these sizes and alignments as C does: their offsets, and size and alignment of the whole.
    pub const fn lay_out<const N: usize>(fields: [(usize, usize); N]) -> ([usize; N], usize, usize) {
        let mut offsets = [0; N];
        let (mut index, mut end, mut whole) = (0, 0_usize, 1);
        while index < N {
            let (size, align) = fields[index];
            offsets[index] = end.next_multiple_of(align);
            end = offsets[index] + size;
            whole = if align > whole { align } else { whole };
            index += 1;
        }
        (offsets, end.next_multiple_of(whole), whole)
    }

    /// The part of a field that is this part of the whole; `None` if it is not all within the field.
    pub const fn within(part: &Range<usize>, offset: usize, size: usize) -> Option<Range<usize>> {
        let is_within = offset <= part.start && part.end <= offset + size;
        if is_within { Some(part.start - offset..part.end - offset) } else { None }
    }

    /// Writes a part of each value, which need not be a field of it.
    #[inline]
    pub fn write_parts<'v, T: ZigValue>(values: impl Iterator<Item = &'v T>, part: Range<usize>, out: &mut [u8]) {
        if part.len() == T::SIZE {
            return values.zip(out.chunks_exact_mut(T::SIZE.max(1))).for_each(|(value, out)| value.write(out));
        }
        let mut whole: SmallVec<[u8; 64]> = SmallVec::from_elem(0, T::SIZE);
        for (value, out) in values.zip(out.chunks_exact_mut(part.len().max(1))) {
            value.write(&mut whole);
            out.copy_from_slice(&whole[part.clone()]);
        }
    }

    /// Likewise, replaces it. Returns of how many values.
    #[inline]
    pub fn read_parts<'v, T: ZigValue>(
        values: impl Iterator<Item = &'v mut T>,
        part: Range<usize>,
        bytes: &[u8],
    ) -> usize {
        let mut replaced = 0;
        if part.len() == T::SIZE {
            for (value, bytes) in values.zip(bytes.chunks_exact(T::SIZE.max(1))) {
                if let Some(new) = T::read(bytes) {
                    *value = new;
                    replaced += 1;
                }
            }
            return replaced;
        }
        let mut whole: SmallVec<[u8; 64]> = SmallVec::from_elem(0, T::SIZE);
        for (value, bytes) in values.zip(bytes.chunks_exact(part.len().max(1))) {
            value.write(&mut whole);
            whole[part.clone()].copy_from_slice(bytes);
            if let Some(new) = T::read(&whole) {
                *value = new;
                replaced += 1;
            }
        }
        replaced
    }

    /// The path of a field within a value.
    pub fn join(path: &str, field: &str) -> String {
        if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
    }

    /// The leaf of an enum.
    pub fn enum_field(path: &str, offset: usize, size: usize, variants: &[(&str, i64)]) -> Leaf {
        let variants = variants.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        Leaf::new(path, Kind::Enum(variants), offset, size)
    }
}

/// Types that are one leaf, each with its kind: those whose bytes are all values, with what they are aligned as, and
/// those that are written as another type.
macro_rules! values {
    (
        @$kind:ident $type:ty, $size:expr, $align:expr,
        |$value:ident, $out:ident| $write:expr,
        |$bytes:ident| $read:expr
    ) => {
        impl ZigValue for $type {
            const SIZE: usize = $size;
            const ALIGN: usize = $align;

            fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>) {
                out.push(Leaf::new(path, Kind::$kind, offset, Self::SIZE));
            }

            #[inline]
            fn write(&self, $out: &mut [u8]) {
                let $value = self;
                $write
            }

            #[inline]
            fn read($bytes: &[u8]) -> Option<Self> {
                $read
            }
        }
    };
    ($($kind:ident $type:ty as $raw:ty, |$value:ident| $write:expr, |$bytes:ident| $read:expr;)*) => {$(
        values! { @$kind $type, <$raw>::SIZE, <$raw>::ALIGN, |$value, out| <$raw>::write(&$write, out), |bytes| {
            let $bytes = <$raw>::read(bytes)?;
            $read
        } }
    )*};
    ($($kind:ident $type:ident $align:ty;)*) => {$(
        values! { @$kind $type, size_of::<$type>(), align_of::<$align>(),
            |value, out| out.copy_from_slice(bytemuck::bytes_of(value)),
            |bytes| bytemuck::try_pod_read_unaligned(bytes).ok()
        }
    )*};
}
pub(super) use values;

values! {
    Bool bool as u8, |value| u8::from(*value), |raw| (raw <= 1).then_some(raw == 1);
    // `bevy.Entity`, of which `.none` is a value.
    Entity Option<Entity> as u64,
        |value| value.map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits),
        |raw| if raw == BEVY_ZIG_ENTITY_NONE { Some(None) } else { Entity::try_from_bits(raw).map(Some) };
    // `bevy.Entity`, which must not be `.none`.
    Entity Entity as Option<Entity>, |value| Some(*value), |raw| raw;
}

impl<T: ZigValue, const N: usize> ZigValue for [T; N] {
    const SIZE: usize = T::SIZE * N;
    const ALIGN: usize = T::ALIGN;

    fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>) {
        // As the SDK describes them: bytes are one leaf, and so is what is long.
        let mut first = Vec::new();
        T::fields("", 0, &mut first);
        // Only items that are numbers themselves: a struct of one has a name for it.
        let is_bytes = matches!(
            first.as_slice(),
            [Leaf { kind: Kind::Unsigned, size: 1, path, .. }] if path.is_empty()
        );
        if is_bytes || N > ARRAY_LEN_MAX {
            let kind = if is_bytes { Kind::Bytes } else { Kind::Opaque };
            return out.push(Leaf::new(path, kind, offset, Self::SIZE));
        }
        for index in 0..N {
            T::fields(&layout::join(path, &index.to_string()), offset + index * T::SIZE, out);
        }
    }

    #[inline]
    fn write(&self, out: &mut [u8]) {
        for (index, item) in self.iter().enumerate() {
            item.write(&mut out[index * T::SIZE..][..T::SIZE]);
        }
    }

    #[inline]
    fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != Self::SIZE {
            return None;
        }
        let items: Vec<T> = (0..N).map(|index| T::read(&bytes[index * T::SIZE..][..T::SIZE])).collect::<Option<_>>()?;
        items.try_into().ok()
    }
}

/// As in `zig/value/shape.zig`.
const ARRAY_LEN_MAX: usize = 64;

#[cfg(test)]
mod tests {
    use super::super::Shape;
    use super::*;

    #[test]
    fn layouts_are_those_of_c() {
        let fields = [(1, 1), (8, 8), (2, 2), (4, 4)];
        assert_eq!(layout::lay_out(fields), ([0, 8, 16, 20], 24, 8));
        assert_eq!(layout::lay_out([(4, 4), (1, 1)]), ([0, 4], 8, 4));
        assert_eq!(layout::lay_out([]), ([], 0, 1));
    }

    #[test]
    fn bytes_that_are_no_value_are_refused() {
        assert_eq!(bool::read(&[2]), None);
        assert_eq!(Entity::read(&[0; 8]), None);
        assert_eq!(Option::<Entity>::read(&[0; 8]), Some(None));
        assert_eq!(<[bool; 2]>::read(&[1, 7]), None);
        assert_eq!(f32::read(&[0; 3]), None);
    }

    #[derive(bevy_zig_derive::ZigValue, Clone, Copy, Debug, PartialEq)]
    struct Slot {
        count: u8,
    }

    #[derive(bevy_zig_derive::ZigValue, Clone, Copy, Debug, PartialEq)]
    struct Marker {}

    #[derive(bevy_zig_derive::ZigValue, Clone, Copy, Debug, PartialEq)]
    struct Nested {
        flag: bool,
        slots: [Slot; 2],
        marker: Marker,
        at: bevy::math::Vec3,
    }

    #[test]
    fn parts_are_those_of_the_whole() {
        let value = Nested {
            flag: true,
            slots: [Slot { count: 3 }, Slot { count: 4 }],
            marker: Marker {},
            at: bevy::math::Vec3::new(1.0, 2.0, 3.0),
        };
        let mut whole = vec![0; Nested::SIZE];
        value.write(&mut whole);
        let other = Nested { flag: false, slots: [Slot { count: 7 }; 2], at: bevy::math::Vec3::ONE, ..value };
        for offset in 0..=Nested::SIZE {
            for len in 1..=Nested::SIZE - offset {
                let part = offset..offset + len;
                let mut parts = vec![0; 2 * len];
                Nested::write_parts([&value, &other].into_iter(), part.clone(), &mut parts);
                let mut changed = [other; 2];
                assert_eq!(Nested::read_parts(changed.iter_mut(), part.clone(), &parts), 2);
                assert_eq!((&parts[..len], changed[1]), (&whole[part.clone()], other), "{part:?}");
                let (mut found, mut expected) = (vec![0; Nested::SIZE], vec![0; Nested::SIZE]);
                other.write(&mut expected);
                expected[part.clone()].copy_from_slice(&parts[..len]);
                changed[0].write(&mut found);
                assert_eq!(found, expected, "{part:?}");
            }
        }
        let mut changed = [other; 2];
        assert_eq!(Nested::read_parts(changed.iter_mut(), 0..1, &[2, 1]), 1, "a flag of 2 is none");
        assert_eq!(changed, [other, Nested { flag: true, ..other }]);
    }

    #[test]
    fn arrays_are_bytes_only_if_their_items_are() {
        let leaves = |shape: Shape| {
            let leaves = shape.leaves().iter().map(|leaf| (leaf.path.clone(), leaf.kind.clone(), leaf.offset));
            leaves.collect::<Vec<_>>()
        };
        assert_eq!(leaves(Shape::of::<[u8; 2]>()), [(String::new(), Kind::Bytes, 0)]);
        let slots = [("0.count".to_owned(), Kind::Unsigned, 0), ("1.count".to_owned(), Kind::Unsigned, 1)];
        assert_eq!(leaves(Shape::of::<[Slot; 2]>()), slots);
    }

    #[test]
    fn arrays_are_read_as_they_were_written_even_if_their_items_take_no_memory() {
        let slots = [Slot { count: 3 }, Slot { count: 4 }];
        let mut bytes = [0; 2];
        slots.write(&mut bytes);
        assert_eq!((bytes, <[Slot; 2]>::read(&bytes)), ([3, 4], Some(slots)));
        [Marker {}; 3].write(&mut []);
        assert_eq!((<[Marker; 3]>::read(&[]), <[Marker; 3]>::read(&[0])), (Some([Marker {}; 3]), None));
    }
}
