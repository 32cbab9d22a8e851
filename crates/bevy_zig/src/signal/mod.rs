//! Signals: named messages between scripts, and between scripts and the game.
//! Uses base, guard, component, function, attached, instances.
//!
//! ```text
//!   script: emit ──► request buffer ──► apply ──► queue ──────────────► deliver ──► guard ──► onSignal
//!                                         │          ▲    next phase       ▲
//!                                         │          │                     └ who listens: connections
//!   Rust: emit_signal, entity events ─────│──► inbox ┘
//!                                         └──► ScriptSignal: messages and observers
//! ```

mod connections;
mod emit;
mod event;
mod lifecycle;
mod message;
mod name;
mod payload;
mod queue;
mod relay;

#[cfg(feature = "hot-reload")]
pub(crate) use connections::SavedConnections;
pub(crate) use connections::{Connections, GoneTargets, Listening, NewConnection};
pub(crate) use emit::SignalInbox;
pub use emit::{EmitSignal, Signal};
pub use event::EventApp;
pub(crate) use lifecycle::{Change, Watch, Watched};
pub use message::{ScriptSignal, ScriptSignalTo};
pub(crate) use name::{NameError, NameId};
pub(crate) use queue::{EmittedSignals, SignalEvents, SignalQueue, Waiting};
pub(crate) use relay::missing_feature;
pub use relay::{OnEvent, SignalOn};

use event::Route;
use payload::Payload;
use queue::Queued;

use crate::base::ScriptLimits;

/// Where the requests of a phase leave what concerns signals.
pub(crate) struct SignalSink<'a> {
    pub(crate) signals: &'a mut Signals,
    /// The frame that is running.
    pub(crate) frame: u64,
}

/// The signals of a game: who listens, and what is on its way.
pub(crate) struct Signals {
    pub(crate) connections: Connections,
    pub(crate) queue: SignalQueue,
}

impl Signals {
    pub(crate) fn new(limits: &ScriptLimits) -> Self {
        Self { connections: Connections::default(), queue: SignalQueue::new(limits) }
    }
}
