//! A folder for half-made files, which no other process uses at the same time.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::error::BuildError;
use crate::base::files;
use crate::source::root::Root;
use crate::source::sources::Script;

/// The folder `N` whose `N.lock` this process holds. It goes away with its owner, and if that is killed, with the next
/// claim.
///
/// A lock says who is alive, on all systems alike; and since numbers are used again, Zig's cache, which keeps something
/// for each path that it has seen, does not grow from run to run.
#[derive(Debug)]
pub(crate) struct Work {
    folder: PathBuf,
    next_job: AtomicUsize,
    /// Released when it is closed, after the folder is gone.
    _lock: File,
}

impl Work {
    /// Takes the first folder that is free, and empties all that are.
    pub(crate) fn claim(parent: &Path) -> Result<Self, BuildError> {
        files::create_folder(parent)?;
        let mut claimed = None;
        for number in 0.. {
            let path = parent.join(format!("{number}.lock"));
            if claimed.is_some() && !path.exists() {
                break;
            }
            let lock = File::options().create(true).append(true).open(&path).map_err(files::failed("open", &path))?;
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => continue,
                Err(TryLockError::Error(source)) => return Err(files::failed("lock", &path)(source)),
            }
            let folder = parent.join(number.to_string());
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(files::failed("remove", &folder))?;
            }
            claimed.get_or_insert(Self { folder, next_job: AtomicUsize::new(0), _lock: lock });
        }
        Ok(claimed.expect("the loop ends when a folder is claimed"))
    }

    /// The root file of a script's compilations. Only the newest of these may be running; its predecessor has been
    /// killed.
    pub(crate) fn root(&self, script: &Script) -> Result<PathBuf, BuildError> {
        let roots = self.folder.join("roots");
        files::create_folder(&roots)?;
        Ok(roots.join(Root::file_name(script)))
    }

    /// The folder of what resident compilers have made for this process, and no other.
    pub(crate) fn answers(&self) -> Result<PathBuf, BuildError> {
        let answers = self.folder.join("answers");
        files::create_folder(&answers)?;
        Ok(answers)
    }

    /// A new folder for one compilation.
    pub(crate) fn job(&self) -> Result<Job, BuildError> {
        let job = Job(self.folder.join(self.next_job.fetch_add(1, Ordering::Relaxed).to_string()));
        files::create_folder(&job.0)?;
        Ok(job)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// The folder of one compilation, which goes away with its owner: a compiler that fails or is killed leaves half a
/// library.
#[derive(Debug)]
pub(crate) struct Job(PathBuf);

impl Job {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn each_owner_has_its_own_folder_and_numbers_are_used_again() {
        let folder = Folder::new();
        let claim = || Work::claim(folder.path()).unwrap();
        let (first, second) = (claim(), claim());
        assert_ne!(first.folder, second.folder);
        let job = second.job().unwrap();
        fs::write(job.path().join("half"), "").unwrap();
        // Another claim leaves alone what belongs to the living.
        let third = claim();
        assert!(job.path().join("half").exists());
        let freed = first.folder.clone();
        drop((first, third));
        assert_eq!(claim().folder, freed);
        drop(job);
        assert_eq!(fs::read_dir(&second.folder).unwrap().count(), 0);
    }

    #[test]
    fn what_the_dead_have_left_is_removed() {
        let folder = Folder::new();
        for number in 0..3 {
            folder.write(&format!("{number}.lock"), "");
            folder.write(&format!("{number}/7/half.so"), "");
        }
        let work = Work::claim(folder.path()).unwrap();
        for number in 0..3 {
            assert!(!folder.path().join(format!("{number}/7")).exists(), "{number}");
        }
        drop(work);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "locks, and nothing else");
    }
}
