//! Environment variables behind one door, so that tests bring their own instead of changing the process's.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::base::error::BuildError;
use crate::base::progress::Progress;

/// The variables that a user sets for this crate; the build script runs again when one changes.
///
/// `PATH` and the variables behind the cache folder are left out: they differ between a terminal and an editor, and
/// would make the two rebuild the game in turns.
pub(crate) const USER_VARIABLES: [&str; 5] =
    ["BEVY_ZIG_ZIG", "ZIG", "BEVY_ZIG_FETCH", "BEVY_ZIG_CACHE", "BEVY_ZIG_OPTIMIZE"];

type Lookup<'a> = dyn Fn(&str) -> Option<OsString> + Sync + 'a;

/// Where variables are looked up, and where something slow is told of.
pub(crate) struct Env<'a> {
    lookup: Box<Lookup<'a>>,
    notify: fn(&str),
    progress: fn() -> Progress,
}

impl<'a> Env<'a> {
    /// The process's variables; notices go to stderr.
    pub(crate) fn process() -> Self {
        Self::with(|name| std::env::var_os(name))
    }

    /// Variables that are looked up elsewhere; notices go to stderr.
    pub(crate) fn with(lookup: impl Fn(&str) -> Option<OsString> + Sync + 'a) -> Self {
        Self { lookup: Box::new(lookup), notify: |line| eprintln!("{line}"), progress: Progress::of_process }
    }

    /// The process's variables; notices go to Cargo, which shows them although it hides a build script's output.
    pub(crate) fn build_script() -> Self {
        Self {
            notify: |line| println!("cargo::warning={line}"),
            progress: Progress::of_build_script,
            ..Self::process()
        }
    }

    #[cfg(test)]
    pub(crate) fn of(variables: std::collections::HashMap<String, OsString>) -> Self {
        Self { lookup: Box::new(move |name| variables.get(name).cloned()), notify: |_| {}, progress: Progress::none }
    }

    /// The variable's value; an empty one counts as unset.
    pub(crate) fn var(&self, name: &str) -> Option<OsString> {
        (self.lookup)(name).filter(|value| !value.is_empty())
    }

    /// The variable as text; a value that is not Unicode keeps a replacement character, and so is refused later by
    /// name.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.var(name).map(|value| value.to_string_lossy().into_owned())
    }

    /// A variable that Cargo sets for every build script.
    pub(crate) fn cargo(&self, name: &'static str) -> Result<String, BuildError> {
        self.text(name).ok_or(BuildError::NotInBuildScript { variable: name })
    }

    /// Tells the user something that outlasts this build.
    pub(crate) fn notify(&self, line: &str) {
        (self.notify)(line);
    }

    /// For telling how far something that takes a while is.
    pub(crate) fn progress(&self) -> Progress {
        (self.progress)()
    }

    /// Every file on `PATH` with this program's name, in order.
    pub(crate) fn programs(&self, name: &str) -> Vec<PathBuf> {
        let file_name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        let path = self.var("PATH").unwrap_or_default();
        let mut found: Vec<PathBuf> = Vec::new();
        for folder in std::env::split_paths(&path) {
            let file = folder.join(&file_name);
            if !folder.as_os_str().is_empty() && is_executable(&file) && !found.contains(&file) {
                found.push(file);
            }
        }
        found
    }
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}
