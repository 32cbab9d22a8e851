//! The thread that decides what to build. It waits for messages and, while something is pending, for its time; files
//! are only polled where the system does not tell of saves.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use bevy_zig_build::{Libraries, Library, Look};

use super::builder::{BuildEvent, BuildTimes};
use super::builds::{Builds, Known, Stage, chain_text};
use super::calm::Calm;
use super::compilers::Said;
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
    /// Whether the game is to hear of code before it is compiled from scratch.
    Quick(bool),
    /// What the resident compiler of this script has made was wrong.
    Distrust {
        script: String,
    },
    /// A compiler's thread says something.
    Compiler {
        script: String,
        serial: u64,
        said: Said,
    },
    Stop,
}

pub(super) struct Worker {
    libraries: Libraries,
    inbox: Receiver<Message>,
    watching: Watching,
    settling: Settling,
    calm: Calm,
    /// Whether a look waits for the tree to be at rest.
    look_pending: bool,
    /// When to look because of something that was no save of one file, and when that was.
    look_due: Option<Instant>,
    look_saved: Option<Instant>,
    builds: Builds,
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
        Self {
            calm: Calm::new(&libraries.plan().folders),
            builds: Builds::new(libraries.plan().jobs, sender.clone(), events),
            libraries,
            inbox,
            watching: Watching::new(sender),
            settling: Settling::default(),
            look_pending: false,
            look_due: None,
            look_saved: None,
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
            Some(_) if self.look_pending => self.builds.hold_many_files(),
            Some(due) if polls => {
                self.builds.hold_many_files();
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
        let mut is_any = false;
        while let Some(is_started) = self.builds.start_next(&self.libraries) {
            is_any |= is_started;
            // Libraries that exist already are reported before a compiler starts.
            self.tell_done();
        }
        if is_any {
            // The output folder may have been deleted, and be there again now.
            let say = self.watching.renew_if_incomplete();
            self.say(say);
        }
        self.builds.hurry(now, &self.libraries);
        self.tell_done();
        self.builds.tell_slow(now);
    }

    fn is_idle(&self) -> bool {
        let is_blank = self.builds.known.values().any(|known| known.blank_since.is_some());
        !self.builds.is_compiling() && !self.builds.has_done() && !is_blank
    }

    /// The next message; `Some(None)` if it is time to do something, and `None` never while the builder lives.
    fn next_message(&self) -> Option<Option<Message>> {
        let now = Instant::now();
        let look = if self.look_pending { self.calm.rest_due(now).or(Some(now)) } else { self.next_look() };
        // What belongs together waits for a compiler's message, and for no time.
        let is_held = self.builds.together && self.builds.is_busy();
        let done = if self.builds.has_done() && !is_held { self.calm.rest_due(now).or(Some(now)) } else { None };
        let answer = if self.builds.has_answer() { self.calm.answer_due(now).or(Some(now)) } else { None };
        let compilers = [self.builds.next_slow(), self.builds.next_hurry()].into_iter().flatten().min();
        let due = [self.settling.next_due(), look, done, answer, self.watching.next_due(), compilers];
        let Some(due) = due.into_iter().flatten().min() else { return self.inbox.recv().ok().map(Some) };
        match self.inbox.recv_timeout(due.saturating_duration_since(now)) {
            Ok(message) => Some(Some(message)),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// When to look although nobody saves.
    fn next_look(&self) -> Option<Instant> {
        let blank = self.builds.known.values().filter_map(|known| Some(known.blank_since? + BLANK_WAIT)).min();
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
            Message::Quick(on) => self.builds.set_quick(on),
            Message::Distrust { script } => self.builds.distrust(&script),
            Message::Compiler { script, serial, said } => {
                if self.builds.hear(&script, serial, said, &self.libraries) {
                    if self.watching.is_wanted() {
                        // Others may have changed with it, of which the system is about to tell.
                        self.look_soon(Instant::now(), Duration::ZERO);
                    } else {
                        self.look(&[script], None);
                    }
                }
            }
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
            || self.builds.known.values().any(|known| known.library.is_made_from(path, &self.libraries))
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
            self.builds.tell(match say {
                Say::Problem(message) => BuildEvent::Problem { message },
                Say::Notice(text) => BuildEvent::Notice { text },
            });
        }
    }

    fn build(&mut self, scripts: &[String], force: bool) {
        if force {
            for (name, known) in &mut self.builds.known {
                if scripts.is_empty() || scripts.contains(name) {
                    known.told = None;
                }
            }
        }
        self.look(scripts, None);
        for name in scripts.iter().filter(|name| !self.builds.known.contains_key(*name)) {
            let message = format!("cannot reload unknown script `{name}`: is {name}.zig in the scripts folder?");
            self.builds.tell(BuildEvent::Problem { message });
        }
    }

    /// A look that nobody has asked for. While saves are not to be noticed, it is for what an earlier look could not
    /// decide.
    fn look_by_itself(&mut self, saved: Option<Instant>) {
        let undecided = self.builds.known.iter().filter(|(_, known)| known.missing || known.blank_since.is_some());
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
        let begun = Instant::now();
        let look = self.libraries.look();
        let say = self.watching.note(&look);
        self.say(say);
        self.act(look, only, saved, begun);
    }

    /// Looks because nobody may have told. What has changed is believed when it stays so for a moment.
    fn poll(&mut self, now: Instant) {
        let begun = Instant::now();
        let look = self.libraries.look();
        let moved = self.watching.moved(&look, now);
        if moved.is_empty() {
            return self.act(look, &[], Some(now), begun);
        }
        for path in moved {
            self.calm.note(&path, now);
        }
    }

    /// Puts the scripts that a look, which began then, has found to be others into the queue.
    fn act(&mut self, look: Look, only: &[String], saved: Option<Instant>, begun: Instant) {
        let watch = saved.map_or(Duration::ZERO, |saved| begun.saturating_duration_since(saved));
        let times = BuildTimes { watch, look: begun.elapsed(), ..BuildTimes::default() };
        let problems: BTreeSet<String> = look.problems.iter().map(|problem| chain_text(problem)).collect();
        self.tell_problems(problems);
        let found: BTreeSet<String> = look.libraries.iter().map(|library| library.script.name.clone()).collect();
        // By name, and not by place in the queue: what has waited there already leaves its place.
        let mut queued = Vec::new();
        for library in look.libraries {
            if only.is_empty() || only.contains(&library.script.name) {
                queued.extend(self.look_at(library, saved, times));
            }
        }
        self.builds.note_company(&queued, saved.is_some());
        let gone =
            self.builds.known.keys().filter(|name| !found.contains(*name) && (only.is_empty() || only.contains(name)));
        for name in gone.cloned().collect::<Vec<_>>() {
            self.miss(&name, saved.unwrap_or_else(Instant::now));
        }
    }

    /// Puts a script into the queue if it is another than is wanted already. Returns its name then.
    fn look_at(&mut self, library: Library, saved: Option<Instant>, times: BuildTimes) -> Option<String> {
        let name = library.script.name.clone();
        if self.settling.paths().any(|path| library.is_made_from(path, &self.libraries)) {
            // Somebody writes; should it be empty after that, the wait for more begins anew.
            if let Some(known) = self.builds.known.get_mut(&name) {
                known.blank_since = None;
            }
            return None;
        }
        let known = self.builds.known.entry(name.clone()).or_insert_with(|| Known::new(library.clone()));
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
            return None;
        }
        known.saved = saved.or(known.saved);
        // When it ends, it turns out not to be current, and there is another look.
        if matches!(known.stage, Stage::Compiling { is_cold: true, .. }) {
            return None;
        }
        if library.is_blank {
            let now = Instant::now();
            let since = blank_since.unwrap_or(now);
            if now < since + BLANK_WAIT {
                known.blank_since = Some(since);
                return None;
            }
        }
        known.library = library;
        known.times = times;
        self.builds.cancel(&name);
        let known = self.builds.known.get_mut(&name).expect("it was just put there");
        // It is again as it was before the save that was cancelled.
        if known.told.as_ref() == Some(&known.library.fingerprint) {
            known.saved = None;
            return None;
        }
        if known.saved.is_some() {
            self.builds.tell(BuildEvent::Saved { script: name.clone() });
        }
        self.builds.queue_up(&name);
        Some(name)
    }

    /// A script was not found. Some editors move a file away and write it anew, so it is believed when that was not it.
    fn miss(&mut self, name: &str, at: Instant) {
        let Some(known) = self.builds.known.get_mut(name) else { return };
        let path = known.library.script.path.clone();
        known.blank_since = None;
        if !known.missing {
            known.missing = true;
            if !self.settling.paths().any(|held| path.starts_with(held)) {
                self.settling.note(path, Change::Gone, at);
            }
        } else if !self.settling.paths().any(|held| path.starts_with(held)) {
            self.builds.cancel(name);
            self.builds.known.remove(name);
            self.builds.tell(BuildEvent::Removed { script: name.to_owned(), path });
        }
    }

    /// Tells of what is new among the problems of a look.
    fn tell_problems(&mut self, problems: BTreeSet<String>) {
        for message in problems.difference(&self.problems) {
            self.builds.tell(BuildEvent::Problem { message: message.clone() });
        }
        self.problems = problems;
    }

    /// Tells of what is done: not while files are being changed, since it may be half of what was meant.
    fn tell_done(&mut self) {
        let now = Instant::now();
        if self.look_pending {
            return;
        }
        if self.calm.answer_due(now).is_none() {
            self.builds.tell_answers(&self.libraries);
        }
        if self.calm.rest_due(now).is_none() {
            self.builds.tell_done();
        }
    }

    fn stop(mut self) {
        self.watching.set(false, self.libraries.plan());
        self.builds.stop();
        // What they have made is dropped with the inbox, and then the folder that it lies in.
        drop(self.inbox);
    }
}
