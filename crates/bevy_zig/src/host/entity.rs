//! Entities: looking at them, spawning them, finding them.

use std::mem::offset_of;

use bevy::math::Vec3;
use bevy::prelude::{Entity, Transform};
use smallvec::SmallVec;

use super::component::new_value;
use super::value::new_value as new_value_request;
use super::{entry, fill, grown, name, out, pushed, serve};
use crate::abi::*;
use crate::base::finder;
use crate::component::Velocity;
use crate::reflect::ValueRequest;
use crate::request::{HostRequest, NewComponent, checked_transform};
use crate::world::{PhysicsHook, Prefab, Prefabs, ScriptSpawned, TagIndex};

pub(super) unsafe extern "C" fn entity_check(frame: *mut BevyZigFrame, entity: BevyZigEntity) -> BevyZigStatus {
    serve(frame, |call, _| call.check_entity(entity).map(drop))
}

pub(super) unsafe extern "C" fn entity_spawn(
    frame: *mut BevyZigFrame,
    request: *const BevyZigSpawnRequest,
    entity: *mut BevyZigEntity,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, frame: &mut BevyZigFrame| {
        let entity = out(entity)?;
        entity.set(BEVY_ZIG_ENTITY_NONE)?;
        // SAFETY: plain data.
        let request = unsafe { grown(request, offset_of!(BevyZigSpawnRequest, components)) }?;
        if request.abi_version != BEVY_ZIG_ABI_VERSION || request.flags & !BEVY_ZIG_SPAWN_TRANSFORM != 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let prefab = match &*name(request.prefab)? {
            "" => None,
            name => {
                let prefabs = call.world.get_resource::<Prefabs>();
                let Some(prefab) = prefabs.and_then(|prefabs| prefabs.get(name)) else {
                    let known = || prefabs.map(Prefabs::known).unwrap_or_default();
                    call.reports.unknown_name(call.script.name(), "prefab", name, known);
                    return Err(BEVY_ZIG_STATUS_UNKNOWN_PREFAB);
                };
                Some(prefab.clone())
            }
        };
        let tag = Some(name(request.tag)?).filter(|tag| !tag.is_empty()).map(|tag| tag.to_owned());
        let transform = match request.flags & BEVY_ZIG_SPAWN_TRANSFORM {
            0 => None,
            _ => Some(checked_transform(&request.transform).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?),
        };
        let components = spawn_components(call, &request)?;
        let values = spawn_values(call, frame, &request)?;
        let reserved = call.requests.reserved_count();
        let limits = call.requests.limits();
        if reserved >= limits.spawns_per_phase {
            return Err(call.over_limit("spawns_per_phase"));
        }
        let instance = call.current_instance(frame).map_or(0, |(instance, _)| instance);
        if call.requests.spawned_by(instance) >= call.requests.limits().spawns_per_instance {
            return Err(call.over_limit("spawns_per_instance"));
        }
        let limits = call.requests.limits();
        if has_entities(call.world, limits.entities.saturating_sub(reserved)) {
            return Err(call.over_limit("entities"));
        }
        let brought = prefab.as_ref().map_or(0, Prefab::scripts);
        if brought > 0 && call.instances + call.requests.attached_count() + brought > limits.instances {
            return Err(call.over_limit("instances"));
        }
        // A handle that was taken cannot be given back from here, so it is taken when nothing can be refused any more.
        pushed(call.requests.make_room(frame))?;
        let spawned = call.world.entity_allocator().alloc();
        let response = (request.request_id != 0).then(|| {
            let (script, entity) = (call.script.name().to_owned(), call.current_entity(frame));
            Box::new(ScriptSpawned { request_id: request.request_id, script, entity, spawned })
        });
        let request = HostRequest::Spawn { prefab, tag, transform, components, values, response };
        pushed(call.requests.push(frame, spawned, request))?;
        call.requests.note_spawned_by(instance, brought);
        entity.set(spawned.to_bits())
    };
    serve(frame, function)
}

