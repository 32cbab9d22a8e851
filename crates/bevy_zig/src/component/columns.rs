//! Columns of components in bulk: copied to scripts, and put back where scripts have changed them.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - Those of [`rows`](super::rows).
//! - What is written to a column is written while the world is borrowed alone.
#![expect(unsafe_code, reason = "writes columns as slices")]

use std::cell::UnsafeCell;
use std::ops::Range;

use bevy::ecs::change_detection::Tick;
use bevy::ecs::component::{ComponentId as ComponentIdOfBevy, StorageType};
use bevy::ecs::storage::{Table, TableId};
use bevy::prelude::World;

use super::registry::{Settable, View};
use super::rows::{Rows, TableRows, plain_column};
use crate::shape::ZigValue as _;

/// How the values of a component lie in its column.
#[derive(Clone, Copy)]
pub(crate) enum Columns {
    /// As those of a type of Rust, whatever its layout: they are shown and put back one by one, in a loop of the
    /// type's own.
    Typed { read: ReadRows, read_part: ReadPart, write: Option<WriteRows> },
    /// As scripts have them: the first `size` of `stride` bytes, which is what Bevy takes the component's size for. All
    /// of these bytes are initialised.
    Plain { size: usize, stride: usize },
}

type ReadRows = fn(&TableRows, ComponentIdOfBevy, &mut [u8]) -> bool;
type ReadPart = fn(&TableRows, ComponentIdOfBevy, Range<usize>, &mut [u8]) -> bool;

/// # Safety
/// The world that the table is of is borrowed alone, and the id is that of the component.
pub(super) type WriteRows = unsafe fn(&Table, ComponentIdOfBevy, &NewValues) -> u64;

/// Values for rows of a table.
pub(crate) struct NewValues<'a> {
    pub(crate) rows: Rows<'a>,
    /// Which bytes of a value they are; `None`: all.
    pub(crate) part: Option<Range<usize>>,
    /// One behind the other.
    pub(crate) values: &'a [u8],
    /// What has changed since, somebody else may have changed.
    pub(crate) since: Tick,
    /// Puts what the script has changed of a value, whose number is given, into the bytes of the one that is there.
    /// Called for rows that have changed since, unless the values are parts.
    pub(crate) merge: &'a dyn Fn(usize, &mut [u8]),
    /// When they are written.
    pub(crate) now: Tick,
}

impl Columns {
    /// Those of a component of Rust. `write` is its own [`write_rows`](Self::write_rows), if scripts may change it.
    pub(super) fn of<C: View>(write: Option<WriteRows>) -> Self {
        Self::Typed {
            read: |rows, id, out| rows.write_each::<C>(id, C::Value::SIZE, out, C::show),
            read_part: |rows, id, part, out| {
                rows.write_each::<C>(id, part.len(), out, |component, out| component.show_part(part.start, out))
            },
            write,
        }
    }

    /// What changes a component of Rust.
    pub(super) fn write_rows<C: Settable>() -> WriteRows {
        write_typed::<C>
    }

    /// Writes the value of each row, one behind the other; false if a row has none.
    pub(crate) fn read(&self, rows: &TableRows, id: ComponentIdOfBevy, out: &mut [u8]) -> bool {
        match *self {
            Self::Typed { read, .. } => read(rows, id, out),
            Self::Plain { size, stride } => rows.copy_each(id, 0..size, stride, out),
        }
    }

    /// The same for a part of each value.
    pub(crate) fn read_part(
        &self,
        rows: &TableRows,
        id: ComponentIdOfBevy,
        part: Range<usize>,
        out: &mut [u8],
    ) -> bool {
        match *self {
            Self::Typed { read_part, .. } => read_part(rows, id, part, out),
            Self::Plain { stride, .. } => rows.copy_each(id, part, stride, out),
        }
    }

