//! From a copied value into Rust's: in place, or as a new value.

use bevy::asset::AssetServer;
use bevy::platform::collections::HashMap;
use bevy::reflect::array::DynamicArray;
use bevy::reflect::enums::{DynamicEnum, DynamicVariant, Enum as EnumTrait};
use bevy::reflect::list::{DynamicList, List};
use bevy::reflect::map::Map;
use bevy::reflect::set::Set;
use bevy::reflect::structs::DynamicStruct;
use bevy::reflect::tuple::DynamicTuple;
use bevy::reflect::tuple_struct::DynamicTupleStruct;
use bevy::reflect::{PartialReflect, ReflectMut, TypeInfo};

use super::bound::{Bound, Concrete, Entries, Enum, Field, Make, Shape, Struct, Variant, holds, read_slice};
use super::failure::{Failure, Fallible};
use super::handle::{HandleType, HandleValue, HeldHandles};
use super::tree::SLICE_SIZE;

/// What values are written with.
pub(crate) struct Writer<'a> {
    /// The bytes of the whole value, and of what it points to.
    pub(crate) bytes: &'a [u8],
    pub(crate) server: Option<AssetServer>,
    pub(crate) held: &'a HeldHandles,
}

/// A value of Rust's, whatever its type.
type Boxed = Box<dyn PartialReflect>;

impl Bound {
    /// Sets a value to the one at this place. True if that changes it.
    pub(crate) fn write(&self, to: &mut dyn PartialReflect, at: usize, writer: &Writer) -> Fallible<bool> {
        let bytes = &writer.bytes[at..at + self.size];
        match &self.shape {
            Shape::Leaf(leaf, gather) => gather.with(bytes, |bytes| (leaf.write)(to, bytes)).ok_or_else(|| other(to)),
            Shape::Text(text) => (text.text.write)(to, writer.text(at)).ok_or_else(|| other(to)),
            Shape::Word(words) => {
                let word = words.word(bytes).ok_or_else(|| other(to))?;
                let Some(text) = to.try_downcast_mut::<String>() else {
                    return Err(Failure::wrong_type("it is no text in Rust"));
                };
                let differs = text != word;
                word.clone_into(text);
                Ok(differs)
            }
            Shape::Bytes => {
                let (items, len) = read_slice(bytes);
                let ReflectMut::List(list) = to.reflect_mut() else { return Err(other(to)) };
                let same = |(old, new): (&dyn PartialReflect, &u8)| old.try_downcast_ref::<u8>() == Some(new);
                let bytes = &writer.bytes[items..items + len];
                let differs = list.len() != len || !list.iter().zip(bytes).all(same);
                if differs {
                    list.drain();
                    bytes.iter().for_each(|byte| list.push(Box::new(*byte)));
                }
                Ok(differs)
            }
            Shape::Struct(structure) => write_struct(structure, to, at, writer),
            Shape::Option(item, tag) => {
                let is_some = holds(bytes, *tag);
                let ReflectMut::Enum(value) = to.reflect_mut() else { return Err(other(to)) };
                match (value.field_at_mut(0), is_some) {
                    (None, false) => Ok(false),
                    (Some(held), true) => item.write(held, at, writer).map_err(|failure| failure.in_field("?")),
                    _ => apply(value, make_option(item, is_some, at, writer)?),
                }
            }
            Shape::Enum(known) => write_enum(known, to, at, writer),
            Shape::Wrapped(offset, inner) => inner.write(to, at + offset, writer),
            Shape::List(item) => {
                let (items, len) = read_slice(bytes);
                let ReflectMut::List(list) = to.reflect_mut() else { return Err(other(to)) };
                write_list(item, list, (items, len), writer)
            }
            Shape::Array(item, count) => {
                let ReflectMut::Array(array) = to.reflect_mut() else { return Err(other(to)) };
                let mut differs = false;
                for index in 0..*count {
                    let Some(to) = array.get_mut(index) else { break };
                    let written = item.write(to, at + index * item.size, writer);
                    differs |= written.map_err(|failure| failure.in_item(index))?;
                }
                Ok(differs)
            }
            Shape::Set(item, concrete) => {
                let (items, len) = read_slice(bytes);
                let ReflectMut::Set(set) = to.reflect_mut() else { return Err(other(to)) };
                write_set((item, concrete), set, (items, len), writer)
            }
            Shape::Map(entries) => {
                let (items, len) = read_slice(bytes);
                let ReflectMut::Map(map) = to.reflect_mut() else { return Err(other(to)) };
                write_map(entries, map, (items, len), writer)
            }
            Shape::Handle(handle) => {
                let new = writer.handle(handle, at)?;
                let old = handle.untyped(to).ok_or_else(|| other(to))?;
                let differs = old.id() != new.id();
                if differs {
                    let to_set = to.try_as_reflect_mut().map(|to| to.set(handle.typed(new)));
                    to_set.and_then(Result::ok).ok_or_else(|| Failure::wrong_type("it is not a handle now"))?;
                }
                Ok(differs)
            }
        }
    }

