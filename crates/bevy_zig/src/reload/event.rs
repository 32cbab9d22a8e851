//! The events of reloads.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::Message;
use bevy_zig_build::Diagnostic;

use crate::shape::StateChanges;

/// A step of a reload. The console shows the same.
#[derive(Message, Clone, Debug)]
pub struct ReloadEvent {
    /// The script; empty if the step is not about a particular script.
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
    /// Zig compiles the script.
    Building,
    /// Zig takes long. Told once for each compilation.
    Slow {
        /// How long it has taken so far.
        elapsed: Duration,
        /// Whether Zig's cache is empty, as after the output folder was deleted: Zig compiles parts of its own library
        /// first, and newer saves wait for that.
        is_cold: bool,
    },
    /// A newer save stopped the compilation.
    Cancelled,
    /// The script does not compile, or could not be compiled. The old code keeps running.
    BuildFailed {
        /// Zig's errors and notes, in Zig's order. None: the script is not the reason, but the machine, such as a full
        /// disk; it is compiled again at the next save, also if that is of the same text.
        diagnostics: Vec<Diagnostic>,
        /// Zig's complete output.
        text: String,
        /// How long it took.
        compile: Duration,
    },
    /// The script compiles but was refused. The old code keeps running.
    Refused {
        /// The stage that failed.
        stage: ReloadStage,
        /// The reason, and what to do about it.
        problem: String,
    },
    /// A new script: the game has just started, the file is new, or it compiles for the first time.
    Added {
        /// The timings; all zero at the start of the game.
        timings: ReloadTimings,
    },
    /// The script compiles, but its reloads wait for a command: see
    /// [`HotReload::auto_reload`](super::HotReload::auto_reload).
    HeldBack,
    /// The compiled code is the running code.
    Unchanged,
    /// All instances run the new code.
    Swapped {
        /// The generation that runs now.
        generation: u32,
        /// The number of instances.
        instances: usize,
        /// What happened to their states.
        changes: StateChanges,
        /// The timings.
        timings: ReloadTimings,
    },
    /// A component, resource or message that scripts declare has another layout or other defaults now. Told once for
    /// each, behind [`Self::Swapped`] of all scripts that declare it.
    DataChanged {
        /// Its name.
        data: String,
        /// How many values were stored and carried.
        values: usize,
        /// What happened to their fields.
        changes: StateChanges,
    },
    /// The new code ran its first frames without a fault.
    Proven {
        /// The generation.
        generation: u32,
    },
    /// A fault in the first frames: the previous generation runs again, with its instances' old states.
    RolledBack {
        /// The generation that runs now.
        generation: u32,
        /// The fault.
        problem: String,
    },
    /// The previous generation runs again, on command.
    Reverted {
        /// The generation that runs now.
        generation: u32,
        /// What happened to the states.
        changes: StateChanges,
    },
    /// Code that ran before it was compiled from scratch was wrong. The code and the states of before are back; the
    /// right code, if the file compiles, follows as [`Self::Swapped`].
    Corrected {
        /// The generation that was wrong.
        generation: u32,
    },
    /// The script's file was deleted; its instances are in quarantine until it is back.
    Removed {
        /// The file.
        path: PathBuf,
    },
    /// Something that is good to know about how reloads work here.
    Notice {
        /// The text.
        text: String,
    },
    /// Something prevents reloads.
    Problem {
        /// The problem, and what to do about it.
        problem: String,
    },
}

/// The stage at which a reload was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReloadStage {
    /// The library cannot be loaded, or does not fit the game.
    Load,
    /// The game's components differ from the script's.
    Components,
    /// `healthCheck` failed.
    HealthCheck,
    /// `onHotloadPrepare` failed.
    Prepare,
    /// `init` or `update` of a scratch instance faulted.
    DryRun,
    /// Data that scripts declare cannot change, or not yet: all scripts that declare it change together.
    Data,
    /// A state could not be carried over.
    Migration,
    /// There is no generation to revert to.
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
            Self::Data => "comparing data",
            Self::Migration => "carrying states",
            Self::Revert => "reverting",
        })
    }
}

/// How long the parts of a reload took, in their order. Zero: the part did not happen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReloadTimings {
    /// From the save until the new code was in place.
    pub total: Duration,
    /// From the system's report of the save until the files were read.
    pub watch: Duration,
    /// Reading and hashing all files, to find the scripts that have changed.
    pub look: Duration,
    /// Getting a compiler to work; waiting for other compilations is not part of it.
    pub start: Duration,
    /// Zig's compilation.
    pub compile: Duration,
    /// Taking the library from the compiler: copying or hashing it, and making sure that the files are still the same.
    pub keep: Duration,
    /// From the end of the build until it was clear that no other files change with this one.
    pub rest: Duration,
    /// From then until the game picked up the result: the rest of a frame.
    pub wait: Duration,
    /// How long the game was paused: loading, dry run, carrying states over, and swapping.
    pub swap: Duration,
    /// Part of `swap`: opening the library and reading its descriptor.
    pub load: Duration,
    /// Part of `swap`: comparing components, and what the descriptor says with the file.
    pub compare: Duration,
    /// Part of `swap`: health check, preparation and dry run.
    pub trial: Duration,
    /// Part of `swap`: carrying the states over.
    pub carry: Duration,
}
