//! Fields of reflected components, by path.

use std::ffi::c_void;

use super::{HostCall, answer_bytes, bytes, name, out, pushed, serve};
use crate::abi::*;
use crate::component::{FieldPath, why_unknown};
use crate::request::HostRequest;
use crate::shape::{Kind, is_plain_value};

/// The largest leaf that a path leads to: a rotation.
const LEAF_LEN_MAX: usize = 16;

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
            if *status == BEVY_ZIG_STATUS_UNKNOWN_COMPONENT {
                let (script, world) = (call.script.name(), call.world);
                let (component, path): (&str, &str) = (&component, &path);
                call.reports.once(script, &format!("path {component} {path}"), || {
                    let why = why_unknown(world, component);
                    format!("script '{script}' cannot reach '{path}' of {component}: {why}")
                });
            }
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
            if *status == BEVY_ZIG_STATUS_UNKNOWN_FIELD {
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
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        path.check(call.world, entity).map_err(|(status, what)| {
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