    /// Whether values can be written in place: they lie in tables, and nothing has to be told of them.
    pub(crate) fn is_in_place(world: &World, id: ComponentIdOfBevy) -> bool {
        let info = world.components().get_info(id);
        info.is_some_and(|info| info.storage_type() == StorageType::Table && info.mutable())
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
            Self::Plain { size, stride } => unsafe { write_plain(world, table, id, (size, stride), new) },
        }
    }
}

/// # Safety
/// As [`WriteRows`].
unsafe fn write_typed<C: Settable>(table: &Table, id: ComponentIdOfBevy, new: &NewValues) -> u64 {
    // SAFETY: the caller vouches for the id.
    let column: Option<&[UnsafeCell<C>]> = unsafe { table.get_data_slice_for(id) };
    let (Some(column), Some(ticks)) = (column, table.get_changed_ticks_slice_for(id)) else { return 0 };
    let (mut written, mut merged) = (0, Vec::<u8>::new());
    if let Some(part) = &new.part {
        each_row(new, part.len(), |row, _, bytes| {
            let (Some(component), Some(tick)) = (column.get(row), ticks.get(row)) else { return };
            // SAFETY: nobody else has the world, and one row is written at a time.
            if unsafe { &mut *component.get() }.put_part(part.start, bytes) {
                // SAFETY: likewise.
                unsafe { *tick.get() = new.now };
                written += 1;
            }
        });
        return written;
    }
    each_row(new, C::Value::SIZE, |row, index, bytes| {
        let (Some(component), Some(tick)) = (column.get(row), ticks.get(row)) else { return };
        // SAFETY: nobody else has the world, and one row is written at a time.
        let component = unsafe { &mut *component.get() };
        // SAFETY: likewise.
        let tick = unsafe { &mut *tick.get() };
        let bytes = if tick.is_newer_than(new.since, new.now) {
            merged.resize(C::Value::SIZE, 0);
            component.show(&mut merged);
            (new.merge)(index, &mut merged);
            merged.as_slice()
        } else {
            bytes
        };
        if let Some(value) = C::Value::read(bytes) {
            component.put(value);
            *tick = new.now;
            written += 1;
        }
    });
    written
}

/// # Safety
/// The world is borrowed alone.
unsafe fn write_plain(
    world: &World,
    table: &Table,
    id: ComponentIdOfBevy,
    (size, stride): (usize, usize),
    new: &NewValues,
) -> u64 {
    let Some(column) = plain_column(world, table, id, stride) else { return 0 };
    let Some(ticks) = table.get_changed_ticks_slice_for(id) else { return 0 };
    let (mut written, mut merged) = (0, Vec::<u8>::new());
    let part = new.part.clone().unwrap_or(0..size);
    each_row(new, part.len(), |row, index, bytes| {
        let component = column.get(row * stride + part.start..).and_then(|rest| rest.get(..part.len()));
        let (Some(component), Some(tick)) = (component, ticks.get(row)) else { return };
        // SAFETY: nobody else has the world, and one row is written at a time.
        let tick = unsafe { &mut *tick.get() };
        // SAFETY: likewise; the bytes of one value, which are initialised.
        let component = unsafe { std::slice::from_raw_parts_mut(UnsafeCell::raw_get(component.as_ptr()), part.len()) };
        let bytes = if new.part.is_none() && tick.is_newer_than(new.since, new.now) {
            merged.clear();
            merged.extend_from_slice(component);
            (new.merge)(index, &mut merged);
            merged.as_slice()
        } else {
            bytes
        };
        component.copy_from_slice(bytes);
        *tick = new.now;
        written += 1;
    });
    written
}

/// Runs something for the row, the number and the bytes of each value.
#[inline(always)]
fn each_row(new: &NewValues, size: usize, mut run: impl FnMut(usize, usize, &[u8])) {
    let values = new.values.chunks_exact(size.max(1)).enumerate();
    // A loop for each, in which nothing is left to decide.
    match new.rows {
        Rows::Run { first, len } => values.take(len).for_each(|(index, bytes)| run(first + index, index, bytes)),
        Rows::Listed(rows) => values.zip(rows).for_each(|((index, bytes), row)| run(*row as usize, index, bytes)),
    }
}