/// The values of components that a spawn request carries.
fn spawn_components(
    call: &mut super::HostCall,
    request: &BevyZigSpawnRequest,
) -> Result<Vec<NewComponent>, BevyZigStatus> {
    let (list, count) = (request.components, request.component_count);
    if count > BEVY_ZIG_SPAWN_COMPONENTS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let values = (0..count as usize).map(|index| {
        // SAFETY: plain data.
        let value = unsafe { entry(list, index) }?;
        new_value(call, value.id, value.payload, value.payload_size as usize)
    });
    values.collect()
}

/// The values of reflected components that a spawn request carries.
fn spawn_values(
    call: &mut super::HostCall,
    frame: &BevyZigFrame,
    request: &BevyZigSpawnRequest,
) -> Result<Vec<ValueRequest>, BevyZigStatus> {
    let (list, count) = (request.values, request.value_count);
    if count > BEVY_ZIG_SPAWN_COMPONENTS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let values = (0..count as usize).map(|index| {
        // SAFETY: plain data.
        let value = unsafe { entry(list, index) }?;
        let plan = call.plan(value.id)?;
        if !plan.is_of_entities() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        new_value_request(call, frame, plan, BEVY_ZIG_VALUE_INSERT, (value.value, value.value_size as usize))
    });
    values.collect()
}

/// Whether the world has this many entities or more.
fn has_entities(world: &bevy::prelude::World, count: usize) -> bool {
    // Whatever lives is in an archetype, of which there are few; Bevy's own count looks at every index that was ever
    // used.
    let living = || world.archetypes().iter().map(|archetype| archetype.len() as usize).sum::<usize>();
    world.entities().len() as usize >= count && living() >= count
}

pub(super) unsafe extern "C" fn transform_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    transform: *mut BevyZigTransform,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        let out = out(transform)?;
        let entity = call.check_entity(entity)?;
        let transform = call.world.get::<Transform>(entity).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let (position, rotation, scale) = (transform.translation, transform.rotation, transform.scale);
        out.set(BevyZigTransform {
            translation: BevyZigVec3 { x: position.x, y: position.y, z: position.z },
            rotation: BevyZigQuat { x: rotation.x, y: rotation.y, z: rotation.z, w: rotation.w },
            scale: BevyZigVec3 { x: scale.x, y: scale.y, z: scale.z },
        })
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn velocity_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    velocity: *mut BevyZigVelocity,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        let out = out(velocity)?;
        let entity = call.check_entity(entity)?;
        // One that was spawned in this phase is not in the snapshot.
        let entity = call.world.get_entity(entity).map_err(|_| BEVY_ZIG_STATUS_ABSENT)?;
        let physics = call.world.get_resource::<PhysicsHook>();
        let known = physics.and_then(|physics| physics.get().velocity(entity));
        let velocity = known.or_else(|| entity.get::<Velocity>().copied()).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let raw = |vector: Vec3| BevyZigVec3 { x: vector.x, y: vector.y, z: vector.z };
        out.set(BevyZigVelocity { linear: raw(velocity.linear), angular: raw(velocity.angular) })
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn entities_find_by_tag(
    frame: *mut BevyZigFrame,
    tag: BevyZigText,
    entities: *mut BevyZigEntity,
    capacity: usize,
    count: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        let count = out(count)?;
        if (entities.is_null() && capacity > 0) || !entities.is_aligned() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let tag = name(tag)?;
        let mut is_found = finder(call.world);
        let mut found: SmallVec<[Entity; 64]> = call.world.resource::<TagIndex>().find(&tag).collect();
        found.retain(|entity| call.world.get_entity(*entity).is_ok_and(|entity| is_found(entity.archetype())));
        fill(found.into_iter(), entities, capacity, &count)
    };
    serve(frame, function)
}
