//! Finding a Zig of a version that fits.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::base::ask::ask;
use crate::base::env::Env;
use crate::base::error::{FindZigError, InstallError, Rejected};
use crate::base::version;
use crate::zig::install;

/// Prints the path of the `zig` inside the Python package, so that later calls do not pay for starting Python.
const ASK_PYTHON: &str =
    "import os, ziglang; print(os.path.join(os.path.dirname(os.path.abspath(ziglang.__file__)), 'zig'))";

/// A Zig 0.17.x on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zig {
    path: PathBuf,
    version: String,
}

impl Zig {
    /// Finds Zig, or installs [`ZIG_VERSION`](crate::ZIG_VERSION) if `BEVY_ZIG_FETCH=1` allows that.
    ///
    /// Looked at, in this order: the variables `BEVY_ZIG_ZIG` and `ZIG`, every `zig` on `PATH`, the Python package
    /// `ziglang`, and a copy that was installed earlier. Works outside build scripts too.
    ///
    /// # Errors
    /// [`FindZigError::Unusable`] if one of the variables names something other than Zig 0.17.x,
    /// [`FindZigError::NotFound`] with everything that was looked at, [`FindZigError::UnknownFetch`], or
    /// [`FindZigError::Install`].
    pub fn find() -> Result<Self, FindZigError> {
        Self::find_in(&Env::process())
    }

    /// The same, for who has variables of another process: those that a `.cargo/config.toml` sets, which Cargo gives to
    /// build scripts only. Nothing is installed.
    ///
    /// # Errors
    /// As for [`find`](Self::find), without [`FindZigError::Install`].
    pub fn find_installed(variable: impl Fn(&str) -> Option<OsString> + Sync) -> Result<Self, FindZigError> {
        Self::find_in(&Env::with(|name| if name == "BEVY_ZIG_FETCH" { None } else { variable(name) }))
    }

    /// What a value of `BEVY_ZIG_FETCH` says: whether Zig may be installed; `None` if it says neither yes nor no.
    pub fn may_fetch(value: &str) -> Option<bool> {
        match value.trim().to_ascii_lowercase().as_str() {
            "1" | "yes" | "true" | "on" => Some(true),
            "0" | "no" | "false" | "off" => Some(false),
            _ => None,
        }
    }

    /// The folders that may hold a copy that was installed; one that is to be is put into the first that can be written
    /// to.
    pub fn cache_folders(variable: impl Fn(&str) -> Option<OsString> + Sync) -> Vec<PathBuf> {
        install::cache_folders(&Env::with(variable))
    }

    /// The Python that would install Zig.
    ///
    /// # Errors
    /// [`InstallError::NoPython`] or [`InstallError::NoPip`].
    pub fn installer(variable: impl Fn(&str) -> Option<OsString> + Sync) -> Result<PathBuf, InstallError> {
        install::python_with_pip(&Env::with(variable)).map(|python| python.path)
    }

    pub(crate) fn find_in(env: &Env) -> Result<Self, FindZigError> {
        if let Some(named) = Self::named_in(env) {
            return named;
        }
        let mut rejected = Vec::new();
        match search(env, &mut rejected) {
            Some(zig) => Ok(zig),
            None if may_install(env)? => {
                let (path, version) = install::install(env)?;
                Ok(Self { path, version })
            }
            None => Err(FindZigError::NotFound { rejected }),
        }
    }

    /// The Zig that one of the variables names, if one does.
    pub(crate) fn named_in(env: &Env) -> Option<Result<Self, FindZigError>> {
        ["BEVY_ZIG_ZIG", "ZIG"].into_iter().find_map(|variable| {
            let path = PathBuf::from(env.var(variable)?);
            Some(Self::named(env, &path).map_err(|reason| FindZigError::Unusable { variable, path, reason }))
        })
    }

    /// The program that a variable names: a path, or a bare name that is looked up on `PATH`.
    fn named(env: &Env, path: &Path) -> Result<Self, String> {
        if path.components().count() > 1 || path.is_absolute() {
            return Self::checked(path);
        }
        match env.programs(&path.to_string_lossy()).first() {
            Some(program) => Self::checked(program),
            None => Self::checked(path),
        }
    }

    /// See [`version::of`].
    pub(crate) fn checked(path: &Path) -> Result<Self, String> {
        // Compilers are started in other folders than this one.
        let path = std::path::absolute(path).map_err(|error| format!("is not a usable path ({error})"))?;
        let version = version::of(&path)?;
        Ok(Self { path, version })
    }

    /// The program's path, which is absolute.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The version, such as `0.17.1`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A command that runs this Zig.
    pub fn command(&self) -> Command {
        Command::new(&self.path)
    }
}

