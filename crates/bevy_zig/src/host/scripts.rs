//! Scripts that attach, detach, enable and disable scripts.

use std::mem::{MaybeUninit, offset_of};

use bevy::ecs::intern::Interned;
use bevy::prelude::Entity;

use super::{Answer, HostCall, bytes, entry, grown_into, name, pushed, serve};
use crate::abi::*;
use crate::attached::{Owner, Phase, Script, ScriptName, ZigScripts};
use crate::guard;
use crate::request::HostRequest;
use crate::shape::{Kind, LeafError, Value};

pub(super) unsafe extern "C" fn script_attach(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    request: *const BevyZigAttachRequest,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let mut script = None;
        script_of(call, request, |described| script = Some(described))?;
        let script = script.ok_or(BEVY_ZIG_STATUS_HOST_FAULT)?;
        let entity = call.check_entity(entity)?;
        let present = call.world.get::<ZigScripts>(entity).map_or(0, |scripts| scripts.as_slice().len());
        check_room(call, present + call.requests.attached_to(entity), 1)?;
        pushed(call.requests.push(frame, entity, HostRequest::Attach(script)))?;
        call.requests.note_attached(entity);
        Ok(())
    };
    serve(frame, function)
}

/// Hands `put` the script that a request describes, which can start: it is known, and its fields take the properties.
/// It is not returned, since thousands are put where they belong at once.
#[inline]
pub(super) fn script_of(call: &mut HostCall, request: *const BevyZigAttachRequest, put: impl FnOnce(Script)) -> Answer {
    let mut copy = MaybeUninit::uninit();
    // SAFETY: plain data.
    let request = unsafe { grown_into(&mut copy, request, offset_of!(BevyZigAttachRequest, properties)) }?;
    let phase = match request.phase {
        BEVY_ZIG_PHASE_OF_SCRIPT => None,
        phase => Some(Phase::from_abi(phase).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?),
    };
    let too_many = request.property_count > BEVY_ZIG_PROPERTIES_MAX;
    if request.abi_version != BEVY_ZIG_ABI_VERSION || request.enabled > 1 || too_many {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let name = known_name(call, request.script)?;
    if request.property_count > 0 {
        put(with_properties(call, Script::called(name), request, phase)?);
    } else {
        let mut script = Script::called(name);
        script.set(request.priority, phase, request.enabled == 1);
        put(script);
    }
    Ok(())
}

/// The same script with the properties of a request.
fn with_properties(
    call: &mut HostCall,
    mut script: Script,
    request: &BevyZigAttachRequest,
    phase: Option<Phase>,
) -> Result<Script, BevyZigStatus> {
    script.set(request.priority, phase, request.enabled == 1);
    let Some(id) = call.registry.id(script.name()) else { return Err(BEVY_ZIG_STATUS_UNKNOWN_SCRIPT) };
    let info = call.registry.script(id);
    let mut state = info.state_default.to_vec();
    for index in 0..request.property_count as usize {
        // SAFETY: plain data.
        let property = unsafe { entry(request.properties, index) }?;
        let path = name(property.path)?;
        let value = value_of(&property)?;
        // The state is for the check only, so any time does.
        if let Err(problem) = info.set(&mut state, &path, &value, 0.0) {
            let by = call.script.name();
            let what = || format!("script '{by}' attaches a script with a bad property: {problem}");
            call.reports.complain(by, &problem.to_string(), what);
            return Err(match problem {
                LeafError::UnknownField { .. } => BEVY_ZIG_STATUS_UNKNOWN_FIELD,
                _ => BEVY_ZIG_STATUS_WRONG_TYPE,
            });
        }
        script = script.with(path.to_owned(), value);
    }
    Ok(script)
}

/// The name of a script by what a script calls it, which thousands of spawns mostly do one after the other.
fn known_name(call: &mut HostCall, asked: BevyZigText) -> Result<Interned<ScriptName>, BevyZigStatus> {
    if let Some((last, interned)) = call.last_script.as_ref().filter(|(last, _)| last.len() == asked.len) {
        let mut text = [0; LAST_SCRIPT_LEN_MAX];
        let text = &mut text[..asked.len];
        guard::read_bytes(text, asked.ptr.cast()).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        if *text == **last {
            return Ok(*interned);
        }
    }
    let name = name(asked)?;
    let interned = ScriptName::intern(known(call, &name)?);
    if name.len() <= LAST_SCRIPT_LEN_MAX {
        call.last_script = Some((name.as_bytes().into(), interned));
    }
    Ok(interned)
}

/// Longer names are looked up each time.
const LAST_SCRIPT_LEN_MAX: usize = 64;

/// The value that a property begins with.
fn value_of(property: &BevyZigProperty) -> Result<Value, BevyZigStatus> {
    let BevyZigProperty { kind, value, value_size, .. } = *property;
    match kind {
        BEVY_ZIG_FIELD_ENUM | BEVY_ZIG_FIELD_UNION | BEVY_ZIG_FIELD_BYTES => {
            let text = name(BevyZigText { ptr: value.cast(), len: value_size as usize })?;
            Ok(Value::Text(text.to_owned().into()))
        }
        BEVY_ZIG_FIELD_OPTIONAL if value_size == 0 => Ok(Value::None),
        kind => {
            let (kind, size) = Kind::plain(kind).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
            if size != value_size as usize {
                return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
            }
            let bytes = bytes::<16>(value.cast(), size)?;
            kind.read(&bytes).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)
        }
    }
}

