//! What could not be done when it was applied, which nobody can answer any more.

use bevy::log::warn;
use bevy::platform::collections::HashSet;

use crate::attached::Owner;

/// Of how many places is kept that they were reported, so that scripts do not fill log and memory.
const KEPT_MAX: usize = 1_000;

/// Reports each place once for each script.
#[derive(Default)]
pub(super) struct Complaints(HashSet<String>);

impl Complaints {
    /// Reports that a script could not change a type, at this place in it. False: nothing has changed.
    pub(super) fn add(&mut self, script: &str, owner: Owner, (path, place): (&str, &str), what: &str) -> bool {
        let key = format!("{script} {path} {place}");
        if self.0.len() < KEPT_MAX && self.0.insert(key) {
            // Resources and the like are nobody's.
            let on = owner.entity().map(|_| format!(" {owner}")).unwrap_or_default();
            warn!(target: "bevy_zig::script", "script '{script}' could not change {path}{on}: {what} (reported once)");
        }
        false
    }
}
