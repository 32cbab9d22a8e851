//! Installing Zig: the Python package `ziglang`, pinned by version and hashes, in a folder of its own.
//!
//! ```text
//! <cache>/                      BEVY_ZIG_CACHE, or bevy_zig in the user's cache folder, or in Cargo's target folder
//!   ziglang-0.17.1.lock         held while installing, so that parallel builds install once
//!   ziglang-0.17.1.partial/     pip's target; renamed when it is complete and has been tried
//!   ziglang-0.17.1/ziglang/zig  what `zig_in` names
//! ```

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::base::ask::ask;
use crate::base::env::Env;
use crate::base::error::InstallError;
use crate::base::progress::Progress;
use crate::base::version::{self, ZIG_VERSION};

/// The SHA-256 of every wheel that exists of this version; pip takes the one for the machine, and refuses anything
/// else. The first words are pip's names of platforms. Those of macOS need version 13.
const WHEELS: [(&str, &str); 12] = [
    ("manylinux_2_12_x86_64", "ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54"),
    ("manylinux_2_17_aarch64", "b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e"),
    ("manylinux_2_12_i686", "d0549d5db63961ad9ed83ef628a45e3309542410dbcb6010116f4f2a3274d966"),
    ("manylinux_2_17_armv7l", "7ec229ead4a08f3bc537ed33fa8c0f811739b81a0d05afbea89db30afb4df1cc"),
    ("manylinux_2_31_riscv64", "d65ae4223b0c351cb3b4596262b8d9773acc9ca94ef8ea9b5fe3ddfa07dd204f"),
    ("manylinux_2_17_ppc64le", "d3bf27478d4593f2df7daf5c59b616a543b8f9e2cc9235bef84d8e54862a4334"),
    ("manylinux_2_17_s390x", "87f24e5cdca55f5d47c1e20570eebb61a53957fafe4c35c69740e13affe407ba"),
    ("macosx_13_0_arm64", "09953b6af7f64168b915180a42774f520f92d86ef6331b28e33915c7e1f0bb23"),
    ("macosx_13_0_x86_64", "4e0b4b9c02b8d0d220e9948010f860b62ff11d96abb39762eca5fa2ef3f7bc97"),
    ("win_amd64", "69c3dfc3aff6a297ec4017aa904782c0e450eb988982d7f675d83edce27526fb"),
    ("win_arm64", "27a8da5f8eaa0e76ebbc7c2594130ed4646c1101ada2ce0aa86fe580c74154b9"),
    ("win32", "ae28f1f1150b95c8b1bb5e185d18e6c542877dc480e2476ccc81dac41f191b71"),
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

/// Installs Zig into the first cache folder that can be written to, and returns the program's path, which is absolute,
/// and its version.
pub(crate) fn install(env: &Env) -> Result<(PathBuf, String), InstallError> {
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
fn install_locked(env: &Env, python: &Python, cache: &Path, lock: &File) -> Result<(PathBuf, String), InstallError> {
    lock.lock().map_err(failed("lock the folder", cache))?;
    // Another build may have installed it while this one waited.
    let path = std::path::absolute(zig_in(cache)).map_err(failed("find", cache))?;
    if let Ok(version) = version::of(&path) {
        return Ok((path, version));
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
    version_of(&made)?;
    let target = installed(cache);
    remove_folder(&target)?;
    fs::rename(&partial, &target).map_err(failed("create", &target))?;
    let version = version_of(&path)?;
    Ok((path, version))
}

fn version_of(program: &Path) -> Result<String, InstallError> {
    version::of(program).map_err(|reason| InstallError::Unusable { path: program.to_owned(), reason })
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
    let hashes: String = WHEELS.iter().map(|(_, hash)| format!(" \\\n    --hash=sha256:{hash}")).collect();
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
            let output = ask(Command::new(&path).args(["-m", "pip", "--version"])).ok()?;
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
    use crate::base::error::FindZigError;
    use crate::testing::{Folder, env};
    use crate::zig::find::Zig;

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

        let partial = cache.join("ziglang-0.17.1.partial");
        let arguments = format!(
            "-m pip install --disable-pip-version-check --no-input --no-deps --progress-bar off --only-binary :all: \
             --require-hashes --target {0} -r {0}/requirements.txt",
            partial.display()
        );
        assert_eq!(folder.read("bin/pip_log"), arguments.replace(' ', "\n") + "\n\n");
        let requirements = folder.read("cache/ziglang-0.17.1/requirements.txt");
        assert!(requirements.starts_with("ziglang==0.17.1 \\\n    --hash=sha256:ea6cc5d8"), "{requirements}");
        assert_eq!(requirements.matches("--hash=sha256:").count(), WHEELS.len());
        assert!(!partial.exists());
    }

    #[test]
    fn a_broken_copy_is_replaced() {
        let folder = Folder::new();
        folder.fake_python("bin");
        folder.write("bin/pip", ZIG_VERSION);
        folder.write("cache/ziglang-0.17.1/ziglang/zig", "not a program");
        folder.write("cache/ziglang-0.17.1.partial/ziglang/zig", "left by a build that was killed");
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

    /// The wheel of each platform is the pinned one and has the program where it is looked for. Downloads more than a
    /// gigabyte: `cargo test -p bevy_zig_build -- --ignored wheels`.
    #[test]
    #[ignore = "downloads the wheels of all platforms"]
    fn wheels_exist_for_all_platforms() {
        for (platform, hash) in WHEELS {
            let folder = Folder::new();
            let requirements =
                folder.write("requirements.txt", &format!("ziglang=={ZIG_VERSION} --hash=sha256:{hash}\n"));
            let output = Command::new("python3")
                .args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes"])
                .args(["--platform", platform, "--dest"])
                .arg(folder.path().join("wheels"))
                .arg("-r")
                .arg(requirements)
                .output()
                .unwrap();
            assert!(output.status.success(), "{platform}: {}", String::from_utf8_lossy(&output.stderr));
            let wheel = crate::base::files::walk(&folder.path().join("wheels")).unwrap().remove(0);
            let list = Command::new("python3").args(["-m", "zipfile", "-l"]).arg(wheel).output().unwrap();
            let list = String::from_utf8_lossy(&list.stdout).into_owned();
            let program = if platform.starts_with("win") { "ziglang/zig.exe" } else { "ziglang/zig" };
            assert!(list.lines().any(|line| line.split(' ').next() == Some(program)), "{platform}: {list}");
            println!("{platform}: {program}");
        }
    }

    #[test]
    fn pip_tells_how_far_it_is() {
        let step = |line| pip_step(line).unwrap_or_default();
        assert_eq!(step("Progress 34500000 of 98000000"), "34 of 98 MB");
        assert_eq!(step("  Downloading ziglang-0.17.1-py3-none-any.whl (98.4 MB)"), "downloading 98.4 MB");
        assert_eq!(step("Downloading ziglang-0.17.1-py3-none-any.whl"), "downloading");
        assert_eq!(step("Installing collected packages: ziglang"), "unpacking");
        assert_eq!(pip_step("Collecting ziglang==0.17.1"), None);
        assert_eq!(pip_version("pip 25.1.1 from /usr/lib/python3 (python 3.13)\n"), Some((25, 1)));
        assert!(pip_version("pip 24.0 from /usr/lib") < Some((24, 1)));
        assert_eq!(pip_version("No module named pip"), None);
    }

    #[test]
    fn failures_say_what_to_install() {
        let folder = Folder::new();
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            "cannot install Zig 0.17.1: there is neither python3 nor python on PATH; install Python with pip, or set \
             BEVY_ZIG_ZIG to a Zig 0.17.x"
        );
        let python = folder.fake_python("bin");
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            format!(
                "cannot install Zig 0.17.1: {} has no pip; install it (Debian and Ubuntu: apt install python3-pip; \
                 Fedora: dnf install python3-pip), or set BEVY_ZIG_ZIG to a Zig 0.17.x",
                python.display()
            )
        );
        folder.write("bin/pip", "0.16.0");
        let partial = folder.path().join("cache/ziglang-0.17.1.partial");
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            format!("the Zig that pip installed as {}/ziglang/zig is version `0.16.0`, not 0.17.x", partial.display())
        );
        folder.write("bin/pip_fails", "");
        assert_eq!(
            find(&folder).unwrap_err().to_string(),
            format!(
                "cannot install Zig 0.17.1 into {}: pip failed; install it by hand and set BEVY_ZIG_ZIG, or try again. \
                 pip said:\nERROR: no matching distribution",
                partial.display()
            )
        );
    }
}
