//! Lists of entities, short for those that were spawned, or are gone, one after the other.

use bevy::prelude::Entity;

/// Entities in the order in which they came. Those whose bits follow each other, up or down, take no more than one.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntityRuns {
    runs: Vec<Run>,
    len: usize,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    first: u64,
    len: u32,
    /// Whether each has the bits below those of the one before.
    down: bool,
}

impl Run {
    /// The bits of what lies so far behind the first.
    #[inline]
    fn bits(self, index: u32) -> u64 {
        if self.down { self.first.wrapping_sub(index.into()) } else { self.first.wrapping_add(index.into()) }
    }

    /// The lowest bits, and the highest.
    fn bounds(self) -> (u64, u64) {
        let last = self.bits(self.len - 1);
        (self.first.min(last), self.first.max(last))
    }
}

impl EntityRuns {
    #[inline]
    pub(crate) fn push(&mut self, entity: Entity) {
        let bits = entity.to_bits();
        self.len += 1;
        if let Some(run) = self.runs.last_mut().filter(|run| run.len < u32::MAX) {
            // The second says where the run goes.
            let down = if run.len == 1 { bits < run.first } else { run.down };
            if (Run { down, ..*run }).bits(run.len) == bits {
                (run.down, run.len) = (down, run.len + 1);
                return;
            }
        }
        self.runs.push(Run { first: bits, len: 1, down: false });
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Entity> + use<'_> {
        self.since(0)
    }

    /// Those behind the first `count`.
    pub(crate) fn since(&self, count: usize) -> impl Iterator<Item = Entity> + use<'_> {
        let mut left = self.len.saturating_sub(count);
        let mut start = self.runs.len();
        let mut first = None;
        // From the end, as they are mostly few.
        while let Some(run) = start.checked_sub(1).map(|before| self.runs[before]).filter(|_| left > 0) {
            start -= 1;
            let taken = left.min(run.len as usize);
            left -= taken;
            first = Some(Run { first: run.bits(run.len - taken as u32), len: taken as u32, ..run });
        }
        let others = self.runs.get(start + 1..).unwrap_or_default();
        let each = |run: Run| (0..run.len).map(move |index| run.bits(index));
        // What was pushed is an entity, whatever its bits.
        first.into_iter().chain(others.iter().copied()).flat_map(each).filter_map(Entity::try_from_bits)
    }

    /// Whether none is there twice, as far as that can be told at a glance: if they go up or down, or the runs are few
    /// for so many.
    pub(crate) fn are_distinct(&self) -> bool {
        let pairs = || self.runs.windows(2).map(|pair| (pair[0].bounds(), pair[1].bounds()));
        if pairs().all(|(a, b)| a.1 < b.0) || pairs().all(|(a, b)| b.1 < a.0) {
            return true;
        }
        if self.runs.len() > 1 + self.len / 8 {
            return false;
        }
        let mut bounds: Vec<_> = self.runs.iter().map(|run| run.bounds()).collect();
        bounds.sort_unstable();
        bounds.windows(2).all(|pair| pair[0].1 < pair[1].0)
    }

    /// Empties it. Its memory is kept, unless it is that of a crowd.
    pub(crate) fn clear(&mut self) {
        const KEPT_MAX: usize = 1 << 11;
        self.len = 0;
        self.runs.clear();
        self.runs.shrink_to(KEPT_MAX);
    }
}

impl Extend<Entity> for EntityRuns {
    fn extend<I: IntoIterator<Item = Entity>>(&mut self, entities: I) {
        entities.into_iter().for_each(|entity| self.push(entity));
    }
}

impl FromIterator<Entity> for EntityRuns {
    fn from_iter<I: IntoIterator<Item = Entity>>(entities: I) -> Self {
        let mut runs = Self::default();
        runs.extend(entities);
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(bits: impl IntoIterator<Item = u64>) -> Vec<Entity> {
        bits.into_iter().map(Entity::from_bits).collect()
    }

    #[test]
    fn what_is_pushed_comes_out_in_order_and_duplicates_are_found() {
        let next = 1 << 32;
        let lists = [
            vec![],
            vec![5],
            vec![5, 5],
            vec![1, 2, 1],
            vec![2, 1, 2],
            (1..=40).chain((61..=100).rev()).chain(next + 1..next + 60).collect(),
            (1..=40).chain((40..=100).rev()).collect(),
            (1..=40).chain((1..40).rev()).collect(),
            (100..=140).chain(1..=100).collect(),
            (0..100).map(|at| at * 37 % 101 + 1).collect(),
        ];
        for bits in lists {
            let list = entities(bits);
            let runs: EntityRuns = list.iter().copied().collect();
            assert_eq!(runs.iter().collect::<Vec<_>>(), list);
            for count in [0, 1, 2, 39, 40, 41, list.len().saturating_sub(1), list.len(), 1_000] {
                let behind = list.get(count..).unwrap_or_default();
                assert_eq!(runs.since(count).collect::<Vec<_>>(), behind, "behind {count} of {list:?}");
            }
            assert_eq!((runs.len(), runs.is_empty()), (list.len(), list.is_empty()));
            let mut each = list.clone();
            each.sort_unstable();
            each.dedup();
            assert!(!runs.are_distinct() || each.len() == list.len(), "{list:?}");
        }
    }

    #[test]
    fn crowds_take_little_and_are_known_to_be_distinct() {
        let crowd = (1..=10_000).chain((20_000..30_000).rev()).chain(1 << 32 | 5..1 << 32 | 900);
        let mut runs: EntityRuns = entities(crowd).into_iter().collect();
        assert_eq!((runs.runs.len(), runs.are_distinct()), (3, true));
        runs.push(Entity::from_bits(77));
        assert!(!runs.are_distinct());
        runs.clear();
        assert_eq!((runs.len(), runs.iter().count(), runs.are_distinct()), (0, 0, true));
        // As they are if each has another one below it.
        let with_gaps = || (1..=1_000).map(|at| 2 * at);
        for gaps in [with_gaps().collect::<Vec<_>>(), with_gaps().rev().collect()] {
            assert!(entities(gaps).into_iter().collect::<EntityRuns>().are_distinct());
        }
        let scattered = entities((0..100).map(|at| at * 37 % 101 + 1));
        assert!(!scattered.into_iter().collect::<EntityRuns>().are_distinct(), "that would take a look at each");
    }
}
