//! The scripts that there are, and what is being built of them: a queue, compilers that run, and results that wait to
//! be told of.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bevy_zig_build::{BuildError, Canceller, Diagnostic, Finished, Libraries, Library};

use super::builder::BuildEvent;
use super::worker::Message;

/// A compilation that takes longer is reported: somebody may wonder.
pub(super) const SLOW: Duration = Duration::from_secs(3);

/// A script that there is, or was a moment ago.
pub(super) struct Known {
    /// As it was last looked at.
    pub library: Library,
    /// The fingerprint that was last told of, as built or failed.
    pub told: Option<String>,
    pub stage: Stage,
    /// When the system told of the change that is not built yet.
    pub saved: Option<Instant>,
    /// Since when the file is empty.
    pub blank_since: Option<Instant>,
    /// Whether the last look did not find it.
    pub missing: bool,
}

pub(super) enum Stage {
    Resting,
    /// In the queue.
    Waiting,
    Compiling {
        serial: u64,
        canceller: Canceller,
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

pub(super) struct Builds {
    pub known: BTreeMap<String, Known>,
    /// Whether all that is being built is reported at once: it belongs to one change of many files.
    pub together: bool,
    queue: VecDeque<String>,
    compiling_len: usize,
    jobs: usize,
    next_serial: u64,
    waiters: Vec<JoinHandle<()>>,
    /// For threads that wait for compilers.
    sender: Sender<Message>,
    events: Sender<Vec<BuildEvent>>,
}

impl Builds {
    /// With so many compilers at once; 0: as many as there are processors.
    pub(super) fn new(jobs: usize, sender: Sender<Message>, events: Sender<Vec<BuildEvent>>) -> Self {
        let jobs = match jobs {
            0 => thread::available_parallelism().map_or(1, usize::from),
            jobs => jobs,
        };
        Self {
            known: BTreeMap::new(),
            together: false,
            queue: VecDeque::new(),
            compiling_len: 0,
            jobs,
            next_serial: 0,
            waiters: Vec::new(),
            sender,
            events,
        }
    }

    pub(super) fn waiting_len(&self) -> usize {
        self.queue.len()
    }

    pub(super) fn is_compiling(&self) -> bool {
        self.compiling_len > 0
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

    /// Ends what is being built of a script.
    pub(super) fn cancel(&mut self, name: &str) {
        let Some(known) = self.known.get_mut(name) else { return };
        match std::mem::replace(&mut known.stage, Stage::Resting) {
            Stage::Resting => return,
            Stage::Done { .. } => {}
            Stage::Waiting => self.queue.retain(|waiting| waiting != name),
            Stage::Compiling { canceller, .. } => {
                canceller.cancel();
                self.compiling_len -= 1;
            }
        }
        self.tell(BuildEvent::Cancelled { script: name.to_owned() });
    }

    /// Starts as many compilers as may run. Returns whether one was started.
    pub(super) fn start_waiting(&mut self, libraries: &Libraries) -> bool {
        let mut is_any = false;
        while self.compiling_len < self.jobs
            && let Some(name) = self.queue.pop_front()
        {
            is_any |= self.start(&name, libraries);
        }
        is_any
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
            self.built(name, started, Duration::ZERO);
            return false;
        }
        let is_cold = libraries.is_cold();
        let compiling = match libraries.start(&known.library) {
            Ok(compiling) => compiling,
            Err(error) => {
                self.broken(name, &error);
                return false;
            }
        };
        let serial = self.next_serial;
        self.next_serial += 1;
        let canceller = compiling.canceller();
        known.stage = Stage::Compiling { serial, canceller, started, is_cold, is_told_slow: false };
        self.compiling_len += 1;
        self.tell(BuildEvent::Started { script: name.to_owned() });

        let (sender, script) = (self.sender.clone(), name.to_owned());
        let wait = move || {
            let result = compiling.wait();
            // An error says that the worker has ended.
            sender.send(Message::Ended { script, serial, result: Box::new(result) }).ok();
        };
        self.waiters.retain(|waiter| !waiter.is_finished());
        match thread::Builder::new().name("bevy_zig compile".to_owned()).spawn(wait) {
            Ok(waiter) => self.waiters.push(waiter),
            Err(source) => {
                self.cancel(name);
                self.problem(format!("cannot wait for the compiler: {source}"));
            }
        }
        true
    }

    /// A compiler has ended. Returns whether to look again, since it was given files that have changed since.
    pub(super) fn ended(
        &mut self,
        name: &str,
        serial: u64,
        result: Result<Finished, BuildError>,
        libraries: &Libraries,
    ) -> bool {
        let Some(known) = self.known.get_mut(name) else { return false };
        let Stage::Compiling { serial: current, started, .. } = known.stage else { return false };
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
        self.compiling_len -= 1;
        let compile = result.as_ref().map_or(Duration::ZERO, |finished| finished.compile);
        match result.and_then(|finished| finished.keep(libraries)) {
            Ok(Ok(())) => self.built(name, started, compile),
            Ok(Err(text)) => self.failed(name, Diagnostic::parse(&text), text, compile),
            Err(error) => self.broken(name, &error),
        }
        false
    }

    fn built(&mut self, name: &str, started: Instant, compile: Duration) {
        let known = self.known.get_mut(name).expect("what was built is known");
        let (library, symbol) = (known.library.path.clone(), known.library.symbol.clone());
        let (script, saved) = (name.to_owned(), known.saved);
        let event = BuildEvent::Built { script, library, symbol, saved, started, compile, finished: Instant::now() };
        self.done(name, event, true);
    }

    fn failed(&mut self, name: &str, diagnostics: Vec<Diagnostic>, text: String, compile: Duration) {
        self.done(name, BuildEvent::Failed { script: name.to_owned(), diagnostics, text, compile }, true);
    }

    /// A failure that is not the script's: the next look tries again.
    fn broken(&mut self, name: &str, error: &BuildError) {
        let (script, text) = (name.to_owned(), chain_text(error));
        let event = BuildEvent::Failed { script, diagnostics: Vec::new(), text, compile: Duration::ZERO };
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
        let mut events = Vec::new();
        for known in self.known.values_mut() {
            match std::mem::replace(&mut known.stage, Stage::Resting) {
                Stage::Done { event, counts } => {
                    known.told = counts.then(|| known.library.fingerprint.clone());
                    known.saved = None;
                    events.push(event);
                }
                other => known.stage = other,
            }
        }
        self.together = false;
        if !events.is_empty() {
            // An error says that the builder is being dropped.
            self.events.send(events).ok();
        }
    }

    /// When a compiler will have taken long.
    pub(super) fn next_slow(&self) -> Option<Instant> {
        let due = self.known.values().filter_map(|known| match known.stage {
            Stage::Compiling { started, is_told_slow: false, .. } => Some(started + SLOW),
            _ => None,
        });
        due.min()
    }

    pub(super) fn tell_slow(&mut self, now: Instant) {
        let mut events = Vec::new();
        for (name, known) in &mut self.known {
            if let Stage::Compiling { started, is_cold, is_told_slow, .. } = &mut known.stage
                && !*is_told_slow
                && now >= *started + SLOW
            {
                *is_told_slow = true;
                let elapsed = now.saturating_duration_since(*started);
                events.push(BuildEvent::Slow { script: name.clone(), elapsed, is_cold: *is_cold });
            }
        }
        events.into_iter().for_each(|event| self.tell(event));
    }

    pub(super) fn tell(&self, event: BuildEvent) {
        // An error says that the builder is being dropped.
        self.events.send(vec![event]).ok();
    }

    /// A problem that no look finds, and so no look takes back.
    fn problem(&self, message: String) {
        self.tell(BuildEvent::Problem { message });
    }

    /// Ends all compilers, and waits for the threads that wait for them.
    pub(super) fn stop(self) {
        for known in self.known.values() {
            if let Stage::Compiling { canceller, .. } = &known.stage {
                canceller.cancel();
            }
        }
        for waiter in self.waiters {
            waiter.join().ok();
        }
    }
}

impl Known {
    pub(super) fn new(library: Library) -> Self {
        Self { library, told: None, stage: Stage::Resting, saved: None, blank_since: None, missing: false }
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
