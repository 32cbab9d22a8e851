//! Applies a phase's requests to the world, in the order in which they were posted.

use bevy::log::{error, warn};
use bevy::prelude::{Entity, EntityWorldMut, Mut, Transform, World};

use super::log::{HostRequest, RequestLog};
use super::record::{self, Malformed, Op, Record, TransformOp};
use super::transform::TransformApplier;
use super::vars::VarApplier;
use crate::attached::ZigScriptCommands;
use crate::base::{ScriptLimits, is_for_scripts};
use crate::component::{ComponentId, ScriptComponents, WriteComponent};
use crate::signal::SignalSink;
use crate::world::{PhysicsHook, Tags};

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

pub(crate) struct Applier {
    transforms: TransformApplier,
    vars: VarApplier,
    missing_transform: MissingTransform,
    /// What takes care of moves, in this phase.
    physics: Option<PhysicsHook>,
    /// Whether a mirroring scale was already mentioned.
    mirrored: bool,
}

impl Applier {
    pub(crate) fn new(world: &mut World, missing_transform: MissingTransform) -> Self {
        Self {
            transforms: TransformApplier::new(world),
            vars: VarApplier::default(),
            missing_transform,
            physics: None,
            mirrored: false,
        }
    }

    /// Applies the log and clears it. Tells `count` how many requests of each batch changed the world, with the batch's column.
    pub(crate) fn apply(
        &mut self,
        world: &mut World,
        log: &mut RequestLog,
        mut sink: SignalSink,
        mut count: impl FnMut(u32, u64),
    ) {
        if log.is_empty() {
            return;
        }
        self.physics = world.get_resource::<PhysicsHook>().cloned();
        let mut slots = log.take_slots();
        for (column, piece) in log.pieces() {
            count(column, self.apply_piece(world, column, piece, &mut slots, log.limits(), &mut sink));
        }
        // A promised entity whose request was lost would never be used again.
        for (entity, request) in slots.into_iter().flatten() {
            if matches!(request, HostRequest::Spawn { .. }) {
                world.entity_allocator_mut().free(entity);
            }
        }
        log.clear();
        world.flush();
    }

    fn apply_piece(
        &mut self,
        world: &mut World,
        column: u32,
        mut words: &[u64],
        slots: &mut [Option<(Entity, HostRequest)>],
        limits: &ScriptLimits,
        sink: &mut SignalSink,
    ) -> u64 {
        let instances = sink.instances;
        let script = || instances.column(column).script.name();
        let mut applied = 0;
        while !words.is_empty() {
            // Signals mostly come in numbers, too.
            while let Some((signal, rest)) = record::read_signal(words) {
                if !sink.signals.queue.emit(&signal, sink.frame) {
                    warn!(
                        "script '{}' posted an invalid signal (an unknown name, or above a limit); it is dropped",
                        script()
                    );
                }
                words = rest;
            }
            if words.is_empty() {
                break;
            }
            let moves_in_bulk = self.physics.is_none();
            if starts_bulk(words, moves_in_bulk) {
                let before = words.len();
                let (rest, count) = self.transforms.apply(world, words, moves_in_bulk);
                words = rest;
                applied += count;
                // What follows may be a signal again.
                if words.len() < before {
                    continue;
                }
            }
            match record::read(words) {
                Ok(record) => {
                    words = record.rest;
                    applied += u64::from(self.apply_one(world, record.entity, record.op, slots, limits, sink));
                }
                Err(Malformed::Request(rest)) => {
                    warn!(
                        "script '{}' posted an invalid request (a number that is not finite, or an unknown kind); it is dropped",
                        script()
                    );
                    words = rest;
                }
                Err(Malformed::Size) => {
                    error!(
                        "script '{}' has overwritten the request buffer; the rest of its requests ({} bytes) is dropped",
                        script(),
                        words.len() * 8
                    );
                    break;
                }
            }
        }
        applied
    }

