//! Compilers at work. Callers ask for a library, and need not know which kind of compiler makes it.
//!
//! Each has a thread that waits for it and passes on what it says. One that compiles from scratch makes one library,
//! whose word counts. A resident one stays for its script and answers within milliseconds, for the moment until the
//! other has confirmed its answer; it takes 100 to 200 MB, so only the scripts that were edited last have one.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use bevy_zig_build::{Answer, BuildError, Canceller, Finished, Libraries, Library, NoAnswer, Resident};

use super::worker::Message;

/// How many resident compilers there are at most, and how many where memory is short. Scripts that share a file are
/// answered together if each has one.
const RESIDENTS_MAX: usize = 6;
const RESIDENTS_MIN: usize = 2;

/// Less free memory than this is little, in KiB.
const MEMORY_MIN: u64 = 2 << 20;

/// A script whose resident compiler was wrong this often gets no other.
const WRONG_MAX: usize = 2;

/// Nor does one whose resident compilers have ended by themselves, or not answered, this often in a row. Zig may be one
/// that cannot do it here.
const SILENT_MAX: usize = 3;

/// What the thread of a compiler says, with the number that it was given.
pub(super) enum Said {
    /// A compilation from scratch has ended.
    Ended(Box<Result<Finished, BuildError>>),
    /// A resident compiler was asked for a library.
    Answered(Result<Answer, NoAnswer>),
    /// A resident compiler can be asked from now on.
    Warm,
    /// A resident compiler has ended.
    Gone,
}

/// How urgent a compilation from scratch is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// Somebody waits for it.
    Needed,
    /// It only confirms what runs already.
    Confirms,
}

pub(super) struct Compilers {
    sender: Sender<Message>,
    threads: Vec<JoinHandle<()>>,
    /// Whether there are to be resident ones.
    with_residents: bool,
    /// The one that was asked last is the last.
    residents: Vec<Standing>,
    /// How often those of a script were wrong.
    wrong: BTreeMap<String, usize>,
    /// How often they were silent since the last answer.
    silent: BTreeMap<String, usize>,
    next_serial: u64,
}

/// A resident compiler.
struct Standing {
    script: String,
    serial: u64,
    /// What it was started with: see [`Libraries::setting`].
    setting: String,
    questions: Sender<Question>,
    canceller: Canceller,
    is_warm: bool,
}

struct Question {
    serial: u64,
    path: PathBuf,
}

impl Compilers {
    pub(super) fn new(sender: Sender<Message>) -> Self {
        Self {
            sender,
            threads: Vec::new(),
            with_residents: false,
            residents: Vec::new(),
            wrong: BTreeMap::new(),
            silent: BTreeMap::new(),
            next_serial: 0,
        }
    }

    /// A number that no compilation has had.
    pub(super) fn serial(&mut self) -> u64 {
        self.next_serial += 1;
        self.next_serial
    }

    /// Compiles a library from scratch.
    ///
    /// # Errors
    /// The compiler does not start, or the system gives no thread.
    pub(super) fn start(
        &mut self,
        library: &Library,
        libraries: &Libraries,
        serial: u64,
        urgency: Urgency,
    ) -> Result<Canceller, BuildError> {
        let compiling = match urgency {
            Urgency::Needed => libraries.start(library)?,
            Urgency::Confirms => libraries.start_behind(library)?,
        };
        let canceller = compiling.canceller();
        let tell = self.teller(&library.script.name);
        let started = self.spawn(move || tell(serial, Said::Ended(Box::new(compiling.wait()))));
        let path = library.script.path.clone();
        started.map(|()| canceller).map_err(|source| BuildError::Io { action: "wait for Zig on", path, source })
    }

    /// Asks the script's resident compiler for a library. False if there is none that can be asked for this one.
    pub(super) fn ask(&mut self, library: &Library, libraries: &Libraries, serial: u64) -> bool {
        let name = &library.script.name;
        let Some(index) = self.residents.iter().position(|standing| standing.script == *name) else { return false };
        if !self.residents[index].is_warm {
            return false;
        }
        if libraries.setting(library).as_ref() != Some(&self.residents[index].setting) {
            self.end(name);
            return false;
        }
        let standing = self.residents.remove(index);
        let question = Question { serial, path: library.script.path.clone() };
        let is_asked = standing.questions.send(question).is_ok();
        self.residents.push(standing);
        is_asked
    }

    /// Whether the script's resident compiler can be asked.
    pub(super) fn is_warm(&self, script: &str) -> bool {
        self.residents.iter().any(|standing| standing.is_warm && standing.script == script)
    }

