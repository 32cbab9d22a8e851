//! The guard in C: what `guard.h` declares.

use std::ffi::{CStr, c_char};
use std::sync::atomic::{Ordering, compiler_fence};

use super::GuardThread;
use crate::abi::{BevyZigBatch, BevyZigDelivery, BevyZigFrame};

unsafe extern "C" {
    fn bevy_zig_guard_thread() -> *const GuardThread;
    fn bevy_zig_guard_enter(
        thread: *const GuardThread,
        callback: *const (),
        frame: *mut BevyZigFrame,
        batch: *const BevyZigBatch,
        deliveries: *const BevyZigDelivery,
        count: usize,
    ) -> u32;
    fn bevy_zig_guard_copy(to: *mut u8, from: *const u8, len: usize) -> u32;
    fn bevy_zig_guard_keep(thread: *const GuardThread);
    fn bevy_zig_guard_look(thread: *const GuardThread, interval_ns: u64, keeper: *mut *const c_char) -> u32;
    fn bevy_zig_guard_leave(thread: *const GuardThread);
    fn bevy_zig_guard_debugged() -> u32;
}

/// The thread that calls.
pub(crate) fn this() -> *const GuardThread {
    // SAFETY: may be called at any time.
    unsafe { bevy_zig_guard_thread() }
}

/// Calls a callback. Returns 0, or the number of a kind of fault.
///
/// # Safety
/// `callback` is a `SignalCallback` if there are deliveries, else a `Callback`, and may be called with these arguments.
/// `thread` is the one that calls, and runs no other callback.
pub(crate) unsafe fn enter(
    thread: &GuardThread,
    callback: *const (),
    frame: *mut BevyZigFrame,
    batch: *const BevyZigBatch,
    deliveries: *const BevyZigDelivery,
    count: usize,
) -> u32 {
    // SAFETY: the caller vouches for it.
    unsafe { bevy_zig_guard_enter(thread, callback, frame, batch, deliveries, count) }
}

/// Copies bytes between the host's memory and where a script says. False if there is no memory, or none that may be
/// used so.
///
/// # Safety
/// What is written is nobody's whom a write would surprise: memory of the script's, or of the caller's.
#[inline]
pub(crate) unsafe fn copy(to: *mut u8, from: *const u8, len: usize) -> bool {
    // SAFETY: the caller vouches for what is written; both may be anywhere.
    unsafe { bevy_zig_guard_copy(to, from, len) != 0 }
}

/// Looks after the calling thread, whose own `thread` is.
pub(crate) fn keep(thread: &GuardThread) {
    // SAFETY: the calling thread.
    unsafe { bevy_zig_guard_keep(thread) }
}

/// Looks whether the instance that runs on a thread has missed its deadline, and ends its callback. Returns what else
/// there is to say, as `guard.h` has it, and the file that it is about.
pub(crate) fn look(thread: &GuardThread, interval_ns: u64) -> (u32, String) {
    let mut keeper = std::ptr::null();
    // SAFETY: the thread runs: it is borrowed. Only the watchdog's thread comes here.
    let answer = unsafe { bevy_zig_guard_look(thread, interval_ns, &mut keeper) };
    if keeper.is_null() {
        return (answer, String::new());
    }
    // SAFETY: a text that ends with zero, which the loader keeps while the file is loaded.
    let keeper = unsafe { CStr::from_ptr(keeper) };
    (answer, keeper.to_string_lossy().into_owned())
}

#[cold]
pub(crate) fn leave(thread: &GuardThread) {
    // The unwinder is the host's: it takes locks, which a handler that ended the callback now would leave held.
    thread.in_script.store(0, Ordering::Relaxed);
    compiler_fence(Ordering::SeqCst);
    thread.note_callers();
    // SAFETY: the calling thread, at a place that may be left.
    unsafe { bevy_zig_guard_leave(thread) }
}

/// Whether a debugger is attached.
pub(crate) fn debugged() -> bool {
    // SAFETY: may be called at any time.
    unsafe { bevy_zig_guard_debugged() != 0 }
}
