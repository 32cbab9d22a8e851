//! Memory for answers, which lasts until the callback of the instance returns.

use std::ffi::c_void;

use super::serve;
use crate::abi::*;
use crate::base::Scratch;

/// What the header promises at the most.
const _: () = assert!(Scratch::ALIGN >= 16);

pub(super) unsafe extern "C" fn scratch_alloc(frame: *mut BevyZigFrame, size: usize, alignment: usize) -> *mut c_void {
    let mut memory = std::ptr::null_mut();
    serve(frame, |call, _| {
        if !alignment.is_power_of_two() || alignment > 16 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let piece =
            call.scratch.alloc(size, call.scratch_limit()).ok_or_else(|| call.over_limit("scratch_bytes_per_batch"))?;
        memory = piece.as_ptr().cast();
        Ok(())
    });
    memory
}
