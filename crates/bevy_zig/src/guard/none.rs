//! Targets that nobody has written a guard for: faults end the game, deadlines and wild pointers go unnoticed.

use super::thread::{self, GuardThread};
use crate::abi::{BevyZigBatch, BevyZigDelivery, BevyZigFrame};

thread_local!(static THIS: GuardThread = const { GuardThread::idle(0) });

/// The thread that calls.
pub(crate) fn this() -> *const GuardThread {
    THIS.with(std::ptr::from_ref)
}

/// Calls a callback, and returns 0.
///
/// # Safety
/// `callback` is a `SignalCallback` if there are deliveries, else a `Callback`, and may be called with these arguments.
pub(crate) unsafe fn enter(
    _: &GuardThread,
    callback: *const (),
    frame: *mut BevyZigFrame,
    batch: *const BevyZigBatch,
    deliveries: *const BevyZigDelivery,
    count: usize,
) -> u32 {
    // SAFETY: the caller vouches for it.
    unsafe { thread::call(callback, frame, batch, deliveries, count) };
    0
}

/// Copies bytes between the host's memory and where a script says.
///
/// # Safety
/// There is memory on either side, and what is written is nobody's whom a write would surprise.
pub(crate) unsafe fn copy(to: *mut u8, from: *const u8, len: usize) -> bool {
    // SAFETY: nobody can catch what happens if this is not so.
    unsafe { std::ptr::copy(from, to, len) };
    true
}

/// Nobody looks at deadlines here.
pub(crate) fn look(_: &GuardThread, _: u64) -> (u32, String) {
    (0, String::new())
}

/// There are no signals to look after.
pub(crate) fn keep(_: &GuardThread) {}

/// Nobody misses a deadline here.
pub(crate) fn leave(_: &GuardThread) {}

/// As with a debugger, no deadline counts.
pub(crate) fn debugged() -> bool {
    true
}
