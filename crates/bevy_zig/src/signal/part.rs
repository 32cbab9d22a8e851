//! Events of Bevy's parts, as signals.

use bevy::app::App;
use bevy::ecs::event::{EntityTrigger, PropagateEntityTrigger};
use bevy::ecs::traversal::Traversal;
use bevy::prelude::{Entity, EntityEvent, Event, On, ResMut};

use super::Payload;
use super::emit::{Incoming, Signal, SignalInbox};
use super::event::Route;
use super::relay::note_event;
use crate::shape::ZigValue;

/// For the library's own: events of Bevy's parts.
pub(crate) trait EventPartApp {
    /// Emits a signal with a payload, which goes to the entity that the event was first triggered for, or else to the
    /// nearest of its ancestors whose scripts listen, whether the event propagates or not.
    fn register_part_event<E, P>(&mut self, signal: &'static str, payload: impl Fn(&E) -> P + Send + Sync + 'static)
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget>,
        P: ZigValue;
}

impl EventPartApp for App {
    fn register_part_event<E, P>(&mut self, signal: &'static str, payload: impl Fn(&E) -> P + Send + Sync + 'static)
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget>,
        P: ZigValue,
    {
        note_event(self, signal);
        self.add_observer(move |event: On<E>, inbox: Option<ResMut<SignalInbox>>| {
            let (Some(mut inbox), target) = (inbox, event.event_target()) else { return };
            if event.trigger().first_target().is_none_or(|first| first == target) {
                let mut bytes = Payload::from_elem(0, P::SIZE);
                payload(event.event()).write(&mut bytes);
                let signal = Signal { payload: bytes, ..Signal::new(signal).to(target) };
                inbox.push(Incoming { signal, route: Route::Upwards, event: None });
            }
        });
    }
}

/// Whom an event was triggered for first.
pub(crate) trait FirstTarget {
    /// `None`: it does not propagate.
    fn first_target(&self) -> Option<Entity>;
}

impl FirstTarget for EntityTrigger {
    fn first_target(&self) -> Option<Entity> {
        None
    }
}

impl<const AUTO_PROPAGATE: bool, E: EntityEvent, T: Traversal<E>> FirstTarget
    for PropagateEntityTrigger<AUTO_PROPAGATE, E, T>
{
    fn first_target(&self) -> Option<Entity> {
        Some(self.original_event_target)
    }
}
