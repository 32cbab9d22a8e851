//! The one place where script code is entered, and left when it faults.
//! Uses abi.
//!
//! ```text
//!   runner ──► enter ──► bevy_zig_guard_enter (C) ──► batch (Zig) ──► host functions
//!                ▲ ▲              │ returned                │ fault
//!                │ └──────────────┘                         ▼
//!                └───────────────────────────────── signal handler (C): which kind, where
//! ```
//! Everything that protects the host from a script belongs here. What runs inside is the loop that
//! `zig/script/export.zig` makes; the frame says at any time which row it is at and where that row's requests begin.
//! After a fault the requests of that row are dropped, and the batch continues after it.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - A [`Callback`] comes from a registered descriptor, whose code stays in place while it runs.
//! - The rows of the batch are the column's: states of the descriptor's size and alignment, entities and ids beside
//!   them.
//! - Deliveries are for rows of the batch, and what they point to is borrowed for the call: see [`Envelope`].
//! - While it runs, nobody but the script and the host functions that it calls touches frame, states or request buffer.
//! - A fault leaves script code and the C code that entered it, and no frame of Rust: those of host functions are not
//!   script code (see `guard.h`).
//! - After a fault nothing that the script could write to is believed without a look.
#![expect(unsafe_code, reason = "calls compiled script code")]

mod copy;
mod delivery;
mod kind;
mod served;
mod thread;
mod watchdog;

cfg_select! {
    bevy_zig_guard => {
        mod native;
        use native as entrance;
    }
    all(target_arch = "wasm32", target_os = "unknown") => {
        mod web;
        use web as entrance;
    }
    _ => {
        mod none;
        use none as entrance;
    }
}

use std::cell::Cell;
use std::ffi::c_void;

use crate::abi::{BevyZigBatch, BevyZigFrame, Callback, SignalCallback};

pub(crate) use copy::{read, read_bytes, read_to, write, write_bytes};
pub(crate) use delivery::{Delivery, Envelope};
pub use kind::FaultKind;
pub(crate) use served::Served;
pub(crate) use thread::GuardThread;

/// Whether faults are caught on this target.
pub(crate) const CATCHES_FAULTS: bool = cfg!(any(bevy_zig_guard, all(target_arch = "wasm32", target_os = "unknown")));

/// How many rows of a batch may miss their deadlines in one call. Then the rows that have not run yet are taken to be
/// no better: two thousand instances with an endless loop would hold the game up for minutes, each for its quarter of a
/// second.
const DEADLINES_MISSED_MAX: usize = 8;

/// What is called.
pub(crate) enum Entry<'a> {
    /// A callback, for rows `first..end`.
    Rows(Callback),
    /// `onSignal`, for these signals and their rows.
    Signals(SignalCallback, &'a [Delivery<'a>]),
}

/// The rows that a callback runs, as parallel columns.
pub(crate) struct Rows<'a> {
    pub(crate) states: &'a mut [u8],
    pub(crate) entities: &'a [u64],
    pub(crate) ids: &'a [u64],
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Where the callback writes until when each row rests, if it does.
    pub(crate) wake_seconds: Option<&'a mut [f64]>,
}

/// A fault of one row.
#[derive(Clone, Debug)]
pub(crate) struct Caught {
    pub(crate) row: u32,
    /// Which of the deliveries.
    delivery: u32,
    pub(crate) kind: FaultKind,
    /// What the script said of it; empty if nothing.
    pub(crate) message: String,
    /// Return addresses, innermost first.
    pub(crate) addresses: Box<[usize]>,
}

impl Caught {
    /// The same, for one that is taken for it.
    fn of_row(&self, row: u32) -> Self {
        if row == self.row || self.kind != FaultKind::Deadline {
            return Self { row, ..self.clone() };
        }
        let message = format!("it was not called, for {DEADLINES_MISSED_MAX} others of its batch had missed it before");
        Self { row, message, addresses: Box::default(), ..self.clone() }
    }
}

/// What a script said before it trapped.
pub(crate) struct PanicNote {
    /// Which row, and which delivery.
    pub(crate) at: (u32, u32),
    pub(crate) message: String,
    pub(crate) addresses: Box<[usize]>,
}

/// What runs on a thread: its frame and the [`Served`] of its call, both null if nothing does, and the thread itself
/// once it is ready.
#[derive(Clone, Copy)]
struct Running {
    frame: *mut BevyZigFrame,
    call: *mut c_void,
    thread: *const GuardThread,
    /// See [`without_guard`].
    unguarded: bool,
}

