//! The host functions: what scripts call. One file per subject, paired with a section of `BevyZigHost` in the header.
//! Uses abi, base, shape, guard, component, reflect, function, script, attached, instances, world, signal, report,
//! request, states.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - Functions work for script code that [`guard::enter`] runs on this thread, with the frame that it was given. What
//!   they work on is what `enter` has noted, not what the frame says, and nothing else refers to it.
//! - Pointers that a script passes may be anything: they are read and written by [`guard::read`] and its likes only,
//!   once each, into and from memory of the host. What is written is the script's, or else nobody can tell.
//! - No panic leaves a function, and no fault is taken for the script's while the host is at work: [`serve`] is the one
//!   fence.
#![expect(unsafe_code, reason = "called from scripts, with pointers")]

mod asset;
mod component;
mod each;
mod entity;
#[cfg(bevy_zig_guard)]
mod exit;
mod field;
mod fields;
mod function;
mod hierarchy;
mod input;
mod layouts;
mod marshal;
mod matching;
mod memory;
mod nearby;
mod query;
mod report;
mod requests;
mod scratch;
mod scripts;
mod signals;
mod spawn;
mod state;
mod types;
mod value;
mod vars;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use bevy::ecs::change_detection::Tick;
use bevy::ecs::intern::Interned;
use bevy::log::error;
use bevy::prelude::{Entity, World};

use marshal::{Name, answer_bytes, bytes, entry, fill, grown, grown_into, name, out, sized};

#[cfg(bevy_zig_guard)]
pub(crate) use exit::watch_exit;

pub(crate) use each::Cursors;

use crate::abi::*;
use crate::attached::{Place, ScriptName};
use crate::base::{Machinery, Scratch};
use crate::component::{ComponentId, DataMessages, RegisteredComponent, ScriptComponents};
use crate::function::FunctionCalls;
use crate::guard::{self, PanicNote, Served};
use crate::instances::{InstanceMemory, OtherColumns, Reads, StateBlobs};
use crate::reflect::{Bindings, FieldPaths};
use crate::report::Reports;
use crate::request::RequestLog;
use crate::script::{ScriptId, ScriptInfo, ScriptRegistry};
use crate::signal::{Connections, SignalEvents};
use crate::states::StateTable;
use crate::world::SpatialIndex;

/// The table that every frame points to.
static HOST: BevyZigHost = BevyZigHost {
    size: size_of::<BevyZigHost>() as u32,
    abi_version: BEVY_ZIG_ABI_VERSION,
    log: Some(report::log),
    error_report: Some(report::error_report),
    panic: Some(report::panic),
    requests_flush: Some(requests::requests_flush),
    entity_check: Some(entity::entity_check),
    entity_spawn: Some(spawn::entity_spawn),
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
    value_bind: Some(value::value_bind),
    value_get: Some(value::value_get),
    value_put: Some(value::value_put),
    messages_read: Some(value::messages_read),
    component_set: Some(component::component_set),
    signal_allow: Some(signals::signal_allow),
    function_find: Some(function::function_find),
    function_call: Some(function::function_call),
    entities_related: Some(hierarchy::entities_related),
    global_transform_get: Some(hierarchy::global_transform_get),
    script_enable: Some(scripts::script_enable),
    asset_add: Some(asset::asset_add),
    asset_keep: Some(asset::asset_keep),
    asset_state: Some(asset::asset_state),
    assets_count: Some(asset::assets_count),
    script_fields_find: Some(fields::script_fields_find),
    script_fields_get: Some(fields::script_fields_get),
    each_begin: Some(each::each_begin),
    each_next: Some(each::each_next),
    each_read: Some(each::each_read),
    each_write: Some(each::each_write),
    each_end: Some(each::each_end),
    layout_find: Some(layouts::layout_find),
    payload_refused: Some(layouts::payload_refused),
};

/// The column that is being called.
pub(crate) struct OwnColumn<'a> {
    pub(crate) script: &'a Arc<ScriptInfo>,
    pub(crate) script_id: ScriptId,
    /// Where its states begin, which are its script's meanwhile.
    pub(crate) states: *const u8,
}

