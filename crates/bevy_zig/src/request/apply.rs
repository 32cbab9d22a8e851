//! Applies a phase's requests to the world, in the order in which they were posted.

use bevy::ecs::change_detection::{DetectChangesMut, Tick};
use bevy::log::{error, warn, warn_once};
use bevy::prelude::{Entity, EntityWorldMut, Transform, World};
use smallvec::SmallVec;

use super::columns::WrittenColumns;
use super::complaints::Complaints;
use super::errors;
use super::hierarchy::{Unfit, WorldOp, set_parent};
use super::log::{ComponentParts, HostRequest, Piece, RequestLog};
use super::record::{self, Malformed, Op, Record, Short, TransformOp};
use super::small::SmallValues;
use super::spawn::{NewEntity, spawn, take_back};
use super::sweep::Sweep;
use super::transform::{At, TransformApplier};
use super::vars;
use crate::abi::BEVY_ZIG_ENTITY_NONE;
use crate::attached::{Owner, Place, ZigScriptCommands, ZigScripts};
use crate::base::{Machinery, ScriptLimits};
use crate::component::{ComponentId, ScriptComponents, Target, WriteComponent};
use crate::function::Body;
use crate::reflect::ValueRequest;
use crate::signal::SignalSink;
use crate::world::{Brought, NewPlaces, PhysicsHook, living};

/// From this many transform requests in a row on, looking at all tables first costs less than a look-up for each.
const BULK_MIN: usize = 16;

/// What a request like `set_position` does for an entity that has no transform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingTransform {
    /// The entity gets one. The default.
    #[default]
    Insert,
    /// The request does nothing.
    Ignore,
}

/// What is asked about instances meanwhile; they lie with the runtime, which is in the world.
#[derive(Clone, Copy)]
pub(crate) struct InstanceLookups {
    /// How many there are.
    pub(crate) count: fn(&World) -> usize,
    /// The name of a column's script.
    pub(crate) script_of: fn(&World, u32) -> String,
    /// The owner of the instance with this id, if it lies there.
    pub(crate) owner_at: fn(&World, Place, u64) -> Option<Owner>,
}

/// How much may still come with prefabs. How much a prefab brings is not known before it is built for the first time;
/// then what is too much is refused beforehand.
#[derive(Default)]
struct Crowd {
    left: Brought,
    /// Whether it was already mentioned that there is nothing left.
    mentioned: bool,
}

impl Crowd {
    fn takes(&mut self, brought: Brought) -> bool {
        let scripts = self.left.scripts.checked_sub(brought.scripts);
        let below = self.left.below.checked_sub(brought.below);
        if let (Some(scripts), Some(below)) = (scripts, below) {
            self.left = Brought { scripts, below };
            return true;
        }
        if !std::mem::replace(&mut self.mentioned, true) {
            let (limit, what) = match scripts {
                None => ("instances", format!("{} scripts", brought.scripts)),
                Some(_) => ("entities", format!("{} entities below it", brought.below)),
            };
            warn!(
                "a prefab with {what} is not spawned: the limit {limit} is reached; to raise it, write: \
                 plugin.with_limits(ScriptLimits {{ {limit}: …, ..default() }}) (reported once)"
            );
        }
        false
    }
}

/// What requests are applied with. The game's code runs in between: hooks and observers of what is inserted, prefabs,
/// physics. It may do anything, so an entity is looked up again after each step.
pub(crate) struct Applier {
    transforms: TransformApplier,
    missing_transform: MissingTransform,
    machinery: Machinery,
    /// What takes care of moves, in this phase.
    physics: Option<PhysicsHook>,
    /// Whether a mirroring scale was already mentioned.
    mirrored: bool,
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

/// What requests refer to.
struct Posted<'a> {
    slots: &'a mut [Option<(Entity, HostRequest)>],
    small: &'a mut SmallValues,
    new_entities: &'a mut [Option<NewEntity>],
    columns: &'a mut WrittenColumns,
    limits: &'a ScriptLimits,
}

