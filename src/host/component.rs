//! Components: read by value, added and removed by request.

use super::{HostCall, name, out, pushed, serve};
use crate::abi::*;
use crate::component::ComponentId;
use crate::request::{HostRequest, NewComponent};

/// Values up to this size are read without memory of their own.
const VALUE_LEN: usize = 256;

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
        let (mut short, mut long) = ([0; VALUE_LEN], Vec::new());
        let read = match short.get_mut(..size) {
            Some(short) => short,
            None => {
                long.resize(size, 0);
                &mut long[..]
            }
        };
        if !(component.read)(call.world, entity, read) {
            return Err(BEVY_ZIG_STATUS_ABSENT);
        }
        // SAFETY: the script has room for `size` bytes there; ours are other memory.
        unsafe { value.cast::<u8>().copy_from_nonoverlapping(read.as_ptr(), size) };
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
