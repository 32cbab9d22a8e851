//! Compares a script's type with the one in Rust.

use std::any::TypeId;
use std::sync::Arc;

use bevy::asset::ReflectHandle;
use bevy::platform::collections::HashMap;
use bevy::reflect::enums::VariantInfo;
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{ReflectFromReflect, TypeInfo, TypeRegistry};

use super::bound::{Bound, Concrete, Entries, Enum, Field, Gather, Make, Shape, Struct, Variant};
use super::failure::{Failure, Fallible};
use super::handle::HandleType;
use super::holder::Holder;
use super::leaf::{self, Leaf};
use super::needs::Need;
use super::rules::{Pair, Rule};
use super::text::{Text, TextType};
use super::tree::{TypeKind, TypeNode, TypeTree};
use crate::abi::*;
use crate::base::did_you_mean;

/// Binds the types of one description.
pub(crate) struct Binder<'a> {
    tree: &'a TypeTree,
    registry: &'a TypeRegistry,
    /// What was bound already: a type may be that of many fields.
    bound: HashMap<(usize, TypeId), Arc<Bound>>,
}

/// What values of a type need.
pub(crate) struct Needs {
    /// They point to texts and lists.
    pub(crate) memory: bool,
    /// There are handles in them.
    pub(crate) assets: bool,
    /// There are fields in them that the world has to have something for.
    pub(crate) world: bool,
}

/// A type in Rust, as far as reflection tells of it.
#[derive(Clone, Copy)]
struct Target {
    id: TypeId,
    path: &'static str,
    info: Option<&'static TypeInfo>,
}

impl From<&'static TypeInfo> for Target {
    fn from(info: &'static TypeInfo) -> Self {
        Self { id: info.type_id(), path: info.type_path(), info: Some(info) }
    }
}

/// A field in Rust, with its number.
struct FieldInfo {
    index: usize,
    /// `None` in tuples.
    name: Option<&'static str>,
    target: Target,
}

impl<'a> Binder<'a> {
    pub(crate) fn new(tree: &'a TypeTree, registry: &'a TypeRegistry) -> Self {
        Self { tree, registry, bound: HashMap::default() }
    }

    /// Binds the outermost type to one of Rust's.
    pub(crate) fn bind(mut self, info: &'static TypeInfo) -> Fallible<(Arc<Bound>, Needs)> {
        let root = self.tree.root().ok_or_else(|| Failure::invalid("the description is empty"))?;
        let bound = self.node(root, info.into())?;
        let any = |is_it: fn(&Shape) -> bool| self.bound.values().any(|bound| is_it(&bound.shape));
        let memory = |shape: &Shape| {
            use Shape::{Bytes, Handle, List, Map, Set, Text};
            matches!(shape, Text(_) | Bytes | List(_) | Set(..) | Map(_) | Handle(_))
        };
        let needs = Needs {
            memory: any(memory),
            assets: any(|shape| matches!(shape, Shape::Handle(_))),
            world: any(|shape| match shape {
                Shape::Struct(structure) => structure.fields.iter().any(|field| field.need.is_some()),
                Shape::Enum(known) => {
                    known.variants.iter().any(|variant| variant.fields.iter().any(|field| field.need.is_some()))
                }
                _ => false,
            }),
        };
        Ok((bound, needs))
    }

    fn node(&mut self, place: usize, target: Target) -> Fallible<Arc<Bound>> {
        if let Some(bound) = self.bound.get(&(place, target.id)) {
            return Ok(bound.clone());
        }
        let node = self.tree.node(place);
        // Of a handle, the path is the asset's.
        if !node.path.is_empty() && node.path != target.path && node.kind != TypeKind::Handle {
            return Err(Failure::wrong_type(format!("it is {} in Rust, and {} in Zig", target.path, node.path)));
        }
        let shape = self.shape(node, place, target)?;
        let bound = Arc::new(Bound { size: node.size, shape });
        self.bound.insert((place, target.id), bound.clone());
        Ok(bound)
    }

