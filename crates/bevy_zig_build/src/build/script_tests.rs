//! The `test` blocks of scripts, run by `cargo test`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::error::{BuildError, CompileFailure};
use crate::base::files;
use crate::compiler::config::Config;
use crate::source::sources::{Script, has_tests, scripts_in, source_files};
use crate::zig::find::Zig;

/// Runs the `test` blocks of all scripts that this package's `build.rs` compiles. Call it in a Rust test:
///
/// ```ignore
/// #[test]
/// fn scripts() {
///     bevy_zig_build::test_scripts!();
/// }
/// ```
///
/// Scripts import `"bevy"`, whose `testing` is a game to test them in, and `"components"`, as they do in the game. Each
/// script with `test` blocks is a separate program; several run at once, and Zig only recompiles what has changed. A
/// compile error or a failed test panics with Zig's complete output, including files and lines.
#[macro_export]
macro_rules! test_scripts {
    () => {
        $crate::ScriptTests::of(::core::env!("OUT_DIR")).run()
    };
}

/// What [`test_scripts!`](crate::test_scripts) runs.
#[derive(Debug)]
pub struct ScriptTests {
    out_dir: PathBuf,
}

/// The results of scripts' tests.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScriptTestReport {
    /// The scripts that have tests, sorted, with the number of passed tests.
    pub passed: Vec<(String, usize)>,
}

/// Why scripts' tests did not pass.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScriptTestError {
    /// The build script left nothing to test.
    #[error("{} does not list any scripts: does build.rs call bevy_zig_build::compile?", path.display())]
    NoScripts {
        /// The file that it writes.
        path: PathBuf,
    },
    /// A script that is to be tested is not there.
    #[error("there is no script '{script}'")]
    UnknownScript {
        /// The name.
        script: String,
    },
    /// A shared file has tests that no script runs.
    #[error(
        "{} has `test` blocks that no script with tests imports; write in one of them: test {{ _ = @import(\"…\"); }}",
        path.display()
    )]
    Stray {
        /// The file.
        path: PathBuf,
    },
    /// Tests that failed or did not compile.
    #[error("{}", failures_message(failures))]
    Failed {
        /// The scripts, sorted by name, with Zig's output.
        failures: Vec<CompileFailure>,
    },
    /// Scripts cannot be compiled: there is no Zig, a folder cannot be read, or another error.
    #[error(transparent)]
    Build(#[from] BuildError),
}

fn failures_message(failures: &[CompileFailure]) -> String {
    let mut text = String::from("tests of scripts failed");
    for failure in failures {
        write!(text, "\n\n{}:\n{}", failure.script, failure.message.trim_end()).expect("writing to a String");
    }
    text
}

/// The file in `OUT_DIR` that tells tests where everything is: the SDK, and the folders of scripts, a line each.
fn list_path(out_dir: &Path) -> PathBuf {
    out_dir.join("bevy_zig/tests.txt")
}

/// Called by the build script.
pub(crate) fn write_list(config: &Config) -> Result<(), BuildError> {
    let lines = [&config.sdk].into_iter().chain(&config.folders).map(|path| format!("{}\n", path.display()));
    files::write_if_changed(&list_path(&config.out_dir), &lines.collect::<String>())
}

impl ScriptTests {
    /// The tests of the package whose build script wrote to this `OUT_DIR`.
    pub fn of(out_dir: impl Into<PathBuf>) -> Self {
        Self { out_dir: out_dir.into() }
    }

