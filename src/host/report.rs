//! What scripts say: log lines, errors that they return, panics.

use bevy::log::error;

use super::{HostCall, serve};
use crate::abi::*;
use crate::reports::LogLevel;

pub(super) unsafe extern "C" fn log(frame: *mut BevyZigFrame, level: u32, message: BevyZigText) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let level = match level {
            BEVY_ZIG_LOG_INFO => LogLevel::Info,
            BEVY_ZIG_LOG_WARN => LogLevel::Warn,
            BEVY_ZIG_LOG_ERROR => LogLevel::Error,
            _ => return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
        };
        if message.ptr.is_null() && message.len > 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        // SAFETY: the script's text.
        let text = String::from_utf8_lossy(unsafe { text(message) }).into_owned();
        call.reports.log(level, call.script.name(), call.current_entity(frame), text);
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn error_report(
    frame: *mut BevyZigFrame,
    callback: BevyZigText,
    error_name: BevyZigText,
    addresses: *const usize,
    address_count: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: the script's text.
        let callback = unsafe { super::name(callback) }?;
        // SAFETY: the script's text.
        let error = unsafe { super::name(error_name) }?;
        if address_count > 0 && (addresses.is_null() || !addresses.is_aligned()) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        // SAFETY: the script's list.
        let addresses = unsafe { slice(addresses, address_count) };
        call.reports.error(call.script.name(), call.current_entity(frame), callback, error, addresses);
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) }
}

pub(super) unsafe extern "C" fn panic(
    frame: *mut BevyZigFrame,
    message: BevyZigText,
    addresses: *const usize,
    address_count: usize,
) {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: the script's text.
        let message = String::from_utf8_lossy(unsafe { text(message) });
        // SAFETY: the script's list.
        let addresses = unsafe { slice(addresses, address_count) };
        let on = crate::reports::on(call.current_entity(frame));
        let stack = call.reports.stack(addresses);
        error!(target: "bevy_zig::script", "script '{}' {on} panicked: {message}{stack}", call.script.name());
        Ok(())
    };
    // SAFETY: the frame is what the script was given.
    unsafe { serve(frame, function) };
    // The header promises that this does not return: the script has nowhere to go on from.
    std::process::abort();
}
