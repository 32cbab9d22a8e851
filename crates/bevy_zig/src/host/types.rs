//! What scripts say of types: copied piece by piece, whatever it is.

use bevy::platform::collections::HashMap;

use super::{entry, name};
use crate::abi::*;
use crate::reflect::{Failure, Fallible, Member, TypeKind, TypeNode, TypeTree};

/// Types of one description. Bevy's largest component is made of some hundreds.
const TYPES_MAX: usize = 4_096;
/// Members of all of them.
const MEMBERS_MAX: usize = 16_384;
/// Bytes of all names.
const NAMES_LEN_MAX: usize = 256 << 10;
/// How deep they may lie in each other.
const DEPTH_MAX: usize = 64;

/// Reads a description.
pub(super) fn read_tree(root: *const BevyZigType) -> Fallible<TypeTree> {
    let mut reader = TypeReader { tree: TypeTree::default(), places: HashMap::default(), members: 0, names_len: 0 };
    reader.read(root, 0)?;
    Ok(reader.tree)
}

struct TypeReader {
    tree: TypeTree,
    /// Where the type at an address is; `None` while it is being read.
    places: HashMap<usize, Option<usize>>,
    members: usize,
    names_len: usize,
}

impl TypeReader {
    /// Reads the type at an address, and gives its place.
    fn read(&mut self, address: *const BevyZigType, depth: usize) -> Fallible<usize> {
        match self.places.get(&address.addr()) {
            Some(Some(place)) => return Ok(*place),
            Some(None) => return Err(Failure::invalid("a type in the description contains itself")),
            None => {}
        }
        if depth > DEPTH_MAX || self.places.len() >= TYPES_MAX {
            return Err(Failure::limit("the description has too many types, or they lie too deep in each other"));
        }
        self.places.insert(address.addr(), None);
        // SAFETY: plain data.
        let raw = unsafe { entry(address, 0) }.map_err(|_| unreadable())?;
        let kind = TypeKind::of(raw.kind);
        let kind =
            kind.ok_or_else(|| Failure::invalid("the description has a kind of type that this host does not know"))?;
        if raw.flags & !BEVY_ZIG_TYPE_FLAG_PARTIAL != 0 {
            return Err(Failure::invalid("the description has flags that this host does not know"));
        }
        self.members = self.members.saturating_add(raw.member_count as usize);
        if self.members > MEMBERS_MAX {
            return Err(Failure::limit("the description has too many members"));
        }
        let path = self.name(raw.path)?;
        let members = (0..raw.member_count as usize).map(|index| self.member(raw.members, index, depth));
        let members = members.collect::<Fallible<_>>()?;
        let node = TypeNode {
            kind,
            size: raw.size as usize,
            align: raw.align as usize,
            is_partial: raw.flags & BEVY_ZIG_TYPE_FLAG_PARTIAL != 0,
            path,
            members,
            item: if raw.item.is_null() { None } else { Some(self.read(raw.item, depth + 1)?) },
            item_count: raw.item_count as usize,
            tag_offset: raw.tag_offset as usize,
            tag_size: raw.tag_size as usize,
        };
        let place =
            self.tree.push(node).map_err(|what| Failure::invalid(format!("a type in the description: {what}")))?;
        self.places.insert(address.addr(), Some(place));
        Ok(place)
    }

    fn member(&mut self, list: *const BevyZigMember, index: usize, depth: usize) -> Fallible<Member> {
        // SAFETY: plain data.
        let raw = unsafe { entry(list, index) }.map_err(|_| unreadable())?;
        let name = self.name(raw.name)?;
        let node = if raw.type_.is_null() { None } else { Some(self.read(raw.type_, depth + 1)?) };
        Ok(Member { name, node, offset: raw.offset as usize, value: raw.value })
    }

    fn name(&mut self, raw: BevyZigText) -> Fallible<String> {
        self.names_len = self.names_len.saturating_add(raw.len);
        if self.names_len > NAMES_LEN_MAX {
            return Err(Failure::limit("the description has too long names"));
        }
        name(raw).map(|name| name.to_owned()).map_err(|_| unreadable())
    }
}

fn unreadable() -> Box<Failure> {
    Failure::invalid("the description cannot be read")
}