impl Posted<'_> {
    /// The slot that a request for this entity speaks of, and the number of its column, if it is one.
    fn column(&self, slot: u64, entity: u64) -> Option<(usize, u32)> {
        let slot = usize::try_from(slot).ok()?;
        match self.slots.get(slot)? {
            Some((promised, HostRequest::Column(number))) if promised.to_bits() == entity => Some((slot, *number)),
            _ => None,
        }
    }
}

impl Applier {
    pub(crate) fn new(world: &mut World, missing_transform: MissingTransform) -> Self {
        errors::prepare(world);
        Self {
            transforms: TransformApplier::new(world),
            missing_transform,
            machinery: *world.get_resource_or_init::<Machinery>(),
            physics: None,
            mirrored: false,
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
        mut sink: SignalSink,
        instances: InstanceLookups,
        mut count: impl FnMut(u32, u64),
    ) {
        self.physics = world.get_resource::<PhysicsHook>().cloned();
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
        for piece in log.pieces() {
            let limits = log.limits();
            let mut posted = Posted {
                slots: &mut slots,
                small: &mut small,
                new_entities: &mut new_entities,
                columns: &mut columns,
                limits,
            };
            count(piece.column, self.apply_piece(world, piece, &mut posted, &mut sink, instances));
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

    fn apply_piece(
        &mut self,
        world: &mut World,
        Piece { column, mut words, owners }: Piece,
        posted: &mut Posted,
        sink: &mut SignalSink,
        instances: InstanceLookups,
    ) -> u64 {
        let script = |world: &World| (instances.script_of)(world, column);
        let complain = |world: &World| {
            warn!(
                "script '{}' posted an invalid request (a number that is not finite, or an unknown kind); it is dropped",
                script(world)
            );
        };
        let mut applied = 0;
        // Rows of the run at hand that are done.
        let mut done = 0;
        while !words.is_empty() {
            // Signals mostly come in numbers, too.
            while let Some((signals, rest)) = record::read_signals(words) {
                if !sink.signals.queue.emit(&signals, sink.frame) {
                    warn!(
                        "script '{}' posted an invalid signal (an unknown name, or above a limit); it is dropped",
                        script(world)
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
                    Short::New(number) => self.spawn_new(world, (column, entity, number), posted, instances),
                    Short::Small(number) => self.apply_small(world, (column, entity, number), posted, instances),
                });
                words = rest;
                continue;
            }
            let next = record::read(words);
            let moves_in_bulk = self.physics.is_none();
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
                            let request = (column, *entity, Op::Transform(op));
                            applied += u64::from(self.apply_one(world, request, posted, sink, instances));
                        }
                        (Some(_), None) => complain(world),
                        (None, _) => {
                            complain(world);
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
                    let request = (column, record.entity, record.op);
                    applied += u64::from(self.apply_one(world, request, posted, sink, instances));
                }
                Err(Malformed::Request(rest)) => {
                    complain(world);
                    words = rest;
                }
                Err(Malformed::Size) => {
                    error!(
                        "script '{}' has overwritten the request buffer; the rest of its requests ({} bytes) is dropped",
                        script(world),
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
            let Some((slot, number)) = posted.column(slot, entity) else { break };
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
    fn apply_one(
        &mut self,
        world: &mut World,
        (column, entity, op): (u32, u64, Op),
        posted: &mut Posted,
        sink: &mut SignalSink,
        instances: InstanceLookups,
    ) -> bool {
        let found = Entity::try_from_bits(entity);
        // Host functions look at this, but scripts write most requests themselves.
        let spawned = found.and_then(|entity| world.get_entity(entity).ok());
        if spawned.is_some_and(|entity| !self.machinery.is_for_scripts(entity.archetype())) {
            return false;
        }
        if self.may_move_entities(world, found, op, posted) {
            posted.columns.pin(world);
        }
        match (op, found) {
            // The owner of a var need not be an entity.
            (Op::Var(change), _) => {
                let key = change.key;
                match vars::apply(world, entity, change, posted.limits) {
                    Ok(differs) => differs,
                    Err((owner, what)) => {
                        let script = (instances.script_of)(world, column);
                        self.complaints.add(&script, owner, (&format!("var '{key}'"), what), what)
                    }
                }
            }
            (Op::Transform(op), Some(entity)) => self.apply_transform(world, entity, op),
            (Op::InWorld(op), Some(entity)) => self.apply_in_world(world, entity, op),
            (Op::SetParent { parent, in_place }, Some(entity)) => {
                let child_of = Entity::try_from_bits(parent);
                // What the host function or the SDK has looked at, a script may have written otherwise.
                if parent != BEVY_ZIG_ENTITY_NONE && child_of.is_none() {
                    return false;
                }
                let is_machinery = |parent: Entity| {
                    world.get_entity(parent).is_ok_and(|parent| !self.machinery.is_for_scripts(parent.archetype()))
                };
                if child_of.is_some_and(is_machinery) {
                    return false;
                }
                let (place, what, differs) = match set_parent(world, entity, child_of, in_place) {
                    Ok(differs) => return differs,
                    Err(Unfit::Gone) => return false,
                    Err(Unfit::Below) => ("", "is the entity itself, or below it", false),
                    Err(Unfit::NoPlace) => {
                        let what = "has no place for it, as its scale in the world is 0 or out of range; it has that \
                                    parent now, and keeps its transform";
                        ("place", what, true)
                    }
                };
                let script = (instances.script_of)(world, column);
                let what = format!("{} {what}", child_of.unwrap_or(entity));
                self.complaints.add(&script, Owner::from(Some(entity)), ("the parent", place), &what);
                differs
            }
            // Row by row, before it gets here.
            (Op::Run(_), _) => false,
            (Op::Host(slot), Some(entity)) => {
                // A script that makes up a slot's number does not know its entity, or repeats what it was allowed once.
                let slot = usize::try_from(slot).ok().and_then(|slot| posted.slots.get_mut(slot));
                let Some(slot) = slot.filter(|slot| matches!(slot, Some((promised, _)) if *promised == entity)) else {
                    return false;
                };
                let mut complain = |world: &World, (path, place): (&str, &str), what: &str| {
                    let script = (instances.script_of)(world, column);
                    let owner = Owner::from(Some(entity).filter(|entity| *entity != Entity::PLACEHOLDER));
                    self.complaints.add(&script, owner, (path, place), what)
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
                        let script = (instances.script_of)(world, column);
                        let what = "what is written to its column is no value of it";
                        self.complaints.add(&script, Owner::from(Some(entity)), (component, "column"), what);
                    }
                    return applied.rows > 0;
                }
                apply_host(world, entity, request, sink, instances, complain)
            }
            (_, None) => false,
        }
    }

    /// Sets, inserts or removes what is small, or sends it.
    fn apply_small(
        &mut self,
        world: &mut World,
        (column, entity, number): (u32, u64, u64),
        posted: &mut Posted,
        instances: InstanceLookups,
    ) -> bool {
        let Some(entity) = Entity::try_from_bits(entity) else { return false };
        // The game's code may have made something else of an entity that was promised.
        let found = world.get_entity(entity);
        if found.is_ok_and(|found| !self.machinery.is_for_scripts(found.archetype())) {
            return false;
        }
        // A script that makes up a number does not know its entity, or repeats what it was allowed once.
        let Some((plan, request)) = posted.small.take(number, entity) else { return false };
        posted.columns.pin(world);
        request.apply(plan, world, entity).unwrap_or_else(|failure| {
            let script = (instances.script_of)(world, column);
            let owner = Owner::from(Some(entity).filter(|entity| *entity != Entity::PLACEHOLDER));
            self.complaints.add(&script, owner, (plan.path, &failure.place()), &failure.to_string())
        })
    }

    /// Makes an entity that was promised.
    fn spawn_new(
        &mut self,
        world: &mut World,
        (column, entity, number): (u32, u64, u64),
        posted: &mut Posted,
        instances: InstanceLookups,
    ) -> bool {
        // A script that makes up a number does not know its entity, or repeats what it was allowed once.
        let slot = usize::try_from(number).ok().and_then(|number| posted.new_entities.get_mut(number));
        let Some(slot) = slot else { return false };
        let Some(new) = slot.as_mut().filter(|new| new.entity.to_bits() == entity) else { return false };
        posted.columns.pin(world);
        let entity = new.entity;
        self.spawned.push(entity);
        let mut complain = |world: &World, (path, place): (&str, &str), what: &str| {
            let script = (instances.script_of)(world, column);
            self.complaints.add(&script, Owner::Entity(entity), (path, place), what)
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
            Op::Transform(_) => self.physics.is_some() || entity.is_none_or(|it| world.get::<Transform>(it).is_none()),
            Op::Host(slot) => match usize::try_from(slot).ok().and_then(|slot| posted.slots.get(slot)) {
                Some(Some((_, HostRequest::Column(number)))) => posted.columns.has_to_be_told(world, *number),
                _ => true,
            },
            _ => true,
        }
    }

    fn apply_transform(&mut self, world: &mut World, entity: Entity, op: TransformOp) -> bool {
        let Ok(mut entity) = world.get_entity_mut(entity) else { return false };
        if let (TransformOp::Translate(delta), Some(physics)) = (op, &self.physics)
            && physics.get().translate(&mut entity, delta)
        {
            return true;
        }
        // The hook may have done anything.
        if entity.is_despawned() {
            return false;
        }
        if op.mirrors() && !std::mem::replace(&mut self.mirrored, true) {
            warn!("a script mirrors entity {} with a negative scale (reported once)", entity.id());
        }
        if let Some(mut transform) = entity.get_mut::<Transform>() {
            let mut changed = *transform;
            op.apply(&mut changed);
            // A request for what is so already changes nothing.
            return transform.set_if_neq(changed);
        }
        match self.missing_transform {
            MissingTransform::Insert => {
                let mut transform = Transform::IDENTITY;
                op.apply(&mut transform);
                entity.insert(transform);
                true
            }
            MissingTransform::Ignore => false,
        }
    }
}

impl Applier {
    /// Changes a transform by what is given in the world's space.
    fn apply_in_world(&mut self, world: &mut World, entity: Entity, op: WorldOp) -> bool {
        if world.get_entity(entity).is_err() {
            return false;
        }
        let found = world.get::<Transform>(entity).copied();
        if found.is_none() && self.missing_transform == MissingTransform::Ignore {
            return false;
        }
        let Some(changed) = op.applied(world, entity, found.unwrap_or_default()) else {
            warn_once!(
                "a script places {entity} in the world, but its parent has no place for it: its scale in the world is 0 \
                 or out of range (reported once)"
            );
            return false;
        };
        match world.get_mut::<Transform>(entity) {
            // What is so already does not change.
            Some(mut transform) => transform.set_if_neq(changed),
            None => {
                world.entity_mut(entity).insert(changed);
                true
            }
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

fn apply_host(
    world: &mut World,
    entity: Entity,
    request: HostRequest,
    sink: &mut SignalSink,
    instances: InstanceLookups,
    mut complain: impl FnMut(&World, (&str, &str), &str) -> bool,
) -> bool {
    match request {
        HostRequest::Attach(script) => world.get_entity_mut(entity).is_ok_and(|mut entity| {
            entity.attach_script(script);
            true
        }),
        HostRequest::AddComponent(id, value) => match Target::of(world, entity, id, true) {
            Target::Messages(message) => {
                message.write(world, &value);
                true
            }
            Target::Entity(entity) => {
                change_component(world, entity, id, |component, entity| (component.add)(entity, &value))
            }
            Target::Nobody => false,
        },
        HostRequest::RemoveComponent(id) => remove_component(world, entity, id),
        HostRequest::SetField(path, value) => {
            let Ok(mut found) = world.get_entity_mut(entity) else { return false };
            match path.write(&mut found, &value) {
                Ok(differs) => differs,
                Err(what) => complain(world, path.name(), what),
            }
        }
        HostRequest::Value(value) => apply_value(world, entity, &value, &mut complain),
        HostRequest::Asset(asset) => {
            let path = asset.path();
            match asset.apply(world) {
                Ok(()) => true,
                Err(failure) => complain(world, (path, &failure.place()), &failure.to_string()),
            }
        }
        HostRequest::SetParts(id, parts) => {
            let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
            let Some(name) = component.map(|component| component.name) else { return false };
            let set = match Target::of(world, entity, id, false) {
                Target::Entity(entity) => set_parts(world, entity, id, &parts),
                Target::Messages(_) | Target::Nobody => {
                    Err("the game has no such resource, so its fields cannot be set")
                }
            };
            match set {
                Ok(differs) => differs,
                Err(what) => complain(world, (name, what), what),
            }
        }
        HostRequest::Command(function, arguments) => match &function.body {
            Body::Command { run, .. } => {
                let ran = run(world, &arguments);
                // What it has put off comes before the requests behind it.
                world.flush();
                ran
            }
            Body::Call(_) => false,
        },
        HostRequest::Detach(name) => world.get_entity_mut(entity).is_ok_and(|mut entity| {
            entity.get::<ZigScripts>().is_some_and(|scripts| scripts.get(&name).is_some())
                && entity.modify_component(|scripts: &mut ZigScripts| scripts.detach(&name)).flatten().is_some()
        }),
        HostRequest::Enable { owner, script, identity, enabled } => {
            let index = ZigScripts::entry(owner.scripts(world), &script, identity);
            let differs = index.is_some_and(|index| owner.scripts(world)[index].is_enabled() != enabled);
            if let Some(index) = index.filter(|_| differs) {
                owner.edit(world, |scripts| scripts.as_mut_slice()[index].set_enabled(enabled));
            }
            differs
        }
        // It was applied where what they refer to is.
        HostRequest::Column(_) => false,
        HostRequest::Connect(new) => {
            sink.signals.connections.connect(world, instances.owner_at, new);
            false
        }
        HostRequest::Disconnect { id, instance_id } => {
            sink.signals.connections.disconnect(id, instance_id);
            false
        }
    }
}

/// Removes a component from an entity, or a resource; true if there was one to be removed from.
fn remove_component(world: &mut World, entity: Entity, id: ComponentId) -> bool {
    let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
    let Some(bevy_id) = component.map(|component| component.bevy_id) else { return false };
    match Target::of(world, entity, id, false) {
        Target::Entity(entity) => change_component(world, entity, id, |component, entity| {
            (component.remove)(entity, bevy_id);
            true
        }),
        Target::Messages(_) | Target::Nobody => false,
    }
}

fn apply_value(
    world: &mut World,
    entity: Entity,
    value: &ValueRequest,
    complain: &mut impl FnMut(&World, (&str, &str), &str) -> bool,
) -> bool {
    match value.apply(world, entity) {
        Ok(changed) => changed,
        Err(failure) => complain(world, (value.path(), &failure.place()), &failure.to_string()),
    }
}

/// Sets parts of a component's value, unless that changes nothing. True if it does; why not, if it cannot.
fn set_parts(world: &mut World, entity: Entity, id: ComponentId, parts: &ComponentParts) -> Result<bool, &'static str> {
    if world.get_entity(entity).is_err() {
        return Ok(false);
    }
    let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
    let Some(component) = component else { return Ok(false) };
    let write = component.write.clone().ok_or("scripts cannot set it")?;
    let mut before: SmallVec<[u8; 64]> = SmallVec::from_elem(0, component.shape.size());
    if !(component.read)(world, entity, component.bevy_id, &mut before) {
        return Err("the entity has no such component, so its fields cannot be set");
    }
    let mut after = before.clone();
    for (offset, bytes) in parts {
        let at = *offset as usize;
        after.get_mut(at..at + bytes.len()).ok_or("a field lies outside of it")?.copy_from_slice(bytes);
    }
    if after == before {
        return Ok(false);
    }
    if !component.takes(&write, &after) {
        return Err(component.refuses(0, &after).unwrap_or("what is set is no value of it"));
    }
    if let Ok(mut entity) = world.get_entity_mut(entity) {
        (write.set)(&mut entity, &after);
    }
    Ok(true)
}

/// True if the entity is there, scripts may write the component, and it has changed.
pub(super) fn change_component(
    world: &mut World,
    entity: Entity,
    id: ComponentId,
    change: impl FnOnce(&WriteComponent, &mut EntityWorldMut) -> bool,
) -> bool {
    let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
    let write = component.and_then(|component| component.write.clone());
    let (Some(write), Ok(mut entity)) = (write, world.get_entity_mut(entity)) else { return false };
    change(&write, &mut entity)
}
