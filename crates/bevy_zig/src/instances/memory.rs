//! Memory that instances ask for and keep: the host's, freed with the instance.

use bevy::platform::collections::HashMap;

/// Bytes that a block costs beside its own, so that many small ones count as what they are.
const BLOCK_COST: usize = 64;

/// As large as the alignment that every block has.
type Word = u128;
const WORD_LEN: usize = size_of::<Word>();

/// Alignment of every block.
pub(crate) const BLOCK_ALIGN: usize = align_of::<Word>();

/// Why there is no memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum MemoryError {
    /// The instance has no such block (any more).
    NoBlock,
    /// It would be more than an instance may have, or than there is.
    TooMuch,
}

/// The blocks of all instances.
#[derive(Default)]
pub(crate) struct InstanceMemory {
    by_instance: HashMap<u64, Blocks>,
    last_id: u64,
}

#[derive(Clone, Default)]
struct Blocks {
    by_id: HashMap<u64, Block>,
    /// What they count as.
    cost: usize,
}

/// The blocks that some instances had at a moment.
#[cfg(feature = "hot-reload")]
#[derive(Default)]
pub(crate) struct SavedMemory(HashMap<u64, Blocks>);

#[derive(Clone)]
struct Block {
    words: Vec<Word>,
    size: usize,
}

impl Block {
    fn cost(&self) -> usize {
        cost(self.size).unwrap_or(usize::MAX)
    }

    fn bytes(&mut self) -> &mut [u8] {
        &mut bytemuck::cast_slice_mut(&mut self.words)[..self.size]
    }
}

fn cost(size: usize) -> Option<usize> {
    size.checked_next_multiple_of(WORD_LEN)?.checked_add(BLOCK_COST)
}

impl InstanceMemory {
    /// A new block of zeroes, and its id, which is no other block's in this run.
    pub(crate) fn alloc(&mut self, instance: u64, size: usize, limit: usize) -> Result<(u64, &mut [u8]), MemoryError> {
        let blocks = self.by_instance.entry(instance).or_default();
        let id = self.last_id + 1;
        let added = cost(size).filter(|added| blocks.cost.saturating_add(*added) <= limit);
        let added = added.ok_or(MemoryError::TooMuch)?;
        let mut block = Block { words: Vec::new(), size: 0 };
        grow(&mut block, size)?;
        blocks.cost += added;
        self.last_id = id;
        Ok((id, blocks.by_id.entry(id).insert(block).into_mut().bytes()))
    }

    /// Gives a block another size. The bytes that still fit are kept, and new ones are zero. The block may move.
    pub(crate) fn resize(
        &mut self,
        instance: u64,
        id: u64,
        size: usize,
        limit: usize,
    ) -> Result<&mut [u8], MemoryError> {
        let blocks = self.by_instance.get_mut(&instance).ok_or(MemoryError::NoBlock)?;
        let block = blocks.by_id.get_mut(&id).ok_or(MemoryError::NoBlock)?;
        let others = blocks.cost - block.cost();
        let total = cost(size).and_then(|cost| others.checked_add(cost)).filter(|total| *total <= limit);
        let total = total.ok_or(MemoryError::TooMuch)?;
        grow(block, size)?;
        blocks.cost = total;
        Ok(block.bytes())
    }

    pub(crate) fn get(&mut self, instance: u64, id: u64) -> Result<&mut [u8], MemoryError> {
        let blocks = self.by_instance.get_mut(&instance).ok_or(MemoryError::NoBlock)?;
        blocks.by_id.get_mut(&id).map(Block::bytes).ok_or(MemoryError::NoBlock)
    }

    pub(crate) fn free(&mut self, instance: u64, id: u64) -> Result<(), MemoryError> {
        let blocks = self.by_instance.get_mut(&instance).ok_or(MemoryError::NoBlock)?;
        let block = blocks.by_id.remove(&id).ok_or(MemoryError::NoBlock)?;
        blocks.cost -= block.cost();
        Ok(())
    }

