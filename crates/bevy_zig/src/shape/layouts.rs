//! Types whose values scripts keep as bytes, in vars: how they lie, by numbers that scripts keep in their code.

use std::sync::Arc;

use super::{Kind, Leaf, Shape};
use crate::base::ProgramIds;

/// A type whose values are kept as bytes, as a script has described it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Layout {
    pub(crate) package: String,
    /// What Zig calls it. With the package, the same before and after a reload.
    pub(crate) name: String,
    pub(crate) size: usize,
    pub(crate) align: usize,
    pub(crate) fields: Vec<LayoutField>,
    /// New names and old ones.
    pub(crate) renames: Vec<(String, String)>,
    /// A value with every field at its default, or zeroes.
    pub(crate) default: Vec<u8>,
}

/// A leaf as a script has described it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct LayoutField {
    pub(crate) path: String,
    /// A number of the contract.
    pub(crate) kind: u32,
    pub(crate) offset: usize,
    pub(crate) size: usize,
    pub(crate) layout_hash: u64,
    pub(crate) variants: Vec<(String, i64)>,
}

/// The program's: scripts keep the numbers in variables of their code, which several games may run.
static LAYOUTS: ProgramIds<Arc<Layout>> = ProgramIds::new();

/// More than any program has. A script that asks for more makes them up.
const LAYOUTS_MAX: usize = 1 << 16;

impl Layout {
    /// The number of this, which is not 0; `None` if there are too many.
    pub(crate) fn number(self) -> Option<u32> {
        LAYOUTS.of(&Arc::new(self), LAYOUTS_MAX - 1).map(|id| id + 1)
    }

    pub(crate) fn of(number: u32) -> Option<Arc<Self>> {
        LAYOUTS.name(number.checked_sub(1)?)
    }

    /// The shape of a value; `None` if a leaf does not lie within it, or its type and size do not go together.
    pub(crate) fn shape(&self) -> Option<Shape> {
        let leaves: Option<Vec<Leaf>> = self.fields.iter().map(|field| field.leaf(self.size)).collect();
        Some(Shape::new(leaves?, self.size, self.align))
    }
}

impl LayoutField {
    /// The leaf, if it lies within a value of this size.
    pub(crate) fn leaf(&self, whole_size: usize) -> Option<Leaf> {
        let mut variants = self.variants.clone();
        let nameless = variants.pop_if(|(name, _)| name.is_empty());
        let kind = Kind::of_contract(self.kind, self.size, variants)?;
        let mut leaf = Leaf::new(self.path.clone(), kind, self.offset, self.size);
        leaf.layout_hash = self.layout_hash;
        leaf.open = nameless.is_some();
        leaf.signed |= nameless.is_some_and(|(_, value)| value < 0);
        (self.offset.checked_add(self.size)? <= whole_size).then_some(leaf)
    }
}

#[cfg(feature = "hot-reload")]
impl Layout {
    /// Whether another one is this type as it was before a reload, or will be after it.
    pub(crate) fn is_other_of(&self, other: &Self) -> bool {
        (&self.package, &self.name) == (&other.package, &other.name) && self != other
    }

    /// A value of this type as it was before a reload, carried into what it is now, and what has become of its fields.
    /// `None` if these bytes are no value of it.
    pub(crate) fn carry(&self, old: &Self, bytes: &[u8]) -> Option<(Vec<u8>, super::StateChanges)> {
        if bytes.len() != old.size {
            return None;
        }
        let renames = super::Renames { new: &self.renames, old: &old.renames };
        let migration = super::Migration::between(&old.shape()?, &self.shape()?, renames);
        let mut value = self.default.clone();
        migration.carry(bytes, &mut value);
        Some((value, migration.report().clone()))
    }
}
