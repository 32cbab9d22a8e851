//! Entity events of Bevy's and of the game, as signals to the scripts of their entities.

use bevy::app::App;
use bevy::ecs::event::{EntityTrigger, PropagateEntityTrigger};
use bevy::ecs::reflect::ReflectEvent;
use bevy::ecs::traversal::Traversal;
use bevy::prelude::{Entity, EntityEvent, Event, On, ResMut};
use bevy::reflect::{FromType, GetTypeRegistration, Reflect, TypePath};
use smallvec::SmallVec;

use super::Payload;
use super::emit::{Incoming, Signal, SignalInbox};
use super::relay::note_event;
use crate::function::ZigReturn;

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
    /// Emits a signal each time that an event of this type is triggered: to the entity that it is first triggered for,
    /// or else to the nearest of its ancestors whose scripts listen, whether or not the event itself propagates.
    /// Scripts read the event by its mirror (`signal.event(ctx, T)`), and can trigger one themselves
    /// (`ctx.trigger(value)`).
    fn register_zig_event<E>(&mut self, signal: &'static str) -> &mut Self
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget> + Reflect + Clone + TypePath + GetTypeRegistration,
        ReflectEvent: FromType<E>;

    /// The same with a payload that is made of the event, which need not be reflected: a
    /// [`ZigValue`](crate::ZigValue), or `()` for none.
    ///
    /// ```
    /// use bevy::prelude::*;
    /// use bevy_zig::EventApp;
    ///
    /// #[derive(EntityEvent)]
    /// struct Hit {
    ///     entity: Entity,
    ///     damage: f32,
    /// }
    ///
    /// # let mut app = App::new();
    /// app.register_zig_event_as("hit", |hit: &Hit| hit.damage);
    /// ```
    /// ```zig
    /// if (signal.is("hit")) self.health -= signal.payload(f32) orelse 0;
    /// ```
    fn register_zig_event_as<E, P>(
        &mut self,
        signal: &'static str,
        payload: impl Fn(&E) -> P + Send + Sync + 'static,
    ) -> &mut Self
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget>,
        P: ZigReturn;
}

impl EventApp for App {
    fn register_zig_event<E>(&mut self, signal: &'static str) -> &mut Self
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget> + Reflect + Clone + TypePath + GetTypeRegistration,
        ReflectEvent: FromType<E>,
    {
        self.register_type::<E>().register_type_data::<E, ReflectEvent>();
        hear::<E>(self, signal, |event, signal| Incoming {
            signal,
            route: Route::Upwards,
            event: Some(Box::new(event.clone())),
        });
        self
    }

    fn register_zig_event_as<E, P>(
        &mut self,
        signal: &'static str,
        payload: impl Fn(&E) -> P + Send + Sync + 'static,
    ) -> &mut Self
    where
        E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget>,
        P: ZigReturn,
    {
        hear::<E>(self, signal, move |event, signal| {
            let mut bytes: SmallVec<[u8; 64]> = SmallVec::from_elem(0, P::RESULT_SIZE);
            payload(event).write_result(&mut bytes);
            Incoming { signal: Signal { payload: Payload::new(&bytes), ..signal }, route: Route::Upwards, event: None }
        });
        self
    }
}

/// Leaves a signal for the next phase, whenever the event is triggered.
fn hear<E: EntityEvent + for<'a> Event<Trigger<'a>: FirstTarget>>(
    app: &mut App,
    name: &'static str,
    incoming: impl Fn(&E, Signal) -> Incoming + Send + Sync + 'static,
) {
    note_event(app, name);
    app.add_observer(move |event: On<E>, inbox: Option<ResMut<SignalInbox>>| {
        // Without the plugin there is nobody to hear it.
        let (Some(mut inbox), target) = (inbox, event.event_target()) else { return };
        // Observers run at each step of an event that propagates; the scripts' way up is another one.
        if event.trigger().first_target().is_none_or(|first| first == target) {
            inbox.push(incoming(event.event(), Signal::new(name).to(target)));
        }
    });
}

/// Whom an event was triggered for first.
#[doc(hidden)]
pub trait FirstTarget {
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
