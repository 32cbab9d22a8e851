//! The thread that decides what to build. It waits for messages and, while something is pending, for its time; files
//! are only polled where the system does not tell of saves.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use bevy_zig_build::{BuildError, Canceller, Diagnostic, Finished, Libraries, Library, Look};

use super::builder::BuildEvent;
use super::calm::Calm;
use super::control::Polling;
use super::settle::{Change, Settling};
use super::watch::Seen;
use super::watching::{Say, Watching};

/// How long a script's file may be empty before that counts as what was meant. Some editors and tools empty it first,
/// and a busy disk may hold them up before they go on.
pub(super) const BLANK_WAIT: Duration = Duration::from_millis(500);

/// After folders came or went, more of that is likely to follow.
const FOLDER_WAIT: Duration = Duration::from_millis(20);

/// After events were lost, there are many.
const LOST_WAIT: Duration = Duration::from_millis(100);

/// A compilation that takes longer is reported: somebody may wonder.
pub(super) const SLOW: Duration = Duration::from_secs(3);

/// What the worker is told.
pub(super) enum Message {
    /// From the watcher, with the time.
    System(notify::Result<notify::Event>, Instant),
    Watch(bool),
    Polling(Polling),
    /// Look at these scripts, or at all, and tell of those that have not changed too.
    Build {
        scripts: Vec<String>,
        force: bool,
    },
    /// Answer when nothing is being built.
    WhenIdle(Sender<()>),
    /// A compiler has ended.
    Ended {
        script: String,
        serial: u64,
        result: Box<Result<Finished, BuildError>>,
    },
    Stop,
}

/// A script that there is, or was a moment ago.
struct Known {
    /// As it was last looked at.
    library: Library,
    /// The fingerprint that was last told of, as built or failed.
    told: Option<String>,
    stage: Stage,
    /// When the system told of the change that is not built yet.
    saved: Option<Instant>,
    /// Since when the file is empty.
    blank_since: Option<Instant>,
    /// Whether the last look did not find it.
    missing: bool,
}

enum Stage {
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

pub(super) struct Worker {
    libraries: Libraries,
    inbox: Receiver<Message>,
    /// For the watcher and for threads that wait for compilers.
    sender: Sender<Message>,
    events: Sender<Vec<BuildEvent>>,
    watching: Watching,
    settling: Settling,
    calm: Calm,
    /// Whether a look waits for the tree to be at rest.
    look_pending: bool,
    /// Whether all that is being built is reported at once: it belongs to one change of many files.
    together: bool,
    /// When to look because of something that was no save of one file, and when that was.
    look_due: Option<Instant>,
    look_saved: Option<Instant>,
    known: BTreeMap<String, Known>,
    queue: VecDeque<String>,
    compiling_len: usize,
    jobs: usize,
    next_serial: u64,
    waiters: Vec<JoinHandle<()>>,
    /// What was told of and is still so.
    problems: BTreeSet<String>,
    when_idle: Vec<Sender<()>>,
}

impl Worker {
    pub(super) fn new(
        libraries: Libraries,
        inbox: Receiver<Message>,
        sender: Sender<Message>,
        events: Sender<Vec<BuildEvent>>,
    ) -> Self {
        let jobs = match libraries.plan().jobs {
            0 => thread::available_parallelism().map_or(1, usize::from),
            jobs => jobs,
        };
        Self {
            calm: Calm::new(&libraries.plan().folders),
            libraries,
            inbox,
            watching: Watching::new(sender.clone()),
            sender,
            events,
            settling: Settling::default(),
            look_pending: false,
            together: false,
            look_due: None,
            look_saved: None,
            known: BTreeMap::new(),
            queue: VecDeque::new(),
            compiling_len: 0,
            jobs,
            next_serial: 0,
            waiters: Vec::new(),
            problems: BTreeSet::new(),
            when_idle: Vec::new(),
        }
    }

