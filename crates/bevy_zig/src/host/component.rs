//! Components: read by value, added and removed by request.

use bevy::prelude::Entity;

use super::{HostCall, answer_bytes, bytes, entry, name, out, pushed, serve};
use crate::abi::*;
use crate::component::{ComponentId, DataKind, RegisteredComponent, resource_entity};
use crate::request::{ComponentParts, HostRequest, NewComponent};

pub(super) unsafe extern "C" fn component_find(
    frame: *mut BevyZigFrame,
    component: BevyZigText,
    id: *mut BevyZigComponentId,
    size: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let id = out(id)?;
        let size = out(size)?;
        id.set(BEVY_ZIG_COMPONENT_NONE)?;
        size.set(0)?;
        let name = name(component)?;
        let (found, component) = call.components.find(&name).ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?;
        id.set(found.0)?;
        size.set(component.shape.size())
    };
    serve(frame, function)
}

/// Values up to this size take no memory of their own.
const SMALL_LEN_MAX: usize = 64;

pub(super) unsafe extern "C" fn component_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
    value: *mut std::ffi::c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let (component, owner) = owned(call, entity, id)?;
        if size != component.shape.size() {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        let entity = match owner {
            Owner::Entity(entity) => entity,
            // One that nobody has inserted yet has no place.
            Owner::World => resource_entity(call.world, component.bevy_id).ok_or(BEVY_ZIG_STATUS_ABSENT)?,
        };
        // Most values are small, and read often.
        let (mut small, mut large) = ([0; SMALL_LEN_MAX], Vec::new());
        let found = if size <= SMALL_LEN_MAX {
            &mut small[..size]
        } else {
            large.resize(size, 0);
            &mut large[..]
        };
        if !(component.read)(call.world, entity, component.bevy_id, found) {
            return Err(BEVY_ZIG_STATUS_ABSENT);
        }
        answer_bytes(value, found)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn component_add(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
    value: *const std::ffi::c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let owner = match is_message(call, id) && entity == BEVY_ZIG_ENTITY_NONE {
            true => Owner::World,
            false => owned(call, entity, id)?.1,
        };
        let (id, value) = new_value(call, id, value, size)?;
        let request = HostRequest::AddComponent(id, value);
        pushed(call.requests.push(frame, owner.entity(), request))
    };
    serve(frame, function)
}

/// Whose a value is.
#[derive(Clone, Copy)]
enum Owner {
    Entity(Entity),
    World,
}

impl Owner {
    /// For requests, in which the world has no entity.
    fn entity(self) -> Entity {
        match self {
            Self::Entity(entity) => entity,
            Self::World => Entity::PLACEHOLDER,
        }
    }
}

/// A component, and whose it is to be: that of an entity, or with none a resource that scripts declare.
fn owned<'a>(
    call: &mut HostCall<'a>,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
) -> Result<(&'a RegisteredComponent, Owner), BevyZigStatus> {
    if entity != BEVY_ZIG_ENTITY_NONE {
        let entity = call.check_entity(entity)?;
        let component = call.component(id)?;
        // Bevy keeps it on an entity of its own.
        return match component.kind() {
            DataKind::Component => Ok((component, Owner::Entity(entity))),
            DataKind::Resource | DataKind::Message => Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
        };
    }
    match call.components.get(id) {
        Some(component) if component.kind() == DataKind::Resource => Ok((component, Owner::World)),
        Some(component) if component.kind() == DataKind::Message => Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
        _ => Err(BEVY_ZIG_STATUS_UNKNOWN_ENTITY),
    }
}

fn is_message(call: &HostCall, id: BevyZigComponentId) -> bool {
    call.components.get(id).is_some_and(|component| component.kind() == DataKind::Message)
}

/// A value that an entity is to get.
pub(super) fn new_value(
    call: &mut HostCall,
    id: BevyZigComponentId,
    value: *const std::ffi::c_void,
    size: usize,
) -> Result<NewComponent, BevyZigStatus> {
    let component = call.component(id)?;
    if size != component.shape.size() {
        return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
    }
    let write = component.write.as_ref().ok_or(BEVY_ZIG_STATUS_READ_ONLY)?;
    let value = bytes(value.cast(), size)?;
    if !component.takes(write, &value) {
        let why = component.refuses(0, &value).unwrap_or("its bytes are no value of it");
        return Err(call.invalid("insert", component.name, why));
    }
    Ok((ComponentId(id), value))
}

pub(super) unsafe extern "C" fn component_remove(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (component, owner) = owned(call, entity, id)?;
        if component.write.is_none() {
            return Err(BEVY_ZIG_STATUS_READ_ONLY);
        }
        pushed(call.requests.push(frame, owner.entity(), HostRequest::RemoveComponent(ComponentId(id))))
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn component_set(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
    parts: *const BevyZigComponentPart,
    count: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (component, owner) = owned(call, entity, id)?;
        if component.write.is_none() {
            return Err(BEVY_ZIG_STATUS_READ_ONLY);
        }
        if count > BEVY_ZIG_COMPONENT_PARTS_MAX as usize {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let size_max = component.shape.size();
        let mut left = size_max;
        let parts = (0..count).map(|index| {
            // SAFETY: plain data.
            let part = unsafe { entry(parts, index) }?;
            let (offset, size) = (part.offset as usize, part.size as usize);
            // Parts that lie over each other would make a small value take any memory.
            left = left.checked_sub(size).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
            if offset.checked_add(size).is_none_or(|end| end > size_max) || part.bytes.is_null() {
                return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
            }
            Ok((part.offset, bytes(part.bytes.cast(), size)?))
        });
        let parts = parts.collect::<Result<ComponentParts, BevyZigStatus>>()?;
        if let Some(why) = parts.iter().find_map(|(offset, bytes)| component.refuses(*offset as usize, bytes)) {
            return Err(call.invalid("set fields of", component.name, why));
        }
        pushed(call.requests.push(frame, owner.entity(), HostRequest::SetParts(ComponentId(id), parts)))
    };
    serve(frame, function)
}
