//! Messages that scripts declare: one queue of Bevy's for all of them.

use std::ops::Range;
use std::sync::Arc;

use bevy::ecs::message::{Message, Messages};
use bevy::prelude::World;

use super::super::registry::{ComponentId, ScriptComponents};
use super::ZigData;
use crate::shape::Value;

/// A message that scripts declare, written by one of them or by Rust.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ZigMessage;
///
/// fn count_dead(mut messages: MessageReader<ZigMessage>) {
///     for died in messages.read().filter(|message| message.name() == "Died") {
///         info!("{:?} died", died.get("who"));
///     }
/// }
/// ```
///
/// Rust writes one with [`write_zig_message`](crate::DataAccess::write_zig_message).
#[derive(Message, Clone, Debug, PartialEq)]
pub struct ZigMessage(ZigData);

impl ZigMessage {
    pub(super) fn new(data: ZigData) -> Self {
        Self(data)
    }

    /// The name that the script has declared.
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// The value of a field: see [`ZigData::get`].
    pub fn get(&self, path: &str) -> Option<Value> {
        self.0.get(path)
    }

    /// The value.
    pub fn data(&self) -> &ZigData {
        &self.0
    }
}

/// The phases of a frame in which messages are read.
const PHASES: usize = 8;

/// Which messages each phase shows: those that came since it began in the frame before.
#[derive(Default)]
pub(crate) struct DataMessages([Option<Range<usize>>; PHASES]);

impl DataMessages {
    /// A phase begins.
    pub(crate) fn begin_phase(&mut self, world: &World, phase: u32) {
        let Some(messages) = world.get_resource::<Messages<ZigMessage>>() else { return };
        let oldest = messages.oldest_message_count();
        let Some(window) = self.0.get_mut(phase as usize) else { return };
        let first = window.as_ref().map_or(oldest, |window| window.end.max(oldest));
        *window = Some(first..oldest + messages.len());
    }

    /// The bytes of the messages of a name that this phase shows, in the layout that the name has now.
    pub(crate) fn read(&self, world: &World, phase: u32, id: ComponentId) -> Vec<Vec<u8>> {
        let window = self.0.get(phase as usize).cloned().flatten().unwrap_or_default();
        let Some(messages) = world.get_resource::<Messages<ZigMessage>>() else { return Vec::new() };
        let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
        let Some((name, data)) = component.and_then(|component| Some((component.name, component.data.as_ref()?)))
        else {
            return Vec::new();
        };
        let found = window.filter_map(|number| messages.get_message(number)).map(|(message, _)| message);
        found
            .filter(|message| message.name() == name)
            .map(|ZigMessage(message)| match Arc::ptr_eq(message.shared_shape(), &data.declared.shape) {
                true => message.bytes().to_vec(),
                false => data.declared.carried(message),
            })
            .collect()
    }
}

impl super::Declared {
    /// A value that was made before a reload, as it is now.
    fn carried(&self, old: &ZigData) -> Vec<u8> {
        let mut value = self.default.to_vec();
        #[cfg(feature = "hot-reload")]
        self.migration(old.shape(), None).carry(old.bytes(), &mut value);
        #[cfg(not(feature = "hot-reload"))]
        value.copy_from_slice(old.bytes());
        value
    }
}
