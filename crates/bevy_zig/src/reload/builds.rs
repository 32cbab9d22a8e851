//! The scripts that there are, and what is being built of them: a queue, compilers that run, and results that wait to
//! be told of.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use bevy_zig_build::{Answer, BuildError, Canceller, Diagnostic, Finished, Libraries, Library, NoAnswer};

use super::builder::{BuildEvent, BuildTimes, By};
use super::compilers::{Compilers, Said, Urgency};
use super::worker::Message;

/// A compilation that takes longer is reported: somebody may wonder.
pub(super) const SLOW: Duration = Duration::from_secs(3);

/// A resident compiler that takes longer is not waited for: one that compiles from scratch starts beside it.
const HURRY: Duration = Duration::from_millis(60);

/// A script that there is, or was a moment ago.
pub(super) struct Known {
    /// As it was last looked at.
    pub library: Library,
    /// The fingerprint that was last told of, as built or failed.
    pub told: Option<String>,
    /// The library that the game was last told of.
    pub runs: Option<Library>,
    pub stage: Stage,
    /// When the system told of the change that is not built yet.
    pub saved: Option<Instant>,
    /// How long the steps of what is being built took so far.
    pub times: BuildTimes,
    /// Since when the file is empty.
    pub blank_since: Option<Instant>,
    /// Whether the last look did not find it.
    pub missing: bool,
    /// How many scripts the look that has put it into the queue has put there.
    pub company: usize,
}

pub(super) enum Stage {
    Resting,
    /// In the queue.
    Waiting,
    Compiling {
        serial: u64,
        quick: Quick,
        /// Of the compiler that works from scratch, once it does.
        canceller: Option<Canceller>,
        started: Instant,
        /// Whether Zig compiles parts of its own library first. Who stops it then begins with them again.
        is_cold: bool,
        is_told_slow: bool,
    },
    /// The compiler has ended; the game hears of it when the tree is at rest.
    Done {
        event: BuildEvent,
        /// Whether the same sources are not to be compiled again.
        counts: bool,
    },
}

/// What the game may hear before a compilation from scratch has ended.
pub(super) enum Quick {
    /// Nothing: somebody waits for the compilation.
    Nothing,
    /// What a resident compiler makes, which is asked since then.
    Asked(Instant),
    /// This, and it has not heard it yet.
    Made(Box<BuildEvent>),
    /// It has heard it.
    Told,
}

pub(super) struct Builds {
    pub known: BTreeMap<String, Known>,
    /// Whether all that is being built is reported at once: it belongs to one change.
    pub together: bool,
    /// Whether that is a change of many files. Then nothing is reported before it is compiled from scratch.
    pub of_many_files: bool,
    queue: VecDeque<String>,
    jobs: usize,
    /// Whether anything but a compilation from scratch may be told of.
    is_quick: bool,
    compilers: Compilers,
    events: Sender<Vec<BuildEvent>>,
}

impl Builds {
    /// Runs up to `jobs` compilers at once; 0 means as many as there are processors.
    pub(super) fn new(jobs: usize, sender: Sender<Message>, events: Sender<Vec<BuildEvent>>) -> Self {
        let jobs = match jobs {
            0 => thread::available_parallelism().map_or(1, usize::from),
            jobs => jobs,
        };
        Self {
            known: BTreeMap::new(),
            together: false,
            of_many_files: false,
            queue: VecDeque::new(),
            jobs,
            is_quick: false,
            compilers: Compilers::new(sender),
            events,
        }
    }

    pub(super) fn is_compiling(&self) -> bool {
        self.known.values().any(|known| matches!(known.stage, Stage::Compiling { .. }))
    }

    /// How many scripts somebody waits for a compilation from scratch of.
    fn needed_len(&self) -> usize {
        let is_needed = |known: &&Known| matches!(known.stage, Stage::Compiling { quick: Quick::Nothing, .. });
        self.known.values().filter(is_needed).count()
    }

    /// Whether anything is being built, or is to be.
    pub(super) fn is_busy(&self) -> bool {
        self.is_compiling() || !self.queue.is_empty()
    }

