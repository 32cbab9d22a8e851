//! The current problems of scripts: collected from messages, and removed when they are fixed.

use std::fmt;
use std::time::Duration;

use bevy::ecs::message::MessageReader;
use bevy::prelude::{Entity, Res, ResMut, Resource};
use bevy::time::{Real, Time};

use super::source::{Excerpt, SourcePlace};
use crate::report::{FaultKind, ScriptError, ScriptFault, ScriptLocation};
use crate::runtime::ScriptRuntime;

/// More are not kept: whoever mends these sees the next.
const PROBLEMS_MAX: usize = 500;

/// What happens while the game runs counts as over if it has not happened for this many frames.
const OVER_FRAMES: u64 = 600;

/// A current problem of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its number, unique in a run.
    pub id: u64,
    /// The script; empty if the problem is not about a particular script.
    pub script: String,
    /// The kind of problem.
    pub kind: ProblemKind,
    /// The message, with what to do about it if that is known.
    pub message: String,
    /// The location, in the script's own code if possible.
    pub place: Option<SourcePlace>,
    /// The source lines there.
    pub excerpt: Option<Excerpt>,
    /// The stack of a fault or error, innermost first, or the compiler's notes.
    pub notes: Vec<ProblemNote>,
    /// The entity on which it last happened, if it is about an entity.
    pub entity: Option<Entity>,
    /// When it was first noticed.
    pub first: Moment,
    /// When it was last noticed.
    pub last: Moment,
    /// The number of times it was noticed.
    pub count: u64,
}

/// The kind of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The script does not compile.
    Compile,
    /// The script compiles but was refused.
    Refused,
    /// The new code faulted, and the old code runs again.
    RolledBack,
    /// The script's file was deleted.
    Removed,
    /// Something prevents reloads.
    Reload,
    /// A callback was stopped by a fault.
    Fault(FaultKind),
    /// A callback returned an error.
    Error,
}

/// A location with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemNote {
    /// The location, if there is one.
    pub place: Option<SourcePlace>,
    /// The function, or the compiler's note.
    pub text: String,
}

/// A point in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The frame, as [`ScriptRuntime::frame_number`] counts them.
    pub frame: u64,
    /// Real time since the start of the game.
    pub elapsed: Duration,
}

/// The current problems, in the order in which they were first noticed.
///
/// Compile errors, refusals and the like disappear when the script is reloaded, found unchanged, or reverted. Faults
/// and errors disappear when the script's code is replaced, or when they have not happened for 600 frames and no
/// instance of the script is in quarantine. At most 500 are kept.
#[derive(Resource, Debug, Default)]
pub struct ScriptProblems {
    problems: Vec<Problem>,
    last_id: u64,
}

impl Problem {
    fn new(script: &str, kind: ProblemKind, message: String) -> Self {
        Self {
            id: 0,
            script: script.to_owned(),
            kind,
            message,
            place: None,
            excerpt: None,
            notes: Vec::new(),
            entity: None,
            first: Moment::default(),
            last: Moment::default(),
            count: 0,
        }
    }

    fn with_trace(mut self, place: Option<&ScriptLocation>, trace: &[ScriptLocation]) -> Self {
        self.place = place.map(SourcePlace::from);
        let note = |location: &ScriptLocation| ProblemNote {
            place: Some(location.into()),
            text: location.function.clone().unwrap_or_default(),
        };
        let own = trace.iter().rposition(|location| !location.is_sdk()).map_or(trace.len(), |last| last + 1);
        self.notes = trace[..own].iter().map(note).collect();
        self
    }

    /// Whether it is about what happens in the game, not about a file.
    fn happens(&self) -> bool {
        matches!(self.kind, ProblemKind::Fault(_) | ProblemKind::Error)
    }

    /// Whether it is the same again.
    fn is_like(&self, other: &Self) -> bool {
        let kind = |problem: &Self| std::mem::discriminant(&problem.kind);
        let same_fault = match (self.kind, other.kind) {
            (ProblemKind::Fault(a), ProblemKind::Fault(b)) => std::mem::discriminant(&a) == std::mem::discriminant(&b),
            _ => self.message == other.message,
        };
        kind(self) == kind(other) && same_fault && self.script == other.script && self.place == other.place
    }
}

impl fmt::Display for Problem {
    /// As compilers do: `file:line:column: error: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: error: {}", self.message),
            None if self.script.is_empty() => write!(f, "error: {}", self.message),
            None => write!(f, "error: script '{}': {}", self.script, self.message),
        }
    }
}

impl ScriptProblems {
    /// All problems.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter()
    }

    /// The number of problems.
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Whether there are no problems.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// Dismisses a problem until it happens again. False if there is no problem with this number.
    pub fn dismiss(&mut self, id: u64) -> bool {
        let before = self.problems.len();
        self.problems.retain(|problem| problem.id != id);
        self.problems.len() < before
    }

    fn note(&mut self, mut problem: Problem, now: Moment, times: u64) {
        if let Some(known) = self.problems.iter_mut().find(|known| known.is_like(&problem)) {
            known.last = now;
            known.count += times;
            known.entity = problem.entity;
            return;
        }
        if self.problems.len() == PROBLEMS_MAX {
            return;
        }
        self.last_id += 1;
        problem.id = self.last_id;
        (problem.first, problem.last, problem.count) = (now, now, times);
        problem.excerpt = problem.place.as_ref().and_then(SourcePlace::excerpt).or(problem.excerpt);
        self.problems.push(problem);
    }
}

