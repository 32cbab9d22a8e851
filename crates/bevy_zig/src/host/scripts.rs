//! Scripts that attach and detach scripts.

use super::{HostCall, name, pushed, serve, sized};
use crate::abi::*;
use crate::attached::{Phase, Script, ZigScripts};
use crate::request::HostRequest;

pub(super) unsafe extern "C" fn script_attach(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    request: *const BevyZigAttachRequest,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        // SAFETY: plain data.
        let request = unsafe { sized(request) }?;
        let phase = Phase::from_abi(request.phase).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        if request.abi_version != BEVY_ZIG_ABI_VERSION || request.enabled > 1 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let entity = call.check_entity(entity)?;
        let name = known(call, &name(request.script)?)?;
        let mut script = Script::new(name).with_priority(request.priority).with_phase(phase);
        script.set_enabled(request.enabled == 1);
        let (on_entity, in_all) = (call.requests.attached_to(entity), call.requests.attached_count());
        let present = call.world.get::<ZigScripts>(entity).map_or(0, |scripts| scripts.as_slice().len());
        let limits = call.requests.limits();
        if present + on_entity >= limits.scripts_per_entity {
            return Err(call.over_limit("scripts_per_entity"));
        }
        if call.instances + in_all >= limits.instances {
            return Err(call.over_limit("instances"));
        }
        pushed(call.requests.push(frame, entity, HostRequest::Attach(script)))?;
        call.requests.note_attached(entity);
        Ok(())
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn script_detach(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    script: BevyZigText,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let name = known(call, &name(script)?)?;
        pushed(call.requests.push(frame, entity, HostRequest::Detach(name)))
    };
    serve(frame, function)
}

fn known(call: &mut HostCall, name: &str) -> Result<String, BevyZigStatus> {
    match call.registry.get(name) {
        // With or without the package, as the script is called.
        Some(script) => Ok(script.name().to_owned()),
        None => {
            call.reports.unknown_name(call.script.name(), "script", name, || call.registry.known());
            Err(BEVY_ZIG_STATUS_UNKNOWN_SCRIPT)
        }
    }
}
