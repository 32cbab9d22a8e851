//! Applies a phase's requests to the world, in the order in which they were posted.

use bevy::ecs::change_detection::Tick;
use bevy::log::{error, warn};
use bevy::prelude::{Entity, Transform, World};

use super::complaints::Complaints;
use super::crowd::Crowd;
use super::errors;
use super::hierarchy::{Unfit, set_parent};
use super::host_request::{HostRequest, apply_value};
use super::log::{Piece, RequestLog};
use super::moves::{MissingTransform, Moves};
use super::posted::{InstanceLookups, Posted};
use super::record::{self, Malformed, Op, Record, Short, TransformOp};
use super::spawn::{spawn, take_back};
use super::sweep::Sweep;
use super::transform::{At, TransformApplier};
use super::vars;
use crate::abi::BEVY_ZIG_ENTITY_NONE;
use crate::attached::Owner;
use crate::base::Machinery;
use crate::reflect::ValueRequest;
use crate::signal::SignalSink;
use crate::world::{NewPlaces, living};

/// From this many transform requests in a row on, looking at all tables first costs less than a look-up for each.
const BULK_MIN: usize = 16;

/// What requests are applied with. The game's code runs in between: hooks and observers of what is inserted, prefabs,
/// physics. It may do anything, so an entity is looked up again after each step.
pub(crate) struct Applier {
    transforms: TransformApplier,
    moves: Moves,
    machinery: Machinery,
    /// What was spawned in this phase.
    spawned: Vec<Entity>,
    new_places: NewPlaces,
    complaints: Complaints,
    crowd: Crowd,
    /// What has changed since has changed while requests are applied.
    since: Tick,
    /// The slots of requests that are applied together. Kept for its memory.
    swept: Vec<usize>,
}

impl Applier {
    pub(crate) fn new(world: &mut World, missing_transform: MissingTransform) -> Self {
        errors::prepare(world);
        Self {
            transforms: TransformApplier::new(world),
            moves: Moves::new(missing_transform),
            machinery: *world.get_resource_or_init::<Machinery>(),
            spawned: Vec::new(),
            swept: Vec::new(),
            new_places: NewPlaces::new(world),
            complaints: Complaints::default(),
            crowd: Crowd::default(),
            since: world.change_tick(),
        }
    }

