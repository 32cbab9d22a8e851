//! What the packages that are published must have in common.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The packages of the workspace that are published.
fn published() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(repository())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    // `publish = false` is an empty list of registries.
    metadata["packages"].as_array().unwrap().iter().filter(|package| package["publish"].is_null()).cloned().collect()
}

#[test]
fn they_have_one_version_and_depend_on_each_other_with_no_other() {
    let packages = published();
    let names: Vec<&str> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for package in &packages {
        let name = &package["name"];
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"), "{name}");
        for dependency in package["dependencies"].as_array().unwrap() {
            if names.contains(&dependency["name"].as_str().unwrap()) {
                assert_eq!(
                    dependency["req"],
                    concat!("=", env!("CARGO_PKG_VERSION")),
                    "{name}: {}",
                    dependency["name"]
                );
            }
        }
    }
}

#[test]
fn they_say_what_registries_ask_for() {
    for package in published() {
        for key in ["description", "license", "readme", "rust_version"] {
            assert!(!package[key].is_null(), "{}: {key}", package["name"]);
        }
        let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        for file in ["LICENSE-MIT", "LICENSE-APACHE", "README.md"] {
            assert!(folder.join(file).is_file(), "{}: {file}", package["name"]);
        }
    }
}

/// The oldest Rust is in Cargo.toml, and said to readers in these places.
#[test]
fn the_oldest_rust_is_the_documented_one() {
    let version = env!("CARGO_PKG_RUST_VERSION");
    for package in published() {
        assert_eq!(package["rust_version"], version, "{}", package["name"]);
    }
    for (file, words) in [
        ("README.md", "Rust (VERSION or newer)"),
        ("CONTRIBUTING.md", "Rust VERSION,"),
        ("docs/getting-started.md", "VERSION or newer"),
    ] {
        let words = words.replace("VERSION", version);
        let text = fs::read_to_string(repository().join(file)).unwrap();
        assert!(text.contains(&words), "{file} does not say `{words}`, which Cargo.toml says");
    }
}
