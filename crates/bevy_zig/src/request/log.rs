//! The request log of a phase: the buffer that scripts write, and what they have handed over.
//!
//! ```text
//!            full chunks (handed over)          open chunk (scripts write)
//!   [ r r r r r r r r ][ r r r r r r r r ]  [ r r r | r r . . . . . . . . . ]
//!                                                   ^mark ^len              ^capacity
//!                                                   └ requests of the instance that runs: they stay together, so that
//!                                                     a fault drops them by going back to the mark
//! ```

use std::sync::Arc;

use bevy::ecs::entity::EntityHashMap;
use bevy::math::{Quat, Vec3};
use bevy::platform::collections::{HashMap, HashSet};
use bevy::prelude::{Entity, Transform, World};

use super::columns::{ColumnCopy, CopiedRows, WrittenColumns};
use super::host_request::HostRequest;
use super::record::{self, Malformed, NEW_ENTITY, Op, Record, SMALL_VALUE, host_record, var_record};
use super::run::Tail;
use super::small::SmallValues;
use super::spawn::NewEntity;
use crate::abi::*;
use crate::base::{ScriptLimits, Tally, rotation};
use crate::reflect::{Plan, SmallRequest};
use crate::signal::{Listening, NewConnection};
use crate::world::{Brought, VarChange};

/// Smaller buffers would be flushed all the time.
const CHUNK_BYTES_MIN: usize = 4 << 10;

/// A buffer, unless one instance needs more: few enough that the last one, which is mostly half empty, counts little
/// beside thousands of instances.
const CHUNK_BYTES: usize = 64 << 10;

/// Who needs no more than this is served even if others have used up half of what there is for all.
const MODEST_BYTES: usize = 256 << 10;

#[derive(Default)]
pub(crate) struct RequestLog {
    limits: ScriptLimits,
    full: Vec<Chunk>,
    open: Vec<u64>,
    /// Bytes of `open` that finished batches have written.
    open_len: usize,
    /// Where the batches in `open` end, so that what one of them has spoilt is not read into the next.
    ends: Vec<BatchEnd>,
    /// The column whose batch runs, and the entities of its rows.
    writer: (u32, Arc<Vec<u64>>),
    /// Whether it has written runs.
    has_runs: bool,
    spare: Vec<Vec<u64>>,
    slots: Vec<Option<(Entity, HostRequest)>>,
    small_values: SmallValues,
    /// The entities that were promised to scripts in this phase, and what they are to get, by the number that a request
    /// has.
    new_entities: Vec<Option<NewEntity>>,
    /// Their numbers by the indices of entities; those of earlier phases are still among them.
    new_numbers: Vec<u32>,
    /// How many entities each instance was promised in this phase.
    spawned_by: Tally,
    /// Bytes of values that each instance has handed over in this phase, and all together, besides the buffer.
    value_bytes_of: Tally,
    value_bytes: usize,
    columns: WrittenColumns,
    /// Bytes of columns that scripts have changed in this phase.
    column_bytes: usize,
    /// How many scripts were attached in this phase: to each entity besides those that it was spawned with, and in all.
    attached: EntityHashMap<usize>,
    attached_count: usize,
    /// How many more the prefabs bring that are spawned in this phase, as far as that is known.
    brought: Brought,
    /// How many signals may still be emitted in this phase.
    signals_left: u32,
    /// How many each instance has emitted, counted when there are none left for all.
    signals_of: Option<HashMap<u64, usize>>,
    /// How many were granted since.
    signals_granted: usize,
    /// Vars that owners do not have yet and are to get in this phase.
    new_vars: HashMap<u64, HashSet<Box<str>>>,
    /// The limit that has refused a request since the last [`take_refusal`](Self::take_refusal).
    refusal: Option<&'static str>,
}

struct Chunk {
    words: Vec<u64>,
    len: usize,
    /// As in the open one.
    ends: Vec<BatchEnd>,
}

/// Where in a chunk a batch ends, and whose it is.
struct BatchEnd {
    at: usize,
    column: u32,
    /// The entities of its rows, if there are runs among its requests.
    owners: Option<Arc<Vec<u64>>>,
}

