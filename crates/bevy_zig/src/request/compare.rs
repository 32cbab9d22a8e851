//! Which rows of a column a script has changed.

use std::ops::Range;

use smallvec::SmallVec;

/// How many words a value may have so that its rows are compared word by word, in a loop of its size's own.
const WORDS_MAX: usize = 16;

/// In which rows two copies of a column differ, and in which bytes any does. Kept for its memory.
#[derive(Default)]
pub(super) struct Differences {
    rows: Vec<u32>,
    count: usize,
    bytes: Vec<u8>,
}

impl Differences {
    /// Compares values of `size` bytes. What is in none of `parts` does not count: padding is nobody's.
    pub(super) fn find(&mut self, old: &[u8], new: &[u8], size: usize, parts: impl Iterator<Item = Range<usize>>) {
        self.count = 0;
        if size == 0 || old == new {
            return;
        }
        self.bytes.clear();
        self.bytes.resize(size, 0);
        let mut mask: SmallVec<[u8; 64]> = SmallVec::from_elem(0, size);
        parts.for_each(|part| mask[part].fill(u8::MAX));
        let mask = mask.as_slice();
        self.rows.resize(self.rows.len().max(old.len() / size), 0);
        macro_rules! by_words {
            ($($words:literal)*) => {
                match size {
                    $(size if size == $words * 4 => self.find_words::<$words>(old, new, mask),)*
                    _ => self.find_bytes(old, new, size, mask),
                }
            };
        }
        const { assert!(WORDS_MAX == 16) };
        by_words!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16);
    }

    /// For values of `4 * N` bytes.
    fn find_words<const N: usize>(&mut self, old: &[u8], new: &[u8], mask: &[u8]) {
        let words = |bytes| bytemuck::cast_slice::<u8, [u8; 4]>(bytes).as_chunks::<N>().0;
        let mut any = [0_u32; N];
        let mut own = [0_u32; N];
        for (own, mask) in own.iter_mut().zip(bytemuck::cast_slice::<u8, [u8; 4]>(mask)) {
            *own = u32::from_ne_bytes(*mask);
        }
        let mut count = 0;
        for (row, (old, new)) in words(old).iter().zip(words(new)).enumerate() {
            let mut differs = 0;
            for word in 0..N {
                let difference = (u32::from_ne_bytes(old[word]) ^ u32::from_ne_bytes(new[word])) & own[word];
                any[word] |= difference;
                differs |= difference;
            }
            // No branch: a script changes some rows, or all.
            self.rows[count] = row as u32;
            count += usize::from(differs != 0);
        }
        self.count = count;
        for (bytes, any) in self.bytes.as_chunks_mut().0.iter_mut().zip(any) {
            *bytes = any.to_ne_bytes();
        }
    }

    fn find_bytes(&mut self, old: &[u8], new: &[u8], size: usize, mask: &[u8]) {
        for (row, (old, new)) in old.chunks_exact(size).zip(new.chunks_exact(size)).enumerate() {
            let mut differs = 0;
            for (((old, new), mask), any) in old.iter().zip(new).zip(mask).zip(&mut self.bytes) {
                let difference = (old ^ new) & mask;
                *any |= difference;
                differs |= difference;
            }
            self.rows[self.count] = row as u32;
            self.count += usize::from(differs != 0);
        }
    }

    /// The rows that differ, in order.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows[..self.count]
    }

    /// Whether any row differs in these bytes of its value.
    pub(super) fn is_in(&self, part: &Range<usize>) -> bool {
        self.bytes[part.clone()].iter().any(|byte| *byte != 0)
    }
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
                found.find(&old, &new, size, (0..size).filter(|byte| mask[*byte] != 0).map(|byte| byte..byte + 1));
                assert_eq!(found.rows(), expected, "{size} bytes, {rows} rows");
                for byte in (0..size).filter(|_| !expected.is_empty()) {
                    let is_in = (0..rows).any(|row| differs(&row, byte));
                    assert_eq!(found.is_in(&(byte..byte + 1)), is_in, "byte {byte} of {size}");
                }
            }
        }
    }
}
