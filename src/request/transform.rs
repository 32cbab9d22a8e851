//! Transform requests in bulk.
//!
//! Instances and the rows of a table were mostly made in the same order, so the next request is mostly for the next row: one
//! comparison instead of a look-up. Any other order works too, through the entity's location.

use bevy::ecs::change_detection::{ContiguousMut, Tick};
use bevy::ecs::entity::Entities;
use bevy::ecs::query::ContiguousQueryData;
use bevy::ecs::system::SystemState;
use bevy::prelude::{Entity, Query, Transform, World};

use super::record::{self, Op};

type TransformQuery = (Entity, &'static mut Transform);

pub(crate) struct TransformApplier {
    state: SystemState<(&'static Entities, Query<'static, 'static, TransformQuery>)>,
    /// By table id: which of the tables with transforms it is.
    slot_of_table: Vec<u32>,
}

/// The rows of one table, as parallel slices.
struct Rows<'w> {
    entities: &'w [Entity],
    transforms: ContiguousMut<'w, Transform>,
    now: Tick,
}

const NO_SLOT: u32 = u32::MAX;

impl TransformApplier {
    pub(crate) fn new(world: &mut World) -> Self {
        Self { state: SystemState::new(world), slot_of_table: Vec::new() }
    }

    /// Applies transform requests up to the first request of another kind, for an entity that has no transform, or
    /// that has to be talked about. Returns the
    /// words from there on, and how many were applied.
    pub(crate) fn apply<'a>(&mut self, world: &mut World, mut words: &'a [u64]) -> (&'a [u64], u64) {
        let (entities, query) = self.state.get_mut(world).expect("a query is always valid");
        let mut tables = tables(query, entities, &mut self.slot_of_table);
        let (mut slot, mut row) = (0, 0);
        let mut applied = 0;
        while !words.is_empty() {
            let Ok(record) = record::read(words) else { break };
            let Op::Transform(op) = record.op else { break };
            if op.mirrors() {
                break;
            }
            let is_next = |row: usize| {
                let entity = tables.get(slot).and_then(|rows: &Rows| rows.entities.get(row));
                entity.is_some_and(|entity| entity.to_bits() == record.entity)
            };
            if is_next(row + 1) {
                row += 1;
            } else if !is_next(row) {
                let Some(entity) = Entity::try_from_bits(record.entity) else {
                    words = record.rest;
                    continue;
                };
                let Ok(location) = entities.get_spawned(entity) else {
                    // Gone since it was requested: nothing to do.
                    words = record.rest;
                    continue;
                };
                let found = self.slot_of_table.get(location.table_id.as_usize()).copied().unwrap_or(NO_SLOT);
                if found == NO_SLOT {
                    break;
                }
                slot = found as usize;
                row = location.table_row.index();
            }
            let rows = &mut tables[slot];
            op.apply(&mut rows.transforms.bypass_change_detection()[row]);
            rows.transforms.changed_ticks_slice_mut()[row] = rows.now;
            applied += 1;
            words = record.rest;
        }
        (words, applied)
    }
}

/// The tables that have transforms, and where each is found.
fn tables<'w>(
    query: Query<'w, '_, TransformQuery>,
    entities: &Entities,
    slot_of_table: &mut Vec<u32>,
) -> Vec<Rows<'w>> {
    slot_of_table.clear();
    let tables = query.contiguous_iter_inner().expect("transforms are stored in tables");
    tables
        .enumerate()
        .filter_map(
            |(slot, (rows, transforms)): (usize, <TransformQuery as ContiguousQueryData>::Contiguous<'w, '_>)| {
                let location = entities.get_spawned(*rows.first()?).ok()?;
                let table = location.table_id.as_usize();
                if slot_of_table.len() <= table {
                    slot_of_table.resize(table + 1, NO_SLOT);
                }
                slot_of_table[table] = slot as u32;
                let now = transforms.this_run_tick();
                Some(Rows { entities: rows, transforms, now })
            },
        )
        .collect()
}
