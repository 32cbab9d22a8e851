//! Queries: entities by their components, with the values, copied table by table.

use std::ffi::c_void;
use std::mem::offset_of;
use std::sync::Arc;

use bevy::ecs::archetype::Archetype;
use bevy::ecs::change_detection::{ComponentTicks, Tick};
use bevy::ecs::component::ComponentId;
use bevy::prelude::EntityRef;

use super::value::read as read_value;
use super::{Answer, HostCall, Name, entry, grown, name, out, serve};
use crate::abi::*;
use crate::base::finder;
use crate::component::{RegisteredComponent, TableRows};
use crate::reflect::Plan;
use crate::world::Tags;

pub(super) unsafe extern "C" fn query(
    frame: *mut BevyZigFrame,
    query: *const BevyZigQuery,
    result: *mut BevyZigQueryResult,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let size_min = offset_of!(BevyZigQuery, changed);
        // SAFETY: plain data.
        let asked = unsafe { grown(query, size_min) };
        // A script that does not know of what was added has no room for it.
        let has_grown = asked.is_ok_and(|query| query.size as usize > size_min);
        let answer = Answered { result, has_grown };
        answer.set(0, std::ptr::null(), &[])?;
        let query = asked?;
        if query.column_count > BEVY_ZIG_QUERY_COLUMNS_MAX || query.optional >> query.column_count != 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let columns = components(call, query.columns, query.column_count)?;
        let wanted = Wanted {
            columns: &columns,
            optional: query.optional,
            with: components(call, query.with, query.with_count)?,
            without: components(call, query.without, query.without_count)?,
            changed: components(call, query.changed, query.changed_count)?,
            added: components(call, query.added, query.added_count)?,
            tag: name(query.tag)?,
        };
        // Texts and lists of a part cannot be found from a column.
        if wanted.columns.iter().any(|asked| matches!(&asked.source, Source::Reflected(plan) if plan.is_partial)) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let matched = matched(call, &wanted);
        let count: usize = matched.iter().map(|(_, rows)| rows.len()).sum();
        if count == 0 {
            return Ok(());
        }
        let every = |_: &Archetype| true;
        let entities = column(call, &matched, size_of::<u64>(), every, |rows, out| rows.write_entities(out))?;
        let mut filled = [(std::ptr::null(), std::ptr::null()); BEVY_ZIG_QUERY_COLUMNS_MAX as usize];
        for (index, (component, (values, present))) in columns.iter().zip(&mut filled).enumerate() {
            let has = |archetype: &Archetype| component.is_in(archetype);
            *values = match &component.source {
                Source::Registered(component) => {
                    let size = component.shape.size();
                    let read =
                        |rows: &TableRows, out: &mut [u8]| (component.read_rows)(rows, component.bevy_id, size, out);
                    column(call, &matched, size, has, read)?.cast()
                }
                Source::Reflected(plan) => reflected_column(call, &matched, plan, has)?.cast(),
            };
            if wanted.is_optional(index) {
                let there = |_: &TableRows, out: &mut [u8]| {
                    out.fill(1);
                    true
                };
                *present = column(call, &matched, 1, has, there)?;
            }
        }
        answer.set(count, entities.cast(), &filled)
    };
    serve(frame, function)
}

/// Where the answer goes.
struct Answered {
    result: *mut BevyZigQueryResult,
    has_grown: bool,
}

impl Answered {
    fn set(&self, count: usize, entities: *const u64, filled: &[(*const c_void, *const u8)]) -> Answer {
        let mut whole = BevyZigQueryResult {
            count,
            entities,
            columns: [std::ptr::null(); BEVY_ZIG_QUERY_COLUMNS_MAX as usize],
            present: [std::ptr::null(); BEVY_ZIG_QUERY_COLUMNS_MAX as usize],
        };
        for (index, (values, present)) in filled.iter().enumerate() {
            (whole.columns[index], whole.present[index]) = (*values, *present);
        }
        if self.has_grown {
            return out(self.result)?.set(whole);
        }
        let BevyZigQueryResult { count, entities, columns, present: _ } = whole;
        out(self.result.cast::<OldResult>())?.set(OldResult { count, entities, columns })
    }
}

/// `BevyZigQueryResult` as far as all scripts know it.
#[derive(Clone, Copy)]
#[repr(C)]
struct OldResult {
    count: usize,
    entities: *const u64,
    columns: [*const c_void; BEVY_ZIG_QUERY_COLUMNS_MAX as usize],
}

/// What a query asks for.
struct Wanted<'a> {
    columns: &'a [Asked<'a>],
    optional: u32,
    with: Vec<Asked<'a>>,
    without: Vec<Asked<'a>>,
    changed: Vec<Asked<'a>>,
    added: Vec<Asked<'a>>,
    tag: Name,
}

impl Wanted<'_> {
    fn is_optional(&self, column: usize) -> bool {
        self.optional & 1 << column != 0
    }

    /// Whether entities of this archetype may be found.
    fn suits(&self, archetype: &Archetype) -> bool {
        let has = |component: &Asked| component.is_in(archetype);
        let columns = self.columns.iter().enumerate().filter(|(index, _)| !self.is_optional(*index));
        columns.map(|(_, component)| component).chain(&self.with).chain(&self.changed).chain(&self.added).all(has)
            && !self.without.iter().any(has)
    }

    /// Whether all entities of an archetype that suits are found.
    fn takes_all(&self) -> bool {
        self.tag.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }

    /// Whether an entity of an archetype that suits is found.
    fn takes(&self, call: &HostCall, entity: EntityRef) -> bool {
        if !self.tag.is_empty() && !entity.get::<Tags>().is_some_and(|tags| tags.contains(&self.tag)) {
            return false;
        }
        // The first time, everything is new.
        let Some(since) = call.changed_since else { return true };
        let now = call.world.read_change_tick();
        let is_so = |component: &Asked, is_so: fn(&ComponentTicks, Tick, Tick) -> bool| {
            let ticks = component.bevy_id.and_then(|id| entity.get_change_ticks_by_id(id));
            ticks.is_some_and(|ticks| is_so(&ticks, since, now))
        };
        self.changed.iter().all(|component| is_so(component, |ticks, since, now| ticks.is_changed(since, now)))
            && self.added.iter().all(|component| is_so(component, |ticks, since, now| ticks.is_added(since, now)))
    }
}