/// Whether `BEVY_ZIG_FETCH` allows installing Zig.
fn may_install(env: &Env) -> Result<bool, FindZigError> {
    let Some(value) = env.text("BEVY_ZIG_FETCH") else { return Ok(false) };
    Zig::may_fetch(&value).ok_or(FindZigError::UnknownFetch { value })
}

/// Looks where no variable points to; what does not fit is added to `rejected`.
fn search(env: &Env, rejected: &mut Vec<Rejected>) -> Option<Zig> {
    let mut reject = |place: String, reason: String| rejected.push(Rejected { place, reason });

    let on_path = env.programs("zig");
    if on_path.is_empty() {
        reject("zig".to_owned(), "is not on PATH".to_owned());
    }
    for path in on_path {
        match Zig::checked(&path) {
            Ok(zig) => return Some(zig),
            Err(reason) => reject(path.display().to_string(), reason),
        }
    }

    for name in ["python3", "python"] {
        let place = format!("{name} -m ziglang");
        let Some(python) = env.programs(name).into_iter().next() else {
            reject(place, format!("{name} is not on PATH"));
            continue;
        };
        match ask_python(&python).and_then(|path| Zig::checked(&path)) {
            Ok(zig) => return Some(zig),
            Err(reason) => reject(place, reason),
        }
    }

    for cache in install::cache_folders(env) {
        let path = install::zig_in(&cache);
        if !path.exists() {
            reject(path.display().to_string(), "is not installed".to_owned());
            continue;
        }
        match Zig::checked(&path) {
            Ok(zig) => return Some(zig),
            Err(reason) => reject(path.display().to_string(), reason),
        }
    }
    None
}