    /// What these instances have now, to go back to.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn copy_of(&self, instances: impl Iterator<Item = u64>) -> SavedMemory {
        let saved = instances.map(|instance| (instance, self.by_instance.get(&instance).cloned().unwrap_or_default()));
        SavedMemory(saved.collect())
    }

    /// Gives these instances what they had, and takes away what they have got since. Those that were not there keep
    /// theirs.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn restore(&mut self, saved: &SavedMemory, instances: impl Iterator<Item = u64>) {
        for instance in instances {
            if let Some(blocks) = saved.0.get(&instance) {
                self.by_instance.insert(instance, blocks.clone());
            }
        }
    }

    /// An instance has ended.
    pub(crate) fn instance_gone(&mut self, instance: u64) {
        self.by_instance.remove(&instance);
    }

    /// All have ended.
    pub(crate) fn clear(&mut self) {
        self.by_instance.clear();
    }

    /// Bytes that all instances have asked for.
    pub(crate) fn bytes(&self) -> usize {
        self.by_instance.values().flat_map(|blocks| blocks.by_id.values()).map(|block| block.size).sum()
    }
}

/// Makes a block larger or smaller; if there is no memory left in the machine, it stays as it was.
fn grow(block: &mut Block, size: usize) -> Result<(), MemoryError> {
    let words = size.div_ceil(WORD_LEN);
    let more = words.saturating_sub(block.words.len());
    block.words.try_reserve_exact(more).map_err(|_| MemoryError::TooMuch)?;
    // What a smaller block has left behind must not show when it grows again.
    if size < block.size {
        block.bytes()[size..].fill(0);
    }
    block.words.resize(words, 0);
    block.words.shrink_to_fit();
    block.size = size;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_grow_and_shrink_and_keep_what_they_held() {
        let mut memory = InstanceMemory::default();
        let (id, bytes) = memory.alloc(1, 20, 1 << 20).unwrap();
        assert!(bytes.as_ptr().addr().is_multiple_of(BLOCK_ALIGN));
        bytes.fill(7);
        let bytes = memory.resize(1, id, 1000, 1 << 20).unwrap();
        assert!(bytes[..20].iter().all(|byte| *byte == 7) && bytes[20..].iter().all(|byte| *byte == 0));
        memory.resize(1, id, 5, 1 << 20).unwrap();
        assert_eq!(memory.resize(1, id, 8, 1 << 20).unwrap(), [7, 7, 7, 7, 7, 0, 0, 0]);
        assert_eq!(memory.bytes(), 8);
    }

    #[test]
    fn nobody_has_more_than_the_limit_or_what_is_anothers() {
        let mut memory = InstanceMemory::default();
        let limit = 1000;
        let (id, _) = memory.alloc(1, 800, limit).unwrap();
        assert_eq!(memory.alloc(1, 100, limit).err(), Some(MemoryError::TooMuch), "a block costs more than its bytes");
        assert!(memory.alloc(2, 800, limit).is_ok(), "each instance has its own limit");
        for size in [2000, usize::MAX, usize::MAX - 15] {
            assert_eq!(memory.resize(1, id, size, limit).err(), Some(MemoryError::TooMuch));
            assert_eq!(memory.alloc(3, size, limit).err(), Some(MemoryError::TooMuch));
        }
        assert_eq!(memory.get(1, id).unwrap().len(), 800, "it is as it was");
        assert_eq!(memory.get(2, id).err(), Some(MemoryError::NoBlock));
        assert_eq!(memory.free(2, id), Err(MemoryError::NoBlock));
        assert_eq!(memory.free(1, id), Ok(()));
        assert_eq!(memory.free(1, id), Err(MemoryError::NoBlock), "twice");
        assert!(memory.alloc(1, 800, limit).is_ok(), "what is freed is there again");
        memory.instance_gone(1);
        assert_eq!(memory.bytes(), 800);
    }
}
