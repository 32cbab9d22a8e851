//! What the tests share: temporary folders, and stand-ins for zig and python.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::env::Env;

/// A folder that goes away with its owner.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("bevy_zig_build-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.0.join(name)).unwrap();
    }

    /// A stand-in for zig in the sub-folder `folder`. It is a link, since a program that was just written may be
    /// "busy" while another thread starts a process.
    #[cfg(unix)]
    pub(crate) fn fake_zig(&self, folder: &str, version: &str) -> PathBuf {
        self.write(&format!("{folder}/version"), version);
        self.link("fake_zig.sh", &format!("{folder}/zig"))
    }

    /// A stand-in for `python3` in the sub-folder `folder`.
    #[cfg(unix)]
    pub(crate) fn fake_python(&self, folder: &str) -> PathBuf {
        fs::create_dir_all(self.0.join(folder)).unwrap();
        self.link("fake_python.sh", &format!("{folder}/python3"))
    }

    #[cfg(unix)]
    fn link(&self, fixture: &str, name: &str) -> PathBuf {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
        let path = self.0.join(name);
        std::os::unix::fs::symlink(fixture, &path).unwrap();
        path
    }
}

/// The paths below a folder, relative to it.
pub(crate) fn paths_below(folder: &Path) -> Vec<String> {
    let relative = |path: PathBuf| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    crate::base::files::walk(folder).unwrap().into_iter().map(relative).collect()
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// An environment of these variables and no others.
pub(crate) fn env<const N: usize>(variables: [(&str, OsString); N]) -> Env<'static> {
    Env::of(variables.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