    fn shape(&mut self, node: &'a TypeNode, place: usize, target: Target) -> Fallible<Shape> {
        let differs =
            || Failure::wrong_type(format!("it is {} in Rust, and {} in Zig", target.path, self.in_zig(node)));
        if let Some(leaf) = Leaf::of(target.id)
            && let Some(gather) = self.gather(place, leaf)
        {
            return Ok(Shape::Leaf(leaf, gather));
        }
        if let (true, [only]) = (is_leaf(target), node.members.as_slice())
            && let (TypeKind::Struct, Some(place)) = (node.kind, only.node)
        {
            return Ok(Shape::Wrapped(
                only.offset,
                self.node(place, target).map_err(|failure| failure.in_field(&only.name))?,
            ));
        }
        if leaf::is_unit(target.id) {
            let (rust, zig) = (target.path, self.in_zig(node));
            let all = if node.is_partial { ": set all of them, or a value with its type" } else { "" };
            let what = format!("it is {rust} in Rust, whose numbers go together, and {zig} in Zig{all}");
            return Err(Failure::wrong_type(what));
        }
        if let Some(text) = TextType::of(target.id, self.registry) {
            return if node.kind == TypeKind::Text { Ok(Shape::Text(text)) } else { Err(differs()) };
        }
        if node.kind == TypeKind::Handle {
            let handle = self.registry.get_type_data::<ReflectHandle>(target.id).ok_or_else(differs)?;
            return HandleType::new(node, handle.clone(), target.path, self.registry).map(Shape::Handle);
        }
        let Some(info) = target.info else { return Err(differs()) };
        match (info, node.kind) {
            (TypeInfo::Struct(_) | TypeInfo::TupleStruct(_) | TypeInfo::Tuple(_), TypeKind::Struct) => {
                let known = fields_of(info);
                let fields = self.fields((node, Holder::new(target.path, None)), &known, 0)?;
                let make = self.make(target, || {
                    let lacking = known.iter().find(|known| !fields.iter().any(|field| field.index == known.index))?;
                    let name = lacking.name.map_or_else(|| lacking.index.to_string(), str::to_owned);
                    Some(format!("{} has no default in Rust, and the mirror lacks its field '{name}'", target.path))
                });
                Ok(Shape::Struct(Struct { fields, pair: Pair::of(target.path), make, info }))
            }
            (TypeInfo::Enum(known), TypeKind::Option) if is_option(info) => {
                let item = known.variant("Some").and_then(payload).ok_or_else(differs)?;
                let node_of_item = node.item.ok_or_else(differs)?;
                let item = self.node(node_of_item, item).map_err(|failure| failure.in_field("?"))?;
                Ok(Shape::Option(item, (node.tag_size > 0).then_some(node.tag_offset)))
            }
            (TypeInfo::Enum(_), TypeKind::Enum | TypeKind::Union) => self.enumeration(node, target, info),
            (TypeInfo::List(list), TypeKind::Text) if list.item_ty().is::<u8>() => Ok(Shape::Bytes),
            (TypeInfo::List(list), TypeKind::List) => {
                let item = Target { id: list.item_ty().id(), path: list.item_ty().path(), info: list.item_info() };
                Ok(Shape::List(self.item(node, item)?))
            }
            (TypeInfo::Array(array), TypeKind::Array) if array.capacity() == node.item_count => {
                let item = Target { id: array.item_ty().id(), path: array.item_ty().path(), info: array.item_info() };
                Ok(Shape::Array(self.item(node, item)?, node.item_count))
            }
            (TypeInfo::Set(set), TypeKind::List) => {
                let id = set.value_ty().id();
                let info = self.registry.get_type_info(id);
                let item = self.item(node, Target { id, path: set.value_ty().path(), info })?;
                let concrete = self.key(&item, id)?;
                Ok(Shape::Set(item, concrete))
            }
            (TypeInfo::Map(map), TypeKind::List) => {
                let entry = node.item.map(|place| self.tree.node(place));
                let entry = entry.filter(|entry| entry.kind == TypeKind::Struct).ok_or_else(differs)?;
                let key = Target { id: map.key_ty().id(), path: map.key_ty().path(), info: map.key_info() };
                let value = Target { id: map.value_ty().id(), path: map.value_ty().path(), info: map.value_info() };
                let known = [("key", key), ("value", value)]
                    .into_iter()
                    .enumerate()
                    .map(|(index, (name, target))| FieldInfo { index, name: Some(name), target })
                    .collect::<Vec<_>>();
                let mut fields = self.fields((entry, Holder::new("", None)), &known, 0)?.into_iter();
                let (Some(first), Some(second)) = (fields.next(), fields.next()) else {
                    return Err(Failure::wrong_type("it is a map in Rust: its items need a key and a value in Zig"));
                };
                let key_concrete = self.key(&first.bound, key.id)?;
                Ok(Shape::Map(Entries {
                    size: entry.size,
                    key: first.bound,
                    key_offset: first.offset,
                    key_concrete,
                    value: second.bound,
                    value_offset: second.offset,
                }))
            }
            _ => Err(differs()),
        }
    }

