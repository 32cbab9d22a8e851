//! Events of entities that scripts hear as signals.
//!
//! Whoever is nearest hears it: the entity of the event, or the first one above it of which somebody listens. Each of
//! them gets a signal, of which all but the first are fallbacks.

use std::borrow::Cow;

use bevy::app::App;
use bevy::ecs::event::{EntityTrigger, PropagateEntityTrigger};
use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::reflect::ReflectComponent;
use bevy::ecs::traversal::Traversal;
use bevy::ecs::world::DeferredWorld;
use bevy::log::warn;
use bevy::platform::collections::HashSet;
use bevy::prelude::{ChildOf, Component, Entity, EntityEvent, Event, On, Query, ResMut, Resource};
use bevy::reflect::Reflect;
use bevy::reflect::std_traits::ReflectDefault;

use super::Signal;
use super::emit::SignalInbox;
use crate::base::did_you_mean;
use crate::function::ZigReturn;

/// How far up an event is heard. As deep as anybody builds a menu, and the end of a cycle.
const HEIGHT_MAX: usize = 256;

/// Letting scripts hear events of entities.
pub trait EventApp {
    /// Lets scripts hear an event of entities as a signal of this name: those of the entity that are connected to it,
    /// or else those of the nearest entity above that are. `payload` is what the signal says: a
    /// [`ZigValue`](crate::ZigValue), or `()`.
    ///
    /// ```
    /// use bevy::prelude::*;
    /// use bevy_zig::EventApp;
    ///
    /// #[derive(EntityEvent)]
    /// struct Hit { entity: Entity, damage: f32 }
    ///
    /// fn game(app: &mut App) {
    ///     app.register_zig_event("hit", |hit: &Hit| hit.damage);
    /// }
    /// ```
    ///
    /// In Zig, `try ctx.connect("hit")` in `init`, and in `onSignal`:
    ///
    /// ```zig
    /// if (signal.is("hit")) self.health -= signal.payload(f32) orelse 0;
    /// ```
    fn register_zig_event<E, P>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        payload: impl Fn(&E) -> P + Send + Sync + 'static,
    ) -> &mut Self
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: TriggerTarget>,
        P: ZigReturn;
}

impl EventApp for App {
    fn register_zig_event<E, P>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        payload: impl Fn(&E) -> P + Send + Sync + 'static,
    ) -> &mut Self
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: TriggerTarget>,
        P: ZigReturn,
    {
        let name: Cow<'static, str> = name.into();
        self.world_mut().get_resource_or_init::<EventSignals>().0.insert(name.clone());
        self.add_observer(
            move |event: On<E>,
                  inbox: Option<ResMut<SignalInbox>>,
                  parents: Query<&ChildOf>,
                  relays: Query<&SignalOn>| {
                let (Some(mut inbox), entity) = (inbox, event.event_target()) else { return };
                // One that goes up by itself comes by again for each step.
                if event.trigger().first_target().is_some_and(|first| first != entity) {
                    return;
                }
                let mut bytes = super::Payload::from_elem(0, P::RESULT_SIZE);
                payload(event.event()).write_result(&mut bytes);
                let mut at = Some(entity);
                for step in 0..HEIGHT_MAX {
                    let Some(entity) = at else { break };
                    let relay = relays.get(entity).ok().and_then(|relay| relay.signal_of(&name));
                    let (name, target, from) = match relay {
                        Some(signal) => (Cow::Owned(signal.to_owned()), None, Some(entity)),
                        None => (name.clone(), Some(entity), None),
                    };
                    let is_fallback = step > 0;
                    inbox.push(Signal { name, target, from, is_fallback, payload: bytes.clone() });
                    at = parents.get(entity).ok().map(ChildOf::parent);
                }
            },
        )
    }
}

/// Whom an event was triggered for first.
#[doc(hidden)]
pub trait TriggerTarget {
    /// `None`: it does not go on to others.
    fn first_target(&self) -> Option<Entity>;
}

impl TriggerTarget for EntityTrigger {
    fn first_target(&self) -> Option<Entity> {
        None
    }
}

impl<const AUTO: bool, E: EntityEvent, T: Traversal<E>> TriggerTarget for PropagateEntityTrigger<AUTO, E, T> {
    fn first_target(&self) -> Option<Entity> {
        Some(self.original_event_target)
    }
}

/// The names of all events that are signals.
#[derive(Resource, Default)]
pub(crate) struct EventSignals(HashSet<Cow<'static, str>>);

impl EventSignals {
    fn known(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.iter().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }
}

/// Broadcasts events of an entity, and of what is below it, under names of one's own: what `bevy.on` makes in Zig.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::SignalOn;
///
/// fn spawn_button(mut commands: Commands) {
///     commands.spawn(SignalOn::new("pointer.click", "resume"));
/// }
/// # bevy::ecs::system::assert_is_system(spawn_button);
/// ```
///
/// Scripts that are connected to `resume` then hear it. Its payload is that of the event, and its `from` the entity. It
/// is sent in place of the event's own signal to the entity.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[component(on_insert = check_names)]
#[reflect(Component, Default)]
#[type_path = "bevy_zig"]
pub struct SignalOn {
    /// Which events, and what they are called. The first of several for one event counts.
    pub events: Vec<OnEvent>,
}

/// An event, and the signal that it becomes.
#[derive(Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Default)]
#[type_path = "bevy_zig"]
pub struct OnEvent {
    /// The name of the event's own signal, such as `pointer.click`.
    pub event: String,
    /// The name of the broadcast.
    pub signal: String,
}

impl SignalOn {
    /// One event.
    pub fn new(event: impl Into<String>, signal: impl Into<String>) -> Self {
        Self::default().and(event, signal)
    }

    /// Another event.
    #[must_use]
    pub fn and(mut self, event: impl Into<String>, signal: impl Into<String>) -> Self {
        self.events.push(OnEvent { event: event.into(), signal: signal.into() });
        self
    }

    fn signal_of(&self, event: &str) -> Option<&str> {
        self.events.iter().find(|on| on.event == event).map(|on| &*on.signal)
    }
}

/// What nobody sends is a mistake.
fn check_names(world: DeferredWorld, context: HookContext) {
    let Some(relay) = world.get::<SignalOn>(context.entity) else { return };
    let known = world.get_resource::<EventSignals>().map(EventSignals::known).unwrap_or_default();
    for event in relay.events.iter().map(|on| &on.event).filter(|event| !known.contains(&event.as_str())) {
        let meant = did_you_mean(event, known.iter().copied());
        let feature = match event.split('.').next() {
            Some("pointer") => "; pointers need the feature `picking` of bevy_zig",
            Some("widget") => "; widgets need the feature `widgets` of bevy_zig",
            _ => "",
        };
        warn!(
            "no event becomes the signal '{event}', which {} waits for; {meant}there are: {}{feature}",
            context.entity,
            known.join(", ")
        );
    }
}