    /// Whether something is done that the game has not heard of.
    pub(super) fn has_done(&self) -> bool {
        self.known.values().any(|known| matches!(known.stage, Stage::Done { .. }))
    }

    pub(super) fn queue_up(&mut self, name: &str) {
        let known = self.known.get_mut(name).expect("who queues it knows it");
        known.stage = Stage::Waiting;
        self.queue.push_back(name.to_owned());
    }

    /// Notes that one look at the files has queued these scripts. Those that one save has changed, through a file that
    /// they share, belong together. A look for another reason may find the change before the system tells of the save.
    pub(super) fn note_company(&mut self, queued: &[String], is_saved: bool) {
        let mut changed = 0;
        for name in queued {
            let known = self.known.get_mut(name).expect("what waits is known");
            known.company = queued.len();
            let is_other = known.runs.as_ref().is_some_and(|runs| runs.fingerprint != known.library.fingerprint);
            changed += usize::from(is_saved || is_other);
        }
        self.together |= changed > 1;
    }

    /// Many files are being changed: what is built of them is reported at once, when it is compiled from scratch.
    pub(super) fn hold_many_files(&mut self) {
        self.together = true;
        self.of_many_files = true;
    }

    /// Ends what is being built of a script.
    pub(super) fn cancel(&mut self, name: &str) {
        let Some(known) = self.known.get_mut(name) else { return };
        match std::mem::replace(&mut known.stage, Stage::Resting) {
            Stage::Resting => return,
            Stage::Done { .. } => {}
            Stage::Waiting => self.queue.retain(|waiting| waiting != name),
            Stage::Compiling { canceller, .. } => {
                if let Some(canceller) = canceller {
                    canceller.cancel();
                }
            }
        }
        self.tell(BuildEvent::Cancelled { script: name.to_owned() });
    }

    /// Takes the next script from the queue, if a compiler may run or one that stays can be asked. Returns whether one
    /// was started for it.
    pub(super) fn start_next(&mut self, libraries: &Libraries) -> Option<bool> {
        let index = match self.needed_len() < self.jobs {
            true => Some(0),
            false => self.queue.iter().position(|name| self.answers_now() && self.compilers.is_warm(name)),
        };
        let name = self.queue.remove(index?)?;
        Some(self.start(&name, libraries))
    }

    /// Whether the game may hear of code before it is compiled from scratch.
    fn answers_now(&self) -> bool {
        self.is_quick && !self.of_many_files
    }

    fn start(&mut self, name: &str, libraries: &Libraries) -> bool {
        let known = self.known.get_mut(name).expect("what waits is known");
        known.stage = Stage::Resting;
        let started = Instant::now();
        if known.library.is_blank {
            let path = &known.library.script.path;
            let file = path.file_name().unwrap_or_default().display();
            let message = format!("{file} is empty; its last good version keeps running, if there is one");
            let text = format!("{}:1:1: error: {message}", path.display());
            let diagnostics = vec![Diagnostic::about(path.clone(), message)];
            self.failed(name, diagnostics, text, Duration::ZERO);
            return false;
        }
        if libraries.reuse(&known.library) {
            let start = started.elapsed();
            self.built(name, BuildTimes { start, ..self.known[name].times });
            return false;
        }
        let serial = self.compilers.serial();
        let is_cold = libraries.is_cold();
        let is_quick = self.is_quick && !self.of_many_files;
        let quick = match known.retuned(started).filter(|_| is_quick) {
            Some(retuned) => Quick::Made(Box::new(retuned)),
            None if is_quick && self.compilers.ask(&known.library, libraries, serial) => Quick::Asked(Instant::now()),
            None => Quick::Nothing,
        };
        let is_asked = matches!(quick, Quick::Asked(_));
        let is_needed = matches!(quick, Quick::Nothing);
        let is_cold = is_cold && !is_asked;
        known.stage = Stage::Compiling { serial, quick, canceller: None, started, is_cold, is_told_slow: false };
        if is_needed && !self.start_from_scratch(name, libraries, Urgency::Needed) {
            return false;
        }
        self.known.get_mut(name).expect("what waits is known").times.start = started.elapsed();
        self.tell(BuildEvent::Started { script: name.to_owned() });
        true
    }

