//! Events of an entity under names of one's own, for those who have no script there.

use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::reflect::ReflectComponent;
use bevy::ecs::world::DeferredWorld;
use bevy::log::warn;
use bevy::platform::collections::HashSet;
use bevy::prelude::{App, Component, ReflectDefault, Resource, World};
use bevy::reflect::Reflect;

use crate::base::did_you_mean;

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
/// Scripts that are connected to `resume` then hear it, in place of the event's own signal. Its payload is that of the
/// event, and its `from` the entity with this component. A script below that is connected to the event hears the event.
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

    /// What an event is called.
    pub(super) fn signal_of(&self, event: &str) -> Option<&str> {
        self.events.iter().find(|on| on.event == event).map(|on| &*on.signal)
    }
}

/// The names of all events that are signals.
#[derive(Resource, Default)]
pub(super) struct EventSignals(HashSet<&'static str>);

/// Takes note of an event that becomes a signal.
pub(super) fn note_event(app: &mut App, signal: &'static str) {
    app.world_mut().get_resource_or_init::<EventSignals>().0.insert(signal);
}

/// The feature of the library that sends signals with names like this.
fn feature_of(signal: &str) -> Option<&'static str> {
    match signal.split_once('.')?.0 {
        "pointer" => Some("picking"),
        "widget" | "focus" => Some("widgets"),
        _ => None,
    }
}

/// The feature of the library that would send this signal, if it is off.
pub(crate) fn missing_feature(world: &World, signal: &str) -> Option<&'static str> {
    let feature = feature_of(signal)?;
    let is_sent = |events: &EventSignals| events.0.iter().any(|event| feature_of(event) == Some(feature));
    let events = world.get_resource::<EventSignals>();
    (!events.is_some_and(is_sent)).then_some(feature)
}

/// What nobody sends is a mistake.
fn check_names(world: DeferredWorld, context: HookContext) {
    let Some(relay) = world.get::<SignalOn>(context.entity) else { return };
    let events = world.get_resource::<EventSignals>();
    for event in relay.events.iter().map(|on| on.event.as_str()) {
        if events.is_some_and(|events| events.0.contains(event)) {
            continue;
        }
        let mut known: Vec<&str> = events.into_iter().flat_map(|events| events.0.iter().copied()).collect();
        known.sort_unstable();
        let meant = did_you_mean(event, known.iter().copied());
        let feature = match feature_of(event) {
            Some(feature) => format!("; that one needs the feature `{feature}` of bevy_zig"),
            None => String::new(),
        };
        let known = known.join(", ");
        warn!(
            "no event is the signal '{event}', which {} waits for; {meant}there are: {known}{feature}",
            context.entity
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feature_that_sends_a_signal_is_known_by_the_signals_name() {
        let mut app = App::new();
        for (signal, feature) in [("pointer.click", "picking"), ("widget.slide", "widgets"), ("focus.lost", "widgets")]
        {
            assert_eq!(missing_feature(app.world(), signal), Some(feature), "{signal}");
        }
        assert_eq!(missing_feature(app.world(), "door.open"), None);
        note_event(&mut app, "pointer.over");
        assert_eq!(missing_feature(app.world(), "pointer.click"), None, "those of pointers come together");
    }
}
