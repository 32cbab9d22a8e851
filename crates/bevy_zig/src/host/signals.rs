//! Names of signals, and who listens to them. Emitting one needs no call: see `BevyZigSignalRequest`.

use bevy::ecs::reflect::{AppTypeRegistry, ReflectComponent};
use bevy::prelude::Entity;

use super::{HostCall, name, out, pushed, serve};
use crate::abi::*;
use crate::request::HostRequest;
use crate::signal::{Change, Listening, NameError, NameId, NewConnection, Watch, Watched, missing_feature};

pub(super) unsafe extern "C" fn signal_name_id(
    frame: *mut BevyZigFrame,
    signal: BevyZigText,
    id: *mut u32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let id = out(id)?;
        id.set(0)?;
        id.set(signal_name(call, &name(signal)?)?.number())
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn signal_allow(frame: *mut BevyZigFrame, payload_size: usize) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        if payload_size > call.requests.limits().signal_payload_bytes {
            return Err(call.over_limit("signal_payload_bytes"));
        }
        if frame.signals_left > 0 {
            return Ok(());
        }
        let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        pushed(call.requests.grant_signal(frame, instance))
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn signal_connect(
    frame: *mut BevyZigFrame,
    signal: BevyZigText,
    target: BevyZigEntity,
    connection: *mut u64,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let is_kept = connection.is_null();
        let connection = if is_kept { None } else { Some(out(connection)?) };
        if let Some(connection) = &connection {
            connection.set(0)?;
        }
        if call.script.on_signal.is_none() {
            call.reports.deaf(call.script.name());
            return Err(BEVY_ZIG_STATUS_ABSENT);
        }
        let text = name(signal)?;
        let to = match target {
            BEVY_ZIG_ENTITY_NONE => Listening::Own,
            BEVY_ZIG_ENTITY_ANY => Listening::ToAny,
            bits => Listening::To(call.check_entity(bits)?),
        };
        let (instance_id, place) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let name = signal_name(call, &text)?;
        if is_kept && call.connections.keeps(instance_id, name, to) {
            return Ok(());
        }
        if call.connections.count_of(instance_id) >= call.requests.limits().connections_per_instance {
            return Err(call.over_limit("connections_per_instance"));
        }
        if call.connections.count() >= call.requests.limits().connections {
            return Err(call.over_limit("connections"));
        }
        let watch = watch(call, &text, name)?;
        if let Some(feature) = missing_feature(call.world, &text) {
            let (by, text): (_, &str) = (call.script.name(), &text);
            call.reports.once(by, &format!("signal {text}"), || {
                format!(
                    "script '{by}' connects to the signal '{text}', which needs the feature `{feature}` of bevy_zig; turn it on in Cargo.toml, or nobody sends it"
                )
            });
        }
        let id = call.connections.next_id();
        let request = HostRequest::Connect(NewConnection { id, name, to, watch, instance_id, place, is_kept });
        let target = if let Listening::To(target) = to { Some(target) } else { call.current_entity(frame) };
        let entity = target.unwrap_or(Entity::PLACEHOLDER);
        match call.requests.push(frame, entity, request) {
            BEVY_ZIG_STATUS_OK => {
                call.connections.promise(instance_id);
                connection.map_or(Ok(()), |connection| connection.set(id))
            }
            refused => Err(refused),
        }
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn signal_disconnect(frame: *mut BevyZigFrame, connection: u64) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (instance_id, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        if !call.connections.may_end(connection, instance_id) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let entity = call.current_entity(frame).unwrap_or(Entity::PLACEHOLDER);
        match call.requests.push(frame, entity, HostRequest::Disconnect { id: connection, instance_id }) {
            BEVY_ZIG_STATUS_OK => Ok(()),
            refused => Err(refused),
        }
    };
    serve(frame, function)
}

/// What has to be observed for a signal of this name: changes of a component.
fn watch(call: &mut HostCall, text: &str, name: NameId) -> Result<Option<Watch>, BevyZigStatus> {
    if let Some((state, behind)) = text.split_once(".enter").or_else(|| text.split_once(".exit")) {
        call.states.watch_if_rusts(state);
        if let Some(variant) = behind.strip_prefix('.') {
            call.look_for_variant(state, variant);
        }
    }
    let (Some((change, path)), Some(name)) = (Change::of(text), name.text()) else { return Ok(None) };
    if let Some((_, component)) = call.components.find(path) {
        let component = Watched::Known(component.bevy_id);
        return Ok(Some(Watch { change, component, name }));
    }
    let registry = call.world.get_resource::<AppTypeRegistry>().map(|registry| registry.read());
    let registered = registry.as_ref().and_then(|registry| registry.get_with_type_path(path));
    match registered.and_then(|registered| registered.data::<ReflectComponent>()) {
        Some(component) => Ok(Some(Watch { change, component: Watched::Reflected(component.clone()), name })),
        None => {
            call.reports.unregistered(call.script.name(), path);
            Err(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)
        }
    }
}

fn signal_name(call: &mut HostCall, text: &str) -> Result<NameId, BevyZigStatus> {
    NameId::of(text, call.requests.limits().signal_names).map_err(|error| match error {
        NameError::Length => {
            let why = format!("its name has {} bytes; a name has 1 to 255", text.len());
            call.invalid("use", "a signal", &why)
        }
        NameError::TooMany => call.over_limit("signal_names"),
    })
}
