//! Going over the rows of a query in chunks: each is copied into the same memory, which so stays in the processor's
//! nearest cache, and what a script changes of it is a request.

use std::ffi::c_void;
use std::ops::{Range, RangeInclusive};

use bevy::ecs::archetype::{Archetype, ArchetypeId};
use bevy::ecs::component::ComponentId as ComponentIdOfBevy;
use bevy::ecs::storage::TableId;
use smallvec::SmallVec;

use super::matching::{Filter, QUERY_SIZE_MIN, Source, Wanted, is_whole};
use super::{HostCall, grown, out, serve};
use crate::abi::*;
use crate::component::{ComponentId, Rows, TableRows};
use crate::guard;
use crate::request::{ColumnCopy, CopiedRows};

/// Bytes of what a script sees of a chunk: less than a small nearest cache.
const CHUNK_BYTES: usize = 24 << 10;
/// Rows of a chunk, whatever their size.
const CHUNK_ROWS: RangeInclusive<usize> = 16..=2_048;
/// Bytes of a cursor's memory, most of which is never touched: that of whole values, and of their fields beside them.
const MEMORY_BYTES: usize = 512 << 10;

/// As large as the alignment of each column.
type Block = u128;
const BLOCK_LEN: usize = size_of::<Block>();

/// The queries that the instance which runs is going over.
#[derive(Default)]
pub(crate) struct Cursors {
    /// Boxed, since each call takes one out and puts it back.
    open: Vec<Option<Box<Cursor>>>,
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
    /// How many rows there is memory for.
    rows_max: usize,
    /// How many the next chunk may have: as many as fit the cache, if the script asks for what it has asked for.
    rows_next: usize,
    /// The entities, and behind them the columns. Filled when the script asks.
    memory: Vec<Block>,
    /// How much of it is used.
    blocks: usize,
    chunk: Option<Chunk>,
    /// The rows of a chunk whose rows do not follow each other.
    listed: Vec<u32>,
}

struct Column {
    id: ComponentId,
    bevy_id: ComponentIdOfBevy,
    size: usize,
    /// Where its values go, in blocks, and behind them its fields, each as a column of its own.
    at: usize,
    /// What of the chunk the script has seen.
    seen: SmallVec<[Seen; 2]>,
}

/// A column, or a field of each of its values, that a script has asked for.
struct Seen {
    part: Range<usize>,
    /// For the script to write to.
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
        each.set(call.cursors.insert(Box::new(cursor)))
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
        let mut answer = BevyZigChunk { size, present: 0, count: 0, each: 0 };
        chunk.set(answer)?;
        let (index, mut cursor) = call.cursors.take(each)?;
        cursor.end_chunk(call);
        cursor.chunk = cursor.find(call);
        let Some(found) = cursor.chunk else {
            call.cursors.recycle(cursor);
            return Ok(());
        };
        answer.count = found.len;
        answer.present = cursor.present(&call.world.archetypes()[found.archetype]);
        answer.each = call.cursors.put(index, cursor);
        chunk.set(answer)
    })
}

pub(super) unsafe extern "C" fn each_read(
    frame: *mut BevyZigFrame,
    each: u64,
    column: u32,
    offset: u32,
    size: u32,
    values: *mut *const c_void,
) -> BevyZigStatus {
    serve(frame, |call, _| {
        let values = out(values)?;
        values.set(std::ptr::null())?;
        let (index, mut cursor) = call.cursors.take(each)?;
        let memory = if column == BEVY_ZIG_CHUNK_ENTITIES {
            cursor.entities(call)
        } else {
            cursor.read(call, column as usize, part(offset, size)).map(|values| values.as_ptr())
        };
        call.cursors.open[index] = Some(cursor);
        values.set(memory?.cast())
    })
}

/// The bytes of each value that a script asks for.
fn part(offset: u32, size: u32) -> Range<usize> {
    offset as usize..(offset as usize).saturating_add(size as usize)
}

