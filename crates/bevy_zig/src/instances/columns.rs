//! The columns of all instances, and who lies where.

use bevy::platform::collections::HashMap;
use bevy::prelude::World;
use smallvec::SmallVec;

use super::arrivals::{ArrivalKind, Arrivals, Neighbours};
use super::{Column, ColumnKey, Run};
use crate::attached::{Known, OwnedInstances, Owner, Phase, Place, Script};
use crate::base::OneOrMore;
use crate::script::{ScriptId, ScriptRegistry};

/// All columns but one.
#[derive(Clone, Copy)]
pub(crate) struct OtherColumns<'a> {
    before: &'a [Column],
    after: &'a [Column],
}

impl<'a> OtherColumns<'a> {
    /// The column with this index; `None` for the one that is not among them.
    pub(crate) fn get(self, index: u32) -> Option<&'a Column> {
        let index = index as usize;
        match index.checked_sub(self.before.len()) {
            None => self.before.get(index),
            Some(behind) => self.after.get(behind.checked_sub(1)?),
        }
    }
}

#[derive(Default)]
pub(crate) struct Instances {
    pub(super) columns: Vec<Column>,
    by_key: HashMap<ColumnKey, u32>,
    /// All columns, in the order of their keys: those that do not run first, then phase by phase.
    order: Vec<u32>,
    last_id: u64,
    /// How many there are.
    count: usize,
}

impl Instances {
    pub(crate) fn column(&self, index: u32) -> &Column {
        &self.columns[index as usize]
    }

    pub(crate) fn column_mut(&mut self, index: u32) -> &mut Column {
        &mut self.columns[index as usize]
    }

    /// A column to call, and the others, to look at meanwhile.
    pub(crate) fn split(&mut self, index: u32) -> (&mut Column, OtherColumns<'_>) {
        let (before, rest) = self.columns.split_at_mut(index as usize);
        let (column, after) = rest.split_first_mut().expect("the index of a column");
        (column, OtherColumns { before, after })
    }

    /// Number of instances.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The columns of a phase, in the order in which they run.
    pub(crate) fn in_phase(&self, phase: Phase) -> SmallVec<[u32; 16]> {
        self.order.iter().copied().filter(|index| self.column(*index).key.run == Run::In(phase)).collect()
    }

    /// All columns whose instances may be called, in the order of priority, rank and script, whatever their phase.
    pub(crate) fn by_priority(&self) -> Vec<u32> {
        let is_called = |index: &u32| self.column(*index).key.run != Run::Quarantined && self.column(*index).len() > 0;
        let mut columns: Vec<u32> = self.order.iter().copied().filter(is_called).collect();
        columns.sort_by_key(|index| {
            let key = self.column(*index).key;
            (key.priority, key.rank, key.script, key.run)
        });
        columns
    }

    /// A new id: unique in a run, in the order of attachment.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// Takes an instance's id and state, to put it elsewhere. Its row stays until [`remove`](Self::remove).
    pub(crate) fn lift(&self, place: Place) -> (u64, SmallVec<[u8; 32]>) {
        (self.id(place), self.column(place.column).state(place.row).into())
    }

    /// Whether an instance is updated and hears signals.
    pub(crate) fn is_running(&self, place: Place) -> bool {
        matches!(self.column(place.column).key.run, Run::In(_))
    }

    /// The columns of a script, whether they run or not.
    pub(crate) fn indices_of(&self, script: ScriptId) -> impl Iterator<Item = u32> {
        (0..).zip(&self.columns).filter(move |(_, column)| column.key.script == script).map(|(index, _)| index)
    }

    /// All instances of a script, sorted.
    pub(crate) fn places_of(&self, script: ScriptId) -> Vec<Place> {
        let rows = |column: u32| (0..self.column(column).len() as u32).map(move |row| Place { column, row });
        self.indices_of(script).flat_map(rows).collect()
    }

    /// The order in which instances run: by priority, rank and script, then row by row.
    pub(crate) fn order_of(&self, place: Place) -> impl Ord + use<> {
        let key = self.column(place.column).key;
        (key.priority, key.rank, key.script, key.run, place.row)
    }

