//! Until when the instances of a column have nothing to do: those that only wait cost nothing until then.
//!
//! Rows are looked at in blocks, each under the earliest time in it. So the order of the rows, in which they run, stays
//! as it is, and a frame in which nobody is due looks at one number for many rows.

use std::ops::Range;

/// Rows of a block.
const BLOCK: usize = 256;

/// Rows that are not due run along if there are no more than this between two that are: leaving the script and entering
/// it again costs more, and for such a row it finds nothing to do.
const GAP: u32 = 8;

/// The times of a column's rows, in seconds since the start of the game.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wakes {
    seconds: Vec<f64>,
    /// No later than any of a block.
    earliest: Vec<f64>,
}

impl Wakes {
    /// The times of `len` rows that are all due.
    #[cfg(any(feature = "hot-reload", test))]
    pub(crate) fn due_at_once(len: usize) -> Self {
        Self { seconds: vec![0.0; len], earliest: vec![0.0; len.div_ceil(BLOCK)] }
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.seconds.reserve(more);
    }

    /// Adds a row, which is due.
    pub(super) fn push(&mut self) {
        self.seconds.push(0.0);
        self.earliest.resize(self.seconds.len().div_ceil(BLOCK), 0.0);
        self.wake(self.seconds.len() as u32 - 1);
    }

    /// Removes a row; the last one takes its place.
    pub(super) fn swap_remove(&mut self, row: u32) {
        self.seconds.swap_remove(row as usize);
        self.earliest.truncate(self.seconds.len().div_ceil(BLOCK));
        if let Some(seconds) = self.seconds.get(row as usize) {
            let earliest = &mut self.earliest[row as usize / BLOCK];
            *earliest = earliest.min(*seconds);
        }
    }

    /// Lets a row run next time: something about it has changed.
    pub(crate) fn wake(&mut self, row: u32) {
        self.seconds[row as usize] = 0.0;
        self.earliest[row as usize / BLOCK] = 0.0;
    }

    /// Where a script writes the times of its rows. [`look`](Self::look) has to follow.
    pub(crate) fn seconds_mut(&mut self) -> &mut [f64] {
        &mut self.seconds
    }

    /// The rows that are due at this time, in order.
    pub(crate) fn due(&self, now_seconds: f64) -> Vec<Range<u32>> {
        let mut due: Vec<Range<u32>> = Vec::new();
        for (block, _) in self.earliest.iter().enumerate().filter(|(_, earliest)| **earliest <= now_seconds) {
            let rows = self.seconds[block * BLOCK..].iter().take(BLOCK);
            for (row, _) in (block * BLOCK..).zip(rows).filter(|(_, seconds)| **seconds <= now_seconds) {
                let row = row as u32;
                match due.last_mut() {
                    Some(last) if row <= last.end + GAP => last.end = row + 1,
                    _ => due.push(row..row + 1),
                }
            }
        }
        due
    }

    /// Takes over what a script has written for these rows.
    pub(crate) fn look(&mut self, rows: Range<u32>) {
        for block in rows.start as usize / BLOCK..(rows.end as usize).div_ceil(BLOCK) {
            let end = self.seconds.len().min((block + 1) * BLOCK);
            let seconds = &mut self.seconds[block * BLOCK..end];
            // A script may write anything, and what is not a time is due.
            seconds.iter_mut().filter(|seconds| seconds.is_nan()).for_each(|seconds| *seconds = 0.0);
            self.earliest[block] = seconds.iter().copied().fold(f64::INFINITY, f64::min);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows that are due at these times.
    fn wakes(seconds: &[f64]) -> Wakes {
        let mut wakes = Wakes::due_at_once(seconds.len());
        wakes.seconds_mut().copy_from_slice(seconds);
        wakes.look(0..seconds.len() as u32);
        wakes
    }

    fn rows(wakes: &Wakes, now_seconds: f64) -> Vec<u32> {
        wakes.due(now_seconds).into_iter().flatten().collect()
    }

    #[test]
    fn rows_are_due_at_their_times() {
        let mut seconds = vec![f64::INFINITY; 1000];
        (seconds[3], seconds[300], seconds[320], seconds[999]) = (2.0, 1.0, 2.0, f64::NAN);
        let mut wakes = wakes(&seconds);
        assert_eq!(rows(&wakes, 0.5), [999]);
        assert_eq!(rows(&wakes, 1.0), [300, 999]);
        assert_eq!(rows(&wakes, 2.0), [3, 300, 320, 999]);
        wakes.wake(500);
        assert_eq!(rows(&wakes, 0.0), [500, 999]);
        wakes.push();
        assert_eq!(rows(&wakes, 0.0), [500, 999, 1000]);
    }

    #[test]
    fn neighbours_run_in_one_call() {
        let mut seconds = vec![9.0; 40];
        (seconds[2], seconds[5], seconds[30]) = (1.0, 1.0, 1.0);
        assert_eq!(wakes(&seconds).due(1.0), [2..6, 30..31]);
    }

    #[test]
    fn a_row_that_is_moved_keeps_its_time() {
        let mut seconds = vec![9.0; 600];
        seconds[599] = 1.0;
        let mut wakes = wakes(&seconds);
        wakes.swap_remove(7);
        assert_eq!(rows(&wakes, 1.0), [7]);
        for _ in 0..599 {
            wakes.swap_remove(0);
        }
        assert_eq!(rows(&wakes, 99.0), [0; 0]);
    }
}
