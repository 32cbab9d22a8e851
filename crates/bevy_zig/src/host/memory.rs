//! Memory that instances keep.

use std::ffi::c_void;

use super::{HostCall, out, serve};
use crate::abi::*;
use crate::instances::{BLOCK_ALIGN, MemoryError};

/// What the header promises.
const _: () = assert!(BLOCK_ALIGN >= 16);

pub(super) unsafe extern "C" fn memory_alloc(
    frame: *mut BevyZigFrame,
    size: usize,
    block: *mut u64,
    memory: *mut *mut c_void,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let block = out(block)?;
        let memory = out(memory)?;
        block.set(0)?;
        memory.set(std::ptr::null_mut())?;
        let (instance, limit) = owner(call, frame)?;
        let (id, bytes) = call.memory.alloc(instance, size, limit).map_err(refused)?;
        memory.set(bytes.as_mut_ptr().cast())?;
        block.set(id)
    };
    serve(frame, |call, frame| {
        let answer = function(call, frame);
        call.bounded("instance_memory_bytes", answer)
    })
}

pub(super) unsafe extern "C" fn memory_resize(
    frame: *mut BevyZigFrame,
    block: u64,
    size: usize,
    memory: *mut *mut c_void,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let memory = out(memory)?;
        let (instance, limit) = owner(call, frame)?;
        memory.set(call.memory.resize(instance, block, size, limit).map_err(refused)?.as_mut_ptr().cast())
    };
    serve(frame, |call, frame| {
        let answer = function(call, frame);
        call.bounded("instance_memory_bytes", answer)
    })
}

pub(super) unsafe extern "C" fn memory_get(
    frame: *mut BevyZigFrame,
    block: u64,
    memory: *mut *mut c_void,
    size: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let memory = out(memory)?;
        let size = out(size)?;
        let bytes = owner(call, frame).and_then(|(instance, _)| call.memory.get(instance, block).map_err(refused));
        let (at, len, done) = match bytes {
            Ok(bytes) => (bytes.as_mut_ptr().cast(), bytes.len(), Ok(())),
            Err(status) => (std::ptr::null_mut(), 0, Err(status)),
        };
        memory.set(at)?;
        size.set(len)?;
        done
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn memory_free(frame: *mut BevyZigFrame, block: u64) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (instance, _) = owner(call, frame)?;
        call.memory.free(instance, block).map_err(refused)
    };
    serve(frame, function)
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