    /// Starts a compiler that works from scratch, unless it runs already. Returns false if it does not start; then the
    /// build is over.
    fn start_from_scratch(&mut self, name: &str, libraries: &Libraries, urgency: Urgency) -> bool {
        let known = self.known.get_mut(name).expect("what is being built is known");
        let Stage::Compiling { serial, canceller: canceller @ None, .. } = &mut known.stage else { return true };
        match self.compilers.start(&known.library, libraries, *serial, urgency) {
            Ok(started) => *canceller = Some(started),
            Err(error) => {
                self.broken(name, &error);
                return false;
            }
        }
        true
    }

    /// What a compiler's thread has said. Returns whether to look again, since the compiler was given files that have
    /// changed since.
    pub(super) fn hear(&mut self, name: &str, serial: u64, said: Said, libraries: &Libraries) -> bool {
        self.compilers.note(serial, &said);
        match said {
            Said::Ended(result) => self.ended(name, serial, *result, libraries),
            Said::Answered(result) => self.answered(name, serial, result, libraries),
            Said::Warm | Said::Gone => false,
        }
    }

    /// A resident compiler has answered. One that works from scratch confirms what it has made, or does without.
    fn answered(&mut self, name: &str, serial: u64, result: Result<Answer, NoAnswer>, libraries: &Libraries) -> bool {
        let Some(known) = self.known.get_mut(name) else { return false };
        let Stage::Compiling { serial: current, quick, .. } = &mut known.stage else { return false };
        // An answer to a question that was taken back, or that is not waited for any more.
        if *current != serial || !matches!(quick, Quick::Asked(_)) {
            return false;
        }
        *quick = Quick::Nothing;
        if !matches!(result, Err(NoAnswer::Gone)) {
            self.compilers.praise(name);
        }
        let answer = match result {
            Ok(answer) => answer,
            Err(_) => {
                self.start_from_scratch(name, libraries, Urgency::Needed);
                return false;
            }
        };
        if !libraries.is_current(&known.library) {
            self.cancel(name);
            return true;
        }
        *quick = Quick::Made(Box::new(BuildEvent::Built {
            script: name.to_owned(),
            library: answer.path,
            symbol: known.library.symbol.clone(),
            fingerprint: known.library.fingerprint.clone(),
            by: By::Resident { fields: answer.fields },
            saved: known.saved,
            times: BuildTimes { compile: answer.compile, keep: answer.keep, ..known.times },
            finished: Instant::now(),
        }));
        if answer.is_worn {
            self.compilers.end(name);
        }
        false
    }

    /// A compiler from scratch has ended.
    fn ended(&mut self, name: &str, serial: u64, result: Result<Finished, BuildError>, libraries: &Libraries) -> bool {
        let Some(known) = self.known.get_mut(name) else { return false };
        let Stage::Compiling { serial: current, started, ref quick, .. } = known.stage else { return false };
        // Both had the same machine, however busy, and the other had less time.
        let is_overtaken = matches!(quick, Quick::Asked(_));
        let since = started + known.times.start;
        // Of a compiler that was cancelled, nothing is wanted.
        if current != serial {
            return false;
        }
        // The file may have changed between being looked at and being compiled, or while it was.
        if !libraries.is_current(&known.library) {
            self.cancel(name);
            return true;
        }
        known.stage = Stage::Resting;
        if is_overtaken {
            self.compilers.give_up(name);
        }
        let compile = result.as_ref().map_or(Duration::ZERO, |finished| finished.compile);
        if known.saved.is_some() && result.is_ok() && known.company <= self.compilers.room() {
            self.compilers.stay_for(&known.library, libraries);
        }
        match result.and_then(|finished| finished.keep(libraries)) {
            Ok(Ok(())) => {
                let keep = since.elapsed().saturating_sub(compile);
                self.built(name, BuildTimes { compile, keep, ..self.known[name].times });
            }
            Ok(Err(text)) => self.failed(name, Diagnostic::parse(&text), text, compile),
            Err(error) => self.broken(name, &error),
        }
        false
    }