    /// Where the instance of an entry of a list lies, among those that the list's owner knows.
    pub(crate) fn place_of(&self, known: &[Known], script: &Script) -> Option<Place> {
        let is_its = |known: &&Known| {
            known.identity == script.identity() && self.column(known.place.column).script.is_called(script.name())
        };
        known.iter().find(is_its).map(|known| known.place)
    }

    /// The number of the instance that lies there.
    pub(crate) fn id(&self, place: Place) -> u64 {
        self.column(place.column).ids[place.row as usize]
    }

    /// Whose instance this is.
    pub(crate) fn owner(&self, place: Place) -> Owner {
        owner_of(self.column(place.column).entities[place.row as usize])
    }

    /// The owner of the instance with this id, if that is where it lies.
    pub(crate) fn owner_at(&self, place: Place, id: u64) -> Option<Owner> {
        let column = self.columns.get(place.column as usize)?;
        let row = place.row as usize;
        (column.ids.get(row) == Some(&id)).then(|| owner_of(column.entities[row]))
    }

    /// Removes rows. `places` is sorted and has no row twice. `moved` is told of instances that fill the gaps.
    pub(crate) fn remove(&mut self, world: &mut World, places: &[Place], mut moved: impl FnMut(u64, Place)) {
        if places.is_empty() {
            return;
        }
        let mut owned = world.resource_mut::<OwnedInstances>();
        // From the last to the first, so that the row that fills a gap is never one that is to go.
        for place in places.iter().rev() {
            let column = self.column_mut(place.column);
            let last = Place { column: place.column, row: column.len() as u32 - 1 };
            column.swap_remove(place.row);
            self.count -= 1;
            if last != *place {
                moved(self.id(*place), *place);
                // If the entity is gone, the instance's end is to come.
                let known = owned.of_mut(self.owner(*place)).map(OneOrMore::as_mut_slice).unwrap_or_default();
                if let Some(known) = known.iter_mut().find(|known| known.place == last) {
                    known.place = *place;
                }
            }
        }
    }

    /// Puts instances into their columns and notes it with their owners. Returns where they are, in their order.
    pub(crate) fn insert(
        &mut self,
        world: &mut World,
        registry: &ScriptRegistry,
        arrivals: Arrivals,
    ) -> Vec<Neighbours> {
        let Arrivals { kinds, alike, mut owners, mut ids, identities } = arrivals;
        self.count += ids.len();
        let mut placed = Vec::with_capacity(alike.len());
        let mut owned = world.resource_mut::<OwnedInstances>();
        let mut start = 0;
        for (kind, end) in alike {
            let ArrivalKind { key, state } = &kinds[kind.0 as usize];
            let index = self.column_for(*key, registry);
            let column = self.column_mut(index);
            let first = column.len() as u32;
            let neighbours = Neighbours { column: index, rows: first..first + (end - start) as u32 };
            let quarantined = key.run == Run::Quarantined;
            let of_all = owners[start..end].iter().zip(&identities[start..end]).zip(neighbours.places());
            for ((owner, identity), place) in of_all {
                owned.add(owner_of(*owner), Known { place, identity: *identity, quarantined });
            }
            if first == 0 && end - start == ids.len() {
                // A crowd need not be copied.
                column.fill(std::mem::take(&mut owners), std::mem::take(&mut ids), state);
            } else {
                column.extend(&owners[start..end], &ids[start..end], state);
            }
            placed.push(neighbours);
            start = end;
        }
        placed
    }

    fn column_for(&mut self, key: ColumnKey, registry: &ScriptRegistry) -> u32 {
        if let Some(column) = self.by_key.get(&key) {
            return *column;
        }
        let index = self.columns.len() as u32;
        let script = registry.script(key.script).clone();
        self.columns.push(Column::new(key, script));
        self.by_key.insert(key, index);
        let at = self.order.partition_point(|other| self.columns[*other as usize].key < key);
        self.order.insert(at, index);
        index
    }
}

/// What tools look at.
#[cfg(feature = "inspection")]
impl Instances {
    /// All columns, in the order in which they were made.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }
}

/// The owner of a row. Nothing but what the host has put there is believed to be an entity.
pub(super) fn owner_of(bits: u64) -> Owner {
    Owner::from_bits(bits).unwrap_or(Owner::Game)
}
