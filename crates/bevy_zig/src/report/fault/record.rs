//! What is known of faults: of instances in quarantine, for the game to look at; of the others, until they are
//! reported.

use std::collections::BTreeMap;
use std::time::Duration;

use bevy::log::error;
use bevy::platform::collections::{HashMap, HashSet};
use bevy::platform::time::Instant;
use bevy::prelude::World;

use super::super::stack_text;
use super::{FaultKind, ScriptFault};
use crate::attached::Owner;

/// Faults that are sent as messages in one phase; the first of each script is sent whatever others have.
const MESSAGES_MAX: usize = 16_384;

/// Kinds of faults that are told apart in the log.
const GROUPS_MAX: usize = 1_000;

/// Between two log lines of faults that are alike.
const REPORT_INTERVAL: Duration = Duration::from_secs(1);

/// Faults that are alike: script, callback, kind and place.
type Group = (String, &'static str, std::mem::Discriminant<FaultKind>, usize);

#[derive(Default)]
pub(crate) struct Faults {
    messages: Vec<ScriptFault>,
    /// Whose faults are among them.
    told: HashSet<String>,
    log: HashMap<Group, Repeats>,
    /// Why instances are in quarantine, by their numbers.
    pub(crate) kept: BTreeMap<u64, ScriptFault>,
    count: u64,
    /// The same, by scripts.
    counts: HashMap<String, u64>,
}

#[derive(Default)]
struct Repeats {
    said: Option<Instant>,
    /// The first since then, and how many there were.
    next: Option<(ScriptFault, &'static str)>,
    count: u64,
}

impl Faults {
    /// A fault has happened, at this address; `consequence` says what becomes of the instance.
    pub(crate) fn report(&mut self, fault: &ScriptFault, address: usize, consequence: &'static str) {
        self.count += 1;
        match self.counts.get_mut(&fault.script) {
            Some(count) => *count += 1,
            None => drop(self.counts.insert(fault.script.clone(), 1)),
        }
        let is_told = self.told.contains(&fault.script);
        if !is_told {
            self.told.insert(fault.script.clone());
        }
        // A crowd must not hide the one fault that takes another script's reload back.
        if self.messages.len() < MESSAGES_MAX || !is_told {
            self.messages.push(fault.clone());
        }
        let group = (fault.script.clone(), fault.callback, std::mem::discriminant(&fault.kind), address);
        if self.log.len() >= GROUPS_MAX && !self.log.contains_key(&group) {
            self.log.retain(|_, repeats| repeats.count > 0);
            if self.log.len() >= GROUPS_MAX {
                return;
            }
        }
        let repeats = self.log.entry(group).or_default();
        repeats.count += 1;
        repeats.next.get_or_insert_with(|| (fault.clone(), consequence));
    }

    /// How many there were since the start.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// The same, of one script.
    pub(crate) fn count_of(&self, script: &str) -> u64 {
        self.counts.get(script).copied().unwrap_or_default()
    }

    /// An instance is gone, or no longer in quarantine.
    pub(crate) fn forget(&mut self, instance_id: u64) {
        self.kept.remove(&instance_id);
    }

    /// Logs what has happened, one line for faults that are alike, and sends the messages.
    pub(crate) fn send(&mut self, world: &mut World) {
        for repeats in self.log.values_mut() {
            if repeats.said.is_some_and(|said| said.elapsed() < REPORT_INTERVAL) {
                continue;
            }
            let Some((fault, consequence)) = repeats.next.take() else { continue };
            say(&fault, consequence, std::mem::take(&mut repeats.count) - 1);
            repeats.said = Some(Instant::now());
        }
        self.told.clear();
        if !self.messages.is_empty() {
            world.write_message_batch(self.messages.drain(..));
        }
    }
}

fn say(fault: &ScriptFault, consequence: &str, more: u64) {
    let ScriptFault { script, entity, callback, kind, message, trace, .. } = fault;
    let said = if message.is_empty() { String::new() } else { format!(": {message}") };
    let more = if more > 0 { format!(" ({more} more like it)") } else { String::new() };
    let (on, stack) = (Owner::from(*entity), stack_text(trace));
    error!(target: "bevy_zig::script", "script '{script}' {on} faulted in {callback}: {kind}{said}{more}; {consequence}{stack}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_hides_no_other_scripts_fault() {
        let mut faults = Faults::default();
        let mut report = |script: &str| {
            let fault = ScriptFault {
                script: script.to_owned(),
                entity: None,
                instance_id: 1,
                callback: "update",
                kind: FaultKind::Panic,
                message: String::new(),
                trace: std::sync::Arc::default(),
            };
            faults.report(&fault, 0, "");
        };
        (0..MESSAGES_MAX + 10).for_each(|_| report("crowd"));
        (0..3).for_each(|_| report("other"));
        assert_eq!(faults.messages.len(), MESSAGES_MAX + 1);
        assert_eq!(faults.messages.last().map(|fault| fault.script.as_str()), Some("other"));
    }
}
