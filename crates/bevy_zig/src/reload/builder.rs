//! The game's end of the build: it asks, and hears what became of it, and never waits but when it starts.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bevy_zig_build::{Diagnostic, Libraries, Plan, Progress};

use super::builds::chain_text;
use super::console;
use super::control::Polling;
use super::worker::{Message, Worker};
use crate::script::HotReloadPlan;

/// How often the terminal is told how far the start of a game is.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(50);

/// A start that takes no longer is not explained.
const ANNOUNCED_AFTER: Duration = Duration::from_secs(1);

impl HotReloadPlan {
    fn to_plan(self) -> Result<Plan, bevy_zig_build::BuildError> {
        Ok(Plan {
            package: self.package.to_owned(),
            folders: self.folders.iter().map(PathBuf::from).collect(),
            sdk: self.sdk.into(),
            out_dir: self.out_dir.into(),
            target: self.target.to_owned(),
            cpu: self.cpu.to_owned(),
            optimize: self.optimize.parse()?,
            debug_info: self.debug_info,
            zig: self.zig.into(),
            jobs: self.jobs,
        })
    }
}

/// One step of a build. For a script the order is `Saved`, `Started`, then one of `Built`, `Failed` and `Cancelled`;
/// what is there already is `Built` without having been `Started`.
#[derive(Debug)]
pub(crate) enum BuildEvent {
    /// A change was seen that makes the script another.
    Saved { script: String },
    /// A compiler runs.
    Started { script: String },
    /// The compiler takes long.
    Slow { script: String, elapsed: Duration, is_cold: bool },
    /// The library is whole.
    Built {
        script: String,
        library: PathBuf,
        /// What it exports.
        symbol: String,
        /// Stands for all that it was made from.
        fingerprint: String,
        by: By,
        /// When the system told of the change, if that was the reason.
        saved: Option<Instant>,
        times: BuildTimes,
        /// When the game was told of it.
        finished: Instant,
    },
    /// The script's file differs from that of the code with another fingerprint only in numbers that are defaults of
    /// fields; it is being compiled.
    Retuned {
        script: String,
        /// Of the code that the numbers are for.
        old: String,
        /// Of the code that has them.
        fingerprint: String,
        /// Field and number, as the file has it.
        defaults: Vec<(String, String)>,
        saved: Option<Instant>,
        times: BuildTimes,
        finished: Instant,
    },
    /// The script does not compile as it stands, or, without diagnostics, could not be compiled.
    Failed {
        script: String,
        fingerprint: String,
        diagnostics: Vec<Diagnostic>,
        /// What Zig said, or we.
        text: String,
        compile: Duration,
    },
    /// The script has changed again, or is gone; what was being built is not wanted.
    Cancelled { script: String },
    /// The script's file is gone.
    Removed { script: String, path: PathBuf },
    /// What is good to know.
    Notice { text: String },
    /// An error that belongs to no script, or to a file that cannot be one. Reported once, until it is fixed and comes
    /// back.
    Problem { message: String },
}

/// What has made a library.
#[derive(Clone, Debug)]
pub(crate) enum By {
    /// A compiler that works from scratch.
    OneShot,
    /// A resident one, which another is about to confirm.
    Resident {
        /// The names of the script's fields in its file.
        fields: Vec<String>,
    },
}

/// How long the steps of a build took; zero: the step did not happen.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BuildTimes {
    /// From the system's word until the files were read.
    pub(crate) watch: Duration,
    /// Reading all files, and finding what has changed.
    pub(crate) look: Duration,
    /// Until a compiler was at work.
    pub(crate) start: Duration,
    /// The compiler.
    pub(crate) compile: Duration,
    /// Taking the library from it.
    pub(crate) keep: Duration,
    /// From then until it was clear that no other files change with this one.
    pub(crate) rest: Duration,
}

impl BuildTimes {
    pub(crate) fn sum(&self) -> Duration {
        self.watch + self.look + self.start + self.compile + self.keep + self.rest
    }
}

impl BuildEvent {
    /// Whether it is about nothing but numbers.
    pub(super) fn is_of_numbers(&self) -> bool {
        matches!(self, Self::Retuned { .. })
    }

    /// Notes that the game hears of it only now, though it may have been ready before.
    pub(super) fn told_now(mut self) -> Self {
        if let Self::Built { times, finished, .. } | Self::Retuned { times, finished, .. } = &mut self {
            let ready = std::mem::replace(finished, Instant::now());
            times.rest = *finished - ready;
        }
        self
    }
}

/// Builds a package's scripts on a thread of its own. Dropping it stops the thread, the watching and the compilers.
#[derive(Debug)]
pub(crate) struct Builder {
    plan: HotReloadPlan,
    outbox: Sender<Vec<BuildEvent>>,
    events: Receiver<Vec<BuildEvent>>,
    /// Those of `events` that were received and not asked for. What came together is taken together.
    received: VecDeque<BuildEvent>,
    worker: Option<(Sender<Message>, JoinHandle<()>)>,
    /// Why there is none, as it was last told.
    told: String,
}

