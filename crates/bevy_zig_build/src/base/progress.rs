//! A line on the terminal that says how far a long step is. It is drawn in place, and gone when the step is over.
//!
//! Cargo hides what a build script prints, and shows `cargo::warning`s when the script has ended, which is too late for
//! progress. So a build script writes to the terminal that Cargo itself writes to, below whatever Cargo has said, and
//! where Cargo has its own bar; Cargo draws that again with its next step. Where Cargo's output does not go to a
//! terminal, or is not to have a bar, nothing is written.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A step that takes no longer than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(400);

/// The line. Dropping it clears it.
///
/// ```
/// let mut progress = bevy_zig_build::Progress::of_process();
/// for part in 1..=3 {
///     progress.show("Baking", &format!("cake {part} of 3"));
/// }
/// ```
///
/// # Platform-specific behaviour
/// [`of_build_script`](Self::of_build_script) finds Cargo's terminal on Linux only; elsewhere it shows nothing.
#[derive(Debug)]
pub struct Progress {
    terminal: Option<File>,
    begun: Instant,
    is_shown: bool,
}

impl Progress {
    /// On the standard error stream of this process, if that is a terminal, and neither `CI` nor `TERM=dumb` is set.
    pub fn of_process() -> Self {
        Self::on(own_terminal().filter(|_| wants_progress(|name| std::env::var_os(name))))
    }

    /// On the terminal of the Cargo that runs this build script, if its messages go to one and it shows progress
    /// itself.
    pub fn of_build_script() -> Self {
        Self::on(cargo_terminal().filter(|_| wants_progress(|name| std::env::var_os(name))))
    }

    /// Nowhere.
    #[cfg(test)]
    pub(crate) fn none() -> Self {
        Self::on(None)
    }

    fn on(terminal: Option<File>) -> Self {
        Self { terminal, begun: Instant::now(), is_shown: false }
    }

    /// Shows `verb` and what it is about, in place of what was shown before; the looks are those of Cargo's lines.
    pub fn show(&mut self, verb: &str, what: &str) {
        if self.begun.elapsed() < PATIENCE {
            return;
        }
        // The cursor is left at the line's start, so that whatever is printed next prints over it.
        self.write(&format!("\r\x1b[K\x1b[1;36m{verb:>12}\x1b[0m {what}\r"));
        self.is_shown = true;
    }

    /// Removes the line, until there is more to show.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            self.write("\r\x1b[K");
        }
    }

    fn write(&mut self, text: &str) {
        // A terminal that has gone is nothing that a build should fail for.
        if let Some(terminal) = &mut self.terminal {
            terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush()).ok();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Whether whoever reads the terminal is a person, who has not said otherwise; by Cargo's own settings.
fn wants_progress(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let is = |name: &str, value: &str| variable(name).is_some_and(|found| found == value);
    let in_ci = variable("CI").is_some_and(|value| !value.is_empty() && value != "false");
    !in_ci && !is("TERM", "dumb") && !is("CARGO_TERM_PROGRESS_WHEN", "never") && !is("CARGO_TERM_QUIET", "true")
}

#[cfg(unix)]
fn own_terminal() -> Option<File> {
    use std::os::fd::AsFd;
    let stream = io::stderr();
    stream.is_terminal().then(|| stream.as_fd().try_clone_to_owned().ok().map(File::from)).flatten()
}

#[cfg(windows)]
fn own_terminal() -> Option<File> {
    use std::os::windows::io::AsHandle;
    let stream = io::stderr();
    stream.is_terminal().then(|| stream.as_handle().try_clone_to_owned().ok().map(File::from)).flatten()
}

#[cfg(not(any(unix, windows)))]
fn own_terminal() -> Option<File> {
    None
}

/// Where the parent, which is Cargo, writes its messages.
#[cfg(target_os = "linux")]
fn cargo_terminal() -> Option<File> {
    let process = std::path::PathBuf::from(format!("/proc/{}", std::os::unix::process::parent_id()));
    let arguments = std::fs::read(process.join("cmdline")).ok()?;
    let mut arguments = arguments.split(|&byte| byte == 0).take_while(|argument| *argument != b"--");
    if arguments.any(|argument| [&b"-q"[..], b"--quiet"].contains(&argument)) {
        return None;
    }
    let terminal = File::options().write(true).open(process.join("fd/2")).ok()?;
    terminal.is_terminal().then_some(terminal)
}

#[cfg(not(target_os = "linux"))]
fn cargo_terminal() -> Option<File> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_progress_in_ci_nor_where_cargo_shows_none() {
        let wants = |set: &[(&str, &str)]| {
            wants_progress(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
        };
        assert!(wants(&[]));
        assert!(wants(&[("TERM", "xterm-256color"), ("CI", ""), ("CARGO_TERM_PROGRESS_WHEN", "auto")]));
        assert!(wants(&[("CI", "false")]));
        let silent = [
            ("CI", "true"),
            ("CI", "1"),
            ("TERM", "dumb"),
            ("CARGO_TERM_PROGRESS_WHEN", "never"),
            ("CARGO_TERM_QUIET", "true"),
        ];
        for set in silent {
            assert!(!wants(&[set]), "{set:?}");
        }
    }

    #[test]
    fn a_line_replaces_the_one_before_and_is_cleared_at_the_end() {
        let folder = crate::testing::Folder::new();
        let path = folder.write("terminal", "");
        let mut progress = Progress::on(Some(File::options().append(true).open(&path).unwrap()));
        progress.show("Compiling", "quick");
        assert_eq!(folder.read("terminal"), "", "nothing is shown of what may be over at once");
        progress.begun -= PATIENCE;
        progress.show("Compiling", "1 of 2");
        progress.show("Compiling", "2 of 2");
        drop(progress);
        let line = |what| format!("\r\x1b[K\x1b[1;36m   Compiling\x1b[0m {what}\r");
        assert_eq!(folder.read("terminal"), line("1 of 2") + &line("2 of 2") + "\r\x1b[K");
    }
}