    /// A new value from the one at this place. It may only have the fields of its type, but each of them.
    pub(crate) fn make(&self, at: usize, writer: &Writer) -> Fallible<Boxed> {
        let bytes = &writer.bytes[at..at + self.size];
        let made: Option<Boxed> = match &self.shape {
            Shape::Leaf(leaf, gather) => gather.with(bytes, leaf.make),
            Shape::Text(text) => text.make(writer.text(at)),
            Shape::Word(words) => words.word(bytes).map(|word| Box::new(word.to_owned()) as Boxed),
            Shape::Bytes => {
                let (items, len) = read_slice(bytes);
                Some(Box::new(writer.bytes[items..items + len].to_vec()))
            }
            Shape::Struct(structure) => match &structure.make {
                Make::Default(default) => {
                    let mut made = default.default().into_partial_reflect();
                    write_struct(structure, made.as_mut(), at, writer)?;
                    Some(made)
                }
                Make::Fields => Some(make_struct(structure, at, writer)?),
                Make::Never(why) => return Err(Failure::wrong_type(why.clone())),
            },
            Shape::Option(item, tag) => Some(Box::new(make_option(item, holds(bytes, *tag), at, writer)?)),
            Shape::Enum(known) => match &known.make {
                Make::Default(default) => {
                    let mut made = default.default().into_partial_reflect();
                    write_enum(known, made.as_mut(), at, writer)?;
                    Some(made)
                }
                _ => Some(Box::new(make_variant(known.read(bytes)?, at, writer)?)),
            },
            Shape::List(item) => {
                let (items, len) = read_slice(bytes);
                let mut list = DynamicList::default();
                for index in 0..len {
                    let made = item.make(items + index * item.size, writer);
                    list.push_box(made.map_err(|failure| failure.in_item(index))?);
                }
                Some(Box::new(list))
            }
            Shape::Array(item, count) => {
                let made = (0..*count)
                    .map(|index| item.make(at + index * item.size, writer).map_err(|failure| failure.in_item(index)));
                Some(Box::new(DynamicArray::new(made.collect::<Fallible<_>>()?)))
            }
            Shape::Set(item, concrete) => {
                let (items, len) = read_slice(bytes);
                let mut set = bevy::reflect::set::DynamicSet::default();
                write_set((item, concrete), &mut set, (items, len), writer)?;
                Some(Box::new(set))
            }
            Shape::Map(entries) => {
                let (items, len) = read_slice(bytes);
                let mut map = bevy::reflect::map::DynamicMap::default();
                write_map(entries, &mut map, (items, len), writer)?;
                Some(Box::new(map))
            }
            Shape::Wrapped(offset, inner) => Some(inner.make(at + offset, writer)?),
            Shape::Handle(handle) => Some(handle.typed(writer.handle(handle, at)?).into_partial_reflect()),
        };
        made.ok_or_else(|| Failure::invalid("its bytes are no value of the type"))
    }
}

fn make_option(item: &Bound, is_some: bool, at: usize, writer: &Writer) -> Fallible<DynamicEnum> {
    if !is_some {
        return Ok(none());
    }
    let mut payload = DynamicTuple::default();
    payload.insert_boxed(item.make(at, writer).map_err(|failure| failure.in_field("?"))?);
    Ok(DynamicEnum::new_with_index(1, "Some", payload))
}

/// An `Option` that holds nothing.
fn none() -> DynamicEnum {
    DynamicEnum::new_with_index(0, "None", DynamicVariant::Unit)
}

impl Writer<'_> {
    /// The path that a handle is written as, if it is.
    pub(super) fn path(&self, handle: &HandleType, at: usize) -> Option<&str> {
        match handle.value(&self.bytes[at..]) {
            Some(HandleValue::Path(offset)) => Some(self.text(at + offset)),
            _ => None,
        }
    }

    /// The text that is described at this place.
    fn text(&self, at: usize) -> &str {
        let (text, len) = read_slice(&self.bytes[at..at + SLICE_SIZE]);
        // It was looked at when it was copied.
        std::str::from_utf8(&self.bytes[text..text + len]).unwrap_or_default()
    }

    pub(super) fn handle(&self, handle: &HandleType, at: usize) -> Fallible<bevy::asset::UntypedHandle> {
        match handle.value(&self.bytes[at..]).ok_or_else(|| Failure::invalid("its bytes are no handle"))? {
            HandleValue::None => Ok(handle.none()),
            HandleValue::Uuid(uuid) => Ok(handle.constant(uuid)),
            HandleValue::Held(number) => handle.held(self.held, number),
            HandleValue::Path(offset) => handle.load(self.server.as_ref(), self.text(at + offset)),
        }
    }
}

