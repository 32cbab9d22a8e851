//! Hears of saves: by the system's events and, where those do not come, by looking again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use bevy_zig_build::{Look, Plan};

use super::control::Polling;
use super::file_system;
use super::watch::{self, Seen, Watch};
use super::worker::Message;

/// How often files are looked at where saves may go unnoticed.
const POLL: Duration = Duration::from_secs(1);

/// The shortest time between two looks.
const POLL_MIN: Duration = Duration::from_millis(10);

/// What has changed since the last look is looked at once more, after this time: somebody may be writing it.
const POLL_AGAIN: Duration = Duration::from_millis(50);

/// How often a watcher that the system has refused is asked for again.
const RETRY: Duration = Duration::from_secs(5);

/// Whether and how saves are noticed.
pub(super) struct Watching {
    sender: Sender<Message>,
    wanted: bool,
    polling: Polling,
    watch: Option<Watch>,
    /// When to ask the system again for what it has refused.
    retry_due: Option<Instant>,
    /// The type of a file system that does not tell of every save.
    silent: Option<String>,
    poll_due: Option<Instant>,
    /// The fingerprints of the last look, by script.
    seen: BTreeMap<String, String>,
    links: BTreeSet<(PathBuf, PathBuf)>,
    /// What somebody was told of.
    told: BTreeSet<String>,
}

/// What somebody should hear.
pub(super) enum Say {
    Problem(String),
    Notice(String),
}