/// What host functions work on during one batch.
pub(crate) struct HostCall<'a> {
    /// The snapshot.
    pub(crate) world: &'a World,
    pub(crate) registry: &'a ScriptRegistry,
    pub(crate) script: &'a ScriptInfo,
    pub(crate) requests: &'a mut RequestLog,
    pub(crate) reports: &'a mut Reports,
    pub(crate) components: &'a ScriptComponents,
    pub(crate) data_messages: &'a DataMessages,
    pub(crate) machinery: &'a Machinery,
    /// How many instances there are in the game.
    pub(crate) instances: usize,
    pub(crate) paths: &'a mut FieldPaths,
    pub(crate) values: &'a mut Bindings,
    pub(crate) states: &'a mut StateTable,
    pub(crate) functions: &'a mut FunctionCalls,
    pub(crate) scratch: &'a mut Scratch,
    pub(crate) cursors: &'a mut Cursors,
    pub(crate) reads: &'a mut Reads,
    /// The columns that are not being called.
    pub(crate) others: OtherColumns<'a>,
    pub(crate) own: OwnColumn<'a>,
    /// Counts phases.
    pub(crate) phase_number: u64,
    /// When this phase began in the frame before; `None`: it has not.
    pub(crate) changed_since: Option<Tick>,
    /// The row and the delivery that `scratch` has pieces for.
    pub(crate) scratch_of: (u32, u32),
    pub(crate) nearby: &'a mut SpatialIndex,
    pub(crate) connections: &'a mut Connections,
    pub(crate) memory: &'a mut InstanceMemory,
    /// What `serialize` writes and `deserialize` reads; nothing in all other calls.
    pub(crate) blobs: Option<&'a mut StateBlobs>,
    /// What events the signals tell of that are being delivered; `None` in other callbacks.
    pub(crate) events: Option<SignalEvents<'a>>,
    /// The column that the rows belong to.
    pub(crate) column: u32,
    /// The entities of the rows, to name the one that runs.
    pub(crate) entities: &'a [u64],
    /// The ids of the instances, likewise.
    pub(crate) ids: &'a [u64],
    /// What a script was called that was attached last, and its name, which is kept once for all.
    pub(crate) last_script: Option<(Box<[u8]>, Interned<ScriptName>)>,
    /// What the script said when it panicked.
    pub(crate) panic: Option<PanicNote>,
}

// SAFETY: the functions of this table reach their call through `serve` only, which takes it for a `HostCall`.
unsafe impl Served for HostCall<'_> {
    const HOST: &'static BevyZigHost = &HOST;

    fn deadline(&self) -> Duration {
        self.requests.limits().deadline
    }

    fn lend(&mut self, frame: &mut BevyZigFrame) {
        self.requests.lend(frame);
    }

    fn commit(&mut self, frame: &BevyZigFrame) {
        self.end_answers();
        self.requests.commit(frame);
    }

    fn abandon(&mut self, frame: &BevyZigFrame) {
        self.end_answers();
        self.requests.abandon(frame);
    }

    fn take_panic(&mut self) -> Option<PanicNote> {
        self.panic.take()
    }
}

impl<'a> HostCall<'a> {
    /// The entity of the row that runs; `None` for a global script.
    fn current_entity(&self, frame: &BevyZigFrame) -> Option<Entity> {
        self.entities.get(frame.row as usize).and_then(|bits| Entity::try_from_bits(*bits))
    }

