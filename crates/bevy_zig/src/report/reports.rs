//! Log lines, errors and warnings of scripts, on their way to the log and to Bevy messages.

use std::time::Duration;

use bevy::log::{error, info, warn};
use bevy::platform::collections::{HashMap, HashSet};
use bevy::platform::time::Instant;
use bevy::prelude::{Entity, World};

use super::message::{LogLevel, ScriptError, ScriptLog};
use super::stacks::Stacks;
use crate::attached::Owner;
use crate::base::did_you_mean;

/// Of how many names of a script, and of how many kinds of errors, is kept that they were seen, so that a script that
/// makes them up fills neither log nor memory, and silences no other.
const KEPT_MAX: usize = 1_000;

/// Between two reports of errors that are alike.
const REPORT_INTERVAL: Duration = Duration::from_secs(1);

/// Script, callback and error, and the stack.
type Repeat = ([String; 3], Box<[usize]>);

#[derive(Default)]
pub(crate) struct Reports {
    lines: Vec<ScriptLog>,
    errors: Vec<ScriptError>,
    /// By script.
    once: HashMap<String, Once>,
    repeats: HashMap<Repeat, (Instant, u64)>,
    pub(crate) stacks: Stacks,
    complaints: HashMap<String, Instant>,
    /// Whether reports are kept without being logged or sent.
    quiet: bool,
}

/// What is reported of a script once.
#[derive(Default)]
struct Once {
    reported: HashSet<String>,
    /// When it first asked for input that is not mapped.
    unmapped: HashMap<String, u64>,
}

impl Reports {
    /// Reports on scripts that were compiled with the SDKs in these folders; an empty path is none.
    pub(crate) fn new(sdks: impl Iterator<Item = &'static str>) -> Self {
        Self { stacks: Stacks::new(sdks), ..Self::default() }
    }

    pub(crate) fn log(&mut self, level: LogLevel, script: &str, entity: Option<Entity>, text: String) {
        if self.quiet {
            return;
        }
        match level {
            LogLevel::Info => info!(target: "bevy_zig::script", "{script} {}: {text}", Owner::from(entity)),
            LogLevel::Warn => warn!(target: "bevy_zig::script", "{script} {}: {text}", Owner::from(entity)),
            LogLevel::Error => error!(target: "bevy_zig::script", "{script} {}: {text}", Owner::from(entity)),
        }
        self.lines.push(ScriptLog { level, script: script.to_owned(), entity, text });
    }

    pub(crate) fn error(
        &mut self,
        script: &str,
        entity: Option<Entity>,
        callback: &str,
        error: &str,
        addresses: &[usize],
    ) {
        // Two errors of one name are two if they come from two places.
        let key = ([script, callback, error].map(str::to_owned), Box::from(addresses));
        if self.repeats.len() >= KEPT_MAX && !self.repeats.contains_key(&key) {
            self.repeats.retain(|_, (last, _)| last.elapsed() < REPORT_INTERVAL);
            if self.repeats.len() >= KEPT_MAX {
                return;
            }
        }
        let repeats = match self.repeats.get_mut(&key) {
            Some((last, repeats)) if last.elapsed() < REPORT_INTERVAL => {
                *repeats += 1;
                return;
            }
            Some((_, repeats)) => std::mem::take(repeats),
            None => 0,
        };
        let trace = self.stacks.places(addresses);
        // Naming addresses takes a while the first time, which is not to count.
        self.repeats.insert(key, (Instant::now(), 0));
        let error = ScriptError {
            script: script.to_owned(),
            entity,
            callback: callback.to_owned(),
            error: error.to_owned(),
            trace,
            repeats,
        };
        if !self.quiet {
            let more = if repeats > 0 { format!(" ({repeats} more like it before)") } else { String::new() };
            error!(target: "bevy_zig::script", "script '{script}' {}: {error}{more}", Owner::from(entity));
        }
        self.errors.push(error);
    }

    /// Whether this is to be reported of a script, and was not yet.
    fn is_first(&mut self, script: &str, what: String) -> bool {
        if self.quiet {
            return false;
        }
        let reported = &mut self.once_of(script).reported;
        reported.len() < KEPT_MAX && reported.insert(what)
    }

