//! Leaves with a new default: a developer who changes a number in the source wants to see it in the running game.

use super::super::layout::Shape;
use super::super::leaf::Leaf;
use super::step::{Step, take};

/// The leaves that are given the new default where they still have the old one.
#[derive(Debug, Default)]
pub(super) struct Retuned {
    /// Each with what is in it: an optional or a union is one with that.
    units: Vec<Vec<Leaf>>,
    /// The old default, after conversion.
    carried: Box<[u8]>,
    default: Box<[u8]>,
}

impl Retuned {
    pub(super) fn new(shape: &Shape, steps: &[Step], old: &[u8], default: &[u8]) -> Self {
        let mut carried: Box<[u8]> = default.into();
        take(steps, old, &mut carried);
        let mut units = Vec::new();
        let mut rest = shape.leaves();
        while let Some(head) = rest.first() {
            let (unit, behind) = rest.split_at(1 + head.payload().len());
            rest = behind;
            if !are_equal(unit, default, &carried) {
                units.push(unit.to_vec());
            }
        }
        Self { units, carried, default: default.into() }
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|unit| unit[0].path.as_str())
    }

    /// Gives a carried value the new default, where it has the old one.
    pub(super) fn apply(&self, value: &mut [u8]) {
        for unit in &self.units {
            if are_equal(unit, value, &self.carried) {
                unit.iter().for_each(|leaf| value[leaf.range()].copy_from_slice(&self.default[leaf.range()]));
            }
        }
    }
}

/// Whether the same of these leaves are there in both, with the same values.
fn are_equal(leaves: &[Leaf], a: &[u8], b: &[u8]) -> bool {
    leaves.iter().all(|leaf| match (leaf.is_there(a), leaf.is_there(b)) {
        (true, true) => a[leaf.range()] == b[leaf.range()],
        (a, b) => a == b,
    })
}