/// Reads what the game was told in this frame.
pub(super) fn gather(
    mut problems: ResMut<ScriptProblems>,
    runtime: Res<ScriptRuntime>,
    time: Option<Res<Time<Real>>>,
    mut faults: MessageReader<ScriptFault>,
    mut errors: MessageReader<ScriptError>,
    #[cfg(feature = "hot-reload")] mut reloads: MessageReader<crate::ReloadEvent>,
) {
    let now = Moment { frame: runtime.frame_number(), elapsed: time.map(|time| time.elapsed()).unwrap_or_default() };
    // Reloads come before the phases, so that what else was said is about what runs since.
    #[cfg(feature = "hot-reload")]
    for event in reloads.read() {
        reload::note(&mut problems, event, now);
    }
    for fault in faults.read() {
        let said = if fault.message.is_empty() { String::new() } else { format!(": {}", fault.message) };
        let message = format!("{}: {}{said}", fault.callback, fault.kind);
        let problem = Problem::new(&fault.script, ProblemKind::Fault(fault.kind), message);
        let problem = Problem { entity: fault.entity, ..problem.with_trace(fault.place(), &fault.trace) };
        problems.note(problem, now, 1);
    }
    for error in errors.read() {
        let message = format!("{} returned error.{}", error.callback, error.error);
        let problem = Problem::new(&error.script, ProblemKind::Error, message).with_trace(error.place(), &error.trace);
        problems.note(Problem { entity: error.entity, ..problem }, now, error.repeats + 1);
    }
    let is_old = |problem: &Problem| problem.happens() && problem.last.frame + OVER_FRAMES <= now.frame;
    // Looking for those in quarantine takes time if they are many.
    if now.frame.is_multiple_of(60) && problems.iter().any(is_old) {
        let has_ended =
            |problem: &Problem| is_old(problem) && runtime.quarantined().all(|fault| fault.script != problem.script);
        problems.problems.retain(|problem| !has_ended(problem));
    }
}

#[cfg(feature = "hot-reload")]
mod reload {
    use bevy_zig_build::{Diagnostic, Severity};

    use super::*;
    use crate::reload::{ReloadEvent, ReloadStage, ReloadStep};

    pub(super) fn note(problems: &mut ScriptProblems, ReloadEvent { script, step }: &ReloadEvent, now: Moment) {
        let single = |kind, message: String| vec![Problem::new(script, kind, message)];
        let found = match step {
            ReloadStep::BuildFailed { diagnostics, text, .. } => of_compiler(script, diagnostics, text),
            // An answer to a command: there is nothing to be mended.
            ReloadStep::Refused { stage: ReloadStage::Revert, .. } => return,
            ReloadStep::Refused { stage, problem } => single(ProblemKind::Refused, format!("{stage}: {problem}")),
            ReloadStep::RolledBack { generation, problem } => {
                single(ProblemKind::RolledBack, format!("rolled back to generation {generation}: {problem}"))
            }
            ReloadStep::Removed { path } => {
                let message = format!("{} was deleted; its instances wait until it is back", path.display());
                single(ProblemKind::Removed, message)
            }
            ReloadStep::Problem { problem } => single(ProblemKind::Reload, problem.clone()),
            ReloadStep::Added { .. }
            | ReloadStep::Swapped { .. }
            | ReloadStep::HeldBack
            | ReloadStep::Unchanged
            | ReloadStep::Reverted { .. } => {
                problems.problems.retain(|problem| problem.script != *script);
                return;
            }
            ReloadStep::Saved
            | ReloadStep::Building
            | ReloadStep::Slow { .. }
            | ReloadStep::DataChanged { .. }
            | ReloadStep::Cancelled
            | ReloadStep::Proven { .. }
            // What was wrong is gone already.
            | ReloadStep::Corrected { .. }
            | ReloadStep::Notice { .. } => return,
        };
        // What was wrong with the file before it was saved this time, and is no longer.
        problems.problems.retain(|known| {
            known.happens() || known.script != *script || found.iter().any(|problem| problem.is_like(known))
        });
        found.into_iter().for_each(|problem| problems.note(problem, now, 1));
    }

    /// One problem for each error, with the notes that follow it.
    fn of_compiler(script: &str, diagnostics: &[Diagnostic], text: &str) -> Vec<Problem> {
        let mut problems: Vec<Problem> = Vec::new();
        for diagnostic in diagnostics {
            let place = |path: &std::path::PathBuf| SourcePlace::new(path, diagnostic.line, diagnostic.column);
            let place = diagnostic.path.as_ref().map(place);
            let message = diagnostic.message.clone();
            match (diagnostic.severity, problems.last_mut()) {
                (Severity::Note, Some(last)) => last.notes.push(ProblemNote { place, text: message }),
                (Severity::Error | Severity::Note, _) => {
                    let line = diagnostic.source_line.as_deref();
                    let excerpt = line.map(|text| Excerpt::of_line(diagnostic.line, text));
                    problems.push(Problem { place, excerpt, ..Problem::new(script, ProblemKind::Compile, message) });
                }
            }
        }
        if problems.is_empty() {
            problems.push(Problem::new(script, ProblemKind::Compile, text.trim().to_owned()));
        }
        problems
    }
}
