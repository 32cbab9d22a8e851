//! Queries: entities by their components, with the values, copied table by table.

use std::ffi::c_void;

use bevy::ecs::archetype::Archetype;

use super::matching::{QUERY_SIZE_MIN, Source, Wanted, is_whole};
use super::value::read as read_value;
use super::{Answer, HostCall, grown, out, serve};
use crate::abi::*;
use crate::component::{Rows, TableRows};
use crate::reflect::Plan;

pub(super) unsafe extern "C" fn query(
    frame: *mut BevyZigFrame,
    query: *const BevyZigQuery,
    result: *mut BevyZigQueryResult,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        // SAFETY: plain data.
        let asked = unsafe { grown(query, QUERY_SIZE_MIN) };
        // A script that does not know of what was added has no room for it.
        let has_grown = asked.is_ok_and(|query| query.size as usize > QUERY_SIZE_MIN);
        let answer = Answered { result, has_grown };
        answer.set(0, std::ptr::null(), &[])?;
        let wanted = Wanted::read(call, &asked?)?;
        // Texts and lists of a part cannot be found from a column.
        if wanted.columns.iter().any(|asked| matches!(&asked.source, Source::Reflected(plan) if plan.is_partial)) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let lists = listed(call, &wanted);
        let matched: Vec<_> = lists.iter().map(|(archetype, rows)| (*archetype, rows.of(call, archetype))).collect();
        let count: usize = matched.iter().map(|(_, rows)| rows.len()).sum();
        if count == 0 {
            return Ok(());
        }
        let every = |_: &Archetype| true;
        let entities = column(call, &matched, size_of::<u64>(), every, |rows, out| rows.write_entities(out))?;
        let mut filled = [(std::ptr::null(), std::ptr::null()); BEVY_ZIG_QUERY_COLUMNS_MAX as usize];
        for (index, (component, (values, present))) in wanted.columns.iter().zip(&mut filled).enumerate() {
            let has = |archetype: &Archetype| component.is_in(archetype);
            *values = match &component.source {
                Source::Registered(component) => {
                    let whole = 0..component.shape.size();
                    let read = |rows: &TableRows, out: &mut [u8]| {
                        component.columns.read(rows, component.bevy_id, whole.clone(), out)
                    };
                    column(call, &matched, component.shape.size(), has, read)?.cast()
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

/// Which rows of its table an archetype's entities that are found have.
enum Found {
    All,
    Some(Vec<u32>),
}

impl Found {
    fn of<'w, 'r>(&'r self, call: &HostCall<'w>, archetype: &Archetype) -> TableRows<'w, 'r> {
        let table = &call.world.storages().tables[archetype.table_id()];
        let rows = match self {
            Self::All => Rows::Run { first: 0, len: table.entities().len() },
            Self::Some(rows) => Rows::Listed(rows),
        };
        TableRows::new(call.world, table, rows)
    }
}

/// What a query matches, archetype by archetype.
fn listed<'a>(call: &HostCall<'a>, wanted: &Wanted<'a>) -> Vec<(&'a Archetype, Found)> {
    let (world, since) = (call.world, call.changed_since);
    let found = |archetype: &'a Archetype| {
        let table = &world.storages().tables[archetype.table_id()];
        if is_whole(archetype, table, &wanted.filter) {
            return (archetype, Found::All);
        }
        let all = wanted.filter.takes_all();
        let entities = archetype.entities().iter();
        let found = entities.filter(|entity| all || wanted.filter.takes(world, since, entity.id()));
        (archetype, Found::Some(found.map(|entity| entity.table_row().index_u32()).collect()))
    };
    wanted.archetypes(call).map(found).collect()
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
    let memory =
        call.scratch.alloc(size, call.scratch_limit()).ok_or_else(|| call.over_limit("scratch_bytes_per_batch"))?;
    // SAFETY: an initialised piece of that size, which nobody else has before the arena is reset, after the batch; the
    // slice is used in this call only.
    Ok(unsafe { std::slice::from_raw_parts_mut(memory.as_ptr(), size) })
}