    /// Runs them, and prints how many there were.
    ///
    /// # Panics
    /// If one fails or does not compile, with Zig's complete output.
    pub fn run(&self) {
        match self.try_run() {
            Ok(report) => {
                for (script, passed) in &report.passed {
                    println!("script {script}: {passed} passed");
                }
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Runs them.
    ///
    /// # Errors
    /// See [`ScriptTestError`].
    pub fn try_run(&self) -> Result<ScriptTestReport, ScriptTestError> {
        let list = list_path(&self.out_dir);
        let Ok(text) = fs::read_to_string(&list) else { return Err(ScriptTestError::NoScripts { path: list }) };
        let mut paths = text.lines().map(PathBuf::from);
        let Some(sdk) = paths.next() else { return Err(ScriptTestError::NoScripts { path: list }) };
        let folders: Vec<PathBuf> = paths.collect();
        self.run_some(|| Zig::find().map_err(BuildError::from), &sdk, &folders, &[])
    }

    /// Runs those of the scripts in these folders, or those of the scripts that `only` names, if it names any.
    pub(crate) fn run_some(
        &self,
        zig: impl FnOnce() -> Result<Zig, BuildError>,
        sdk: &Path,
        folders: &[PathBuf],
        only: &[String],
    ) -> Result<ScriptTestReport, ScriptTestError> {
        let mut scripts = scripts_in(folders)?;
        if let Some(name) = only.iter().find(|name| !scripts.iter().any(|script| script.name == **name)) {
            return Err(ScriptTestError::UnknownScript { script: name.clone() });
        }
        scripts.retain(|script| has_tests(&script.path));
        refuse_strays(folders, &scripts)?;
        scripts.retain(|script| only.is_empty() || only.contains(&script.name));
        if scripts.is_empty() {
            return Ok(ScriptTestReport { passed: Vec::new() });
        }
        self.run_all(&zig()?, sdk, &scripts)
    }

    fn run_all(&self, zig: &Zig, sdk: &Path, scripts: &[Script]) -> Result<ScriptTestReport, ScriptTestError> {
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Vec::new());
        let threads = std::thread::available_parallelism().map_or(1, |count| count.get()).min(scripts.len());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(script) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let output = self.command(zig, sdk, script).output();
                        results.lock().expect("no thread panics while it holds the lock").push((script, output));
                    }
                });
            }
        });
        let mut results = results.into_inner().expect("no thread panics while it holds the lock");
        results.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        let (mut passed, mut failures) = (Vec::new(), Vec::new());
        for (script, output) in results {
            let run_zig = |source| BuildError::RunZig { path: zig.path().to_owned(), source };
            let output = output.map_err(run_zig)?;
            let message = String::from_utf8_lossy(&output.stderr).into_owned();
            match passed_count(&message) {
                Some(count) if output.status.success() => passed.push((script.name.clone(), count)),
                _ => failures.push(CompileFailure { script: script.name.clone(), path: script.path.clone(), message }),
            }
        }
        if failures.is_empty() { Ok(ScriptTestReport { passed }) } else { Err(ScriptTestError::Failed { failures }) }
    }

    /// Tests are found in Zig's root module, which is the script itself here.
    fn command(&self, zig: &Zig, sdk: &Path, script: &Script) -> Command {
        let folder = self.out_dir.join("bevy_zig");
        let with = |prefix: &str, path: &Path| {
            let mut argument = std::ffi::OsString::from(prefix);
            argument.push(path);
            argument
        };
        let mut command = zig.command();
        command.args(["test", "--color", "off", "--dep", "bevy", "--dep", "components"]);
        command.arg(with("-Mroot=", &script.path));
        command.arg(with("-Mbevy=", &sdk.join("bevy.zig")));
        command.args(["--dep", "bevy"]).arg(with("-Mcomponents=", &folder.join("components.zig")));
        let cache = folder.join("zig_cache");
        command.arg("--cache-dir").arg(&cache).arg("--global-cache-dir").arg(&cache);
        // Paths outside of the working folder stay absolute.
        command.current_dir(folder);
        command
    }
}

