//! From a value of Rust's into a script's memory.

use bevy::asset::{AssetId, UntypedHandle};
use bevy::reflect::{PartialReflect, ReflectRef};

use super::bound::{Bound, Entries, Field, Shape, write_slice, write_tag};
use super::failure::{Failure, Fallible};
use super::handle::{HandleType, HeldHandles};
use super::tree::SLICE_SIZE;

/// Memory for what answers point to, which lasts until the script's callback returns.
pub(crate) trait Answers {
    /// So many bytes, and where the script finds them; `None` if a limit is reached.
    fn piece(&mut self, size: usize) -> Option<(&mut [u8], usize)>;

    /// Whether a piece of this size may be asked for at all.
    fn fits(&self, size: usize) -> bool;
}

/// What values are read with.
pub(crate) struct Reader<'a> {
    pub(crate) answers: &'a mut dyn Answers,
    pub(crate) held: &'a HeldHandles,
}

/// Writes texts and lists behind each other into one piece of memory.
struct Piece {
    bytes: Vec<u8>,
}

impl Bound {
    /// Writes a value to bytes, of which there are as many as the type has, and which are zeroes.
    pub(crate) fn read(&self, value: &dyn PartialReflect, out: &mut [u8], reader: &mut Reader) -> Fallible<()> {
        match &self.shape {
            Shape::Leaf(leaf, gather) => {
                if !gather.fill(out, |out| (leaf.read)(value, out)) {
                    return Err(other(value));
                }
                Ok(())
            }
            Shape::Text(text) => {
                let text = (text.text.read)(value).ok_or_else(|| other(value))?;
                reader.bytes(text.as_bytes(), out)
            }
            Shape::Word(words) => {
                let word = value.try_downcast_ref::<String>().ok_or_else(|| other(value))?;
                let tag = words.tag(word).ok_or_else(|| {
                    Failure::wrong_type(format!("it is '{word}' now, which the script's enum does not have"))
                })?;
                write_tag(out, 0, words.tag_size, tag);
                Ok(())
            }
            Shape::Bytes => {
                let ReflectRef::List(list) = value.reflect_ref() else { return Err(other(value)) };
                let bytes = list.iter().map(|item| item.try_downcast_ref::<u8>().copied());
                let bytes = bytes.collect::<Option<Vec<_>>>().ok_or_else(|| other(value))?;
                reader.bytes(&bytes, out)
            }
            Shape::Struct(structure) => match value.reflect_ref() {
                ReflectRef::Struct(value) => fields(&structure.fields, out, reader, |index| value.field_at(index)),
                ReflectRef::TupleStruct(value) => fields(&structure.fields, out, reader, |index| value.field(index)),
                ReflectRef::Tuple(value) => fields(&structure.fields, out, reader, |index| value.field(index)),
                _ => Err(other(value)),
            },
            Shape::Option(item, tag) => {
                let ReflectRef::Enum(value) = value.reflect_ref() else { return Err(other(value)) };
                let Some(held) = value.field_at(0) else { return Ok(()) };
                if let Some(offset) = tag {
                    out[*offset] = 1;
                }
                item.read(held, &mut out[..item.size], reader).map_err(|failure| failure.in_field("?"))
            }
            Shape::Enum(known) => {
                let ReflectRef::Enum(value) = value.reflect_ref() else { return Err(other(value)) };
                let index = value.variant_index();
                let variant = known.variants.iter().find(|variant| variant.index == index).ok_or_else(|| {
                    let (name, path) = (value.variant_name(), known.info.type_path());
                    Failure::wrong_type(format!("it is {path}::{name}, which the mirror lacks"))
                })?;
                known.write_tag(variant, out);
                fields(&variant.fields, out, reader, |index| value.field_at(index))
            }
            Shape::List(item) => match value.reflect_ref() {
                ReflectRef::List(value) => item.read_all(value.iter(), value.len(), out, reader),
                _ => Err(other(value)),
            },
            Shape::Set(item, _) => match value.reflect_ref() {
                ReflectRef::Set(value) => item.read_all(value.iter(), value.len(), out, reader),
                _ => Err(other(value)),
            },
            Shape::Array(item, count) => {
                let ReflectRef::Array(value) = value.reflect_ref() else { return Err(other(value)) };
                for (index, (value, out)) in
                    value.iter().zip(out.chunks_exact_mut(item.size.max(1))).enumerate().take(*count)
                {
                    item.read(value, out, reader).map_err(|failure| failure.in_item(index))?;
                }
                Ok(())
            }
            Shape::Map(entries) => {
                let ReflectRef::Map(value) = value.reflect_ref() else { return Err(other(value)) };
                entries.read(value, out, reader)
            }
            Shape::Handle(handle) => read_handle(handle, value, out, reader),
            Shape::Wrapped(offset, inner) => inner.read(value, &mut out[*offset..offset + inner.size], reader),
        }
    }

