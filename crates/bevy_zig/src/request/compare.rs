//! Which rows of a column a script has changed, and which parts of their values.

use std::ops::Range;

use smallvec::SmallVec;

/// How many words a value may have so that its rows are compared word by word, in a loop of its size's own.
const WORDS_MAX: usize = 16;

/// In which rows two copies of a column differ. Kept for its memory.
#[derive(Default)]
pub(super) struct Differences {
    rows: Vec<u32>,
}

/// Bytes of a value, as words.
type Words<const N: usize> = [[u8; 4]; N];

impl Differences {
    /// Compares values of `size` bytes. What is in none of `parts` does not count: padding is nobody's. Returns how
    /// many rows differ; [`rows`](Self::rows) has them if some do, and others do not.
    pub(super) fn find(
        &mut self,
        old: &[u8],
        new: &[u8],
        size: usize,
        parts: impl Iterator<Item = Range<usize>>,
    ) -> usize {
        self.rows.clear();
        if size == 0 || old == new {
            return 0;
        }
        let mask = mask_of(size, parts);
        macro_rules! by_words {
            ($($words:literal)*) => {
                match size {
                    $(size if size == $words * 4 => self.find_words::<$words>(old, new, &mask),)*
                    _ => self.find_bytes(old, new, size, &mask),
                }
            };
        }
        const { assert!(WORDS_MAX == 16) };
        by_words!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
    }

    /// For values of `4 * N` bytes.
    fn find_words<const N: usize>(&mut self, old: &[u8], new: &[u8], mask: &[u8]) -> usize {
        let (old, new) = (words_of::<N>(old), words_of::<N>(new));
        if mask.iter().all(|byte| *byte == u8::MAX) {
            return self.find_rows(old, new, |old, new| {
                // No branch: all words are looked at, several at a time.
                (0..N).fold(0, |differs, word| differs | difference(old[word], new[word])) != 0
            });
        }
        let mut own = [0_u32; N];
        for (own, mask) in own.iter_mut().zip(bytemuck::cast_slice::<u8, [u8; 4]>(mask)) {
            *own = u32::from_ne_bytes(*mask);
        }
        self.find_rows(old, new, |old, new| {
            (0..N).fold(0, |differs, word| differs | (difference(old[word], new[word]) & own[word])) != 0
        })
    }

    #[inline(always)]
    fn find_rows<T>(&mut self, old: &[T], new: &[T], differs: impl Fn(&T, &T) -> bool) -> usize {
        // A script mostly changes all rows, or few: those that differ are counted first, which takes less than a list.
        let pairs = || old.iter().zip(new);
        let count: u32 = pairs().map(|(old, new)| u32::from(differs(old, new))).sum();
        let count = count as usize;
        if count < old.len() {
            self.rows.resize(old.len(), 0);
            let mut end = 0;
            for (row, (old, new)) in pairs().enumerate() {
                self.rows[end] = row as u32;
                end += usize::from(differs(old, new));
            }
            self.rows.truncate(count);
        }
        count
    }

    fn find_bytes(&mut self, old: &[u8], new: &[u8], size: usize, mask: &[u8]) -> usize {
        let rows = old.chunks_exact(size).zip(new.chunks_exact(size)).enumerate();
        let differing = rows.filter(|(_, (old, new))| {
            let bytes = old.iter().zip(*new).zip(mask);
            bytes.fold(0, |differs, ((old, new), mask)| differs | ((old ^ new) & mask)) != 0
        });
        self.rows.extend(differing.map(|(row, _)| row as u32));
        let count = self.rows.len();
        if count == old.len() / size {
            self.rows.clear();
        }
        count
    }

    /// The rows that differ, in order, unless all do.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }
}

/// In which of these parts of a value of `size` bytes any of two columns' values differ.
pub(super) fn differing_parts(
    old: &[u8],
    new: &[u8],
    size: usize,
    parts: impl Iterator<Item = Range<usize>>,
) -> SmallVec<[Range<usize>; 8]> {
    let mut any: SmallVec<[u8; 64]> = SmallVec::from_elem(0, size);
    macro_rules! by_words {
        ($($words:literal)*) => {
            match size {
                $(size if size == $words * 4 => {
                    let (old, new) = (words_of::<$words>(old), words_of::<$words>(new));
                    let mut differs = [0; $words];
                    for (old, new) in old.iter().zip(new) {
                        for word in 0..$words {
                            differs[word] |= difference(old[word], new[word]);
                        }
                    }
                    any.copy_from_slice(bytemuck::cast_slice(&differs));
                })*
                _ => for (old, new) in old.chunks_exact(size.max(1)).zip(new.chunks_exact(size.max(1))) {
                    any.iter_mut().zip(old.iter().zip(new)).for_each(|(any, (old, new))| *any |= old ^ new);
                },
            }
        };
    }
    by_words!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16);
    parts.filter(|part| any[part.clone()].iter().any(|byte| *byte != 0)).collect()
}

fn mask_of(size: usize, parts: impl Iterator<Item = Range<usize>>) -> SmallVec<[u8; 64]> {
    let mut mask = SmallVec::from_elem(0, size);
    parts.for_each(|part| mask[part].fill(u8::MAX));
    mask
}

fn words_of<const N: usize>(bytes: &[u8]) -> &[Words<N>] {
    bytemuck::cast_slice::<u8, [u8; 4]>(bytes).as_chunks().0
}

#[inline(always)]
fn difference(old: [u8; 4], new: [u8; 4]) -> u32 {
    u32::from_ne_bytes(old) ^ u32::from_ne_bytes(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_any_size_are_compared_but_for_their_padding() {
        // Numbers that are always the same.
        let mut state = 7_u32;
        let mut random = move |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        let mut found = Differences::default();
        for size in 0..80 {
            for _ in 0..40 {
                let rows = random(70);
                let mut mask = vec![u8::MAX; size];
                if size > 4 && random(2) == 0 {
                    mask[2..4].fill(0);
                }
                let old: Vec<u8> = (0..rows * size).map(|_| random(256) as u8).collect();
                let mut new = old.clone();
                for _ in 0..random(20).min(new.len()) {
                    let at = random(new.len());
                    new[at] ^= random(3) as u8;
                }
                // One after the other, as slow as can be.
                let differs =
                    |row: &usize, byte: usize| mask[byte] != 0 && old[row * size + byte] != new[row * size + byte];
                let expected: Vec<_> =
                    (0..rows).filter(|row| (0..size).any(|byte| differs(row, byte))).map(|row| row as u32).collect();
                let parts = || (0..size).filter(|byte| mask[*byte] != 0).map(|byte| byte..byte + 1);
                let count = found.find(&old, &new, size, parts());
                assert_eq!(count, expected.len(), "{size} bytes, {rows} rows");
                let listed = if count == rows { &[] } else { expected.as_slice() };
                assert_eq!(found.rows(), listed, "{size} bytes, {rows} rows");
                let parts_in = parts().filter(|part| (0..rows).any(|row| differs(&row, part.start)));
                let expected: Vec<_> = parts_in.collect();
                assert_eq!(differing_parts(&old, &new, size, parts()).as_slice(), expected, "{size} bytes");
            }
        }
    }
}
