//! The instances of scripts: their states in columns, and the memory and the saved bytes that each has of its own.
//! Uses abi, base, shape, guard, script, attached.

mod arrivals;
mod blobs;
mod column;
mod columns;
#[cfg(feature = "hot-reload")]
mod exchange;
mod memory;
mod owners;
mod reads;
mod states;
mod wakes;

pub(crate) use arrivals::{Arrivals, KindIndex, Neighbours};
pub(crate) use blobs::{BlobError, StateBlobs};
pub(crate) use column::{Column, ColumnKey, Run};
pub(crate) use columns::{Instances, OtherColumns};
#[cfg(feature = "hot-reload")]
pub(crate) use memory::SavedMemory;
pub(crate) use memory::{BLOCK_ALIGN, InstanceMemory, MemoryError};
pub(crate) use owners::RowOwners;
pub(crate) use reads::{Reads, Wanted, WantedField};
pub(crate) use states::States;
pub(crate) use wakes::Wakes;
