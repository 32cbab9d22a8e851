//! Which files are in the middle of a save.
//!
//! Editors save in many ways: they write in place, empty the file first, write another file and rename it, or move the
//! old one away. Where the system says that a writer has closed a file, or that one took its place, the save is over at
//! once; else when the file has been left alone for a moment.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What the system says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A writer has closed it, or it took its place whole.
    Saved,
    /// It is there now; perhaps somebody is about to write it.
    Created,
    /// Somebody writes.
    Written,
    /// It was removed or renamed.
    Gone,
}

impl Change {
    /// How long to wait for the next change of the file.
    fn silence(self) -> Duration {
        match self {
            Self::Saved => Duration::ZERO,
            Self::Created => Duration::from_millis(20),
            // Where the system reports that a file was closed, wait for that. This is the limit, in case the report
            // gets lost or the writer never closes the file.
            Self::Written if cfg!(any(target_os = "linux", target_os = "android")) => Duration::from_secs(1),
            Self::Written => Duration::from_millis(20),
            // Some editors remove, or move away, what they are about to write, and a busy disk may hold them up in
            // between. Nobody waits for a removal, while a script that is taken for removed loses its instances.
            Self::Gone => Duration::from_secs(1),
        }
    }
}

/// The files that are not to be read yet, with the time of the last change and when it counts as the last.
#[derive(Debug, Default)]
pub(super) struct Settling(HashMap<PathBuf, (Instant, Instant)>);

impl Settling {
    /// Notes a change. True if the file can be read now.
    pub(super) fn note(&mut self, path: PathBuf, change: Change, at: Instant) -> bool {
        if change == Change::Saved {
            self.0.remove(&path);
            return true;
        }
        self.0.insert(path, (at, at + change.silence()));
        false
    }

    /// When the next file will have been left alone for long enough.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.0.values().map(|(_, due)| *due).min()
    }

    /// Forgets those that have been left alone, and tells when the last of them changed.
    pub(super) fn settle(&mut self, now: Instant) -> Option<Instant> {
        let settled = self.0.extract_if(|_, (_, due)| *due <= now);
        settled.map(|(_, (at, _))| at).max()
    }

    /// The files that are in the middle of a save.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.0.keys().map(PathBuf::as_path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_held_until_it_is_closed_or_left_alone() {
        let (mut settling, path, start) = (Settling::default(), PathBuf::from("a.zig"), Instant::now());
        let ms = |ms| start + Duration::from_millis(ms);
        assert!(!settling.note(path.clone(), Change::Created, ms(0)));
        assert_eq!(settling.next_due(), Some(ms(20)));
        assert_eq!(settling.settle(ms(19)), None);
        assert!(!settling.note(path.clone(), Change::Written, ms(19)));
        assert_eq!(settling.paths().count(), 1);
        assert!(settling.note(path.clone(), Change::Saved, ms(21)));
        assert_eq!((settling.next_due(), settling.settle(ms(1000))), (None, None));

        settling.note(path.clone(), Change::Gone, ms(0));
        settling.note(PathBuf::from("b.zig"), Change::Gone, ms(50));
        assert_eq!(settling.settle(ms(1000)), Some(ms(0)));
        assert_eq!(settling.next_due(), Some(ms(1050)));
        settling.note(path, Change::Gone, ms(60));
        assert_eq!(settling.settle(ms(2000)), Some(ms(60)));
    }
}
