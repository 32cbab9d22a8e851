//! Transform requests in bulk.
//!
//! Instances and the rows of a table were mostly made in the same order, so the next request is mostly for the next
//! row: one comparison instead of a look-up. Any other order works too, through the entity's location. Requests of one
//! kind mostly follow each other, too: each kind has a loop of its own, in which nothing is left to decide. Those of
//! [runs](super::run) are compared and applied in blocks.

use std::ops::Range;

use bevy::ecs::change_detection::{ContiguousComponentTicksMut, ContiguousMut};
use bevy::ecs::entity::Entities;
use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::system::SystemState;
use bevy::math::{Quat, Vec3, Vec4};
use bevy::prelude::{Entity, Has, Query, Transform, World};

use super::record::{self, Head, Op, TransformOp};
use super::run::Run;
use crate::abi::*;
use crate::base::rotation;

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

/// Rows of a run that are compared at a time: they stay in the first-level cache until they are applied.
const BLOCK_ROWS: usize = 256;

/// Where the applying is: before the first of these words; or, if that is a run, before this row of it.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) words: &'a [u64],
    pub(super) done: usize,
}

/// The table and the row that were last.
#[derive(Clone, Copy, Default)]
struct Last {
    slot: usize,
    row: usize,
}

/// Where an entity is.
enum Found {
    Here(Last),
    /// Gone since it was requested: nothing to do.
    Gone,
    /// It has no transform.
    Without,
}

impl TransformApplier {
    pub(crate) fn new(world: &mut World) -> Self {
        Self { state: SystemState::new(world), slot_of_table: Vec::new() }
    }

