//! Values that scripts hand over: copied whole, and looked at before anything is done with them.

use std::ops::DerefMut;

use bevy::prelude::World;
use smallvec::SmallVec;

use super::bound::{Bound, Field, Shape, holds, read_slice, write_slice};
use super::clusters;
use super::failure::{Failure, Fallible};
use super::handle::HandleValue;
use super::needs::Need;
use super::plan::Plan;
use super::rules::Rule;
use super::tracks;
use super::tree::SLICE_SIZE;
use crate::guard;

/// The bytes of a value, and behind them those that it points to: places in these bytes instead of pointers.
pub(crate) struct Owned(Bytes);

/// Tells whether the world has what a field of this type with these bytes needs.
type CheckNeed<'a> = dyn Fn(Need, &Bound, &[u8]) -> Fallible<()> + 'a;

type Bytes = SmallVec<[u8; Owned::SMALL_LEN_MAX]>;

/// What a value is copied to.
trait Memory: DerefMut<Target = [u8]> {
    /// Makes it so long; false if it cannot be.
    fn grow(&mut self, len: usize) -> bool;
}

impl Memory for Bytes {
    fn grow(&mut self, len: usize) -> bool {
        self.resize(len, 0);
        true
    }
}

/// For a value that points to nothing.
impl Memory for &mut [u8] {
    fn grow(&mut self, _: usize) -> bool {
        false
    }
}

/// Copies one value.
struct Copy<'a, M> {
    bytes: M,
    /// The most bytes that there may be.
    limit: usize,
    /// What is not a number is refused.
    takes_no_nan: bool,
    /// So are infinite numbers, and characters of too many parts.
    is_laid_out: bool,
    world: &'a World,
}

impl Owned {
    /// Values up to this size take no memory besides.
    pub(crate) const SMALL_LEN_MAX: usize = 32;

    /// No value, for what needs none.
    pub(crate) fn none() -> Self {
        Self(SmallVec::new())
    }

    /// Copies a value of this type that lies at an address of a script's. What is no value is refused, as is what takes
    /// more than `limit` bytes.
    #[inline]
    pub(crate) fn copy(plan: &Plan, from: *const u8, limit: usize, world: &World) -> Fallible<Self> {
        let bound = &*plan.bound;
        let mut copy = Copy::new(plan, Bytes::new(), limit, world);
        if bound.size <= Self::SMALL_LEN_MAX.min(limit) {
            // Most values, which need no more than their place here.
            copy.bytes = SmallVec::from_buf_and_len([0; Self::SMALL_LEN_MAX], bound.size);
            copy.read(0, from)?;
        } else {
            copy.append(from, bound.size)?;
        }
        copy.settle(bound, 0, None)?;
        check_finite(plan, &copy.bytes)?;
        Ok(Self(copy.bytes))
    }

    /// The same for a value that points to nothing, into bytes that are as many as its own.
    #[inline]
    pub(super) fn copy_into(bytes: &mut [u8], plan: &Plan, from: *const u8, world: &World) -> Fallible<()> {
        let mut copy = Copy::new(plan, bytes, usize::MAX, world);
        copy.read(0, from)?;
        copy.settle(&plan.bound, 0, None)?;
        check_finite(plan, copy.bytes)
    }

    /// Bytes that it takes besides itself.
    pub(crate) fn heap_len(&self) -> usize {
        if self.0.spilled() { self.0.len() } else { 0 }
    }

    /// The text that a field of a value of this type has.
    pub(super) fn text_of(&self, bound: &Bound, field: &str) -> Option<&str> {
        let Shape::Struct(structure) = &bound.shape else { return None };
        let found = structure.fields.iter().find(|known| &*known.name == field)?;
        let Shape::Text(_) = found.bound.shape else { return None };
        let (text, len) = read_slice(self.0.get(found.offset..found.offset + SLICE_SIZE)?);
        std::str::from_utf8(self.0.get(text..text + len)?).ok()
    }

