//! The instances of scripts: their states in columns, and the memory and the saved bytes that each has of its own.

mod blobs;
mod columns;
mod memory;
mod states;

pub(crate) use blobs::{BlobError, StateBlobs};
#[cfg(any(feature = "hot-reload", feature = "inspection"))]
pub(crate) use columns::Column;
pub(crate) use columns::{Arrival, ColumnKey, Instances, Run};
#[cfg(feature = "hot-reload")]
pub(crate) use memory::SavedMemory;
pub(crate) use memory::{BLOCK_ALIGN, InstanceMemory, MemoryError};
pub(crate) use states::States;
