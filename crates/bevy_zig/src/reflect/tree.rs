//! What a script says of a type: a copy of its `BevyZigType`s that is known to make sense.

use std::ops::Range;

use crate::abi::*;

/// How a piece of a script's memory is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TypeKind {
    Bool,
    Int,
    Uint,
    Float,
    Char,
    Entity,
    Text,
    List,
    Array,
    Option,
    Enum,
    Union,
    Struct,
    Handle,
}

impl TypeKind {
    /// The kind with a number of the contract.
    pub(crate) fn of(number: u32) -> Option<Self> {
        Some(match number {
            BEVY_ZIG_TYPE_BOOL => Self::Bool,
            BEVY_ZIG_TYPE_INT => Self::Int,
            BEVY_ZIG_TYPE_UINT => Self::Uint,
            BEVY_ZIG_TYPE_FLOAT => Self::Float,
            BEVY_ZIG_TYPE_CHAR => Self::Char,
            BEVY_ZIG_TYPE_ENTITY => Self::Entity,
            BEVY_ZIG_TYPE_TEXT => Self::Text,
            BEVY_ZIG_TYPE_LIST => Self::List,
            BEVY_ZIG_TYPE_ARRAY => Self::Array,
            BEVY_ZIG_TYPE_OPTION => Self::Option,
            BEVY_ZIG_TYPE_ENUM => Self::Enum,
            BEVY_ZIG_TYPE_UNION => Self::Union,
            BEVY_ZIG_TYPE_STRUCT => Self::Struct,
            BEVY_ZIG_TYPE_HANDLE => Self::Handle,
            _ => return None,
        })
    }
}

/// A member of a struct, an enum or a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// Its place among the nodes.
    pub(crate) node: Option<usize>,
    pub(crate) offset: usize,
    pub(crate) value: i64,
}

/// One type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TypeNode {
    pub(crate) kind: TypeKind,
    pub(crate) size: usize,
    pub(crate) align: usize,
    /// Whether the members are only those that are to be set.
    pub(crate) is_partial: bool,
    /// The type's path in Rust; empty if the script does not say.
    pub(crate) path: String,
    pub(crate) members: Vec<Member>,
    pub(crate) item: Option<usize>,
    pub(crate) item_count: usize,
    pub(crate) tag_offset: usize,
    pub(crate) tag_size: usize,
}

/// A type and all that it is made of. Types come behind those that they refer to, so the last is the outermost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct TypeTree {
    nodes: Vec<TypeNode>,
}

/// The largest type.
pub(crate) const TYPE_SIZE_MAX: usize = 64 << 10;
/// The strictest alignment.
const TYPE_ALIGN_MAX: usize = 16;
/// Where texts and lists begin and how long they are.
pub(crate) const SLICE_SIZE: usize = 2 * size_of::<usize>();

