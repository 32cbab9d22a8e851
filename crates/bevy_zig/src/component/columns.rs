//! Columns of components in bulk: copied to scripts, and put back where scripts have changed them.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - Those of [`rows`](super::rows).
//! - What is written to a column is written while the world is borrowed alone.
#![expect(unsafe_code, reason = "writes columns as slices")]

use std::cell::UnsafeCell;
use std::ops::Range;

use bevy::ecs::change_detection::Tick;
use bevy::ecs::component::{ComponentId as ComponentIdOfBevy, ComponentMutability, StorageType};
use bevy::ecs::storage::{Table, TableId};
use bevy::prelude::{EntityWorldMut, World};

use super::registry::{Settable, View};
use super::rows::{Rows, TableRows, plain_column};

/// How the values of a component lie in its column.
#[derive(Clone, Copy)]
pub(crate) enum Columns {
    /// As those of a type of Rust, whatever its layout: they are shown and put back in loops of the type's own.
    Typed { read: ReadRows, write: Option<WriteRows> },
    /// As scripts have them, in the first of `stride` bytes, which is what Bevy takes the component's size for. All of
    /// these bytes are initialised.
    Plain { stride: usize },
}

type ReadRows = fn(&TableRows, ComponentIdOfBevy, Range<usize>, &mut [u8]) -> bool;

/// # Safety
/// The world that the table is of is borrowed alone, and the id is that of the component.
pub(super) type WriteRows = unsafe fn(&Table, ComponentIdOfBevy, &NewValues) -> u64;

/// Values for rows of a table.
pub(crate) struct NewValues<'a> {
    pub(crate) rows: Rows<'a>,
    /// Which bytes of a component's value they are.
    pub(crate) part: Range<usize>,
    /// One behind the other.
    pub(crate) values: &'a [u8],
    /// Puts what the script has changed of one of them, whose number is given, into the bytes that are there. Called
    /// for rows that have changed since; `None`: of those, too, all is replaced.
    pub(crate) merge: Option<&'a Merge<'a>>,
    /// What has changed since, somebody else may have changed.
    pub(crate) since: Tick,
    /// When they are written.
    pub(crate) now: Tick,
}

/// Puts one of the values, whose number is given, into the bytes that are there.
pub(crate) type Merge<'a> = dyn Fn(usize, &mut [u8]) + 'a;

impl NewValues<'_> {
    fn size(&self) -> usize {
        self.part.len().max(1)
    }

    /// The bytes of some of them.
    fn bytes(&self, first: usize, len: usize) -> &[u8] {
        &self.values[first * self.size()..][..len * self.size()]
    }

    /// What merges, if any of these rows has to be.
    fn merge_for(&self, ticks: &[Tick]) -> Option<&Merge<'_>> {
        self.merge.filter(|_| ticks.iter().any(|tick| self.is_newer(*tick)))
    }

    fn is_newer(&self, tick: Tick) -> bool {
        tick.is_newer_than(self.since, self.now)
    }

    /// Runs `write` for rows that follow each other, of which a table has so many: for the first, how many these are,
    /// and which of the values is the first one's. Rows that the table does not have are passed over. Returns the sum.
    fn each_run(&self, rows: usize, mut write: impl FnMut(usize, usize, usize) -> usize) -> u64 {
        let mut write =
            |first: usize, len: usize, start| write(first.min(rows), len.min(rows.saturating_sub(first)), start);
        let written = match self.rows {
            Rows::Run { first, len } => write(first, len, 0),
            Rows::Listed(listed) => {
                let (mut start, mut written) = (0, 0);
                for run in listed.chunk_by(|a, b| a + 1 == *b) {
                    let first = run[0] as usize;
                    written += write(first, run.len(), start);
                    start += run.len();
                }
                written
            }
        };
        written as u64
    }
}

impl Columns {
    /// Those of a component of Rust. `write` is its own [`write_rows`](Self::write_rows), if scripts may change it.
    pub(super) fn of<C: View>(write: Option<WriteRows>) -> Self {
        Self::Typed { read: |rows, id, part, out| rows.show_each::<C>(id, part, out), write }
    }

    /// What changes a component of Rust.
    pub(super) fn write_rows<C: Settable>() -> WriteRows {
        write_typed::<C>
    }

    /// Writes these bytes of the value of each row, one behind the other; false if a row has none.
    pub(crate) fn read(&self, rows: &TableRows, id: ComponentIdOfBevy, part: Range<usize>, out: &mut [u8]) -> bool {
        match *self {
            Self::Typed { read, .. } => read(rows, id, part, out),
            Self::Plain { stride } => rows.copy_each(id, part, stride, out),
        }
    }

    /// Whether values can be written in place: they lie in tables, and nothing has to be told of them.
    pub(crate) fn is_in_place(world: &World, id: ComponentIdOfBevy) -> bool {
        let info = world.components().get_info(id);
        info.is_some_and(|info| info.storage_type() == StorageType::Table && info.mutable())
    }

