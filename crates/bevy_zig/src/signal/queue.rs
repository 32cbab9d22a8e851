//! Signals that were emitted and wait for the next phase.
//!
//! A script mostly emits many of a kind one after the other, so they are kept in runs: what they have in common once,
//! and their payloads one behind the other.

use std::ops::Range;

use bevy::log::{error, error_once};
use bevy::prelude::{Entity, World};
use bevy::reflect::Reflect;
use smallvec::SmallVec;

use super::emit::{Incoming, SignalInbox};
use super::event::Route;
use super::message::ScriptSignal;
use super::name::{NameError, NameId, NameTexts};
use super::payload::Payload;
use crate::base::ScriptLimits;
use crate::guard::Envelope;

pub(crate) struct SignalQueue {
    pub(crate) waiting: Waiting,
    pub(crate) names: NameTexts,
    signals_max: usize,
    /// How many more there may be in this phase.
    granted: usize,
    payload_size_max: usize,
    names_max: usize,
}

/// Signals on their way, and their payloads.
#[derive(Default)]
pub(crate) struct Waiting {
    runs: Vec<Queued>,
    /// How many signals there are.
    len: usize,
    payloads: Vec<u64>,
    events: Vec<(usize, Box<dyn Reflect>)>,
    /// Whether any of them goes up, and may be renamed on its way.
    pub(crate) go_up: bool,
    /// How many signals there were before them in the whole run.
    before: u64,
    /// How many of them, from the first on, were there when a script's code was exchanged.
    older: usize,
}

/// The events that signals tell of.
#[derive(Clone, Copy)]
pub(crate) struct SignalEvents<'a> {
    /// How many signals there were before in the whole run.
    before: u64,
    /// How many have waited while code was exchanged.
    older: usize,
    /// With the places of their signals among those that are waiting; in their order.
    events: &'a [(usize, Box<dyn Reflect>)],
}

impl<'a> SignalEvents<'a> {
    /// The event of the signal at this place in the run.
    pub(crate) fn get(self, sequence: u64) -> Option<&'a dyn Reflect> {
        let place = usize::try_from(sequence.checked_sub(self.before + 1)?).ok()?;
        let index = self.events.binary_search_by_key(&place, |(place, _)| *place).ok()?;
        Some(self.events[index].1.as_ref())
    }

    /// Whether the signal at this place in the run has waited while a script's code was exchanged.
    pub(crate) fn has_waited(self, sequence: u64) -> bool {
        sequence <= self.before + self.older as u64
    }
}

/// Signals on their way that follow each other and differ in their payloads only, or one. There may be many signals, so
/// that what each takes of the caches is most of what it costs.
#[derive(Clone, Copy)]
pub(crate) struct Queued {
    from: Option<Entity>,
    pub(crate) target: Option<Entity>,
    instance_id: u64,
    /// In which they were emitted.
    frame: u64,
    pub(crate) name: NameId,
    /// The place of the first among all that wait.
    start: u32,
    /// How many they are.
    count: u32,
    /// Where the payload of the first begins among the words of all.
    first: u32,
    /// Bytes of each payload.
    size: u32,
    /// What the numbers of their payloads' enums mean: see `BevyZigSignal`.
    variants: u16,
    pub(crate) route: Route,
}

/// Signals as a script has written them one behind the other, of which nothing is believed yet. They differ in their
/// payloads only.
pub(crate) struct EmittedSignals<'a> {
    pub(crate) target: u64,
    pub(crate) name_id: u32,
    pub(crate) from: u64,
    pub(crate) instance_id: u64,
    pub(crate) variants: u16,
    /// Bytes of each payload.
    pub(crate) payload_size: usize,
    /// How many they are.
    pub(crate) count: usize,
    /// Their payloads, each filled up to whole words.
    pub(crate) payloads: &'a [u64],
}

/// Words of a payload of so many bytes.
fn words_of(size: usize) -> usize {
    size.div_ceil(8)
}

impl Queued {
    /// One, with this name and payload size, that nobody in particular has emitted.
    fn new(name: NameId, target: Option<Entity>, route: Route, size: u32, frame: u64) -> Self {
        let (from, instance_id, variants, start, first) = (None, 0, 0, 0, 0);
        Self { from, target, instance_id, frame, name, start, count: 1, first, size, variants, route }
    }

    /// Where a signal's payload begins among the words of all.
    fn payload_at(&self, place: usize) -> usize {
        self.first as usize + (place - self.start as usize) * words_of(self.size as usize)
    }

