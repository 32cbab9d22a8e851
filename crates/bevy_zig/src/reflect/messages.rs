//! Messages that scripts read.

use bevy::app::App;
use bevy::ecs::message::{Message, Messages};
use bevy::ecs::reflect::ReflectMessage;
use bevy::prelude::World;
use bevy::reflect::{FromReflect, FromType, GetTypeRegistration, Reflect, TypePath};

use crate::abi::BevyZigValueId;
use bevy::platform::collections::HashMap;

/// How messages of a type are read, which Bevy's own [`ReflectMessage`] cannot: type data of the registry.
#[derive(Clone)]
pub(crate) struct ReadMessages {
    /// The number of the oldest message that is there, and of the next to come.
    range: fn(&World) -> Option<(usize, usize)>,
    get: fn(&World, usize) -> Option<&dyn Reflect>,
}

impl<M: Message + Reflect> FromType<M> for ReadMessages {
    fn from_type() -> Self {
        Self {
            range: |world| {
                let messages = world.get_resource::<Messages<M>>()?;
                let oldest = messages.oldest_message_count();
                Some((oldest, oldest + messages.len()))
            },
            get: |world, number| {
                let (message, _) = world.get_resource::<Messages<M>>()?.get_message(number)?;
                Some(message.as_reflect())
            },
        }
    }
}

/// Letting scripts read messages.
pub trait MessageApp {
    /// Lets scripts read messages of a reflected type (`ctx.messages(T)`), and write them (`ctx.write(value)`). The
    /// library does so for Bevy's own.
    fn register_zig_message<M: Message + Reflect + FromReflect + TypePath + GetTypeRegistration>(
        &mut self,
    ) -> &mut Self;
}

impl MessageApp for App {
    fn register_zig_message<M: Message + Reflect + FromReflect + TypePath + GetTypeRegistration>(
        &mut self,
    ) -> &mut Self {
        self.add_message::<M>()
            .register_type::<M>()
            .register_type_data::<M, ReflectMessage>()
            .register_type_data::<M, ReadMessages>()
    }
}

/// The phases of a frame in which messages are read.
const PHASES: usize = 8;

/// Which messages each phase shows: those that came since it began in the frame before.
#[derive(Default)]
pub(super) struct MessageWindows(HashMap<BevyZigValueId, Windows>);

struct Windows {
    read: ReadMessages,
    /// For each phase, the first message that it shows, and the one behind the last.
    phases: [Option<(usize, usize)>; PHASES],
}

impl MessageWindows {
    /// A phase begins.
    pub(super) fn begin_phase(&mut self, world: &World, phase: u32) {
        for windows in self.0.values_mut() {
            let Some(window) = windows.phases.get_mut(phase as usize) else { continue };
            let Some((oldest, end)) = (windows.read.range)(world) else { continue };
            *window = Some((window.map_or(oldest, |(_, last)| last.max(oldest)), end));
        }
    }

    /// The messages that this phase shows.
    pub(super) fn messages<'w>(
        &mut self,
        world: &'w World,
        phase: u32,
        id: BevyZigValueId,
        read: &ReadMessages,
    ) -> impl Iterator<Item = &'w dyn Reflect> + use<'w> {
        let windows = self.0.entry(id).or_insert_with(|| Windows { read: read.clone(), phases: [None; PHASES] });
        let get = windows.read.get;
        let window = windows.phases.get_mut(phase as usize).and_then(|window| {
            // The first to ask sees all that are there.
            let range = (windows.read.range)(world)?;
            Some(*window.get_or_insert(range))
        });
        let (first, end) = window.unwrap_or_default();
        (first..end).filter_map(move |number| get(world, number))
    }
}