/// Whether an entity that has or gets `on_entity` scripts, and the game, may have this many more.
pub(super) fn check_room(call: &mut HostCall, on_entity: usize, count: usize) -> Result<(), BevyZigStatus> {
    let in_all = call.requests.attached_count();
    let limits = call.requests.limits();
    if on_entity + count > limits.scripts_per_entity {
        return Err(call.over_limit("scripts_per_entity"));
    }
    if call.instances + in_all + count > limits.instances {
        return Err(call.over_limit("instances"));
    }
    Ok(())
}

pub(super) unsafe extern "C" fn script_detach(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    script: BevyZigText,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let name = known(call, &name(script)?)?;
        pushed(call.requests.push(frame, entity, HostRequest::Detach(name.to_owned())))
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn script_enable(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    script: BevyZigText,
    enabled: u32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        if enabled > 1 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let script = name(script)?;
        let (owner, script, identity) = if script.is_empty() {
            let owner = Owner::from(call.current_entity(frame));
            let (_, place) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
            let known = owner.instances(call.world).iter().find(|known| known.place == place);
            // One that is ending, in its `shutdown`, is not known any more.
            let known = known.ok_or(BEVY_ZIG_STATUS_ABSENT)?;
            (owner, call.script.name().to_owned(), Some(known.identity))
        } else {
            let owner = match entity {
                BEVY_ZIG_ENTITY_NONE => Owner::Game,
                bits => Owner::Entity(call.check_entity(bits)?),
            };
            (owner, known(call, &script)?.to_owned(), None)
        };
        let request = HostRequest::Enable { owner, script, identity, enabled: enabled == 1 };
        pushed(call.requests.push(frame, owner.entity().unwrap_or(Entity::PLACEHOLDER), request))
    };
    serve(frame, function)
}

/// What the script of this name is called.
pub(super) fn known<'a>(call: &mut HostCall<'a>, name: &str) -> Result<&'a str, BevyZigStatus> {
    match call.registry.get(name) {
        // With or without the package, as the script is called.
        Some(script) => Ok(script.name()),
        None => {
            call.reports.unknown_name(call.script.name(), "script", name, || call.registry.known());
            Err(BEVY_ZIG_STATUS_UNKNOWN_SCRIPT)
        }
    }
}
