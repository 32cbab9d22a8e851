//! A script's type beside the one in Rust: what to read and write where.

use std::sync::Arc;

use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{ReflectFromReflect, TypeInfo};

use super::handle::HandleType;
use super::leaf::{LEAF_LEN_MAX, Leaf};
use super::needs::Need;
use super::rules::{Pair, Rule};
use super::text::TextType;

/// A type that script and host agree on.
pub(crate) struct Bound {
    /// Bytes in the script's memory.
    pub(crate) size: usize,
    pub(crate) shape: Shape,
}

pub(crate) enum Shape {
    Leaf(&'static Leaf, Gather),
    Text(TextType),
    /// A list of bytes.
    Bytes,
    /// A struct, tuple struct or tuple.
    Struct(Struct),
    Enum(Enum),
    /// With the place of its tag. `None`: a text or list, which is there if its pointer is not null.
    Option(Arc<Bound>, Option<usize>),
    List(Arc<Bound>),
    Array(Arc<Bound>, usize),
    Set(Arc<Bound>, Concrete),
    Map(Entries),
    Handle(HandleType),
    /// An enum of a script's that is the name of a variant in Rust.
    Word(Words),
    /// A leaf that is the single member of a struct in the script's memory: where it lies there.
    Wrapped(usize, Arc<Bound>),
}

/// Where in the script's memory the parts of a leaf lie: offset and length of each. `None`: one behind the other, from
/// the beginning.
pub(crate) struct Gather(pub(crate) Option<Box<[(usize, usize)]>>);

/// A field that both sides have.
pub(crate) struct Field {
    /// Its number in Rust.
    pub(crate) index: usize,
    /// Its name, for messages.
    pub(crate) name: Box<str>,
    /// In the script's memory.
    pub(crate) offset: usize,
    pub(crate) bound: Arc<Bound>,
    /// What its numbers have to be besides.
    pub(crate) rule: Option<&'static Rule>,
    /// What the world has to have for it when it is written.
    pub(crate) need: Option<Need>,
}

pub(crate) struct Struct {
    /// In the order of their numbers.
    pub(crate) fields: Box<[Field]>,
    /// Which of its fields have to go together.
    pub(crate) pair: Option<&'static Pair>,
    pub(crate) make: Make,
    pub(crate) info: &'static TypeInfo,
}

pub(crate) struct Enum {
    pub(crate) tag_offset: usize,
    pub(crate) tag_size: usize,
    pub(crate) variants: Box<[Variant]>,
    pub(crate) make: Make,
    pub(crate) info: &'static TypeInfo,
}

pub(crate) struct Variant {
    /// Its name and number in Rust.
    pub(crate) name: &'static str,
    pub(crate) index: usize,
    /// The tag in the script's memory.
    pub(crate) tag: i64,
    /// Offsets are from the enum's beginning.
    pub(crate) fields: Box<[Field]>,
    /// The defaults of fields that the script leaves out, with their numbers and names. An `Option` without one is
    /// `None`.
    pub(crate) others: Box<[(usize, &'static str, Option<ReflectDefault>)]>,
    pub(crate) is_tuple: bool,
}

/// The variants of an enum that is text in Rust, each with its tag in the script's memory.
pub(crate) struct Words {
    pub(crate) tag_size: usize,
    pub(crate) words: Box<[(Box<str>, i64)]>,
}

impl Words {
    /// The variant in the script's memory.
    pub(crate) fn word(&self, bytes: &[u8]) -> Option<&str> {
        let tag = read_tag(bytes, 0, self.tag_size);
        let found = self.words.iter().find(|(_, known)| known & mask(self.tag_size) == tag)?;
        Some(&found.0)
    }

    /// The tag of a variant.
    pub(crate) fn tag(&self, word: &str) -> Option<i64> {
        self.words.iter().find(|(known, _)| **known == *word).map(|(_, tag)| *tag)
    }
}

/// The entries of a map, which are structs of two members to scripts.
pub(crate) struct Entries {
    pub(crate) size: usize,
    pub(crate) key: Arc<Bound>,
    pub(crate) key_offset: usize,
    pub(crate) key_concrete: Concrete,
    pub(crate) value: Arc<Bound>,
    pub(crate) value_offset: usize,
}

/// How a value is begun, before its fields are set.
#[derive(Clone)]
pub(crate) enum Make {
    /// With the type's default.
    Default(ReflectDefault),
    /// Of all of its fields.
    Fields,
    /// It cannot be: why not.
    Never(String),
}

/// How a value that only has the fields of a type becomes one of the type. `None`: it is one already.
pub(crate) type Concrete = Option<ReflectFromReflect>;

/// Whether an optional holds a value.
pub(crate) fn holds(bytes: &[u8], tag: Option<usize>) -> bool {
    match tag {
        Some(offset) => bytes[offset] == 1,
        None => read_slice(bytes).0 != 0,
    }
}

impl Gather {
    /// Runs something with the parts, one behind the other.
    #[inline]
    pub(crate) fn with<R>(&self, bytes: &[u8], run: impl FnOnce(&[u8]) -> R) -> R {
        let Some(parts) = &self.0 else { return run(bytes) };
        let mut gathered = [0; LEAF_LEN_MAX];
        let mut len = 0;
        for (offset, size) in parts {
            gathered[len..len + size].copy_from_slice(&bytes[*offset..offset + size]);
            len += size;
        }
        run(&gathered[..len])
    }

    /// Runs something that writes the parts, one behind the other, and puts them where they belong.
    #[inline]
    pub(crate) fn fill(&self, bytes: &mut [u8], run: impl FnOnce(&mut [u8]) -> bool) -> bool {
        let Some(parts) = &self.0 else { return run(bytes) };
        let mut gathered = [0; LEAF_LEN_MAX];
        let len = parts.iter().map(|(_, size)| size).sum();
        let is_read = run(&mut gathered[..len]);
        let mut rest = &gathered[..len];
        for (offset, size) in parts {
            let (part, behind) = rest.split_at(*size);
            bytes[*offset..offset + size].copy_from_slice(part);
            rest = behind;
        }
        is_read
    }
}

impl Enum {
    /// The variant that a tag in the script's memory stands for.
    pub(crate) fn tagged(&self, bytes: &[u8]) -> Option<&Variant> {
        let tag = read_tag(bytes, self.tag_offset, self.tag_size);
        self.variants.iter().find(|variant| variant.tag & mask(self.tag_size) == tag)
    }

    /// Writes a variant's tag.
    pub(crate) fn write_tag(&self, variant: &Variant, bytes: &mut [u8]) {
        write_tag(bytes, self.tag_offset, self.tag_size, variant.tag);
    }
}

/// The bits of a tag of this size.
fn mask(size: usize) -> i64 {
    if size >= 8 { -1 } else { (1 << (size * 8)) - 1 }
}

/// A tag in a script's memory, whose sign does not matter.
pub(crate) fn read_tag(bytes: &[u8], offset: usize, size: usize) -> i64 {
    let mut wide = [0; 8];
    let tag = &bytes[offset..offset + size];
    if cfg!(target_endian = "big") {
        wide[8 - size..].copy_from_slice(tag)
    } else {
        wide[..size].copy_from_slice(tag)
    }
    i64::from_ne_bytes(wide)
}

/// Writes a tag to a script's memory.
pub(crate) fn write_tag(bytes: &mut [u8], offset: usize, size: usize, tag: i64) {
    let wide = tag.to_ne_bytes();
    let low = if cfg!(target_endian = "big") { &wide[8 - size..] } else { &wide[..size] };
    bytes[offset..offset + size].copy_from_slice(low);
}

/// Pointer (or place) and length of a text or list.
pub(crate) fn read_slice(bytes: &[u8]) -> (usize, usize) {
    const WORD: usize = size_of::<usize>();
    let word = |at: usize| {
        let mut word = [0; WORD];
        word.copy_from_slice(&bytes[at..at + WORD]);
        usize::from_ne_bytes(word)
    };
    (word(0), word(WORD))
}

/// Writes pointer (or place) and length of a text or list.
pub(crate) fn write_slice(bytes: &mut [u8], at: usize, len: usize) {
    const WORD: usize = size_of::<usize>();
    bytes[..WORD].copy_from_slice(&at.to_ne_bytes());
    bytes[WORD..2 * WORD].copy_from_slice(&len.to_ne_bytes());
}