    /// For how many scripts there may be resident compilers. If more have changed together, none gets one, since all
    /// would wait for those that have none.
    pub(super) fn room(&self) -> usize {
        if free_memory().is_some_and(|free| free < MEMORY_MIN) { RESIDENTS_MIN } else { RESIDENTS_MAX }
    }

    /// Starts a resident compiler for the script of this library, which was edited, unless it has one.
    pub(super) fn stay_for(&mut self, library: &Library, libraries: &Libraries) {
        let name = &library.script.name;
        let at_least = |counts: &BTreeMap<String, usize>, max| counts.get(name).is_some_and(|times| *times >= max);
        if !self.with_residents || at_least(&self.wrong, WRONG_MAX) || at_least(&self.silent, SILENT_MAX) {
            return;
        }
        let setting = libraries.setting(library);
        if self.residents.iter().any(|standing| standing.script == *name && Some(&standing.setting) == setting.as_ref())
        {
            return;
        }
        self.end(name);
        let Some(setting) = setting else { return };
        let room = self.room();
        while self.residents.len() >= room {
            self.residents.remove(0).canceller.cancel();
        }
        // Without one, everything is compiled from scratch.
        let Ok(resident) = libraries.start_resident(library) else { return };
        let serial = self.serial();
        let canceller = resident.canceller();
        let (questions, inbox) = channel();
        let tell = self.teller(name);
        if self.spawn(move || serve(resident, &inbox, serial, tell)).is_ok() {
            let script = name.clone();
            self.residents.push(Standing { script, serial, setting, questions, canceller, is_warm: false });
        }
    }

    /// Notes what a thread has said of a resident compiler.
    pub(super) fn note(&mut self, serial: u64, said: &Said) {
        match said {
            Said::Warm => {
                if let Some(standing) = self.residents.iter_mut().find(|standing| standing.serial == serial) {
                    standing.is_warm = true;
                }
            }
            Said::Gone => {
                // One that was ended on purpose does not stand there any more.
                for standing in self.residents.extract_if(.., |standing| standing.serial == serial) {
                    *self.silent.entry(standing.script).or_default() += 1;
                }
            }
            Said::Ended(_) | Said::Answered(_) => {}
        }
    }

    /// Notes that a script's resident compiler has answered in time.
    pub(super) fn praise(&mut self, script: &str) {
        self.silent.remove(script);
    }

    /// Ends the resident compiler of a script, because it does not answer.
    pub(super) fn give_up(&mut self, script: &str) {
        self.end(script);
        *self.silent.entry(script.to_owned()).or_default() += 1;
    }

    /// Ends the resident compiler of a script, if it has one.
    pub(super) fn end(&mut self, script: &str) {
        for standing in self.residents.extract_if(.., |standing| standing.script == script) {
            standing.canceller.cancel();
        }
    }

    /// Ends the resident compiler of a script, because what it has made was wrong.
    pub(super) fn distrust(&mut self, script: &str) {
        self.end(script);
        *self.wrong.entry(script.to_owned()).or_default() += 1;
    }

    /// Whether there are resident compilers.
    pub(super) fn set_residents(&mut self, on: bool) {
        self.with_residents = on;
        if !on {
            self.residents.drain(..).for_each(|standing| standing.canceller.cancel());
        }
    }

    /// Ends those that stay, and waits for all threads. The others have been cancelled.
    pub(super) fn stop(mut self) {
        self.set_residents(false);
        for thread in self.threads {
            thread.join().ok();
        }
    }

    fn teller(&self, script: &str) -> impl Fn(u64, Said) + Send + 'static {
        let (sender, script) = (self.sender.clone(), script.to_owned());
        move |serial, said| {
            // An error says that the worker has ended.
            sender.send(Message::Compiler { script: script.clone(), serial, said }).ok();
        }
    }

    fn spawn(&mut self, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        self.threads.retain(|thread| !thread.is_finished());
        let thread = thread::Builder::new().name("bevy_zig compile".to_owned()).spawn(work);
        self.threads.push(thread?);
        Ok(())
    }
}

/// The memory that programs can get now, in KiB; `None` where the system does not say.
fn free_memory() -> Option<u64> {
    let memory = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = memory.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Lets a resident compiler answer questions until it ends, or nobody can ask any more.
fn serve(mut resident: Resident, inbox: &Receiver<Question>, own: u64, tell: impl Fn(u64, Said)) {
    // A script that does not compile now may do so when it is asked for.
    if resident.warm_up() == Err(NoAnswer::Gone) {
        return tell(own, Said::Gone);
    }
    tell(own, Said::Warm);
    for Question { serial, path } in inbox {
        let answer = resident.answer(&path);
        let is_gone = matches!(answer, Err(NoAnswer::Gone));
        tell(serial, Said::Answered(answer));
        if is_gone {
            return tell(own, Said::Gone);
        }
    }
}