/// The most components that a list may name.
const LIST_LEN_MAX: u32 = 1_024;

/// A component that a query names.
pub(super) struct Asked<'a> {
    /// `None`: no entity has had one yet.
    bevy_id: Option<ComponentId>,
    source: Source<'a>,
}

/// How its values are read.
enum Source<'a> {
    Registered(&'a RegisteredComponent),
    Reflected(Arc<Plan>),
}

impl Asked<'_> {
    /// Whether the entities of an archetype have it.
    pub(super) fn is_in(&self, archetype: &Archetype) -> bool {
        self.bevy_id.is_some_and(|id| archetype.contains(id))
    }
}

/// The components with these ids.
pub(super) fn components<'a>(
    call: &mut HostCall<'a>,
    ids: *const BevyZigComponentId,
    count: u32,
) -> Result<Vec<Asked<'a>>, BevyZigStatus> {
    if count > LIST_LEN_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let found = (0..count as usize).map(|index| {
        // SAFETY: a number.
        let id = unsafe { entry(ids, index) }?;
        if id == BEVY_ZIG_COMPONENT_NONE || id & BEVY_ZIG_COMPONENT_REFLECTED == 0 {
            let component = call.component(id)?;
            return Ok(Asked { bevy_id: Some(component.bevy_id), source: Source::Registered(component) });
        }
        let plan = call.plan(id & !BEVY_ZIG_COMPONENT_REFLECTED)?;
        if !plan.is_of_entities() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        Ok(Asked { bevy_id: plan.component_id(call.world), source: Source::Reflected(plan) })
    });
    found.collect()
}

/// What a query matches, archetype by archetype.
fn matched<'a>(call: &HostCall<'a>, wanted: &Wanted) -> Vec<(&'a Archetype, TableRows<'a>)> {
    let world = call.world;
    let mut is_found = finder(world);
    world
        .archetypes()
        .iter()
        .filter(|archetype| !archetype.is_empty() && call.machinery.is_for_scripts(archetype))
        .filter(|archetype| wanted.suits(archetype))
        .filter(|archetype| is_found(archetype))
        .filter_map(|archetype| {
            let only = (!wanted.takes_all()).then(|| {
                let entities = archetype.entities().iter().map(|entity| entity.id());
                entities
                    .filter(|entity| world.get_entity(*entity).is_ok_and(|entity| wanted.takes(call, entity)))
                    .collect()
            });
            Some((archetype, TableRows::new(world, archetype, only)?))
        })
        .collect()
}

/// A column of `size` bytes for each row, in scratch memory: zeroes for rows of archetypes that have none.
fn column(
    call: &mut HostCall,
    matched: &[(&Archetype, TableRows)],
    size: usize,
    has: impl Fn(&Archetype) -> bool,
    write: impl Fn(&TableRows, &mut [u8]) -> bool,
) -> Result<*const u8, BevyZigStatus> {
    let rows: usize = matched.iter().map(|(_, rows)| rows.len()).sum();
    let memory = scratch(call, rows * size)?;
    let mut rest = &mut *memory;
    for (archetype, rows) in matched {
        let (own, behind) = rest.split_at_mut(rows.len() * size);
        if !has(archetype) {
            own.fill(0);
        } else if !write(rows, own) {
            return Err(BEVY_ZIG_STATUS_HOST_FAULT);
        }
        rest = behind;
    }
    Ok(memory.as_ptr())
}

/// The same for a component that is read through reflection, with the texts and lists of its values.
fn reflected_column(
    call: &mut HostCall,
    matched: &[(&Archetype, TableRows)],
    plan: &Plan,
    has: impl Fn(&Archetype) -> bool,
) -> Result<*const u8, BevyZigStatus> {
    let size = plan.bound.size;
    let rows: usize = matched.iter().map(|(_, rows)| rows.len()).sum();
    let memory = scratch(call, rows * size)?;
    memory.fill(0);
    let mut rest = &mut *memory;
    for (archetype, rows) in matched {
        let (own, behind) = rest.split_at_mut(rows.len() * size);
        rest = behind;
        if !has(archetype) {
            continue;
        }
        for (row, entity) in rows.entities().enumerate() {
            let found = plan.find(call.world, Some(entity)).ok().flatten().ok_or(BEVY_ZIG_STATUS_HOST_FAULT)?;
            read_value(call, plan, found.as_partial_reflect(), &mut own[row * size..(row + 1) * size])?;
        }
    }
    Ok(memory.as_ptr())
}

/// Scratch memory of `size` bytes.
pub(super) fn scratch<'b>(call: &mut HostCall, size: usize) -> Result<&'b mut [u8], BevyZigStatus> {
    let limit = call.requests.limits().scratch_bytes_per_batch;
    let memory = call.scratch.alloc(size, limit).ok_or_else(|| call.over_limit("scratch_bytes_per_batch"))?;
    // SAFETY: an initialised piece of that size, which nobody else has before the arena is reset, after the batch; the
    // slice is used in this call only.
    Ok(unsafe { std::slice::from_raw_parts_mut(memory.as_ptr(), size) })
}