    fn read_all<'v>(
        &self,
        values: impl Iterator<Item = &'v dyn PartialReflect>,
        len: usize,
        out: &mut [u8],
        reader: &mut Reader,
    ) -> Fallible<()> {
        let mut piece = Piece::new(len, self.size, reader)?;
        for (index, (value, out)) in values.zip(piece.bytes.chunks_exact_mut(self.size)).enumerate() {
            self.read(value, out, reader).map_err(|failure| failure.in_item(index))?;
        }
        piece.end(len, out, reader)
    }
}

impl Entries {
    fn read(&self, map: &dyn bevy::reflect::map::Map, out: &mut [u8], reader: &mut Reader) -> Fallible<()> {
        let mut piece = Piece::new(map.len(), self.size, reader)?;
        for ((key, value), out) in map.iter().zip(piece.bytes.chunks_exact_mut(self.size)) {
            let in_key = |failure: Box<Failure>| failure.in_field("key");
            let in_value = |failure: Box<Failure>| failure.in_field("value");
            let (key_end, value_end) = (self.key_offset + self.key.size, self.value_offset + self.value.size);
            self.key.read(key, &mut out[self.key_offset..key_end], reader).map_err(in_key)?;
            self.value.read(value, &mut out[self.value_offset..value_end], reader).map_err(in_value)?;
        }
        piece.end(map.len(), out, reader)
    }
}

impl Piece {
    /// Room for `len` values of this size.
    fn new(len: usize, size: usize, reader: &Reader) -> Fallible<Self> {
        let size = len.checked_mul(size).filter(|size| reader.answers.fits(*size)).ok_or_else(scratch_is_full)?;
        Ok(Self { bytes: vec![0; size] })
    }

    /// Hands the values over.
    fn end(self, len: usize, out: &mut [u8], reader: &mut Reader) -> Fallible<()> {
        let (memory, at) = reader.answers.piece(self.bytes.len()).ok_or_else(scratch_is_full)?;
        memory.copy_from_slice(&self.bytes);
        write_slice(out, at, len);
        Ok(())
    }
}

impl Reader<'_> {
    fn bytes(&mut self, bytes: &[u8], out: &mut [u8]) -> Fallible<()> {
        let (memory, at) = self.answers.piece(bytes.len()).ok_or_else(scratch_is_full)?;
        memory.copy_from_slice(bytes);
        write_slice(&mut out[..SLICE_SIZE], at, bytes.len());
        Ok(())
    }
}

#[inline]
fn fields<'v>(
    fields: &[Field],
    out: &mut [u8],
    reader: &mut Reader,
    value: impl Fn(usize) -> Option<&'v dyn PartialReflect>,
) -> Fallible<()> {
    for field in fields {
        let out = &mut out[field.offset..field.offset + field.bound.size];
        let read = match value(field.index) {
            Some(value) => field.bound.read(value, out, reader),
            None => Err(Failure::wrong_type("it is not there")),
        };
        read.map_err(|failure| failure.in_field(&field.name))?;
    }
    Ok(())
}

fn read_handle(handle: &HandleType, value: &dyn PartialReflect, out: &mut [u8], reader: &mut Reader) -> Fallible<()> {
    let found = handle.untyped(value).ok_or_else(|| other(value))?;
    if let Some(path) = found.path() {
        let path = path.to_string();
        return reader.bytes(path.as_bytes(), handle.write_path(out));
    }
    match &found {
        UntypedHandle::Uuid { uuid, .. } if *uuid == AssetId::<()>::DEFAULT_UUID => {
            handle.write_none(out);
            return Ok(());
        }
        UntypedHandle::Uuid { uuid, .. } if handle.write_uuid(out, *uuid) => return Ok(()),
        _ => {}
    }
    let number =
        reader.held.number(&found).ok_or_else(|| Failure::limit("too many handles without a path are held"))?;
    handle.write_held(out, number);
    Ok(())
}

fn other(value: &dyn PartialReflect) -> Box<Failure> {
    Failure::wrong_type(format!("it is {} now", value.reflect_type_path()))
}

fn scratch_is_full() -> Box<Failure> {
    Failure::above("scratch_bytes_per_batch")
}