impl Builder {
    /// Does nothing yet.
    pub(crate) fn new(plan: &HotReloadPlan) -> Self {
        let (outbox, events) = channel();
        Self { plan: *plan, outbox, events, received: VecDeque::new(), worker: None, told: String::new() }
    }

    /// Builds every script, or finds that it is built, and waits for it: for the start of a game.
    ///
    /// In one process only one at a time does so per `OUT_DIR`. Tests start many apps at once, and the first makes what
    /// the others find.
    pub(crate) fn build_all(&mut self) -> Vec<BuildEvent> {
        let lock = lock_of(Path::new(self.plan.out_dir));
        let _held = lock.lock().unwrap_or_else(PoisonError::into_inner);
        self.send(Message::Build { scripts: Vec::new(), force: true });
        let (idle, is_idle) = channel();
        self.send(Message::WhenIdle(idle));
        let all = bevy_zig_build::scripts_in(self.plan.folders).map_or(0, |scripts| scripts.len());
        let mut progress = Progress::of_process();
        let (mut events, mut done) = (Vec::new(), 0);
        let (begun, mut is_announced) = (Instant::now(), false);
        // An error other than that it has waited long enough says that there is no thread, and the events say why.
        while matches!(is_idle.recv_timeout(PROGRESS_INTERVAL), Err(RecvTimeoutError::Timeout)) {
            for event in self.events.try_iter().flatten() {
                done += usize::from(matches!(event, BuildEvent::Built { .. } | BuildEvent::Failed { .. }));
                events.push(event);
            }
            // There is no window yet, and not everybody sees the progress.
            if !is_announced && begun.elapsed() > ANNOUNCED_AFTER {
                is_announced = true;
                progress.clear();
                console::compiling(all);
            }
            progress.show("Compiling", &format!("scripts: {done} of {}", all.max(done)));
        }
        events.extend(self.events.try_iter().flatten());
        events
    }

    /// Whether saves are noticed. From off to on, what has changed in between is built.
    pub(crate) fn set_watching(&mut self, on: bool) {
        self.send(Message::Watch(on));
    }

    /// Whether files are looked at without being told of.
    pub(crate) fn set_polling(&mut self, polling: Polling) {
        self.send(Message::Polling(polling));
    }

    /// Whether to tell of code before it is compiled from scratch: scripts that are edited have resident compilers
    /// then.
    pub(crate) fn set_quick(&mut self, on: bool) {
        self.send(Message::Quick(on));
    }

    /// What the resident compiler of this script has made was wrong.
    pub(crate) fn distrust(&mut self, script: &str) {
        self.send(Message::Distrust { script: script.to_owned() });
    }

    /// Looks at these scripts, or at all if none is named, and builds those that have changed; with `force` tells of
    /// the others too.
    pub(crate) fn build(&mut self, scripts: &[String], force: bool) {
        self.send(Message::Build { scripts: scripts.to_owned(), force });
    }

    /// The next thing that has happened, if any. Does not wait.
    pub(crate) fn try_recv(&mut self) -> Option<BuildEvent> {
        if self.received.is_empty() {
            self.received.extend(self.events.try_recv().unwrap_or_default());
        }
        self.received.pop_front()
    }

    /// Starts the thread if there is none.
    fn send(&mut self, message: Message) {
        if self.worker.is_none() {
            match self.start() {
                Ok(worker) => self.worker = Some(worker),
                Err(error) => {
                    let message = format!("hot reload does not work: {}", chain_text(&*error));
                    if message != self.told {
                        self.told.clone_from(&message);
                        self.outbox.send(vec![BuildEvent::Problem { message }]).expect("the receiver is here");
                    }
                }
            }
        }
        if let Some((sender, _)) = &self.worker {
            // An error says that the thread has panicked, which the panic's message has told.
            sender.send(message).ok();
        }
    }

    fn start(&self) -> Result<(Sender<Message>, JoinHandle<()>), Box<dyn std::error::Error>> {
        let libraries = Libraries::new(self.plan.to_plan()?)?;
        let (sender, inbox) = channel();
        let worker = Worker::new(libraries, inbox, sender.clone(), self.outbox.clone());
        let thread = std::thread::Builder::new().name("bevy_zig builder".to_owned()).spawn(|| worker.run())?;
        Ok((sender, thread))
    }
}

impl Drop for Builder {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.worker.take() {
            sender.send(Message::Stop).ok();
            thread.join().ok();
        }
    }
}

/// The lock of this folder, one in the whole process.
fn lock_of(out_dir: &Path) -> Arc<Mutex<()>> {
    static LOCKS: Mutex<Vec<(PathBuf, Arc<Mutex<()>>)>> = Mutex::new(Vec::new());
    let mut locks = LOCKS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, lock)) = locks.iter().find(|(path, _)| path == out_dir) {
        return lock.clone();
    }
    let lock = Arc::default();
    locks.push((out_dir.to_owned(), Arc::clone(&lock)));
    lock
}

#[cfg(all(test, unix))]
mod tests;
