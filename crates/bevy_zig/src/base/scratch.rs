//! Memory for answers to scripts, which lasts until the callback of the instance returns.

use std::ptr::NonNull;

/// An arena whose memory is initialised once and used again and again, so that large answers cost their writing only.
#[derive(Default)]
pub(crate) struct Scratch {
    chunks: Vec<Vec<Block>>,
    /// Blocks of the last chunk that are given out.
    used: usize,
}

/// As large as the alignment that every piece has.
type Block = u128;
const BLOCK_LEN: usize = size_of::<Block>();

/// Blocks of the first chunk.
const CHUNK_BLOCKS_MIN: usize = (64 << 10) / BLOCK_LEN;

impl Scratch {
    /// Alignment of every piece.
    pub(crate) const ALIGN: usize = align_of::<Block>();

    /// A piece of `size` bytes that nobody else has until [`reset`](Self::reset), unless all pieces together would then
    /// take more than `limit` bytes. Its bytes have some value, left behind by earlier ones.
    pub(crate) fn alloc(&mut self, size: usize, limit: usize) -> Option<NonNull<u8>> {
        let blocks = size.div_ceil(BLOCK_LEN);
        if (self.bytes() / BLOCK_LEN).checked_add(blocks)?.checked_mul(BLOCK_LEN)? > limit.next_multiple_of(BLOCK_LEN) {
            return None;
        }
        let last = self.chunks.last().map_or(0, Vec::len);
        if last - self.used < blocks || self.chunks.is_empty() {
            self.chunks.push(vec![0; blocks.max(last * 2).max(CHUNK_BLOCKS_MIN)]);
            self.used = 0;
        }
        let piece = self.chunks.last_mut()?.get_mut(self.used..)?;
        self.used += blocks;
        NonNull::new(piece.as_mut_ptr().cast())
    }

    /// Bytes of memory that pieces take, or could not take.
    pub(crate) fn bytes(&self) -> usize {
        let full: usize = self.chunks.iter().rev().skip(1).map(Vec::len).sum();
        (full + self.used) * BLOCK_LEN
    }

    /// Takes all pieces back. What took several chunks has one that is large enough the next time.
    pub(crate) fn reset(&mut self) {
        if self.chunks.len() > 1 {
            let blocks = self.chunks.iter().map(Vec::len).sum();
            self.chunks = vec![vec![0; blocks]];
        }
        self.used = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_apart_and_aligned() {
        let mut scratch = Scratch::default();
        let mut ends = Vec::new();
        for size in [1, 16, 100_000, 3, 200_000, 0] {
            let at = scratch.alloc(size, usize::MAX / 2).unwrap().as_ptr().addr();
            assert!(at.is_multiple_of(Scratch::ALIGN));
            assert!(ends.iter().all(|(from, to)| at >= *to || at + size <= *from));
            ends.push((at, at + size));
        }
    }

    #[test]
    fn the_limit_counts_all_pieces_until_the_reset() {
        let mut scratch = Scratch::default();
        for _ in 0..2 {
            assert!(scratch.alloc(1 << 20, 3 << 20).is_some());
            assert!(scratch.alloc(1 << 21, 3 << 20).is_some());
            assert!(scratch.alloc(16, 3 << 20).is_none());
            scratch.reset();
        }
        assert!(scratch.alloc(usize::MAX, usize::MAX).is_none());
    }
}
