//! Columns that scripts change in chunks of rows: copied for a script to write to, compared when the chunk ends, and
//! put back when the phase is over.
//!
//! ```text
//!   begin ──► a copy in the pages, which the script writes to ──► end: only rows that differ are kept ──► apply
//!     └► a request, whose place in the order the rows have                                               └► in place
//! ```
//! While scripts run, no entity moves to another row, and while their moves, signals and columns are applied, none does
//! either. So whose rows the values are is noted only before something else is applied, which mostly is nothing.

use std::ops::Range;

use bevy::ecs::change_detection::Tick;
use bevy::ecs::storage::TableId;
use bevy::prelude::{Entity, World};
use smallvec::SmallVec;

use super::compare::{Differences, Found};
use super::pages::{Pages, Piece};
use super::sweep::Sweep;
use crate::component::{
    Columns, ComponentId, Merge, NewValues, RegisteredComponent, Rows, ScriptComponents, WriteComponent,
};

/// What scripts have written to columns in a phase.
#[derive(Default)]
pub(crate) struct WrittenColumns {
    pages: Pages,
    entities: Vec<Entity>,
    rows: Vec<u32>,
    /// By the number that a request has.
    writes: Vec<Option<ColumnWrite>>,
    /// Likewise, where scripts write to.
    copies: Vec<Piece>,
    differences: Differences,
    /// How many of them [`pin`](Self::pin) has seen.
    pinned: usize,
}

/// A copy of a column that a script may write to: the number of its request, and no more. What is larger is returned
/// through memory, and to read that takes until all that was copied before has reached the cache.
pub(crate) struct ColumnCopy(u32);

/// Whose rows a copy is of, and what they were.
pub(crate) struct CopiedRows<'a> {
    pub(crate) component: &'a RegisteredComponent,
    /// Which bytes of each value; those of a field, or all.
    pub(crate) part: Range<usize>,
    pub(crate) table: TableId,
    pub(crate) rows: Rows<'a>,
    pub(crate) values: &'a [u8],
}