    /// True if it changed the world.
    fn apply_one(
        &mut self,
        world: &mut World,
        entity: u64,
        op: Op,
        slots: &mut [Option<(Entity, HostRequest)>],
        limits: &ScriptLimits,
        sink: &mut SignalSink,
    ) -> bool {
        let found = Entity::try_from_bits(entity);
        // Host functions look at this, but scripts write most requests themselves.
        let spawned = found.and_then(|entity| world.get_entity(entity).ok());
        if spawned.is_some_and(|entity| !is_for_scripts(entity.archetype())) {
            return false;
        }
        match (op, found) {
            // The owner of a var need not be an entity.
            (Op::Var(change), _) => self.vars.apply(world, entity, change, limits),
            (Op::Transform(op), Some(entity)) => self.apply_transform(world, entity, op),
            (Op::Despawn, Some(entity)) => world.try_despawn(entity).is_ok(),
            (Op::Host(slot), Some(entity)) => {
                // A script that makes up a slot's number does not know its entity, or repeats what it was allowed once.
                let slot = usize::try_from(slot).ok().and_then(|slot| slots.get_mut(slot));
                match slot.and_then(|slot| slot.take_if(|(promised, _)| *promised == entity)) {
                    Some((entity, request)) => apply_host(world, entity, request, sink),
                    None => false,
                }
            }
            (_, None) => false,
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
        if !entity.contains::<Transform>() {
            match self.missing_transform {
                MissingTransform::Insert => entity.insert(Transform::IDENTITY),
                MissingTransform::Ignore => return false,
            };
        }
        if let Some(mut transform) = entity.get_mut::<Transform>() {
            op.apply(&mut transform);
        }
        true
    }
}

fn starts_bulk(mut words: &[u64], moves_in_bulk: bool) -> bool {
    for _ in 0..BULK_MIN {
        match record::read_if_any(words) {
            Some(Record { op: Op::Transform(TransformOp::Translate(_)), .. }) if !moves_in_bulk => return false,
            Some(record) if matches!(record.op, Op::Transform(op) if !op.mirrors()) => words = record.rest,
            _ => return false,
        }
    }
    true
}

fn apply_host(world: &mut World, entity: Entity, request: HostRequest, sink: &mut SignalSink) -> bool {
    match request {
        HostRequest::Spawn { prefab, tag, transform, components, response } => {
            let Ok(mut spawned) = world.spawn_empty_at(entity) else { return false };
            match &prefab {
                Some(build) => build(&mut spawned),
                None => {
                    spawned.insert(Transform::IDENTITY);
                }
            }
            for (id, value) in components {
                change_component(world, entity, id, |component, entity| (component.add)(entity, &value));
            }
            // What a component does when it is inserted is the game's: it may have despawned the entity.
            if let Ok(mut spawned) = world.get_entity_mut(entity) {
                if let Some(tag) = tag {
                    add_tag(&mut spawned, tag);
                }
                if let Some(transform) = transform {
                    spawned.insert(transform);
                }
            }
            if let Some(response) = response {
                world.write_message(*response);
            }
            true
        }
        HostRequest::Attach(script) => world.get_entity_mut(entity).is_ok_and(|mut entity| {
            entity.attach_script(script);
            true
        }),
        HostRequest::AddComponent(id, value) => change_component(world, entity, id, |component, entity| {
            (component.add)(entity, &value);
        }),
        HostRequest::RemoveComponent(id) => change_component(world, entity, id, |component, entity| {
            (component.remove)(entity);
        }),
        HostRequest::SetField(path, value) => {
            world.get_entity_mut(entity).is_ok_and(|mut entity| path.write(&mut entity, &value))
        }
        HostRequest::Detach(name) => world.get_entity_mut(entity).is_ok_and(|mut entity| {
            entity.modify_component(|scripts: &mut crate::ZigScripts| scripts.detach(&name)).flatten().is_some()
        }),
        HostRequest::Connect(new) => {
            sink.signals.connections.connect(world, sink.instances, new);
            false
        }
        HostRequest::Disconnect { id, instance_id } => {
            sink.signals.connections.disconnect(id, instance_id);
            false
        }
    }
}

/// True if the entity is there and scripts may write the component.
fn change_component(
    world: &mut World,
    entity: Entity,
    id: ComponentId,
    change: impl FnOnce(&WriteComponent, &mut EntityWorldMut),
) -> bool {
    world.resource_scope(|world, components: Mut<ScriptComponents>| {
        let write = components.get(id.0).and_then(|component| component.write.as_ref());
        let (Some(write), Ok(mut entity)) = (write, world.get_entity_mut(entity)) else { return false };
        change(write, &mut entity);
        true
    })
}

fn add_tag(entity: &mut EntityWorldMut, tag: String) {
    let mut tags = entity.get::<Tags>().cloned().unwrap_or_default();
    tags.add(tag);
    entity.insert(tags);
}
