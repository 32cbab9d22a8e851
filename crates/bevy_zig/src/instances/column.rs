//! A column: instances of one script that run at the same place in the order.
//!
//! ```text
//!   column = (phase, priority, rank, script)      run in this order; a phase runs its columns from first to last
//!     row      0     1     2     3
//!     states   [S0 ][S1 ][S2 ][S3 ]               what Zig iterates
//!     entities [e0 ][e1 ][e2 ][e3 ]
//!     ids      [1  ][2  ][3  ][7  ]
//! ```
//!
//! The rank of an instance is its place among those of its entity that have the same phase and priority. It keeps the
//! order of attachment for entities with several scripts, and is 0 for all others. Instances that do not run, because
//! they are disabled or in quarantine, lie in columns of their own, so that the loop over the rows needs no look at
//! flags.

use std::sync::Arc;

use super::{RowOwners, States, Wakes};
use crate::attached::Phase;
use crate::guard::Rows;
use crate::script::{ScriptId, ScriptInfo};

/// Whether and when an instance runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Run {
    /// Kept for inspection, and no longer called at all.
    Quarantined,
    /// Disabled: attached, but neither updated nor told of signals.
    Parked,
    /// Updated in this phase.
    In(Phase),
}

/// What decides where and when an instance runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ColumnKey {
    pub(crate) run: Run,
    pub(crate) priority: i32,
    pub(crate) rank: u32,
    pub(crate) script: ScriptId,
}

pub(crate) struct Column {
    pub(crate) key: ColumnKey,
    pub(crate) script: Arc<ScriptInfo>,
    pub(crate) states: States,
    pub(crate) entities: RowOwners,
    pub(crate) ids: Vec<u64>,
    /// Until when rows rest, if the script says so.
    pub(crate) wakes: Option<Wakes>,
}

impl Column {
    pub(crate) fn new(key: ColumnKey, script: Arc<ScriptInfo>) -> Self {
        let states = States::new(script.state_size());
        let wakes = script.rests.then(Wakes::default);
        Self { key, script, states, entities: RowOwners::default(), ids: Vec::new(), wakes }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Rows of the column, for a callback; for one that says until when they rest, with where it does.
    pub(crate) fn rows(&mut self, first: u32, end: u32, rests: bool) -> Rows<'_> {
        let wake_seconds = self.wakes.as_mut().filter(|_| rests).map(Wakes::seconds_mut);
        Rows { states: self.states.bytes_mut(), entities: &self.entities, ids: &self.ids, first, end, wake_seconds }
    }

    /// Lets rows run that may have something to do by now.
    pub(crate) fn wake(&mut self, rows: impl IntoIterator<Item = u32>) {
        if let Some(wakes) = &mut self.wakes {
            rows.into_iter().for_each(|row| wakes.wake(row));
        }
    }

    pub(crate) fn state(&self, row: u32) -> &[u8] {
        self.states.get(row as usize)
    }

    pub(crate) fn state_mut(&mut self, row: u32) -> &mut [u8] {
        self.wake([row]);
        self.states.get_mut(row as usize)
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.ids.reserve(more);
        self.entities.list_mut().reserve(more);
        self.states.reserve(more);
        if let Some(wakes) = &mut self.wakes {
            wakes.reserve(more);
        }
    }

    /// Adds rows with the same state.
    pub(super) fn extend(&mut self, entities: &[u64], ids: &[u64], state: &[u8]) {
        self.reserve(ids.len());
        self.states.extend(state, ids.len());
        if let Some(wakes) = &mut self.wakes {
            ids.iter().for_each(|_| wakes.push());
        }
        self.entities.list_mut().extend_from_slice(entities);
        self.ids.extend_from_slice(ids);
    }

    /// Puts rows with the same state into a column that has none.
    pub(super) fn fill(&mut self, entities: Vec<u64>, ids: Vec<u64>, state: &[u8]) {
        self.states.extend(state, ids.len());
        if let Some(wakes) = &mut self.wakes {
            ids.iter().for_each(|_| wakes.push());
        }
        (*self.entities.list_mut(), self.ids) = (entities, ids);
        self.entities.list_mut().shrink_to_fit();
        self.ids.shrink_to_fit();
    }

    /// Adds a row.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn push(&mut self, entity: u64, id: u64, state: &[u8]) -> u32 {
        let row = self.len() as u32;
        self.ids.push(id);
        self.entities.list_mut().push(entity);
        self.states.push(state);
        if let Some(wakes) = &mut self.wakes {
            wakes.push();
        }
        row
    }

    /// Removes a row; the last one takes its place.
    pub(super) fn swap_remove(&mut self, row: u32) {
        self.states.swap_remove(row as usize);
        self.ids.swap_remove(row as usize);
        self.entities.list_mut().swap_remove(row as usize);
        if let Some(wakes) = &mut self.wakes {
            wakes.swap_remove(row);
        }
    }
}
