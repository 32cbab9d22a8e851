//! What scripts say: log lines, errors that they return, panics.

use bevy::log::error;
use smallvec::SmallVec;

use super::{HostCall, bytes, entry, serve};
use crate::abi::*;
use crate::attached::Owner;
use crate::guard::{self, PanicNote};
use crate::report::{LogLevel, stack_text};

pub(super) unsafe extern "C" fn log(frame: *mut BevyZigFrame, level: u32, message: BevyZigText) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let level = match level {
            BEVY_ZIG_LOG_INFO => LogLevel::Info,
            BEVY_ZIG_LOG_WARN => LogLevel::Warn,
            BEVY_ZIG_LOG_ERROR => LogLevel::Error,
            _ => return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
        };
        let text = lossy(message)?;
        call.reports.log(level, call.script.name(), call.current_entity(frame), text);
        Ok(())
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn error_report(
    frame: *mut BevyZigFrame,
    callback: BevyZigText,
    error_name: BevyZigText,
    addresses: *const usize,
    address_count: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (callback, error) = (super::name(callback)?, super::name(error_name)?);
        let addresses = stack(addresses, address_count)?;
        call.reports.error(call.script.name(), call.current_entity(frame), &callback, &error, &addresses);
        Ok(())
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn panic(
    frame: *mut BevyZigFrame,
    message: BevyZigText,
    addresses: *const usize,
    address_count: usize,
) {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let message = lossy(message).unwrap_or_default();
        let addresses = stack(addresses, address_count).unwrap_or_default();
        if !guard::CATCHES_FAULTS {
            let on = Owner::from(call.current_entity(frame));
            let stack = stack_text(&call.reports.stacks.shared(&addresses));
            error!(target: "bevy_zig::script", "script '{}' {on} panicked: {message}{stack}", call.script.name());
            // There is no way on from here.
            std::process::abort();
        }
        call.panic = Some(PanicNote { at: (frame.row, frame.delivery), message, addresses });
        Ok(())
    };
    serve(frame, function);
}

/// Bytes of a log line; what is longer is cut.
const LINE_LEN_MAX: usize = 64 << 10;

/// Text as far as it can be shown.
fn lossy(text: BevyZigText) -> Result<String, BevyZigStatus> {
    let bytes: SmallVec<[u8; 256]> = bytes(text.ptr.cast(), text.len.min(LINE_LEN_MAX))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Return addresses that are looked at; the outermost ones of a deeper stack are not.
const STACK_LEN_MAX: usize = 64;

fn stack(addresses: *const usize, count: usize) -> Result<Box<[usize]>, BevyZigStatus> {
    // SAFETY: numbers.
    (0..count.min(STACK_LEN_MAX)).map(|index| unsafe { entry(addresses, index) }).collect()
}
