//! Signals of scripts, as Rust receives them.

use std::ops::Deref;

use bevy::prelude::{Entity, EntityEvent, Event, Message, World};
use bytemuck::AnyBitPattern;

use super::Payload;

/// A signal that a script emitted.
///
/// It is written as a Bevy message and triggers observers, both after the phase in which it was emitted: when its
/// requests are applied. Observers of one entity use [`ScriptSignalTo`].
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ScriptSignal;
///
/// fn keep_score(mut signals: MessageReader<ScriptSignal>, mut score: Local<u32>) {
///     for signal in signals.read().filter(|signal| signal.is("scored")) {
///         *score += signal.payload::<u32>().unwrap_or(1);
///     }
/// }
/// # bevy::ecs::system::assert_is_system(keep_score);
/// ```
#[derive(Message, Event, Clone, Debug, PartialEq)]
pub struct ScriptSignal {
    /// The name.
    pub name: &'static str,
    /// The entity of the script that emitted it; `None` for a global script.
    pub from: Option<Entity>,
    /// The target entity; `None` for a broadcast. It may no longer exist.
    pub target: Option<Entity>,
    /// The frame in which it was emitted; the first is 1.
    pub frame: u64,
    payload: Payload,
}

/// A targeted signal that a script emitted, for observers of its target.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ScriptSignalTo;
///
/// fn spawn_ship(mut commands: Commands) {
///     commands.spawn(Transform::default()).observe(|hit: On<ScriptSignalTo>| {
///         if hit.is("hit") {
///             info!("{} lost {:?}", hit.entity, hit.payload::<f32>());
///         }
///     });
/// }
/// # bevy::ecs::system::assert_is_system(spawn_ship);
/// ```
#[derive(EntityEvent, Clone, Debug, PartialEq)]
pub struct ScriptSignalTo {
    /// The target entity.
    pub entity: Entity,
    /// The signal.
    pub signal: ScriptSignal,
}

impl Deref for ScriptSignalTo {
    type Target = ScriptSignal;

    fn deref(&self) -> &ScriptSignal {
        &self.signal
    }
}

impl ScriptSignal {
    pub(super) fn new(name: &'static str, [from, target]: [Option<Entity>; 2], frame: u64, payload: Payload) -> Self {
        Self { name, from, target, frame, payload }
    }

    /// Whether this is its name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The payload, if it has the size of a `T`.
    pub fn payload<T: AnyBitPattern>(&self) -> Option<T> {
        bytemuck::try_pod_read_unaligned(&self.payload).ok()
    }

    /// The payload's bytes; empty if there is none.
    pub fn bytes(&self) -> &[u8] {
        &self.payload
    }
}

/// Hands the signals that scripts have emitted in this phase to observers and readers of messages.
pub(super) fn publish<I: Iterator<Item = ScriptSignal>>(world: &mut World, signals: impl Fn() -> I) {
    let (all, targeted) = (is_observed::<ScriptSignal>(world), is_observed::<ScriptSignalTo>(world));
    if all || targeted {
        for mut signal in signals() {
            if all {
                world.trigger_ref(&mut signal);
                world.flush();
            }
            // An observer may have despawned it.
            if let Some(entity) = signal.target.filter(|entity| targeted && world.get_entity(*entity).is_ok()) {
                world.trigger(ScriptSignalTo { entity, signal });
                world.flush();
            }
        }
    }
    world.write_message_batch(signals());
}

/// Whether anybody observes these events: triggering them for nobody is not free.
fn is_observed<E: Event>(world: &World) -> bool {
    world.event_key::<E>().is_some_and(|key| world.observers().try_get_observers(key).is_some())
}
