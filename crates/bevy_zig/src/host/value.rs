//! Values of reflected types: described, read from the snapshot, changed by request.

use std::ffi::c_void;
use std::sync::Arc;

use bevy::prelude::Entity;
use bevy::reflect::PartialReflect;
use smallvec::SmallVec;

use super::types::read_tree;
use super::{HostCall, answer_bytes, out, pushed, serve};
use crate::abi::*;
use crate::base::did_you_mean;
use crate::component::{ComponentId, DataKind};
use crate::reflect::{Answers, Failure, Fallible, Plan, Reader, SmallRequest, TypeTree, ValueRequest};
use crate::request::HostRequest;

/// Values up to this size take no memory of their own.
const SMALL_LEN_MAX: usize = 128;

pub(super) unsafe extern "C" fn value_bind(
    frame: *mut BevyZigFrame,
    role: u32,
    description: *const BevyZigType,
    id: *mut BevyZigValueId,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let id = out(id)?;
        id.set(BEVY_ZIG_VALUE_UNKNOWN)?;
        let tree = read_tree(description).map_err(|failure| call.refused("use", "a type", &failure))?;
        let path = tree.root().map(|root| tree.node(root).path.clone()).unwrap_or_default();
        if role == BEVY_ZIG_ROLE_ZIG_STATE {
            declare(call, &tree).map_err(|failure| call.refused("use", &path, &failure))?;
        }
        let bound = call.values.bind(call.world, role, tree);
        id.set(bound.map_err(|failure| call.refused("use", &path, &failure))?)
    };
    serve(frame, function)
}

/// Takes note of the state that a script declares by using it.
fn declare(call: &mut HostCall, tree: &TypeTree) -> Fallible<()> {
    let Some(node) = tree.root().map(|root| tree.node(root)) else { return Ok(()) };
    let variants: Vec<String> = node.members.iter().map(|member| member.name.clone()).collect();
    let script = (call.script.name(), call.script.generation());
    match call.states.declare(script, &node.path, &variants) {
        Some(Err(conflict)) => Err(Failure::wrong_type(conflict.to_string())),
        // What else is wrong with it, the binding says.
        _ => Ok(()),
    }
}

pub(super) unsafe extern "C" fn value_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigValueId,
    value: *mut c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let plan = call.plan(id)?;
        let found = if plan.is_event() {
            // The number is that of a signal.
            let told = call.events.and_then(|events| events.get(entity));
            told.map(|told| plan.check_event(told)).transpose()
        } else if plan.is_of_assets() {
            plan.find_asset(call.world, entity)
        } else {
            // No entity is none that there is, where only entities have it.
            let owner = match entity {
                BEVY_ZIG_ENTITY_NONE if !plan.is_of_entities() => None,
                bits => Some(call.check_entity(bits)?),
            };
            plan.find(call.world, owner)
        };
        let found = found.map_err(|failure| call.refused("read", plan.path, &failure))?;
        let asks_only = value.is_null() && size == 0;
        if !asks_only && size != plan.bound.size {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        if value.is_null() && size > 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let found = found.ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        if asks_only {
            return Ok(());
        }
        let (mut small, mut large) = ([0; SMALL_LEN_MAX], Vec::new());
        let bytes = if size <= SMALL_LEN_MAX {
            &mut small[..size]
        } else {
            large.resize(size, 0);
            &mut large[..]
        };
        read(call, &plan, found.as_partial_reflect(), bytes)?;
        answer_bytes(value, bytes)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn value_put(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    id: BevyZigValueId,
    op: u32,
    value: *const c_void,
    size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        if let Some(plan) = call.values.known(id).filter(|plan| plan.is_for_small_requests()) {
            let (owner, path) = (owner_of(call, plan, entity)?, plan.path);
            let request = SmallRequest::new(call.world, plan, op, (value.cast(), size));
            let status = request.map(|request| call.requests.push_small(frame, owner, plan, request));
            return pushed(status.map_err(|failure| call.refused("change", path, &failure))?);
        }
        let plan = call.plan(id)?;
        if plan.is_of_assets() {
            if !plan.held.is_known(entity) {
                return Err(BEVY_ZIG_STATUS_ABSENT);
            }
            let (instance, _) = call.current_instance(frame).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
            let request = new_value(call, frame, plan, op, (value, size))?.for_asset(entity, instance);
            return pushed(call.requests.push(frame, Entity::PLACEHOLDER, HostRequest::Value(request)));
        }
        let owner = owner_of(call, &plan, entity)?;
        let request = new_value(call, frame, plan, op, (value, size))?;
        pushed(call.requests.push(frame, owner, HostRequest::Value(request)))
    };
    serve(frame, function)
}

