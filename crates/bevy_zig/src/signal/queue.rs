//! Signals that were emitted and wait for the next phase.

use bevy::log::{error, error_once};
use bevy::prelude::{Entity, World};
use bevy::reflect::Reflect;

use super::emit::{Incoming, SignalInbox};
use super::event::Route;
use super::message::ScriptSignal;
use super::name::{NameError, NameId, NameTexts};
use super::{PAYLOAD_INLINE, Payload};
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
    signals: Vec<Queued>,
    payloads: Vec<u64>,
    events: Vec<(usize, Box<dyn Reflect>)>,
    /// In which frames they were emitted: each with the first of its signals.
    frames: Vec<(usize, u64)>,
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

/// A signal on its way. There may be many, so that what each takes of the caches is most of what it costs.
#[derive(Clone, Copy)]
pub(crate) struct Queued {
    from: Option<Entity>,
    pub(crate) target: Option<Entity>,
    instance_id: u64,
    pub(crate) name: NameId,
    /// Where its payload begins among the words of all.
    first: u32,
    /// Bytes of it.
    size: u32,
    /// What the numbers of its payload's enums mean: see `BevyZigSignal`.
    variants: u16,
    pub(crate) route: Route,
}

const _: () = assert!(size_of::<Queued>() == 40);

/// A signal as a script has written it, of which nothing is believed yet.
pub(crate) struct EmittedSignal<'a> {
    pub(crate) target: u64,
    pub(crate) name_id: u32,
    pub(crate) from: u64,
    pub(crate) instance_id: u64,
    pub(crate) payload: &'a [u8],
    pub(crate) variants: u16,
}

impl Queued {
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

    /// Takes over a signal that a script has written. False if it makes no sense, or is one too many.
    pub(crate) fn emit(&mut self, signal: &EmittedSignal, frame: u64) -> bool {
        let target = Entity::try_from_bits(signal.target);
        let is_sound = target.is_some() || signal.target == 0;
        // A script asks before it writes, but need not.
        let fits =
            self.waiting.len() < self.signals_max + self.granted && signal.payload.len() <= self.payload_size_max;
        let (true, Some((name, _))) = (is_sound && fits, self.names.get(signal.name_id)) else { return false };
        let from = Entity::try_from_bits(signal.from);
        let (instance_id, variants) = (signal.instance_id, signal.variants);
        let route = Route::Direct;
        let queued = Queued { name, from, target, route, instance_id, variants, first: 0, size: 0 };
        self.waiting.push(queued, frame, signal.payload)
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
            let target = signal.target;
            let (from, instance_id, variants) = (None, 0, 0);
            let queued = Queued { name, from, target, route, instance_id, variants, first: 0, size: 0 };
            let place = self.waiting.len();
            if !self.waiting.push(queued, frame, &signal.payload) {
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
        let (from, target, instance_id, variants, route) = (None, None, 0, 0, Route::Direct);
        let queued = Queued { name, from, target, route, instance_id, variants, first: 0, size: 0 };
        told.push(queued, frame, payload);
    }

    /// Hands the signals that scripts have emitted in this phase to observers and readers of messages.
    pub(crate) fn publish(&self, world: &mut World) {
        if !self.waiting.is_empty() {
            super::message::publish(world, || self.waiting.messages(&self.names));
        }
    }

    /// Makes a broadcast of an entity's, under this name, of a signal that is waiting.
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
        let signal = &mut waiting.signals[index];
        *signal = Queued { name, from: Some(from), target: None, route: Route::Direct, ..*signal };
    }

    /// Drops what is waiting.
    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }
}

impl Waiting {
    pub(crate) fn is_empty(&self) -> bool {
        self.signals.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.signals.len()
    }

    pub(crate) fn get(&self, index: usize) -> &Queued {
        &self.signals[index]
    }

    /// A signal as scripts get it.
    #[inline]
    pub(crate) fn envelope(&self, index: usize, names: &NameTexts) -> Envelope<'_> {
        let signal = self.get(index);
        Envelope::new(
            (signal.name.number(), names.text(signal.name)),
            [signal.from, signal.target],
            [signal.instance_id, self.frame(index), self.before + 1 + index as u64],
            (self.payload(signal), signal.variants),
        )
    }

    /// What events the signals tell of.
    pub(crate) fn events(&self) -> SignalEvents<'_> {
        SignalEvents { before: self.before, older: self.older, events: &self.events }
    }

    /// Other code is about to hear these, and perhaps with other types.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn outlive_code(&mut self) {
        self.older = self.signals.len();
    }

    /// Puts these signals in front of others in the run, which have not been delivered yet.
    pub(crate) fn precede(&mut self, others: &mut Waiting) {
        self.before = others.before;
        others.before += self.signals.len() as u64;
    }

    /// Ends the delivery. Memory is kept for the next.
    pub(crate) fn clear(&mut self) {
        self.before += self.signals.len() as u64;
        self.signals.clear();
        self.payloads.clear();
        self.events.clear();
        self.frames.clear();
        self.go_up = false;
        self.older = 0;
    }

    /// The frame in which a signal was emitted.
    fn frame(&self, index: usize) -> u64 {
        match self.frames.as_slice() {
            [(_, frame)] => *frame,
            frames => frames[frames.partition_point(|(first, _)| *first <= index) - 1].1,
        }
    }

    /// The signals as Rust gets them.
    fn messages(&self, names: &NameTexts) -> impl Iterator<Item = ScriptSignal> {
        self.signals.iter().enumerate().map(|(index, signal)| {
            // As many bytes as there is room for, whatever the size, cost less than so many. As bytes, not as words:
            // what is written word by word and read several at once has to reach the cache first.
            let bytes = bytemuck::cast_slice::<u64, u8>(&self.payloads[signal.first as usize..]).first_chunk();
            let payload = match bytes.filter(|_| signal.size as usize <= PAYLOAD_INLINE) {
                Some(bytes) => Payload::from_buf_and_len(*bytes, signal.size as usize),
                None => Payload::from_slice(self.payload(signal)),
            };
            ScriptSignal::new(names.text(signal.name), [signal.from, signal.target], self.frame(index), payload)
        })
    }

    /// False if there are too many payloads.
    #[inline]
    fn push(&mut self, signal: Queued, frame: u64, payload: &[u8]) -> bool {
        let (Ok(first), Ok(size)) = (u32::try_from(self.payloads.len()), u32::try_from(payload.len())) else {
            return false;
        };
        if self.frames.last().is_none_or(|(_, last)| *last != frame) {
            self.frames.push((self.signals.len(), frame));
        }
        self.go_up |= signal.route == Route::Upwards;
        // Word by word, which for few of them costs less than to copy a slice.
        let (words, rest) = payload.as_chunks();
        self.payloads.extend(words.iter().map(|word| u64::from_ne_bytes(*word)));
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            self.payloads.push(u64::from_ne_bytes(word));
        }
        self.signals.push(Queued { first, size, ..signal });
        true
    }

    fn payload(&self, signal: &Queued) -> &[u8] {
        &bytemuck::cast_slice(&self.payloads[signal.first as usize..])[..signal.size as usize]
    }
}
