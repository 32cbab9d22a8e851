//! Reading and writing where a script says. A wrong address is answered with `None`, and is no fault: neither the
//! host's nor the script's. An address that is the host's own looks like any other.

use std::mem::MaybeUninit;

use super::entrance::copy;

/// The value at an address; `None` if it is null, not aligned, or not readable.
///
/// # Safety
/// `T` is plain data: any bytes are a value of it.
#[inline]
pub(crate) unsafe fn read<T: Copy>(from: *const T) -> Option<T> {
    if from.is_null() || !from.is_aligned() {
        return None;
    }
    let mut value = MaybeUninit::<T>::uninit();
    // SAFETY: what is written is our own.
    let done = unsafe { copy(value.as_mut_ptr().cast(), from.cast(), size_of::<T>()) };
    // SAFETY: all bytes are written, and any are a value.
    done.then(|| unsafe { value.assume_init() })
}

/// Fills `to` with what lies at an address.
#[inline]
pub(crate) fn read_bytes(to: &mut [u8], from: *const u8) -> Option<()> {
    if to.is_empty() {
        return Some(());
    }
    // SAFETY: what is written is our own.
    (!from.is_null() && unsafe { copy(to.as_mut_ptr(), from, to.len()) }).then_some(())
}

/// Fills `len` bytes at `to`, which may hold no values yet, with what lies at an address.
///
/// # Safety
/// `to` is the caller's own memory, and has room for `len` bytes.
#[inline]
pub(crate) unsafe fn read_to(to: *mut u8, from: *const u8, len: usize) -> Option<()> {
    // SAFETY: the caller vouches for what is written.
    (!from.is_null() && unsafe { copy(to, from, len) }).then_some(())
}

/// Writes a value to an address; `None` if it is null, not aligned, or not writable.
///
/// # Safety
/// Nothing refers to what lies there, but the script.
#[inline]
pub(crate) unsafe fn write<T: Copy>(to: *mut T, value: &T) -> Option<()> {
    if to.is_null() || !to.is_aligned() {
        return None;
    }
    // SAFETY: the caller vouches for it.
    unsafe { copy(to.cast(), std::ptr::from_ref(value).cast(), size_of::<T>()) }.then_some(())
}

/// Writes bytes to an address.
///
/// # Safety
/// Nothing refers to what lies there, but the script.
#[inline]
pub(crate) unsafe fn write_bytes(to: *mut u8, bytes: &[u8]) -> Option<()> {
    if bytes.is_empty() {
        return Some(());
    }
    // SAFETY: the caller vouches for it.
    (!to.is_null() && unsafe { copy(to, bytes.as_ptr(), bytes.len()) }).then_some(())
}
