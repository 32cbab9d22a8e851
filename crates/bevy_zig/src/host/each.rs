//! Going over the rows of a query in chunks: each is copied into the same memory, which so stays in the processor's
//! nearest cache, and what a script changes of it is a request.

use std::ffi::c_void;

use bevy::ecs::archetype::{Archetype, ArchetypeId};
use bevy::ecs::component::ComponentId as ComponentIdOfBevy;
use bevy::ecs::storage::{Table, TableId};
use smallvec::SmallVec;

use super::matching::{Filter, QUERY_SIZE_MIN, Source, Wanted, is_whole};
use super::{HostCall, grown, out, serve};
use crate::abi::*;
use crate::component::{ComponentId, RegisteredComponent, Rows, TableRows};
use crate::guard;
use crate::request::{ColumnCopy, CopiedRows};

/// Bytes of a chunk: half of a small nearest cache, so that the table's rows and what a script works with fit, too.
const CHUNK_BYTES: usize = 16 << 10;
/// Rows of a chunk, whatever their size.
const CHUNK_ROWS: std::ops::RangeInclusive<usize> = 16..=1_024;

/// As large as the alignment of each column.
type Block = u128;
const BLOCK_LEN: usize = size_of::<Block>();

/// The queries that the instance which runs is going over.
#[derive(Default)]
pub(crate) struct Cursors {
    open: Vec<Option<Cursor>>,
    /// The number of the last one.
    serial: u32,
    /// Memory of those that have ended.
    spare: Vec<Vec<Block>>,
    /// Bytes of memory of those that are open.
    bytes: usize,
    /// Bytes of the columns that the callback under way has changed, or has copies of.
    column_bytes: usize,
}

struct Cursor {
    serial: u32,
    archetypes: Vec<ArchetypeId>,
    /// Which of them comes next, and which of its entities.
    at: (usize, usize),
    filter: Filter,
    columns: SmallVec<[Column; 4]>,
    rows_max: usize,
    /// The entities, and behind them the columns.
    memory: Vec<Block>,
    chunk: Option<Chunk>,
    /// The rows of a chunk that is no run.
    listed: Vec<u32>,
}

struct Column {
    id: ComponentId,
    bevy_id: ComponentIdOfBevy,
    size: usize,
    /// In blocks.
    at: usize,
    /// Of the chunk, for the script to write to.
    copy: Option<ColumnCopy>,
}

/// The rows that a script sees.
#[derive(Clone, Copy)]
struct Chunk {
    archetype: ArchetypeId,
    table: TableId,
    /// The first of a run; `None`: they are listed.
    first: Option<usize>,
    len: usize,
}

pub(super) unsafe extern "C" fn each_begin(
    frame: *mut BevyZigFrame,
    query: *const BevyZigQuery,
    each: *mut u64,
) -> BevyZigStatus {
    serve(frame, |call, _| {
        let each = out(each)?;
        each.set(0)?;
        // SAFETY: plain data.
        let query = unsafe { grown(query, QUERY_SIZE_MIN) }?;
        let wanted = Wanted::read(call, &query)?;
        let cursor = Cursor::new(call, wanted)?;
        each.set(call.cursors.insert(cursor))
    })
}

pub(super) unsafe extern "C" fn each_next(
    frame: *mut BevyZigFrame,
    each: u64,
    chunk: *mut BevyZigChunk,
) -> BevyZigStatus {
    serve(frame, |call, _| {
        // SAFETY: a number.
        let size = unsafe { guard::read(chunk.cast::<u32>()) }.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        if (size as usize) < size_of::<BevyZigChunk>() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let chunk = out(chunk)?;
        let mut answer = BevyZigChunk {
            size,
            reserved: 0,
            count: 0,
            entities: std::ptr::null(),
            columns: [std::ptr::null(); BEVY_ZIG_QUERY_COLUMNS_MAX as usize],
        };
        chunk.set(answer)?;
        let (index, mut cursor) = call.cursors.take(each)?;
        cursor.end_chunk(call);
        let filled = match cursor.find(call) {
            Some(found) => cursor.fill(call, found, &mut answer),
            None => {
                call.cursors.recycle(cursor);
                return Ok(());
            }
        };
        call.cursors.open[index] = Some(cursor);
        if !filled {
            return Err(BEVY_ZIG_STATUS_HOST_FAULT);
        }
        chunk.set(answer)
    })
}