    /// Applies transform requests up to the first request of another kind (a move is one unless `moves_in_bulk`), for
    /// an entity that has no transform, or that has to be talked about. `owners` are the entities of the rows of runs.
    /// Returns where that is, and how many changed something.
    pub(super) fn apply<'a>(
        &mut self,
        world: &mut World,
        mut at: At<'a>,
        owners: &[u64],
        moves_in_bulk: bool,
    ) -> (At<'a>, u64) {
        let (entities, query) = self.state.get_mut(world).expect("a query is always valid");
        let slots = &mut self.slot_of_table;
        let mut tables = tables(query, entities, slots);
        let (mut last, mut applied) = (Last::default(), 0);
        while let Some(record) = record::read_if_any(at.words) {
            match record.op {
                Op::Transform(op) => {
                    if op.mirrors() || (!moves_in_bulk && matches!(op, TransformOp::Translate(_))) {
                        break;
                    }
                    match find(&tables, slots, entities, last, record.entity) {
                        Found::Here(found) => last = found,
                        Found::Gone => {
                            at.words = record.rest;
                            continue;
                        }
                        Found::Without => break,
                    }
                    applied += tables[last.slot].apply_all(op, &mut at.words, &mut last.row);
                }
                Op::Run(run) => {
                    let first = usize::try_from(record.entity).unwrap_or(usize::MAX);
                    let owners = owners.get(first..).and_then(|owners| owners.get(..run.len()));
                    let Some(owners) = owners.filter(|_| moves_in_bulk || !run.is_translation()) else { break };
                    while at.done < run.len() {
                        match find(&tables, slots, entities, last, owners[at.done]) {
                            Found::Here(found) => last = found,
                            Found::Gone => {
                                at.done += 1;
                                continue;
                            }
                            Found::Without => return (at, applied),
                        }
                        let rows = &mut tables[last.slot];
                        let (done, changed) = rows.apply_run(run, at.done, &owners[at.done..], last.row);
                        if done == 0 {
                            return (at, applied);
                        }
                        at.done += done;
                        last.row += done - 1;
                        applied += changed;
                    }
                    at = At { words: record.rest, done: 0 };
                }
                _ => break,
            }
        }
        (at, applied)
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

    /// Applies the first request, which is this, and those after it that are of its kind and for this row or the next.
    fn apply_all(&mut self, op: TransformOp, words: &mut &[u64], row: &mut usize) -> u64 {
        match op {
            TransformOp::SetPosition(_) => self.apply_kind::<BEVY_ZIG_REQUEST_POSITION_SET, 4>(words, row),
            TransformOp::Translate(_) => self.apply_kind::<BEVY_ZIG_REQUEST_TRANSLATE, 4>(words, row),
            TransformOp::SetScale(_) => self.apply_kind::<BEVY_ZIG_REQUEST_SCALE_SET, 4>(words, row),
            TransformOp::SetRotation(_) => self.apply_kind::<BEVY_ZIG_REQUEST_ROTATION_SET, 4>(words, row),
            TransformOp::Rotate(_) | TransformOp::RotateLocal(_) => {
                self.apply_kind::<BEVY_ZIG_REQUEST_ROTATE, 4>(words, row)
            }
            TransformOp::LookAt { .. } => self.apply_kind::<BEVY_ZIG_REQUEST_LOOK_AT, 5>(words, row),
        }
    }

    /// At least one: the caller has read the first, and sought its row.
    fn apply_kind<const OP: u32, const WORDS: usize>(&mut self, words: &mut &[u64], row: &mut usize) -> u64 {
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

    /// Applies what a run has for this row and those behind it, from the run's row `first` on, whose owners these are:
    /// as far as the same entities lie here, and at most a block. Returns how many that were, none if the first has to
    /// be talked about; and how many changed something.
    fn apply_run(&mut self, run: Run, first: usize, owners: &[u64], row: usize) -> (usize, u64) {
        let values = run.values(first);
        let rows = row..row + same(&self.entities[row..], owners);
        let vec3 = |[x, y, z, _]: [f32; 4]| Some(Vec3::new(x, y, z)).filter(|value| is_finite(*value));
        let unit = |value: [f32; 4]| rotation::unit(Quat::from_array(value));
        match run.kind() {
            (BEVY_ZIG_REQUEST_POSITION_SET, _) => {
                self.each(rows, values, |transform, value| place(transform, |_| Vec4::from_array(value)))
            }
            (BEVY_ZIG_REQUEST_TRANSLATE, _) => self.each(rows, values, |transform, value| {
                // What is not finite makes a sum that is not, either.
                place(transform, |here| here + Vec4::from_array(value))
            }),
            (BEVY_ZIG_REQUEST_SCALE_SET, _) => self.each(rows, values, |transform, value| {
                let scale = vec3(value).filter(|scale| scale.min_element() >= 0.0)?;
                Some(replace_vec3(&mut transform.scale, scale))
            }),
            (BEVY_ZIG_REQUEST_ROTATION_SET, _) => {
                self.each(rows, values, |transform, value| Some(replace(&mut transform.rotation, unit(value)?)))
            }
            (BEVY_ZIG_REQUEST_ROTATE, 0) => self.each(rows, values, |transform, value| {
                let turned = rotation::turned(unit(value)?, transform.rotation);
                Some(replace(&mut transform.rotation, turned))
            }),
            _ => self.each(rows, values, |transform, value| {
                let turned = rotation::turned(transform.rotation, unit(value)?);
                Some(replace(&mut transform.rotation, turned))
            }),
        }
    }

    /// Applies a value to each of these rows, up to the first that says `None`. Inlined, so that each kind has a loop
    /// of its own.
    #[inline(always)]
    fn each(
        &mut self,
        rows: Range<usize>,
        values: &[[f32; 4]],
        apply: impl Fn(&mut Transform, [f32; 4]) -> Option<bool>,
    ) -> (usize, u64) {
        let now = self.ticks.this_run();
        let ticks = &mut self.ticks.changed_mut()[rows.clone()];
        let transforms = &mut self.transforms[rows];
        let mut changed = 0;
        for (index, ((transform, tick), value)) in transforms.iter_mut().zip(ticks).zip(values).enumerate() {
            let Some(differs) = apply(transform, *value) else { return (index, changed) };
            // A request for what is so already changes nothing.
            if differs {
                *tick = now;
                changed += 1;
            }
        }
        (transforms.len(), changed)
    }
}

/// Where an entity is; mostly it is the next.
#[inline]
fn find(tables: &[Rows], slot_of_table: &[u32], entities: &Entities, mut last: Last, entity: u64) -> Found {
    if tables.get(last.slot).is_some_and(|rows| rows.seek(entity, &mut last.row)) {
        return Found::Here(last);
    }
    let spawned = Entity::try_from_bits(entity).map(|entity| entities.get_spawned(entity));
    let Some(Ok(location)) = spawned else { return Found::Gone };
    match slot_of_table.get(location.table_id.as_usize()) {
        Some(slot) if *slot != NO_SLOT => Found::Here(Last { slot: *slot as usize, row: location.table_row.index() }),
        _ => Found::Without,
    }
}

/// How many of the first entities of both lists are the same, of a block at most.
fn same(found: &[Entity], owners: &[u64]) -> usize {
    let len = found.len().min(owners.len()).min(BLOCK_ROWS);
    let pairs = || found[..len].iter().zip(&owners[..len]).map(|(found, owner)| found.to_bits() ^ owner);
    // Mostly all are, so they are compared without a branch, several at a time.
    if pairs().fold(0, |differs, pair| differs | pair) == 0 {
        return len;
    }
    pairs().position(|differs| differs != 0).unwrap_or(len)
}

/// Puts a transform where this says, of which the last number has no meaning: four numbers are added and compared like
/// one. `None`, and nothing is done, if that is not finite; false if it is there already.
#[inline(always)]
fn place(transform: &mut Transform, place: impl Fn(Vec4) -> Vec4) -> Option<bool> {
    const OF_PLACE: u32 = 0b111;
    let Vec3 { x, y, z } = transform.translation;
    // What lies behind it means nothing, and is loaded with it.
    let here = Vec4::new(x, y, z, transform.scale.x);
    let there = place(here);
    let is_finite = there.is_finite_mask().bitmask() & OF_PLACE == OF_PLACE;
    is_finite.then(|| {
        transform.translation = there.truncate();
        there.cmpne(here).bitmask() & OF_PLACE != 0
    })
}

/// Zero times a number is zero, unless the number is infinite or none: one comparison for three.
#[inline(always)]
fn is_finite(value: Vec3) -> bool {
    let zero = value * 0.0;
    zero.x + zero.y + zero.z == 0.0
}

/// Puts a value in the place of another. False if that is the same.
#[inline(always)]
fn replace_vec3(place: &mut Vec3, value: Vec3) -> bool {
    // Likewise, and without a branch.
    let change = (value - *place).abs();
    *place = value;
    change.x + change.y + change.z != 0.0
}

/// Likewise.
#[inline(always)]
fn replace<T: PartialEq>(place: &mut T, value: T) -> bool {
    let differs = *place != value;
    *place = value;
    differs
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
        let (rest, applied) = applier.apply(&mut world, At { words: &words, done: 0 }, &[], true);
        assert_eq!((rest.words.len(), applied), (0, 3));
        for entity in entities {
            assert_eq!(world.get::<Transform>(entity).unwrap().translation, Vec3::ONE);
        }
    }
}
