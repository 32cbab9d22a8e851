//! Delivery: at the start of a phase, what was emitted before goes to those who listen.

use bevy::platform::collections::HashSet;
use bevy::prelude::World;

use super::{ScriptRuntime, Work};
use crate::abi::BevyZigFrame;
use crate::attached::Place;
use crate::guard::{Delivery, Envelope};
use crate::report::Fault;
use crate::request::HostRequest;
use crate::signal::{SignalInbox, Signals, Waiting};

/// Signals that are made ready at a time, and deliveries of one call at the most: enough that a call costs nothing
/// beside them, and few enough to stay in the cache.
const BATCH_LEN_MAX: usize = 256;

impl ScriptRuntime {
    /// Takes note of what was emitted, and which entities are gone, since the last phase.
    pub(crate) fn receive_signals(&mut self, world: &mut World) {
        self.signals.connections.targets_gone(world);
        if let Some(mut inbox) = world.get_resource_mut::<SignalInbox>() {
            self.signals.queue.receive(&mut inbox);
            inbox.frame = self.frame_number();
        }
    }

    /// Makes the connections that `init` has just requested, so that new instances hear what was emitted to them before
    /// they began.
    pub(crate) fn connect_new(&mut self, world: &mut World) {
        let instances = &self.instances;
        let requested = self.requests.take_connections();
        if !requested.is_empty() {
            // To be listened to, an entity gets a component.
            self.requests.pin_columns(world);
        }
        for request in requested {
            match request {
                HostRequest::Connect(new) => {
                    self.signals.connections.redeem(new.instance_id);
                    self.signals.connections.connect(world, |_, place, id| instances.owner_at(place, id), new);
                }
                HostRequest::Disconnect { id, instance_id } => self.signals.connections.disconnect(id, instance_id),
                _ => {}
            }
        }
    }

    /// Calls `onSignal` of all listeners, signal by signal; listeners that lie in one column are one call. Returns the
    /// instances that have faulted: they heard nothing after that.
    #[must_use]
    pub(crate) fn deliver(&mut self, world: &World, frame: &mut BevyZigFrame) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !self.signals.queue.waiting.is_empty() {
            // Nothing is emitted meanwhile: that is a request, and requests are applied after the phase.
            let mut waiting = std::mem::take(&mut self.signals.queue.waiting);
            faults = self.deliver_all(world, frame, &mut waiting);
            waiting.clear();
            self.signals.queue.waiting = waiting;
        }
        self.signals.connections.end_gone();
        faults
    }

    /// Likewise of signals that precede those that wait.
    #[must_use]
    pub(super) fn deliver_these(&mut self, world: &World, frame: &mut BevyZigFrame, told: &mut Waiting) -> Vec<Fault> {
        told.precede(&mut self.signals.queue.waiting);
        self.deliver_all(world, frame, told)
    }

    fn deliver_all(&mut self, world: &World, frame: &mut BevyZigFrame, waiting: &mut Waiting) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        let mut deaf: HashSet<Place> = HashSet::default();
        let mut listeners: Vec<Place> = Vec::new();
        // Whose listeners those are: signals of one kind mostly follow each other, and nobody connects meanwhile.
        let mut heard = None;
        let mut first = 0;
        while first < waiting.len() {
            let end = waiting.len().min(first + BATCH_LEN_MAX);
            for (index, run) in waiting.going_up(first..end) {
                let Signals { connections, queue } = &mut self.signals;
                let relay = connections.relay(world, &run, &queue.names, &self.instances);
                if let Some((name, from)) = relay {
                    self.signals.queue.rename(waiting, index, name, from);
                }
            }
            let names = &self.signals.queue.names;
            let mut envelopes: Vec<Envelope> = Vec::with_capacity(BATCH_LEN_MAX);
            for (run, places) in waiting.runs(first..end) {
                envelopes.extend(places.map(|place| waiting.envelope(run, place, names)));
            }
            let mut deliveries: Vec<Delivery> = Vec::with_capacity(BATCH_LEN_MAX);
            let mut column = 0;
            for (run, places) in waiting.runs(first..end) {
                let channel = run.channel();
                if channel.is_none() || channel != heard {
                    self.signals.connections.find(world, run, &self.instances, &mut listeners);
                    heard = channel;
                }
                let envelopes = &envelopes[places.start - first..places.end - first];
                for (envelope, place) in envelopes.iter().flat_map(|it| listeners.iter().map(move |place| (it, place)))
                {
                    if place.column != column || deliveries.len() == BATCH_LEN_MAX {
                        let caught = self.call(world, frame, column, Work::Signals(&deliveries, waiting.events()));
                        deaf.extend(caught.iter().map(|fault| fault.place));
                        faults.extend(caught);
                        deliveries.clear();
                        column = place.column;
                    }
                    if deaf.is_empty() || !deaf.contains(place) {
                        deliveries.push(Delivery::new(place.row, envelope));
                    }
                }
            }
            let caught = self.call(world, frame, column, Work::Signals(&deliveries, waiting.events()));
            deaf.extend(caught.iter().map(|fault| fault.place));
            faults.extend(caught);
            first = end;
        }
        faults
    }
}
