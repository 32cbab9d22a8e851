//! What the game is told about reloads.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::Message;
use bevy_zig_build::Diagnostic;

use super::migrate::StateChanges;

/// A step of a reload. The console shows the same.
#[derive(Message, Clone, Debug)]
pub struct ReloadEvent {
    /// The script; empty if it is about none in particular.
    pub script: String,
    /// What has happened.
    pub step: ReloadStep,
}

/// What has happened.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ReloadStep {
    /// A file of the script was saved.
    Saved,
    /// Zig compiles it.
    Building,
    /// A newer save has ended the compilation.
    Cancelled,
    /// It does not compile. What ran goes on.
    BuildFailed {
        /// Zig's errors and notes, in its order.
        diagnostics: Vec<Diagnostic>,
        /// All that Zig has said.
        text: String,
        /// How long it took.
        compile: Duration,
    },
    /// It compiles, and was not taken. What ran goes on.
    Refused {
        /// Where it failed.
        stage: ReloadStage,
        /// Why, with what to do about it.
        problem: String,
    },
    /// A script that was not there before: the game has just started, its file is new, or it compiles for the first time.
    Added {
        /// What took how long; all zero at the start of the game.
        timings: ReloadTimings,
    },
    /// It compiles, and its reloads wait for a command: see [`HotReload::auto_reload`](super::HotReload::auto_reload).
    HeldBack,
    /// It compiles again to what runs already.
    Unchanged,
    /// All instances run the new code.
    Swapped {
        /// The generation that runs now.
        generation: u32,
        /// How many instances there are.
        instances: usize,
        /// What has become of their states.
        changes: StateChanges,
        /// What took how long.
        timings: ReloadTimings,
    },
    /// The new code has had its first frames without a fault.
    Proven {
        /// The generation.
        generation: u32,
    },
    /// A fault in its first frames: the generation before runs again, with the states that its instances had.
    RolledBack {
        /// The generation that runs now.
        generation: u32,
        /// The fault.
        problem: String,
    },
    /// On demand, the generation before runs again.
    Reverted {
        /// The generation that runs now.
        generation: u32,
        /// What has become of the states.
        changes: StateChanges,
    },
    /// Its file is gone; its instances are in quarantine until it is there again.
    Removed {
        /// The file.
        path: PathBuf,
    },
    /// Something that keeps reloads from working.
    Problem {
        /// What, and what to do about it.
        problem: String,
    },
}

/// Where a reload was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReloadStage {
    /// The library cannot be loaded, or is not what the game needs.
    Load,
    /// The game's components are others than the script's.
    Components,
    /// `healthCheck` has failed.
    HealthCheck,
    /// `onHotloadPrepare` has failed.
    Prepare,
    /// `init` or `update` of a scratch instance had a fault.
    DryRun,
    /// A state could not be carried.
    Migration,
    /// There is nothing to go back to.
    Revert,
}

impl fmt::Display for ReloadStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Load => "loading",
            Self::Components => "comparing components",
            Self::HealthCheck => "healthCheck",
            Self::Prepare => "onHotloadPrepare",
            Self::DryRun => "the dry run",
            Self::Migration => "carrying states",
            Self::Revert => "reverting",
        })
    }
}

/// How long the parts of a reload took. Zero is what did not happen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReloadTimings {
    /// From the save until the new code was in place.
    pub total: Duration,
    /// Zig's own run.
    pub compile: Duration,
    /// From the end of Zig's run until the game came to it: what is left of a frame.
    pub wait: Duration,
    /// How long the game was held up: loading, trying, carrying and exchanging.
    pub swap: Duration,
    /// Of that: opening the library and reading its descriptor.
    pub load: Duration,
    /// Of that: health check, preparation and dry run.
    pub trial: Duration,
    /// Of that: carrying the states.
    pub carry: Duration,
}
