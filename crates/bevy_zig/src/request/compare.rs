//! Which rows of a column a script has changed, and which parts of their values.

use std::ops::Range;

use smallvec::SmallVec;

/// Two copies of a column, compared. Kept for its memory.
#[derive(Default)]
pub(super) struct Differences {
    rows: Vec<u32>,
    /// For each byte of a value: the bits in which any of the rows differ.
    bytes: SmallVec<[u8; 64]>,
}

/// How two copies of a column differ.
pub(super) struct Found {
    /// How many rows do.
    pub(super) count: usize,
    /// Whether each word of the new values is a finite number, if they are `f32`s. False if nobody has looked.
    pub(super) is_finite: bool,
}

/// Bytes of a word.
type Word = [u8; 4];

/// The bits of an `f32` that are its exponent: all set, if the number is not finite.
const EXPONENT: u32 = 0x7f80_0000;

impl Differences {
    /// Compares values of `size` bytes. What is in none of `parts` does not count: padding is nobody's. If some rows
    /// differ, and others do not, [`rows`](Self::rows) has those that do.
    pub(super) fn find(
        &mut self,
        old: &[u8],
        new: &[u8],
        size: usize,
        parts: impl Iterator<Item = Range<usize>>,
    ) -> Found {
        self.rows.clear();
        self.bytes.resize(size, 0);
        self.bytes.fill(0);
        if size == 0 || old == new {
            return Found { count: 0, is_finite: false };
        }
        // Where it is, and stays: to move what was just written takes until it has reached the cache.
        let (mut small, mut large) = ([0_u8; 64], Vec::new());
        let mask = match small.get_mut(..size) {
            Some(mask) => mask,
            None => {
                large.resize(size, 0);
                large.as_mut_slice()
            }
        };
        let mut parts_len = 0;
        for part in parts {
            mask[part].fill(u8::MAX);
            parts_len += 1;
        }
        // Words that are compared at a time, those of some rows.
        macro_rules! by_words {
            ($($words:literal in $block:literal)*) => {
                match size {
                    $(size if size == $words * 4 => {
                        self.find_words::<$words, $block>(old, new, mask, parts_len > 1)
                    })*
                    _ => Found { count: self.find_bytes(old, new, size, mask), is_finite: false },
                }
            };
        }
        by_words!(
            1 in 32 2 in 64 3 in 96 4 in 128 5 in 160 6 in 192 7 in 224 8 in 256 9 in 288 10 in 320 11 in 352 12 in 384
            13 in 416 14 in 448 15 in 480 16 in 512
        )
    }

    /// For values of `4 * N` bytes, of which some are `BLOCK` words. Goes over all of them in loops in which nothing is
    /// decided and no word has to do with its neighbour, so that several are looked at at a time.
    fn find_words<const N: usize, const BLOCK: usize>(
        &mut self,
        old: &[u8],
        new: &[u8],
        mask: &[u8],
        has_parts: bool,
    ) -> Found {
        const { assert!(BLOCK.is_multiple_of(N)) };
        let own: [u32; N] = std::array::from_fn(|word| word_at(mask, word));
        let (old, new): (&[Word], &[Word]) = (bytemuck::cast_slice(old), bytemuck::cast_slice(new));
        let endless = new.iter().fold(0, |any, word| any | mask_if(u32::from_ne_bytes(*word) & EXPONENT == EXPONENT));
        let is_finite = endless == 0;
        self.bytes.fill(u8::MAX);
        if has_parts {
            self.bytes.copy_from_slice(bytemuck::cast_slice(&differing::<N, BLOCK>(old, new, own)));
        }
        let (old, new) = (old.as_chunks::<N>().0, new.as_chunks::<N>().0);
        let differs = |row: usize, word: usize| difference(old[row][word], new[row][word]) & own[word];
        // A script mostly changes the same of all rows, or few: then a word of each is enough to look at.
        let count = match (0..N).find(|word| differs(0, *word) != 0) {
            Some(word) => {
                let pairs = old.iter().zip(new);
                pairs.map(|(old, new)| u32::from(difference(old[word], new[word]) & own[word] != 0)).sum()
            }
            None => 0,
        };
        if count as usize == old.len() {
            return Found { count: old.len(), is_finite };
        }
        self.rows.resize(old.len(), 0);
        let mut end = 0;
        for row in 0..old.len().min(new.len()) {
            self.rows[end] = row as u32;
            end += usize::from((0..N).fold(0, |any, word| any | differs(row, word)) != 0);
        }
        self.rows.truncate(end);
        if end == old.len() {
            self.rows.clear();
        }
        Found { count: end, is_finite }
    }

