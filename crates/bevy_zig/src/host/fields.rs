//! Fields of other scripts.

use std::ffi::c_void;

use smallvec::SmallVec;

use super::scripts::known;
use super::{HostCall, answer_bytes, bytes, entry, name, out, serve};
use crate::abi::*;
use crate::attached::Owner;
use crate::instances::{Wanted, WantedField};

/// The largest value that a script may have room for, and the most fields in it; a state is smaller.
const SIZE_MAX: u32 = 1 << 20;
const FIELDS_MAX: u32 = 1 << 16;

pub(super) unsafe extern "C" fn script_fields_find(
    frame: *mut BevyZigFrame,
    script: BevyZigText,
    fields: *const BevyZigField,
    count: u32,
    size: u32,
    id: *mut u32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let id = out(id)?;
        if count > FIELDS_MAX || size > SIZE_MAX || (count > 0 && fields.is_null()) || !fields.is_aligned() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let script = name(script)?;
        let mut wanted = Vec::new();
        for index in 0..count as usize {
            // SAFETY: plain data.
            let field = unsafe { entry(fields, index) }?;
            if field.offset.checked_add(field.value_size).is_none_or(|end| end > size) {
                return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
            }
            wanted.push(WantedField {
                path: name(field.path)?.to_owned(),
                offset: field.offset as usize,
                size: field.value_size as usize,
                layout_hash: field.layout_hash,
            });
        }
        let script = known(call, &script)?.to_owned();
        if let Some(script) = call.registry.id(&script) {
            call.reads.watch(script);
        }
        let found = Wanted { script, size: size as usize, fields: wanted }.id();
        id.set(found.ok_or(BEVY_ZIG_STATUS_LIMIT_REACHED)?)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn script_fields_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: u32,
    value: *mut c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let owner = match entity {
            BEVY_ZIG_ENTITY_NONE => Owner::Game,
            bits => Owner::Entity(call.check_entity(bits)?),
        };
        let wanted = Wanted::of(id).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        if size != wanted.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        // The id may come from another game, which has a script that this one has not.
        let Some(script) = call.registry.id(&wanted.script) else {
            known(call, &wanted.script)?;
            return Err(BEVY_ZIG_STATUS_UNKNOWN_SCRIPT);
        };
        call.reads.watch(script);
        let is_it = |column: u32| match call.others.get(column) {
            Some(other) => other.key.script == script,
            None => call.own.script_id == script,
        };
        let known = owner.instances(call.world).iter().find(|known| is_it(known.place.column));
        let place = known.ok_or(BEVY_ZIG_STATUS_ABSENT)?.place;
        let (info, ids) = match call.others.get(place.column) {
            Some(other) => (&other.script, &*other.ids),
            None => (call.own.script, call.ids),
        };
        let id_of_instance = *ids.get(place.row as usize).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let copied: SmallVec<[u8; 64]>;
        let live: &[u8] = match call.others.get(place.column) {
            Some(other) => other.state(place.row),
            // It is being called, and its memory is its script's.
            None => {
                let len = info.state_size();
                copied = bytes(call.own.states.wrapping_add(place.row as usize * len), len)?;
                &copied
            }
        };
        let mut answer: SmallVec<[u8; 64]> = SmallVec::from_elem(0, size);
        let steps = call.reads.steps(id, &wanted, info).map(<[_]>::to_vec);
        let steps = match steps {
            Ok(steps) => steps,
            Err(index) => {
                let (by, path) = (call.script.name(), &wanted.fields[index].path);
                call.reports.once(by, &format!("field {} {path}", wanted.script), || {
                    let name = info.name();
                    let why = match info.field(path) {
                        Ok(_) => format!("in '{name}' it is of another type"),
                        Err(problem) => problem.to_string(),
                    };
                    format!("script '{by}' cannot read the field '{path}' of script '{name}': {why}")
                });
                return Err(BEVY_ZIG_STATUS_UNKNOWN_FIELD);
            }
        };
        let state = call.reads.kept(place.column, place.row, id_of_instance, call.phase_number).unwrap_or(live);
        for step in steps {
            step.take(info, state, &mut answer).ok_or(BEVY_ZIG_STATUS_WRONG_TYPE)?;
        }
        answer_bytes(value, &answer)
    };
    serve(frame, function)
}