/// Where the Python package keeps its `zig`.
fn ask_python(python: &Path) -> Result<PathBuf, String> {
    let output = ask(Command::new(python).args(["-c", ASK_PYTHON]).env("PYTHONIOENCODING", "utf-8"))
        .map_err(|reason| format!("python {reason}"))?;
    if !output.status.success() {
        return Err("the Python package is not installed".to_owned());
    }
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(PathBuf::from(path + std::env::consts::EXE_SUFFIX))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::base::version::ZIG_VERSION;
    use crate::testing::{Folder, env};

    #[test]
    fn the_order_is_variables_path_python_cache() {
        let folder = Folder::new();
        let named = folder.fake_zig("named", ZIG_VERSION);
        let other = folder.fake_zig("other", ZIG_VERSION);
        let on_path = folder.fake_zig("bin", ZIG_VERSION);
        let in_python = folder.fake_zig("bin/ziglang", ZIG_VERSION);
        folder.fake_python("bin");
        let installed = folder.fake_zig(&format!("cache/ziglang-{ZIG_VERSION}/ziglang"), ZIG_VERSION);

        let path = |name: &str| folder.path().join(name).into_os_string();
        let find = |variables: &[&str]| {
            let value = |name: &str| if variables.contains(&name) { path(&format!("{name}/zig")) } else { "".into() };
            Zig::find_in(&env([
                ("BEVY_ZIG_ZIG", value("named")),
                ("ZIG", value("other")),
                ("PATH", path("bin")),
                ("BEVY_ZIG_CACHE", path("cache")),
            ]))
            .unwrap()
            .path()
            .to_owned()
        };
        assert_eq!(find(&["named", "other"]), named);
        assert_eq!(find(&["other"]), other);
        assert_eq!(find(&[]), on_path);
        folder.remove("bin/zig");
        assert_eq!(find(&[]), in_python);
        folder.remove("bin/ziglang/zig");
        assert_eq!(find(&[]), installed);
    }

    #[test]
    fn a_wrong_version_on_path_does_not_hide_a_right_one() {
        let folder = Folder::new();
        folder.fake_zig("a", "0.16.0");
        let right = folder.fake_zig("b", ZIG_VERSION);
        let path = std::env::join_paths([folder.path().join("a"), folder.path().join("b")]).unwrap();
        assert_eq!(Zig::find_in(&env([("PATH", path)])).unwrap().path(), right);
    }

    #[test]
    fn any_release_of_the_series_is_taken_where_it_is_found() {
        let folder = Folder::new();
        let older = folder.fake_zig("bin", "0.17.0");
        folder.fake_zig(&format!("cache/ziglang-{ZIG_VERSION}/ziglang"), ZIG_VERSION);
        let path = |name: &str| folder.path().join(name).into_os_string();
        let zig = Zig::find_in(&env([("PATH", path("bin")), ("BEVY_ZIG_CACHE", path("cache"))])).unwrap();
        assert_eq!((zig.path(), zig.version()), (older.as_path(), "0.17.0"));
        let newer = folder.fake_zig("newer", "0.17.2").into_os_string();
        let zig = Zig::find_in(&env([("PATH", path("bin")), ("BEVY_ZIG_ZIG", newer)])).unwrap();
        assert_eq!(zig.version(), "0.17.2");
    }

    #[test]
    fn a_zig_that_hangs_does_not_hang_the_build() {
        let folder = Folder::new();
        folder.fake_zig("hanging", "HANG");
        let right = folder.fake_zig("right", ZIG_VERSION);
        let path = std::env::join_paths([folder.path().join("hanging"), folder.path().join("right")]).unwrap();
        assert_eq!(Zig::find_in(&env([("PATH", path)])).unwrap().path(), right);
        let path = folder.path().join("hanging").into_os_string();
        let error = Zig::find_in(&env([("PATH", path), ("BEVY_ZIG_CACHE", "none".into())])).unwrap_err().to_string();
        assert!(error.contains("hanging/zig: does not answer within 5 seconds\n"), "{error}");
    }

    #[test]
    fn installing_is_allowed_by_yes_and_forbidden_by_no_and_nothing_else_is_either() {
        let folder = Folder::new();
        let find = |value: &str| {
            let none = || folder.path().join("none").into_os_string();
            let env = env([("PATH", none()), ("BEVY_ZIG_CACHE", none()), ("BEVY_ZIG_FETCH", value.into())]);
            Zig::find_in(&env).unwrap_err()
        };
        for yes in ["1", "yes", "TRUE", "on"] {
            // It tries to, and there is no Python.
            assert!(matches!(find(yes), FindZigError::Install(InstallError::NoPython)), "{yes}");
        }
        for no in ["", "0", "no", "False", "off"] {
            assert!(matches!(find(no), FindZigError::NotFound { .. }), "{no}");
        }
        assert_eq!(find("ja").to_string(), "BEVY_ZIG_FETCH is `ja`: set it to 1 to let the build install Zig, or to 0");
    }

    #[test]
    fn a_variable_may_hold_a_bare_name() {
        let folder = Folder::new();
        let zig = folder.fake_zig("a", ZIG_VERSION);
        let env = env([("ZIG", "zig".into()), ("PATH", folder.path().join("a").into_os_string())]);
        assert_eq!(Zig::find_in(&env).unwrap().path(), zig);
    }

    #[test]
    fn an_unusable_variable_is_an_error_although_path_has_a_zig() {
        let folder = Folder::new();
        folder.fake_zig("right", ZIG_VERSION);
        let wrong = folder.fake_zig("wrong", "0.18.0-dev.1+abc");
        let find = |variable: &str, value: &Path| {
            let path = folder.path().join("right").into_os_string();
            Zig::find_in(&env([(variable, value.as_os_str().to_owned()), ("PATH", path)])).unwrap_err().to_string()
        };
        assert_eq!(
            find("ZIG", &wrong),
            format!(
                "ZIG is `{}`, which is version `0.18.0-dev.1+abc`, not 0.17.x: set it to a Zig 0.17.x, or unset the variable",
                wrong.display()
            )
        );
        assert_eq!(
            find("BEVY_ZIG_ZIG", &folder.path().join("none/zig")),
            format!(
                "BEVY_ZIG_ZIG is `{}/none/zig`, which cannot be run (No such file or directory (os error 2)): set it \
                 to a Zig 0.17.x, or unset the variable",
                folder.path().display()
            )
        );
    }

    #[test]
    fn nothing_found_lists_commands_and_places() {
        let folder = Folder::new();
        folder.fake_zig("bin", "0.16.0");
        folder.fake_python("bin");
        let path = |name: &str| folder.path().join(name).into_os_string();
        let env = env([("PATH", path("bin")), ("BEVY_ZIG_CACHE", path("cache")), ("BEVY_ZIG_FETCH", "0".into())]);
        assert_eq!(
            Zig::find_in(&env).unwrap_err().to_string(),
            format!(
                "no Zig 0.17.x found; one of these helps:
    pip install ziglang==0.17.1
    BEVY_ZIG_FETCH=1 cargo build
    BEVY_ZIG_ZIG=/path/to/zig cargo build
looked at:
    {0}/bin/zig: is version `0.16.0`, not 0.17.x
    python3 -m ziglang: the Python package is not installed
    python -m ziglang: python is not on PATH
    {0}/cache/ziglang-0.17.1/ziglang/zig: is not installed",
                folder.path().display()
            )
        );
    }
}
