//! The entities of a column's rows.

use std::ops::Deref;
use std::sync::Arc;

/// Handles as the contract has them; 0 for a global script. Requests may name a row instead of its entity, and rows
/// may move before the request is applied. So whatever holds requests keeps the list as it was.
#[derive(Debug)]
pub(crate) enum RowOwners {
    Own(Vec<u64>),
    /// Somebody may keep it.
    Shared(Arc<Vec<u64>>),
}

impl Default for RowOwners {
    fn default() -> Self {
        Self::Own(Vec::new())
    }
}

impl Deref for RowOwners {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        match self {
            Self::Own(list) => list,
            Self::Shared(list) => list,
        }
    }
}

impl RowOwners {
    /// The list, to be kept.
    pub(crate) fn share(&mut self) -> Arc<Vec<u64>> {
        if let Self::Own(list) = self {
            *self = Self::Shared(Arc::new(std::mem::take(list)));
        }
        match self {
            Self::Shared(list) => list.clone(),
            Self::Own(_) => unreachable!("it was just shared"),
        }
    }

    /// The list, to be changed: copied if somebody has kept it.
    pub(super) fn list_mut(&mut self) -> &mut Vec<u64> {
        if let Self::Shared(list) = self {
            *self = Self::Own(Arc::unwrap_or_clone(std::mem::take(list)));
        }
        match self {
            Self::Own(list) => list,
            Self::Shared(_) => unreachable!("it was just taken"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_does_not_change() {
        let mut owners = RowOwners::default();
        owners.list_mut().extend([1, 2, 3]);
        let kept = owners.share();
        owners.list_mut().swap_remove(0);
        assert_eq!((&kept[..], &owners[..]), (&[1, 2, 3][..], &[3, 2][..]));
        drop(kept);
        let place = owners.share().as_ptr();
        owners.list_mut().push(4);
        assert_eq!((owners.as_ptr() == place || owners.len() == 3, &owners[..]), (true, &[3, 2, 4][..]));
    }
}
