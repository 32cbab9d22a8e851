//! Memory that instances keep.

use std::ffi::c_void;

use super::{HostCall, out, serve};
use crate::abi::*;
use crate::memory::{BLOCK_ALIGN, MemoryError};

/// What the header promises.
const _: () = assert!(BLOCK_ALIGN >= 16);

pub(super) unsafe extern "C" fn memory_alloc(
    frame: *mut BevyZigFrame,
    size: usize,
    block: *mut u64,
    memory: *mut *mut c_void,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let block = unsafe { out(block) }?;
        // SAFETY: the script's own variable.
        let memory = unsafe { out(memory) }?;
        (*block, *memory) = (0, std::ptr::null_mut());
        let (instance, limit) = owner(call, frame)?;
        let (id, bytes) = call.memory.alloc(instance, size, limit).map_err(refused)?;
        (*block, *memory) = (id, bytes.as_mut_ptr().cast());
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn memory_resize(
    frame: *mut BevyZigFrame,
    block: u64,
    size: usize,
    memory: *mut *mut c_void,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let memory = unsafe { out(memory) }?;
        let (instance, limit) = owner(call, frame)?;
        *memory = call.memory.resize(instance, block, size, limit).map_err(refused)?.as_mut_ptr().cast();
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn memory_get(
    frame: *mut BevyZigFrame,
    block: u64,
    memory: *mut *mut c_void,
    size: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: the script's own variable.
        let memory = unsafe { out(memory) }?;
        // SAFETY: the script's own variable.
        let size = unsafe { out(size) }?;
        (*memory, *size) = (std::ptr::null_mut(), 0);
        let (instance, _) = owner(call, frame)?;
        let bytes = call.memory.get(instance, block).map_err(refused)?;
        (*memory, *size) = (bytes.as_mut_ptr().cast(), bytes.len());
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn memory_free(frame: *mut BevyZigFrame, block: u64) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (instance, _) = owner(call, frame)?;
        call.memory.free(instance, block).map_err(refused)
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

/// The instance that runs, and how much it may have.
fn owner(call: &HostCall, frame: &BevyZigFrame) -> Result<(u64, usize), BevyZigStatus> {
    let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
    Ok((instance, call.requests.limits().instance_memory_bytes))
}

fn refused(error: MemoryError) -> BevyZigStatus {
    match error {
        MemoryError::NoBlock => BEVY_ZIG_STATUS_ABSENT,
        MemoryError::TooMuch => BEVY_ZIG_STATUS_LIMIT_REACHED,
    }
}