/// The entity that a request is for: the placeholder if entities do not have the type.
#[inline]
fn owner_of(call: &HostCall, plan: &Plan, entity: BevyZigEntity) -> Result<Entity, BevyZigStatus> {
    match (plan.is_of_entities(), entity) {
        (true, bits) => call.check_entity(bits),
        (false, BEVY_ZIG_ENTITY_NONE) => Ok(Entity::PLACEHOLDER),
        (false, _) => Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
    }
}

/// What a script wants done with a value at an address.
#[inline]
pub(super) fn new_value(
    call: &mut HostCall,
    frame: &BevyZigFrame,
    plan: Arc<Plan>,
    op: u32,
    (value, size): (*const c_void, usize),
) -> Result<ValueRequest, BevyZigStatus> {
    let path = plan.path;
    if plan.is_small {
        let request = ValueRequest::new(call.world, plan, op, (value.cast(), size), usize::MAX);
        return request.map_err(|failure| call.refused("change", path, &failure));
    }
    let instance = call.current_instance(frame).map_or(0, |(instance, _)| instance);
    let left = call.requests.value_bytes_left(instance);
    let request = ValueRequest::new(call.world, plan, op, (value.cast(), size), left);
    let request = request.map_err(|failure| call.refused("change", path, &failure))?;
    if let Some((state, variant)) = request.scope() {
        call.look_for_variant(state, variant);
    }
    call.requests.note_value(instance, request.heap_len());
    Ok(request)
}

pub(super) unsafe extern "C" fn messages_read(
    frame: *mut BevyZigFrame,
    id: BevyZigValueId,
    values: *mut *const c_void,
    count: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let (values, count) = (out(values)?, out(count)?);
        count.set(0)?;
        values.set(std::ptr::null())?;
        if id & BEVY_ZIG_MESSAGES_OF_DATA != 0 {
            let (at, found) = declared_messages(call, frame.phase, id & !BEVY_ZIG_MESSAGES_OF_DATA)?;
            values.set(std::ptr::without_provenance(at))?;
            return count.set(found);
        }
        let plan = call.plan(id)?;
        let found = call.values.messages(call.world, frame.phase, id, &plan);
        let found = found.map_err(|failure| call.refused("read", plan.path, &failure))?;
        let found: SmallVec<[_; 16]> = found.collect();
        let size = plan.bound.size;
        let total = found.len().checked_mul(size).filter(|total| scratch(call).fits(*total));
        let total = total.ok_or_else(|| call.over_limit("scratch_bytes_per_batch"))?;
        let mut bytes = vec![0; total];
        for (index, message) in found.iter().enumerate() {
            read(call, &plan, message.as_partial_reflect(), &mut bytes[index * size..(index + 1) * size])?;
        }
        let mut pieces = scratch(call);
        let (memory, at) = pieces.piece(bytes.len()).ok_or(BEVY_ZIG_STATUS_LIMIT_REACHED)?;
        memory.copy_from_slice(&bytes);
        values.set(std::ptr::without_provenance(at))?;
        count.set(found.len())
    };
    serve(frame, function)
}