    fn once_of(&mut self, script: &str) -> &mut Once {
        if !self.once.contains_key(script) {
            self.once.insert(script.to_owned(), Once::default());
        }
        self.once.get_mut(script).expect("it was just made")
    }

    /// A script has other code: what was reported of the old is news again.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn forget(&mut self, script: &str) {
        self.once.remove(script);
    }

    /// An action or axis that is not mapped: reported once for each script, when it asks for it a second time, at least
    /// `grace` frames later: what a script binds counts from the next frame on. `known` are the mapped ones.
    pub(crate) fn unmapped_input<'a>(
        &mut self,
        script: &str,
        (what, name): (&str, &str),
        (frame, grace): (u64, u64),
        known: impl Iterator<Item = &'a str>,
    ) {
        let place = format!("{what} {name}");
        let unmapped = &mut self.once_of(script).unmapped;
        let Some(first) = unmapped.get(&place).copied() else {
            if unmapped.len() < KEPT_MAX {
                unmapped.insert(place, frame);
            }
            return;
        };
        if frame >= first + grace && self.is_first(script, place) {
            let (call, in_rust) =
                if what == "action" { ("bindAction", "bind_action") } else { ("bindAxis", "bind_axis") };
            let meant = did_you_mean(name, known);
            warn!(target: "bevy_zig::script", "script '{script}' asks for the {what} '{name}', which is not mapped; {meant}map it with ctx.{call} in a script, or ScriptInput::{in_rust} in Rust");
        }
    }

    /// An unknown prefab or script: reported once for each script and name.
    pub(crate) fn unknown_name(&mut self, script: &str, what: &str, name: &str, known: impl FnOnce() -> String) {
        if self.is_first(script, format!("{what} {name}")) {
            let known = known();
            let meant = did_you_mean(name, known.split(", "));
            warn!(target: "bevy_zig::script", "script '{script}' asks for unknown {what} '{name}'; {meant}known {what}s: {known}");
        }
    }

    /// A call that a limit has refused: reported once for each script and limit.
    pub(crate) fn over_limit(&mut self, script: &str, limit: &str) {
        if self.is_first(script, format!("limit {limit}")) {
            warn!(
                target: "bevy_zig::script",
                "script '{script}' has reached the limit {limit}, so a call is refused with LimitReached; what the script requested before it is applied. To raise the limit, write: plugin.with_limits(ScriptLimits {{ {limit}: …, ..default() }}) (reported once)"
            );
        }
    }

    /// What a script cannot do with a type: reported once for each script and `place`.
    pub(crate) fn once(&mut self, script: &str, place: &str, what: impl FnOnce() -> String) {
        if self.is_first(script, format!("value {place}")) {
            warn!(target: "bevy_zig::script", "{} (reported once)", what());
        }
    }

    /// A component that the script knows and the game has not registered: reported once for each script and component.
    pub(crate) fn unregistered(&mut self, script: &str, component: &str) {
        if self.is_first(script, format!("component {component}")) {
            let answer = match component {
                "Visibility" | "SpriteColor" => "turn on the feature `sprite` of bevy_zig".to_owned(),
                _ => format!("write: app.register_zig_component::<{component}>()"),
            };
            warn!(target: "bevy_zig::script", "script '{script}' asks for the component '{component}', which is not registered; {answer}");
        }
    }

    /// A call that needs a feature of the library: reported once for each script and function.
    pub(crate) fn lacks_feature(&mut self, script: &str, function: &str, feature: &str) {
        if self.is_first(script, format!("feature {feature}")) {
            warn!(target: "bevy_zig::script", "script '{script}' calls '{function}', for which the feature `{feature}` of bevy_zig is needed; turn it on in Cargo.toml");
        }
    }

    /// A function of the game that a script declares otherwise: reported once for each script and function.
    pub(crate) fn function_differs(&mut self, script: &str, declared: &str, registered: &str) {
        if self.is_first(script, declared.to_owned()) {
            error!(target: "bevy_zig::script", "script '{script}' declares {declared}, but the game has registered {registered}; change one of them");
        }
    }

    /// A script that connects to signals but has no `onSignal`: reported once for each.
    pub(crate) fn deaf(&mut self, script: &str) {
        if self.is_first(script, "no onSignal".to_owned()) {
            warn!(
                target: "bevy_zig::script",
                "script '{script}' connects to a signal but has no `onSignal`; add: pub fn onSignal(self: *S, ctx: *bevy.Context, signal: *const bevy.Signal) !void"
            );
        }
    }

    /// Logs an error about a script that may come for each of many instances: one a second for each script and problem.
    pub(crate) fn complain(&mut self, script: &str, problem: &str, what: impl FnOnce() -> String) {
        let key = format!("{script} {problem}");
        if self.complaints.get(&key).is_some_and(|last| last.elapsed() < REPORT_INTERVAL) {
            return;
        }
        if self.complaints.len() >= KEPT_MAX {
            self.complaints.retain(|_, last| last.elapsed() < REPORT_INTERVAL);
            if self.complaints.len() >= KEPT_MAX {
                return;
            }
        }
        let what = what();
        error!("{what}");
        self.complaints.insert(key, Instant::now());
    }

    /// Reports that nobody is to hear of.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn quiet(&self) -> Self {
        Self { quiet: true, stacks: self.stacks.fresh(), ..Self::default() }
    }

    /// The first error that was reported and not sent yet.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn first_error(&self) -> Option<&ScriptError> {
        self.errors.first()
    }

    /// Sends what was said to whoever reads Bevy messages.
    pub(crate) fn send(&mut self, world: &mut World) {
        if !self.lines.is_empty() {
            world.write_message_batch(self.lines.drain(..));
        }
        if !self.errors.is_empty() {
            world.write_message_batch(self.errors.drain(..));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_script_makes_up_are_kept_up_to_a_limit() {
        let mut reports = Reports::default();
        for index in 0..2 * KEPT_MAX {
            for frame in [1, 2] {
                reports.unmapped_input("script", ("action", index.to_string().as_str()), (frame, 1), [].into_iter());
            }
            reports.error("script", None, "update", &index.to_string(), &[]);
        }
        let Once { reported, unmapped } = &reports.once["script"];
        assert_eq!((reported.len(), unmapped.len()), (KEPT_MAX, KEPT_MAX));
        // Fewer, if a busy machine takes more than a second for them.
        assert!((1..=KEPT_MAX).contains(&reports.repeats.len()), "{}", reports.repeats.len());
        assert!(reports.is_first("other", "limit instances".into()), "that silences nobody else");
        assert!(!reports.is_first("other", "limit instances".into()));
    }

    #[test]
    fn two_complaints_of_one_script_are_two() {
        let mut reports = Reports::default();
        let mut said = Vec::new();
        for (script, problem) in [("ship", "no field 'sped'"), ("ship", "no field 'sped'"), ("ship", "no field 'x'")] {
            reports.complain(script, problem, || {
                said.push(problem);
                problem.to_owned()
            });
        }
        for index in 0..2 * KEPT_MAX {
            reports.complain(&index.to_string(), "", String::new);
        }
        assert_eq!(said, ["no field 'sped'", "no field 'x'"]);
        assert!((1..=KEPT_MAX).contains(&reports.complaints.len()), "{}", reports.complaints.len());
    }

    #[cfg(feature = "hot-reload")]
    #[test]
    fn what_a_trial_asks_for_in_vain_is_not_reported() {
        let mut trial = Reports::default().quiet();
        trial.unmapped_input("script", ("action", "fire"), (1, 0), [].into_iter());
        trial.unmapped_input("script", ("action", "fire"), (2, 0), [].into_iter());
        trial.unknown_name("script", "prefab", "rock", || "none".into());
        trial.over_limit("script", "signals_per_phase");
        trial.unregistered("script", "Health");
        trial.deaf("script");
        assert!(trial.once.values().all(|once| once.reported.is_empty()));
    }
}
