//! The contract between scripts and host, as Rust sees it.
//! Uses no other room.
//!
//! `bindings` is generated from `zig/bevy_zig.h`, which is the manual for everything in it. This module imports nothing
//! of the crate.
//!
//! Invariant: `text` reads what a script points to; callers vouch for pointer and length.
#![expect(unsafe_code, reason = "text and lists cross the boundary as pointer and length")]

#[rustfmt::skip]
#[allow(missing_docs, clippy::all, reason = "generated from the header, which documents them")]
mod bindings;

pub use bindings::*;

/// "No entity", as the header has it; bindgen passes over a macro with a cast.
pub const BEVY_ZIG_ENTITY_NONE: BevyZigEntity = 0;

/// Any entity, likewise.
pub const BEVY_ZIG_ENTITY_ANY: BevyZigEntity = !0;

/// No run, likewise.
pub(crate) const BEVY_ZIG_RUN_NONE: usize = usize::MAX;

/// Alignment that the host gives to states.
pub(crate) const STATE_ALIGN_MAX: usize = 16;

/// A callback, which runs the rows of a batch.
pub(crate) type Callback = unsafe extern "C" fn(*mut BevyZigFrame, *const BevyZigBatch);

/// A callback that gets signals, each for a row of a batch.
pub(crate) type SignalCallback =
    unsafe extern "C" fn(*mut BevyZigFrame, *const BevyZigBatch, *const BevyZigDelivery, usize);

/// A frame that nothing has been lent to.
pub(crate) fn blank_frame() -> BevyZigFrame {
    BevyZigFrame {
        size: size_of::<BevyZigFrame>() as u32,
        row: 0,
        mark: 0,
        requests: std::ptr::null_mut(),
        requests_len: 0,
        requests_capacity: 0,
        host: std::ptr::null(),
        host_data: std::ptr::null_mut(),
        delta_seconds: 0.0,
        phase: 0,
        elapsed_seconds: 0.0,
        frame: 0,
        seed: 0,
        signals_left: 0,
        signal_payload_size_max: 0,
        delivery: 0,
        reserved: 0,
        run: BEVY_ZIG_RUN_NONE,
    }
}

/// The text's bytes; empty if there are none, whatever the pointer.
///
/// # Safety
/// If `len` is not 0 and `ptr` is not null, `ptr` points to `len` bytes that are readable and do not change for `'a`.
pub(crate) unsafe fn text<'a>(text: BevyZigText) -> &'a [u8] {
    // SAFETY: the caller vouches for pointer and length.
    unsafe { slice(text.ptr.cast(), text.len) }
}

/// A list as a slice; empty if its pointer is null.
///
/// # Safety
/// If `len` is not 0 and `ptr` is not null, `ptr` is aligned and points to `len` values that are initialised and do not
/// change for `'a`.
pub(crate) unsafe fn slice<'a, T>(ptr: *const T, len: usize) -> &'a [T] {
    if ptr.is_null() || len == 0 || !ptr.is_aligned() || len > isize::MAX as usize / size_of::<T>().max(1) {
        return &[];
    }
    // SAFETY: the caller vouches for the values; null, alignment and size were looked at.
    unsafe { std::slice::from_raw_parts(ptr, len) }
}
