//! The C side of the guard, as Rust sees it: what `guard.h` declares. Where there is none, scripts are entered all the same.

use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering, compiler_fence};

use crate::abi::{BevyZigBatch, BevyZigDelivery, BevyZigFrame};
use crate::fault::FaultKind;
use crate::registry::{Callback, SignalCallback};

const ADDRESSES_MAX: usize = 64;

const MEMORY: u32 = 1;
const ARITHMETIC: u32 = 2;
pub(super) const ILLEGAL_INSTRUCTION: u32 = 3;
pub(super) const TRAP: u32 = 4;
const STACK_OVERFLOW: u32 = 5;

/// `guard_thread`: a thread that enters scripts. Each thread has its own, which is there for as long as it runs.
#[repr(C)]
pub(crate) struct GuardThread {
    in_script: AtomicU32,
    overdue: AtomicU32,
    probed: AtomicU32,
    pub(super) epoch: AtomicU32,
    pub(super) serial: AtomicU64,
    pub(super) deadline_ns: AtomicU64,
    host_calls: AtomicU64,
    stack_reserve: usize,
    // Written by the signal handler.
    fault_address: AtomicUsize,
    address_count: AtomicUsize,
    addresses: [AtomicUsize; ADDRESSES_MAX],
}

impl GuardThread {
    /// What kind of fault the last was, by its number.
    pub(super) fn kind(&self, number: u32) -> FaultKind {
        match number {
            MEMORY => FaultKind::Memory { address: self.fault_address.load(Ordering::Relaxed) },
            ARITHMETIC => FaultKind::Arithmetic,
            ILLEGAL_INSTRUCTION => FaultKind::IllegalInstruction,
            TRAP => FaultKind::Trap,
            STACK_OVERFLOW => FaultKind::StackOverflow,
            _ => FaultKind::Deadline,
        }
    }

    /// Where the last fault was, innermost first.
    pub(super) fn addresses(&self) -> Box<[usize]> {
        let count = self.address_count.load(Ordering::Relaxed);
        self.addresses.iter().take(count).map(|address| address.load(Ordering::Relaxed)).collect()
    }

    /// Whether the stack is as good as used up.
    #[inline]
    pub(crate) fn is_stack_low(&self) -> bool {
        let here = 0u8;
        (&raw const here).addr() < self.stack_reserve
    }

    /// From here on, what runs is the host's. The handlers run on this thread: no other order matters than the compiler's.
    #[inline]
    pub(crate) fn begin_host(&self) {
        self.in_script.store(0, Ordering::Relaxed);
        self.host_calls.store(self.host_calls.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
    }

    /// Back to script code. May not return, so that nothing may be left that needs dropping.
    #[inline]
    pub(crate) fn end_host(&self) {
        compiler_fence(Ordering::SeqCst);
        self.in_script.store(1, Ordering::Relaxed);
        if self.overdue.load(Ordering::Relaxed) != 0 {
            self.overdue.store(0, Ordering::Relaxed);
            c::leave(self);
        }
    }
}

pub(super) use c::{copy, debugged, enter, probe, this};

/// Calls a callback as if there were no guard.
///
/// # Safety
/// `callback` is a `SignalCallback` if there are deliveries, else a `Callback`, and may be called with these arguments.
pub(super) unsafe fn call(
    callback: *const (),
    frame: *mut BevyZigFrame,
    batch: *const BevyZigBatch,
    deliveries: *const BevyZigDelivery,
    count: usize,
) {
    if deliveries.is_null() {
        // SAFETY: the caller says that it is one.
        let callback = unsafe { std::mem::transmute::<*const (), Callback>(callback) };
        // SAFETY: the caller vouches for it.
        unsafe { callback(frame, batch) };
    } else {
        // SAFETY: the caller says that it is one.
        let callback = unsafe { std::mem::transmute::<*const (), SignalCallback>(callback) };
        // SAFETY: the caller vouches for it.
        unsafe { callback(frame, batch, deliveries, count) };
    }
}

#[cfg(bevy_zig_guard)]
mod c {
    use super::*;

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
        fn bevy_zig_guard_probe(thread: *const GuardThread);
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

    /// Copies bytes between the host's memory and where a script says. False if there is no memory, or none that may be used so.
    ///
    /// # Safety
    /// What is written is nobody's whom a write would surprise: memory of the script's, or of the caller's.
    #[inline]
    pub(crate) unsafe fn copy(to: *mut u8, from: *const u8, len: usize) -> bool {
        // SAFETY: the caller vouches for what is written; both may be anywhere.
        unsafe { bevy_zig_guard_copy(to, from, len) != 0 }
    }

    /// Makes a thread look at its deadline.
    pub(crate) fn probe(thread: &GuardThread) {
        // SAFETY: the thread runs: it is borrowed.
        unsafe { bevy_zig_guard_probe(thread) }
    }

    pub(super) fn leave(thread: &GuardThread) {
        // SAFETY: the calling thread, at a place that may be left.
        unsafe { bevy_zig_guard_leave(thread) }
    }

    /// Whether a debugger is attached.
    pub(crate) fn debugged() -> bool {
        // SAFETY: may be called at any time.
        unsafe { bevy_zig_guard_debugged() != 0 }
    }
}

/// Targets that nobody has written a guard for: faults end the game, deadlines and wild pointers go unnoticed.
#[cfg(not(bevy_zig_guard))]
mod c {
    use super::*;

    thread_local! {
        static THIS: GuardThread = const {
            GuardThread {
                in_script: AtomicU32::new(0),
                overdue: AtomicU32::new(0),
                probed: AtomicU32::new(0),
                epoch: AtomicU32::new(0),
                serial: AtomicU64::new(0),
                deadline_ns: AtomicU64::new(0),
                host_calls: AtomicU64::new(0),
                stack_reserve: 0,
                fault_address: AtomicUsize::new(0),
                address_count: AtomicUsize::new(0),
                addresses: [const { AtomicUsize::new(0) }; ADDRESSES_MAX],
            }
        };
    }

    pub(crate) fn this() -> *const GuardThread {
        THIS.with(std::ptr::from_ref)
    }

    pub(crate) unsafe fn enter(
        _: &GuardThread,
        callback: *const (),
        frame: *mut BevyZigFrame,
        batch: *const BevyZigBatch,
        deliveries: *const BevyZigDelivery,
        count: usize,
    ) -> u32 {
        // SAFETY: the caller vouches for it.
        unsafe { call(callback, frame, batch, deliveries, count) };
        0
    }

    pub(crate) unsafe fn copy(to: *mut u8, from: *const u8, len: usize) -> bool {
        // SAFETY: nobody can catch what happens if this is not so.
        unsafe { std::ptr::copy(from, to, len) };
        true
    }

    pub(crate) fn probe(_: &GuardThread) {}

    pub(super) fn leave(_: &GuardThread) {}

    pub(crate) fn debugged() -> bool {
        true
    }
}
