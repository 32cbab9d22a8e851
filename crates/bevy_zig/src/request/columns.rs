//! Columns that scripts change in chunks of rows: copied for a script to write to, compared when the chunk ends, and
//! put back when the phase is over.
//!
//! ```text
//!   begin ──► a copy in the pages, which the script writes to ──► end: only rows that differ are kept ──► apply
//!     └► a request, whose place in the order the rows have                                               └► in place
//! ```

use std::ops::Range;

use bevy::ecs::change_detection::Tick;
use bevy::ecs::storage::TableId;
use bevy::prelude::{Entity, World};
use smallvec::SmallVec;

use super::compare::Differences;
use super::pages::{Pages, Piece};
use crate::component::{Columns, ComponentId, NewValues, RegisteredComponent, Rows, ScriptComponents, WriteComponent};

/// What scripts have written to columns in a phase.
#[derive(Default)]
pub(crate) struct WrittenColumns {
    pages: Pages,
    entities: Vec<Entity>,
    rows: Vec<u32>,
    /// By the number that a request has.
    writes: Vec<Option<ColumnWrite>>,
    differences: Differences,
}

/// A copy of a column that a script may write to.
pub(crate) struct ColumnCopy {
    /// The number of its request.
    number: u32,
    piece: Piece,
}

/// Whose rows a copy is of, and what they were.
pub(crate) struct CopiedRows<'a> {
    pub(crate) component: &'a RegisteredComponent,
    /// Which bytes of each value; those of a field, or all.
    pub(crate) part: Range<usize>,
    pub(crate) table: TableId,
    /// All entities of the table.
    pub(crate) entities: &'a [Entity],
    pub(crate) rows: Rows<'a>,
    pub(crate) values: &'a [u8],
}

/// Rows that a script has changed.
struct ColumnWrite {
    component: ComponentId,
    /// Which bytes of each value.
    part: Range<usize>,
    table: TableId,
    /// Places in the list of all.
    entities: Range<usize>,
    rows: WrittenRows,
    /// One for each entity.
    values: Piece,
    /// What they were before, if more than one leaf of them differs: of a row that something else has changed, too,
    /// only what differs is written.
    before: Option<Piece>,
}

enum WrittenRows {
    /// One behind the other, from this one.
    From(usize),
    /// Those at these places in the list of all, as many as entities.
    Listed(Range<usize>),
}

/// What has become of a request.
#[derive(Default)]
pub(super) struct Applied {
    /// How many rows have changed.
    pub(super) rows: u64,
    /// If values were none of a component's: its name, and an entity that should have got one.
    pub(super) refused: Option<(&'static str, Entity)>,
}

impl WrittenColumns {
    /// The number of the next request.
    pub(super) fn next_number(&self) -> u32 {
        self.writes.len() as u32
    }

    /// Copies a column for a script to write to, for the next request.
    pub(super) fn begin(&mut self, values: &[u8]) -> ColumnCopy {
        let piece = self.pages.take(values.len());
        self.pages.bytes_mut(&piece).copy_from_slice(values);
        let number = self.next_number();
        self.writes.push(None);
        ColumnCopy { number, piece }
    }

    /// Where a script writes to.
    pub(super) fn memory(&mut self, copy: &ColumnCopy) -> *mut u8 {
        self.pages.bytes_mut(&copy.piece).as_mut_ptr()
    }