thread_local! {
    static RUNNING: Cell<Running> = const {
        Cell::new(Running {
            frame: std::ptr::null_mut(),
            call: std::ptr::null_mut(),
            thread: std::ptr::null(),
            unguarded: false,
        })
    };
}

/// Runs something during which this thread enters scripts without a guard: what the guard costs is measured against it.
pub fn without_guard<R>(run: impl FnOnce() -> R) -> R {
    RUNNING.set(Running { unguarded: true, ..RUNNING.get() });
    let result = run();
    RUNNING.set(Running { unguarded: false, ..RUNNING.get() });
    result
}

/// What a host function that was given `frame` works on; `None` if that is not the frame of the script that runs on
/// this thread.
#[inline]
pub(crate) fn running(frame: *mut BevyZigFrame) -> Option<(*mut c_void, &'static GuardThread)> {
    let running = RUNNING.get();
    if frame.is_null() || frame != running.frame {
        return None;
    }
    // SAFETY: not null while something runs, and there for as long as the thread.
    Some((running.call, unsafe { &*running.thread }))
}

/// Runs a callback for its rows, and on behind a row that faults. Until it returns, the host functions serve `call`.
/// Returns the rows that have faulted, in the order in which they did; their requests are dropped.
#[must_use]
pub(crate) fn enter(entry: Entry, frame: &mut BevyZigFrame, call: &mut impl Served, rows: Rows) -> Vec<Caught> {
    let Rows { states, entities, ids, first, end, wake_seconds } = rows;
    assert!(first <= end && end as usize <= entities.len() && entities.len() == ids.len());
    assert!(wake_seconds.as_ref().is_none_or(|seconds| seconds.len() == ids.len()));
    let thread = this_thread();
    watchdog::set_deadline(thread, call.deadline());
    let mut entrance = Entrance { thread, unspoilt: *frame, frame, call };
    let mut batch = BevyZigBatch {
        size: size_of::<BevyZigBatch>() as u32,
        first,
        end,
        reserved: 0,
        states: states.as_mut_ptr().cast(),
        entities: entities.as_ptr(),
        instance_ids: ids.as_ptr(),
        wake_seconds: wake_seconds.map_or(std::ptr::null_mut(), <[f64]>::as_mut_ptr),
    };
    let mut faults = Vec::new();
    let mut late = 0;
    match entry {
        Entry::Rows(callback) => {
            while batch.first < end {
                let Some(caught) = entrance.enter(callback as *const (), &batch, &[]) else { break };
                let rest = batch.first..end;
                late += usize::from(caught.kind == FaultKind::Deadline);
                // One that has overwritten its own row's number cannot be told from its neighbours.
                let blamed = match rest.contains(&caught.row) {
                    true if late < DEADLINES_MISSED_MAX => caught.row..caught.row + 1,
                    true => caught.row..end,
                    false => rest,
                };
                batch.first = blamed.end;
                faults.extend(blamed.map(|row| caught.of_row(row)));
            }
        }
        Entry::Signals(callback, mut deliveries) => {
            assert!(deliveries.iter().all(|delivery| (first..end).contains(&delivery.row)));
            while let Some(first) = deliveries.first() {
                let has_faulted = |row| faults.iter().any(|caught: &Caught| caught.row == row);
                if has_faulted(first.row) {
                    deliveries = &deliveries[1..];
                    continue;
                }
                let first_deaf = match faults.is_empty() {
                    true => None,
                    false => deliveries.iter().position(|delivery| has_faulted(delivery.row)),
                };
                let len = first_deaf.unwrap_or(deliveries.len());
                let Some(caught) = entrance.enter(callback as *const (), &batch, &deliveries[..len]) else {
                    deliveries = &deliveries[len..];
                    continue;
                };
                let index = caught.delivery as usize;
                late += usize::from(caught.kind == FaultKind::Deadline);
                // As above.
                let blamed = match index < len {
                    true if late < DEADLINES_MISSED_MAX => index..index + 1,
                    true => index..deliveries.len(),
                    false => 0..len,
                };
                let (done, behind) = deliveries.split_at(blamed.end);
                deliveries = behind;
                for delivery in &done[blamed] {
                    if !faults.iter().any(|caught| caught.row == delivery.row) {
                        faults.push(caught.of_row(delivery.row));
                    }
                }
            }
        }
    }
    faults
}