    pub(super) fn run(mut self) {
        // A save is several events; they are all taken before anything is looked at.
        while let Some(first) = self.next_message() {
            let mut saved = None;
            let mut next = first;
            while let Some(message) = next {
                if matches!(message, Message::Stop) {
                    return self.stop();
                }
                saved = saved.max(self.take(message));
                next = self.inbox.try_recv().ok();
            }
            self.work(saved);
            if self.is_idle() {
                for waiter in self.when_idle.drain(..) {
                    waiter.send(()).ok();
                }
            }
        }
    }

    /// Does what it is time for. `saved` is the time of a save that is over.
    fn work(&mut self, saved: Option<Instant>) {
        let now = Instant::now();
        let saved = saved.max(self.settling.settle(now));
        let say = self.watching.retry(now, self.libraries.plan());
        // Events come again; what was saved before had none.
        if say.iter().any(|say| matches!(say, Say::Notice(_))) {
            self.look_due = Some(now);
        }
        self.say(say);
        if saved.is_some() || self.next_look().is_some_and(|due| due <= now) {
            self.look_due = None;
            self.look_saved = self.look_saved.max(saved);
            self.look_pending = true;
        }
        let moves_until = self.calm.rest_due(now).filter(|_| self.calm.is_burst());
        let polls = self.watching.is_poll_due(now);
        match moves_until {
            Some(_) if self.look_pending => self.together = true,
            Some(due) if polls => {
                self.together = true;
                self.watching.poll_at(due);
            }
            Some(_) => {}
            None if self.look_pending => {
                self.look_pending = false;
                let saved = self.look_saved.take();
                self.look_by_itself(saved);
            }
            None if polls => self.poll(now),
            None => {}
        }
        self.tell_done();
        self.start_waiting();
        self.tell_done();
        self.tell_slow(now);
    }

    fn is_idle(&self) -> bool {
        let is_open = |known: &Known| known.blank_since.is_some() || matches!(known.stage, Stage::Done { .. });
        self.compiling_len == 0 && !self.known.values().any(is_open)
    }

