//! What happens to an instance after a fault.

use bevy::platform::collections::HashMap;
use bevy::prelude::Resource;

use crate::attached::{Identity, Owner};
use crate::script::ScriptId;

/// What happens to an instance after a fault. In any case it is no longer called, not even its `shutdown`, since its
/// state may be corrupt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FaultPolicy {
    /// It stays as it is, with its state, memory and connections, for inspection; it receives no signals. It runs again
    /// when its fixed script is reloaded, or when the game calls
    /// [`ScriptRuntime::restart`](crate::ScriptRuntime::restart). The default.
    #[default]
    Quarantine,
    /// It restarts, as if it had just been attached.
    Restart {
        /// The delay in frames, at least 1; doubled each time, up to 3,600, unless the instance ran for at least 600
        /// frames since the last restart.
        backoff_frames: u32,
    },
    /// It is detached from its entity.
    Remove,
}

/// The [`FaultPolicy`] of each script. It can be changed at any time; a fault uses the policy of that moment.
///
/// ```
/// use bevy_zig::{FaultPolicies, FaultPolicy};
/// let mut policies = FaultPolicies::default();
/// policies.set("rain", FaultPolicy::Restart { backoff_frames: 60 });
/// assert_eq!(policies.get("rain"), FaultPolicy::Restart { backoff_frames: 60 });
/// assert_eq!(policies.get("door"), FaultPolicy::Quarantine);
/// ```
#[derive(Resource, Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultPolicies {
    /// The policy of scripts without a policy of their own ([`set`](Self::set)). Default: [`FaultPolicy::Quarantine`].
    pub default: FaultPolicy,
    by_script: HashMap<String, FaultPolicy>,
}

impl FaultPolicies {
    /// This policy for all scripts.
    pub fn all(default: FaultPolicy) -> Self {
        Self { default, by_script: HashMap::default() }
    }

    /// Sets the policy of a script.
    pub fn set(&mut self, script: impl Into<String>, policy: FaultPolicy) {
        self.by_script.insert(script.into(), policy);
    }

    /// The policy of a script.
    pub fn get(&self, script: &str) -> FaultPolicy {
        self.by_script.get(script).copied().unwrap_or(self.default)
    }
}

/// The longest time to wait for a restart.
const BACKOFF_FRAMES_MAX: u64 = 3_600;

/// Who has run for as long as this was well, and waits no longer than the first time.
const WELL_FRAMES: u64 = 600;

/// An entry of an owner's list of scripts, whose instances come and go.
type Entry = (Owner, ScriptId, Identity);

/// What is to start anew, and when.
#[derive(Default)]
pub(crate) struct Restarts {
    waiting: Vec<(u64, Waiting)>,
    /// How many frames each has waited the last time, and when it began to run.
    history: HashMap<Entry, (u64, u64)>,
}

/// An instance that waits for its restart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) owner: Owner,
    pub(crate) instance_id: u64,
}

impl Restarts {
    /// An instance has faulted in this frame, and is to start again.
    pub(crate) fn plan(&mut self, frame: u64, entry: Entry, waiting: Waiting, backoff_frames: u32) {
        // Entries of entities that are gone are not worth a look at each entity's end.
        if self.history.len() >= 2 * (self.waiting.len() + 512) {
            self.history.retain(|_, (_, since)| *since + WELL_FRAMES > frame);
        }
        let first = u64::from(backoff_frames.max(1));
        let wait = match self.history.get(&entry) {
            Some((last, since)) if frame.saturating_sub(*since) < WELL_FRAMES => (last * 2).min(BACKOFF_FRAMES_MAX),
            _ => first,
        };
        let wait = wait.max(first);
        self.history.insert(entry, (wait, frame + wait));
        self.waiting.push((frame + wait, waiting));
    }

    /// Starts an instance as soon as possible.
    pub(crate) fn hurry(&mut self, waiting: Waiting) {
        self.waiting.retain(|(_, other)| *other != waiting);
        self.waiting.push((0, waiting));
    }

    /// Takes out those whose time has come, in the order in which they were planned.
    pub(crate) fn due(&mut self, frame: u64) -> Vec<Waiting> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        self.waiting.extract_if(.., |(when, _)| *when <= frame).map(|(_, waiting)| waiting).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_restart_waits_twice_as_long_until_all_is_well() {
        let mut restarts = Restarts::default();
        let entry = (Owner::Game, ScriptId(0), 0);
        let waiting = Waiting { owner: Owner::Game, instance_id: 1 };
        let mut frame = 10;
        for expected in [2, 4, 8] {
            restarts.plan(frame, entry, waiting, 2);
            assert_eq!(restarts.due(frame + expected - 1), []);
            assert_eq!(restarts.due(frame + expected), [waiting]);
            frame += expected;
        }
        frame += WELL_FRAMES;
        restarts.plan(frame, entry, waiting, 2);
        assert_eq!(restarts.due(frame + 2), [waiting]);
        for _ in 0..20 {
            restarts.plan(frame, entry, waiting, 1_000);
        }
        assert_eq!(restarts.due(frame + BACKOFF_FRAMES_MAX).len(), 20, "nobody waits for ever");
    }
}