/// What stays the same while a batch is entered again behind each fault.
struct Entrance<'a, S> {
    thread: &'static GuardThread,
    frame: &'a mut BevyZigFrame,
    /// The frame before any script wrote to it.
    unspoilt: BevyZigFrame,
    call: &'a mut S,
}

impl<S: Served> Entrance<'_, S> {
    /// Calls a callback, of signals if there are deliveries. Returns the fault that has ended it.
    fn enter(&mut self, callback: *const (), batch: &BevyZigBatch, deliveries: &[Delivery]) -> Option<Caught> {
        (self.frame.row, self.frame.delivery, self.frame.host) = (batch.first, 0, S::HOST);
        self.call.lend(self.frame);
        let idle = RUNNING.get();
        RUNNING.set(Running { frame: self.frame, call: std::ptr::from_mut(self.call).cast(), ..idle });
        let list = if deliveries.is_empty() { std::ptr::null() } else { deliveries.as_ptr().cast() };
        let kind = if idle.unguarded {
            // SAFETY: the module's invariants; deliveries have the contract's layout, and all that is passed outlives
            // the call.
            unsafe { thread::call(callback, self.frame, batch, list, deliveries.len()) };
            0
        } else {
            // SAFETY: as above.
            unsafe { entrance::enter(self.thread, callback, self.frame, batch, list, deliveries.len()) }
        };
        RUNNING.set(idle);
        match kind {
            0 => {
                self.call.commit(self.frame);
                None
            }
            kind => {
                self.call.abandon(self.frame);
                let caught = self.caught(kind);
                *self.frame = self.unspoilt;
                Some(caught)
            }
        }
    }

    /// The fault that the thread has noted.
    fn caught(&mut self, kind: u32) -> Caught {
        let BevyZigFrame { row, delivery, .. } = *self.frame;
        let trapped = matches!(kind, thread::ILLEGAL_INSTRUCTION | thread::TRAP);
        // What it said counts if it trapped then, and did not go on.
        let panic = self.call.take_panic().filter(|panic| trapped && panic.at == (row, delivery));
        let (kind, message, addresses) = match panic {
            Some(PanicNote { message, addresses, .. }) => (FaultKind::Panic, message, addresses),
            None => {
                let kind = self.thread.kind(kind);
                let message = match kind {
                    FaultKind::Deadline => watchdog::verdict(self.thread, self.call.deadline()),
                    _ => String::new(),
                };
                (kind, message, self.thread.addresses())
            }
        };
        Caught { row, delivery, kind, message, addresses }
    }
}

#[cfg(bevy_zig_guard)]
thread_local!(static ENDS_IN_SCRIPT: Cell<bool> = const { Cell::new(false) });

/// Called when the thread of a script with a deadline ends. In the middle of script code it does so if that has called
/// `exit`, for which most systems drop a thread's own data first: the exit functions that run then are no script's.
#[cfg(bevy_zig_guard)]
fn thread_ends(thread: &GuardThread) {
    if thread.is_in_script() {
        thread.begin_host();
        ENDS_IN_SCRIPT.set(true);
    }
}

/// What a script whose own code runs on this thread, or has just ended it, works on, and its frame; `None` in a host
/// function, too. From here on, what runs is the host's.
#[cfg(bevy_zig_guard)]
pub(crate) fn take_over() -> Option<(*mut c_void, *mut BevyZigFrame)> {
    let Running { frame, call, thread, .. } = RUNNING.get();
    // SAFETY: if it is not null, it is there for as long as the thread.
    let thread = unsafe { thread.as_ref() }.filter(|thread| thread.is_in_script() || ENDS_IN_SCRIPT.get())?;
    thread.begin_host();
    Some((call, frame))
}

/// Makes sure that faults of scripts on this thread reach the guard, whatever has become of signals meanwhile. Called
/// for each phase, with its number; it asks the system some questions, so it does so once a frame: in the first phase
/// that there is.
pub(crate) fn keep(phase: u32) {
    thread_local!(static LAST: Cell<u32> = const { Cell::new(u32::MAX) });
    if phase <= LAST.replace(phase) {
        entrance::keep(this_thread());
    }
}

/// The thread that runs this, made ready to enter scripts.
fn this_thread() -> &'static GuardThread {
    let mut running = RUNNING.get();
    if running.thread.is_null() {
        running.thread = entrance::this();
        RUNNING.set(running);
    }
    // SAFETY: `thread` points to this thread's own record, which lives until the thread ends. Only the watchdog has it,
    // too, and forgets it before (see `Registration`).
    unsafe { &*running.thread }
}
