//! Values as they lie in Bevy's tables.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - An id of Bevy's is that of the type it is used with. The registry keeps the two together.
//! - A column that is read as bytes has so many initialised bytes for each row: see [`Columns::Plain`](super::Columns).
#![expect(unsafe_code, reason = "reads components by their ids, and columns as slices")]

use std::cell::UnsafeCell;
use std::ops::Range;

use bevy::ecs::component::ComponentId as ComponentIdOfBevy;
use bevy::ecs::storage::Table;
use bevy::prelude::{Component, Entity, World};

use super::registry::View;

/// A component of an entity, without looking up the id of its type.
#[inline]
pub(crate) fn component_of<C: Component>(world: &World, entity: Entity, id: ComponentIdOfBevy) -> Option<&C> {
    let component = world.get_entity(entity).ok()?.get_by_id(id).ok()?;
    debug_assert_eq!(world.component_id::<C>(), Some(id));
    // SAFETY: the registry keeps `C` and its id together, so the component with this id is a `C`.
    Some(unsafe { component.deref() })
}

/// Which rows of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rows<'a> {
    /// These, one behind the other.
    Run { first: usize, len: usize },
    /// Those with these numbers.
    Listed(&'a [u32]),
}

impl Rows<'_> {
    pub(crate) fn len(self) -> usize {
        match self {
            Self::Run { len, .. } => len,
            Self::Listed(rows) => rows.len(),
        }
    }

    /// The number of one of them.
    #[inline]
    pub(crate) fn row(self, index: usize) -> usize {
        match self {
            Self::Run { first, .. } => first + index,
            Self::Listed(rows) => rows[index] as usize,
        }
    }
}

/// Rows of a table whose values are copied.
pub(crate) struct TableRows<'w, 'r> {
    pub(super) world: &'w World,
    pub(super) table: &'w Table,
    pub(super) rows: Rows<'r>,
}

impl<'w, 'r> TableRows<'w, 'r> {
    pub(crate) fn new(world: &'w World, table: &'w Table, rows: Rows<'r>) -> Self {
        Self { world, table, rows }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The entity of each row.
    pub(crate) fn entities(&self) -> impl Iterator<Item = Entity> {
        let all = self.table.entities();
        (0..self.len()).map(|index| all[self.rows.row(index)])
    }

    /// Writes the handle of each row.
    pub(crate) fn write_entities(&self, out: &mut [u8]) -> bool {
        let (outs, _) = out.as_chunks_mut();
        let all = self.table.entities();
        match self.rows {
            Rows::Run { first, len } => {
                let Some(run) = all.get(first..first + len) else { return false };
                for (entity, out) in run.iter().zip(outs) {
                    *out = entity.to_bits().to_ne_bytes();
                }
            }
            Rows::Listed(_) => {
                for (entity, out) in self.entities().zip(outs) {
                    *out = entity.to_bits().to_ne_bytes();
                }
            }
        }
        true
    }

    /// Writes these bytes of the value of each row's component, one behind the other; false if a row has none. The id
    /// is that of `C`.
    pub(super) fn show_each<C: View>(&self, id: ComponentIdOfBevy, part: Range<usize>, out: &mut [u8]) -> bool {
        let size = part.len();
        if size == 0 {
            return true;
        }
        debug_assert_eq!(self.world.component_id::<C>(), Some(id));
        // SAFETY: the id is that of `C`, so that is what the column holds.
        let column: Option<&[UnsafeCell<C>]> = unsafe { self.table.get_data_slice_for(id) };
        let Some(column) = column else {
            // Kept apart from tables.
            return self.entities().zip(out.chunks_exact_mut(size)).all(|(entity, out)| {
                let component = component_of::<C>(self.world, entity, id);
                component.map(|component| C::show_parts(std::iter::once(component), part.clone(), out)).is_some()
            });
        };
        let shared = |component: &UnsafeCell<C>| {
            // SAFETY: the world is borrowed shared for as long as we are, so nobody changes its components.
            unsafe { &*component.get() }
        };
        match self.rows {
            Rows::Run { first, len } => {
                let Some(run) = column.get(first..first + len) else { return false };
                C::show_parts(run.iter().map(shared), part, out);
            }
            Rows::Listed(rows) => {
                if rows.iter().any(|row| *row as usize >= column.len()) {
                    return false;
                }
                C::show_parts(rows.iter().map(|row| shared(&column[*row as usize])), part, out);
            }
        }
        true
    }

    /// Copies these of the `stride` bytes that each row's component has; false if a row has none.
    pub(super) fn copy_each(&self, id: ComponentIdOfBevy, part: Range<usize>, stride: usize, out: &mut [u8]) -> bool {
        let size = part.len();
        if size == 0 {
            return true;
        }
        let Some(column) = plain_column(self.world, self.table, id, stride) else {
            return self.entities().zip(out.chunks_exact_mut(size)).all(|(entity, out)| {
                let component = self.world.get_entity(entity).ok().and_then(|entity| entity.get_by_id(id).ok());
                let Some(component) = component else { return false };
                // SAFETY: the invariant of plain columns, which holds wherever the component lies; and as above.
                let bytes = unsafe { std::slice::from_raw_parts(component.as_ptr(), stride) };
                out.copy_from_slice(&bytes[part.clone()]);
                true
            });
        };
        // SAFETY: the world is borrowed shared for as long as we are, so nobody changes its components.
        let column = unsafe { std::slice::from_raw_parts(column.as_ptr().cast::<u8>(), column.len()) };
        match self.rows {
            Rows::Run { first, len } if size == stride => match column.get(first * size..(first + len) * size) {
                Some(run) => out[..run.len()].copy_from_slice(run),
                None => return false,
            },
            rows => {
                for (index, out) in (0..rows.len()).zip(out.chunks_exact_mut(size)) {
                    let value = column.get(rows.row(index) * stride + part.start..).and_then(|rest| rest.get(..size));
                    let Some(value) = value else {
                        return false;
                    };
                    out.copy_from_slice(value);
                }
            }
        }
        true
    }
}

/// A column as bytes, `stride` for each row of the table. `None` if the table has no such column, or no rows.
pub(super) fn plain_column<'w>(
    world: &'w World,
    table: &'w Table,
    id: ComponentIdOfBevy,
    stride: usize,
) -> Option<&'w [UnsafeCell<u8>]> {
    let column = table.get_column(id)?;
    let first = world.entities().get_spawned(*table.entities().first()?).ok()?.table_row;
    assert_eq!(first.index(), 0, "the table's first entity is in its first row");
    let size = world.components().get_info(id).map(|info| info.layout().size());
    assert_eq!(size, Some(stride), "a column is read as what Bevy takes it for");
    // SAFETY: the table has this row.
    let first = unsafe { column.get_data_unchecked(first) }.as_ptr();
    // SAFETY: the column has so many bytes, which are initialised: the invariant of plain columns.
    Some(unsafe { std::slice::from_raw_parts(first.cast::<UnsafeCell<u8>>(), table.entities().len() * stride) })
}
