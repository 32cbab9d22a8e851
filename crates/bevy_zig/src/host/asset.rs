//! Assets that scripts make, load and keep.

use std::ffi::c_void;

use bevy::asset::AssetServer;
use bevy::prelude::Entity;

use super::{HostCall, out, pushed, serve};
use crate::abi::*;
use crate::reflect::{AssetState, Fallible, NewAsset, Waiting};
use crate::request::HostRequest;

pub(super) unsafe extern "C" fn asset_add(
    frame: *mut BevyZigFrame,
    asset: BevyZigValueId,
    id: BevyZigValueId,
    value: *const c_void,
    size: usize,
    number: *mut u64,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let number = out(number)?;
        number.set(0)?;
        let (handle, plan) = (call.plan(asset)?, call.plan(id)?);
        let (world, path) = (call.world, plan.path);
        let made = |limit| NewAsset::made(world, handle.clone(), plan, (value.cast(), size), limit);
        number.set(request(call, frame, ("make", path), made)?)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn asset_keep(
    frame: *mut BevyZigFrame,
    asset: BevyZigValueId,
    handle: *const c_void,
    size: usize,
    number: *mut u64,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let number = out(number)?;
        number.set(0)?;
        let plan = call.plan(asset)?;
        let (world, path) = (call.world, plan.path);
        let kept = |limit| NewAsset::kept(world, plan, (handle.cast(), size), limit);
        number.set(request(call, frame, ("keep", path), kept)?)
    };
    serve(frame, function)
}

/// Requests an asset for the instance that runs, and gives its number.
fn request(
    call: &mut HostCall,
    frame: &mut BevyZigFrame,
    (verb, path): (&str, &str),
    new: impl FnOnce(usize) -> Fallible<NewAsset>,
) -> Result<u64, BevyZigStatus> {
    let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
    let entity = call.current_entity(frame);
    let new = new(call.requests.value_bytes_left(instance)).map_err(|failure| call.refused(verb, path, &failure))?;
    let limit = call.requests.limits().assets_per_instance;
    let Some(number) = call.values.held().promise(instance, limit) else {
        return Err(call.over_limit("assets_per_instance"));
    };
    let heap_len = new.heap_len();
    let request = new.request(number, Waiting { instance, entity, script: call.script.name().to_owned() });
    let answer = pushed(call.requests.push(frame, Entity::PLACEHOLDER, HostRequest::Asset(Box::new(request))));
    match answer {
        Ok(()) => call.requests.note_value(instance, heap_len),
        Err(_) => call.values.held().release(instance, number),
    }
    answer.map(|()| number)
}

pub(super) unsafe extern "C" fn asset_state(frame: *mut BevyZigFrame, number: u64, state: *mut u32) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let state = out(state)?;
        let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let server = call.world.get_resource::<AssetServer>();
        let found = call.values.held().state(server, instance, number).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        state.set(match found {
            AssetState::Loading => BEVY_ZIG_ASSET_LOADING,
            AssetState::Loaded => BEVY_ZIG_ASSET_LOADED,
            AssetState::Failed => BEVY_ZIG_ASSET_FAILED,
        })
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn assets_count(frame: *mut BevyZigFrame, count: *mut BevyZigAssetCount) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let count = out(count)?;
        let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let server = call.world.get_resource::<AssetServer>();
        let found = call.values.held().count(server, instance);
        let [total, loaded, failed] = [found.total, found.loaded, found.failed].map(|count| count as u32);
        count.set(BevyZigAssetCount { total, loaded, failed, reserved: 0 })
    };
    serve(frame, function)
}
