//! Transform requests in bulk.
//!
//! Instances and the rows of a table were mostly made in the same order, so the next request is mostly for the next
//! row: one comparison instead of a look-up. Any other order works too, through the entity's location. Requests of one
//! kind mostly follow each other, too: each kind has a loop of its own, in which nothing is left to decide.

use bevy::ecs::change_detection::{ContiguousComponentTicksMut, ContiguousMut};
use bevy::ecs::entity::Entities;
use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::system::SystemState;
use bevy::prelude::{Entity, Has, Query, Transform, World};

use super::record::{self, Head, Op, TransformOp};
use crate::abi::*;

/// Asking whether they are disabled finds those that are, too: a handle reaches them.
type TransformQuery = (Entity, &'static mut Transform, Has<Disabled>);

pub(crate) struct TransformApplier {
    state: SystemState<(&'static Entities, Query<'static, 'static, TransformQuery>)>,
    /// By table id: which of the tables with transforms it is.
    slot_of_table: Vec<u32>,
}

/// The rows of one table, as parallel slices.
struct Rows<'w> {
    entities: &'w [Entity],
    transforms: &'w mut [Transform],
    ticks: ContiguousComponentTicksMut<'w>,
}

const NO_SLOT: u32 = u32::MAX;

impl TransformApplier {
    pub(crate) fn new(world: &mut World) -> Self {
        Self { state: SystemState::new(world), slot_of_table: Vec::new() }
    }

    /// Applies transform requests up to the first request of another kind (a move is one unless `moves_in_bulk`), for
    /// an entity that has no transform, or that has to be talked about. Returns the words from there on, and how many
    /// changed something.
    pub(crate) fn apply<'a>(
        &mut self,
        world: &mut World,
        mut words: &'a [u64],
        moves_in_bulk: bool,
    ) -> (&'a [u64], u64) {
        let (entities, query) = self.state.get_mut(world).expect("a query is always valid");
        let mut tables = tables(query, entities, &mut self.slot_of_table);
        let (mut slot, mut row) = (0, 0);
        let mut applied = 0;
        while let Some(record) = record::read_if_any(words) {
            let Op::Transform(op) = record.op else { break };
            if op.mirrors() || (!moves_in_bulk && matches!(op, TransformOp::Translate(_))) {
                break;
            }
            if !tables.get(slot).is_some_and(|rows| rows.seek(record.entity, &mut row)) {
                let spawned = Entity::try_from_bits(record.entity).map(|entity| entities.get_spawned(entity));
                let Some(Ok(location)) = spawned else {
                    // Gone since it was requested: nothing to do.
                    words = record.rest;
                    continue;
                };
                match self.slot_of_table.get(location.table_id.as_usize()) {
                    Some(found) if *found != NO_SLOT => slot = *found as usize,
                    _ => break,
                }
                row = location.table_row.index();
            }
            let rows = &mut tables[slot];
            applied += match op {
                TransformOp::SetPosition(_) => rows.run::<BEVY_ZIG_REQUEST_POSITION_SET, 4>(&mut words, &mut row),
                TransformOp::Translate(_) => rows.run::<BEVY_ZIG_REQUEST_TRANSLATE, 4>(&mut words, &mut row),
                TransformOp::SetScale(_) => rows.run::<BEVY_ZIG_REQUEST_SCALE_SET, 4>(&mut words, &mut row),
                TransformOp::SetRotation(_) => rows.run::<BEVY_ZIG_REQUEST_ROTATION_SET, 4>(&mut words, &mut row),
                TransformOp::Rotate(_) | TransformOp::RotateLocal(_) => {
                    rows.run::<BEVY_ZIG_REQUEST_ROTATE, 4>(&mut words, &mut row)
                }
                TransformOp::LookAt { .. } => rows.run::<BEVY_ZIG_REQUEST_LOOK_AT, 5>(&mut words, &mut row),
            };
        }
        (words, applied)
    }
}

impl Rows<'_> {
    /// Goes to the row of an entity, if it is this one or the next.
    #[inline]
    fn seek(&self, entity: u64, row: &mut usize) -> bool {
        let is_for = |row: usize| self.entities.get(row).is_some_and(|found| found.to_bits() == entity);
        if is_for(*row + 1) {
            *row += 1;
            return true;
        }
        is_for(*row)
    }

    /// Applies the first request and those after it that are of its kind and for this row or the next. At least one:
    /// the caller has read the first, and sought its row.
    fn run<const OP: u32, const WORDS: usize>(&mut self, words: &mut &[u64], row: &mut usize) -> u64 {
        let first = words[0];
        let head = Head::of::<OP>(first);
        let now = self.ticks.this_run();
        let (mut applied, mut is_first) = (0, true);
        while let Some((request, rest)) = words.split_first_chunk::<WORDS>() {
            // The same first word: the same kind, flags and size.
            if request[0] != first || (!is_first && !self.seek(request[1], row)) {
                break;
            }
            let Some(Op::Transform(op)) = record::read_op(head, &request[2..]) else { break };
            if op.mirrors() {
                break;
            }
            let transform = &mut self.transforms[*row];
            let before = *transform;
            op.apply(transform);
            // A request for what is so already changes nothing.
            if *transform != before {
                self.ticks.changed_mut()[*row] = now;
                applied += 1;
            }
            is_first = false;
            *words = rest;
        }
        applied
    }
}

/// The tables that have transforms, and where each is found.
fn tables<'w>(
    query: Query<'w, '_, TransformQuery>,
    entities: &Entities,
    slot_of_table: &mut Vec<u32>,
) -> Vec<Rows<'w>> {
    slot_of_table.clear();
    let mut tables = Vec::new();
    for (rows, transforms, _) in query.contiguous_iter_inner().expect("transforms are stored in tables") {
        let Some(location) = rows.first().and_then(|entity| entities.get_spawned(*entity).ok()) else { continue };
        let table = location.table_id.as_usize();
        if slot_of_table.len() <= table {
            slot_of_table.resize(table + 1, NO_SLOT);
        }
        slot_of_table[table] = tables.len() as u32;
        // Ticks are set for the rows that change, and for no others.
        let (transforms, ticks) = ContiguousMut::bypass_change_detection_split(transforms);
        tables.push(Rows { entities: rows, transforms, ticks });
    }
    tables
}

#[cfg(test)]
mod tests {
    use bevy::math::Vec3;

    use super::*;

    #[test]
    fn what_is_disabled_is_moved_in_bulk_with_the_rest() {
        let mut world = World::new();
        let mut applier = TransformApplier::new(&mut world);
        let entities = [true, false, true].map(|disabled| {
            let mut entity = world.spawn(Transform::IDENTITY);
            if disabled {
                entity.insert(Disabled);
            }
            entity.id()
        });
        let one = u64::from(1f32.to_bits());
        let head = u64::from(BEVY_ZIG_REQUEST_TRANSLATE) | 32 << 32;
        let words: Vec<u64> =
            entities.iter().flat_map(|entity| [head, entity.to_bits(), one | one << 32, one]).collect();
        let (rest, applied) = applier.apply(&mut world, &words, true);
        assert_eq!((rest.len(), applied), (0, 3));
        for entity in entities {
            assert_eq!(world.get::<Transform>(entity).unwrap().translation, Vec3::ONE);
        }
    }
}
