//! Sums by instance, of which one mostly adds many times before the next does.

use bevy::platform::collections::HashMap;

/// A number for each key, 0 at first.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// The key that was added to last, and its sum, which is not among the others.
    last: (u64, usize),
    others: HashMap<u64, usize>,
}

impl Tally {
    pub(crate) fn of(&self, key: u64) -> usize {
        match self.last {
            (last, sum) if last == key => sum,
            _ => self.others.get(&key).copied().unwrap_or_default(),
        }
    }

    pub(crate) fn add(&mut self, key: u64, more: usize) {
        if self.last.0 != key {
            let sum = self.of(key);
            let (last, of_last) = std::mem::replace(&mut self.last, (key, sum));
            self.others.insert(last, of_last);
        }
        self.last.1 += more;
    }

    pub(crate) fn clear(&mut self) {
        self.last = (0, 0);
        self.others.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_kept_apart_however_they_are_mixed() {
        let mut tally = Tally::default();
        for (key, more) in [(7, 1), (7, 2), (0, 5), (9, 1), (7, 4), (0, 5)] {
            tally.add(key, more);
        }
        assert_eq!([7, 0, 9, 1].map(|key| tally.of(key)), [7, 10, 1, 0]);
        tally.clear();
        assert_eq!([7, 0, 9].map(|key| tally.of(key)), [0; 3]);
    }
}
