//! Vars: read from the snapshot, changed by request.

use std::ffi::c_void;

use smallvec::SmallVec;

use super::{HostCall, Name, answer_bytes, bytes, name, out, serve};
use crate::abi::*;
use crate::shape::Layout;
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
        let (kind, layout) = kind_of(kind)?;
        if value.is_null() && capacity > 0 || !(BEVY_ZIG_VAR_BOOL..=BEVY_ZIG_VAR_BLOB).contains(&kind) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let key = key_of(call, key)?;
        let vars = vars(call, owner)?.ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let var = vars.get(&key).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        if var.var_kind().ok_or(BEVY_ZIG_STATUS_ABSENT)? != kind {
            return Err(BEVY_ZIG_STATUS_WRONG_TYPE);
        }
        let mut small = [0; 16];
        let mut bytes = var.var_bytes(&mut small);
        let carried;
        if layout != 0 && layout != vars.layout(&key) {
            carried = as_it_is_now(call, &key, layout, (vars.layout(&key), bytes))?;
            bytes = carried.as_deref().unwrap_or(bytes);
        }
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
        let (kind, layout) = kind_of(kind)?;
        let key = key_of(call, key)?;
        let present = vars(call, owner)?;
        if size > call.requests.limits().var_bytes {
            return Err(call.over_limit("var_bytes"));
        }
        let value: SmallVec<[u8; 64]> = bytes(value.cast(), size)?;
        let change = VarChange { op, kind, layout, key: &key, value: &value };
        if !change.is_sound() {
            let why = change.problem();
            return Err(call.invalid("write", &format!("the var '{}'", &*key), why));
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

/// A kind, and the number of the type that a blob is a value of; 0: none.
fn kind_of(raw: u32) -> Result<(u32, u32), BevyZigStatus> {
    let (kind, layout) = (raw & ((1 << BEVY_ZIG_LAYOUT_SHIFT) - 1), raw >> BEVY_ZIG_LAYOUT_SHIFT);
    if layout != 0 && kind != BEVY_ZIG_VAR_BLOB { Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT) } else { Ok((kind, layout)) }
}

/// What a blob is that was written as a value of another type than it is read as, or nobody knows of which; `None`: its
/// bytes as they are. The log says what becomes of a type that a reload has changed.
fn as_it_is_now(
    call: &mut HostCall,
    key: &str,
    wanted: u32,
    (written, bytes): (u32, &[u8]),
) -> Result<Option<Vec<u8>>, BevyZigStatus> {
    let Some(wanted) = Layout::of(wanted) else { return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT) };
    let (by, name) = (call.script.name(), &wanted.name);
    #[cfg(feature = "hot-reload")]
    if let Some(written) = Layout::of(written).filter(|written| written.is_other_of(&wanted)) {
        let (value, changes) = wanted.carry(&written, bytes).ok_or(BEVY_ZIG_STATUS_WRONG_TYPE)?;
        call.reports.once(by, &format!("var {key} {name}"), || {
            let changes = changes.to_string();
            let what = if changes.is_empty() { "" } else { ": " };
            format!(
                "script '{by}': the var '{key}' was written before a reload changed {name}, and is carried when it is read{what}{changes}"
            )
        });
        return Ok(Some(value));
    }
    let _ = written;
    if bytes.len() != wanted.size {
        call.reports.once(by, &format!("size of var {key} {name}"), || {
            format!(
                "script '{by}' cannot read the var '{key}' as {name}: it has {} bytes, and the type has {}; write it anew, or keep what is saved with setFields",
                bytes.len(),
                wanted.size
            )
        });
        return Err(BEVY_ZIG_STATUS_WRONG_TYPE);
    }
    Ok(None)
}

/// A key that may be one.
fn key_of(call: &mut HostCall, raw: BevyZigText) -> Result<Name, BevyZigStatus> {
    // A length that no key has is not worth a look at the bytes.
    if !(1..=BEVY_ZIG_VAR_KEY_LEN_MAX as usize).contains(&raw.len) {
        let why = format!("its key has {} bytes; a key has 1 to {BEVY_ZIG_VAR_KEY_LEN_MAX}", raw.len);
        return Err(call.invalid("reach", "a var", &why));
    }
    let key = name(raw).map_err(|_| call.invalid("reach", "a var", "its key is not UTF-8"))?;
    if is_key(&key) { Ok(key) } else { Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT) }
}

/// The vars of an entity, or of the whole game; `None` if it never had any.
fn vars<'a>(call: &HostCall<'a>, owner: BevyZigEntity) -> Result<Option<&'a ScriptVars>, BevyZigStatus> {
    if owner == BEVY_ZIG_ENTITY_NONE {
        return Ok(call.world.get_resource::<GlobalVars>().map(|vars| &**vars));
    }
    Ok(call.world.get::<ScriptVars>(call.check_entity(owner)?))
}