    fn places(&self) -> Range<usize> {
        self.start as usize..self.start as usize + self.count as usize
    }

    /// Whether another one differs in its payload only, and goes on where these end.
    fn goes_on_with(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.channel(), it.from, it.instance_id, it.variants, it.size, it.frame);
        self.route == Route::Direct && of(self) == of(other)
    }

    /// The name and the target, if these alone decide who hears it.
    pub(crate) fn channel(&self) -> Option<(NameId, Option<Entity>)> {
        (self.route == Route::Direct).then_some((self.name, self.target))
    }
}

impl SignalQueue {
    pub(crate) fn new(limits: &ScriptLimits) -> Self {
        Self {
            waiting: Waiting::default(),
            names: NameTexts::default(),
            signals_max: limits.signals_per_phase,
            granted: 0,
            payload_size_max: limits.signal_payload_bytes,
            names_max: limits.signal_names,
        }
    }

    /// Allows so many signals beyond the limit in this phase.
    pub(crate) fn allow(&mut self, granted: usize) {
        self.granted = granted;
    }

    /// Takes over signals that a script has written. False if they make no sense, or are too many; as many as fit are
    /// taken then.
    pub(crate) fn emit(&mut self, signals: &EmittedSignals, frame: u64) -> bool {
        let target = Entity::try_from_bits(signals.target);
        let is_sound = target.is_some() || signals.target == 0;
        // A script asks before it writes, but need not.
        let is_sound = is_sound && signals.payload_size <= self.payload_size_max;
        let (true, Some((name, _))) = (is_sound, self.names.get(signals.name_id)) else { return false };
        let room = (self.signals_max + self.granted).saturating_sub(self.waiting.len());
        let count = signals.count.min(room);
        let (from, instance_id, variants) =
            (Entity::try_from_bits(signals.from), signals.instance_id, signals.variants);
        let one = Queued::new(name, target, Route::Direct, signals.payload_size as u32, frame);
        let one = Queued { from, instance_id, variants, ..one };
        self.waiting.extend(one, count, signals.payloads) && count == signals.count
    }

    /// Takes over what the game has emitted since the last phase.
    pub(crate) fn receive(&mut self, inbox: &mut SignalInbox) {
        for (Incoming { signal, route, event }, frame) in inbox.drain() {
            // The limit of names is for those that scripts make up.
            let name = NameId::of(&signal.name, usize::MAX).ok().and_then(|id| self.names.get(id.number()));
            let Some((name, _)) = name else {
                error!("cannot emit the signal '{}': a name has 1 to 255 bytes", signal.name);
                continue;
            };
            let place = self.waiting.len();
            if !self.waiting.push((name, signal.target, route), frame, &signal.payload) {
                error!("cannot emit the signal '{}': too many bytes of signals wait for the next phase", signal.name);
            } else if let Some(event) = event {
                self.waiting.events.push((place, event));
            }
        }
    }

    /// Adds a broadcast of the host to signals that are told before those that wait.
    pub(crate) fn add(&mut self, told: &mut Waiting, name: NameId, payload: &[u8], frame: u64) {
        if self.names.get(name.number()).is_none() {
            return;
        }
        told.push((name, None, Route::Direct), frame, payload);
    }

    /// Hands the signals that scripts have emitted in this phase to observers and readers of messages.
    pub(crate) fn publish(&self, world: &mut World) {
        if !self.waiting.is_empty() {
            super::message::publish(world, || self.waiting.messages(&self.names));
        }
    }

    /// Makes a broadcast of an entity's, under this name, of a run that is waiting.
    pub(crate) fn rename(&mut self, waiting: &mut Waiting, index: usize, name: &str, from: Entity) {
        // Scripts make these up, so they count.
        let known = NameId::of(name, self.names_max);
        if known == Err(NameError::TooMany) {
            error_once!("an event cannot be called '{name}': the limit signal_names is reached");
        }
        if known == Err(NameError::Length) {
            error_once!("an event cannot be called '{name}': a name has 1 to 255 bytes");
        }
        let Some((name, _)) = known.ok().and_then(|id| self.names.get(id.number())) else { return };
        // Those that go up are alone.
        let signal = &mut waiting.runs[index];
        *signal = Queued { name, from: Some(from), target: None, route: Route::Direct, ..*signal };
    }

    /// Drops what is waiting.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }
}

impl Waiting {
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The runs to which these signals belong.
    fn run_indices(&self, places: &Range<usize>) -> Range<usize> {
        let first = self.runs.partition_point(|run| run.places().end <= places.start);
        let end = first + self.runs[first..].partition_point(|run| run.places().start < places.end);
        first..end
    }