    fn find_bytes(&mut self, old: &[u8], new: &[u8], size: usize, mask: &[u8]) -> usize {
        for (row, (old, new)) in old.chunks_exact(size).zip(new.chunks_exact(size)).enumerate() {
            let mut differs = 0;
            for (all, ((old, new), mask)) in self.bytes.iter_mut().zip(old.iter().zip(new).zip(mask)) {
                let difference = (old ^ new) & mask;
                *all |= difference;
                differs |= difference;
            }
            if differs != 0 {
                self.rows.push(row as u32);
            }
        }
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

    /// Those of these parts of a value in which any of the rows differ.
    pub(super) fn parts(&self, parts: impl Iterator<Item = Range<usize>>) -> SmallVec<[Range<usize>; 8]> {
        parts.filter(|part| self.bytes[part.clone()].iter().any(|byte| *byte != 0)).collect()
    }
}

/// For each word of a value: the bits in which any row differs, of those that count.
fn differing<const N: usize, const BLOCK: usize>(old: &[Word], new: &[Word], own: [u32; N]) -> [u32; N] {
    let mut differ = [0_u32; BLOCK];
    let ((old, old_rest), (new, new_rest)) = (old.as_chunks::<BLOCK>(), new.as_chunks::<BLOCK>());
    for (old, new) in old.iter().zip(new) {
        for at in 0..BLOCK {
            differ[at] |= difference(old[at], new[at]);
        }
    }
    for (at, (old, new)) in old_rest.iter().zip(new_rest).enumerate() {
        differ[at] |= difference(*old, *new);
    }
    std::array::from_fn(|word| (word..BLOCK).step_by(N).fold(0, |any, at| any | differ[at]) & own[word])
}

fn word_at(bytes: &[u8], word: usize) -> u32 {
    bytes.as_chunks().0.get(word).map_or(0, |bytes| u32::from_ne_bytes(*bytes))
}

/// All bits or none.
#[inline(always)]
fn mask_if(is_so: bool) -> u32 {
    u32::from(is_so).wrapping_neg()
}

#[inline(always)]
fn difference(old: Word, new: Word) -> u32 {
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
                let same = random(size.max(1));
                match random(4) {
                    _ if new.is_empty() => {}
                    0 => (0..rows).for_each(|row| new[row * size + same] ^= 1),
                    1 => (0..rows).for_each(|row| new[row * size + random(size)] ^= 1),
                    _ => {
                        for _ in 0..random(20) {
                            new[random(rows * size)] ^= random(3) as u8;
                        }
                    }
                }
                // One after the other, as slow as can be.
                let differs =
                    |row: &usize, byte: usize| mask[byte] != 0 && old[row * size + byte] != new[row * size + byte];
                let expected: Vec<_> =
                    (0..rows).filter(|row| (0..size).any(|byte| differs(row, byte))).map(|row| row as u32).collect();
                let parts = || (0..size).filter(|byte| mask[*byte] != 0).map(|byte| byte..byte + 1);
                let Found { count, is_finite } = found.find(&old, &new, size, parts());
                assert_eq!(count, expected.len(), "{size} bytes, {rows} rows");
                let listed = if count == rows { &[] } else { expected.as_slice() };
                assert_eq!(found.rows(), listed, "{size} bytes, {rows} rows");
                if mask.iter().all(|byte| *byte != 0) {
                    let alone = found.find(&old, &new, size, std::iter::once(0..size));
                    assert_eq!((alone.count, alone.is_finite), (count, is_finite), "{size} bytes, {rows} rows");
                    assert_eq!(found.rows(), listed, "{size} bytes, {rows} rows");
                    found.find(&old, &new, size, parts());
                }
                let parts_in = parts().filter(|part| (0..rows).any(|row| differs(&row, part.start)));
                let expected: Vec<_> = parts_in.collect();
                assert_eq!(found.parts(parts()).as_slice(), expected, "{size} bytes");
                let mut numbers = new.as_chunks().0.iter().map(|bytes| f32::from_ne_bytes(*bytes));
                let is_known = (4..=64).contains(&size) && size.is_multiple_of(4) && old != new;
                assert_eq!(is_finite, is_known && numbers.all(f32::is_finite), "{size} bytes, {rows} rows");
            }
        }
    }
}
