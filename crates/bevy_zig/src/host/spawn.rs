//! New entities.

use std::mem::{MaybeUninit, offset_of};

use bevy::prelude::World;

use super::component::new_value;
use super::scripts::{check_room, script_of};
use super::value::new_value as new_value_request;
use super::{Answer, HostCall, entry, grown_into, name, out, pushed, serve};
use crate::abi::*;
use crate::attached::ZigScripts;
use crate::component::DataKind;
use crate::reflect::ValueRequest;
use crate::request::{MoreOfEntity, NewComponent, NewEntity, checked_transform};
use crate::world::{Prefab, Prefabs, ScriptSpawned, living};

pub(super) unsafe extern "C" fn entity_spawn(
    frame: *mut BevyZigFrame,
    request: *const BevyZigSpawnRequest,
    entity: *mut BevyZigEntity,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = out(entity)?;
        entity.set(BEVY_ZIG_ENTITY_NONE)?;
        let mut copy = MaybeUninit::uninit();
        // SAFETY: plain data.
        let request = unsafe { grown_into(&mut copy, request, offset_of!(BevyZigSpawnRequest, components)) }?;
        // Filled where it is: to move what was just written in parts is slow.
        let mut new = NewEntity::default();
        describe(call, frame, request, &mut new)?;
        let scripts = new.scripts.as_slice().len();
        let reserved = call.requests.reserved_count();
        let instance = call.current_instance(frame).map_or(0, |(instance, _)| instance);
        let own = call.requests.spawned_by(instance);
        let limits = call.requests.limits();
        // Each has some of its own, so that those who spawn much take none from those who spawn little.
        let all_max = match own < limits.spawns_reserved_per_instance {
            true => limits.spawns_per_phase.saturating_mul(2),
            false => limits.spawns_per_phase,
        };
        if own >= limits.spawns_per_instance {
            return Err(call.over_limit("spawns_per_instance"));
        }
        if reserved >= all_max {
            return Err(call.over_limit("spawns_per_phase"));
        }
        let prefab = new.more.as_ref().and_then(|more| more.prefab.as_ref());
        let brought = prefab.map(Prefab::brings).unwrap_or_default();
        let expected = reserved + call.requests.brought_below() + brought.below;
        if has_entities(call.world, limits.entities.saturating_sub(expected)) {
            return Err(call.over_limit("entities"));
        }
        if scripts > 0 {
            check_room(call, 0, scripts)?;
        }
        let all = call.instances + call.requests.attached_count() + scripts + brought.scripts;
        if brought.scripts > 0 && all > call.requests.limits().instances {
            return Err(call.over_limit("instances"));
        }
        // A handle that was taken cannot be given back from here, so it is taken when nothing can be refused any more.
        pushed(call.requests.make_room(frame))?;
        let spawned = call.world.entity_allocator().alloc();
        new.entity = spawned;
        new.response = (request.request_id != 0).then(|| {
            let (script, entity) = (call.script.name().to_owned(), call.current_entity(frame));
            Box::new(ScriptSpawned { request_id: request.request_id, script, entity, spawned })
        });
        pushed(call.requests.push_new(frame, new))?;
        call.requests.note_spawned_by(instance, brought);
        entity.set(spawned.to_bits())
    };
    serve(frame, function)
}

