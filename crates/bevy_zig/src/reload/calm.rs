//! When the tree of files is at rest.
//!
//! A single save is looked at once. Tools that write many files (a checkout, a formatter, "save all") leave half a tree
//! in between: what is seen then is looked at when they are done, and taken into the game all at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long nothing happens after a single save. Compilers take longer, so this delays nothing.
const REST: Duration = Duration::from_millis(30);

/// How long what was made within milliseconds of a single save waits for others. Tools that write many files mostly
/// write the second one sooner; if not, all of them are taken once more, together, when they are compiled from scratch.
const ANSWER_REST: Duration = Duration::from_millis(3);

/// How long nothing happens after several files have changed.
const BURST_REST: Duration = Duration::from_millis(100);

/// Changes that are no further apart than this belong together.
const MEMORY: Duration = Duration::from_millis(250);

/// Whoever writes for longer than this is not waited for.
const BURST_MAX: Duration = Duration::from_secs(10);

/// How often git's lock is looked at.
const LOCK_STEP: Duration = Duration::from_millis(20);

/// What has happened to files since the tree was last at rest.
#[derive(Debug)]
pub(super) struct Calm {
    /// The first change and the last.
    span: Option<(Instant, Instant)>,
    files: BTreeSet<PathBuf>,
    /// They exist while git changes the work trees that the scripts lie in.
    locks: Vec<PathBuf>,
}

impl Calm {
    /// Of the tree that has these folders.
    pub(super) fn new(folders: &[PathBuf]) -> Self {
        let locks = folders.iter().filter_map(|folder| git_lock(folder)).collect::<BTreeSet<_>>();
        Self { span: None, files: BTreeSet::new(), locks: locks.into_iter().collect() }
    }

    /// Notes that something has happened to a file.
    pub(super) fn note(&mut self, path: &Path, at: Instant) {
        // What happened long ago belongs to another change.
        let recent = self.span.filter(|(_, last)| at < *last + MEMORY);
        if recent.is_none() {
            self.files.clear();
        }
        let (first, last) = recent.unwrap_or((at, at));
        self.span = Some((first, last.max(at)));
        if !self.files.contains(path) {
            self.files.insert(path.to_owned());
        }
    }

    /// Whether more than one file is being changed.
    pub(super) fn is_burst(&self) -> bool {
        self.files.len() > 1 || (self.span.is_some() && self.is_locked())
    }

    /// When to ask again; `None` if the tree is at rest.
    pub(super) fn rest_due(&self, now: Instant) -> Option<Instant> {
        self.due(now, REST)
    }

    /// The same for what was made within milliseconds.
    pub(super) fn answer_due(&self, now: Instant) -> Option<Instant> {
        self.due(now, ANSWER_REST)
    }

    fn due(&self, now: Instant, rest: Duration) -> Option<Instant> {
        let (first, last) = self.span?;
        if now >= first + BURST_MAX {
            return None;
        }
        let is_locked = self.is_locked();
        let due = last + if is_locked || self.files.len() > 1 { BURST_REST } else { rest };
        if due > now { Some(due) } else { is_locked.then(|| now + LOCK_STEP) }
    }

    fn is_locked(&self) -> bool {
        self.locks.iter().any(|lock| lock.exists())
    }
}

/// The lock of the work tree that a folder is in, if it is in one.
fn git_lock(folder: &Path) -> Option<PathBuf> {
    let git = folder.ancestors().map(|above| above.join(".git")).find(|git| git.exists())?;
    if git.is_dir() {
        return Some(git.join("index.lock"));
    }
    // A work tree beside the main one, or a submodule.
    let text = std::fs::read_to_string(&git).ok()?;
    let real = text.strip_prefix("gitdir:")?.trim();
    Some(git.parent()?.join(real).join("index.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_rests_sooner_than_many_and_nobody_is_waited_for_without_end() {
        let (mut calm, start) = (Calm::new(&[]), Instant::now());
        let ms = |ms| start + Duration::from_millis(ms);
        assert_eq!(calm.rest_due(start), None);
        calm.note(Path::new("a"), ms(0));
        calm.note(Path::new("a"), ms(10));
        assert!(!calm.is_burst());
        assert_eq!(calm.rest_due(ms(10)), Some(ms(40)));
        assert_eq!(calm.rest_due(ms(40)), None);
        calm.note(Path::new("b"), ms(20));
        assert!(calm.is_burst());
        assert_eq!(calm.rest_due(ms(50)), Some(ms(120)));
        calm.note(Path::new("c"), ms(400));
        assert!(!calm.is_burst());
        for step in 0..1000 {
            calm.note(Path::new(if step % 2 == 0 { "a" } else { "b" }), ms(400 + step * 50));
        }
        assert_eq!(calm.rest_due(ms(10_399)), Some(ms(50_350 + 100)));
        assert_eq!(calm.rest_due(ms(10_400)), None);
    }

    #[test]
    fn git_locks_the_work_tree_that_a_folder_is_in() {
        let folder = std::env::temp_dir().join(format!("bevy_zig-calm-{}", std::process::id()));
        let scripts = folder.join("game/scripts");
        std::fs::create_dir_all(&scripts).unwrap();
        std::fs::create_dir_all(folder.join(".git")).unwrap();
        assert_eq!(git_lock(&scripts), Some(folder.join(".git/index.lock")));
        std::fs::write(folder.join("game/.git"), "gitdir: ../.git/worktrees/game\n").unwrap();
        assert_eq!(git_lock(&scripts), Some(folder.join("game/../.git/worktrees/game/index.lock")));

        let mut calm = Calm::new(std::slice::from_ref(&folder));
        std::fs::write(folder.join(".git/index.lock"), "").unwrap();
        let now = Instant::now();
        assert_eq!(calm.rest_due(now), None, "nothing has happened");
        calm.note(Path::new("a"), now);
        assert!(calm.is_burst());
        let later = now + Duration::from_secs(1);
        assert_eq!(calm.rest_due(later), Some(later + LOCK_STEP));
        std::fs::remove_file(folder.join(".git/index.lock")).unwrap();
        assert_eq!(calm.rest_due(later), None);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
