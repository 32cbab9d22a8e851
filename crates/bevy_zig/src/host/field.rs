//! Fields of reflected components, by path.

use std::ffi::c_void;

use super::{HostCall, answer_bytes, bytes, name, out, pushed, serve};
use crate::abi::*;
use crate::reflect::{FieldPath, LEAF_LEN_MAX, why_malformed, why_unknown};
use crate::request::HostRequest;
use crate::shape::{Kind, is_plain_value};

const NOT_FINITE: &str = "a number in it is infinite or not a number, which would spread through the world";

pub(super) unsafe extern "C" fn field_find(
    frame: *mut BevyZigFrame,
    component: BevyZigText,
    path: BevyZigText,
    kind: u32,
    id: *mut u32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let id = out(id)?;
        let component = name(component)?;
        let path = name(path)?;
        let found = call.paths.find(call.world, &component, &path, kind).inspect_err(|status| {
            let (script, world) = (call.script.name(), call.world);
            let (component, path): (&str, &str) = (&component, &path);
            call.reports.once(script, &format!("path {component} {path}"), || {
                let why = match *status {
                    BEVY_ZIG_STATUS_UNKNOWN_COMPONENT => why_unknown(world, component),
                    BEVY_ZIG_STATUS_LIMIT_REACHED => "the program uses too many paths".to_owned(),
                    _ => why_malformed(path),
                };
                format!("script '{script}' cannot reach '{path}' of {component}: {why}")
            });
        });
        id.set(found?)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn field_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: u32,
    value: *mut c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let path = call.paths.get(call.world, id)?;
        if size != path.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        let mut leaf = [0; LEAF_LEN_MAX];
        path.read(call.world, entity, &mut leaf[..size]).inspect_err(|status| {
            if [BEVY_ZIG_STATUS_UNKNOWN_FIELD, BEVY_ZIG_STATUS_WRONG_TYPE].contains(status) {
                let why = path.problem(call.world, entity);
                call.no_field("read", &path, &why);
            }
        })?;
        answer_bytes(value, &leaf[..size])
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn field_set(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: u32,
    value: *const c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let entity = call.check_entity(entity)?;
        let path = call.paths.get(call.world, id)?;
        if size != path.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        let value = bytes(value.cast(), size)?;
        let is_finite = Kind::plain(path.kind).is_some_and(|(kind, _)| kind.is_finite(&value));
        if !is_finite || !is_plain_value(path.kind, &value) {
            let what = if is_finite { "its bytes are no value of it" } else { NOT_FINITE };
            let (component, field) = path.name();
            return Err(call.invalid("set", &format!("'{field}' of {component}"), what));
        }
        path.check(call.world, entity, &value).map_err(|(status, what)| {
            call.no_field("set", &path, what);
            status
        })?;
        pushed(call.requests.push(frame, entity, HostRequest::SetField(path, value)))
    };
    serve(frame, function)
}

impl HostCall<'_> {
    /// Reports that a path leads to nothing, once for each script and path.
    fn no_field(&mut self, what: &str, path: &FieldPath, why: &str) {
        let (script, (component, field)) = (self.script.name(), path.name());
        self.reports.once(script, &format!("{what} {component} {field}"), || {
            format!("script '{script}' cannot {what} '{field}' of {component}: {why}")
        });
    }
}
