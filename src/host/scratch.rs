//! Memory for answers, which lasts until the batch is done.

use std::alloc::Layout;
use std::ffi::c_void;

use super::serve;
use crate::abi::*;

/// What the header promises at the most.
const ALIGN_MAX: usize = 16;

pub(super) unsafe extern "C" fn scratch_alloc(frame: *mut BevyZigFrame, size: usize, alignment: usize) -> *mut c_void {
    let mut memory = std::ptr::null_mut();
    // SAFETY: the frame is what the script was given.
    unsafe {
        serve(frame, |call, _| {
            let layout = Layout::from_size_align(size, alignment).ok().filter(|layout| layout.align() <= ALIGN_MAX);
            let layout = layout.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
            if call.scratch.allocated_bytes().saturating_add(size) > call.requests.limits().scratch_bytes_per_batch {
                return Err(BEVY_ZIG_STATUS_LIMIT_REACHED);
            }
            let found = call.scratch.try_alloc_layout(layout).map_err(|_| BEVY_ZIG_STATUS_LIMIT_REACHED)?;
            memory = found.as_ptr().cast();
            Ok(())
        });
    }
    memory
}
