//! Named actions and axes.

use super::{HostCall, name, out, serve};
use crate::abi::*;
use crate::world::ScriptInput;

pub(super) unsafe extern "C" fn action_get(
    frame: *mut BevyZigFrame,
    action: BevyZigText,
    state: *mut BevyZigAction,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let state = out(state)?;
        let at_rest = BevyZigAction { pressed: 0, just_pressed: 0, just_released: 0, reserved: 0 };
        state.set(at_rest)?;
        let name = name(action)?;
        let in_step = frame.phase == BEVY_ZIG_PHASE_FIXED_UPDATE;
        let state_of = |input: &ScriptInput| if in_step { input.action_in_step(&name) } else { input.action(&name) };
        let Some(found) = input(call).and_then(state_of) else {
            let known = input(call).into_iter().flat_map(ScriptInput::action_names);
            return unmapped(call, ("action", &name), frame, known);
        };
        state.set(BevyZigAction {
            pressed: found.pressed.into(),
            just_pressed: found.just_pressed.into(),
            just_released: found.just_released.into(),
            ..at_rest
        })
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn axis_get(
    frame: *mut BevyZigFrame,
    axis: BevyZigText,
    value: *mut f32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let value = out(value)?;
        value.set(0.0)?;
        let name = name(axis)?;
        let in_step = frame.phase == BEVY_ZIG_PHASE_FIXED_UPDATE;
        let value_of = |input: &ScriptInput| if in_step { input.axis_in_step(&name) } else { input.axis(&name) };
        let Some(found) = input(call).and_then(value_of) else {
            let known = input(call).into_iter().flat_map(ScriptInput::axis_names);
            return unmapped(call, ("axis", &name), frame, known);
        };
        value.set(found)
    };
    serve(frame, function)
}

fn input<'a>(call: &HostCall<'a>) -> Option<&'a ScriptInput> {
    call.world.get_resource::<ScriptInput>()
}

/// Of the steps of a frame, as many as there may be in half a second.
const STEPS_OF_GRACE: u64 = 32;

fn unmapped<'a>(
    call: &mut HostCall,
    what: (&str, &str),
    frame: &BevyZigFrame,
    known: impl Iterator<Item = &'a str>,
) -> super::Answer {
    let grace = if frame.phase == BEVY_ZIG_PHASE_FIXED_UPDATE { STEPS_OF_GRACE } else { 1 };
    call.reports.unmapped_input(call.script.name(), what, (frame.frame, grace), known);
    Err(BEVY_ZIG_STATUS_UNKNOWN_INPUT)
}
