//! Installing Zig: the Python package `ziglang`, pinned by version and hashes, in a folder of its own.
//!
//! ```text
//! <cache>/                      BEVY_ZIG_CACHE, or bevy_zig in the user's cache folder, or in Cargo's target folder
//!   ziglang-0.17.0.lock         held while installing, so that parallel builds install once
//!   ziglang-0.17.0.partial/     pip's target; renamed when it is complete and has been tried
//!   ziglang-0.17.0/ziglang/zig  what `zig_in` names
//! ```

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::env::Env;
use crate::error::InstallError;
use crate::progress::Progress;
use crate::version::{self, ZIG_VERSION};

/// The SHA-256 of every wheel that exists of this version; pip takes the one for the machine, and refuses anything else.
const WHEEL_HASHES: [(&str, &str); 6] = [
    ("linux x86_64", "97079827064a7492cce5541ceb438ae8003ce1e54e399676da2d62fb7a5dc08b"),
    ("linux aarch64", "d2804f94f54f7fcf8169f4b212a619ad688a4e2e6592e976f0cf2e58e2cd8af3"),
    ("linux i686", "81e3057db80fb459d1ab13c3db13dbcb1e99e91c36281661831d1916eba924de"),
    ("linux armv7l", "2f1506fbd4080ae55c7f3c5abe99cce226e563827f50e8f143e36decc615310f"),
    ("macOS arm64", "87274af689c4128051b26c80f6f676757e0a81c2fdc137fd8b5679e928e4bc4f"),
    ("macOS x86_64", "4d910f0e363ddb60a6b8ddb55235617797a8ccbcb6c5c7132a949d9f833eea42"),
];

