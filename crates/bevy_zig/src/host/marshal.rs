//! What crosses between script and host functions, by copying: a pointer of a script's may be anything, and is read or
//! written once.

use std::ffi::c_void;
use std::mem::MaybeUninit;

use bevy::prelude::Entity;
use smallvec::SmallVec;

use super::Answer;
use crate::abi::*;
use crate::guard;

/// The longest text that functions take as a name; longer ones are none.
const NAME_LEN_MAX: usize = 64 << 10;

/// Text of a script's, copied.
pub(super) struct Name(SmallVec<[u8; 64]>);

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        // It was looked at when it was copied.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Text from a script, as a name.
pub(super) fn name(raw: BevyZigText) -> Result<Name, BevyZigStatus> {
    if raw.len > NAME_LEN_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    if raw.len == 0 {
        return Ok(Name(SmallVec::new()));
    }
    let bytes = bytes(raw.ptr.cast(), raw.len)?;
    std::str::from_utf8(&bytes).map_err(|_| BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
    Ok(Name(bytes))
}

/// A copy of bytes of a script. `len` is what there is memory for: the caller has looked at it.
#[inline]
pub(super) fn bytes<const N: usize>(pointer: *const u8, len: usize) -> Result<SmallVec<[u8; N]>, BevyZigStatus> {
    let mut bytes = SmallVec::from_elem(0, len);
    guard::read_bytes(&mut bytes, pointer).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
    Ok(bytes)
}

/// A copy of an entry of a script's list.
///
/// # Safety
/// `T` is plain data: any bytes are a value of it.
#[inline]
pub(super) unsafe fn entry<T: Copy>(list: *const T, index: usize) -> Result<T, BevyZigStatus> {
    // SAFETY: the caller vouches for it.
    unsafe { guard::read(list.wrapping_add(index)) }.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)
}

/// Where a script wants an answer: its own variable.
pub(super) struct Out<T>(*mut T);

/// Where a script wants an answer; refused if that is not possible.
#[inline]
pub(super) fn out<T>(pointer: *mut T) -> Result<Out<T>, BevyZigStatus> {
    if pointer.is_null() || !pointer.is_aligned() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    Ok(Out(pointer))
}

impl<T: Copy> Out<T> {
    #[inline]
    pub(super) fn set(&self, value: T) -> Answer {
        // SAFETY: the script says that it is its own.
        unsafe { guard::write(self.0, &value) }.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)
    }
}

/// Writes bytes where a script has room for them.
#[inline]
pub(super) fn answer_bytes(pointer: *mut c_void, bytes: &[u8]) -> Answer {
    // SAFETY: the script says that it is its own.
    unsafe { guard::write_bytes(pointer.cast(), bytes) }.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)
}

/// Writes a list of entities where a script has room for `capacity` of them, in two steps.
pub(super) fn fill(
    found: impl ExactSizeIterator<Item = Entity>,
    entities: *mut BevyZigEntity,
    capacity: usize,
    count: &Out<usize>,
) -> Answer {
    count.set(found.len())?;
    if found.len() > capacity {
        return Err(BEVY_ZIG_STATUS_BUFFER_TOO_SMALL);
    }
    for (index, entity) in found.enumerate() {
        Out(entities.wrapping_add(index)).set(entity.to_bits())?;
    }
    Ok(())
}

/// A copy of a request struct that has grown: what the script does not know of is zero.
///
/// # Safety
/// `T` is plain data that begins with its size, and of which any bytes are a value.
pub(super) unsafe fn grown<T: Copy>(pointer: *const T, size_min: usize) -> Result<T, BevyZigStatus> {
    let mut copy = MaybeUninit::uninit();
    // SAFETY: the caller vouches for it.
    unsafe { grown_into(&mut copy, pointer, size_min) }.copied()
}

/// The same at a place of the caller's: what was just written there is not moved once more.
///
/// # Safety
/// As [`grown`].
#[inline]
pub(super) unsafe fn grown_into<T: Copy>(
    copy: &mut MaybeUninit<T>,
    pointer: *const T,
    size_min: usize,
) -> Result<&T, BevyZigStatus> {
    // SAFETY: a number.
    let size = unsafe { entry(pointer.cast::<u32>(), 0) }? as usize;
    if size < size_min || !pointer.is_aligned() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let known = size.min(size_of::<T>());
    let place = copy.as_mut_ptr().cast::<u8>();
    // SAFETY: the place is our own, and `known` is at most its size.
    unsafe { guard::read_to(place, pointer.cast(), known) }.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
    if known < size_of::<T>() {
        let behind = place.wrapping_add(known);
        // SAFETY: the same place, from `known` to its end.
        unsafe { behind.write_bytes(0, size_of::<T>() - known) };
    }
    // SAFETY: all of it is initialised, and any bytes are a value, as the caller vouches.
    Ok(unsafe { copy.assume_init_ref() })
}

/// A copy of a sized request struct of a script.
///
/// # Safety
/// As [`grown`].
pub(super) unsafe fn sized<T: Copy>(pointer: *const T) -> Result<T, BevyZigStatus> {
    // SAFETY: the caller vouches for it.
    unsafe { grown(pointer, size_of::<T>()) }
}
