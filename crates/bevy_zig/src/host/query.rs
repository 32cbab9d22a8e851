//! Queries: entities by their components, with the values, copied table by table.

use bevy::ecs::archetype::Archetype;
use bevy::prelude::World;

use super::{HostCall, entry, name, out, serve, sized};
use crate::abi::*;
use crate::base::{Machinery, finder};
use crate::component::{RegisteredComponent, TableRows};
use crate::world::Tags;

pub(super) unsafe extern "C" fn query(
    frame: *mut BevyZigFrame,
    query: *const BevyZigQuery,
    result: *mut BevyZigQueryResult,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let result = out(result)?;
        result.set(BevyZigQueryResult {
            count: 0,
            entities: std::ptr::null(),
            columns: [std::ptr::null(); BEVY_ZIG_QUERY_COLUMNS_MAX as usize],
        })?;
        // SAFETY: plain data.
        let query = unsafe { sized(query) }?;
        if query.column_count > BEVY_ZIG_QUERY_COLUMNS_MAX {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let columns = components(call, query.columns, query.column_count)?;
        let with = components(call, query.with, query.with_count)?;
        let without = components(call, query.without, query.without_count)?;
        let tag = name(query.tag)?;
        let matched = matched((call.world, call.machinery), &columns, &with, &without, &tag);
        let count: usize = matched.iter().map(TableRows::len).sum();
        if count == 0 {
            return Ok(());
        }
        let entities = column(call, &matched, size_of::<u64>(), |rows, out| rows.write_entities(out))?;
        let mut filled = [std::ptr::null(); BEVY_ZIG_QUERY_COLUMNS_MAX as usize];
        for (component, filled) in columns.iter().zip(&mut filled) {
            *filled = column(call, &matched, component.shape.size(), component.read_rows)?.cast();
        }
        result.set(BevyZigQueryResult { count, entities: entities.cast(), columns: filled })
    };
    serve(frame, function)
}

/// The most components that a list may name.
const LIST_LEN_MAX: u32 = 1_024;

/// The components with these ids.
pub(super) fn components<'a>(
    call: &mut HostCall<'a>,
    ids: *const BevyZigComponentId,
    count: u32,
) -> Result<Vec<&'a RegisteredComponent>, BevyZigStatus> {
    if count > LIST_LEN_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let found = (0..count as usize).map(|index| {
        // SAFETY: a number.
        let id = unsafe { entry(ids, index) }?;
        call.component(id)
    });
    found.collect()
}

/// What a query matches, archetype by archetype.
fn matched<'w>(
    (world, machinery): (&'w World, &Machinery),
    columns: &[&RegisteredComponent],
    with: &[&RegisteredComponent],
    without: &[&RegisteredComponent],
    tag: &str,
) -> Vec<TableRows<'w>> {
    let mut is_found = finder(world);
    let has = |archetype: &Archetype, component: &&RegisteredComponent| archetype.contains(component.bevy_id);
    world
        .archetypes()
        .iter()
        .filter(|archetype| !archetype.is_empty() && machinery.is_for_scripts(archetype))
        .filter(|archetype| columns.iter().chain(with).all(|component| has(archetype, component)))
        .filter(|archetype| !without.iter().any(|component| has(archetype, component)))
        .filter(|archetype| is_found(archetype))
        .filter_map(|archetype| {
            let only = (!tag.is_empty()).then(|| {
                let entities = archetype.entities().iter().map(|entity| entity.id());
                entities.filter(|entity| world.get::<Tags>(*entity).is_some_and(|tags| tags.contains(tag))).collect()
            });
            TableRows::new(world, archetype, only)
        })
        .collect()
}

/// A column of `size` bytes for each row, in scratch memory.
fn column(
    call: &mut HostCall,
    matched: &[TableRows],
    size: usize,
    write: impl Fn(&TableRows, &mut [u8]) -> bool,
) -> Result<*const u8, BevyZigStatus> {
    let rows: usize = matched.iter().map(TableRows::len).sum();
    let memory = scratch(call, rows * size)?;
    let mut rest = &mut *memory;
    for rows in matched {
        let (own, behind) = rest.split_at_mut(rows.len() * size);
        if !write(rows, own) {
            return Err(BEVY_ZIG_STATUS_HOST_FAULT);
        }
        rest = behind;
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