/// Rows that a script has changed.
struct ColumnWrite {
    component: ComponentId,
    /// Which bytes of each value.
    part: Range<usize>,
    table: TableId,
    rows: WrittenRows,
    /// How many.
    len: usize,
    /// Whose rows these are: places in the list of all. `None`: of the entities that are still in them.
    entities: Option<Range<usize>>,
    /// One for each row.
    values: Piece,
    /// What they were before, if more than one leaf of them differs: of a row that something else has changed, too,
    /// only what differs is written.
    before: Option<Piece>,
    /// Whether each of the values is one of the component's, as far as can be said at a glance.
    is_good: bool,
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
        self.copies.push(piece);
        ColumnCopy(number)
    }

    /// Where a script writes to.
    pub(super) fn memory(&mut self, copy: &ColumnCopy) -> *mut u8 {
        self.pages.bytes_mut(&self.copies[copy.0 as usize]).as_mut_ptr()
    }

    /// Keeps the rows that a script has changed; it may write no more. Returns how many bytes that takes.
    pub(super) fn end(&mut self, copy: ColumnCopy, of: &CopiedRows) -> usize {
        let number = copy.0 as usize;
        let mut values = self.copies[number].clone();
        let size = of.part.len();
        let parts = || parts_of(of.component, &of.part);
        let Found { count: len, is_finite } =
            self.differences.find(of.values, self.pages.bytes(&values), size, parts());
        if len == 0 {
            self.pages.shrink(&mut values, 0);
            return 0;
        }
        // Empty, if all differ.
        let changed = self.differences.rows();
        let each = || (0..len).map(|to| (to, changed.get(to).map_or(to, |from| *from as usize)));
        let rows = match of.rows {
            Rows::Run { first, .. } if changed.is_empty() => WrittenRows::From(first),
            rows => {
                let start = self.rows.len();
                self.rows.extend(each().map(|(_, from)| rows.row(from) as u32));
                WrittenRows::Listed(start..self.rows.len())
            }
        };
        // Where one leaf differs, it is written and no other.
        let leaf = match parts().nth(1) {
            None => Some(0..size),
            Some(_) => match self.differences.parts(parts()).as_slice() {
                [leaf] => Some(leaf.clone()),
                _ => None,
            },
        };
        let before = leaf.is_none().then(|| self.pages.take(len * size));
        let leaf = leaf.unwrap_or(0..size);
        if let Some(before) = &before {
            // What lies between leaves stays what it was, whatever the script has left there.
            let bytes = self.pages.bytes_mut(&values);
            for gap in gaps_of(of.component, &of.part) {
                for (_, row) in each() {
                    let at = row * size;
                    bytes[at + gap.start..at + gap.end].copy_from_slice(&of.values[at + gap.start..at + gap.end]);
                }
            }
            let before = self.pages.bytes_mut(before);
            if changed.is_empty() {
                before.copy_from_slice(of.values);
            } else {
                for (value, (_, from)) in before.chunks_exact_mut(size).zip(each()) {
                    value.copy_from_slice(&of.values[from * size..][..size]);
                }
            }
        }
        if !changed.is_empty() || leaf.len() < size {
            gather(self.pages.bytes_mut(&values), leaf.len(), each().map(|(_, from)| from * size + leaf.start));
            self.pages.shrink(&mut values, len * leaf.len());
        }
        let part = of.part.start + leaf.start..of.part.start + leaf.end;
        let of_before = if before.is_some() { size } else { 0 };
        let bytes = len * (leaf.len() + of_before + size_of::<Entity>());
        let component = of.component.id;
        let is_good = of.component.takes_all(self.pages.bytes(&values), &part, is_finite);
        let (table, entities) = (of.table, None);
        self.writes[number] =
            Some(ColumnWrite { component, part, table, rows, len, entities, values, before, is_good });
        bytes
    }

    /// Notes whose rows the values are that are still to be applied. Called before anything that may move entities to
    /// other rows, for which they are still where they were when the columns were copied.
    pub(super) fn pin(&mut self, world: &World) {
        let pinned = std::mem::replace(&mut self.pinned, self.writes.len());
        for write in self.writes[pinned..].iter_mut().flatten() {
            let found = world.storages().tables.get(write.table).map_or(&[][..], |table| table.entities());
            let start = self.entities.len();
            let entity = |row: usize| found.get(row).copied().unwrap_or(Entity::PLACEHOLDER);
            match &write.rows {
                WrittenRows::From(first) => self.entities.extend((*first..first + write.len).map(entity)),
                WrittenRows::Listed(rows) => {
                    self.entities.extend(self.rows[rows.clone()].iter().map(|row| entity(*row as usize)));
                }
            }
            write.entities = Some(start..self.entities.len());
        }
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
        self.copies.clear();
        self.pinned = 0;
    }

    /// The rows of some of a request's values.
    fn rows_of(&self, write: &ColumnWrite, values: Range<usize>) -> Rows<'_> {
        match &write.rows {
            WrittenRows::From(first) => Rows::Run { first: first + values.start, len: values.len() },
            WrittenRows::Listed(rows) => Rows::Listed(&self.rows[rows.clone()][values]),
        }
    }

    /// The entity in the row of one of a request's values; `None`, if that row is gone.
    fn entity_of(&self, world: &World, write: &ColumnWrite, index: usize) -> Option<Entity> {
        match &write.entities {
            Some(entities) => Some(self.entities[entities.start + index]),
            None => {
                let row = self.rows_of(write, index..index + 1).row(0);
                world.storages().tables.get(write.table)?.entities().get(row).copied()
            }
        }
    }

    /// Adds a request to others whose order makes no difference: to nobody, as nothing has to be told of them, and no
    /// value has to be talked about. False if it may make one.
    pub(super) fn add_to(&self, sweep: &mut Sweep, world: &World, number: u32) -> bool {
        // One that changes nothing has no place in any order.
        let Some(write) = self.writes.get(number as usize).and_then(Option::as_ref) else { return true };
        let is_plain = write.is_good && write.entities.is_none() && !self.has_to_be_told(world, number);
        is_plain && sweep.add(write.table, self.rows_around(write), write.component, &write.part)
    }

    /// From the first of a request's rows to the last.
    fn rows_around(&self, write: &ColumnWrite) -> Range<usize> {
        match &write.rows {
            WrittenRows::From(first) => *first..first + write.len,
            WrittenRows::Listed(rows) => {
                let rows = &self.rows[rows.clone()];
                let (first, last) = (rows.iter().min().copied(), rows.iter().max().copied());
                first.map_or(0, |row| row as usize)..last.map_or(0, |row| row as usize + 1)
            }
        }
    }

    /// Applies a request. What has changed since `since`, something else may have changed.
    ///
    /// If components [have to be told](Columns::is_in_place) of a change, whoever is told may move entities:
    /// [`pin`](Self::pin) was called before.
    pub(super) fn apply(&self, world: &mut World, number: u32, since: Tick) -> Applied {
        let Some(write) = self.writes.get(number as usize).and_then(Option::as_ref) else { return Applied::default() };
        let component = world.get_resource::<ScriptComponents>().and_then(|found| found.get(write.component.0));
        let Some((component, set)) = component.and_then(|found| Some((found, found.write.as_ref()?))) else {
            return Applied::default();
        };
        let values = self.pages.bytes(&write.values);
        let (columns, id, size) = (component.columns, component.bevy_id, write.part.len());
        let bad = if write.is_good { Vec::new() } else { self.bad_values(world, write, component, set) };
        let first_bad = bad.iter().position(|is_bad| *is_bad);
        let refused = first_bad.and_then(|index| Some((component.name, self.entity_of(world, write, index)?)));
        let parts: SmallVec<[Range<usize>; 8]> = parts_of(component, &write.part).collect();
        let merge = |index: usize, there: &mut [u8]| {
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
            let set = set.clone();
            for index in (0..write.len).filter(|index| is_good(*index)) {
                let Some(entity) = self.entity_of(world, write, index) else { continue };
                let merge = |whole: &mut [u8]| merge(index, &mut whole[write.part.clone()]);
                rows += u64::from(set_one(world, entity, write.component, &set, merge));
            }
            return Applied { rows, refused };
        }
        let now = world.change_tick();
        // Values one behind the other, for rows of a table.
        let put = |world: &mut World, table: TableId, rows: Rows, start: usize| {
            let merge = |index: usize, there: &mut [u8]| merge(start + index, there);
            let merge = write.before.as_ref().map(|_| &merge as &Merge);
            let values = &values[start * size..(start + rows.len()) * size];
            columns.write(world, table, id, &NewValues { rows, part: write.part.clone(), values, merge, since, now })
        };
        let mut index = 0;
        while index < write.len {
            let start = index;
            index += match &write.entities {
                // Nothing has moved since.
                None => write.len - start,
                Some(entities) => {
                    let entities = &self.entities[entities.start + start..entities.end];
                    in_place(world, write.table, self.rows_of(write, start..write.len), entities)
                }
            };
            let next_bad = if bad.is_empty() { None } else { (start..index).find(|index| !is_good(*index)) };
            let end = next_bad.unwrap_or(index);
            if end > start {
                rows += put(world, write.table, self.rows_of(write, start..end), start);
                index = end;
                continue;
            }
            // It has moved, or its value is bad.
            let entity = self.entity_of(world, write, start).filter(|_| is_good(start));
            if let Some(location) = entity.and_then(|entity| world.entities().get_spawned(entity).ok()) {
                let row = Rows::Run { first: location.table_row.index(), len: 1 };
                rows += put(world, location.table_id, row, start);
            }
            index = start + 1;
        }
        Applied { rows, refused }
    }

    /// Which of a request's values are none of the component's. A part is looked at within what the entity has, or else
    /// within zeroes.
    fn bad_values(
        &self,
        world: &World,
        write: &ColumnWrite,
        component: &RegisteredComponent,
        set: &WriteComponent,
    ) -> Vec<bool> {
        let (size, whole_size) = (write.part.len(), component.shape.size());
        let mut whole = vec![0; whole_size];
        let values = self.pages.bytes(&write.values).chunks_exact(size).enumerate();
        let is_bad = |(index, value): (usize, &[u8])| {
            if size < whole_size {
                let Some(entity) = self.entity_of(world, write, index) else { return false };
                if !(component.read)(world, entity, component.bevy_id, &mut whole) {
                    return false;
                }
            }
            whole[write.part.clone()].copy_from_slice(value);
            !component.takes(set, &whole)
        };
        values.map(is_bad).collect()
    }

    /// Whether a request is for a component that [has to be told](Columns::is_in_place) of changes.
    pub(super) fn has_to_be_told(&self, world: &World, number: u32) -> bool {
        let Some(write) = self.writes.get(number as usize).and_then(Option::as_ref) else { return false };
        let component = world.get_resource::<ScriptComponents>().and_then(|found| found.get(write.component.0));
        component.is_some_and(|component| !Columns::is_in_place(world, component.bevy_id))
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

/// Moves pieces of so many bytes, which begin at these places, one behind the other to the begin. Each lies where it
/// goes to or behind that.
fn gather(bytes: &mut [u8], len: usize, places: impl Iterator<Item = usize>) {
    macro_rules! by_len {
        ($($len:literal)*) => {
            match len {
                $($len => {
                    for (to, from) in places.enumerate() {
                        let piece: [u8; $len] = bytes[from..][..$len].try_into().expect("so many bytes");
                        bytes[to * $len..][..$len].copy_from_slice(&piece);
                    }
                })*
                _ => places.enumerate().for_each(|(to, from)| bytes.copy_within(from..from + len, to * len)),
            }
        };
    }
    // Those of most fields, and of components of some numbers.
    by_len!(1 2 4 8 12 16 24 32 40);
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
