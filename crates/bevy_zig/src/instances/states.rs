//! The states of instances, one behind the other, as a script's code sees them.

use crate::abi::STATE_ALIGN_MAX;

/// Memory with the alignment that states are promised.
type Block = u128;
const _: () = assert!(align_of::<Block>() >= STATE_ALIGN_MAX);

/// States of one size.
#[derive(Debug)]
pub(crate) struct States {
    blocks: Vec<Block>,
    /// Bytes of one; may be 0.
    size: usize,
    len: usize,
}

impl Clone for States {
    fn clone(&self) -> Self {
        Self { blocks: self.blocks.clone(), ..*self }
    }

    /// Takes no memory that is there already.
    fn clone_from(&mut self, other: &Self) {
        self.blocks.clone_from(&other.blocks);
        (self.size, self.len) = (other.size, other.len);
    }
}

impl States {
    /// None yet, of this size each.
    pub(crate) fn new(size: usize) -> Self {
        Self { blocks: Vec::new(), size, len: 0 }
    }

    /// All of them, and what fills the last block.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(&mut self.blocks)
    }

    pub(crate) fn get(&self, index: usize) -> &[u8] {
        &bytemuck::cast_slice(&self.blocks)[index * self.size..][..self.size]
    }

    pub(crate) fn get_mut(&mut self, index: usize) -> &mut [u8] {
        let size = self.size;
        &mut self.bytes_mut()[index * size..][..size]
    }

    pub(crate) fn reserve(&mut self, more: usize) {
        let blocks = self.blocks_for(self.len + more);
        self.blocks.reserve(blocks.saturating_sub(self.blocks.len()));
    }

    #[cfg(feature = "hot-reload")]
    pub(crate) fn push(&mut self, state: &[u8]) {
        self.len += 1;
        self.blocks.resize(self.blocks_for(self.len), 0);
        self.get_mut(self.len - 1).copy_from_slice(state);
    }

    /// Adds `count` copies of a state.
    pub(crate) fn extend(&mut self, state: &[u8], count: usize) {
        let (first, size) = (self.len, self.size);
        self.len += count;
        self.blocks.resize(self.blocks_for(self.len), 0);
        let new = &mut self.bytes_mut()[first * size..][..count * size];
        // Most begin with zeroes, which are written faster at once.
        match state.iter().any(|byte| *byte != 0) {
            true => new.chunks_exact_mut(size).for_each(|one| one.copy_from_slice(state)),
            false => new.fill(0),
        }
    }

    /// Removes one; the last one takes its place.
    pub(crate) fn swap_remove(&mut self, index: usize) {
        let (last, size) = (self.len - 1, self.size);
        self.bytes_mut().copy_within(last * size..(last + 1) * size, index * size);
        self.len = last;
        self.blocks.truncate(self.blocks_for(last));
    }

    fn blocks_for(&self, len: usize) -> usize {
        (len * self.size).div_ceil(size_of::<Block>())
    }
}