    /// Keeps the rows that a script has changed; it may write no more. Returns how many bytes that takes.
    pub(super) fn end(&mut self, copy: ColumnCopy, of: &CopiedRows) -> usize {
        let ColumnCopy { number, piece: mut values } = copy;
        let size = of.part.len();
        self.differences.find(of.values, self.pages.bytes(&values), size, parts_of(of.component, &of.part));
        let changed = self.differences.rows();
        if changed.is_empty() {
            self.pages.shrink(&mut values, 0);
            return 0;
        }
        let is_all = changed.len() == of.rows.len();
        let entities = self.entities.len()..self.entities.len() + changed.len();
        let rows = match of.rows {
            Rows::Run { first, len } if is_all => {
                self.entities.extend_from_slice(&of.entities[first..first + len]);
                WrittenRows::From(first)
            }
            rows => {
                let start = self.rows.len();
                self.rows.extend(changed.iter().map(|row| rows.row(*row as usize) as u32));
                self.entities.extend(self.rows[start..].iter().map(|row| of.entities[*row as usize]));
                WrittenRows::Listed(start..self.rows.len())
            }
        };
        let mut leaves = parts_of(of.component, &of.part).filter(|leaf| self.differences.is_in(leaf));
        // Where one leaf differs, it is written and no other.
        let (leaf, before) = match (leaves.next(), leaves.next()) {
            (Some(leaf), None) => (leaf, None),
            _ => (0..size, Some(self.pages.take(changed.len() * size))),
        };
        if let Some(before) = &before {
            // What lies between leaves stays what it was, whatever the script has left there.
            let bytes = self.pages.bytes_mut(&values);
            for gap in gaps_of(of.component, &of.part) {
                for row in changed {
                    let at = *row as usize * size;
                    bytes[at + gap.start..at + gap.end].copy_from_slice(&of.values[at + gap.start..at + gap.end]);
                }
            }
            for (value, row) in self.pages.bytes_mut(before).chunks_exact_mut(size).zip(changed) {
                value.copy_from_slice(&of.values[*row as usize * size..][..size]);
            }
        }
        if !is_all || leaf.len() < size {
            let bytes = self.pages.bytes_mut(&values);
            for (to, from) in changed.iter().enumerate() {
                let from = *from as usize * size + leaf.start;
                bytes.copy_within(from..from + leaf.len(), to * leaf.len());
            }
            self.pages.shrink(&mut values, changed.len() * leaf.len());
        }
        let part = of.part.start + leaf.start..of.part.start + leaf.end;
        let of_before = if before.is_some() { size } else { 0 };
        let bytes = changed.len() * (leaf.len() + of_before + size_of::<Entity>());
        let component = of.component.id;
        self.writes[number as usize] =
            Some(ColumnWrite { component, part, table: of.table, entities, rows, values, before });
        bytes
    }

    /// Whether scripts have written to no column.
    pub(super) fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.pages.clear();
        self.entities.clear();
        self.rows.clear();
        self.writes.clear();
    }

    /// The rows of some of a request's values.
    fn rows_of(&self, write: &ColumnWrite, values: Range<usize>) -> Rows<'_> {
        match &write.rows {
            WrittenRows::From(first) => Rows::Run { first: first + values.start, len: values.len() },
            WrittenRows::Listed(rows) => Rows::Listed(&self.rows[rows.clone()][values]),
        }
    }

    /// Applies a request. What has changed since `since`, something else may have changed.
    pub(super) fn apply(&self, world: &mut World, number: u32, since: Tick) -> Applied {
        let Some(write) = self.writes.get(number as usize).and_then(Option::as_ref) else { return Applied::default() };
        let component = world.get_resource::<ScriptComponents>().and_then(|found| found.get(write.component.0));
        let Some((component, set)) = component.and_then(|found| Some((found, found.write.clone()?))) else {
            return Applied::default();
        };
        let values = self.pages.bytes(&write.values);
        let entities = &self.entities[write.entities.clone()];
        let (columns, id, size) = (component.columns, component.bevy_id, write.part.len());
        let is_whole = size == component.shape.size();
        // Empty, if all are values of the component.
        let takes_all = component.takes_all(values);
        let mut whole = vec![0; component.shape.size()];
        let mut is_bad = |(value, entity): (&[u8], &Entity)| {
            // A part is looked at within what the entity has, or else within zeroes.
            if !is_whole && !(component.read)(world, *entity, id, &mut whole) {
                return false;
            }
            whole[write.part.clone()].copy_from_slice(value);
            !component.takes(&set, &whole)
        };
        let bad: Vec<bool> =
            if takes_all { Vec::new() } else { values.chunks_exact(size).zip(entities).map(&mut is_bad).collect() };
        let refused = bad.iter().position(|is_bad| *is_bad).map(|index| (component.name, entities[index]));
        let parts: SmallVec<[Range<usize>; 8]> = parts_of(component, &write.part).collect();
        let merge = |index: usize, there: &mut [u8]| {
            let there = &mut there[write.part.clone()];
            let new = &values[index * size..][..size];
            match &write.before {
                None => there.copy_from_slice(new),
                Some(before) => {
                    let before = &self.pages.bytes(before)[index * size..][..size];
                    let differing = parts.iter().filter(|part| before[(*part).clone()] != new[(*part).clone()]);
                    differing.for_each(|part| there[part.clone()].copy_from_slice(&new[part.clone()]));
                }
            }
        };
        let is_good = |index: usize| bad.get(index).is_none_or(|is_bad| !is_bad);
        let mut rows = 0;
        if !Columns::is_in_place(world, id) {
            for (index, entity) in entities.iter().enumerate().filter(|(index, _)| is_good(*index)) {
                rows += u64::from(set_one(world, *entity, write.component, &set, |there| merge(index, there)));
            }
            return Applied { rows, refused };
        }
        let now = world.change_tick();
        // Values one behind the other, for rows of a table.
        let put = |world: &mut World, table: TableId, rows: Rows, start: usize| {
            let merge = |index: usize, there: &mut [u8]| merge(start + index, there);
            let values = &values[start * size..(start + rows.len()) * size];
            let part = (!is_whole).then(|| write.part.clone());
            columns.write(world, table, id, &NewValues { rows, part, values, since, now, merge: &merge })
        };
        let mut index = 0;
        while index < entities.len() {
            let start = index;
            index += in_place(world, write.table, self.rows_of(write, start..entities.len()), &entities[start..]);
            let end = (start..index).find(|index| !is_good(*index)).unwrap_or(index);
            if end > start {
                rows += put(world, write.table, self.rows_of(write, start..end), start);
                index = end;
                continue;
            }
            // It has moved, or its value is bad.
            let spawned = world.entities().get_spawned(entities[start]).ok();
            if let Some(location) = spawned.filter(|_| is_good(start)) {
                let row = Rows::Run { first: location.table_row.index(), len: 1 };
                rows += put(world, location.table_id, row, start);
            }
            index = start + 1;
        }
        Applied { rows, refused }
    }
}

