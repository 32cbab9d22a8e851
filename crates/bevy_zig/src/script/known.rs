//! The components that a script knows, which are given their ids.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::abi::*;
use crate::component::ComponentId;
use crate::shape::Shape;

use super::descriptor::{constant, read_shape};

/// A script's mirror of a component.
#[derive(Clone, Debug)]
pub(crate) struct KnownComponent {
    pub(crate) name: String,
    pub(super) shape: Shape,
}

impl KnownComponent {
    /// Reads what a descriptor says, and tells the script the component's id; `None` if it makes no sense.
    ///
    /// # Safety
    /// `raw` is part of the descriptor of a compiled script, whose data stay in place.
    pub(super) unsafe fn read(raw: &BevyZigComponent) -> Option<Self> {
        if raw.id.is_null() || !raw.id.is_aligned() {
            return None;
        }
        // SAFETY: a list among the script's constants.
        let fields = unsafe { slice(raw.fields, raw.field_count as usize) };
        let shape = read_shape(fields, raw.value_size as usize, raw.value_align as usize)?;
        let name = constant(raw.name);
        // SAFETY: a variable of the script, which stays in place; host and scripts use it as an atomic only.
        let id = unsafe { AtomicU32::from_ptr(raw.id) };
        // The number is the program's: another game that registers the script writes the same.
        id.store(ComponentId::of(&name).0, Ordering::Relaxed);
        Some(Self { name, shape })
    }
}
