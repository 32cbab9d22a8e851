//! The example games are scripts: of Rust they have what starts them.

use std::fs;
use std::path::PathBuf;

use crate::tools::repository;

/// The most that `main.rs` may have.
const LINES_MAX: usize = 30;

fn sources(game: &str) -> Vec<PathBuf> {
    let folder = repository().join("examples").join(game).join("src");
    let files = fs::read_dir(&folder).unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
    files.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn games_have_no_rust_but_what_starts_them() {
    for game in ["arena", "breakout", "menu_and_village"] {
        let [main] = &sources(game)[..] else { panic!("{game} has more Rust than src/main.rs") };
        let text = fs::read_to_string(main).unwrap();
        let lines = text.lines().count();
        assert!(main.ends_with("main.rs") && lines <= LINES_MAX, "{game}: {lines} lines");
        for word in ["derive", "add_systems", "add_observer", "register_", "mod ", "|"] {
            assert!(!text.contains(word), "{game}/src/main.rs has a {word}");
        }
    }
}