/// The leaves of a part of a component's value, which may be all of it, as places in the part.
fn parts_of(component: &RegisteredComponent, part: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let leaves = component.shape.parts().filter(|leaf| part.start <= leaf.start && leaf.end <= part.end);
    leaves.map(|leaf| leaf.start - part.start..leaf.end - part.start)
}

/// What lies between its leaves, and behind them.
fn gaps_of(component: &RegisteredComponent, part: &Range<usize>) -> SmallVec<[Range<usize>; 4]> {
    let mut gaps = SmallVec::new();
    let mut end = 0;
    for leaf in parts_of(component, part).chain(std::iter::once(part.len()..part.len())) {
        if leaf.start > end {
            gaps.push(end..leaf.start);
        }
        end = end.max(leaf.end);
    }
    gaps
}

/// How many of these entities, from the first on, are still in these rows.
fn in_place(world: &World, table: TableId, rows: Rows, entities: &[Entity]) -> usize {
    let found = world.storages().tables.get(table).map_or(&[][..], |table| table.entities());
    if let Rows::Run { first, len } = rows
        && found.get(first..first + len) == Some(entities)
    {
        return len;
    }
    let is_there = |index: usize, entity: &Entity| found.get(rows.row(index)) == Some(entity);
    entities.iter().enumerate().position(|(index, entity)| !is_there(index, entity)).unwrap_or(entities.len())
}

/// Changes the value of an entity's component by inserting it, for components of which more has to be told than that
/// they have changed. False if the entity has none, or nothing changes.
fn set_one(
    world: &mut World,
    entity: Entity,
    id: ComponentId,
    set: &WriteComponent,
    merge: impl FnOnce(&mut [u8]),
) -> bool {
    let Some(component) = world.get_resource::<ScriptComponents>().and_then(|found| found.get(id.0)) else {
        return false;
    };
    let mut value: SmallVec<[u8; 64]> = SmallVec::from_elem(0, component.shape.size());
    if !(component.read)(world, entity, component.bevy_id, &mut value) {
        return false;
    }
    merge(&mut value);
    world.get_entity_mut(entity).is_ok_and(|mut entity| (set.set)(&mut entity, &value))
}