/// The folders that may hold an installed copy, the preferred one first.
pub(crate) fn cache_folders(env: &Env) -> Vec<PathBuf> {
    if let Some(folder) = env.var("BEVY_ZIG_CACHE") {
        return vec![PathBuf::from(folder)];
    }
    let user = if cfg!(windows) {
        env.var("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        env.var("HOME").map(|home| Path::new(&home).join("Library/Caches"))
    } else {
        let xdg = env.var("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        xdg.or_else(|| env.var("HOME").map(|home| Path::new(&home).join(".cache")))
    };
    // OUT_DIR is <target>/<profile>/build/<package>/out: the profile's folder is shared by all packages.
    let target = env.var("OUT_DIR").map(|out| {
        let out = PathBuf::from(out);
        out.ancestors().nth(3).unwrap_or(&out).to_owned()
    });
    user.into_iter().chain(target).map(|folder| folder.join("bevy_zig")).collect()
}

/// The program of the copy in this cache folder, installed or not.
pub(crate) fn zig_in(cache: &Path) -> PathBuf {
    let name = format!("zig{}", std::env::consts::EXE_SUFFIX);
    installed(cache).join("ziglang").join(name)
}

fn installed(cache: &Path) -> PathBuf {
    cache.join(format!("ziglang-{ZIG_VERSION}"))
}

/// Installs Zig into the first cache folder that can be written to, and returns the program's path, which is absolute.
pub(crate) fn install(env: &Env) -> Result<PathBuf, InstallError> {
    let python = python_with_pip(env)?;
    let mut first_error = None;
    for cache in cache_folders(env) {
        let lock_path = cache.join(format!("ziglang-{ZIG_VERSION}.lock"));
        match fs::create_dir_all(&cache).and_then(|()| File::create(&lock_path)) {
            Ok(lock) => return install_locked(env, &python, &cache, &lock),
            Err(source) => {
                first_error.get_or_insert(InstallError::Io { action: "create", path: lock_path, source });
            }
        }
    }
    Err(first_error.unwrap_or(InstallError::NoCacheFolder))
}

/// The lock is released when `lock` is dropped, by a crash too.
fn install_locked(env: &Env, python: &Python, cache: &Path, lock: &File) -> Result<PathBuf, InstallError> {
    lock.lock().map_err(failed("lock the folder", cache))?;
    // Another build may have installed it while this one waited.
    let path = std::path::absolute(zig_in(cache)).map_err(failed("find", cache))?;
    if version::check(&path).is_ok() {
        return Ok(path);
    }
    // Cargo repeats the line with each build until the build script runs again, so it has to be true then, too.
    env.notify(&format!("Zig {ZIG_VERSION} is kept in {} (installed once, about 100 MB)", installed(cache).display()));

    let partial = cache.join(format!("ziglang-{ZIG_VERSION}.partial"));
    remove_folder(&partial)?;
    fs::create_dir_all(&partial).map_err(failed("create", &partial))?;
    let requirements = partial.join("requirements.txt");
    fs::write(&requirements, requirements_text()).map_err(failed("write", &requirements))?;
    run_pip(python, &partial, &requirements, env.progress())?;

    let made = partial.join("ziglang").join(format!("zig{}", std::env::consts::EXE_SUFFIX));
    check(&made)?;
    let target = installed(cache);
    remove_folder(&target)?;
    fs::rename(&partial, &target).map_err(failed("create", &target))?;
    check(&path)?;
    Ok(path)
}

fn check(program: &Path) -> Result<(), InstallError> {
    version::check(program).map_err(|reason| InstallError::Unusable { path: program.to_owned(), reason })
}

fn run_pip(python: &Python, target: &Path, requirements: &Path, mut progress: Progress) -> Result<(), InstallError> {
    let mut child = Command::new(&python.path)
        .args(["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps"])
        .args(["--progress-bar", if python.tells_progress { "raw" } else { "off" }])
        .args(["--only-binary", ":all:", "--require-hashes"])
        .arg("--target")
        .arg(target)
        .arg("-r")
        .arg(requirements)
        // A user's setting `user = true` excludes --target.
        .env("PIP_USER", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed("run", &python.path))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let mut message = Vec::new();
    std::thread::scope(|scope| {
        // What cannot be read is missing in a message; how pip ends is known all the same.
        scope.spawn(|| stderr.map(|mut stderr| stderr.read_to_end(&mut message)));
        let (sender, lines) = channel();
        scope.spawn(move || {
            let mut lines = stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines().map_while(Result::ok));
            lines.try_for_each(|line| sender.send(line))
        });
        let (begun, mut step) = (Instant::now(), "starting pip".to_owned());
        loop {
            match lines.recv_timeout(Duration::from_millis(500)) {
                Ok(line) => step = pip_step(&line).unwrap_or(step),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            progress.show("Installing", &format!("Zig {ZIG_VERSION}: {step}, {} s", begun.elapsed().as_secs()));
        }
    });
    let status = child.wait().map_err(failed("wait for", &python.path))?;
    drop(progress);
    if status.success() {
        return Ok(());
    }
    let message = String::from_utf8_lossy(&message).trim().to_owned();
    Err(InstallError::Pip { folder: target.to_owned(), message })
}

/// What a line of pip's says of where it is. From version 24.1 on it counts bytes, too: `Progress 1234 of 5678`.
fn pip_step(line: &str) -> Option<String> {
    let line = line.trim();
    if let Some((done, all)) = line.strip_prefix("Progress ").and_then(|rest| rest.split_once(" of ")) {
        let megabytes = |text: &str| text.parse::<f64>().ok().map(|bytes| bytes / 1e6);
        return Some(format!("{:.0} of {:.0} MB", megabytes(done)?, megabytes(all)?));
    }
    if let Some(file) = line.strip_prefix("Downloading ") {
        let size = file.rsplit_once('(').map_or("", |(_, size)| size.trim_end_matches(')'));
        return Some(format!("downloading {size}").trim_end().to_owned());
    }
    line.starts_with("Installing collected").then(|| "unpacking".to_owned())
}

fn requirements_text() -> String {
    let hashes: String = WHEEL_HASHES.iter().map(|(_, hash)| format!(" \\\n    --hash=sha256:{hash}")).collect();
    format!("ziglang=={ZIG_VERSION}{hashes}\n")
}

/// A Python that has pip.
pub(crate) struct Python {
    pub(crate) path: PathBuf,
    /// Whether its pip knows `--progress-bar raw`, which came with 24.1.
    tells_progress: bool,
}

pub(crate) fn python_with_pip(env: &Env) -> Result<Python, InstallError> {
    let mut pythons = ["python3", "python"].into_iter().flat_map(|name| env.programs(name)).peekable();
    let Some(first) = pythons.peek().cloned() else { return Err(InstallError::NoPython) };
    pythons
        .find_map(|path| {
            let output = Command::new(&path).args(["-m", "pip", "--version"]).output().ok()?;
            let tells_progress = pip_version(&String::from_utf8_lossy(&output.stdout)) >= Some((24, 1));
            output.status.success().then_some(Python { path, tells_progress })
        })
        .ok_or(InstallError::NoPip { python: first })
}

/// The first two numbers of `pip 25.1.1 from …`.
fn pip_version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.split_whitespace().nth(1)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn remove_folder(path: &Path) -> Result<(), InstallError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", path)(error)),
        _ => Ok(()),
    }
}

fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> InstallError {
    move |source| InstallError::Io { action, path: path.to_owned(), source }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::error::FindZigError;
    use crate::find::Zig;
    use crate::testing::{Folder, env};

    fn find(folder: &Folder) -> Result<Zig, FindZigError> {
        let path = |name: &str| folder.path().join(name).into_os_string();
        Zig::find_in(&env([("PATH", path("bin")), ("BEVY_ZIG_CACHE", path("cache")), ("BEVY_ZIG_FETCH", "1".into())]))
    }

    #[test]
    fn installs_once_with_version_and_hashes_pinned() {
        let folder = Folder::new();
        folder.fake_python("bin");
        folder.write("bin/pip", ZIG_VERSION);
        let cache = folder.path().join("cache");
        // Several builds at once, as when Cargo builds two games.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(find(&folder).unwrap().path(), zig_in(&cache)));
            }
        });
        assert_eq!(find(&folder).unwrap().path(), zig_in(&cache));

        let partial = cache.join("ziglang-0.17.0.partial");
        let arguments = format!(
            "-m pip install --disable-pip-version-check --no-input --no-deps --progress-bar off --only-binary :all: \
             --require-hashes --target {0} -r {0}/requirements.txt",
            partial.display()
        );
        assert_eq!(folder.read("bin/pip_log"), arguments.replace(' ', "\n") + "\n\n");
        let requirements = folder.read("cache/ziglang-0.17.0/requirements.txt");
        assert!(requirements.starts_with("ziglang==0.17.0 \\\n    --hash=sha256:97079827"), "{requirements}");
        assert_eq!(requirements.matches("--hash=sha256:").count(), WHEEL_HASHES.len());
        assert!(!partial.exists());
    }

    #[test]
    fn a_broken_copy_is_replaced() {
        let folder = Folder::new();
        folder.fake_python("bin");
        folder.write("bin/pip", ZIG_VERSION);
        folder.write("cache/ziglang-0.17.0/ziglang/zig", "not a program");
        folder.write("cache/ziglang-0.17.0.partial/ziglang/zig", "left by a build that was killed");
        find(&folder).unwrap();
    }

    #[test]
    fn an_unwritable_cache_falls_back_to_the_target_folder() {
        let folder = Folder::new();
        folder.fake_python("bin");
        folder.write("bin/pip", ZIG_VERSION);
        let file = folder.write("file", "no folder can be made in a file").into_os_string();
        let path = |name: &str| folder.path().join(name).into_os_string();
        let env = env([
            ("PATH", path("bin")),
            ("BEVY_ZIG_FETCH", "1".into()),
            ("HOME", file.clone()),
            ("XDG_CACHE_HOME", file),
            ("OUT_DIR", path("target/debug/build/game-1/out")),
        ]);
        assert_eq!(Zig::find_in(&env).unwrap().path(), zig_in(&folder.path().join("target/debug/bevy_zig")));
    }

    #[test]
    fn pip_tells_how_far_it_is() {
        let step = |line| pip_step(line).unwrap_or_default();
        assert_eq!(step("Progress 34500000 of 98000000"), "34 of 98 MB");
        assert_eq!(step("  Downloading ziglang-0.17.0-py3-none-any.whl (98.4 MB)"), "downloading 98.4 MB");
        assert_eq!(step("Downloading ziglang-0.17.0-py3-none-any.whl"), "downloading");
        assert_eq!(step("Installing collected packages: ziglang"), "unpacking");
        assert_eq!(pip_step("Collecting ziglang==0.17.0"), None);
        assert_eq!(pip_version("pip 25.1.1 from /usr/lib/python3 (python 3.13)\n"), Some((25, 1)));
        assert!(pip_version("pip 24.0 from /usr/lib") < Some((24, 1)));
        assert_eq!(pip_version("No module named pip"), None);
    }

    #[test]
    fn failures_say_what_to_install() {
        let folder = Folder::new();
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            "cannot install Zig 0.17.0: there is neither python3 nor python on PATH; install Python with pip, or set \
             BEVY_ZIG_ZIG to a Zig 0.17.0"
        );
        let python = folder.fake_python("bin");
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            format!(
                "cannot install Zig 0.17.0: {} has no pip; install it (Debian and Ubuntu: apt install python3-pip; \
                 Fedora: dnf install python3-pip), or set BEVY_ZIG_ZIG to a Zig 0.17.0",
                python.display()
            )
        );
        folder.write("bin/pip", "0.16.0");
        let partial = folder.path().join("cache/ziglang-0.17.0.partial");
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            format!("the Zig that pip installed as {}/ziglang/zig is version `0.16.0`, not 0.17.0", partial.display())
        );
        folder.write("bin/pip_fails", "");
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            format!(
                "cannot install Zig 0.17.0 into {}: pip failed; install it by hand and set BEVY_ZIG_ZIG, or try again. \
                 pip said:\nERROR: no matching distribution",
                partial.display()
            )
        );
    }
}