impl Watching {
    /// Does nothing yet. `sender` is for what the system reports.
    pub(super) fn new(sender: Sender<Message>) -> Self {
        Self {
            sender,
            wanted: false,
            polling: Polling::Auto,
            watch: None,
            retry_due: None,
            silent: None,
            poll_due: None,
            seen: BTreeMap::new(),
            links: BTreeSet::new(),
            told: BTreeSet::new(),
        }
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Begins or ends.
    pub(super) fn set(&mut self, wanted: bool, plan: &Plan) -> Vec<Say> {
        self.wanted = wanted;
        self.watch = None;
        self.retry_due = None;
        self.told.clear();
        if !wanted {
            return Vec::new();
        }
        self.silent = plan.folders.iter().find_map(|folder| file_system::silent(folder));
        let mut say = self.start(plan);
        if let (Some(kind), Polling::Auto, None) = (&self.silent, self.polling, self.retry_due) {
            say.push(Say::Notice(format!(
                "the scripts' file system ({kind}) does not report every save, so files are also looked at once a \
                 second; HotReload::polling changes that"
            )));
        }
        say
    }

    pub(super) fn set_polling(&mut self, polling: Polling) {
        self.polling = polling;
        self.poll_due = None;
    }

    /// Asks the system for events. What it refuses is asked for again.
    fn start(&mut self, plan: &Plan) -> Vec<Say> {
        let sender = self.sender.clone();
        let send = move |event| drop(sender.send(Message::System(event, Instant::now())));
        let problems = match Watch::new(plan, send) {
            Ok((watch, problems)) => {
                self.watch = Some(watch);
                // Those below the new watch's own.
                problems.into_iter().chain(self.follow_links()).collect()
            }
            Err(error) => vec![watch::problem(&error)],
        };
        self.judge(problems)
    }

    /// Watches what is there now.
    pub(super) fn renew(&mut self) -> Vec<Say> {
        let Some(watch) = &mut self.watch else { return Vec::new() };
        let problems = watch.renew();
        self.judge(problems)
    }

    /// Watches the output folder again if it was gone at the last time.
    pub(super) fn renew_if_incomplete(&mut self) -> Vec<Say> {
        if self.watch.as_ref().is_some_and(Watch::is_incomplete) { self.renew() } else { Vec::new() }
    }

    /// Notes what a look has found, and watches the files behind links.
    pub(super) fn note(&mut self, look: &Look) -> Vec<Say> {
        self.seen = fingerprints(look);
        if look.links == self.links {
            return Vec::new();
        }
        self.links.clone_from(&look.links);
        if self.watch.is_none() {
            // They are followed when it starts.
            return Vec::new();
        }
        let problems = self.follow_links();
        self.judge(problems)
    }

    fn follow_links(&mut self) -> Vec<String> {
        match &mut self.watch {
            Some(watch) if watch.links() != &self.links => watch.follow(self.links.clone()),
            _ => Vec::new(),
        }
    }

    /// An error that the system has reported by itself.
    pub(super) fn fail(&mut self, error: &notify::Error) -> Vec<Say> {
        if self.wanted { self.judge(vec![watch::problem(error)]) } else { Vec::new() }
    }

    fn judge(&mut self, problems: Vec<String>) -> Vec<Say> {
        if problems.is_empty() {
            let was_lame = self.retry_due.take().is_some();
            self.told.clear();
            let notice = "saves are noticed by the system's events again";
            return was_lame.then(|| Say::Notice(notice.to_owned())).into_iter().collect();
        }
        self.retry_due = Some(Instant::now() + RETRY);
        let instead = match self.polling {
            Polling::Auto => "until it does, files are looked at once a second".to_owned(),
            Polling::Every(interval) => format!("files are looked at every {} ms", interval.as_millis()),
            Polling::Never => "reload by command after them, or set HotReload::polling".to_owned(),
        };
        let new = problems.into_iter().filter(|problem| self.told.insert(problem.clone()));
        new.map(|problem| Say::Problem(format!("{problem}; {instead}"))).collect()
    }

    /// Asks the system again, if it is time.
    pub(super) fn retry(&mut self, now: Instant, plan: &Plan) -> Vec<Say> {
        if self.retry_due.is_none_or(|due| due > now) {
            return Vec::new();
        }
        if self.watch.is_none() { self.start(plan) } else { self.renew() }
    }

    /// What an event is about.
    pub(super) fn seen(&self, event: &notify::Event) -> Vec<Seen> {
        self.watch.as_ref().map(|watch| watch.seen(event)).unwrap_or_default()
    }

    fn interval(&self) -> Option<Duration> {
        let is_blind = self.retry_due.is_some() || self.silent.is_some();
        match self.polling {
            Polling::Auto => (self.wanted && is_blind).then_some(POLL),
            Polling::Every(interval) => self.wanted.then(|| interval.max(POLL_MIN)),
            Polling::Never => None,
        }
    }

    /// When something is to be done here although nothing is reported.
    pub(super) fn next_due(&self) -> Option<Instant> {
        [self.retry_due, self.interval().and(self.poll_due)].into_iter().flatten().min()
    }

    /// Whether it is time to look, which it is again after a while.
    pub(super) fn is_poll_due(&mut self, now: Instant) -> bool {
        let Some(interval) = self.interval() else {
            self.poll_due = None;
            return false;
        };
        let is_due = self.poll_due.is_some_and(|due| due <= now);
        if is_due || self.poll_due.is_none() {
            self.poll_due = Some(now + interval);
        }
        is_due
    }

    /// Looks next at this time.
    pub(super) fn poll_at(&mut self, due: Instant) {
        self.poll_due = Some(due);
    }

    /// The scripts that have changed since the last look, which are looked at once more a moment later.
    pub(super) fn moved(&mut self, look: &Look, now: Instant) -> Vec<PathBuf> {
        let before = std::mem::replace(&mut self.seen, fingerprints(look));
        let moved = look.libraries.iter().filter(|now| before.get(&now.script.name) != Some(&now.fingerprint));
        let mut moved: Vec<PathBuf> = moved.map(|library| library.script.path.clone()).collect();
        let gone = before.keys().filter(|name| !self.seen.contains_key(*name));
        moved.extend(gone.map(PathBuf::from));
        if !moved.is_empty() {
            self.poll_at(now + POLL_AGAIN);
        }
        moved
    }
}

fn fingerprints(look: &Look) -> BTreeMap<String, String> {
    look.libraries.iter().map(|library| (library.script.name.clone(), library.fingerprint.clone())).collect()
}