    /// A script has other code, of which nothing was reported yet.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn forget_complaints(&mut self, script: &str) {
        self.complaints.forget(script);
    }

    /// Applies the log and clears it. Tells `count` how many requests of each batch changed the world, with the batch's
    /// column.
    pub(crate) fn apply(
        &mut self,
        world: &mut World,
        log: &mut RequestLog,
        sink: SignalSink,
        instances: InstanceLookups,
        mut count: impl FnMut(u32, u64),
    ) {
        self.moves.begin(world);
        self.spawned.clear();
        let taken = (instances.count)(world) + log.attached_by_scripts();
        self.crowd.left.scripts = log.limits().instances.saturating_sub(taken);
        if log.reserved_count() > 0 {
            let expected = living(world) + log.reserved_count();
            self.crowd.left.below = log.limits().entities.saturating_sub(expected);
        }
        sink.signals.queue.allow(log.signals_granted());
        let mut slots = log.take_slots();
        let mut small = log.take_small_values();
        let mut new_entities = log.take_new_entities();
        let mut columns = log.take_columns();
        self.since = world.change_tick();
        if !columns.is_empty() {
            // So that what changes from now on is newer.
            world.increment_change_tick();
        }
        let mut posted = Posted {
            slots: &mut slots,
            small: &mut small,
            new_entities: &mut new_entities,
            columns: &mut columns,
            limits: log.limits(),
            sink,
            instances,
            column: 0,
        };
        for piece in log.pieces() {
            posted.column = piece.column;
            count(piece.column, self.apply_piece(world, piece, &mut posted));
        }
        // A promised entity whose request was lost would never be used again.
        for new in new_entities.drain(..).flatten() {
            take_back(world, new.entity);
        }
        log.clear();
        log.keep_slots(slots);
        log.keep_small_values(small);
        log.keep_new_entities(new_entities);
        log.keep_columns(columns);
        world.flush();
        // Only now, since what was spawned may have been moved by later requests, or got a parent from the game.
        self.new_places.settle(world, &self.spawned);
    }

    /// Returns how many requests changed the world.
    fn apply_piece(&mut self, world: &mut World, piece: Piece, posted: &mut Posted) -> u64 {
        let Piece { mut words, owners, .. } = piece;
        let complain = |world: &World, posted: &Posted| {
            warn!(
                "script '{}' posted an invalid request (a number that is not finite, or an unknown kind); it is dropped",
                posted.script(world)
            );
        };
        let mut applied = 0;
        // Rows of the run at hand that are done.
        let mut done = 0;
        while !words.is_empty() {
            // Signals mostly come in numbers, too.
            while let Some((signals, rest)) = record::read_signals(words) {
                if !posted.sink.signals.queue.emit(&signals, posted.sink.frame) {
                    warn!(
                        "script '{}' posted an invalid signal (an unknown name, or above a limit); it is dropped",
                        posted.script(world)
                    );
                }
                words = rest;
            }
            if words.is_empty() {
                break;
            }
            if let Some((entity, short, rest)) = record::read_short(words) {
                applied += u64::from(match short {
                    Short::Despawn => self.despawn(world, entity, posted),
                    Short::New(number) => self.spawn_new(world, entity, number, posted),
                    Short::Small(number) => self.apply_small(world, entity, number, posted),
                });
                words = rest;
                continue;
            }
            let next = record::read(words);
            let moves_in_bulk = !self.moves.has_physics();
            let is_move = matches!(next, Ok(Record { op: Op::Transform(_) | Op::Run(_), .. }));
            let here = At { words, done };
            if is_move && starts_bulk(here, moves_in_bulk) {
                let (there, count) = self.transforms.apply(world, here, owners, moves_in_bulk);
                applied += count;
                // What follows may be a signal again.
                let is_further = (there.words.len(), there.done) != (words.len(), done);
                At { words, done } = there;
                if is_further {
                    continue;
                }
            }
            match next {
                Ok(Record { entity: first, op: Op::Run(run), rest }) => {
                    let row = usize::try_from(first).unwrap_or(usize::MAX).saturating_add(done);
                    match (owners.get(row), run.op(done)) {
                        (Some(entity), Some(op)) => {
                            applied += u64::from(self.apply_one(world, *entity, Op::Transform(op), posted));
                        }
                        (Some(_), None) => complain(world, posted),
                        (None, _) => {
                            complain(world, posted);
                            done = run.len();
                        }
                    }
                    done += 1;
                    if done >= run.len() {
                        (words, done) = (rest, 0);
                    }
                }
                Ok(record) => {
                    if let Op::Host(_) = record.op
                        && let Some((rest, count)) = self.apply_sweep(world, words, posted)
                    {
                        (words, applied) = (rest, applied + count);
                        continue;
                    }
                    words = record.rest;
                    applied += u64::from(self.apply_one(world, record.entity, record.op, posted));
                }
                Err(Malformed::Request(rest)) => {
                    complain(world, posted);
                    words = rest;
                }
                Err(Malformed::Size) => {
                    error!(
                        "script '{}' has overwritten the request buffer; the rest of its requests ({} bytes) is dropped",
                        posted.script(world),
                        words.len() * 8
                    );
                    break;
                }
            }
        }
        applied
    }

    /// Applies what a loop has written to columns, from the last to the first. Returns what follows, and how many
    /// requests changed something; `None`, and nothing is done, if the next is not the first of several.
    fn apply_sweep<'w>(
        &mut self,
        world: &mut World,
        mut words: &'w [u64],
        posted: &mut Posted,
    ) -> Option<(&'w [u64], u64)> {
        let mut sweep = Sweep::default();
        self.swept.clear();
        while let Some(Record { entity, op: Op::Host(slot), rest }) = record::read_if_any(words) {
            let Some((slot, number)) = posted.written_column(slot, entity) else { break };
            if !posted.columns.add_to(&mut sweep, world, number) {
                break;
            }
            self.swept.push(slot);
            words = rest;
        }
        if self.swept.len() < 2 {
            return None;
        }
        let mut applied = 0;
        for slot in self.swept.iter().rev() {
            // One that a script repeats is taken once.
            if let Some((_, HostRequest::Column(number))) = posted.slots[*slot].take() {
                applied += u64::from(posted.columns.apply(world, number, self.since).rows > 0);
            }
        }
        Some((words, applied))
    }

    /// True if it changed the world.
    fn apply_one(&mut self, world: &mut World, entity: u64, op: Op, posted: &mut Posted) -> bool {
        let found = Entity::try_from_bits(entity);
        // Host functions look at this, but scripts write most requests themselves.
        if found.is_some_and(|entity| self.is_machinery(world, entity)) {
            return false;
        }
        if self.may_move_entities(world, found, op, posted) {
            posted.columns.pin(world);
        }
        match (op, found) {
            // The owner of a var need not be an entity.
            (Op::Var(change), _) => {
                let key = change.key;
                vars::apply(world, entity, change, posted.limits).unwrap_or_else(|(owner, what)| {
                    self.complaints.add(&posted.script(world), owner, (&format!("var '{key}'"), what), what)
                })
            }
            (Op::Transform(op), Some(entity)) => self.moves.apply(world, entity, op),
            (Op::InWorld(op), Some(entity)) => self.moves.apply_in_world(world, entity, op),
            (Op::SetParent { parent, in_place }, Some(entity)) => {
                self.apply_parent(world, entity, (parent, in_place), posted)
            }
            // Row by row, before it gets here.
            (Op::Run(_), _) => false,
            (Op::Host(slot), Some(entity)) => self.apply_slot(world, entity, slot, posted),
            (_, None) => false,
        }
    }

    /// Whether the entity holds what Bevy runs on, so that it does not exist for scripts.
    fn is_machinery(&self, world: &World, entity: Entity) -> bool {
        world.get_entity(entity).is_ok_and(|found| !self.machinery.is_for_scripts(found.archetype()))
    }

    fn apply_parent(
        &mut self,
        world: &mut World,
        entity: Entity,
        (parent, in_place): (u64, bool),
        posted: &Posted,
    ) -> bool {
        let child_of = Entity::try_from_bits(parent);
        // What the host function or the SDK has looked at, a script may have written otherwise.
        if parent != BEVY_ZIG_ENTITY_NONE && child_of.is_none() {
            return false;
        }
        if child_of.is_some_and(|parent| self.is_machinery(world, parent)) {
            return false;
        }
        let (place, what, differs) = match set_parent(world, entity, child_of, in_place) {
            Ok(differs) => return differs,
            Err(Unfit::Gone) => return false,
            Err(Unfit::Below) => ("", "is the entity itself, or below it", false),
            Err(Unfit::NoPlace) => {
                let what = "has no place for it, as its scale in the world is 0 or out of range; it has that parent \
                            now, and keeps its transform";
                ("place", what, true)
            }
        };
        let what = format!("{} {what}", child_of.unwrap_or(entity));
        self.complaints.add(&posted.script(world), Owner::Entity(entity), ("the parent", place), &what);
        differs
    }

    /// Applies what a host function has posted.
    fn apply_slot(&mut self, world: &mut World, entity: Entity, slot: u64, posted: &mut Posted) -> bool {
        // A script that makes up a slot's number does not know its entity, or repeats what it was allowed once.
        let slot = usize::try_from(slot).ok().and_then(|slot| posted.slots.get_mut(slot));
        let Some(slot) = slot.filter(|slot| matches!(slot, Some((promised, _)) if *promised == entity)) else {
            return false;
        };
        let (script_of, column) = (posted.instances.script_of, posted.column);
        let mut complain = |world: &World, at: (&str, &str), what: &str| {
            self.complaints.add(&script_of(world, column), Owner::Entity(entity), at, what)
        };
        // There may be many of these, so they are not moved first.
        if let Some((_, HostRequest::Value(value))) = slot {
            let changed = apply_value(world, entity, value, &mut complain);
            *slot = None;
            return changed;
        }
        let Some((_, request)) = slot.take() else { return false };
        if let HostRequest::Column(number) = request {
            let applied = posted.columns.apply(world, number, self.since);
            if let Some((component, entity)) = applied.refused {
                let what = "what is written to its column is no value of it";
                self.complaints.add(&posted.script(world), Owner::Entity(entity), (component, "column"), what);
            }
            return applied.rows > 0;
        }
        request.apply(world, entity, posted, complain)
    }

    /// Sets, inserts or removes what is small, or sends it.
    fn apply_small(&mut self, world: &mut World, entity: u64, number: u64, posted: &mut Posted) -> bool {
        let Some(entity) = Entity::try_from_bits(entity) else { return false };
        // The game's code may have made something else of an entity that was promised.
        if self.is_machinery(world, entity) {
            return false;
        }
        // A script that makes up a number does not know its entity, or repeats what it was allowed once.
        let Some((plan, request)) = posted.small.take(number, entity) else { return false };
        posted.columns.pin(world);
        request.apply(plan, world, entity).unwrap_or_else(|failure| {
            let script = (posted.instances.script_of)(world, posted.column);
            self.complaints.add(&script, Owner::Entity(entity), (plan.path, &failure.place()), &failure.to_string())
        })
    }

    /// Makes an entity that was promised.
    fn spawn_new(&mut self, world: &mut World, entity: u64, number: u64, posted: &mut Posted) -> bool {
        // A script that makes up a number does not know its entity, or repeats what it was allowed once.
        let slot = usize::try_from(number).ok().and_then(|number| posted.new_entities.get_mut(number));
        let Some(slot) = slot else { return false };
        let Some(new) = slot.as_mut().filter(|new| new.entity.to_bits() == entity) else { return false };
        posted.columns.pin(world);
        let entity = new.entity;
        self.spawned.push(entity);
        let (script_of, column) = (posted.instances.script_of, posted.column);
        let mut complain = |world: &World, at: (&str, &str), what: &str| {
            self.complaints.add(&script_of(world, column), Owner::Entity(entity), at, what)
        };
        let apply_value = |world: &mut World, value: &ValueRequest| {
            apply_value(world, entity, value, &mut complain);
        };
        let is_there = spawn(world, new, |brought| self.crowd.takes(brought), apply_value);
        *slot = None;
        is_there
    }

    fn despawn(&mut self, world: &mut World, entity: u64, posted: &mut Posted) -> bool {
        posted.columns.pin(world);
        let found = Entity::try_from_bits(entity).and_then(|entity| world.get_entity_mut(entity).ok());
        let Some(found) = found else { return false };
        let is_for_scripts = self.machinery.is_for_scripts(found.archetype());
        if is_for_scripts {
            found.despawn();
        }
        is_for_scripts
    }

    /// Whether entities may lie in other rows when this is done: something is inserted or removed, or the game's code
    /// runs.
    fn may_move_entities(&self, world: &World, entity: Option<Entity>, op: Op, posted: &Posted) -> bool {
        match op {
            Op::Transform(_) => {
                self.moves.has_physics() || entity.is_none_or(|it| world.get::<Transform>(it).is_none())
            }
            Op::Host(slot) => match usize::try_from(slot).ok().and_then(|slot| posted.slots.get(slot)) {
                Some(Some((_, HostRequest::Column(number)))) => posted.columns.has_to_be_told(world, *number),
                _ => true,
            },
            _ => true,
        }
    }
}

/// Whether enough moves follow.
fn starts_bulk(At { mut words, mut done }: At, moves_in_bulk: bool) -> bool {
    let is_for_bulk = |op: TransformOp| !op.mirrors() && (moves_in_bulk || !matches!(op, TransformOp::Translate(_)));
    let mut found = 0;
    while found < BULK_MIN {
        let Some(Record { op, rest, .. }) = record::read_if_any(words) else { return false };
        match op {
            Op::Transform(op) if is_for_bulk(op) => found += 1,
            Op::Run(run) => {
                let mut rows = done..run.len().min(done + BULK_MIN);
                found += rows.len();
                if !rows.all(|row| run.op(row).is_some_and(is_for_bulk)) {
                    return false;
                }
            }
            _ => return false,
        }
        (words, done) = (rest, 0);
    }
    true
}