    fn item(&mut self, node: &TypeNode, target: Target) -> Fallible<Arc<Bound>> {
        let place = node.item.ok_or_else(|| Failure::invalid("its items have no type"))?;
        self.node(place, target).map_err(|failure| failure.in_field("[]"))
    }

    /// Binds each member of a struct to a field of what has them in Rust.
    fn fields(
        &mut self,
        (node, holder): (&'a TypeNode, Holder),
        known: &[FieldInfo],
        base: usize,
    ) -> Fallible<Box<[Field]>> {
        let mut fields: Vec<Field> = Vec::with_capacity(node.members.len());
        let is_lone = known.len() == 1 && known[0].name.is_none();
        for member in &node.members {
            let is_it = |field: &&FieldInfo| match field.name {
                Some(name) => name == member.name,
                None => is_lone || member.name.strip_prefix('_').unwrap_or(&member.name) == field.index.to_string(),
            };
            let Some(field) = known.iter().find(is_it) else {
                let names: Vec<_> = known.iter().map(|field| field.name.unwrap_or("_0")).collect();
                let meant = did_you_mean(&member.name, names.iter().copied());
                let what = format!("there is no such field in Rust; {meant}it has: {}", names.join(", "));
                return Err(Failure::new(BEVY_ZIG_STATUS_UNKNOWN_FIELD, what).in_field(&member.name));
            };
            if let Some(other) = fields.iter().find(|other| other.index == field.index) {
                let twice = match is_lone {
                    // Its name is any, so the second is one too many.
                    true => {
                        let what =
                            format!("there is no such field in Rust; it has one only, which '{}' is", other.name);
                        Failure::new(BEVY_ZIG_STATUS_UNKNOWN_FIELD, what)
                    }
                    false => Failure::invalid("it is described twice"),
                };
                return Err(twice.in_field(&member.name));
            }
            let place = member.node.ok_or_else(|| Failure::invalid("it has no type").in_field(&member.name))?;
            let bound = self.node(place, field.target).map_err(|failure| failure.in_field(&member.name))?;
            let name = member.name.as_str().into();
            // A tuple struct of one field has it under any name.
            let in_rust = field.name.unwrap_or_default();
            let (rule, need) = (Rule::of(holder, in_rust), Need::of(holder, in_rust));
            fields.push(Field { index: field.index, name, offset: base + member.offset, bound, rule, need });
        }
        fields.sort_by_key(|field| field.index);
        Ok(fields.into())
    }

    fn enumeration(&mut self, node: &'a TypeNode, target: Target, info: &'static TypeInfo) -> Fallible<Shape> {
        let TypeInfo::Enum(known) = info else { return Err(Failure::wrong_type("it is not an enum in Rust")) };
        let mut variants: Vec<Variant> = Vec::with_capacity(node.members.len());
        let mut next = 0;
        for member in &node.members {
            // Mirrors have the variants in Rust's order, so mostly the first one that is looked at is the one: an enum
            // may have hundreds, and each new library asks for it between two frames.
            let all = known.iter().enumerate();
            let mut found = all.clone().skip(next).chain(all.take(next));
            let found = found.find(|(_, variant)| is_same_name(&member.name, variant.name()));
            let Some((index, variant)) = found else {
                let what = format!(
                    "there is no such variant of {} in Rust; it has: {}",
                    target.path,
                    known.variant_names().join(", ")
                );
                return Err(Failure::new(BEVY_ZIG_STATUS_UNKNOWN_FIELD, what).in_field(&member.name));
            };
            next = index + 1;
            if variants.iter().any(|other| other.index == index) {
                return Err(Failure::invalid("it is described twice").in_field(&member.name));
            }
            let variant = self.variant(node, target.path, member, (index, variant));
            variants.push(variant.map_err(|failure| failure.in_field(&member.name))?);
        }
        let make = self.make(target, || None);
        let (tag_offset, tag_size) = (node.tag_offset, node.tag_size);
        Ok(Shape::Enum(Enum { tag_offset, tag_size, variants: variants.into(), make, info }))
    }

    fn variant(
        &mut self,
        node: &TypeNode,
        path: &str,
        member: &super::tree::Member,
        (index, info): (usize, &'static VariantInfo),
    ) -> Fallible<Variant> {
        let known = variant_fields(info);
        let holder = Holder::new(path, Some(info.name()));
        let fields = match (member.node.filter(|_| node.kind == TypeKind::Union), known.as_slice()) {
            (None, []) => Box::default(),
            (None, _) => return Err(Failure::wrong_type("it has a payload in Rust, and none in Zig")),
            (Some(_), []) => return Err(Failure::wrong_type("it has a payload in Zig, and none in Rust")),
            // A payload that is one field is not wrapped.
            (Some(place), [FieldInfo { index, name: None, target }]) => {
                let bound = self.node(place, *target)?;
                let (rule, need) = (Rule::of(holder, ""), Need::of(holder, ""));
                Box::from([Field { index: *index, name: Box::default(), offset: member.offset, bound, rule, need }])
            }
            (Some(place), known) => {
                let payload = self.tree.node(place);
                if payload.kind != TypeKind::Struct {
                    return Err(Failure::wrong_type(format!("its payload is {} in Zig", self.in_zig(payload))));
                }
                self.fields((payload, holder), known, member.offset)?
            }
        };
        let lacking = known.iter().filter(|known| !fields.iter().any(|field| field.index == known.index));
        let others = lacking.map(|lacking| {
            let default = self.registry.get_type_data::<ReflectDefault>(lacking.target.id).cloned();
            let name = lacking.name.map_or_else(|| lacking.index.to_string(), str::to_owned);
            if default.is_none() && !lacking.target.info.is_some_and(is_option) {
                let what = "the mirror lacks this field, and its type has no default in Rust";
                return Err(Failure::wrong_type(what).in_field(&name));
            }
            Ok((lacking.index, lacking.name.unwrap_or_default(), default))
        });
        let others = others.collect::<Fallible<_>>()?;
        let is_tuple = matches!(info, VariantInfo::Tuple(_));
        Ok(Variant { name: info.name(), index, tag: member.value, fields, others, is_tuple })
    }

    /// How values of a type are begun. `lacking` tells why not with their fields alone.
    fn make(&self, target: Target, lacking: impl FnOnce() -> Option<String>) -> Make {
        match self.registry.get_type_data::<ReflectDefault>(target.id) {
            Some(default) => Make::Default(default.clone()),
            None => lacking().map_or(Make::Fields, Make::Never),
        }
    }

    fn concrete(&self, id: TypeId) -> Concrete {
        self.registry.get_type_data::<ReflectFromReflect>(id).cloned()
    }

    /// How what a set or map is ordered by becomes a value of its type: else it has no hash.
    fn key(&self, bound: &Bound, id: TypeId) -> Fallible<Concrete> {
        match &bound.shape {
            Shape::Leaf(..) | Shape::Text(_) => Ok(None),
            _ => self.concrete(id).map(Some).ok_or_else(|| Failure::wrong_type("its keys cannot be made in Rust")),
        }
    }

    /// Where the parts of a leaf lie in a script's type; `None` if it has others.
    fn gather(&self, place: usize, leaf: &Leaf) -> Option<Gather> {
        let mut found = Vec::new();
        self.flatten(place, "", 0, &mut found)?;
        if found.len() != leaf.parts.len() {
            return None;
        }
        let parts = leaf.parts.iter().enumerate().map(|(index, part)| {
            let is_it = |(_, (name, ..)): &(usize, &(String, TypeKind, usize, usize))| name == part.name;
            let by_name = found.iter().enumerate().find(is_it).map(|(_, found)| found);
            let (_, kind, size, offset) = if part.name.is_empty() { found.get(index)? } else { by_name? };
            (*kind == part.kind && *size == part.size).then_some((*offset, *size))
        });
        let parts = parts.collect::<Option<Vec<_>>>()?;
        let mut end = 0;
        let is_packed = parts.iter().all(|(offset, size)| {
            let follows = *offset == end;
            end += size;
            follows
        });
        let is_whole = is_packed && end == self.tree.node(place).size;
        Some(Gather((!is_whole).then(|| parts.into())))
    }

    /// The numbers that a type is made of, each with the name of the innermost member; `None` if it is made of more.
    fn flatten(
        &self,
        place: usize,
        name: &str,
        base: usize,
        found: &mut Vec<(String, TypeKind, usize, usize)>,
    ) -> Option<()> {
        let node = self.tree.node(place);
        if found.len() > 16 {
            return None;
        }
        // So that there are not more of them than they have bytes.
        if node.size == 0 {
            return None;
        }
        match node.kind {
            TypeKind::Bool | TypeKind::Int | TypeKind::Uint | TypeKind::Float | TypeKind::Char | TypeKind::Entity => {
                found.push((name.to_owned(), node.kind, node.size, base));
            }
            TypeKind::Struct if !node.is_partial => {
                for member in &node.members {
                    self.flatten(member.node?, &member.name, base + member.offset, found)?;
                }
            }
            TypeKind::Array if node.item_count <= 16 => {
                let item = node.item?;
                for index in 0..node.item_count {
                    self.flatten(item, "", base + index * self.tree.node(item).size, found)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// A type, as Zig writes it where that is known.
    fn in_zig(&self, node: &TypeNode) -> String {
        let bits = node.size * 8;
        let item = || node.item.map(|place| self.in_zig(self.tree.node(place))).unwrap_or_default();
        match node.kind {
            TypeKind::Bool => "bool".into(),
            TypeKind::Int => format!("i{bits}"),
            TypeKind::Uint => format!("u{bits}"),
            TypeKind::Float => format!("f{bits}"),
            TypeKind::Char => "u21".into(),
            TypeKind::Entity => "bevy.Entity".into(),
            TypeKind::Text => "[]const u8".into(),
            TypeKind::List => format!("[]const {}", item()),
            TypeKind::Array => format!("[{}]{}", node.item_count, item()),
            TypeKind::Option => format!("?{}", item()),
            TypeKind::Enum => "an enum".into(),
            TypeKind::Union => "a tagged union".into(),
            TypeKind::Struct => {
                let names: Vec<_> = node.members.iter().take(8).map(|member| member.name.as_str()).collect();
                format!("a struct of {}", names.join(", "))
            }
            TypeKind::Handle => "bevy.Handle".into(),
        }
    }
}

/// Whether a type is one value: a text (`Name` has a field for reflection, which scripts do not see), or a leaf.
fn is_leaf(target: Target) -> bool {
    let has_fields = !matches!(target.info, None | Some(TypeInfo::Opaque(_)));
    Text::of(target.id).is_some() || !has_fields && Leaf::of(target.id).is_some()
}

fn is_option(info: &TypeInfo) -> bool {
    info.type_path_table().module_path() == Some("core::option")
}

/// Names of variants are PascalCase in Rust and snake_case in Zig; what separates words does not matter.
fn is_same_name(zig: &str, rust: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> {
        name.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase)
    }
    letters(zig).eq(letters(rust))
}

/// The single field of a variant.
fn payload(variant: &'static VariantInfo) -> Option<Target> {
    variant_fields(variant).into_iter().next().map(|field| field.target)
}

fn fields_of(info: &'static TypeInfo) -> Vec<FieldInfo> {
    let unnamed = |(index, field): (usize, &'static bevy::reflect::UnnamedField)| FieldInfo {
        index,
        name: None,
        target: Target { id: field.ty().id(), path: field.ty().path(), info: field.type_info() },
    };
    let named = |(index, field): (usize, &'static bevy::reflect::NamedField)| FieldInfo {
        index,
        name: Some(field.name()),
        target: Target { id: field.ty().id(), path: field.ty().path(), info: field.type_info() },
    };
    match info {
        TypeInfo::Struct(info) => info.iter().enumerate().map(named).collect(),
        TypeInfo::TupleStruct(info) => info.iter().enumerate().map(unnamed).collect(),
        TypeInfo::Tuple(info) => info.iter().enumerate().map(unnamed).collect(),
        _ => Vec::new(),
    }
}

fn variant_fields(info: &'static VariantInfo) -> Vec<FieldInfo> {
    match info {
        VariantInfo::Struct(info) => info
            .iter()
            .enumerate()
            .map(|(index, field)| FieldInfo {
                index,
                name: Some(field.name()),
                target: Target { id: field.ty().id(), path: field.ty().path(), info: field.type_info() },
            })
            .collect(),
        VariantInfo::Tuple(info) => info
            .iter()
            .enumerate()
            .map(|(index, field)| FieldInfo {
                index,
                name: None,
                target: Target { id: field.ty().id(), path: field.ty().path(), info: field.type_info() },
            })
            .collect(),
        VariantInfo::Unit(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use bevy::prelude::Transform;
    use bevy::reflect::Typed;

    use super::super::tree::Member;
    use super::*;

    #[test]
    fn nothing_made_of_nothing_is_refused_at_once() {
        let node = |members| TypeNode {
            kind: TypeKind::Struct,
            size: 0,
            align: 1,
            is_partial: false,
            path: String::new(),
            members,
            item: None,
            item_count: 0,
            tag_offset: 0,
            tag_size: 0,
        };
        let member = |name: &str, place| Member { name: name.into(), node: Some(place), offset: 0, value: 0 };
        let mut tree = TypeTree::default();
        let mut place = tree.push(node(Vec::new())).unwrap();
        // Counted one by one, these are more than a quintillion.
        for _ in 0..60 {
            place = tree.push(node(vec![member("a", place), member("b", place)])).unwrap();
        }
        tree.push(node(vec![member("translation", place)])).unwrap();
        assert!(Binder::new(&tree, &TypeRegistry::default()).bind(Transform::type_info()).is_err());
    }
}
