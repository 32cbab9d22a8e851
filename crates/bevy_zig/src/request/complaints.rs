//! What could not be done when it was applied, which nobody can answer any more.

use bevy::log::warn;
use bevy::platform::collections::{HashMap, HashSet};
use bevy::prelude::Entity;

use crate::attached::Owner;

/// Of how many places of a script is kept that they were reported, so that it fills neither log nor memory, and
/// silences no other.
const KEPT_MAX: usize = 1_000;

/// Reports each place once for each script.
#[derive(Default)]
pub(super) struct Complaints(HashMap<String, HashSet<String>>);

impl Complaints {
    /// Reports that a script could not change a type, at this place in it. False: nothing has changed.
    pub(super) fn add(&mut self, script: &str, owner: Owner, (path, place): (&str, &str), what: &str) -> bool {
        if !self.0.contains_key(script) {
            self.0.insert(script.to_owned(), HashSet::default());
        }
        let reported = self.0.get_mut(script).expect("it was just made");
        if reported.len() < KEPT_MAX && reported.insert(format!("{path} {place}")) {
            // Resources and the like are nobody's.
            let is_one = owner.entity().is_some_and(|entity| entity != Entity::PLACEHOLDER);
            let on = if is_one { format!(" {owner}") } else { String::new() };
            warn!(target: "bevy_zig::script", "script '{script}' could not change {path}{on}: {what} (reported once)");
        }
        false
    }

    /// A script has other code: what was reported of the old is news again.
    #[cfg(feature = "hot-reload")]
    pub(super) fn forget(&mut self, script: &str) {
        self.0.remove(script);
    }
}
