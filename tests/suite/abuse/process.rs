//! What the system and others do to the process.
#![expect(unsafe_code, reason = "sends signals to the process, and asks its allocator")]

use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::random::Random;

/// Stops the process for some time, a moment from now: nobody can do that to himself.
pub(super) fn stop_for(milliseconds: usize) -> Child {
    let process = std::process::id();
    let (pause, seconds) = (0.02, milliseconds as f64 / 1000.0);
    let text = format!("sleep {pause}; kill -STOP {process}; sleep {seconds}; kill -CONT {process}");
    Command::new("sh").args(["-c", &text]).spawn().expect("there is a shell")
}

/// A signal that somebody sends by mistake, and that the game survives: Rust's handler takes the first of a kind.
pub(super) fn stray(random: &mut Random, is_busy: bool) -> &'static str {
    let (signal, name) = *random.pick(&[
        (libc::SIGURG, "URG"),
        (libc::SIGSEGV, "SEGV"),
        (libc::SIGBUS, "BUS"),
        (libc::SIGWINCH, "WINCH"),
    ]);
    if is_busy {
        // Another thread would take it at some time or other.
        // SAFETY: handled, or ignored.
        unsafe { libc::raise(signal) };
    } else {
        // SAFETY: as above.
        unsafe { libc::kill(std::process::id() as libc::pid_t, signal) };
        std::thread::sleep(Duration::from_millis(10));
    }
    name
}

/// Threads that compute for some time, two for each core.
pub(super) fn load_for(milliseconds: usize) -> Vec<std::thread::JoinHandle<()>> {
    let end = Instant::now() + Duration::from_millis(milliseconds as u64);
    let cores = std::thread::available_parallelism().map_or(2, Into::into);
    let compute = move || {
        while Instant::now() < end {
            std::hint::black_box((0..10_000_u64).fold(1_u64, |product, number| product.wrapping_mul(number | 1)));
        }
    };
    (0..cores * 2).map(|_| std::thread::spawn(compute)).collect()
}

/// Memory of the process, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Memory {
    /// What it takes of the machine's.
    pub(super) resident: usize,
    /// What it has asked for and not given back; 0 where the C library does not tell.
    pub(super) heap: usize,
}

pub(super) fn memory() -> Memory {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok());
    Memory { resident: pages.unwrap_or(1) * 4096, heap: heap() }
}

#[cfg(target_env = "gnu")]
fn heap() -> usize {
    // SAFETY: it takes nothing, and only reads the allocator's own figures, under the allocator's locks.
    let figures = unsafe { libc::mallinfo2() };
    figures.uordblks + figures.hblkhd
}

#[cfg(not(target_env = "gnu"))]
fn heap() -> usize {
    0
}
