//! Memory for what scripts write to during a phase, which does not move as long as it lasts.

/// Pages that are filled one after the other, and used again in the next phase.
#[derive(Default)]
pub(super) struct Pages {
    pages: Vec<Vec<Block>>,
    /// The page that is being filled, and how much of it is.
    page: usize,
    used: usize,
}

/// As large as the alignment that every piece has.
type Block = u128;
const BLOCK_LEN: usize = size_of::<Block>();

/// Blocks of a page, unless one piece needs more.
const PAGE_BLOCKS: usize = (256 << 10) / BLOCK_LEN;

/// A place in the pages.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    page: usize,
    /// In blocks.
    at: usize,
    /// In bytes.
    len: usize,
}

impl Pages {
    /// A piece that nobody else has until [`clear`](Self::clear). Its bytes have some value.
    pub(super) fn take(&mut self, len: usize) -> Piece {
        let blocks = len.div_ceil(BLOCK_LEN);
        while self.pages.get(self.page).is_some_and(|page| page.len() - self.used < blocks) {
            (self.page, self.used) = (self.page + 1, 0);
        }
        if self.page == self.pages.len() {
            self.pages.push(vec![0; blocks.max(PAGE_BLOCKS)]);
        }
        let piece = Piece { page: self.page, at: self.used, len };
        self.used += blocks;
        piece
    }

    /// Makes a piece smaller. If it is the last one, what was behind is free again.
    pub(super) fn shrink(&mut self, piece: &mut Piece, len: usize) {
        let end = piece.at + piece.len.div_ceil(BLOCK_LEN);
        piece.len = len.min(piece.len);
        if (piece.page, end) == (self.page, self.used) {
            self.used = piece.at + piece.len.div_ceil(BLOCK_LEN);
        }
    }

    pub(super) fn bytes(&self, piece: &Piece) -> &[u8] {
        let bytes: &[u8] = bytemuck::cast_slice(&self.pages[piece.page][piece.at..]);
        &bytes[..piece.len]
    }

    pub(super) fn bytes_mut(&mut self, piece: &Piece) -> &mut [u8] {
        let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut self.pages[piece.page][piece.at..]);
        &mut bytes[..piece.len]
    }

    /// Takes all pieces back. The memory is kept.
    pub(super) fn clear(&mut self) {
        (self.page, self.used) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_apart_and_stay_where_they_are() {
        let mut pages = Pages::default();
        for _ in 0..2 {
            let mut taken = Vec::new();
            for (index, len) in [1, 16, 100_000, 3, 1 << 20, 0, 7].into_iter().enumerate() {
                let piece = pages.take(len);
                pages.bytes_mut(&piece).fill(index as u8);
                taken.push((piece.clone(), pages.bytes(&piece).as_ptr(), index as u8));
            }
            for (piece, at, value) in taken {
                assert!(pages.bytes(&piece).as_ptr() == at && at.addr().is_multiple_of(BLOCK_LEN));
                assert!(pages.bytes(&piece).iter().all(|byte| *byte == value));
            }
            pages.clear();
        }
        assert_eq!(pages.pages.len(), 3, "the pages are used again");
    }

    #[test]
    fn what_the_last_piece_does_not_need_is_free_again() {
        let mut pages = Pages::default();
        let mut first = pages.take(64);
        let mut second = pages.take(64);
        pages.shrink(&mut first, 16);
        assert_eq!(pages.take(16).at, 8, "the first was not the last");
        let third = pages.take(0);
        assert_eq!(third.at, 9);
        pages.shrink(&mut second, 0);
        assert_eq!(pages.used, 9);
        let mut last = pages.take(64);
        pages.shrink(&mut last, 17);
        assert_eq!(pages.take(1).at, 11);
    }
}
