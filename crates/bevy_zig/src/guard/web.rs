//! The guard of WebAssembly with a JavaScript engine around it. A trap unwinds to the nearest JavaScript, so scripts
//! are called through a function there, which catches it (`web.js`).
//!
//! A trap leaves the module's own stack pointer where it was. A function that has memory on that stack sets it to what
//! it was before when it returns, and needs nothing of it to do so: [`call_and_restore`] is that function.

use std::hint::black_box;
use std::mem::MaybeUninit;
use std::sync::atomic::{Ordering, compiler_fence};

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::thread::GuardThread;
use crate::abi::{BevyZigBatch, BevyZigDelivery, BevyZigFrame};

#[wasm_bindgen(module = "/src/guard/web.js")]
extern "C" {
    #[wasm_bindgen(js_name = enter)]
    fn enter_script(
        table: &JsValue,
        callback: usize,
        frame: *mut BevyZigFrame,
        batch: *const BevyZigBatch,
        deliveries: *const BevyZigDelivery,
        count: usize,
        stack_pointer: usize,
        here: usize,
    ) -> u32;

    fn rethrow();
}

/// Rust has the stack begin at address 0, so what reaches further than that traps. Host functions, which may not, want
/// more of it.
const STACK_RESERVE: usize = 128 << 10;

thread_local! {
    static THIS: GuardThread = const { GuardThread::idle(STACK_RESERVE) };
    /// The module's functions. A pointer to one is its index.
    static FUNCTIONS: JsValue = wasm_bindgen::function_table();
}

/// The thread that calls: there is one.
pub(crate) fn this() -> *const GuardThread {
    THIS.with(std::ptr::from_ref)
}

/// Calls a callback. Returns 0, or the number of a kind of fault.
///
/// # Safety
/// `callback` is a `SignalCallback` if there are deliveries, else a `Callback`, and may be called with these arguments.
pub(crate) unsafe fn enter(
    thread: &GuardThread,
    callback: *const (),
    frame: *mut BevyZigFrame,
    batch: *const BevyZigBatch,
    deliveries: *const BevyZigDelivery,
    count: usize,
) -> u32 {
    thread.in_script.store(1, Ordering::Relaxed);
    compiler_fence(Ordering::SeqCst);
    let kind = FUNCTIONS.with(|table| call_and_restore(table, callback, frame, batch, deliveries, count));
    compiler_fence(Ordering::SeqCst);
    let was_in_script = thread.in_script.swap(0, Ordering::Relaxed) == 1;
    if kind != 0 && !was_in_script {
        // A host function has ended there. No script is to blame, and what it had borrowed is still borrowed.
        rethrow();
    }
    kind
}

/// Leaves the stack pointer as it was, whatever the script has done to it.
#[inline(never)]
fn call_and_restore(
    table: &JsValue,
    callback: *const (),
    frame: *mut BevyZigFrame,
    batch: *const BevyZigBatch,
    deliveries: *const BevyZigDelivery,
    count: usize,
) -> u32 {
    // Memory on the stack, so that this function has a place there to go back to.
    let mut place = 0_u64;
    let here = black_box(&raw mut place).addr();
    let probe = stack_pointer as *const ();
    let kind = enter_script(table, callback.addr(), frame, batch, deliveries, count, probe.addr(), here);
    black_box(&raw mut place);
    kind
}

/// About where the stack ends: the stack grows down to address 0, and what is taken off it behind that is a high
/// address.
#[inline(never)]
extern "C" fn stack_pointer() -> usize {
    let place = MaybeUninit::<u64>::uninit();
    place.as_ptr().addr()
}

/// Copies bytes between the host's memory and where a script says. False if that is not all within the module's memory.
///
/// # Safety
/// What is written is nobody's whom a write would surprise: memory of the script's, or of the caller's.
#[inline]
pub(crate) unsafe fn copy(to: *mut u8, from: *const u8, len: usize) -> bool {
    const PAGE_LEN: u64 = 64 << 10;
    let memory_len = std::arch::wasm32::memory_size::<0>() as u64 * PAGE_LEN;
    let is_within = |start: *const u8| start.addr() as u64 + len as u64 <= memory_len;
    if !is_within(to) || !is_within(from) {
        return false;
    }
    // SAFETY: both lie within the memory, all of which can be read and written; the caller vouches for what is written.
    unsafe { std::ptr::copy(from, to, len) };
    true
}

/// Nobody looks at deadlines here: the one thread is the script's.
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
