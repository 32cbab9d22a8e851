//! Deadlines. One thread for the whole program looks, some times per deadline, whether a thread is still in the
//! callback that it was in before; if so, it looks from outside whether it is still the same instance's turn, what of
//! the processor that has used, and whether it waits. Only a callback whose time is up is interrupted, and one that is
//! done in time costs two stores and no system call.

use std::sync::atomic::Ordering;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use bevy::log::{error, warn};

use super::entrance::{debugged, look};
use super::thread::GuardThread;

/// How often the watchdog looks during one deadline: what it ends has run for a whole deadline, and for 3/8 more at the
/// most.
const LOOKS_PER_DEADLINE: u32 = 8;
const INTERVAL_MIN: Duration = Duration::from_millis(1);
/// How many deadlines a callback is given that waits without using the processor. The same number is in
/// `unix_deadline.c` and `windows.c`.
const WAITING_FACTOR: u32 = 4;

/// What `look` answers, as in `guard.h`.
const KEPT: u32 = 1;
const DEAF: u32 = 2;

#[derive(Default)]
struct Watchdog {
    threads: Mutex<Vec<Watched>>,
    changed: Condvar,
}

/// A thread that enters scripts. It is taken off the list, under the lock, before it ends.
struct Watched {
    thread: &'static GuardThread,
    /// The callback that it was in at the last look.
    serial: u64,
}

/// Takes a thread off the list when it ends.
struct Registration(&'static GuardThread);

impl Registration {
    fn new(thread: &'static GuardThread) -> Self {
        watchdog().lock().push(Watched { thread, serial: 0 });
        Self(thread)
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        // Before the lock, which a script is not to be ended in.
        #[cfg(bevy_zig_guard)]
        super::thread_ends(self.0);
        watchdog().lock().retain(|watched| !std::ptr::eq(watched.thread, self.0));
    }
}

/// Sets how long an instance may take on this thread; zero for as long as it likes. Called before each batch.
#[inline]
pub(super) fn set_deadline(thread: &'static GuardThread, deadline: Duration) {
    let nanoseconds = u64::try_from(deadline.as_nanos()).unwrap_or(u64::MAX);
    // Without the guard in C nobody can be made to stop, and where there is none there may be no threads, either.
    if cfg!(bevy_zig_guard) && thread.deadline_ns.load(Ordering::Relaxed) != nanoseconds {
        change_deadline(thread, nanoseconds);
    }
}

#[cold]
fn change_deadline(thread: &'static GuardThread, nanoseconds: u64) {
    thread_local!(static REGISTRATION: OnceLock<Registration> = const { OnceLock::new() });
    thread.deadline_ns.store(nanoseconds, Ordering::Relaxed);
    REGISTRATION.with(|registration| {
        registration.get_or_init(|| Registration::new(thread));
    });
    watchdog().changed.notify_one();
}

fn watchdog() -> &'static Watchdog {
    static WATCHDOG: OnceLock<Watchdog> = OnceLock::new();
    static STARTED: OnceLock<()> = OnceLock::new();
    let watchdog = WATCHDOG.get_or_init(Watchdog::default);
    STARTED.get_or_init(|| {
        let thread = std::thread::Builder::new().name("bevy_zig watchdog".to_owned());
        if let Err(problem) = thread.spawn(|| watchdog.run()) {
            error!(
                "cannot start the thread of the watchdog ({problem}): a script in an endless loop will not be stopped"
            );
        }
    });
    watchdog
}

impl Watchdog {
    fn lock(&self) -> MutexGuard<'_, Vec<Watched>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut threads = self.lock();
        loop {
            let Some(interval) = interval(&threads) else {
                threads = self.changed.wait(threads).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let asleep = Instant::now();
            threads = self.changed.wait_timeout(threads, interval).unwrap_or_else(PoisonError::into_inner).0;
            // Who wakes up late was not running in between, and nor was anybody else: the program was stopped, or the
            // machine asleep.
            let passed = asleep.elapsed().min(interval);
            for watched in threads.iter_mut() {
                watched.look(passed);
            }
        }
    }
}

/// How long to sleep; `None` if nobody has a deadline.
fn interval(threads: &[Watched]) -> Option<Duration> {
    let deadlines = threads.iter().map(|watched| watched.thread.deadline_ns.load(Ordering::Relaxed));
    let shortest = deadlines.filter(|deadline| *deadline > 0).min()?;
    Some((Duration::from_nanos(shortest) / LOOKS_PER_DEADLINE).max(INTERVAL_MIN))
}

impl Watched {
    fn look(&mut self, passed: Duration) {
        let serial = self.thread.serial.load(Ordering::Relaxed);
        let still_runs = serial % 2 == 1 && serial == self.serial;
        self.serial = serial;
        if !still_runs {
            return;
        }
        // Time spent in a debugger does not count as a script's.
        if debugged() {
            self.thread.epoch.fetch_add(1, Ordering::Relaxed);
        }
        match look(self.thread, passed.as_nanos() as u64) {
            (KEPT, keeper) => warn!(
                "{keeper} handles SIGURG, with which the watchdog of bevy_zig ends callbacks, and does not pass it on: the watchdog has \
                 taken it back, and passes on what is not its own"
            ),
            (DEAF, _) => error!(
                "a script has missed its deadline and cannot be ended: its thread blocks SIGURG, with which the watchdog of \
                 bevy_zig ends callbacks. Scripts, and what they call, have to leave it unblocked"
            ),
            _ => {}
        }
    }
}

/// What is wrong with a callback that was ended.
pub(super) fn verdict(thread: &GuardThread, deadline: Duration) -> String {
    if thread.has_waited() {
        let limit = deadline * WAITING_FACTOR;
        format!("it waited for more than {limit:?}, which is {WAITING_FACTOR} times the deadline of {deadline:?}")
    } else {
        format!("it ran for more than {deadline:?}")
    }
}
