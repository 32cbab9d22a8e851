//! Entities: looking at them, spawning them, finding them.

use std::mem::offset_of;

use bevy::math::Vec3;
use bevy::prelude::Transform;

use super::component::new_value;
use super::{fill, grown, name, out, pushed, serve};
use crate::abi::*;
use crate::component::Velocity;
use crate::physics::PhysicsHook;
use crate::prefab::{Prefabs, ScriptSpawned};
use crate::request::{HostRequest, NewComponent, checked_transform};
use crate::tag::TagIndex;

pub(super) unsafe extern "C" fn entity_check(frame: *mut BevyZigFrame, entity: BevyZigEntity) -> BevyZigStatus {
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, |call, _| call.check_entity(entity).map(drop)) }
}

pub(super) unsafe extern "C" fn entity_spawn(
    frame: *mut BevyZigFrame,
    request: *const BevyZigSpawnRequest,
    entity: *mut BevyZigEntity,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let entity = unsafe { out(entity) }?;
        *entity = BEVY_ZIG_ENTITY_NONE;
        // SAFETY: the script's own request.
        let request = unsafe { grown(request, offset_of!(BevyZigSpawnRequest, components)) }?;
        if request.abi_version != BEVY_ZIG_ABI_VERSION || request.flags & !BEVY_ZIG_SPAWN_TRANSFORM != 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        // SAFETY: the script's text.
        let prefab = match unsafe { name(request.prefab) }? {
            "" => None,
            name => {
                let prefabs = call.world.get_resource::<Prefabs>();
                let Some(prefab) = prefabs.and_then(|prefabs| prefabs.get(name)) else {
                    let known = prefabs.map(Prefabs::known).unwrap_or_default();
                    call.reports.unknown_name(call.script.name(), "prefab", name, &known);
                    return Err(BEVY_ZIG_STATUS_UNKNOWN_PREFAB);
                };
                Some(prefab.clone())
            }
        };
        // SAFETY: the script's text.
        let tag = Some(unsafe { name(request.tag) }?).filter(|tag| !tag.is_empty()).map(str::to_owned);
        let transform = match request.flags & BEVY_ZIG_SPAWN_TRANSFORM {
            0 => None,
            _ => Some(checked_transform(&request.transform).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?),
        };
        // SAFETY: the script's list.
        let components = unsafe { spawn_components(call, &request) }?;
        let reserved = call.requests.reserved_count();
        let limits = call.requests.limits();
        if reserved >= limits.spawns_per_phase || has_entities(call.world, limits.entities.saturating_sub(reserved)) {
            return Err(BEVY_ZIG_STATUS_LIMIT_REACHED);
        }
        // A handle that was taken cannot be given back from here, so it is taken when nothing can be refused any more.
        pushed(call.requests.make_room(frame))?;
        let spawned = call.world.entity_allocator().alloc();
        let response = (request.request_id != 0).then(|| {
            let (script, entity) = (call.script.name().to_owned(), call.current_entity(frame));
            Box::new(ScriptSpawned { request_id: request.request_id, script, entity, spawned })
        });
        let request = HostRequest::Spawn { prefab, tag, transform, components, response };
        pushed(call.requests.push(frame, spawned, request))?;
        *entity = spawned.to_bits();
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

/// The values of components that a spawn request carries.
///
/// # Safety
/// The list, if there is one, has as many entries as the request says, each with as many readable bytes.
unsafe fn spawn_components(
    call: &super::HostCall,
    request: &BevyZigSpawnRequest,
) -> Result<Vec<NewComponent>, BevyZigStatus> {
    let (list, count) = (request.components, request.component_count);
    if count > BEVY_ZIG_SPAWN_COMPONENTS_MAX || (count > 0 && (list.is_null() || !list.is_aligned())) {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: the caller vouches for it.
    let entries = unsafe { slice(list, count as usize) };
    let values = entries.iter().map(|entry| {
        // SAFETY: the caller vouches for it.
        unsafe { new_value(call, entry.id, entry.payload, entry.payload_size as usize) }
    });
    values.collect()
}

/// Whether the world has this many entities or more.
fn has_entities(world: &bevy::prelude::World, count: usize) -> bool {
    let entities = world.entities();
    // Counting looks at every index that was ever used; mostly there are not even that many.
    entities.len() as usize >= count && entities.count_spawned() as usize >= count
}

pub(super) unsafe extern "C" fn transform_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    transform: *mut BevyZigTransform,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let out = unsafe { out(transform) }?;
        let entity = call.check_entity(entity)?;
        let transform = call.world.get::<Transform>(entity).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let (position, rotation, scale) = (transform.translation, transform.rotation, transform.scale);
        *out = BevyZigTransform {
            translation: BevyZigVec3 { x: position.x, y: position.y, z: position.z },
            rotation: BevyZigQuat { x: rotation.x, y: rotation.y, z: rotation.z, w: rotation.w },
            scale: BevyZigVec3 { x: scale.x, y: scale.y, z: scale.z },
        };
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn velocity_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    velocity: *mut BevyZigVelocity,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let out = unsafe { out(velocity) }?;
        let entity = call.check_entity(entity)?;
        // One that was spawned in this phase is not in the snapshot.
        let entity = call.world.get_entity(entity).map_err(|_| BEVY_ZIG_STATUS_ABSENT)?;
        let physics = call.world.get_resource::<PhysicsHook>();
        let known = physics.and_then(|physics| physics.get().velocity(entity));
        let velocity = known.or_else(|| entity.get::<Velocity>().copied()).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let raw = |vector: Vec3| BevyZigVec3 { x: vector.x, y: vector.y, z: vector.z };
        *out = BevyZigVelocity { linear: raw(velocity.linear), angular: raw(velocity.angular) };
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn entities_find_by_tag(
    frame: *mut BevyZigFrame,
    tag: BevyZigText,
    entities: *mut BevyZigEntity,
    capacity: usize,
    count: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let count = unsafe { out(count) }?;
        if (entities.is_null() && capacity > 0) || !entities.is_aligned() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        // SAFETY: the script's text.
        let tag = unsafe { name(tag) }?;
        let found = call.world.resource::<TagIndex>().find(tag);
        // SAFETY: the script's own buffer; null, alignment and capacity go together.
        unsafe { fill(found, entities, capacity, count) }
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}
