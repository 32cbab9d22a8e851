//! Components: read by value, added and removed by request.

use bevy::ecs::component::ComponentId as ComponentIdOfBevy;
use bevy::prelude::{Component, Entity, World};

use super::{HostCall, name, out, pushed, serve};
use crate::abi::*;
use crate::component::ComponentId;
use crate::request::{HostRequest, NewComponent};

/// A component of an entity, without looking up the id of its type.
#[inline]
pub(crate) fn component_of<C: Component>(world: &World, entity: Entity, id: ComponentIdOfBevy) -> Option<&C> {
    let component = world.get_entity(entity).ok()?.get_by_id(id).ok()?;
    debug_assert_eq!(world.component_id::<C>(), Some(id));
    // SAFETY: the registry keeps `C` and its id together, so the component with this id is a `C`.
    Some(unsafe { component.deref() })
}

/// Memory of a script as bytes.
///
/// # Safety
/// Null, or writable for `len` bytes with nobody else referring to them.
unsafe fn bytes_mut<'a>(pointer: *mut u8, len: usize) -> &'a mut [u8] {
    if pointer.is_null() {
        return &mut [];
    }
    // SAFETY: the caller vouches for it.
    unsafe { std::slice::from_raw_parts_mut(pointer, len) }
}

pub(super) unsafe extern "C" fn component_find(
    frame: *mut BevyZigFrame,
    component: BevyZigText,
    id: *mut BevyZigComponentId,
    size: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let id = unsafe { out(id) }?;
        // SAFETY: the script's own variable.
        let size = unsafe { out(size) }?;
        (*id, *size) = (BEVY_ZIG_COMPONENT_NONE, 0);
        // SAFETY: the script's text.
        let name = unsafe { name(component) }?;
        let (found, component) = call.components.find(name).ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?;
        (*id, *size) = (found.0, component.size);
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn component_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
    value: *mut std::ffi::c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let component = call.component(id)?;
        if size != component.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        if value.is_null() && size > 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        // SAFETY: the script has room for `size` bytes there, which nobody else refers to while it waits for us.
        let value = unsafe { bytes_mut(value.cast(), size) };
        if !(component.read)(call.world, entity, component.bevy_id, value) {
            return Err(BEVY_ZIG_STATUS_ABSENT);
        }
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn component_add(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
    value: *const std::ffi::c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        // SAFETY: the script's value of `size` bytes.
        let (id, value) = unsafe { new_value(call, id, value, size) }?;
        let request = HostRequest::AddComponent(id, value);
        pushed(call.requests.push(frame, entity, request))
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

/// A value that an entity is to get.
///
/// # Safety
/// `value` is null or points to `size` readable bytes.
pub(super) unsafe fn new_value(
    call: &HostCall,
    id: BevyZigComponentId,
    value: *const std::ffi::c_void,
    size: usize,
) -> Result<NewComponent, BevyZigStatus> {
    let component = call.component(id)?;
    if size != component.size {
        return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
    }
    if value.is_null() && size > 0 {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let write = component.write.as_ref().ok_or(BEVY_ZIG_STATUS_READ_ONLY)?;
    // SAFETY: the caller vouches for it.
    let value = unsafe { slice(value.cast::<u8>(), size) };
    if !(write.check)(value) {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    Ok((ComponentId(id), value.into()))
}

pub(super) unsafe extern "C" fn component_remove(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigComponentId,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        if call.component(id)?.write.is_none() {
            return Err(BEVY_ZIG_STATUS_READ_ONLY);
        }
        pushed(call.requests.push(frame, entity, HostRequest::RemoveComponent(ComponentId(id))))
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}