    fn built(&mut self, name: &str, times: BuildTimes) {
        let known = self.known.get_mut(name).expect("what was built is known");
        let Library { path, symbol, fingerprint, .. } = &known.library;
        let event = BuildEvent::Built {
            script: name.to_owned(),
            library: path.clone(),
            symbol: symbol.clone(),
            fingerprint: fingerprint.clone(),
            by: By::OneShot,
            saved: known.saved,
            times,
            finished: Instant::now(),
        };
        self.done(name, event, true);
    }

    fn failed(&mut self, name: &str, diagnostics: Vec<Diagnostic>, text: String, compile: Duration) {
        let fingerprint = self.known[name].library.fingerprint.clone();
        let script = name.to_owned();
        self.done(name, BuildEvent::Failed { script, fingerprint, diagnostics, text, compile }, true);
    }

    /// A failure that is not the script's: the next look tries again.
    fn broken(&mut self, name: &str, error: &BuildError) {
        let (script, text) = (name.to_owned(), chain_text(error));
        let fingerprint = self.known[name].library.fingerprint.clone();
        let event = BuildEvent::Failed { script, fingerprint, diagnostics: Vec::new(), text, compile: Duration::ZERO };
        self.done(name, event, false);
    }

    fn done(&mut self, name: &str, event: BuildEvent, counts: bool) {
        self.known.get_mut(name).expect("what was built is known").stage = Stage::Done { event, counts };
    }

    /// Tells of what is done; of what belongs together, when all of it is.
    pub(super) fn tell_done(&mut self) {
        let is_busy = self.is_busy();
        if self.together && is_busy {
            return;
        }
        let events = self.take_done();
        self.together = false;
        self.of_many_files = false;
        self.tell_all(events);
    }

    fn take_done(&mut self) -> Vec<BuildEvent> {
        let mut events = Vec::new();
        for known in self.known.values_mut() {
            match std::mem::replace(&mut known.stage, Stage::Resting) {
                Stage::Done { event, counts } => {
                    known.told = counts.then(|| known.library.fingerprint.clone());
                    known.saved = None;
                    if matches!(event, BuildEvent::Built { .. }) {
                        known.runs = Some(known.library.clone());
                    }
                    events.push(event.told_now());
                }
                other => known.stage = other,
            }
        }
        events
    }

    /// Whether there is an answer that the game is to hear of now.
    pub(super) fn has_answer(&self) -> bool {
        let all = self.are_all_answered();
        self.known.values().any(|known| known.answer().is_some_and(|answer| all || answer.is_of_numbers()))
    }

    /// Whether nothing more is waited for that belongs together with what there is. Numbers belong to nothing else: who
    /// uses them in another script has them when that is compiled.
    fn are_all_answered(&self) -> bool {
        let is_waited_for = |known: &Known| {
            matches!(known.stage, Stage::Waiting | Stage::Compiling { quick: Quick::Nothing | Quick::Asked(_), .. })
        };
        !self.together || !self.known.values().any(is_waited_for)
    }

    /// Tells of what there is already, and only then lets compilers confirm it from scratch: starting one takes as long
    /// as it takes to carry an answer into the game.
    pub(super) fn tell_answers(&mut self, libraries: &Libraries) {
        if !self.has_answer() {
            return;
        }
        let all = self.are_all_answered();
        let (mut events, mut names) = (Vec::new(), Vec::new());
        for (name, known) in &mut self.known {
            let Stage::Compiling { quick, .. } = &mut known.stage else { continue };
            match std::mem::replace(quick, Quick::Told) {
                Quick::Made(answer) if all || answer.is_of_numbers() => {
                    known.runs = Some(known.library.clone());
                    // A save of what was told of before is a change again.
                    known.told = None;
                    events.push(answer.told_now());
                    names.push(name.clone());
                }
                other => *quick = other,
            }
        }
        // Of what belongs together, something may have been there before.
        if self.together && all {
            events.extend(self.take_done());
        }
        self.tell_all(events);
        for name in names {
            self.start_from_scratch(&name, libraries, Urgency::Confirms);
        }
    }

