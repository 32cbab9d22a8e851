//! What `cargo bevy-zig mirror` writes: the files in `scripts/lib/mirrors` are what this suite's game wrote, which
//! `mirrored.rs` uses.

use std::collections::BTreeMap;
use std::fs;

use bevy::prelude::*;
use bevy_zig::mirror::Mirrors;

use crate::tools::*;

/// Where they are in the repository.
const FOLDER: &str = "tests/scripts/lib/mirrors";

/// The lines of each declaration by the path of the type in Rust.
fn declarations(file: &str) -> BTreeMap<String, Vec<&str>> {
    let mut found = BTreeMap::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in file.lines().map(str::trim) {
        if line.starts_with("pub const ") && line.ends_with('{') {
            lines.clear();
        }
        lines.push(line);
        let marks = ["pub const zig_reflect = \"", "pub const zig_asset = \""];
        let path = lines.iter().find_map(|line| marks.iter().find_map(|mark| line.strip_prefix(mark)));
        if let Some(path) = path.filter(|_| line == "};").and_then(|path| path.strip_suffix("\";")) {
            found.insert(path.to_owned(), lines.clone());
        }
    }
    found
}

/// Whether all of `part` is in `whole`, in its order. Bevy's features add variants and fields.
fn is_within(part: &[&str], whole: &[&str]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|line| whole.any(|other| other == line))
}

/// Whether a file of mirrors is of our crates. Who else is linked depends on features.
fn is_ours(file: &str) -> bool {
    ["bevy_zig.zig", "bevy_zig_tests.zig", "suite.zig", "bevy_egui.zig"].contains(&file)
}

#[test]
fn the_committed_mirrors_are_those_of_the_running_game() {
    let app = app();
    let mirrors = Mirrors::of(&app.world().resource::<AppTypeRegistry>().read()).unwrap();
    let folder = repository().join(FOLDER);
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        // The types of this program itself are those of its tests.
        for (name, text) in mirrors.files().iter().filter(|(name, _)| name.starts_with("bevy_zig")) {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let bevys: Vec<&String> = mirrors.files().keys().filter(|name| !is_ours(name)).collect();
    assert!(bevys.is_empty(), "the SDK has no mirrors for what the game refers to of Bevy: {bevys:?}");
    let mut mistakes = Vec::new();
    let mut compared = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let committed = fs::read_to_string(entry.path()).unwrap();
        let running = mirrors.files().get(&name).map(|text| declarations(text)).unwrap_or_default();
        for (path, lines) in declarations(&committed) {
            compared += 1;
            match running.get(&path) {
                Some(whole) if is_within(&lines, whole) => {}
                Some(whole) => {
                    mistakes.push(format!("{path} is committed as\n{}\nand is\n{}", lines.join("\n"), whole.join("\n")))
                }
                None => mistakes.push(format!("{path} is not in {name}")),
            }
        }
    }
    assert!(mistakes.is_empty(), "BLESS=1 writes them again:\n{}", mistakes.join("\n\n"));
    assert!(compared > 15, "{compared} types are compared, so the search is broken");
}
