//! Runs: what consecutive rows of a batch request for their own entities, as values behind one head.
//!
//! ```text
//!   [ head: kind, first row | value | value | value | … ]     `BEVY_ZIG_REQUEST_FLAG_ROWS` in the header
//!                                           ^mark of the row that runs
//! ```
//! A row adds its value to the run that is open, if it fits, so a run may lie on both sides of the mark: what is handed
//! over or dropped ends it there.

use super::record::{self, Head, Op, TransformOp};
use crate::abi::*;

const HEAD_BYTES: usize = size_of::<BevyZigRequest>();
/// Of one row.
const VALUE_WORDS: usize = 2;

/// A run. The first row is what its record has for an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Run<'a> {
    /// Of a request of one row.
    head: Head,
    words: &'a [u64],
}

impl<'a> Run<'a> {
    /// What a head and the words behind it are; `None` if they are no run.
    pub(super) fn read(head: Head, words: &'a [u64]) -> Option<Self> {
        let head = head.of_one_row()?;
        let is_sound = !words.is_empty() && words.len().is_multiple_of(VALUE_WORDS);
        is_sound.then_some(Self { head, words })
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.words.len() / VALUE_WORDS
    }

    /// Whether it moves entities, so that the game's physics may want to do it.
    pub(crate) fn is_translation(&self) -> bool {
        self.head.op() == BEVY_ZIG_REQUEST_TRANSLATE
    }

    pub(crate) fn kind(&self) -> (u32, u16) {
        (self.head.op(), self.head.flags())
    }

    /// What a row requests; `None` if that is not possible.
    pub(crate) fn op(&self, index: usize) -> Option<TransformOp> {
        let value = self.words.get(index * VALUE_WORDS..)?.get(..VALUE_WORDS)?;
        match record::read_op(self.head, value) {
            Some(Op::Transform(op)) => Some(op),
            _ => None,
        }
    }

    /// The numbers of the rows from this one on.
    pub(crate) fn values(&self, first: usize) -> &'a [[f32; 4]] {
        let (values, _) = bytemuck::cast_slice::<u64, f32>(&self.words[first * VALUE_WORDS..]).as_chunks();
        values
    }
}

/// The last run of a batch, in the buffer that the batch writes.
#[derive(Clone, Copy)]
pub(super) struct Tail {
    /// Where it begins and ends, in bytes.
    at: usize,
    end: usize,
}

impl Tail {
    /// The run that a frame speaks of, among the words that a batch has written from `start` to `len`; closed if it was
    /// open. Scripts write both, so it may be none.
    pub(super) fn close(words: &mut [u64], frame: &BevyZigFrame, start: usize, len: usize) -> Option<Self> {
        let at = frame.run;
        let is_inside = at.is_multiple_of(8) && at >= start && at.checked_add(HEAD_BYTES)? <= len;
        let mut head = Head::at(words, at / 8).filter(|head| is_inside && head.is_of_rows())?;
        if head.size() == 0 {
            head.set_size(len - at);
            head.write(words, at / 8);
        }
        let end = at + head.size();
        (end <= len).then_some(Self { at, end })
    }

    /// Ends it at the mark. Returns the head of what lies behind.
    pub(super) fn split(self, words: &mut [u64], mark: usize) -> Option<[u64; 2]> {
        let Self { at, end } = self;
        if at + HEAD_BYTES > mark || mark >= end {
            return None;
        }
        let mut head = Head::at(words, at / 8)?;
        let rows = (mark - at - HEAD_BYTES) / (VALUE_WORDS * 8);
        head.set_size(mark - at);
        head.write(words, at / 8);
        head.set_size(end - mark + HEAD_BYTES);
        head.skip_rows(rows as u64);
        Some(head.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An open run of translations by these rows, from row 5 on.
    fn open(rows: usize) -> Vec<u64> {
        let kind = u64::from(BEVY_ZIG_REQUEST_TRANSLATE) | u64::from(BEVY_ZIG_REQUEST_FLAG_ROWS) << 16;
        let one = u64::from(1f32.to_bits());
        let mut words = vec![kind, 5];
        words.extend((0..rows).flat_map(|_| [one, 0]));
        words
    }

    fn frame(run: usize) -> BevyZigFrame {
        BevyZigFrame { run, ..blank_frame() }
    }

    fn rows(words: &[u64]) -> (u64, usize) {
        match record::read(words) {
            Ok(record::Record { entity, op: Op::Run(run), .. }) => (entity, run.len()),
            _ => panic!("it is no run: {words:?}"),
        }
    }

    #[test]
    fn an_open_run_reaches_to_the_end() {
        let mut words = open(3);
        let len = words.len() * 8;
        assert!(Tail::close(&mut words, &frame(0), 0, len).is_some());
        assert_eq!(rows(&words), (5, 3));
        assert!(Tail::close(&mut words, &frame(0), 0, len).is_some(), "it stays as it is");
        let run = match record::read(&words) {
            Ok(record::Record { op: Op::Run(run), .. }) => run,
            _ => panic!("it is a run"),
        };
        assert_eq!(run.op(2), Some(TransformOp::Translate(bevy::math::Vec3::X)));
        assert_eq!((run.op(3), run.values(1).len()), (None, 2));
    }

    #[test]
    fn a_run_is_split_at_the_mark() {
        let mut words = open(3);
        let len = words.len() * 8;
        let tail = Tail::close(&mut words, &frame(0), 0, len).unwrap();
        let head = tail.split(&mut words, 16 + 32).expect("the last row is behind the mark");
        assert_eq!(rows(&words), (5, 2));
        let rest: Vec<u64> = head.into_iter().chain(words[6..].iter().copied()).collect();
        assert_eq!(rows(&rest), (7, 1));
        for mark in [0, 8, len] {
            let mut words = open(3);
            let tail = Tail::close(&mut words, &frame(0), 0, len).unwrap();
            assert!(tail.split(&mut words, mark).is_none(), "nothing of it is before, or behind, {mark}");
        }
    }

    #[test]
    fn what_a_frame_says_of_runs_may_be_wrong() {
        let mut words = open(3);
        let len = words.len() * 8;
        for (run, start) in [(4, 0), (len, 0), (len - 8, 0), (usize::MAX - 7, 0), (BEVY_ZIG_RUN_NONE, 0), (0, 16)] {
            assert!(Tail::close(&mut words, &frame(run), start, len).is_none(), "{run} from {start}");
        }
        words[0] = u64::from(BEVY_ZIG_REQUEST_TRANSLATE);
        assert!(Tail::close(&mut words, &frame(0), 0, len).is_none(), "no run");
    }
}
