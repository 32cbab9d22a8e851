//! Fields of reflected components, by path.

use std::ffi::c_void;

use super::{HostCall, name, out, pushed, serve};
use crate::abi::*;
use crate::component::is_leaf_value;
use crate::request::HostRequest;

/// The largest leaf that a path leads to: a rotation.
const LEAF_LEN_MAX: usize = 16;

pub(super) unsafe extern "C" fn field_find(
    frame: *mut BevyZigFrame,
    component: BevyZigText,
    path: BevyZigText,
    kind: u32,
    id: *mut u32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let id = unsafe { out(id) }?;
        // SAFETY: the script's text.
        let component = unsafe { name(component) }?;
        // SAFETY: the script's text.
        let path = unsafe { name(path) }?;
        *id = call.paths.find(call.world, component, path, kind)?;
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn field_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: u32,
    value: *mut c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let path = call.paths.get(call.world, id)?;
        if size != path.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        if value.is_null() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let mut leaf = [0; LEAF_LEN_MAX];
        path.read(call.world, entity, &mut leaf[..size])?;
        // SAFETY: the script has room for `size` bytes there; ours are other memory.
        unsafe { value.cast::<u8>().copy_from_nonoverlapping(leaf.as_ptr(), size) };
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn field_set(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: u32,
    value: *const c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let path = call.paths.get(call.world, id)?;
        if size != path.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        // SAFETY: the script's value of `size` bytes.
        let value = unsafe { slice(value.cast::<u8>(), size) };
        if !is_leaf_value(path.kind, value) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        pushed(call.requests.push(frame, entity, HostRequest::SetField(path, value.into())))
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}
