//! What a script keeps of its states in its own way across a reload.

use std::ffi::c_void;

use super::{HostCall, answer_bytes, serve};
use crate::abi::*;
use crate::instances::{BlobError, StateBlobs};

pub(super) unsafe extern "C" fn state_write(
    frame: *mut BevyZigFrame,
    bytes: *const c_void,
    len: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let limit = call.requests.limits().state_bytes_per_instance;
        let (blobs, instance) = kept(call, frame, bytes, len)?;
        blobs.make_room(instance, len, limit).map_err(refused)?;
        blobs.write(instance, &super::bytes::<64>(bytes.cast(), len)?);
        Ok(())
    };
    serve(frame, |call, frame| {
        let answer = function(call, frame);
        call.bounded("state_bytes_per_instance", answer)
    })
}

pub(super) unsafe extern "C" fn state_read(frame: *mut BevyZigFrame, bytes: *mut c_void, len: usize) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (blobs, instance) = kept(call, frame, bytes, len)?;
        answer_bytes(bytes, blobs.read(instance, len).map_err(refused)?)
    };
    serve(frame, function)
}

/// What is kept of the instance that runs, if this is a call for it and there is a place for the bytes.
fn kept<'a>(
    call: &'a mut HostCall,
    frame: &BevyZigFrame,
    bytes: *const c_void,
    len: usize,
) -> Result<(&'a mut StateBlobs, u64), BevyZigStatus> {
    if bytes.is_null() && len > 0 {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
    Ok((call.blobs.as_deref_mut().ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?, instance))
}

fn refused(error: BlobError) -> BevyZigStatus {
    match error {
        BlobError::WrongTurn => BEVY_ZIG_STATUS_INVALID_ARGUMENT,
        BlobError::TooMuch => BEVY_ZIG_STATUS_LIMIT_REACHED,
        BlobError::TooFew => BEVY_ZIG_STATUS_ABSENT,
    }
}
