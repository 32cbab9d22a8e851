//! What a thread that enters scripts has of its own.

use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering, compiler_fence};

use super::kind::FaultKind;
use crate::abi::{BevyZigBatch, BevyZigDelivery, BevyZigFrame, Callback, SignalCallback};

const ADDRESSES_MAX: usize = 64;

const MEMORY: u32 = 1;
const ARITHMETIC: u32 = 2;
pub(super) const ILLEGAL_INSTRUCTION: u32 = 3;
pub(super) const TRAP: u32 = 4;
const STACK_OVERFLOW: u32 = 5;
const ABORT: u32 = 7;

/// `guard_thread`: a thread that enters scripts. Each thread has its own, which is there for as long as it runs.
#[repr(C)]
pub(crate) struct GuardThread {
    pub(super) in_script: AtomicU32,
    overdue: AtomicU32,
    probed: AtomicU32,
    pub(super) epoch: AtomicU32,
    pub(super) serial: AtomicU64,
    pub(super) deadline_ns: AtomicU64,
    host_calls: AtomicU64,
    stack_reserve: usize,
    base: AtomicUsize,
    // Written by the signal handler, or by who leaves a callback.
    fault_address: AtomicUsize,
    address_count: AtomicUsize,
    addresses: [AtomicUsize; ADDRESSES_MAX],
}

impl GuardThread {
    /// A thread where there is no guard in C, whose host functions refuse to work when the stack is used up to
    /// `stack_reserve`.
    #[cfg(not(bevy_zig_guard))]
    pub(super) const fn idle(stack_reserve: usize) -> Self {
        Self {
            in_script: AtomicU32::new(0),
            overdue: AtomicU32::new(0),
            probed: AtomicU32::new(0),
            epoch: AtomicU32::new(0),
            serial: AtomicU64::new(0),
            deadline_ns: AtomicU64::new(0),
            host_calls: AtomicU64::new(0),
            stack_reserve,
            base: AtomicUsize::new(0),
            fault_address: AtomicUsize::new(0),
            address_count: AtomicUsize::new(0),
            addresses: [const { AtomicUsize::new(0) }; ADDRESSES_MAX],
        }
    }

    /// What kind of fault the last was, by its number.
    pub(super) fn kind(&self, number: u32) -> FaultKind {
        match number {
            MEMORY => FaultKind::Memory { address: self.fault_address.load(Ordering::Relaxed) },
            ARITHMETIC => FaultKind::Arithmetic,
            ILLEGAL_INSTRUCTION => FaultKind::IllegalInstruction,
            TRAP => FaultKind::Trap,
            STACK_OVERFLOW => FaultKind::StackOverflow,
            ABORT => FaultKind::Abort,
            _ => FaultKind::Deadline,
        }
    }

    /// Whether the callback that has missed its deadline has spent it waiting.
    pub(super) fn has_waited(&self) -> bool {
        self.fault_address.load(Ordering::Relaxed) == 1
    }

    /// Where the last fault was, innermost first.
    pub(super) fn addresses(&self) -> Box<[usize]> {
        let count = self.address_count.load(Ordering::Relaxed);
        self.addresses.iter().take(count).map(|address| address.load(Ordering::Relaxed)).collect()
    }

    /// Whether script code runs.
    #[cfg(bevy_zig_guard)]
    pub(super) fn is_in_script(&self) -> bool {
        self.in_script.load(Ordering::Relaxed) == 1
    }

    /// Whether the stack is almost used up.
    #[inline]
    pub(crate) fn is_stack_low(&self) -> bool {
        let here = 0u8;
        (&raw const here).addr() < self.stack_reserve
    }

    /// From here on, what runs is the host's. The handlers run on this thread: no other order matters than the
    /// compiler's.
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
            super::entrance::leave(self);
        }
    }

    /// Notes who has called the function that runs, up to the callback. Frames of ours have no frame pointers, so that
    /// only the unwinder finds through them to the script.
    #[cfg(bevy_zig_guard)]
    pub(super) fn note_callers(&self) {
        let mut count = 0;
        let note = |frame: &backtrace::Frame| {
            if count == ADDRESSES_MAX || frame.sp().addr() > self.base.load(Ordering::Relaxed) {
                return false;
            }
            self.addresses[count].store(frame.ip().addr(), Ordering::Relaxed);
            count += 1;
            true
        };
        // SAFETY: the unwinders of the systems that have a guard may be used by several threads at once; only 32-bit
        // Windows' may not.
        unsafe { backtrace::trace_unsynchronized(note) };
        self.address_count.store(count, Ordering::Relaxed);
    }
}

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