    /// All bytes. The value itself comes first.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Whether all numbers of a value are finite, but for those in lists and variants, if those of its type have to be.
fn check_finite(plan: &Plan, bytes: &[u8]) -> Fallible<()> {
    fn is_finite(bytes: &[u8], bound: &Bound, at: usize) -> bool {
        match &bound.shape {
            Shape::Leaf(leaf, gather) => gather.with(&bytes[at..at + bound.size], |bytes| leaf.is_finite(bytes)),
            Shape::Struct(structure) => {
                structure.fields.iter().all(|field| is_finite(bytes, &field.bound, at + field.offset))
            }
            Shape::Wrapped(offset, inner) => is_finite(bytes, inner, at + offset),
            _ => true,
        }
    }
    if plan.takes_finite_only && !is_finite(bytes, &plan.bound, 0) {
        return Err(Failure::invalid(
            "a number in it is infinite or not a number, which would spread through the world",
        ));
    }
    Ok(())
}

/// Whether the world has what the fields of a value that was copied need, which `check` tells of each.
pub(super) fn check_world(bound: &Bound, bytes: &[u8], check: &CheckNeed) -> Fallible<()> {
    fn fields(bytes: &[u8], fields: &[Field], at: usize, check: &CheckNeed) -> Fallible<()> {
        fields.iter().try_for_each(|field| {
            let at = at + field.offset;
            let checked = match field.need {
                Some(need) => check(need, &field.bound, &bytes[at..at + field.bound.size]),
                None => look(bytes, &field.bound, at, check),
            };
            checked.map_err(|failure| failure.in_field(&field.name))
        })
    }
    fn look(bytes: &[u8], bound: &Bound, at: usize, check: &CheckNeed) -> Fallible<()> {
        match &bound.shape {
            Shape::Struct(structure) => fields(bytes, &structure.fields, at, check),
            Shape::Enum(known) => match known.tagged(&bytes[at..at + bound.size]) {
                Some(variant) => {
                    fields(bytes, &variant.fields, at, check).map_err(|failure| failure.in_field(variant.name))
                }
                None => Ok(()),
            },
            Shape::Option(item, tag) if holds(&bytes[at..at + bound.size], *tag) => look(bytes, item, at, check),
            Shape::Wrapped(offset, inner) => look(bytes, inner, at + offset, check),
            _ => Ok(()),
        }
    }
    look(bytes, bound, 0, check)
}

impl<'a, M: Memory> Copy<'a, M> {
    fn new(plan: &Plan, bytes: M, limit: usize, world: &'a World) -> Self {
        let Plan { takes_no_nan, is_laid_out, .. } = *plan;
        Self { bytes, limit, takes_no_nan, is_laid_out, world }
    }

    /// Appends bytes of the script's, and gives where they are.
    fn append(&mut self, from: *const u8, len: usize) -> Fallible<usize> {
        let at = self.bytes.len();
        let end = at.checked_add(len).filter(|end| *end <= self.limit && self.bytes.grow(*end));
        end.ok_or_else(|| Failure::above("value_bytes_per_instance"))?;
        self.read(at, from)?;
        Ok(at)
    }

    /// Fills the bytes from a place on with the script's.
    fn read(&mut self, at: usize, from: *const u8) -> Fallible<()> {
        guard::read_bytes(&mut self.bytes[at..], from).ok_or_else(|| Failure::invalid("its memory cannot be read"))
    }

    /// Appends what a text or a list points to, items of this size, and gives where they are and how many.
    fn follow(&mut self, at: usize, size: usize) -> Fallible<(usize, usize)> {
        let (pointer, len) = read_slice(&self.bytes[at..at + SLICE_SIZE]);
        let too_large = || Failure::above("value_bytes_per_instance");
        let bytes = len.checked_mul(size).ok_or_else(too_large)?;
        let items = self.append(std::ptr::without_provenance(pointer), bytes)?;
        write_slice(&mut self.bytes[at..at + SLICE_SIZE], items, len);
        Ok((items, len))
    }