/// What a batch has written, or a part of it.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) column: u32,
    pub(crate) words: &'a [u64],
    /// The entities of its rows, as far as its requests speak of rows.
    pub(crate) owners: &'a [u64],
}

impl RequestLog {
    pub(crate) fn new(limits: ScriptLimits) -> Self {
        let signals_left = signals_max(&limits);
        Self { limits, signals_left, ..Default::default() }
    }

    pub(crate) fn limits(&self) -> &ScriptLimits {
        &self.limits
    }

    /// From now on, what is written is this column's, whose rows have these owners.
    pub(crate) fn set_writer(&mut self, column: u32, owners: Arc<Vec<u64>>) {
        self.writer = (column, owners);
        self.has_runs = false;
    }

    /// Nobody writes any more.
    pub(crate) fn end_writer(&mut self) {
        self.writer.1 = Arc::default();
    }

    /// Lends the open chunk to the scripts of a batch.
    pub(crate) fn lend(&mut self, frame: &mut BevyZigFrame) {
        if self.open.is_empty() {
            self.open = self.chunk();
        }
        frame.requests = self.open.as_mut_ptr().cast();
        frame.requests_len = self.open_len;
        let left = self.limits.request_bytes_per_phase.saturating_sub(self.full_bytes() + self.column_bytes);
        frame.requests_capacity = (self.open.len() * 8).min(left).max(self.open_len);
        frame.mark = self.open_len;
        frame.run = BEVY_ZIG_RUN_NONE;
        frame.signals_left = self.signals_left;
        frame.signal_payload_size_max = self.limits.signal_payload_bytes.try_into().unwrap_or(u32::MAX);
    }

    /// Takes over what a batch has written.
    pub(crate) fn commit(&mut self, frame: &BevyZigFrame) {
        let len = self.written(frame);
        self.close_run(frame, len);
        self.open_len = len;
        self.end_batch(self.open_len);
        self.signals_left = self.signals_left.min(frame.signals_left);
    }

    /// Takes over what a batch has written before the instance that runs, which has faulted: what that one has
    /// requested is dropped. A mark that makes no sense drops what was written since the batch was entered.
    pub(crate) fn abandon(&mut self, frame: &BevyZigFrame) {
        let is_sound = frame.mark.is_multiple_of(8) && (self.open_len..=self.written(frame)).contains(&frame.mark);
        let end = if is_sound { frame.mark } else { self.open_len };
        if let Some(run) = self.close_run(frame, self.written(frame)) {
            run.split(&mut self.open, end);
        }
        self.open_len = end;
        self.end_batch(self.open_len);
        self.signals_left = self.signals_left.min(frame.signals_left);
    }

    fn end_batch(&mut self, end: usize) {
        if self.ends.last().map_or(0, |last| last.at) < end {
            let (column, owners) = &self.writer;
            self.ends.push(BatchEnd { at: end, column: *column, owners: self.has_runs.then(|| owners.clone()) });
        }
    }

    /// Closes the run that may be open.
    fn close_run(&mut self, frame: &BevyZigFrame, len: usize) -> Option<Tail> {
        let run = Tail::close(&mut self.open, frame, self.open_len, len);
        self.has_runs |= run.is_some();
        run
    }

    /// Hands the open chunk over and lends another one with room for `size` bytes. The requests of the instance that
    /// runs move along.
    pub(crate) fn flush(&mut self, frame: &mut BevyZigFrame, size: usize) -> BevyZigStatus {
        let len = self.written(frame);
        // What earlier batches have written is not the instance's, whatever it says.
        let mark = if frame.mark.is_multiple_of(8) { frame.mark.clamp(self.open_len, len) } else { len };
        let own = len - mark;
        // Closed even if the request is refused: what is appended next is no value of a row.
        let run = self.close_run(frame, len);
        let instance = own.saturating_add(size);
        let status = self.check_limits(instance, len.saturating_add(size));
        if status != BEVY_ZIG_STATUS_OK {
            return status;
        }
        // What the instance has added to a run goes on as a run of its own.
        let head = run.and_then(|run| run.split(&mut self.open, mark));
        let own = own + head.map_or(0, |head| size_of_val(&head));
        self.hand_over(mark, len, head.as_ref().map_or(&[], |head| head.as_slice()));
        self.grow(own + size);
        self.signals_left = self.signals_left.min(frame.signals_left);
        self.lend(frame);
        frame.requests_len = own;
        frame.run = if head.is_some() { 0 } else { BEVY_ZIG_RUN_NONE };
        BEVY_ZIG_STATUS_OK
    }