/// The messages of a name that scripts declare: where they lie in scratch memory, and how many there are.
fn declared_messages(call: &mut HostCall, phase: u32, id: BevyZigComponentId) -> Result<(usize, usize), BevyZigStatus> {
    let component = call.component(id)?;
    if component.kind() != DataKind::Message {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let size = component.shape.size();
    let found = call.data_messages.read(call.world, phase, ComponentId(id));
    let total = found.len().checked_mul(size).filter(|total| scratch(call).fits(*total));
    let total = total.ok_or_else(|| call.over_limit("scratch_bytes_per_batch"))?;
    let mut pieces = scratch(call);
    let (memory, at) = pieces.piece(total).ok_or(BEVY_ZIG_STATUS_LIMIT_REACHED)?;
    for (out, message) in memory.chunks_exact_mut(size.max(1)).zip(&found) {
        out.copy_from_slice(message);
    }
    Ok((at, found.len()))
}

/// Reads a value into bytes, of which there are as many as it has in the script, and into scratch memory.
pub(super) fn read(
    call: &mut HostCall,
    plan: &Plan,
    value: &dyn PartialReflect,
    bytes: &mut [u8],
) -> Result<(), BevyZigStatus> {
    let mut reader = Reader { answers: &mut scratch(call), held: &plan.held };
    let read = plan.bound.read(value, bytes, &mut reader);
    read.map_err(|failure| call.refused("read", plan.path, &failure))
}

/// Scratch memory for the callback that runs.
struct ScratchPieces<'c, 'a>(&'c mut HostCall<'a>);

fn scratch<'c, 'a>(call: &'c mut HostCall<'a>) -> ScratchPieces<'c, 'a> {
    ScratchPieces(call)
}

impl Answers for ScratchPieces<'_, '_> {
    fn piece(&mut self, size: usize) -> Option<(&mut [u8], usize)> {
        let memory = super::query::scratch(self.0, size).ok()?;
        let at = memory.as_ptr().addr();
        Some((memory, at))
    }

    fn fits(&self, size: usize) -> bool {
        size <= self.0.requests.limits().scratch_bytes_per_batch
    }
}

impl HostCall<'_> {
    /// What is bound to a number.
    pub(super) fn plan(&mut self, id: BevyZigValueId) -> Result<Arc<Plan>, BevyZigStatus> {
        let plan = self.values.plan(self.world, id).map_err(|failure| self.refused("use", "a type", &failure))?;
        // Linked scripts bind once in a program, which may have several games.
        let (script, generation) = (self.script.name(), self.script.generation());
        if let Some(variants) = plan.variants_of_zig_state()
            && !self.states.is_declared_by((script, generation), plan.path)
            && let Some(Err(conflict)) = self.states.declare((script, generation), plan.path, &variants)
        {
            return Err(self.refused("use", plan.path, &Failure::wrong_type(conflict.to_string())));
        }
        Ok(plan)
    }

    /// Says so if a script means a variant that a state does not have, as far as that is known. That is not an error:
    /// what the scripts of a reload declare may not be known yet.
    pub(super) fn look_for_variant(&mut self, state: &str, variant: &str) {
        let Some(known) = self.states.variants_of(self.world, state) else { return };
        if known.iter().any(|known| known == variant) {
            return;
        }
        let script = self.script.name();
        self.reports.once(script, &format!("variant {variant} of {state}"), || {
            let meant = did_you_mean(variant, known.iter().map(String::as_str));
            let known = known.join(", ");
            format!("script '{script}' waits for '{variant}' of the state '{state}', which has no such variant; {meant}it has: {known}")
        });
    }

    /// The answer to a call that fails; the log tells why, once for each place in a type.
    pub(super) fn refused(&mut self, what: &str, path: &str, failure: &Failure) -> BevyZigStatus {
        let script = self.script.name();
        self.reports.once(script, &format!("{what} {path} {}", failure.place()), || {
            format!("script '{script}' cannot {what} {path}: {failure}")
        });
        failure.status
    }
}
