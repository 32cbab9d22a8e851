//! Instances on their way into columns.

use std::ops::Range;

use smallvec::SmallVec;

use super::ColumnKey;
use crate::attached::{Identity, Owner, Place};

/// Instances of which most mostly go to the same column with the same state: that is kept once for all of them.
#[derive(Default)]
pub(crate) struct Arrivals {
    pub(super) kinds: Vec<ArrivalKind>,
    /// Those that follow each other and are of one kind: which, and where they end among all.
    pub(super) alike: Vec<(KindIndex, usize)>,
    /// Of each: its owner's bits, as columns have them;
    pub(super) owners: Vec<u64>,
    /// its id;
    pub(super) ids: Vec<u64>,
    /// and the entry of its owner's list that it is made for.
    pub(super) identities: Vec<Identity>,
}

/// Where instances go, and their states.
pub(crate) struct ArrivalKind {
    pub(crate) key: ColumnKey,
    pub(crate) state: SmallVec<[u8; 32]>,
}

/// Which of the kinds that have come so far.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct KindIndex(pub(super) u32);

/// Instances that lie one behind the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Neighbours {
    pub(crate) column: u32,
    pub(crate) rows: Range<u32>,
}

impl Neighbours {
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let column = self.column;
        self.rows.clone().map(move |row| Place { column, row })
    }

    /// Those of which each goes on where the one before ends are one, so that they are called at once.
    pub(crate) fn joined(mut list: Vec<Self>) -> Vec<Self> {
        list.dedup_by(|next, last| {
            let goes_on = last.column == next.column && last.rows.end == next.rows.start;
            if goes_on {
                last.rows.end = next.rows.end;
            }
            goes_on
        });
        list
    }

    /// The first of them. There is one.
    pub(crate) fn first(&self) -> Place {
        Place { column: self.column, row: self.rows.start }
    }
}

impl Arrivals {
    /// A kind that some are of.
    pub(crate) fn kind(&mut self, key: ColumnKey, state: SmallVec<[u8; 32]>) -> KindIndex {
        self.kinds.push(ArrivalKind { key, state });
        KindIndex(self.kinds.len() as u32 - 1)
    }

    #[inline]
    pub(crate) fn push(&mut self, owner: Owner, identity: Identity, id: u64, kind: KindIndex) {
        self.owners.push(owner.bits());
        self.ids.push(id);
        self.identities.push(identity);
        let end = self.ids.len();
        match self.alike.last_mut().filter(|(last, _)| *last == kind) {
            Some((_, last_end)) => *last_end = end,
            None => self.alike.push((kind, end)),
        }
    }

    /// Makes room for `all` instances, the most there will be.
    #[inline]
    pub(crate) fn reserve(&mut self, all: usize) {
        if self.ids.capacity() < all {
            self.owners.reserve_exact(all - self.owners.len());
            self.ids.reserve_exact(all - self.ids.len());
            self.identities.reserve_exact(all - self.identities.len());
        }
    }
}
