//! The components that a script knows: compared with the game's, and given their ids.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::abi::*;
use crate::component::{ComponentId, RegisteredComponent};
use crate::shape::Leaf;

use super::descriptor::constant;

/// A script's mirror of a component.
#[derive(Debug)]
pub(crate) struct KnownComponent {
    pub(crate) name: String,
    size: usize,
    align: usize,
    fields: Vec<Leaf>,
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
        let size = raw.value_size as usize;
        // SAFETY: a list among the script's constants.
        let fields = unsafe { slice(raw.fields, raw.field_count as usize) };
        let fields = fields.iter().map(|raw| super::descriptor::read_field(raw, size)).collect::<Option<_>>()?;
        let name = constant(raw.name);
        // SAFETY: a variable of the script, which stays in place; host and scripts use it as an atomic only.
        let id = unsafe { AtomicU32::from_ptr(raw.id) };
        // The number is the program's: another game that registers the script writes the same.
        id.store(ComponentId::of(&name).0, Ordering::Relaxed);
        Some(Self { name, size, align: raw.value_align as usize, fields })
    }

    /// How the mirror differs from the game's component, if it does.
    pub(super) fn difference(&self, component: &RegisteredComponent) -> Option<String> {
        for (ours, theirs) in component.fields.iter().zip(&self.fields) {
            if ours.path != theirs.path {
                return Some(format!("Rust has the field '{}' where Zig has '{}'", ours.path, theirs.path));
            }
            let (Leaf { path, .. }, ours_shape) = (theirs, (&ours.kind, ours.offset, ours.size));
            if ours_shape != (&theirs.kind, theirs.offset, theirs.size) {
                return Some(format!(
                    "the field '{path}' is {:?} of {} bytes at {} in Rust, and {:?} of {} bytes at {} in Zig",
                    ours.kind, ours.size, ours.offset, theirs.kind, theirs.size, theirs.offset
                ));
            }
        }
        if component.fields.len() != self.fields.len() {
            return Some(format!("it has {} fields in Rust and {} in Zig", component.fields.len(), self.fields.len()));
        }
        let (ours, theirs) = ((component.size, component.align), (self.size, self.align));
        (ours != theirs).then(|| format!("its size and alignment are {ours:?} in Rust and {theirs:?} in Zig"))
    }
}