    /// Changes a component of Rust in place, as a system with `&mut` does: it counts as `Changed`, and no hook or
    /// observer runs. One that is immutable for Bevy is replaced instead, so hooks and observers run.
    pub(super) fn change<C: View>(entity: &mut EntityWorldMut, change: impl FnOnce(&mut C)) {
        if !<C::Mutability as ComponentMutability>::MUTABLE {
            entity.modify_component(change);
            return;
        }
        // SAFETY: its type is mutable for Bevy, as was just asked.
        if let Some(mut component) = unsafe { entity.get_mut_assume_mutable::<C>() } {
            change(&mut component);
        }
    }

    /// Writes values, which have been looked at, to rows, which then count as changed. Returns how many. The component
    /// [is in place](Self::is_in_place). Rows that the table does not have are passed over.
    pub(crate) fn write(&self, world: &mut World, table: TableId, id: ComponentIdOfBevy, new: &NewValues) -> u64 {
        let Some(table) = world.storages().tables.get(table) else { return 0 };
        match *self {
            // SAFETY: the world is borrowed alone; the registry keeps the id and the column's type together.
            Self::Typed { write: Some(write), .. } => unsafe { write(table, id, new) },
            Self::Typed { write: None, .. } => 0,
            // SAFETY: the world is borrowed alone.
            Self::Plain { stride } => unsafe { write_plain(world, table, id, stride, new) },
        }
    }
}

/// # Safety
/// As [`WriteRows`].
unsafe fn write_typed<C: Settable>(table: &Table, id: ComponentIdOfBevy, new: &NewValues) -> u64 {
    // SAFETY: the caller vouches for the id.
    let column: Option<&[UnsafeCell<C>]> = unsafe { table.get_data_slice_for(id) };
    let (Some(column), Some(ticks)) = (column, table.get_changed_ticks_slice_for(id)) else { return 0 };
    new.each_run(column.len().min(ticks.len()), |first, len, start| {
        // SAFETY: the caller has the world alone, and these are the only references to what is in the column.
        let components = unsafe { alone(&column[first..first + len]) };
        // SAFETY: likewise.
        let ticks = unsafe { alone(&ticks[first..first + len]) };
        put_run(components, ticks, new, start)
    })
}

/// Puts the values from `start` on into components that lie one behind the other. Returns how many are written.
fn put_run<C: Settable>(components: &mut [C], ticks: &mut [Tick], new: &NewValues, start: usize) -> usize {
    let values = new.bytes(start, components.len());
    let merge = new.merge_for(ticks);
    if merge.is_none() && C::put_parts(components.iter_mut(), new.part.clone(), values) == components.len() {
        ticks.fill(new.now);
        return components.len();
    }
    // One by one.
    let mut written = 0;
    let mut merged = vec![0; new.size()];
    let rows = components.iter_mut().zip(ticks).zip(values.chunks_exact(new.size()));
    for (index, ((component, tick), bytes)) in rows.enumerate() {
        merged.copy_from_slice(bytes);
        if let Some(merge) = merge.filter(|_| new.is_newer(*tick)) {
            C::show_parts(std::iter::once(&*component), new.part.clone(), &mut merged);
            merge(start + index, &mut merged);
        }
        if C::put_parts(std::iter::once(component), new.part.clone(), &merged) == 1 {
            *tick = new.now;
            written += 1;
        }
    }
    written
}

/// # Safety
/// The world is borrowed alone.
unsafe fn write_plain(world: &World, table: &Table, id: ComponentIdOfBevy, stride: usize, new: &NewValues) -> u64 {
    let Some(column) = plain_column(world, table, id, stride) else { return 0 };
    let Some(ticks) = table.get_changed_ticks_slice_for(id) else { return 0 };
    new.each_run((column.len() / stride.max(1)).min(ticks.len()), |first, len, start| {
        // SAFETY: the caller has the world alone, and these are the only references to what is in the column; all its
        // bytes are initialised.
        let bytes = unsafe { alone(&column[first * stride..(first + len) * stride]) };
        // SAFETY: likewise.
        let ticks = unsafe { alone(&ticks[first..first + len]) };
        let values = new.bytes(start, len);
        match new.merge_for(ticks) {
            None if new.size() == stride => bytes.copy_from_slice(values),
            merge => {
                let rows = bytes.chunks_exact_mut(stride).zip(values.chunks_exact(new.size())).zip(&*ticks);
                for (index, ((there, value), tick)) in rows.enumerate() {
                    let there = &mut there[new.part.clone()];
                    match merge.filter(|_| new.is_newer(*tick)) {
                        Some(merge) => merge(start + index, there),
                        None => there.copy_from_slice(value),
                    }
                }
            }
        }
        ticks.fill(new.now);
        len
    })
}

/// What lies in these cells.
///
/// # Safety
/// Nobody else reads or writes it as long as it is borrowed.
#[expect(clippy::mut_from_ref, reason = "the cells may be written through shared references, alone")]
unsafe fn alone<T>(cells: &[UnsafeCell<T>]) -> &mut [T] {
    // SAFETY: cells lie as what is in them does; the caller vouches for the rest.
    unsafe { std::slice::from_raw_parts_mut(UnsafeCell::raw_get(cells.as_ptr()), cells.len()) }
}