pub(super) unsafe extern "C" fn each_write(
    frame: *mut BevyZigFrame,
    each: u64,
    column: u32,
    values: *mut *mut c_void,
) -> BevyZigStatus {
    serve(frame, |call, frame| {
        let values = out(values)?;
        values.set(std::ptr::null_mut())?;
        let (index, mut cursor) = call.cursors.take(each)?;
        let memory = cursor.write(call, frame, column as usize);
        call.cursors.open[index] = Some(cursor);
        values.set(memory?.cast())
    })
}

pub(super) unsafe extern "C" fn each_end(frame: *mut BevyZigFrame, each: u64) -> BevyZigStatus {
    serve(frame, |call, _| match call.cursors.take(each) {
        Ok((_, mut cursor)) => {
            cursor.end_chunk(call);
            call.cursors.recycle(cursor);
            Ok(())
        }
        Err(status) => {
            if call.cursors.has_been(each) {
                Ok(())
            } else {
                Err(status)
            }
        }
    })
}

impl Cursors {
    /// Bytes of memory that scripts see.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns its number, which is never 0.
    fn insert(&mut self, mut cursor: Cursor) -> u64 {
        self.serial = self.serial.wrapping_add(1).max(1);
        cursor.serial = self.serial;
        let free = self.open.iter().rposition(Option::is_none);
        let index = free.unwrap_or_else(|| {
            self.open.push(None);
            self.open.len() - 1
        });
        self.open[index] = Some(cursor);
        u64::from(self.serial) << 32 | index as u64
    }

    /// Takes one out, to be put back at its place.
    fn take(&mut self, each: u64) -> Result<(usize, Cursor), BevyZigStatus> {
        let (serial, index) = ((each >> 32) as u32, each as u32 as usize);
        let open = self.open.get_mut(index).and_then(|open| open.take_if(|cursor| cursor.serial == serial));
        Ok((index, open.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?))
    }

    /// Whether there has been one of this number.
    fn has_been(&self, each: u64) -> bool {
        (1..=self.serial).contains(&((each >> 32) as u32))
    }

    /// Keeps the memory of one that has ended.
    fn recycle(&mut self, cursor: Cursor) {
        self.bytes -= cursor.memory.len() * BLOCK_LEN;
        self.spare.push(cursor.memory);
        while self.open.pop_if(|last| last.is_none()).is_some() {}
    }
}

impl HostCall<'_> {
    /// Ends what the answers to an instance's calls have been: queries that it was going over, and scratch memory.
    pub(super) fn end_answers(&mut self) {
        while let Some(open) = self.cursors.open.pop() {
            if let Some(mut cursor) = open {
                cursor.end_chunk(self);
                self.cursors.recycle(cursor);
            }
        }
        self.cursors.column_bytes = 0;
        self.scratch.reset();
    }
}