pub(super) unsafe extern "C" fn each_write(
    frame: *mut BevyZigFrame,
    each: u64,
    column: u32,
    offset: u32,
    size: u32,
    values: *mut *mut c_void,
) -> BevyZigStatus {
    serve(frame, |call, frame| {
        let values = out(values)?;
        values.set(std::ptr::null_mut())?;
        let (index, mut cursor) = call.cursors.take(each)?;
        let memory = cursor.write(call, frame, column as usize, part(offset, size));
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

    /// Returns its number.
    fn insert(&mut self, cursor: Box<Cursor>) -> u64 {
        let free = self.open.iter().rposition(Option::is_none);
        let index = free.unwrap_or_else(|| {
            self.open.push(None);
            self.open.len() - 1
        });
        self.put(index, cursor)
    }

    /// Puts one at a place, with a new number, which is never 0.
    fn put(&mut self, index: usize, mut cursor: Box<Cursor>) -> u64 {
        self.serial = self.serial.wrapping_add(1).max(1);
        cursor.serial = self.serial;
        self.open[index] = Some(cursor);
        u64::from(self.serial) << 32 | index as u64
    }

    /// Takes one out, to be put back at its place.
    fn take(&mut self, each: u64) -> Result<(usize, Box<Cursor>), BevyZigStatus> {
        let (serial, index) = ((each >> 32) as u32, each as u32 as usize);
        let open = self.open.get_mut(index).and_then(|open| open.take_if(|cursor| cursor.serial == serial));
        Ok((index, open.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?))
    }

    /// Whether there has been one of this number.
    fn has_been(&self, each: u64) -> bool {
        (1..=self.serial).contains(&((each >> 32) as u32))
    }

    /// Keeps the memory of one that has ended.
    fn recycle(&mut self, cursor: Box<Cursor>) {
        self.bytes -= cursor.blocks * BLOCK_LEN;
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
            let seen = SmallVec::new();
            columns.push(Column { id: component.id, bevy_id: component.bevy_id, size, at: 0, seen });
        }
        let values_bytes: usize = columns.iter().map(|column| column.size).sum();
        let rows_max = rows_in(MEMORY_BYTES, size_of::<u64>() + 2 * values_bytes).min(rows);
        // So many that each field of a value begins aligned.
        let rows_max = rows_max.next_multiple_of(BLOCK_LEN);
        let rows_next = rows_in(CHUNK_BYTES, size_of::<u64>() + values_bytes).min(rows_max);
        let mut end = rows_max * size_of::<u64>() / BLOCK_LEN;
        for column in &mut columns {
            column.at = end;
            end += 2 * rows_max * column.size / BLOCK_LEN;
        }
        let limit = call.requests.limits().scratch_bytes_per_batch;
        if call.scratch.bytes() + call.cursors.bytes + end * BLOCK_LEN > limit {
            return Err(call.over_limit("scratch_bytes_per_batch"));
        }
        let mut memory = call.cursors.spare.pop().unwrap_or_default();
        if memory.len() < end {
            memory.resize(end, 0);
        }
        call.cursors.bytes += end * BLOCK_LEN;
        let archetypes = archetypes.into_iter().map(Archetype::id).collect();
        let (filter, listed) = (wanted.filter, Vec::new());
        let (serial, at, blocks, chunk) = (0, (0, 0), end, None);
        Ok(Self { serial, archetypes, at, filter, columns, rows_max, rows_next, memory, blocks, chunk, listed })
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
                (chunk.first, chunk.len) = (Some(begin), self.rows_next.min(table.entities().len() - begin));
                self.at.1 += chunk.len;
            } else {
                let takes_all = self.filter.takes_all();
                self.listed.clear();
                for entity in &archetype.entities()[begin..] {
                    if self.listed.len() == self.rows_next {
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

    /// One bit for each column that the entities of an archetype have.
    fn present(&self, archetype: &Archetype) -> u32 {
        let columns = self.columns.iter().enumerate();
        columns.map(|(index, column)| u32::from(archetype.contains(column.bevy_id)) << index).sum()
    }

    /// Copies the entities of the chunk.
    fn entities(&mut self, call: &HostCall) -> Result<*const u8, BevyZigStatus> {
        let chunk = self.chunk.ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let rows = table_rows(call, &chunk, &self.listed);
        let entities = bytes_mut(&mut self.memory, 0, chunk.len * size_of::<u64>());
        if rows.write_entities(entities) { Ok(entities.as_ptr()) } else { Err(BEVY_ZIG_STATUS_HOST_FAULT) }
    }

    /// Copies a column of the chunk, or a part of each of its values, unless the script has it already.
    fn read(&mut self, call: &HostCall, column: usize, part: Range<usize>) -> Result<&mut [u8], BevyZigStatus> {
        let (Some(chunk), Some(column)) = (self.chunk, self.columns.get_mut(column)) else {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        };
        if part.end > column.size || (part.is_empty() && column.size > 0) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        if !call.world.archetypes()[chunk.archetype].contains(column.bevy_id) {
            return Err(BEVY_ZIG_STATUS_ABSENT);
        }
        let component = call.components.get(column.id.0).ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?;
        let values = column.values(&mut self.memory, self.rows_max, chunk.len, &part);
        if column.seen.iter().any(|seen| seen.part == part) {
            return Ok(values);
        }
        let rows = table_rows(call, &chunk, &self.listed);
        // Fields do not lie over each other, and what is over another one is none.
        if part.len() < column.size && column.seen.iter().any(|seen| seen.is_over(&part, column.size)) {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let done = component.columns.read(&rows, column.bevy_id, part.clone(), values);
        if !done {
            return Err(BEVY_ZIG_STATUS_HOST_FAULT);
        }
        column.seen.push(Seen { part, copy: None });
        Ok(values)
    }

    /// Where a script may write to a column of the chunk, or to a part of each of its values.
    fn write(
        &mut self,
        call: &mut HostCall,
        frame: &mut BevyZigFrame,
        index: usize,
        part: Range<usize>,
    ) -> Result<*mut u8, BevyZigStatus> {
        let id = self.columns.get(index).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?.id;
        if call.component(id.0)?.write.is_none() {
            return Err(BEVY_ZIG_STATUS_READ_ONLY);
        }
        let values = self.read(call, index, part.clone())?;
        // Borrowed once more below: it is the same memory.
        let len = values.len();
        let column = &mut self.columns[index];
        let seen = column.seen.iter().position(|seen| seen.part == part).ok_or(BEVY_ZIG_STATUS_HOST_FAULT)?;
        if column.seen[seen].copy.is_none() {
            let rows = self.chunk.map_or(0, |chunk| chunk.len);
            let values = column.values(&mut self.memory, self.rows_max, rows, &part);
            let copy = call.requests.begin_column(frame, values, call.cursors.column_bytes)?;
            call.cursors.column_bytes += len;
            column.seen[seen].copy = Some(copy);
        }
        let copy = column.seen[seen].copy.as_ref().ok_or(BEVY_ZIG_STATUS_HOST_FAULT)?;
        Ok(call.requests.column_memory(copy))
    }

    /// Keeps what the script has written to the chunk.
    fn end_chunk(&mut self, call: &mut HostCall) {
        let Some(chunk) = self.chunk.take() else { return };
        let mut row_bytes = size_of::<u64>();
        for column in &mut self.columns {
            // The last first, so that what its pages do not need is free for the one before.
            while let Some(Seen { part, copy }) = column.seen.pop() {
                row_bytes += part.len() << u32::from(copy.is_some());
                let (Some(copy), Some(component)) = (copy, call.components.get(column.id.0)) else { continue };
                let values = column.values(&mut self.memory, self.rows_max, chunk.len, &part);
                let rows = rows_of(&chunk, &self.listed);
                let of = CopiedRows { component, part, table: chunk.table, rows, values };
                call.cursors.column_bytes -= of.values.len();
                call.cursors.column_bytes += call.requests.end_column(copy, &of);
            }
        }
        self.rows_next = rows_in(CHUNK_BYTES, row_bytes).min(self.rows_max);
    }
}

/// How many rows of so many bytes a chunk has.
fn rows_in(bytes: usize, row_bytes: usize) -> usize {
    (bytes / row_bytes).clamp(*CHUNK_ROWS.start(), *CHUNK_ROWS.end())
}

impl Column {
    /// The place of its values, or of a part of each.
    fn values<'m>(&self, memory: &'m mut [Block], rows_max: usize, len: usize, part: &Range<usize>) -> &'m mut [u8] {
        let of_parts = if part.len() == self.size { 0 } else { rows_max * (self.size + part.start) };
        bytes_mut(memory, self.at + of_parts / BLOCK_LEN, len * part.len())
    }
}

impl Seen {
    /// Whether it takes memory that a part would take.
    fn is_over(&self, part: &Range<usize>, size: usize) -> bool {
        self.part.len() != size && self.part.start < part.end && part.start < self.part.end
    }
}

fn table_rows<'w, 'r>(call: &HostCall<'w>, chunk: &Chunk, listed: &'r [u32]) -> TableRows<'w, 'r> {
    TableRows::new(call.world, &call.world.storages().tables[chunk.table], rows_of(chunk, listed))
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
