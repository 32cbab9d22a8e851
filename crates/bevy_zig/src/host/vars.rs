//! Vars: read from the snapshot, changed by request.

use std::ffi::c_void;

use smallvec::SmallVec;

use super::{HostCall, Name, answer_bytes, bytes, name, out, serve};
use crate::abi::*;
use crate::world::{GlobalVars, ScriptVars, VarChange, is_key};

pub(super) unsafe extern "C" fn var_read(
    frame: *mut BevyZigFrame,
    owner: BevyZigEntity,
    key: BevyZigText,
    kind: u32,
    value: *mut c_void,
    capacity: usize,
    size: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let size = out(size)?;
        size.set(0)?;
        if value.is_null() && capacity > 0 || !(BEVY_ZIG_VAR_BOOL..=BEVY_ZIG_VAR_BLOB).contains(&kind) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let key = key_of(key)?;
        let var = vars(call, owner)?.and_then(|vars| vars.get(&key)).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        if var.var_kind().ok_or(BEVY_ZIG_STATUS_ABSENT)? != kind {
            return Err(BEVY_ZIG_STATUS_WRONG_TYPE);
        }
        let mut small = [0; 16];
        let bytes = var.var_bytes(&mut small);
        size.set(bytes.len())?;
        if bytes.len() > capacity {
            return Err(BEVY_ZIG_STATUS_BUFFER_TOO_SMALL);
        }
        answer_bytes(value, bytes)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn var_write(
    frame: *mut BevyZigFrame,
    owner: BevyZigEntity,
    key: BevyZigText,
    op: u32,
    kind: u32,
    value: *const c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let key = key_of(key)?;
        let present = vars(call, owner)?;
        if size > call.requests.limits().var_bytes {
            return Err(call.over_limit("var_bytes"));
        }
        let value: SmallVec<[u8; 64]> = bytes(value.cast(), size)?;
        let change = VarChange { op, kind, key: &key, value: &value };
        if !change.is_sound() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let (count, known) = present.map_or((0, false), |vars| (vars.len(), vars.get(&key).is_some()));
        if op != BEVY_ZIG_VAR_OP_REMOVE && !known && !call.requests.note_new_var(owner, &key, count) {
            return Err(call.over_limit("vars_per_entity"));
        }
        match call.requests.push_var(frame, owner, change) {
            BEVY_ZIG_STATUS_OK => Ok(()),
            refused => Err(refused),
        }
    };
    serve(frame, function)
}

/// A key that may be one.
fn key_of(raw: BevyZigText) -> Result<Name, BevyZigStatus> {
    // A length that no key has is not worth a look at the bytes.
    if raw.len > BEVY_ZIG_VAR_KEY_LEN_MAX as usize {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let key = name(raw)?;
    if is_key(&key) { Ok(key) } else { Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT) }
}

/// The vars of an entity, or of the whole game; `None` if it never had any.
fn vars<'a>(call: &HostCall<'a>, owner: BevyZigEntity) -> Result<Option<&'a ScriptVars>, BevyZigStatus> {
    if owner == BEVY_ZIG_ENTITY_NONE {
        return Ok(call.world.get_resource::<GlobalVars>().map(|vars| &**vars));
    }
    Ok(call.world.get::<ScriptVars>(call.check_entity(owner)?))
}
