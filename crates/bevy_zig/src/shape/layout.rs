//! All leaves of a value.

use std::ops::Range;

use super::kind::Kind;
use super::leaf::Leaf;
use super::nested::{is_readable, nest};
use super::typed::ZigValue;
use super::value::Value;

/// The layout of a value: its leaves, and how much memory it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    leaves: Vec<Leaf>,
    size: usize,
    align: usize,
}

impl Shape {
    /// A shape of these leaves, which lie within its size.
    pub(crate) fn new(mut leaves: Vec<Leaf>, size: usize, align: usize) -> Self {
        nest(&mut leaves);
        Self { leaves, size, align }
    }

    /// The shape of a type's values.
    pub fn of<T: ZigValue>() -> Self {
        let mut leaves = Vec::new();
        T::fields("", 0, &mut leaves);
        Self::new(leaves, T::SIZE, T::ALIGN)
    }

    /// All leaves, in the order of declaration; what an optional or a union holds follows it.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// The leaves that are lists in an instance's memory.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn lists(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().filter(|leaf| leaf.is_list)
    }

    /// Whether any bytes are a value.
    pub(crate) fn has_any_bytes(&self) -> bool {
        use Kind::*;
        self.leaves.iter().all(|leaf| matches!(leaf.kind, Signed | Unsigned | Float | Vec2 | Vec3 | Quat | Bytes))
    }

    /// The bytes of each leaf that lies in no optional or union.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        self.leaves.iter().filter(|leaf| leaf.within.is_empty()).map(Leaf::range)
    }

    /// Bytes of a value.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Alignment of a value in bytes.
    pub fn align(&self) -> usize {
        self.align
    }

    /// The leaf with this path.
    pub fn leaf(&self, path: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.path == path)
    }

    /// The same, by a name that it or what is around it had before: `renames` are new and old paths.
    pub(crate) fn leaf_renamed(&self, path: &str, renames: &[(String, String)]) -> Option<&Leaf> {
        let renamed = || {
            renames.iter().find_map(|(to, from)| match path.strip_prefix(from.as_str())? {
                "" => self.leaf(to),
                rest => rest.starts_with('.').then(|| self.leaf(&format!("{to}{rest}")))?,
            })
        };
        self.leaf(path).or_else(renamed)
    }

    /// Writes a value into one of its leaves, and lets what is around it hold it. False if that cannot be; nothing is
    /// changed then.
    #[must_use]
    pub(crate) fn set(&self, bytes: &mut [u8], leaf: &Leaf, value: &Value) -> bool {
        if leaf.write(bytes, value) {
            return true;
        }
        // It may be in an optional that is empty, or in another variant; whatever is refused on the way changes
        // nothing.
        let mut filled = bytes.to_vec();
        let set = !leaf.is_there(bytes) && self.fill_around(leaf, &mut filled) && leaf.write(&mut filled, value);
        if set {
            bytes.copy_from_slice(&filled);
        }
        set
    }

    /// Lets all optionals and unions that a leaf lies in hold it, from the outermost.
    pub(super) fn fill_around(&self, leaf: &Leaf, bytes: &mut [u8]) -> bool {
        let around = self.leaves.iter().filter_map(|head| Some((head, head.number_for(&leaf.path)?)));
        around.into_iter().all(|(head, value)| head.fill(value, bytes))
    }

    /// The leaves with their values, of which others can be made again: leaves that are not there and such as the host
    /// cannot read are left out.
    pub(crate) fn values<'a>(&'a self, bytes: &[u8]) -> Vec<(&'a str, Value)> {
        let mut values = Vec::new();
        let mut rest = &self.leaves[..];
        while let Some((leaf, behind)) = rest.split_first() {
            rest = behind;
            if !leaf.is_there(bytes) {
                continue;
            }
            let mut value = leaf.read(bytes);
            let stands_alone = match &leaf.kind {
                // The one leaf is the optional's own value; and there are none that mean anything if it is empty.
                Kind::Optional(payload) => payload.len() == 1 || value != Some(Value::Bool(true)),
                // Half of a payload would not bring it back.
                Kind::Union(_, payload) if !is_readable(payload.iter().filter(|leaf| leaf.is_there(bytes))) => {
                    value = None;
                    true
                }
                _ => false,
            };
            if stands_alone {
                rest = &behind[leaf.payload().len()..];
            }
            values.extend(value.map(|value| (leaf.path.as_str(), value)));
        }
        values
    }

    /// The same, with moments as ages.
    pub(crate) fn values_at_time<'a>(&'a self, bytes: &[u8], now_seconds: f64) -> Vec<(&'a str, Value)> {
        let mut values = self.values(bytes);
        // Both are in the order of the leaves.
        let mut leaves = self.leaves.iter();
        for (path, value) in &mut values {
            if let Some(leaf) = leaves.find(|leaf| leaf.path == *path) {
                *value = leaf.at_time(std::mem::replace(value, Value::None), now_seconds);
            }
        }
        values
    }

    /// How a shape of Rust's differs from that of Zig's for the same component, if it does.
    pub(crate) fn difference(&self, zig: &Self) -> Option<String> {
        self.difference_between(zig, ("Rust", "Zig"))
    }

    /// How a shape differs from another, if it does: the first leaf that does. `names` are whose they are.
    pub(crate) fn difference_between(&self, other: &Self, (us, them): (&str, &str)) -> Option<String> {
        for (ours, theirs) in self.leaves.iter().zip(&other.leaves) {
            let path = &theirs.path;
            if ours.path != *path {
                return Some(format!("{us} has the field '{}' where {them} has '{path}'", ours.path));
            }
            if (&ours.kind, ours.offset, ours.size) != (&theirs.kind, theirs.offset, theirs.size) {
                return Some(format!(
                    "the field '{path}' is {:?} of {} bytes at {} in {us}, and {:?} of {} bytes at {} in {them}",
                    ours.kind, ours.size, ours.offset, theirs.kind, theirs.size, theirs.offset
                ));
            }
            if ours.layout_hash != theirs.layout_hash && ours.kind == Kind::Opaque {
                return Some(format!("the field '{path}' is built otherwise in {us} than in {them}"));
            }
        }
        if self.leaves.len() != other.leaves.len() {
            return Some(format!("it has {} fields in {us} and {} in {them}", self.leaves.len(), other.leaves.len()));
        }
        let (ours, theirs) = ((self.size, self.align), (other.size, other.align));
        (ours != theirs).then(|| format!("its size and alignment are {ours:?} in {us} and {theirs:?} in {them}"))
    }
}
