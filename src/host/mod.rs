//! The host functions: what scripts call. One file per subject, paired with a section of `BevyZigHost` in the header.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - Functions are called only by script code that [`guard::enter`](crate::guard::enter) runs, on the main thread, with the frame
//!   that it was given; `host_data` of that frame is the `HostCall` that `enter` put there, and nothing else refers to it.
//! - Pointers that a script passes are valid as the header demands. Null is looked at, as is everything that can be.
//! - No panic leaves a function: [`serve`] is the one fence.
#![expect(unsafe_code, reason = "called from scripts, with pointers")]

mod component;
mod entity;
mod field;
mod input;
mod memory;
mod nearby;
mod query;
mod report;
mod requests;
mod scratch;
mod scripts;
mod signals;
mod state;
mod vars;

use std::panic::{AssertUnwindSafe, catch_unwind};

use bevy::log::error;
use bevy::prelude::{Entity, World};

pub(crate) use component::component_of;
pub(crate) use query::TableRows;

use crate::abi::*;
use crate::blobs::StateBlobs;
use crate::component::{FieldPaths, RegisteredComponent, ScriptComponents};
use crate::instance::{Place, is_for_scripts};
use crate::memory::InstanceMemory;
use crate::registry::{ScriptInfo, ScriptRegistry};
use crate::reports::Reports;
use crate::request::RequestLog;
use crate::scratch::Scratch;
use crate::signal::Connections;
use crate::spatial::SpatialIndex;

/// The table that every frame points to.
pub(crate) static HOST: BevyZigHost = BevyZigHost {
    size: size_of::<BevyZigHost>() as u32,
    abi_version: BEVY_ZIG_ABI_VERSION,
    log: Some(report::log),
    error_report: Some(report::error_report),
    panic: Some(report::panic),
    requests_flush: Some(requests::requests_flush),
    entity_check: Some(entity::entity_check),
    entity_spawn: Some(entity::entity_spawn),
    transform_get: Some(entity::transform_get),
    entities_find_by_tag: Some(entity::entities_find_by_tag),
    script_attach: Some(scripts::script_attach),
    script_detach: Some(scripts::script_detach),
    action_get: Some(input::action_get),
    axis_get: Some(input::axis_get),
    scratch_alloc: Some(scratch::scratch_alloc),
    component_find: Some(component::component_find),
    component_get: Some(component::component_get),
    component_add: Some(component::component_add),
    component_remove: Some(component::component_remove),
    query: Some(query::query),
    field_find: Some(field::field_find),
    field_get: Some(field::field_get),
    field_set: Some(field::field_set),
    var_read: Some(vars::var_read),
    var_write: Some(vars::var_write),
    signal_name_id: Some(signals::signal_name_id),
    signal_connect: Some(signals::signal_connect),
    signal_disconnect: Some(signals::signal_disconnect),
    memory_alloc: Some(memory::memory_alloc),
    memory_resize: Some(memory::memory_resize),
    memory_get: Some(memory::memory_get),
    memory_free: Some(memory::memory_free),
    entities_find_nearby: Some(nearby::entities_find_nearby),
    velocity_get: Some(entity::velocity_get),
    state_write: Some(state::state_write),
    state_read: Some(state::state_read),
};

/// What host functions work on during one batch.
pub(crate) struct HostCall<'a> {
    /// The snapshot.
    pub(crate) world: &'a World,
    pub(crate) registry: &'a ScriptRegistry,
    pub(crate) script: &'a ScriptInfo,
    pub(crate) requests: &'a mut RequestLog,
    pub(crate) reports: &'a mut Reports,
    pub(crate) components: &'a ScriptComponents,
    pub(crate) paths: &'a mut FieldPaths,
    pub(crate) scratch: &'a mut Scratch,
    pub(crate) nearby: &'a mut SpatialIndex,
    pub(crate) connections: &'a mut Connections,
    pub(crate) memory: &'a mut InstanceMemory,
    /// What `serialize` writes and `deserialize` reads; nothing in all other calls.
    pub(crate) blobs: Option<&'a mut StateBlobs>,
    /// The column that the rows belong to.
    pub(crate) column: u32,
    /// The entities of the rows, to name the one that runs.
    pub(crate) entities: &'a [u64],
    /// The ids of the instances, likewise.
    pub(crate) ids: &'a [u64],
}

impl HostCall<'_> {
    /// The entity of the row that runs; `None` for a global script.
    fn current_entity(&self, frame: &BevyZigFrame) -> Option<Entity> {
        self.entities.get(frame.row as usize).and_then(|bits| Entity::try_from_bits(*bits))
    }

    /// The component with this id.
    fn component(&self, id: BevyZigComponentId) -> Result<&RegisteredComponent, BevyZigStatus> {
        self.components.get(id).ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)
    }

    /// The id of the instance that runs, and where it lies; `None` if the script has lost its row.
    fn current_instance(&self, frame: &BevyZigFrame) -> Option<(u64, Place)> {
        let id = *self.ids.get(frame.row as usize)?;
        Some((id, Place { column: self.column, row: frame.row }))
    }

    /// Whether a request for an entity makes sense.
    fn check_entity(&self, bits: BevyZigEntity) -> Result<Entity, BevyZigStatus> {
        Entity::try_from_bits(bits)
            .filter(|entity| match self.world.get_entity(*entity) {
                Ok(found) => is_for_scripts(found.archetype()),
                Err(_) => self.requests.is_reserved(*entity),
            })
            .ok_or(BEVY_ZIG_STATUS_UNKNOWN_ENTITY)
    }
}

