//! What several tests need: the places of the repository, and zig.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the checkout.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the checkout")
}

/// An empty folder of this name, for one test.
pub fn scratch_dir(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a command and fails the test with all that it printed if it does not succeed.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed with {}:\n{text}", output.status);
    text
}

/// Runs the `test` blocks of a Zig file with these modules. What it prints ends with the number of tests that passed.
pub fn zig_test(file: &Path, modules: &[(&str, &Path)]) -> String {
    let zig = bevy_zig_build::Zig::find().unwrap();
    let mut command = Command::new(zig.path());
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zig-cache");
    command.arg("test").arg("--cache-dir").arg(&cache).arg("--global-cache-dir").arg(&cache);
    for (name, _) in modules {
        command.args(["--dep", name]);
    }
    command.arg(format!("-Mroot={}", file.display()));
    for (name, path) in modules {
        command.arg(format!("-M{name}={}", path.display()));
    }
    run(&mut command)
}