    /// Checks the value at this place, and copies what it points to. The rule is that of a field around it.
    fn settle(&mut self, bound: &Bound, at: usize, rule: Option<&'static Rule>) -> Fallible<()> {
        let bytes = &self.bytes[at..at + bound.size];
        match &bound.shape {
            Shape::Leaf(leaf, gather) => {
                if !gather.with(bytes, leaf.check) {
                    return Err(Failure::invalid("its bytes are no value of the type"));
                }
                if self.takes_no_nan && gather.with(bytes, |bytes| leaf.has_nan(bytes)) {
                    return Err(Failure::invalid(
                        "it has to be a number; Bevy's systems end the game for what is none",
                    ));
                }
                if let Some(rule) = rule.filter(|rule| !gather.with(bytes, |bytes| rule.allows(bytes))) {
                    return Err(Failure::invalid(rule.what));
                }
                if self.is_laid_out && gather.with(bytes, |bytes| leaf.has_infinity(bytes)) {
                    return Err(Failure::invalid("it has to be finite; Bevy's layout ends the game for what is not"));
                }
            }
            Shape::Text(text) => {
                let (at, len) = self.follow(at, 1)?;
                let found = std::str::from_utf8(&self.bytes[at..at + len]);
                let found = found.map_err(|_| Failure::invalid("its text is not UTF-8"))?;
                if !(text.text.check)(found) {
                    return Err(Failure::invalid("its text is no value of the type"));
                }
                if let Some(rule) = rule.filter(|rule| !rule.allows(found.as_bytes())) {
                    return Err(Failure::invalid(rule.what));
                }
                if self.is_laid_out && !clusters::are_short(found) {
                    return Err(Failure::invalid(clusters::NOT_SHORT));
                }
            }
            Shape::Bytes => {
                self.follow(at, 1)?;
            }
            Shape::Struct(structure) => {
                self.settle_fields(&structure.fields, at, rule)?;
                if let Some(pair) = structure.pair.filter(|pair| !pair.holds(structure, &self.bytes[at..])) {
                    return Err(Failure::invalid(pair.what));
                }
            }
            Shape::Option(item, tag) => match (tag.map(|offset| bytes[offset]), holds(bytes, *tag)) {
                (None | Some(1), true) => self.settle(item, at, rule).map_err(|failure| failure.in_field("?"))?,
                (None | Some(0), false) => {}
                _ => return Err(Failure::invalid("its bytes are no optional")),
            },
            Shape::Enum(known) => {
                let variant = known.tagged(bytes).ok_or_else(|| Failure::invalid("its bytes are no variant"))?;
                self.settle_fields(&variant.fields, at, rule).map_err(|failure| failure.in_field(variant.name))?;
            }
            Shape::Word(words) => {
                words.word(bytes).ok_or_else(|| Failure::invalid("its bytes are no variant"))?;
            }
            Shape::List(item) | Shape::Set(item, _) => {
                let (items, len) = self.follow(at, item.size)?;
                for index in 0..len {
                    let settled = self.settle(item, items + index * item.size, rule);
                    settled.map_err(|failure| failure.in_item(index))?;
                }
                tracks::check(item, &self.bytes, (items, len)).map_err(Failure::invalid)?;
            }
            Shape::Array(item, count) => {
                for index in 0..*count {
                    self.settle(item, at + index * item.size, rule).map_err(|failure| failure.in_item(index))?;
                }
            }
            Shape::Map(entries) => {
                let (items, len) = self.follow(at, entries.size)?;
                for index in 0..len {
                    let entry = items + index * entries.size;
                    let key = self.settle(&entries.key, entry + entries.key_offset, rule);
                    key.map_err(|failure| failure.in_field("key").in_item(index))?;
                    let value = self.settle(&entries.value, entry + entries.value_offset, rule);
                    value.map_err(|failure| failure.in_field("value").in_item(index))?;
                }
            }
            Shape::Wrapped(offset, inner) => self.settle(inner, at + offset, rule)?,
            Shape::Handle(handle) => {
                match handle.value(bytes).ok_or_else(|| Failure::invalid("its bytes are no handle"))? {
                    HandleValue::None | HandleValue::Held(_) | HandleValue::Uuid(_) => {}
                    HandleValue::Path(offset) => {
                        let (at, len) = self.follow(at + offset, 1)?;
                        let path = std::str::from_utf8(&self.bytes[at..at + len]);
                        let path = path.map_err(|_| Failure::invalid("its path is not UTF-8"))?;
                        handle.check_path(self.world, path)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn settle_fields(&mut self, fields: &[Field], at: usize, rule: Option<&'static Rule>) -> Fallible<()> {
        for field in fields {
            let at = at + field.offset;
            let settled = self.settle(&field.bound, at, rule.map(|rule| rule.within(&field.name)).or(field.rule));
            settled.map_err(|failure| failure.in_field(&field.name))?;
        }
        Ok(())
    }
}