    /// The next message; `Some(None)` if it is time to do something, and `None` never while the builder lives.
    fn next_message(&self) -> Option<Option<Message>> {
        let now = Instant::now();
        let look = if self.look_pending { self.calm.rest_due(now).or(Some(now)) } else { self.next_look() };
        let is_done = self.known.values().any(|known| matches!(known.stage, Stage::Done { .. }));
        // What belongs together waits for a compiler's message, and for no time.
        let is_held = self.together && (self.compiling_len > 0 || !self.queue.is_empty());
        let done = if is_done && !is_held { self.calm.rest_due(now).or(Some(now)) } else { None };
        let due = [self.settling.next_due(), look, done, self.watching.next_due(), self.next_slow()];
        let Some(due) = due.into_iter().flatten().min() else { return self.inbox.recv().ok().map(Some) };
        match self.inbox.recv_timeout(due.saturating_duration_since(now)) {
            Ok(message) => Some(Some(message)),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// When to look although nobody saves.
    fn next_look(&self) -> Option<Instant> {
        let blank = self.known.values().filter_map(|known| Some(known.blank_since? + BLANK_WAIT)).min();
        [self.look_due, blank].into_iter().flatten().min()
    }

    /// Does what a message says. Returns the time of a save that is over.
    fn take(&mut self, message: Message) -> Option<Instant> {
        match message {
            Message::System(Ok(event), at) => return self.note(&event, at),
            Message::System(Err(error), at) => {
                let say = self.watching.fail(&error);
                self.say(say);
                if self.watching.is_wanted() {
                    self.look_soon(at, LOST_WAIT);
                }
            }
            Message::Watch(on) => self.set_watching(on),
            Message::Polling(polling) => self.watching.set_polling(polling),
            Message::Build { scripts, force } => self.build(&scripts, force),
            Message::WhenIdle(waiter) => self.when_idle.push(waiter),
            Message::Ended { script, serial, result } => self.ended(&script, serial, *result),
            Message::Stop => unreachable!("the loop ends with it"),
        }
        None
    }

    fn note(&mut self, event: &notify::Event, at: Instant) -> Option<Instant> {
        let mut saved = None;
        for seen in self.watching.seen(event) {
            match seen {
                Seen::File(path, change) => {
                    if self.is_source(&path) {
                        self.calm.note(&path, at);
                    }
                    let readable = self.settling.note(path, change, at);
                    // What is gone is noted by a look, and believed by the next.
                    if readable || change == Change::Gone {
                        saved = Some(at);
                    }
                }
                Seen::Other => self.look_soon(at, FOLDER_WAIT),
                Seen::Root => {
                    self.renew_watch();
                    self.look_soon(at, FOLDER_WAIT);
                }
                Seen::Lost => {
                    self.renew_watch();
                    self.look_soon(at, LOST_WAIT);
                }
            }
        }
        saved
    }

    fn look_soon(&mut self, at: Instant, wait: Duration) {
        let due = at + wait;
        self.look_due = Some(self.look_due.map_or(due, |old| old.min(due)));
        self.look_saved = self.look_saved.max(Some(at));
    }

    /// Whether scripts are, or may be, made from this file.
    fn is_source(&self, path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "zig" || extension == "c" || extension == "h")
            || self.known.values().any(|known| known.library.is_made_from(path, &self.libraries))
    }

    fn set_watching(&mut self, on: bool) {
        if on == self.watching.is_wanted() {
            return;
        }
        self.settling = Settling::default();
        let say = self.watching.set(on, self.libraries.plan());
        self.say(say);
        if on {
            // What was saved before.
            self.look_due = Some(Instant::now());
        }
    }

    fn renew_watch(&mut self) {
        let say = self.watching.renew();
        self.say(say);
    }

    fn say(&self, said: Vec<Say>) {
        for say in said {
            self.tell(match say {
                Say::Problem(message) => BuildEvent::Problem { message },
                Say::Notice(text) => BuildEvent::Notice { text },
            });
        }
    }

    fn build(&mut self, scripts: &[String], force: bool) {
        if force {
            for (name, known) in &mut self.known {
                if scripts.is_empty() || scripts.contains(name) {
                    known.told = None;
                }
            }
        }
        self.look(scripts, None);
        for name in scripts.iter().filter(|name| !self.known.contains_key(*name)) {
            let message = format!("cannot reload unknown script `{name}`: is {name}.zig in the scripts folder?");
            self.tell(BuildEvent::Problem { message });
        }
    }

    /// A look that nobody has asked for. While saves are not to be noticed, it is for what an earlier look could not
    /// decide.
    fn look_by_itself(&mut self, saved: Option<Instant>) {
        let undecided = self.known.iter().filter(|(_, known)| known.missing || known.blank_since.is_some());
        let undecided: Vec<String> = undecided.map(|(name, _)| name.clone()).collect();
        if self.watching.is_wanted() {
            self.look(&[], saved);
        } else if !undecided.is_empty() {
            self.look(&undecided, None);
        }
    }

    /// Looks at all files, and puts the scripts that have become others into the queue, but for those that are not
    /// among `only`, if that names any.
    fn look(&mut self, only: &[String], saved: Option<Instant>) {
        let look = self.libraries.look();
        let say = self.watching.note(&look);
        self.say(say);
        self.act(look, only, saved);
    }

    /// Looks because nobody may have told. What has changed is believed when it stays so for a moment.
    fn poll(&mut self, now: Instant) {
        let look = self.libraries.look();
        let moved = self.watching.moved(&look, now);
        if moved.is_empty() {
            return self.act(look, &[], Some(now));
        }
        for path in moved {
            self.calm.note(&path, now);
        }
    }

    /// Puts the scripts that a look has found to be others into the queue.
    fn act(&mut self, look: Look, only: &[String], saved: Option<Instant>) {
        let problems: BTreeSet<String> = look.problems.iter().map(|problem| chain_text(problem)).collect();
        self.tell_problems(problems);
        let waiting = self.queue.len();
        let found: BTreeSet<String> = look.libraries.iter().map(|library| library.script.name.clone()).collect();
        for library in look.libraries {
            if only.is_empty() || only.contains(&library.script.name) {
                self.look_at(library, saved);
            }
        }
        // Scripts that one save has changed, through a file that they share, belong together.
        self.together |= saved.is_some() && self.queue.len() > waiting + 1;
        let gone = self.known.keys().filter(|name| !found.contains(*name) && (only.is_empty() || only.contains(name)));
        for name in gone.cloned().collect::<Vec<_>>() {
            self.miss(&name, saved.unwrap_or_else(Instant::now));
        }
    }

    fn look_at(&mut self, library: Library, saved: Option<Instant>) {
        let name = library.script.name.clone();
        if self.settling.paths().any(|path| library.is_made_from(path, &self.libraries)) {
            // Somebody writes; should it be empty after that, the wait for more begins anew.
            if let Some(known) = self.known.get_mut(&name) {
                known.blank_since = None;
            }
            return;
        }
        let known = self.known.entry(name.clone()).or_insert_with(|| Known::new(library.clone()));
        known.missing = false;
        let blank_since = known.blank_since.take();
        let is_wanted = match known.stage {
            Stage::Resting => known.told.as_ref() == Some(&library.fingerprint),
            Stage::Waiting | Stage::Compiling { .. } | Stage::Done { .. } => {
                known.library.fingerprint == library.fingerprint
            }
        };
        if is_wanted {
            if matches!(known.stage, Stage::Resting) {
                known.saved = None;
            }
            return;
        }
        known.saved = saved.or(known.saved);
        // When it ends, it turns out not to be current, and there is another look.
        if matches!(known.stage, Stage::Compiling { is_cold: true, .. }) {
            return;
        }
        if library.is_blank {
            let now = Instant::now();
            let since = blank_since.unwrap_or(now);
            if now < since + BLANK_WAIT {
                known.blank_since = Some(since);
                return;
            }
        }
        known.library = library;
        self.cancel(&name);
        let known = self.known.get_mut(&name).expect("it was just put there");
        // It is again as it was before the save that was cancelled.
        if known.told.as_ref() == Some(&known.library.fingerprint) {
            known.saved = None;
            return;
        }
        if known.saved.is_some() {
            self.tell(BuildEvent::Saved { script: name.clone() });
        }
        self.queue_up(&name);
    }

    fn queue_up(&mut self, name: &str) {
        let known = self.known.get_mut(name).expect("who queues it knows it");
        known.stage = Stage::Waiting;
        self.queue.push_back(name.to_owned());
    }

    /// A script was not found. Some editors move a file away and write it anew, so it is believed when that was not it.
    fn miss(&mut self, name: &str, at: Instant) {
        let Some(known) = self.known.get_mut(name) else { return };
        let path = known.library.script.path.clone();
        known.blank_since = None;
        if !known.missing {
            known.missing = true;
            if !self.settling.paths().any(|held| path.starts_with(held)) {
                self.settling.note(path, Change::Gone, at);
            }
        } else if !self.settling.paths().any(|held| path.starts_with(held)) {
            self.cancel(name);
            self.known.remove(name);
            self.tell(BuildEvent::Removed { script: name.to_owned(), path });
        }
    }

    /// Ends what is being built of a script.
    fn cancel(&mut self, name: &str) {
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

    /// Starts as many compilers as may run.
    fn start_waiting(&mut self) {
        while self.compiling_len < self.jobs
            && let Some(name) = self.queue.pop_front()
        {
            self.start(&name);
        }
    }

    fn start(&mut self, name: &str) {
        let known = self.known.get_mut(name).expect("what waits is known");
        known.stage = Stage::Resting;
        let started = Instant::now();
        if known.library.is_blank {
            let path = &known.library.script.path;
            let file = path.file_name().unwrap_or_default().display();
            let message = format!("{file} is empty; its last good version keeps running, if there is one");
            let text = format!("{}:1:1: error: {message}", path.display());
            let diagnostics = vec![Diagnostic::about(path.clone(), message)];
            return self.failed(name, diagnostics, text, Duration::ZERO);
        }
        if self.libraries.reuse(&known.library) {
            return self.built(name, started, Duration::ZERO);
        }
        let is_cold = self.libraries.is_cold();
        let compiling = match self.libraries.start(&known.library) {
            Ok(compiling) => compiling,
            Err(error) => return self.broken(name, &error),
        };
        let serial = self.next_serial;
        self.next_serial += 1;
        let canceller = compiling.canceller();
        known.stage = Stage::Compiling { serial, canceller, started, is_cold, is_told_slow: false };
        self.compiling_len += 1;
        // The output folder may have been deleted, and be there again now.
        let say = self.watching.renew_if_incomplete();
        self.say(say);
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
    }

    fn ended(&mut self, name: &str, serial: u64, result: Result<Finished, BuildError>) {
        let Some(known) = self.known.get_mut(name) else { return };
        let Stage::Compiling { serial: current, started, .. } = known.stage else { return };
        // Of a compiler that was cancelled, nothing is wanted.
        if current != serial {
            return;
        }
        // The file may have changed between being looked at and being compiled, or while it was.
        if !self.libraries.is_current(&known.library) {
            self.cancel(name);
            return self.look(&[name.to_owned()], None);
        }
        known.stage = Stage::Resting;
        self.compiling_len -= 1;
        let compile = result.as_ref().map_or(Duration::ZERO, |finished| finished.compile);
        match result.and_then(|finished| finished.keep(&self.libraries)) {
            Ok(Ok(())) => self.built(name, started, compile),
            Ok(Err(text)) => self.failed(name, Diagnostic::parse(&text), text, compile),
            Err(error) => self.broken(name, &error),
        }
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
        self.tell_done();
    }

    /// Tells of what is done: not while files are being changed, since it may be half of what was meant, and of what
    /// belongs together at once.
    fn tell_done(&mut self) {
        let is_busy = self.compiling_len > 0 || !self.queue.is_empty();
        if self.look_pending || self.calm.rest_due(Instant::now()).is_some() || (self.together && is_busy) {
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
        self.together = is_busy && self.together;
        if !events.is_empty() {
            // An error says that the builder is being dropped.
            self.events.send(events).ok();
        }
    }

    /// When a compiler will have taken long.
    fn next_slow(&self) -> Option<Instant> {
        let due = self.known.values().filter_map(|known| match known.stage {
            Stage::Compiling { started, is_told_slow: false, .. } => Some(started + SLOW),
            _ => None,
        });
        due.min()
    }

    fn tell_slow(&mut self, now: Instant) {
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

    fn tell(&self, event: BuildEvent) {
        // An error says that the builder is being dropped.
        self.events.send(vec![event]).ok();
    }

    /// A problem that no look finds, and so no look takes back.
    fn problem(&self, message: String) {
        self.tell(BuildEvent::Problem { message });
    }

    /// Tells of what is new among the problems of a look.
    fn tell_problems(&mut self, problems: BTreeSet<String>) {
        for message in problems.difference(&self.problems) {
            self.tell(BuildEvent::Problem { message: message.clone() });
        }
        self.problems = problems;
    }

    fn stop(mut self) {
        self.watching.set(false, self.libraries.plan());
        for known in self.known.values() {
            if let Stage::Compiling { canceller, .. } = &known.stage {
                canceller.cancel();
            }
        }
        for waiter in self.waiters {
            waiter.join().ok();
        }
        // What they have made is dropped with the inbox, and then the folder that it lies in.
        drop(self.inbox);
    }
}

impl Known {
    fn new(library: Library) -> Self {
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
