//! Values that both sides know: their layout, and how they are written and read.

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
    use super::{Kind, Leaf};

    pub use bevy::prelude::Component;

    /// Lays fields with these sizes and alignments out as C does: their offsets, and the size and alignment of the whole.
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

/// Types whose bytes are all values, with their kinds, and with what they are aligned as.
macro_rules! pods {
    ($($kind:ident $type:ident $align:ty;)*) => {$(
        impl ZigValue for $type {
            const SIZE: usize = size_of::<$type>();
            const ALIGN: usize = align_of::<$align>();

            fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>) {
                out.push(Leaf::new(path, Kind::$kind, offset, Self::SIZE));
            }

            #[inline]
            fn write(&self, out: &mut [u8]) {
                out.copy_from_slice(bytemuck::bytes_of(self));
            }

            #[inline]
            fn read(bytes: &[u8]) -> Option<Self> {
                bytemuck::try_pod_read_unaligned(bytes).ok()
            }
        }
    )*};
}
pub(super) use pods;

impl ZigValue for bool {
    const SIZE: usize = 1;
    const ALIGN: usize = 1;

    fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>) {
        out.push(Leaf::new(path, Kind::Bool, offset, 1));
    }

    #[inline]
    fn write(&self, out: &mut [u8]) {
        out[0] = u8::from(*self);
    }

    #[inline]
    fn read(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }
}

/// `bevy.Entity`, of which `.none` is a value.
impl ZigValue for Option<Entity> {
    const SIZE: usize = 8;
    const ALIGN: usize = align_of::<u64>();

    fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>) {
        out.push(Leaf::new(path, Kind::Entity, offset, 8));
    }

    #[inline]
    fn write(&self, out: &mut [u8]) {
        self.map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits).write(out);
    }

    #[inline]
    fn read(bytes: &[u8]) -> Option<Self> {
        match u64::read(bytes)? {
            BEVY_ZIG_ENTITY_NONE => Some(None),
            bits => Entity::try_from_bits(bits).map(Some),
        }
    }
}

/// `bevy.Entity`, which must not be `.none`.
impl ZigValue for Entity {
    const SIZE: usize = 8;
    const ALIGN: usize = align_of::<u64>();

    fn fields(path: &str, offset: usize, out: &mut Vec<Leaf>) {
        Option::<Self>::fields(path, offset, out);
    }

    #[inline]
    fn write(&self, out: &mut [u8]) {
        self.to_bits().write(out);
    }

    #[inline]
    fn read(bytes: &[u8]) -> Option<Self> {
        Option::<Self>::read(bytes)?
    }
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