impl Cursor {
    fn new(call: &mut HostCall, wanted: Wanted) -> Result<Self, BevyZigStatus> {
        let archetypes: Vec<&Archetype> = wanted.archetypes(call).collect();
        let rows: usize = archetypes.iter().map(|archetype| archetype.len() as usize).sum();
        let mut columns: SmallVec<[Column; 4]> = SmallVec::new();
        for asked in &wanted.columns {
            // What is read through reflection may hold texts and lists.
            let Source::Registered(component) = asked.source else { return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT) };
            let size = component.shape.size();
            columns.push(Column { id: component.id, bevy_id: component.bevy_id, size, at: 0, copy: None });
        }
        let row_bytes = size_of::<u64>() + columns.iter().map(|column| column.size).sum::<usize>();
        let rows_max = (CHUNK_BYTES / row_bytes).clamp(*CHUNK_ROWS.start(), *CHUNK_ROWS.end()).min(rows);
        let blocks = |size: usize| (rows_max * size).div_ceil(BLOCK_LEN);
        let mut end = blocks(size_of::<u64>());
        for column in &mut columns {
            column.at = end;
            end += blocks(column.size);
        }
        let limit = call.requests.limits().scratch_bytes_per_batch;
        if call.scratch.bytes() + call.cursors.bytes + end * BLOCK_LEN > limit {
            return Err(call.over_limit("scratch_bytes_per_batch"));
        }
        let mut memory = call.cursors.spare.pop().unwrap_or_default();
        memory.resize(end, 0);
        call.cursors.bytes += end * BLOCK_LEN;
        let archetypes = archetypes.into_iter().map(Archetype::id).collect();
        let (filter, listed) = (wanted.filter, Vec::new());
        Ok(Self { serial: 0, archetypes, at: (0, 0), filter, columns, rows_max, memory, chunk: None, listed })
    }

    /// The next rows, of which there is at least one.
    fn find(&mut self, call: &HostCall) -> Option<Chunk> {
        let world = call.world;
        loop {
            let (index, begin) = self.at;
            let archetype = world.archetypes().get(*self.archetypes.get(index)?)?;
            let table = world.storages().tables.get(archetype.table_id())?;
            let mut chunk = Chunk { archetype: archetype.id(), table: archetype.table_id(), first: None, len: 0 };
            if is_whole(archetype, table, &self.filter) {
                (chunk.first, chunk.len) = (Some(begin), self.rows_max.min(table.entities().len() - begin));
                self.at.1 += chunk.len;
            } else {
                let takes_all = self.filter.takes_all();
                self.listed.clear();
                for entity in &archetype.entities()[begin..] {
                    if self.listed.len() == self.rows_max {
                        break;
                    }
                    self.at.1 += 1;
                    if takes_all || self.filter.takes(world, call.changed_since, entity.id()) {
                        self.listed.push(entity.table_row().index_u32());
                    }
                }
                chunk.len = self.listed.len();
            }
            if chunk.len > 0 {
                return Some(chunk);
            }
            self.at = (index + 1, 0);
        }
    }

    /// Copies rows. False if one has no such component, which cannot be.
    fn fill(&mut self, call: &HostCall, chunk: Chunk, answer: &mut BevyZigChunk) -> bool {
        let world = call.world;
        let (table, archetype) = (&world.storages().tables[chunk.table], &world.archetypes()[chunk.archetype]);
        let rows = TableRows::new(world, table, rows_of(&chunk, &self.listed));
        let entities = bytes_mut(&mut self.memory, 0, chunk.len * size_of::<u64>());
        answer.count = chunk.len;
        answer.entities = entities.as_ptr().cast();
        let mut done = rows.write_entities(entities);
        for (column, pointer) in self.columns.iter().zip(&mut answer.columns) {
            let component = call.components.get(column.id.0);
            if let Some(component) = component.filter(|_| archetype.contains(column.bevy_id)) {
                let values = bytes_mut(&mut self.memory, column.at, chunk.len * column.size);
                *pointer = values.as_ptr().cast();
                done &= component.columns.read(&rows, column.bevy_id, values);
            }
        }
        self.chunk = Some(chunk);
        done
    }

    /// Where a script may write to a column of the chunk.
    fn write(
        &mut self,
        call: &mut HostCall,
        frame: &mut BevyZigFrame,
        column: usize,
    ) -> Result<*mut u8, BevyZigStatus> {
        let (Some(chunk), Some(column)) = (self.chunk, self.columns.get_mut(column)) else {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        };
        let component = call.component(column.id.0)?;
        if component.write.is_none() {
            return Err(BEVY_ZIG_STATUS_READ_ONLY);
        }
        if !call.world.archetypes()[chunk.archetype].contains(column.bevy_id) {
            return Err(BEVY_ZIG_STATUS_ABSENT);
        }
        let copy = match column.copy.take() {
            Some(copy) => copy,
            None => {
                let values = bytes_mut(&mut self.memory, column.at, chunk.len * column.size);
                let copy = call.requests.begin_column(frame, values, call.cursors.column_bytes)?;
                call.cursors.column_bytes += values.len();
                copy
            }
        };
        let memory = call.requests.column_memory(&copy);
        column.copy = Some(copy);
        Ok(memory)
    }

    /// Keeps what the script has written to the chunk.
    fn end_chunk(&mut self, call: &mut HostCall) {
        let Some(chunk) = self.chunk.take() else { return };
        let table: &Table = &call.world.storages().tables[chunk.table];
        for column in &mut self.columns {
            let Some(copy) = column.copy.take() else { continue };
            let Some(component): Option<&RegisteredComponent> = call.components.get(column.id.0) else { continue };
            let values = bytes_mut(&mut self.memory, column.at, chunk.len * column.size);
            let rows = rows_of(&chunk, &self.listed);
            let of = CopiedRows { component, table: chunk.table, entities: table.entities(), rows, values };
            call.cursors.column_bytes -= of.values.len();
            call.cursors.column_bytes += call.requests.end_column(copy, &of);
        }
    }
}

fn rows_of<'a>(chunk: &Chunk, listed: &'a [u32]) -> Rows<'a> {
    match chunk.first {
        Some(first) => Rows::Run { first, len: chunk.len },
        None => Rows::Listed(listed),
    }
}

/// A part of a cursor's memory.
fn bytes_mut(memory: &mut [Block], at: usize, len: usize) -> &mut [u8] {
    &mut bytemuck::cast_slice_mut(&mut memory[at..])[..len]
}