impl Enum {
    fn read(&self, bytes: &[u8]) -> Fallible<&Variant> {
        self.tagged(bytes).ok_or_else(|| Failure::invalid("its bytes are no variant"))
    }
}

fn write_struct(structure: &Struct, to: &mut dyn PartialReflect, at: usize, writer: &Writer) -> Fallible<bool> {
    let fields = &structure.fields;
    match to.reflect_mut() {
        ReflectMut::Struct(value) => {
            write_fields(fields, at, writer, |index, write| value.field_at_mut(index).map(write))
        }
        ReflectMut::TupleStruct(value) => {
            write_fields(fields, at, writer, |index, write| value.field_mut(index).map(write))
        }
        ReflectMut::Tuple(value) => write_fields(fields, at, writer, |index, write| value.field_mut(index).map(write)),
        _ => Err(other(to)),
    }
}

/// Sets a field's value.
type WriteField<'a> = &'a mut dyn FnMut(&mut dyn PartialReflect) -> Fallible<bool>;

#[inline]
fn write_fields(
    fields: &[Field],
    at: usize,
    writer: &Writer,
    mut field_of: impl FnMut(usize, WriteField) -> Option<Fallible<bool>>,
) -> Fallible<bool> {
    let mut differs = false;
    for field in fields {
        let mut write = |to: &mut dyn PartialReflect| field.bound.write(to, at + field.offset, writer);
        let written = field_of(field.index, &mut write);
        let written = written.unwrap_or_else(|| Err(Failure::wrong_type("it is not there")));
        differs |= written.map_err(|failure| failure.in_field(&field.name))?;
    }
    Ok(differs)
}

fn write_enum(known: &Enum, to: &mut dyn PartialReflect, at: usize, writer: &Writer) -> Fallible<bool> {
    let ReflectMut::Enum(value) = to.reflect_mut() else { return Err(other(to)) };
    let variant = known.read(&writer.bytes[at..])?;
    if value.variant_index() != variant.index {
        return apply(value, make_variant(variant, at, writer)?);
    }
    let written = write_fields(&variant.fields, at, writer, |index, write| value.field_at_mut(index).map(write));
    written.map_err(|failure| failure.in_field(variant.name))
}

/// Gives an enum another variant.
fn apply(value: &mut dyn EnumTrait, variant: DynamicEnum) -> Fallible<bool> {
    value.try_apply(&variant).map_err(|error| Failure::wrong_type(error.to_string()))?;
    Ok(true)
}

fn make_variant(variant: &Variant, at: usize, writer: &Writer) -> Fallible<DynamicEnum> {
    let mut made: Vec<(usize, &str, Boxed)> = Vec::new();
    for field in &variant.fields {
        let value = field.bound.make(at + field.offset, writer);
        made.push((field.index, &field.name, value.map_err(|failure| failure.in_field(variant.name))?));
    }
    for (index, name, default) in &variant.others {
        let value =
            default.as_ref().map_or_else(|| Box::new(none()) as Boxed, |known| known.default().into_partial_reflect());
        made.push((*index, name, value));
    }
    made.sort_by_key(|(index, ..)| *index);
    let fields: DynamicVariant = match (made.is_empty(), variant.is_tuple) {
        (true, _) => DynamicVariant::Unit,
        (false, true) => {
            let mut fields = DynamicTuple::default();
            made.into_iter().for_each(|(.., value)| fields.insert_boxed(value));
            fields.into()
        }
        (false, false) => {
            let mut fields = DynamicStruct::default();
            made.into_iter().for_each(|(_, name, value)| fields.insert_boxed(name.to_owned(), value));
            fields.into()
        }
    };
    Ok(DynamicEnum::new_with_index(variant.index, variant.name, fields))
}

fn make_struct(structure: &Struct, at: usize, writer: &Writer) -> Fallible<Boxed> {
    let made = structure.fields.iter().map(|field| {
        let value = field.bound.make(at + field.offset, writer);
        value.map(|value| (field, value)).map_err(|failure| failure.in_field(&field.name))
    });
    let made = made.collect::<Fallible<Vec<_>>>()?;
    Ok(match structure.info {
        TypeInfo::TupleStruct(_) => {
            let mut fields = DynamicTupleStruct::default();
            fields.set_represented_type(Some(structure.info));
            made.into_iter().for_each(|(_, value)| fields.insert_boxed(value));
            Box::new(fields)
        }
        TypeInfo::Tuple(_) => {
            let mut fields = DynamicTuple::default();
            made.into_iter().for_each(|(_, value)| fields.insert_boxed(value));
            Box::new(fields)
        }
        _ => {
            let mut fields = DynamicStruct::default();
            fields.set_represented_type(Some(structure.info));
            made.into_iter().for_each(|(field, value)| fields.insert_boxed(field.name.to_string(), value));
            Box::new(fields)
        }
    })
}