/// A shared file's tests run with those of the scripts that import it.
fn refuse_strays(folders: &[PathBuf], scripts: &[Script]) -> Result<(), ScriptTestError> {
    let mut reached = BTreeSet::new();
    for script in scripts {
        reached.extend(source_files(&script.path).map_err(files::failed("read the folder of", &script.path))?);
    }
    for folder in folders {
        for path in files::walk(folder).map_err(files::failed("read the folder", folder))? {
            if path.extension().is_some_and(|extension| extension == "zig")
                && has_tests(&path)
                && !reached.contains(&path)
            {
                return Err(ScriptTestError::Stray { path });
            }
        }
    }
    Ok(())
}

/// How many tests passed, as Zig's test runner says it: "All 3 tests passed." or "2 passed; 1 skipped; 0 failed.".
fn passed_count(said: &str) -> Option<usize> {
    said.lines().rev().find_map(|line| {
        let all = line.strip_prefix("All ").and_then(|rest| rest.strip_suffix(" tests passed."));
        let some = line.split_once(" passed; ").map(|(count, _)| count);
        all.or(some)?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    /// A package as its build script leaves it.
    fn package(files: &[(&str, &str)]) -> (Folder, ScriptTests) {
        let folder = Folder::new();
        for (name, content) in files {
            folder.write(name, content);
        }
        let list = format!("{}\n{}\n", bevy_zig_sdk::FOLDER, folder.path().join("scripts").display());
        folder.write("out/bevy_zig/tests.txt", &list);
        folder.write("out/bevy_zig/components.zig", "pub const all = .{};\npub const answer = 42;\n");
        let tests = ScriptTests::of(folder.path().join("out"));
        (folder, tests)
    }

    const SHARED: &str = "test \"shared\" { try @import(\"std\").testing.expect(true); }\n";

    #[test]
    fn tests_are_counted_and_failures_are_shown_with_their_lines() {
        let good = "test \"components\" { try @import(\"std\").testing.expectEqual(42, @import(\"components\").answer); }\n\
                    test { _ = @import(\"lib/shared.zig\"); }\n";
        let (folder, tests) = package(&[
            ("scripts/good.zig", good),
            ("scripts/plain.zig", "pub const text =\n    \\\\test \"none\" {\n;\n// test \"none\" {}\n"),
            ("scripts/lib/shared.zig", SHARED),
        ]);
        assert_eq!(tests.try_run().unwrap().passed, [("good".to_owned(), 3)]);

        folder.write(
            "scripts/bad.zig",
            "const std = @import(\"std\");\n\ntest \"sum\" {\n    try std.testing.expectEqual(3, 1 + 1);\n}\n",
        );
        folder.write("scripts/broken.zig", "test \"x\" {\n    missing();\n}\n");
        let text = tests.try_run().unwrap_err().to_string();
        assert!(text.contains("\n\nbad:\n") && text.contains("expected 3, found 2"), "{text}");
        assert!(text.contains("bad.zig:4:"), "{text}");
        assert!(text.contains("broken.zig:2:5: error: use of undeclared identifier 'missing'"), "{text}");
        assert!(!text.contains("good:"), "{text}");
    }

    #[test]
    fn tests_that_nobody_runs_are_a_mistake() {
        let (folder, tests) = package(&[
            ("scripts/plain.zig", "const s = @import(\"lib/shared.zig\");\n"),
            ("scripts/lib/shared.zig", SHARED),
        ]);
        let text = tests.try_run().unwrap_err().to_string();
        assert!(text.contains("shared.zig has `test` blocks that no script with tests imports"), "{text}");
        folder.remove("scripts/lib/shared.zig");
        assert_eq!(tests.try_run().unwrap().passed, []);
        folder.remove("out/bevy_zig/tests.txt");
        assert!(tests.try_run().unwrap_err().to_string().contains("does build.rs call bevy_zig_build::compile?"));
    }

    #[test]
    fn the_runner_s_last_line_tells_the_count() {
        assert_eq!(passed_count("1/2 a...OK\nAll 2 tests passed.\n"), Some(2));
        assert_eq!(passed_count("3 passed; 1 skipped; 0 failed.\n"), Some(3));
        assert_eq!(passed_count("error: x\n"), None);
    }
}