    /// Those of these signals that go up: their runs, by index.
    pub(crate) fn going_up(&self, places: Range<usize>) -> Vec<(usize, Queued)> {
        let runs = if self.go_up { self.run_indices(&places) } else { 0..0 };
        runs.map(|index| (index, self.runs[index])).filter(|(_, run)| run.route == Route::Upwards).collect()
    }

    /// These signals: runs of them, with their places.
    pub(crate) fn runs(&self, places: Range<usize>) -> impl Iterator<Item = (&Queued, Range<usize>)> {
        self.runs[self.run_indices(&places)].iter().map(move |run| {
            let of_run = run.places();
            (run, of_run.start.max(places.start)..of_run.end.min(places.end))
        })
    }

    /// A signal of a run, as scripts get it.
    #[inline]
    pub(crate) fn envelope(&self, run: &Queued, place: usize, names: &NameTexts) -> Envelope<'_> {
        Envelope::new(
            (run.name.number(), names.text(run.name)),
            [run.from, run.target],
            [run.instance_id, run.frame, self.before + 1 + place as u64],
            (self.payload(run, place), run.variants),
        )
    }

    /// What events the signals tell of.
    pub(crate) fn events(&self) -> SignalEvents<'_> {
        SignalEvents { before: self.before, older: self.older, events: &self.events }
    }

    /// Other code is about to hear these, and perhaps with other types.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn outlive_code(&mut self) {
        self.older = self.len;
    }

    /// Puts these signals in front of others in the run, which have not been delivered yet.
    pub(crate) fn precede(&mut self, others: &mut Waiting) {
        self.before = others.before;
        others.before += self.len as u64;
    }

    /// Ends the delivery. Memory is kept for the next.
    pub(crate) fn clear(&mut self) {
        self.before += self.len as u64;
        self.runs.clear();
        self.len = 0;
        self.payloads.clear();
        self.events.clear();
        self.go_up = false;
        self.older = 0;
    }

    /// The signals as Rust gets them.
    fn messages(&self, names: &NameTexts) -> impl Iterator<Item = ScriptSignal> {
        let mut index = 0;
        (0..self.len).map(move |place| {
            index += usize::from(self.runs[index].places().end <= place);
            let run = &self.runs[index];
            // A copy of fixed length costs less than one of the payload's own. As bytes, not as words: what is written
            // word by word and read several words at once has to reach the cache first.
            let bytes = bytemuck::cast_slice::<u64, u8>(&self.payloads[run.payload_at(place)..]).first_chunk();
            let payload = bytes.and_then(|bytes| Payload::inline(bytes, run.size as usize));
            let payload = payload.unwrap_or_else(|| Payload::new(self.payload(run, place)));
            ScriptSignal::new(names.text(run.name), [run.from, run.target], run.frame, payload)
        })
    }

    /// Adds a signal. False if there are too many payloads.
    fn push(&mut self, what: (NameId, Option<Entity>, Route), frame: u64, payload: &[u8]) -> bool {
        let ((name, target, route), Ok(size)) = (what, u32::try_from(payload.len())) else { return false };
        let mut words: SmallVec<[u64; 8]> = SmallVec::from_elem(0, words_of(payload.len()));
        bytemuck::cast_slice_mut(&mut words)[..payload.len()].copy_from_slice(payload);
        self.go_up |= route == Route::Upwards;
        self.extend(Queued::new(name, target, route, size, frame), 1, &words)
    }

    /// Adds `len` signals that differ from this one in their payloads only. `payloads` may be longer. False if there
    /// are too many.
    fn extend(&mut self, one: Queued, len: usize, payloads: &[u64]) -> bool {
        let words = len * words_of(one.size as usize);
        let (Ok(first), Ok(start)) = (u32::try_from(self.payloads.len()), u32::try_from(self.len)) else {
            return false;
        };
        let (Ok(count), Ok(_)) = (u32::try_from(len), u32::try_from(self.payloads.len() + words)) else {
            return false;
        };
        if count == 0 {
            return true;
        }
        match self.runs.last_mut().filter(|last| last.goes_on_with(&one)) {
            Some(last) => last.count += count,
            None => self.runs.push(Queued { start, count, first, ..one }),
        }
        self.len += len;
        self.payloads.extend_from_slice(&payloads[..words]);
        true
    }

    fn payload(&self, run: &Queued, place: usize) -> &[u8] {
        &bytemuck::cast_slice(&self.payloads[run.payload_at(place)..])[..run.size as usize]
    }
}