    /// Whether an instance may post `instance` bytes in its callback, which makes the open chunk `open` bytes long.
    fn check_limits(&mut self, instance: usize, open: usize) -> BevyZigStatus {
        if instance > self.instance_bytes() {
            return self.refuse("request_bytes_per_instance");
        }
        let phase = (self.full_bytes() + self.column_bytes).saturating_add(open);
        let phase_max = self.limits.request_bytes_per_phase;
        if phase > phase_max || (instance > MODEST_BYTES && phase > phase_max / 2) {
            return self.refuse("request_bytes_per_phase");
        }
        BEVY_ZIG_STATUS_OK
    }

    fn refuse(&mut self, limit: &'static str) -> BevyZigStatus {
        self.refusal = Some(limit);
        BEVY_ZIG_STATUS_LIMIT_REACHED
    }

    /// The limit that has refused a request since this was last asked.
    pub(crate) fn take_refusal(&mut self) -> Option<&'static str> {
        self.refusal.take()
    }

    /// Makes the open chunk large enough for what one instance posts.
    fn grow(&mut self, size: usize) {
        if size > self.open.len() * 8 {
            let size = size.next_power_of_two().min(self.instance_bytes());
            self.open.resize(size / 8, 0);
        }
    }

    /// Lets an instance emit a signal although there are none left for all: each has some of its own, so that a storm
    /// takes none from those who emit little.
    pub(crate) fn grant_signal(&mut self, frame: &mut BevyZigFrame, instance: u64) -> BevyZigStatus {
        let mut emitted = self.signals_of.take().unwrap_or_else(|| self.count_signals(frame));
        let own = emitted.entry(instance).or_default();
        let is_left = self.signals_granted < self.limits.signals_per_phase;
        let is_granted = *own < self.limits.signals_reserved_per_instance && is_left;
        *own += usize::from(is_granted);
        self.signals_of = Some(emitted);
        if !is_granted {
            return self.refuse("signals_per_phase");
        }
        self.signals_granted += 1;
        (self.signals_left, frame.signals_left) = (1, 1);
        BEVY_ZIG_STATUS_OK
    }

    /// How many signals each instance has emitted in this phase.
    fn count_signals(&self, frame: &BevyZigFrame) -> HashMap<u64, usize> {
        let mut emitted: HashMap<u64, usize> = HashMap::default();
        let of_this_batch = &self.open[self.open_len / 8..self.written(frame) / 8];
        for mut words in self.pieces().map(|piece| piece.words).chain([of_this_batch]) {
            while !words.is_empty() {
                words = match (record::read_signals(words), record::read(words)) {
                    (Some((signals, rest)), _) => {
                        *emitted.entry(signals.instance_id).or_default() += signals.count;
                        rest
                    }
                    (None, Ok(Record { rest, .. }) | Err(Malformed::Request(rest))) => rest,
                    // Or a run that is open, behind which there is nothing.
                    (None, Err(Malformed::Size)) => break,
                };
            }
        }
        emitted
    }

    /// How many signals were emitted beyond those that are for all.
    pub(crate) fn signals_granted(&self) -> usize {
        self.signals_granted
    }

    /// Notes a var that its owner, who has `present` others, is to get in this phase. False if it may not have more.
    pub(crate) fn note_new_var(&mut self, owner: u64, key: &str, present: usize) -> bool {
        let new = self.new_vars.entry(owner).or_default();
        let is_room = new.contains(key) || present + new.len() < self.limits.vars_per_entity;
        if is_room {
            new.insert(key.into());
        }
        is_room
    }

    /// Appends a request for `entity` on behalf of the instance that runs.
    #[inline]
    pub(crate) fn push(&mut self, frame: &mut BevyZigFrame, entity: Entity, request: HostRequest) -> BevyZigStatus {
        let record = host_record(entity, self.slots.len() as u64);
        let status = self.append(frame, &record);
        if status == BEVY_ZIG_STATUS_OK {
            self.slots.push(Some((entity, request)));
        }
        status
    }

    /// As [`push`](Self::push), for a value that needs no slot.
    #[inline]
    pub(crate) fn push_small(
        &mut self,
        frame: &mut BevyZigFrame,
        entity: Entity,
        plan: &Arc<Plan>,
        request: SmallRequest,
    ) -> BevyZigStatus {
        let record = host_record(entity, SMALL_VALUE | self.small_values.len() as u64);
        let status = self.append(frame, &record);
        if status == BEVY_ZIG_STATUS_OK {
            self.small_values.add(entity, plan, request);
        }
        status
    }

    /// Appends a request for a new entity, which the instance that runs is promised.
    pub(crate) fn push_new(&mut self, frame: &mut BevyZigFrame, new: NewEntity) -> BevyZigStatus {
        let number = self.new_entities.len();
        let status = self.append(frame, &host_record(new.entity, NEW_ENTITY | number as u64));
        if status == BEVY_ZIG_STATUS_OK {
            let index = new.entity.index_u32() as usize;
            if self.new_numbers.len() <= index {
                self.new_numbers.resize(index + 1, 0);
            }
            self.new_numbers[index] = number as u32;
            self.attached_count += new.scripts.as_slice().len();
            self.new_entities.push(Some(new));
        }
        status
    }

    /// What an entity is to get that was promised in this phase.
    fn promised(&self, entity: Entity) -> Option<&NewEntity> {
        let number = *self.new_numbers.get(entity.index_u32() as usize)?;
        self.new_entities.get(number as usize)?.as_ref().filter(|new| new.entity == entity)
    }

    /// Appends a change of a var of `owner`, which is an entity or none, on behalf of the instance that runs.
    pub(crate) fn push_var(&mut self, frame: &mut BevyZigFrame, owner: u64, change: VarChange) -> BevyZigStatus {
        self.append(frame, &var_record(owner, change))
    }

    /// Requests that rows get what a script writes to a copy of their column. `callback` is how many bytes of
    /// copies it has posted already in its callback.
    pub(crate) fn begin_column(
        &mut self,
        frame: &mut BevyZigFrame,
        values: &[u8],
        callback: usize,
    ) -> Result<ColumnCopy, BevyZigStatus> {
        let len = self.written(frame);
        let own = len - frame.mark.clamp(self.open_len, len);
        let status = match self.check_limits(own + callback + values.len(), len + values.len()) {
            BEVY_ZIG_STATUS_OK => {
                let request = HostRequest::Column(self.columns.next_number());
                self.push(frame, Entity::PLACEHOLDER, request)
            }
            refused => refused,
        };
        if status == BEVY_ZIG_STATUS_OK { Ok(self.columns.begin(values)) } else { Err(status) }
    }

    /// Where a script writes to.
    pub(crate) fn column_memory(&mut self, copy: &ColumnCopy) -> *mut u8 {
        self.columns.memory(copy)
    }

    /// Keeps what a script has written to a copy. Returns how many bytes that takes.
    pub(crate) fn end_column(&mut self, copy: ColumnCopy, of: &CopiedRows) -> usize {
        let bytes = self.columns.end(copy, of);
        self.column_bytes += bytes;
        bytes
    }

    /// Takes out what scripts have written to columns.
    pub(super) fn take_columns(&mut self) -> WrittenColumns {
        std::mem::take(&mut self.columns)
    }

    /// Takes the memory of the columns back, for the next phase.
    pub(super) fn keep_columns(&mut self, columns: WrittenColumns) {
        self.columns = columns;
        self.columns.clear();
    }

    /// Something may move entities before the requests are applied.
    pub(crate) fn pin_columns(&mut self, world: &World) {
        self.columns.pin(world);
    }

    /// Hands over what lies before `mark`; what lies between it and `len` becomes the begin of the open chunk, behind
    /// `head`.
    fn hand_over(&mut self, mark: usize, len: usize, head: &[u64]) {
        self.end_batch(mark);
        let ends = std::mem::take(&mut self.ends);
        // A chunk that is mostly empty is not worth its memory: a script could fill all there is with them.
        let words = if mark < self.chunk_bytes() / 2 {
            let words = self.open[..mark / 8].to_vec();
            // A head is that of a run which begins before the mark, so there is room for it.
            self.open.copy_within(mark / 8..len / 8, head.len());
            words
        } else {
            let mut next = self.chunk();
            let own = &self.open[mark / 8..len / 8];
            next.resize(next.len().max(head.len() + own.len()), 0);
            next[head.len()..][..own.len()].copy_from_slice(own);
            std::mem::replace(&mut self.open, next)
        };
        self.open[..head.len()].copy_from_slice(head);
        if mark > 0 {
            self.full.push(Chunk { words, len: mark, ends });
        }
        self.open_len = 0;
    }

    /// Makes sure that the next [`push`](Self::push) is not refused.
    pub(crate) fn make_room(&mut self, frame: &mut BevyZigFrame) -> BevyZigStatus {
        self.room_for(frame, size_of::<BevyZigHostRequest>())
    }

    #[inline]
    fn room_for(&mut self, frame: &mut BevyZigFrame, size: usize) -> BevyZigStatus {
        // A script may take its records back; what they refer to stays.
        let kept = self.slots.len() + self.small_values.len() + self.new_entities.len();
        if kept >= self.limits.request_bytes_per_phase / size_of::<BevyZigHostRequest>() {
            return self.refuse("request_bytes_per_phase");
        }
        let is_room = frame.requests_capacity.saturating_sub(self.written(frame)) >= size;
        if is_room { BEVY_ZIG_STATUS_OK } else { self.flush(frame, size) }
    }

    #[inline]
    fn append(&mut self, frame: &mut BevyZigFrame, record: &[u64]) -> BevyZigStatus {
        let status = self.room_for(frame, size_of_val(record));
        if status != BEVY_ZIG_STATUS_OK {
            return status;
        }
        let at = self.written(frame) / 8;
        self.open[at..at + record.len()].copy_from_slice(record);
        frame.requests_len = (at + record.len()) * 8;
        BEVY_ZIG_STATUS_OK
    }

    /// Whether the entity was promised to a script in this phase.
    pub(crate) fn is_reserved(&self, entity: Entity) -> bool {
        self.promised(entity).is_some()
    }

    /// How many entities were promised to scripts in this phase.
    pub(crate) fn reserved_count(&self) -> usize {
        self.new_entities.len()
    }

    /// How many more come below them with prefabs, as far as that is known.
    pub(crate) fn brought_below(&self) -> usize {
        self.brought.below
    }

    /// How many scripts were attached to an entity in this phase.
    pub(crate) fn attached_to(&self, entity: Entity) -> usize {
        let spawned_with = self.promised(entity).map_or(0, |new| new.scripts.as_slice().len());
        spawned_with + self.attached.get(&entity).copied().unwrap_or_default()
    }

    /// How many scripts were attached in this phase, with those that come with prefabs.
    pub(crate) fn attached_count(&self) -> usize {
        self.attached_count + self.brought.scripts
    }

    /// How many scripts were attached by name in this phase.
    pub(crate) fn attached_by_scripts(&self) -> usize {
        self.attached_count
    }

    /// How many entities an instance was promised in this phase.
    pub(crate) fn spawned_by(&self, instance: u64) -> usize {
        self.spawned_by.of(instance)
    }

    /// An instance was promised an entity, whose prefab brings so much.
    pub(crate) fn note_spawned_by(&mut self, instance: u64, Brought { scripts, below }: Brought) {
        self.spawned_by.add(instance, 1);
        self.brought.scripts += scripts;
        self.brought.below += below;
    }

    /// Bytes of values that an instance may still hand over in this phase.
    pub(crate) fn value_bytes_left(&self, instance: u64) -> usize {
        let left = self.limits.value_bytes_per_instance.saturating_sub(self.value_bytes_of.of(instance));
        left.min(self.limits.request_bytes_per_phase.saturating_sub(self.value_bytes))
    }

    /// An instance has handed over a value that takes so many bytes besides its request.
    pub(crate) fn note_value(&mut self, instance: u64, bytes: usize) {
        if bytes > 0 {
            self.value_bytes_of.add(instance, bytes);
            self.value_bytes += bytes;
        }
    }

    /// A script was attached to an entity.
    pub(crate) fn note_attached(&mut self, entity: Entity) {
        *self.attached.entry(entity).or_default() += 1;
        self.attached_count += 1;
    }

    /// Whether nothing was requested, not even by instances whose requests were dropped.
    pub(crate) fn is_empty(&self) -> bool {
        let nothing_kept = self.slots.is_empty() && self.small_values.is_empty() && self.new_entities.is_empty();
        let untouched = nothing_kept && self.signals_left == signals_max(&self.limits);
        self.full.is_empty() && self.open_len == 0 && untouched
    }

    /// What the batches of the phase have written, in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let full = self.full.iter().map(|chunk| (&chunk.words, &chunk.ends));
        full.chain(std::iter::once((&self.open, &self.ends))).flat_map(|(words, ends)| {
            let starts = std::iter::once(0).chain(ends.iter().map(|end| end.at));
            starts.zip(ends).map(|(start, end)| Piece {
                column: end.column,
                words: &words[start / 8..end.at / 8],
                owners: end.owners.as_ref().map_or(&[], |owners| owners.as_slice()),
            })
        })
    }

    /// Takes out what was requested of connections so far, in order, and leaves the rest. What a fault has dropped is
    /// not among it, nor is what concerns an entity that is only promised: there is nothing to listen to yet.
    pub(crate) fn take_connections(&mut self) -> Vec<HostRequest> {
        let is_one =
            |request: &HostRequest| matches!(request, HostRequest::Connect(_) | HostRequest::Disconnect { .. });
        if !self.slots.iter().flatten().any(|(_, request)| is_one(request)) {
            return Vec::new();
        }
        let mut slots = std::mem::take(&mut self.slots);
        let mut taken = Vec::new();
        let mut left: HashSet<u64> = HashSet::default();
        let mut is_due = |request: &HostRequest| match request {
            HostRequest::Connect(NewConnection { id, to: Listening::To(target), .. }) if self.is_reserved(*target) => {
                left.insert(*id);
                false
            }
            HostRequest::Connect(_) => true,
            HostRequest::Disconnect { id, .. } => !left.contains(id),
            _ => false,
        };
        for Piece { mut words, .. } in self.pieces() {
            while !words.is_empty() {
                words = match record::read(words) {
                    Ok(Record { entity, op: Op::Host(slot), rest }) => {
                        let slot = usize::try_from(slot).ok().and_then(|slot| slots.get_mut(slot));
                        let fits = |(promised, request): &mut (Entity, HostRequest)| {
                            promised.to_bits() == entity && is_due(request)
                        };
                        taken.extend(slot.and_then(|slot| slot.take_if(fits)).map(|(_, request)| request));
                        rest
                    }
                    Ok(Record { rest, .. }) | Err(Malformed::Request(rest)) => rest,
                    Err(Malformed::Size) => break,
                };
            }
        }
        self.slots = slots;
        taken
    }

    /// Takes the slots: each belongs to one request of the chunks.
    pub(crate) fn take_slots(&mut self) -> Vec<Option<(Entity, HostRequest)>> {
        std::mem::take(&mut self.slots)
    }

    /// Takes the small values, likewise.
    pub(super) fn take_small_values(&mut self) -> SmallValues {
        std::mem::take(&mut self.small_values)
    }

    /// Takes their memory back, for the next phase.
    pub(super) fn keep_small_values(&mut self, mut values: SmallValues) {
        values.clear();
        self.small_values = values;
    }

    /// Takes out what new entities are to get.
    pub(super) fn take_new_entities(&mut self) -> Vec<Option<NewEntity>> {
        std::mem::take(&mut self.new_entities)
    }

    /// Takes their memory back, for the next phase.
    pub(super) fn keep_new_entities(&mut self, mut new_entities: Vec<Option<NewEntity>>) {
        new_entities.clear();
        self.new_entities = new_entities;
    }

    /// Takes their memory back, for the next phase.
    pub(crate) fn keep_slots(&mut self, mut slots: Vec<Option<(Entity, HostRequest)>>) {
        slots.clear();
        self.slots = slots;
    }

    /// Ends the phase. Memory is kept for the next.
    pub(crate) fn clear(&mut self) {
        self.signals_of = None;
        self.signals_granted = 0;
        self.new_vars.clear();
        let words = self.chunk_bytes() / 8;
        self.spare.extend(self.full.drain(..).map(|chunk| chunk.words).filter(|chunk| chunk.len() == words));
        self.open_len = 0;
        self.ends.clear();
        self.slots.clear();
        self.small_values.clear();
        self.new_entities.clear();
        self.spawned_by.clear();
        self.value_bytes_of.clear();
        self.value_bytes = 0;
        self.columns.clear();
        self.column_bytes = 0;
        self.attached.clear();
        (self.attached_count, self.brought) = (0, Brought::default());
        self.signals_left = signals_max(&self.limits);
    }

    /// Ends a phase whose requests nobody is to see: entities that were promised are free again.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn discard(mut self, world: &mut World) {
        for new in self.new_entities.drain(..).flatten() {
            super::spawn::take_back(world, new.entity);
        }
    }

    /// The length that the script says, if it can be true.
    fn written(&self, frame: &BevyZigFrame) -> usize {
        let len = frame.requests_len;
        if len.is_multiple_of(8) && (self.open_len..=self.open.len() * 8).contains(&len) { len } else { self.open_len }
    }

    fn full_bytes(&self) -> usize {
        self.full.iter().map(|chunk| chunk.len).sum()
    }

    /// What one instance may post in one callback.
    fn instance_bytes(&self) -> usize {
        self.limits.request_bytes_per_instance.max(CHUNK_BYTES_MIN) / 8 * 8
    }

    /// The size of a buffer that nobody has made [larger](Self::grow). No buffer is larger than what one instance may
    /// post, so that its end is that limit.
    fn chunk_bytes(&self) -> usize {
        self.instance_bytes().min(CHUNK_BYTES)
    }

    fn chunk(&mut self) -> Vec<u64> {
        let words = self.chunk_bytes() / 8;
        self.spare.pop().unwrap_or_else(|| vec![0; words])
    }
}