fn write_list(item: &Bound, list: &mut dyn List, (items, len): (usize, usize), writer: &Writer) -> Fallible<bool> {
    let mut differs = false;
    while list.len() > len {
        list.pop();
        differs = true;
    }
    for index in 0..len {
        let at = items + index * item.size;
        let written = match list.get_mut(index) {
            Some(to) => item.write(to, at, writer),
            None => item.make(at, writer).map(|made| {
                list.push(made);
                true
            }),
        };
        differs |= written.map_err(|failure| failure.in_item(index))?;
    }
    Ok(differs)
}

/// A key or an item of a set, as a value of its type: others have no hash.
fn make_key((bound, concrete): (&Bound, &Concrete), at: usize, writer: &Writer) -> Fallible<Boxed> {
    let made = bound.make(at, writer)?;
    match concrete {
        None => Ok(made),
        Some(concrete) => concrete
            .from_reflect(made.as_ref())
            .map(|made| made.into_partial_reflect())
            .ok_or_else(|| Failure::wrong_type("it cannot be made in Rust")),
    }
}

/// What has no type yet finds its keys by their hashes, and panics for one that has none.
fn check_key(key: &dyn PartialReflect, is_dynamic: bool) -> Fallible<()> {
    if is_dynamic && (key.reflect_hash().is_none() || key.reflect_partial_eq(key).is_none()) {
        return Err(Failure::wrong_type("its keys have no hash for reflection; write: #[reflect(Hash, PartialEq)]"));
    }
    Ok(())
}

/// Keys that a script has given, by their hashes: there may be many. Those without one are compared with each other.
struct Given<'k>(HashMap<Option<u64>, Vec<&'k dyn PartialReflect>>);

impl<'k> Given<'k> {
    fn new(keys: &'k [Boxed]) -> Self {
        let mut given = HashMap::<_, Vec<_>>::default();
        keys.iter().for_each(|key| given.entry(key.reflect_hash()).or_default().push(key.as_ref()));
        Self(given)
    }

    fn has(&self, key: &dyn PartialReflect) -> bool {
        let alike = self.0.get(&key.reflect_hash());
        alike.is_some_and(|alike| alike.iter().any(|given| given.reflect_partial_eq(key) == Some(true)))
    }
}

fn write_set(
    item: (&Bound, &Concrete),
    set: &mut dyn Set,
    (items, len): (usize, usize),
    writer: &Writer,
) -> Fallible<bool> {
    let made = (0..len)
        .map(|index| make_key(item, items + index * item.0.size, writer).map_err(|failure| failure.in_item(index)));
    let made = made.collect::<Fallible<Vec<_>>>()?;
    let is_dynamic = set.is_dynamic();
    made.iter().try_for_each(|item| check_key(item.as_ref(), is_dynamic))?;
    let is_new = made.iter().any(|item| !set.contains(item.as_ref()));
    let has_all = |given: Given| set.iter().all(|item| given.has(item));
    if !is_new && has_all(Given::new(&made)) {
        return Ok(false);
    }
    set.drain();
    made.into_iter().for_each(|item| {
        set.insert_boxed(item);
    });
    Ok(true)
}

fn write_map(entries: &Entries, map: &mut dyn Map, (items, len): (usize, usize), writer: &Writer) -> Fallible<bool> {
    let mut differs = false;
    let mut keys = Vec::with_capacity(len);
    let is_dynamic = map.is_dynamic();
    for index in 0..len {
        let at = items + index * entries.size;
        let in_item = |failure: Box<Failure>| failure.in_item(index);
        let key = (&*entries.key, &entries.key_concrete);
        let key = make_key(key, at + entries.key_offset, writer).map_err(in_item)?;
        check_key(key.as_ref(), is_dynamic).map_err(in_item)?;
        let at = at + entries.value_offset;
        match map.get_mut(key.as_ref()) {
            Some(value) => differs |= entries.value.write(value, at, writer).map_err(in_item)?,
            None => {
                let value = entries.value.make(at, writer).map_err(in_item)?;
                map.insert_boxed(
                    make_key(
                        (&entries.key, &entries.key_concrete),
                        items + index * entries.size + entries.key_offset,
                        writer,
                    )?,
                    value,
                );
                differs = true;
            }
        }
        keys.push(key);
    }
    let (given, before) = (Given::new(&keys), map.len());
    map.retain(&mut |key, _| given.has(key));
    Ok(differs || map.len() != before)
}

fn other(value: &dyn PartialReflect) -> Box<Failure> {
    Failure::wrong_type(format!("it is {} now", value.reflect_type_path()))
}