    /// When a resident compiler will have taken long.
    pub(super) fn next_hurry(&self) -> Option<Instant> {
        let due = self.known.values().filter_map(|known| match &known.stage {
            Stage::Compiling { quick: Quick::Asked(asked), canceller, .. } => {
                canceller.is_none().then(|| *asked + HURRY)
            }
            _ => None,
        });
        due.min()
    }

    /// Does without resident compilers that take long.
    pub(super) fn hurry(&mut self, now: Instant, libraries: &Libraries) {
        let asked = self.known.iter().filter_map(|(name, known)| match known.stage {
            Stage::Compiling { quick: Quick::Asked(asked), .. } => {
                Some((name.clone(), now.saturating_duration_since(asked)))
            }
            _ => None,
        });
        for (name, since) in asked.collect::<Vec<_>>() {
            if since >= HURRY {
                self.start_from_scratch(&name, libraries, Urgency::Needed);
            }
        }
    }

    /// Whether the game is to hear of code before it is compiled from scratch.
    pub(super) fn set_quick(&mut self, on: bool) {
        self.is_quick = on;
        self.compilers.set_residents(on);
    }

    /// What a script's resident compiler has made was wrong.
    pub(super) fn distrust(&mut self, name: &str) {
        self.compilers.distrust(name);
    }

    /// When a compiler will have taken long.
    pub(super) fn next_slow(&self) -> Option<Instant> {
        self.known.values().filter_map(Known::slow_from).min()
    }

    pub(super) fn tell_slow(&mut self, now: Instant) {
        let mut events = Vec::new();
        for (name, known) in &mut self.known {
            if known.slow_from().is_some_and(|from| now >= from)
                && let Stage::Compiling { started, is_cold, is_told_slow, .. } = &mut known.stage
            {
                *is_told_slow = true;
                let elapsed = now.saturating_duration_since(*started);
                events.push(BuildEvent::Slow { script: name.clone(), elapsed, is_cold: *is_cold });
            }
        }
        events.into_iter().for_each(|event| self.tell(event));
    }

    pub(super) fn tell(&self, event: BuildEvent) {
        self.tell_all(vec![event]);
    }

    /// Tells of what is to be taken at once.
    fn tell_all(&self, events: Vec<BuildEvent>) {
        if !events.is_empty() {
            // An error says that the builder is being dropped.
            self.events.send(events).ok();
        }
    }

    /// Ends all compilers, and waits for the threads that wait for them.
    pub(super) fn stop(self) {
        for known in self.known.values() {
            if let Stage::Compiling { canceller: Some(canceller), .. } = &known.stage {
                canceller.cancel();
            }
        }
        self.compilers.stop();
    }
}

impl Known {
    /// When its compiler will have taken long, if somebody is to hear of that: one that confirms what runs in the game
    /// already works in silence.
    fn slow_from(&self) -> Option<Instant> {
        match self.stage {
            Stage::Compiling { quick: Quick::Told, .. } => None,
            Stage::Compiling { started, is_told_slow: false, .. } => Some(started + SLOW),
            _ => None,
        }
    }

    pub(super) fn new(library: Library) -> Self {
        Self {
            library,
            told: None,
            runs: None,
            stage: Stage::Resting,
            saved: None,
            times: BuildTimes::default(),
            blank_since: None,
            missing: false,
            company: 1,
        }
    }

    /// What the game has not heard of yet, and could before it is compiled from scratch.
    fn answer(&self) -> Option<&BuildEvent> {
        match &self.stage {
            Stage::Compiling { quick: Quick::Made(answer), .. } => Some(answer),
            _ => None,
        }
    }

    /// What the game hears of at once, if its code differs only in numbers.
    fn retuned(&self, started: Instant) -> Option<BuildEvent> {
        let old = self.runs.as_ref()?;
        let defaults = self.library.changed_numbers(old)?;
        Some(BuildEvent::Retuned {
            script: self.library.script.name.clone(),
            old: old.fingerprint.clone(),
            fingerprint: self.library.fingerprint.clone(),
            defaults,
            saved: self.saved,
            times: BuildTimes { start: started.elapsed(), ..self.times },
            finished: Instant::now(),
        })
    }
}

/// An error with its causes, on one line.
pub(super) fn chain_text(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}