fn signals_max(limits: &ScriptLimits) -> u32 {
    limits.signals_per_phase.try_into().unwrap_or(u32::MAX)
}

/// The transform of a spawn request, or why it makes no sense.
pub(crate) fn checked_transform(raw: &BevyZigTransform) -> Result<Transform, &'static str> {
    let vec3 = |raw: BevyZigVec3| Vec3::new(raw.x, raw.y, raw.z);
    let rotation = Quat::from_xyzw(raw.rotation.x, raw.rotation.y, raw.rotation.z, raw.rotation.w);
    let transform = Transform { translation: vec3(raw.translation), rotation, scale: vec3(raw.scale) };
    if !transform.is_finite() {
        return Err("a number in it is infinite or not a number");
    }
    let rotation = rotation::unit(rotation).ok_or("its rotation has length zero")?;
    Ok(Transform { rotation, ..transform })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handing_over_little_takes_little_memory() {
        let mut log = RequestLog::new(ScriptLimits::default());
        let mut frame = blank_frame();
        log.lend(&mut frame);
        for _ in 0..1_000 {
            // A despawn, and then as much room as there is in a whole buffer.
            let at = frame.requests_len / 8;
            log.open[at..at + 2].copy_from_slice(&[7 | 16 << 32, 7]);
            frame.requests_len += 16;
            frame.mark = frame.requests_len;
            assert_eq!(log.flush(&mut frame, log.chunk_bytes()), BEVY_ZIG_STATUS_OK);
        }
        log.commit(&frame);
        let memory: usize = log.full.iter().map(|chunk| chunk.words.capacity() * 8).sum();
        assert!(memory <= 2 * 16 * 1_000, "{memory}");
        assert_eq!(log.pieces().map(|piece| piece.words.len()).sum::<usize>(), 2_000, "nothing is lost");
        log.clear();
        assert!(log.spare.is_empty(), "a small piece is no buffer");
    }
}
