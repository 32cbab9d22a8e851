//! Signals that the game emits.

use std::borrow::Cow;

use bevy::prelude::{Commands, Entity, Resource, World};
use bevy::reflect::Reflect;
use bytemuck::NoUninit;

use super::Payload;
use super::event::Route;

/// A signal for scripts, to be emitted with [`EmitSignal`].
///
/// ```
/// use bevy_zig::Signal;
/// let wave = Signal::new("wave").with(3u32);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    pub(super) name: Cow<'static, str>,
    pub(super) target: Option<Entity>,
    pub(super) payload: Payload,
}

impl Signal {
    /// A broadcast with this name (1 to 255 bytes), without a payload. Names are kept until the program ends.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), target: None, payload: Payload::new(&[]) }
    }

    /// Adds a payload, which scripts read as a type of the same layout: numbers and arrays as they are, a `#[repr(C)]`
    /// struct as an `extern struct`.
    #[must_use]
    pub fn with(mut self, payload: impl NoUninit) -> Self {
        self.payload = Payload::new(bytemuck::bytes_of(&payload));
        self
    }

    /// Sends it only to listeners of this entity: its own scripts that are connected to the name, and scripts with
    /// `connectTo`.
    #[must_use]
    pub fn to(mut self, target: Entity) -> Self {
        self.target = Some(target);
        self
    }
}

/// Emits signals from Rust. Scripts receive them at the start of the next phase, after the signals that scripts emitted
/// in the previous phase.
///
/// A signal whose name is empty or longer than 255 bytes is logged as an error and not emitted; a signal whose target
/// no longer exists at delivery is dropped.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::{EmitSignal, Signal};
///
/// fn next_wave(mut commands: Commands, mut wave: Local<u32>) {
///     *wave += 1;
///     commands.emit_signal(Signal::new("wave").with(*wave));
/// }
/// # bevy::ecs::system::assert_is_system(next_wave);
/// ```
pub trait EmitSignal {
    /// Emits a signal.
    fn emit_signal(&mut self, signal: Signal);
}

impl EmitSignal for World {
    fn emit_signal(&mut self, signal: Signal) {
        // Without the plugin there is nobody to hear it.
        if let Some(mut inbox) = self.get_resource_mut::<SignalInbox>() {
            inbox.push(signal.into());
        }
    }
}

impl EmitSignal for Commands<'_, '_> {
    fn emit_signal(&mut self, signal: Signal) {
        self.queue(move |world: &mut World| world.emit_signal(signal));
    }
}

/// A signal that the game has emitted.
pub(crate) struct Incoming {
    pub(crate) signal: Signal,
    pub(crate) route: Route,
    /// The event that it tells of.
    pub(crate) event: Option<Box<dyn Reflect>>,
}

impl From<Signal> for Incoming {
    fn from(signal: Signal) -> Self {
        Self { signal, route: Route::Direct, event: None }
    }
}

/// What the game has emitted since the last phase, each with the frame.
#[derive(Resource, Default)]
pub(crate) struct SignalInbox {
    signals: Vec<(Incoming, u64)>,
    /// The frame that is running.
    pub(crate) frame: u64,
}

impl SignalInbox {
    pub(crate) fn push(&mut self, signal: Incoming) {
        self.signals.push((signal, self.frame));
    }

    /// Drops the oldest above this number; false if there are no more.
    pub(crate) fn keep_latest(&mut self, count: usize) -> bool {
        let above = self.signals.len().saturating_sub(count);
        self.signals.drain(..above);
        above > 0
    }

    pub(super) fn drain(&mut self) -> impl Iterator<Item = (Incoming, u64)> {
        self.signals.drain(..)
    }
}
