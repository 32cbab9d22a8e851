//! Values whose bytes come from elsewhere: whether they are some, and which bytes of them count.

use super::kind::{Kind, is_plain_value};
use super::layout::Shape;
use super::leaf::Leaf;
use crate::abi::BEVY_ZIG_FIELD_BOOL;

impl Shape {
    /// Whether these bytes, as many as a value has, are a value: no bool that is neither, no number that no variant
    /// has, no handle that no entity can have.
    pub(crate) fn is_sound(&self, bytes: &[u8]) -> bool {
        bytes.len() == self.size() && self.leaves().iter().all(|leaf| !leaf.is_there(bytes) || leaf.is_sound(bytes))
    }

    /// Copies a value into zeroes, but for bytes that mean nothing: those between leaves, and what an empty optional or
    /// another variant would hold. So equal values have equal bytes.
    pub(crate) fn copy_leaves(&self, value: &[u8], to: &mut [u8]) {
        for leaf in self.leaves().iter().filter(|leaf| leaf.is_there(value)) {
            to[leaf.range()].copy_from_slice(&value[leaf.range()]);
        }
    }

    /// The leaves that are handles of entities.
    pub(crate) fn entities(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves().iter().filter(|leaf| leaf.kind == Kind::Entity)
    }
}

impl Leaf {
    fn is_sound(&self, bytes: &[u8]) -> bool {
        match &self.kind {
            Kind::Bool => is_plain_value(BEVY_ZIG_FIELD_BOOL, &bytes[self.range()]),
            Kind::Enum(_) | Kind::Union(..) | Kind::Entity => self.read(bytes).is_some(),
            Kind::Optional(_) => bytes[self.offset] <= 1,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape() -> Shape {
        let mode = Kind::Enum(vec![("idle".into(), 0), ("run".into(), 3)]);
        let leaves = vec![
            Leaf::new("on", Kind::Bool, 0, 1),
            Leaf::new("mode", mode, 1, 1),
            Leaf::new("left", Kind::Optional(Vec::new()), 8, 1),
            Leaf::new("left.?", Kind::Float, 4, 4),
            Leaf::new("who", Kind::Entity, 16, 8),
        ];
        Shape::new(leaves, 24, 8)
    }

    #[test]
    fn bytes_that_are_no_value_are_told() {
        let shape = shape();
        let with = |at: usize, byte: u8| {
            let mut bytes = [0; 24];
            bytes[at] = byte;
            shape.is_sound(&bytes)
        };
        assert!(with(0, 1) && with(1, 3) && with(8, 1) && with(12, 7));
        assert!(!with(0, 2) && !with(1, 1) && !with(8, 2) && !with(20, 1));
        assert!(!shape.is_sound(&[0; 23]));
    }

    #[test]
    fn what_means_nothing_is_zero() {
        let shape = shape();
        let mut bytes = [0xaa; 24];
        bytes[..2].fill(1);
        bytes[8] = 0;
        let mut copy = [0; 24];
        shape.copy_leaves(&bytes, &mut copy);
        let mut expected = [0; 24];
        expected[..2].fill(1);
        expected[16..].fill(0xaa);
        assert_eq!(copy, expected);
        bytes[8] = 1;
        shape.copy_leaves(&bytes, &mut copy);
        assert_eq!(copy[4..8], [0xaa; 4]);
    }
}
