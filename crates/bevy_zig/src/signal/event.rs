//! Entity events of Bevy's and of the game, as signals to the scripts of their entities.

use bevy::app::App;
use bevy::ecs::event::PropagateEntityTrigger;
use bevy::ecs::reflect::ReflectEvent;
use bevy::ecs::traversal::Traversal;
use bevy::prelude::{EntityEvent, Event, On, ResMut};
use bevy::reflect::{FromType, GetTypeRegistration, Reflect, TypePath};
use bytemuck::NoUninit;

use super::emit::{Incoming, Signal, SignalInbox};
use super::relay::note_event;

/// How a signal finds those who hear it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Route {
    /// Only listeners of its target; dropped if that is gone.
    #[default]
    Direct,
    /// Listeners of its target, or else of the nearest of its ancestors that has any.
    Upwards,
    /// Listeners of its target, which may be gone: it is about that.
    Farewell,
}

/// Letting scripts hear entity events.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::EventApp;
///
/// #[derive(EntityEvent, Reflect, Clone)]
/// struct Hit {
///     entity: Entity,
///     damage: f32,
/// }
///
/// # let mut app = App::new();
/// app.register_zig_event::<Hit>("hit");
/// ```
/// ```zig
/// pub fn init(_: *Rock, ctx: *bevy.Context) !void {
///     _ = try ctx.connect("hit");
/// }
///
/// pub fn onSignal(self: *Rock, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
///     if (signal.is("hit")) self.health -= (try signal.event(ctx, game.Hit)).damage;
/// }
/// ```
///
/// Scripts hear an event at the start of the next phase, in the order in which events were triggered. The signal's
/// `target` is the event's entity, and `from` is none. Names have 1 to 255 bytes.
pub trait EventApp {
    /// Emits a signal to the event's entity each time that an event of this type is triggered. Scripts read the event
    /// by its mirror (`signal.event(ctx, T)`), and can trigger one themselves (`ctx.trigger(value)`).
    fn register_zig_event<E>(&mut self, signal: &'static str) -> &mut Self
    where
        E: EntityEvent + Reflect + Clone + TypePath + GetTypeRegistration,
        ReflectEvent: FromType<E>;

    /// The same for an event that propagates, such as those of pointers: one signal, which goes to the entity that the
    /// event was first triggered for, or else to the nearest of its ancestors whose scripts listen. Write
    /// `register_bubbling_zig_event::<Pointer<Click>, _, _>("click")`.
    fn register_bubbling_zig_event<E, T, const AUTO_PROPAGATE: bool>(&mut self, signal: &'static str) -> &mut Self
    where
        E: EntityEvent
            + for<'a> Event<Trigger<'a> = PropagateEntityTrigger<AUTO_PROPAGATE, E, T>>
            + Reflect
            + Clone
            + TypePath
            + GetTypeRegistration,
        T: Traversal<E> + 'static,
        ReflectEvent: FromType<E>;

    /// Emits a signal with a payload that is made of the event, which need not be reflected: numbers and arrays as they
    /// are, a `#[repr(C)]` struct as an `extern struct`. With `()` it has none.
    fn register_zig_event_as<E: EntityEvent, P: NoUninit>(
        &mut self,
        signal: &'static str,
        payload: fn(&E) -> P,
    ) -> &mut Self;
}

impl EventApp for App {
    fn register_zig_event<E>(&mut self, signal: &'static str) -> &mut Self
    where
        E: EntityEvent + Reflect + Clone + TypePath + GetTypeRegistration,
        ReflectEvent: FromType<E>,
    {
        note_event(self, signal);
        register::<E>(self).add_observer(move |event: On<E>, inbox: Option<ResMut<SignalInbox>>| {
            note(inbox, signal, event.event(), Route::Direct);
        })
    }

    fn register_bubbling_zig_event<E, T, const AUTO_PROPAGATE: bool>(&mut self, signal: &'static str) -> &mut Self
    where
        E: EntityEvent
            + for<'a> Event<Trigger<'a> = PropagateEntityTrigger<AUTO_PROPAGATE, E, T>>
            + Reflect
            + Clone
            + TypePath
            + GetTypeRegistration,
        T: Traversal<E> + 'static,
        ReflectEvent: FromType<E>,
    {
        note_event(self, signal);
        register::<E>(self).add_observer(move |event: On<E>, inbox: Option<ResMut<SignalInbox>>| {
            // Observers run at each step of the way up; the scripts' way up is another one.
            if event.original_event_target() == event.event_target() {
                note(inbox, signal, event.event(), Route::Upwards);
            }
        })
    }

    fn register_zig_event_as<E: EntityEvent, P: NoUninit>(
        &mut self,
        signal: &'static str,
        payload: fn(&E) -> P,
    ) -> &mut Self {
        note_event(self, signal);
        self.add_observer(move |event: On<E>, inbox: Option<ResMut<SignalInbox>>| {
            if let Some(mut inbox) = inbox {
                let signal = Signal::new(signal).with(payload(event.event())).to(event.event_target());
                inbox.push(signal.into());
            }
        })
    }
}

fn register<E>(app: &mut App) -> &mut App
where
    E: EntityEvent + Reflect + TypePath + GetTypeRegistration,
    ReflectEvent: FromType<E>,
{
    app.register_type::<E>().register_type_data::<E, ReflectEvent>()
}

/// Leaves a signal for the next phase; nobody hears it without the plugin.
fn note<E: EntityEvent + Reflect + Clone>(
    inbox: Option<ResMut<SignalInbox>>,
    name: &'static str,
    event: &E,
    route: Route,
) {
    if let Some(mut inbox) = inbox {
        let signal = Signal::new(name).to(event.event_target());
        inbox.push(Incoming { signal, route, event: Some(Box::new(event.clone())) });
    }
}
