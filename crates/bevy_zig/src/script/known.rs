//! The components that a script knows, and the data that it declares, which are given their ids.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::abi::*;
use crate::component::{ComponentId, DataKind, Declared, DeclaredStorage};
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
        let shape = read_shape(fields, raw.value_size as usize, raw.value_align as usize).ok()?;
        let name = constant(raw.name);
        // SAFETY: a variable of the script, which stays in place; host and scripts use it as an atomic only.
        let id = unsafe { AtomicU32::from_ptr(raw.id) };
        // The number is the program's: another game that registers the script writes the same.
        id.store(ComponentId::of(&name).0, Ordering::Relaxed);
        Some(Self { name, shape })
    }
}

/// Reads what a descriptor says of data that a script declares, and tells the script the id; `None` if it makes no
/// sense.
///
/// # Safety
/// As for [`KnownComponent::read`].
pub(super) unsafe fn read_data(raw: &BevyZigData) -> Option<Declared> {
    let (size, align) = (raw.value_size as usize, raw.value_align as usize);
    let is_laid_out = align.is_power_of_two() && align <= STATE_ALIGN_MAX && size.is_multiple_of(align);
    if raw.id.is_null() || !raw.id.is_aligned() || !is_laid_out {
        return None;
    }
    let kind = match raw.kind {
        BEVY_ZIG_DATA_COMPONENT => DataKind::Component,
        BEVY_ZIG_DATA_RESOURCE => DataKind::Resource,
        BEVY_ZIG_DATA_MESSAGE => DataKind::Message,
        _ => return None,
    };
    let storage = match raw.storage {
        BEVY_ZIG_STORAGE_TABLE => DeclaredStorage::Table,
        BEVY_ZIG_STORAGE_SPARSE_SET => DeclaredStorage::SparseSet,
        _ => return None,
    };
    // SAFETY: a list among the script's constants.
    let fields = unsafe { slice(raw.fields, raw.field_count as usize) };
    // SAFETY: likewise.
    let renames = unsafe { slice(raw.renames, raw.rename_count as usize) };
    // SAFETY: a constant of the size that the script says.
    let default: &[u8] = unsafe { slice(raw.value_default.cast(), size) };
    let name = constant(raw.name);
    if default.len() != size || name.is_empty() {
        return None;
    }
    let shape = read_shape(fields, size, align).ok()?;
    let renames = renames.iter().map(|raw| (constant(raw.to), constant(raw.from)));
    let declared = Declared::new(name, (kind, storage), shape, default, renames.collect())?;
    // SAFETY: a variable of the script, which stays in place; host and scripts use it as an atomic only.
    let id = unsafe { AtomicU32::from_ptr(raw.id) };
    id.store(declared.id().0, Ordering::Relaxed);
    Some(declared)
}