    /// The component with this id.
    fn component(&mut self, id: BevyZigComponentId) -> Result<&'a RegisteredComponent, BevyZigStatus> {
        self.components.get(id).ok_or_else(|| {
            if let Some(name) = ComponentId(id).name() {
                self.reports.unregistered(self.script.name(), &name);
            }
            BEVY_ZIG_STATUS_UNKNOWN_COMPONENT
        })
    }

    /// The id of the instance that runs, and where it lies; `None` if the script has lost its row.
    fn current_instance(&self, frame: &BevyZigFrame) -> Option<(u64, Place)> {
        let id = *self.ids.get(frame.row as usize)?;
        Some((id, Place { column: self.column, row: frame.row }))
    }

    /// The answer to a call whose arguments make no sense; the log tells why, once for each thing and reason.
    fn invalid(&mut self, verb: &str, thing: &str, why: &str) -> BevyZigStatus {
        let script = self.script.name();
        self.reports.once(script, &format!("{verb} {thing}: {why}"), || {
            format!("script '{script}' cannot {verb} {thing}: {why}")
        });
        BEVY_ZIG_STATUS_INVALID_ARGUMENT
    }

    /// The answer to a call that a limit refuses; the log names the limit.
    fn over_limit(&mut self, limit: &'static str) -> BevyZigStatus {
        self.reports.over_limit(self.script.name(), limit);
        BEVY_ZIG_STATUS_LIMIT_REACHED
    }

    /// Bytes of scratch memory that the callback may have in all, besides that of the queries that it goes over.
    fn scratch_limit(&self) -> usize {
        self.requests.limits().scratch_bytes_per_batch.saturating_sub(self.cursors.bytes())
    }

    /// An answer of which a refusal is that of this limit.
    fn bounded(&mut self, limit: &'static str, answer: Answer) -> Answer {
        if answer == Err(BEVY_ZIG_STATUS_LIMIT_REACHED) {
            self.over_limit(limit);
        }
        answer
    }

    /// Whether a request for an entity makes sense.
    fn check_entity(&self, bits: BevyZigEntity) -> Result<Entity, BevyZigStatus> {
        Entity::try_from_bits(bits)
            .filter(|entity| match self.world.get_entity(*entity) {
                Ok(found) => self.machinery.is_for_scripts(found.archetype()),
                Err(_) => self.requests.is_reserved(*entity),
            })
            .ok_or(BEVY_ZIG_STATUS_UNKNOWN_ENTITY)
    }
}

/// How a host function answers: the status to refuse with, or that it is done.
type Answer = Result<(), BevyZigStatus>;

/// Runs a host function for the script that calls it. The one fence: no panic gets back into script code.
///
/// Before `begin_host` and behind `end_host` the guard may leave this function without a return, as it may leave the
/// script's: what is there must not need dropping.
#[inline]
fn serve(frame: *mut BevyZigFrame, function: impl FnOnce(&mut HostCall, &mut BevyZigFrame) -> Answer) -> BevyZigStatus {
    let Some((call, thread)) = guard::running(frame) else { return BEVY_ZIG_STATUS_INVALID_ARGUMENT };
    // The script would hit the end in a moment; in here that would be the host's fault. Even the few calls behind this
    // may be too many, so it is asked while what runs is still the script's.
    if thread.is_stack_low() {
        return BEVY_ZIG_STATUS_LIMIT_REACHED;
    }
    thread.begin_host();
    // SAFETY: what `guard::enter` has noted for this frame; nobody uses either while the script waits for us.
    let status = unsafe { serve_call(call.cast(), frame, function) };
    thread.end_host();
    status
}

/// # Safety
/// `call` and `frame` are those of the script that runs, and nobody else uses them.
#[inline]
unsafe fn serve_call(
    call: *mut HostCall,
    frame: *mut BevyZigFrame,
    function: impl FnOnce(&mut HostCall, &mut BevyZigFrame) -> Answer,
) -> BevyZigStatus {
    // SAFETY: the caller vouches for it; its lifetimes end after the script's call.
    let call = unsafe { &mut *call };
    // SAFETY: the caller vouches for it.
    let frame = unsafe { &mut *frame };
    // Answers last until their callback returns, so that those to one instance take nothing from the next.
    let running = (frame.row, frame.delivery);
    if std::mem::replace(&mut call.scratch_of, running) != running {
        call.end_answers();
    }
    match catch_unwind(AssertUnwindSafe(|| function(call, frame))) {
        Ok(Ok(())) => BEVY_ZIG_STATUS_OK,
        Ok(Err(status)) => {
            if let Some(limit) = call.requests.take_refusal() {
                call.over_limit(limit);
            }
            status
        }
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