/// How a host function answers: the status to refuse with, or that it is done.
type Answer = Result<(), BevyZigStatus>;

/// Runs a host function for the script that calls it. The one fence: no panic gets back into script code.
///
/// # Safety
/// `frame` is null or what the script was given, as the module's invariants say.
unsafe fn serve(
    frame: *mut BevyZigFrame,
    function: impl FnOnce(&mut HostCall, &mut BevyZigFrame) -> Answer,
) -> BevyZigStatus {
    // SAFETY: null, or the frame that `guard::enter` lent, which nobody uses while the script waits for us.
    let Some(frame) = (unsafe { frame.as_mut() }) else { return BEVY_ZIG_STATUS_INVALID_ARGUMENT };
    let call: *mut HostCall = frame.host_data.cast();
    // SAFETY: null, or the `HostCall` that `guard::enter` put there; its lifetimes end after the script's call.
    let Some(call) = (unsafe { call.as_mut() }) else { return BEVY_ZIG_STATUS_INVALID_ARGUMENT };
    match catch_unwind(AssertUnwindSafe(|| function(call, frame))) {
        Ok(Ok(())) => BEVY_ZIG_STATUS_OK,
        Ok(Err(status)) => status,
        Err(_) => {
            error!("a host function panicked while serving script '{}'; the call is refused", call.script.name());
            BEVY_ZIG_STATUS_HOST_FAULT
        }
    }
}

/// The answer for a request that was pushed to the log.
fn pushed(status: BevyZigStatus) -> Answer {
    if status == BEVY_ZIG_STATUS_OK { Ok(()) } else { Err(status) }
}

/// Writes a list of entities where a script has room for it, in two steps.
///
/// # Safety
/// `entities` is null or has room for `capacity` values until the function returns, with nothing else referring to it.
unsafe fn fill(
    found: impl ExactSizeIterator<Item = Entity>,
    entities: *mut BevyZigEntity,
    capacity: usize,
    count: &mut usize,
) -> Answer {
    *count = found.len();
    if found.len() > capacity {
        return Err(BEVY_ZIG_STATUS_BUFFER_TOO_SMALL);
    }
    for (index, entity) in found.map(Entity::to_bits).enumerate() {
        // SAFETY: within the `capacity` values that the script has room for.
        let slot = unsafe { entities.add(index) };
        // SAFETY: as above; the slot need not be initialised.
        unsafe { slot.write(entity) };
    }
    Ok(())
}

/// Text from a script, as a name.
///
/// # Safety
/// As [`text`].
unsafe fn name<'a>(raw: BevyZigText) -> Result<&'a str, BevyZigStatus> {
    if raw.ptr.is_null() && raw.len > 0 {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: the caller vouches for it.
    let bytes = unsafe { text(raw) };
    std::str::from_utf8(bytes).map_err(|_| BEVY_ZIG_STATUS_INVALID_ARGUMENT)
}

/// Where a script wants an answer.
///
/// # Safety
/// Null, or writable and aligned for `T` until the function returns, with nothing else referring to it.
unsafe fn out<'a, T>(pointer: *mut T) -> Result<&'a mut T, BevyZigStatus> {
    if !pointer.is_aligned() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: the caller vouches for it, and the alignment was looked at.
    unsafe { pointer.as_mut() }.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)
}

/// A copy of a request struct that has grown: what the script does not know of is zero.
///
/// # Safety
/// Null, or readable for as many bytes as the `u32` at its beginning says. `T` is plain data of which all zeroes are a value.
unsafe fn grown<T: Copy>(pointer: *const T, size_min: usize) -> Result<T, BevyZigStatus> {
    if pointer.is_null() || !pointer.is_aligned() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: every such struct begins with its size, and the caller vouches for the pointer.
    let size = unsafe { *pointer.cast::<u32>() } as usize;
    if size < size_min {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let mut copy = std::mem::MaybeUninit::<T>::zeroed();
    let bytes = copy.as_mut_ptr().cast::<u8>();
    // SAFETY: both have this many bytes, and ours are other memory.
    unsafe { bytes.copy_from_nonoverlapping(pointer.cast(), size.min(size_of::<T>())) };
    // SAFETY: plain data, which the caller vouches for.
    Ok(unsafe { copy.assume_init() })
}

/// A sized request struct of a script.
///
/// # Safety
/// Null, or readable for as many bytes as the `u32` at its beginning says.
unsafe fn sized<'a, T>(pointer: *const T) -> Result<&'a T, BevyZigStatus> {
    if pointer.is_null() || !pointer.is_aligned() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: every such struct begins with its size, and the caller vouches for the pointer.
    let size = unsafe { *pointer.cast::<u32>() };
    if (size as usize) < size_of::<T>() {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    // SAFETY: it is as large as we know it, as its size says.
    Ok(unsafe { &*pointer })
}
