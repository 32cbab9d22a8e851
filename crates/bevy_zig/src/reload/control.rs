//! How a game steers reloads, and asks about them.

use std::collections::HashMap;

use bevy::prelude::{Message, Resource};

use super::event::{ReloadStep, ReloadTimings};

/// Settings of hot reload, which may be changed at any time, and what it is doing.
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::{HotReload, ReloadPolicy};
///
/// fn setup(mut hot_reload: ResMut<HotReload>) {
///     hot_reload.probation_frames = 120;
///     hot_reload.script("level").policy = ReloadPolicy::Restart;
/// }
/// ```
#[derive(Resource, Clone, Debug)]
pub struct HotReload {
    /// Whether a save is built and taken over by itself. Else only [`ReloadCommand::Reload`] does it, and files are not watched,
    /// unless a single script wants it. Default true.
    pub auto_reload: bool,
    /// Whether a fault in the first frames of new code goes back to the code before. Else it stays, and what has a fault ends in
    /// quarantine. Default true.
    pub keep_last_good: bool,
    /// How many frames are the first ones. Default 60.
    pub probation_frames: u32,
    /// What is different for single scripts.
    scripts: HashMap<String, ScriptReload>,
    pub(super) status: HashMap<String, ReloadStatus>,
}

/// What is different for a script.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScriptReload {
    /// Instead of [`HotReload::auto_reload`].
    pub auto_reload: Option<bool>,
    /// Instead of [`HotReload::keep_last_good`].
    pub keep_last_good: Option<bool>,
    /// What becomes of its instances. Default [`ReloadPolicy::Carry`].
    pub policy: ReloadPolicy,
}

/// What becomes of instances when their script is reloaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReloadPolicy {
    /// They go on with their states: the old code's `shutdown` and the new one's `init` are not called, `onReload` is.
    #[default]
    Carry,
    /// Likewise, and the old code's `shutdown` is called before, on what is then thrown away of the old states.
    CarryAndShutDown,
    /// They end and begin anew: `shutdown` of the old code, the states that the game describes, `init` of the new.
    Restart,
}

/// What a script's reload is at.
#[derive(Clone, Debug, Default)]
pub struct ReloadStatus {
    /// The last step.
    pub last: Option<ReloadStep>,
    /// What is wrong with its file as it is now, if something is: the step that said so.
    pub problem: Option<ReloadStep>,
    /// Of the last swap.
    pub timings: Option<ReloadTimings>,
    /// Frames until the running code counts as good; 0: it does.
    pub probation_left: u32,
    /// The generation that [`ReloadCommand::Revert`] would go back to.
    pub previous_generation: Option<u32>,
}

/// Asks for something to be done before the next phase of scripts.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum ReloadCommand {
    /// Builds a script, or all, as they are on disk now, and takes them over, even if nothing has changed.
    Reload {
        /// The script; `None`: all.
        script: Option<String>,
    },
    /// Goes back to the generation before, carrying the states. A second one goes forth again.
    Revert {
        /// The script; `None`: all that have one.
        script: Option<String>,
    },
}

impl Default for HotReload {
    fn default() -> Self {
        Self {
            auto_reload: true,
            keep_last_good: true,
            probation_frames: 60,
            scripts: HashMap::new(),
            status: HashMap::new(),
        }
    }
}

impl HotReload {
    /// What is different for this script, to be changed.
    pub fn script(&mut self, name: &str) -> &mut ScriptReload {
        self.scripts.entry(name.to_owned()).or_default()
    }

    /// What the script's reload is at; `None` before anything has happened.
    pub fn status(&self, script: &str) -> Option<&ReloadStatus> {
        self.status.get(script)
    }

    /// Scripts whose files are broken at the moment, and how, sorted by name.
    pub fn problems(&self) -> Vec<(&str, &ReloadStep)> {
        let with_problem = self.status.iter().filter_map(|(name, status)| Some((&**name, status.problem.as_ref()?)));
        let mut problems: Vec<_> = with_problem.collect();
        problems.sort_by_key(|(name, _)| *name);
        problems
    }

    /// Whether saves of this script are taken over by themselves.
    pub fn reloads(&self, script: &str) -> bool {
        self.of(script).auto_reload.unwrap_or(self.auto_reload)
    }

    /// Whether a fault in the first frames of new code of this script goes back to the code before.
    pub fn keeps_last_good(&self, script: &str) -> bool {
        self.of(script).keep_last_good.unwrap_or(self.keep_last_good)
    }

    pub(super) fn policy(&self, script: &str) -> ReloadPolicy {
        self.of(script).policy
    }

    /// Whether files have to be watched.
    pub(super) fn watches(&self) -> bool {
        self.auto_reload || self.scripts.values().any(|script| script.auto_reload == Some(true))
    }

    fn of(&self, script: &str) -> ScriptReload {
        self.scripts.get(script).copied().unwrap_or_default()
    }
}

impl ReloadStatus {
    pub(super) fn note(&mut self, step: &ReloadStep) {
        match step {
            ReloadStep::BuildFailed { .. }
            | ReloadStep::Refused { .. }
            | ReloadStep::RolledBack { .. }
            | ReloadStep::Removed { .. }
            | ReloadStep::Problem { .. } => self.problem = Some(step.clone()),
            ReloadStep::Added { timings } | ReloadStep::Swapped { timings, .. } => {
                self.timings = Some(*timings);
                self.problem = None;
            }
            ReloadStep::Unchanged | ReloadStep::Reverted { .. } => self.problem = None,
            ReloadStep::Saved
            | ReloadStep::Building
            | ReloadStep::Cancelled
            | ReloadStep::HeldBack
            | ReloadStep::Proven { .. } => {}
        }
        self.last = Some(step.clone());
    }
}