impl TypeTree {
    /// Appends a type, and gives its place; or why there can be no such type.
    pub(crate) fn push(&mut self, node: TypeNode) -> Result<usize, &'static str> {
        self.check(&node)?;
        self.nodes.push(node);
        Ok(self.nodes.len() - 1)
    }

    /// The outermost type.
    pub(crate) fn root(&self) -> Option<usize> {
        self.nodes.len().checked_sub(1)
    }

    /// The type at a place that [`push`](Self::push) gave.
    pub(crate) fn node(&self, place: usize) -> &TypeNode {
        &self.nodes[place]
    }

    /// Where a member lies.
    fn range(&self, member: &Member) -> Range<usize> {
        let size = member.node.map_or(0, |place| self.nodes[place].size);
        member.offset..member.offset + size
    }

    fn check(&self, node: &TypeNode) -> Result<(), &'static str> {
        let fits = |offset: usize, inner: &TypeNode| {
            offset.is_multiple_of(inner.align) && offset.checked_add(inner.size).is_some_and(|end| end <= node.size)
        };
        if !node.align.is_power_of_two() || node.align > TYPE_ALIGN_MAX || node.size > TYPE_SIZE_MAX {
            return Err("its size or alignment is none that a type may have");
        }
        if !node.size.is_multiple_of(node.align) {
            return Err("its size is not a multiple of its alignment");
        }
        let tag_end = node.tag_offset.checked_add(node.tag_size);
        if !matches!(node.tag_size, 0 | 1 | 2 | 4 | 8) || tag_end.is_none_or(|end| end > node.size) {
            return Err("its tag lies outside of it");
        }
        for member in &node.members {
            let inner = member.node.map(|place| self.nodes.get(place).ok_or("a member has no type")).transpose()?;
            if !inner.map_or(member.offset <= node.size, |inner| fits(member.offset, inner)) {
                return Err("a member lies outside of it");
            }
        }
        let item = node.item.map(|place| self.nodes.get(place).ok_or("its items have no type")).transpose()?;
        let sizes: &[usize] = match node.kind {
            TypeKind::Bool => &[1],
            TypeKind::Int | TypeKind::Uint => &[1, 2, 4, 8],
            TypeKind::Float => &[4, 8],
            TypeKind::Char => &[4],
            TypeKind::Entity => &[8],
            TypeKind::Text | TypeKind::List => &[SLICE_SIZE],
            _ => &[],
        };
        if !sizes.is_empty() && !sizes.contains(&node.size) {
            return Err("its size is not that of its kind");
        }
        // What a copy notes in one of them, such as where a list is, must not change another.
        let mut held: Vec<Range<usize>> = node.members.iter().map(|member| self.range(member)).collect();
        held.extend(item.filter(|_| node.kind == TypeKind::Option).map(|item| 0..item.size));
        held.retain(|range| !range.is_empty());
        held.sort_by_key(|range| range.start);
        let tag = node.tag_offset..node.tag_offset + node.tag_size;
        if !tag.is_empty() && held.iter().any(|held| held.start < tag.end && tag.start < held.end) {
            return Err("its tag lies in what it holds");
        }
        if node.kind == TypeKind::Struct && held.windows(2).any(|pair| pair[1].start < pair[0].end) {
            return Err("two of its members lie in the same memory");
        }
        match (node.kind, item) {
            (TypeKind::List, Some(item)) if item.size > 0 => Ok(()),
            (TypeKind::Array, Some(item)) => match item.size.checked_mul(node.item_count) {
                Some(size) if size == node.size => Ok(()),
                _ => Err("its items do not fill it"),
            },
            (TypeKind::Option, Some(item)) if fits(0, item) && node.tag_size == 1 => Ok(()),
            (TypeKind::Option, Some(item)) if node.tag_size == 0 => match item.kind {
                // One without an address is not there.
                TypeKind::Text | TypeKind::List if item.size == node.size => Ok(()),
                _ => Err("nothing says whether its value is there"),
            },
            (TypeKind::List | TypeKind::Array | TypeKind::Option, _) => Err("its items have no type, size or tag"),
            (TypeKind::Struct, _) if node.members.iter().any(|member| member.node.is_none()) => {
                Err("a member has no type")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(kind: TypeKind, size: usize) -> TypeNode {
        TypeNode {
            kind,
            size,
            align: size.clamp(1, 8),
            is_partial: false,
            path: String::new(),
            members: Vec::new(),
            item: None,
            item_count: 0,
            tag_offset: 0,
            tag_size: 0,
        }
    }

    fn member(node: Option<usize>, offset: usize) -> Member {
        Member { name: "x".into(), node, offset, value: 0 }
    }

    #[test]
    fn what_makes_no_sense_is_no_type() {
        let mut tree = TypeTree::default();
        let float = tree.push(scalar(TypeKind::Float, 4)).unwrap();
        let structure = |offset, node| {
            let mut structure = scalar(TypeKind::Struct, 8);
            structure.members.push(member(node, offset));
            structure
        };
        assert!(tree.push(structure(4, Some(float))).is_ok());
        for (offset, node) in [(8, Some(float)), (6, Some(float)), (usize::MAX, Some(float)), (0, Some(99)), (0, None)]
        {
            assert!(tree.push(structure(offset, node)).is_err(), "{offset} {node:?}");
        }
        for node in [
            scalar(TypeKind::Float, 2),
            scalar(TypeKind::List, SLICE_SIZE),
            TypeNode { align: 3, ..scalar(TypeKind::Int, 4) },
            TypeNode { align: 32, size: 32, ..scalar(TypeKind::Struct, 32) },
            TypeNode { size: TYPE_SIZE_MAX + 8, ..scalar(TypeKind::Struct, 8) },
            TypeNode { tag_size: 4, tag_offset: usize::MAX, ..scalar(TypeKind::Enum, 8) },
            TypeNode { tag_size: 3, ..scalar(TypeKind::Enum, 8) },
            TypeNode { item: Some(float), item_count: usize::MAX / 2, ..scalar(TypeKind::Array, 8) },
            TypeNode { item: Some(float), ..scalar(TypeKind::Option, 8) },
        ] {
            assert!(tree.push(node.clone()).is_err(), "{node:?}");
        }
        assert!(tree.push(TypeNode { item: Some(float), item_count: 2, ..scalar(TypeKind::Array, 8) }).is_ok());
    }

    #[test]
    fn nothing_lies_in_the_memory_of_something_else() {
        let mut tree = TypeTree::default();
        let float = tree.push(scalar(TypeKind::Float, 4)).unwrap();
        let list = tree.push(TypeNode { item: Some(float), ..scalar(TypeKind::List, SLICE_SIZE) }).unwrap();
        let lists = |kind, offsets: &[usize]| TypeNode {
            members: offsets.iter().map(|offset| member(Some(list), *offset)).collect(),
            ..scalar(kind, 3 * SLICE_SIZE)
        };
        assert!(tree.push(lists(TypeKind::Struct, &[SLICE_SIZE, 0])).is_ok());
        assert!(tree.push(lists(TypeKind::Struct, &[0, 0])).is_err());
        assert!(tree.push(lists(TypeKind::Struct, &[SLICE_SIZE / 2, 0])).is_err());
        // One variant at a time, but never where the tag is.
        let union = |tag_offset| TypeNode { tag_size: 1, tag_offset, ..lists(TypeKind::Union, &[0, 0]) };
        assert!(tree.push(union(SLICE_SIZE)).is_ok());
        assert!(tree.push(union(0)).is_err());
        let option = |tag_offset| TypeNode {
            item: Some(list),
            tag_size: 1,
            tag_offset,
            ..scalar(TypeKind::Option, 2 * SLICE_SIZE)
        };
        assert!(tree.push(option(SLICE_SIZE)).is_ok());
        assert!(tree.push(option(3)).is_err());
    }
}
