//! Controls and status of reloads, for games.

use std::collections::HashMap;
use std::ffi::OsString;
use std::time::Duration;

use bevy::prelude::{Message, Resource};

use super::console;
use super::event::{ReloadStep, ReloadTimings};

/// Settings of hot reload, which can be changed at any time, and its status.
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
    /// Whether saves are built and reloaded automatically. Otherwise only [`ReloadCommand::Reload`] does it, and files
    /// are not watched, unless a single script enables it. Default true.
    pub auto_reload: bool,
    /// Whether a fault in the first frames of new code reverts to the old code. Otherwise the new code stays, and the
    /// faulted instance goes into quarantine. Default true.
    pub keep_last_good: bool,
    /// The number of these first frames. Default 60.
    pub probation_frames: u32,
    /// Whether files are looked at again and again, for saves that the system does not report. Default
    /// [`Polling::Auto`].
    pub polling: Polling,
    /// Whether a save may take effect before it is compiled from scratch, which then confirms it. Where only numbers
    /// that are defaults of fields differ, the running code gets them at once. The scripts that were edited last have a
    /// resident compiler, which answers within milliseconds; it serves on x86-64 Linux for scripts in Zig that are
    /// compiled in `Debug`, and for saves that it follows. Everything else is compiled from scratch anyway. Default
    /// true, unless the environment says `BEVY_ZIG_QUICK=0` (or `no`, `false`, `off`).
    pub quick_answers: bool,
    /// What is different for single scripts.
    scripts: HashMap<String, ScriptReload>,
    pub(super) status: HashMap<String, ReloadStatus>,
}

/// Whether files are looked at again and again. Saves that the system reports are noticed at once in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Polling {
    /// Once a second where the system does not report every save: on file systems of networks, virtual machines and
    /// containers, and while it refuses to watch.
    #[default]
    Auto,
    /// Not at all.
    Never,
    /// After this time, everywhere.
    Every(Duration),
}

/// The settings of one script.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScriptReload {
    /// Overrides [`HotReload::auto_reload`].
    pub auto_reload: Option<bool>,
    /// Overrides [`HotReload::keep_last_good`].
    pub keep_last_good: Option<bool>,
    /// What happens to its instances. Default [`ReloadPolicy::Carry`].
    pub policy: ReloadPolicy,
}

/// What happens to instances when their script is reloaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReloadPolicy {
    /// They continue with their states: `onReload` is called, but neither the old code's `shutdown` nor the new code's
    /// `init`.
    #[default]
    Carry,
    /// Like `Carry`, but first calls the old code's `shutdown`, on copies of the old states that are discarded
    /// afterwards.
    CarryAndShutDown,
    /// They restart: `shutdown` of the old code, the initial states that the game describes, `init` of the new code.
    Restart,
}

/// The status of a script's reloads.
#[derive(Clone, Debug, Default)]
pub struct ReloadStatus {
    /// The last step.
    pub last: Option<ReloadStep>,
    /// The problem with its current file, if there is one: the step that reported it.
    pub problem: Option<ReloadStep>,
    /// The timings of the last swap.
    pub timings: Option<ReloadTimings>,
    /// Frames until the running code counts as good; 0: it already does.
    pub probation_left: u32,
    /// The generation that [`ReloadCommand::Revert`] would return to.
    pub previous_generation: Option<u32>,
    /// Which compiler has made the code that runs.
    pub compiler: ScriptCompiler,
}

/// What has compiled a script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScriptCompiler {
    /// A compilation from scratch.
    #[default]
    OneShot,
    /// A resident compiler, which a compilation from scratch is about to confirm: see
    /// [`HotReload::quick_answers`].
    Resident,
    /// None yet: it is the code of before with other defaults, which a compilation from scratch is about to confirm.
    Retuned,
}

impl ScriptCompiler {
    /// In a word, for tools.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneShot => "one-shot",
            Self::Resident => "resident",
            Self::Retuned => "retuned",
        }
    }
}

/// A command, which is executed before the next phase of scripts.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum ReloadCommand {
    /// Builds and reloads a script, or all scripts, from the current files, even if nothing has changed.
    Reload {
        /// The script; `None`: all.
        script: Option<String>,
    },
    /// Reverts to the previous generation and carries the states over. A second revert returns to the newer generation.
    Revert {
        /// The script; `None`: all that have a previous generation.
        script: Option<String>,
    },
}

impl Default for HotReload {
    fn default() -> Self {
        Self {
            auto_reload: true,
            keep_last_good: true,
            probation_frames: 60,
            polling: Polling::Auto,
            quick_answers: are_answers_quick(std::env::var_os("BEVY_ZIG_QUICK")).unwrap_or_else(|problem| {
                console::warn(&problem);
                true
            }),
            scripts: HashMap::new(),
            status: HashMap::new(),
        }
    }
}

impl HotReload {
    /// The settings of this script, to change them.
    pub fn script(&mut self, name: &str) -> &mut ScriptReload {
        self.scripts.entry(name.to_owned()).or_default()
    }

    /// The status of the script's reloads; `None` if there was no reload yet.
    pub fn status(&self, script: &str) -> Option<&ReloadStatus> {
        self.status.get(script)
    }

    /// Scripts whose current files have a problem, and the problem, sorted by name.
    pub fn problems(&self) -> Vec<(&str, &ReloadStep)> {
        let with_problem = self.status.iter().filter_map(|(name, status)| Some((&**name, status.problem.as_ref()?)));
        let mut problems: Vec<_> = with_problem.collect();
        problems.sort_by_key(|(name, _)| *name);
        problems
    }

    /// Whether saves of this script are reloaded automatically.
    pub fn reloads(&self, script: &str) -> bool {
        self.of(script).auto_reload.unwrap_or(self.auto_reload)
    }

    /// Whether a fault in the first frames of this script's new code reverts to the old code.
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

/// What `BEVY_ZIG_QUICK` says. Unset, it says nothing against them.
///
/// # Errors
/// It says neither yes nor no.
fn are_answers_quick(variable: Option<OsString>) -> Result<bool, String> {
    let value = variable.unwrap_or_default().to_string_lossy().into_owned();
    match value.to_ascii_lowercase().as_str() {
        "" | "1" | "yes" | "true" | "on" => Ok(true),
        "0" | "no" | "false" | "off" => Ok(false),
        _ => Err(format!(
            "BEVY_ZIG_QUICK is `{value}`, which is ignored: set it to 0 (or no, false, off) to turn quick answers off"
        )),
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
            | ReloadStep::Proven { .. }
            | ReloadStep::Corrected { .. }
            | ReloadStep::Notice { .. } => {}
            // It is building, as before.
            ReloadStep::Slow { .. } => return,
            // Reported together with what has become of the script.
            ReloadStep::DataChanged { .. } => return,
        }
        self.last = Some(step.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_says_neither_yes_nor_no_is_told() {
        let of = |value: &str| are_answers_quick(Some(value.into()));
        assert_eq!(are_answers_quick(None), Ok(true));
        for (yes, no) in [("1", "0"), ("on", "OFF"), ("Yes", "no"), ("", "false")] {
            assert_eq!((of(yes), of(no)), (Ok(true), Ok(false)), "{yes} {no}");
        }
        assert!(of("never").is_err_and(|problem| problem.contains("BEVY_ZIG_QUICK is `never`")));
    }
}
