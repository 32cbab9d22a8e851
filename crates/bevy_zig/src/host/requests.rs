//! The request buffer, where scripts cannot go on by themselves.

use super::{pushed, serve};
use crate::abi::*;

pub(super) unsafe extern "C" fn requests_flush(frame: *mut BevyZigFrame, size: usize) -> BevyZigStatus {
    serve(frame, |call, frame| pushed(call.requests.flush(frame, size)))
}
