//! Instances on their way into columns.

use smallvec::SmallVec;

use super::ColumnKey;
use crate::attached::{Identity, Owner};

/// Instances of which most mostly go to the same column with the same state: that is kept once for all of them.
#[derive(Default)]
pub(crate) struct Arrivals {
    kinds: Vec<ArrivalKind>,
    list: Vec<Arrival>,
}

/// Where instances go, and their states.
pub(crate) struct ArrivalKind {
    pub(crate) key: ColumnKey,
    pub(crate) state: SmallVec<[u8; 32]>,
}

/// Which of the kinds that have come so far.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct KindIndex(u32);

pub(crate) struct Arrival {
    pub(crate) owner: Owner,
    pub(crate) id: u64,
    pub(crate) identity: Identity,
    kind: KindIndex,
}

impl Arrivals {
    /// A kind that some are of.
    pub(crate) fn kind(&mut self, key: ColumnKey, state: SmallVec<[u8; 32]>) -> KindIndex {
        self.kinds.push(ArrivalKind { key, state });
        KindIndex(self.kinds.len() as u32 - 1)
    }

    pub(crate) fn push(&mut self, owner: Owner, identity: Identity, id: u64, kind: KindIndex) {
        self.list.push(Arrival { owner, id, identity, kind });
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arrival> {
        self.list.iter()
    }

    /// Where one of them goes.
    pub(super) fn key_of(&self, arrival: &Arrival) -> ColumnKey {
        self.kinds[arrival.kind.0 as usize].key
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Those that follow each other and are of one kind.
    pub(super) fn by_kind(&self) -> impl Iterator<Item = (&ArrivalKind, &[Arrival])> {
        let alike = self.list.chunk_by(|a, b| a.kind == b.kind);
        alike.map(|alike| (&self.kinds[alike[0].kind.0 as usize], alike))
    }
}