/// Fills in what a request asks for, if all of it can be.
#[inline]
fn describe(call: &mut HostCall, frame: &BevyZigFrame, request: &BevyZigSpawnRequest, new: &mut NewEntity) -> Answer {
    if request.abi_version != BEVY_ZIG_ABI_VERSION || request.flags & !BEVY_ZIG_SPAWN_TRANSFORM != 0 {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let prefab = prefab(call, request.prefab)?;
    if request.flags & BEVY_ZIG_SPAWN_TRANSFORM != 0 {
        let checked = checked_transform(&request.transform);
        new.transform = Some(checked.map_err(|why| call.invalid("spawn", "an entity with this transform", why))?);
    }
    if request.parent != BEVY_ZIG_ENTITY_NONE {
        new.parent = Some(call.check_entity(request.parent)?);
    }
    let BevyZigSpawnRequest { tag, tag_count, component_count, value_count, .. } = *request;
    if prefab.is_some() || tag.len > 0 || tag_count > 0 || component_count > 0 || value_count > 0 {
        let (tags, components) = (tags(request)?, components(call, request)?);
        let values = values(call, frame, request)?;
        new.more = Some(Box::new(MoreOfEntity { prefab, tags, components, values }));
    }
    add_scripts(call, request, &mut new.scripts)
}

/// The prefab of a name, if there is a name.
fn prefab(call: &mut HostCall, asked: BevyZigText) -> Result<Option<Prefab>, BevyZigStatus> {
    if asked.len == 0 {
        return Ok(None);
    }
    let name = &*name(asked)?;
    let prefabs = call.world.get_resource::<Prefabs>();
    let Some(prefab) = prefabs.and_then(|prefabs| prefabs.get(name)) else {
        let known = || prefabs.map(Prefabs::known).unwrap_or_default();
        call.reports.unknown_name(call.script.name(), "prefab", name, known);
        return Err(BEVY_ZIG_STATUS_UNKNOWN_PREFAB);
    };
    Ok(Some(prefab.clone()))
}

fn tags(request: &BevyZigSpawnRequest) -> Result<Vec<String>, BevyZigStatus> {
    if request.tag_count > BEVY_ZIG_SPAWN_TAGS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    if request.tag.len == 0 && request.tag_count == 0 {
        return Ok(Vec::new());
    }
    let more = (0..request.tag_count as usize).map(|index| {
        // SAFETY: plain data.
        let tag = unsafe { entry(request.tags, index) }?;
        name(tag)
    });
    let all = std::iter::once(name(request.tag)).chain(more).collect::<Result<Vec<_>, _>>()?;
    Ok(all.iter().filter(|tag| !tag.is_empty()).map(|tag| (**tag).to_owned()).collect())
}

/// The values of components that a spawn request carries.
fn components(call: &mut HostCall, request: &BevyZigSpawnRequest) -> Result<Vec<NewComponent>, BevyZigStatus> {
    let (list, count) = (request.components, request.component_count);
    if count > BEVY_ZIG_SPAWN_COMPONENTS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    if count == 0 {
        return Ok(Vec::new());
    }
    let values = (0..count as usize).map(|index| {
        // SAFETY: plain data.
        let value = unsafe { entry(list, index) }?;
        if call.component(value.id)?.kind() != DataKind::Component {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        new_value(call, value.id, value.payload, value.payload_size as usize)
    });
    values.collect()
}

/// The values of reflected components that a spawn request carries.
fn values(
    call: &mut HostCall,
    frame: &BevyZigFrame,
    request: &BevyZigSpawnRequest,
) -> Result<Vec<ValueRequest>, BevyZigStatus> {
    let (list, count) = (request.values, request.value_count);
    if count > BEVY_ZIG_SPAWN_COMPONENTS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    if count == 0 {
        return Ok(Vec::new());
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

/// Adds the scripts that a spawn request carries.
#[inline]
fn add_scripts(call: &mut HostCall, request: &BevyZigSpawnRequest, scripts: &mut ZigScripts) -> Answer {
    if request.script_count > BEVY_ZIG_SPAWN_SCRIPTS_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    for index in 0..request.script_count as usize {
        // SAFETY: an address.
        let script = unsafe { entry(request.scripts, index) }?;
        script_of(call, script, |script| scripts.attach(script))?;
    }
    Ok(())
}

/// Whether the world has this many entities or more.
fn has_entities(world: &World, count: usize) -> bool {
    world.entities().len() as usize >= count && living(world) >= count
}
