//! The one place where script code is entered.
//!
//! Everything that protects the host from a script belongs here. What runs inside is the loop that `zig/export.zig` makes; the
//! frame says at any time which row it is at and where that row's requests begin.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - A [`Callback`] comes from a registered descriptor, whose code stays in place while it runs.
//! - The rows of the batch are the column's: states of the descriptor's size and alignment, entities and ids beside them.
//! - Deliveries are for rows of the batch, and what they point to is borrowed for the call: see [`Envelope`].
//! - While it runs, nobody but the script and the host functions that it calls touches frame, states or request buffer.
#![expect(unsafe_code, reason = "calls compiled script code")]

mod delivery;

use crate::abi::{BevyZigBatch, BevyZigFrame};
use crate::host::{HOST, HostCall};
use crate::registry::{Callback, SignalCallback};

pub(crate) use delivery::{Delivery, Envelope};

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
}

/// Runs a callback. Until it returns, the host functions serve `call`.
pub(crate) fn enter(entry: Entry, frame: &mut BevyZigFrame, call: &mut HostCall, rows: Rows) {
    let Rows { states, entities, ids, first, end } = rows;
    assert!(first <= end && end as usize <= entities.len() && entities.len() == ids.len());
    if let Entry::Signals(_, deliveries) = entry {
        assert!(deliveries.iter().all(|delivery| (first..end).contains(&delivery.row)));
    }
    let batch = BevyZigBatch {
        size: size_of::<BevyZigBatch>() as u32,
        first,
        end,
        reserved: 0,
        states: states.as_mut_ptr().cast(),
        entities: entities.as_ptr(),
        instance_ids: ids.as_ptr(),
    };
    frame.row = first;
    frame.host = &HOST;
    call.requests.lend(frame);
    frame.host_data = std::ptr::from_mut(call).cast();
    match entry {
        // SAFETY: the module's invariants; `frame`, `batch` and `call` outlive the call.
        Entry::Rows(callback) => unsafe { callback(frame, &batch) },
        Entry::Signals(callback, deliveries) => {
            // SAFETY: as above; the deliveries have the contract's layout.
            unsafe { callback(frame, &batch, deliveries.as_ptr().cast(), deliveries.len()) }
        }
    }
    frame.host_data = std::ptr::null_mut();
    call.requests.commit(frame);
}
