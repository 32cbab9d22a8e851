//! The checkout is tidy: rooms import along the arrows, nothing lies around unused, lines end in time, and sentences
//! are English.

mod code;
mod lines;
mod rooms;
mod unused;
mod words;

use std::fs;

use crate::tools::*;

/// A text file of the checkout, with its path from the root, in which folders are separated by `/`.
struct Text {
    path: String,
    text: String,
}

/// The text files of the checkout whose names end in one of these.
fn texts(endings: &[&str]) -> Vec<Text> {
    let mut texts = Vec::new();
    for path in files(|name| endings.iter().any(|ending| name.ends_with(ending))) {
        let short = path.strip_prefix(repository()).expect("it lies in the checkout");
        let names: Vec<_> = short.components().map(|name| name.as_os_str().to_string_lossy()).collect();
        texts.push(Text { path: names.join("/"), text: fs::read_to_string(&path).expect("it is text") });
    }
    assert!(texts.len() > 3, "the search for {endings:?} is broken");
    texts
}

/// Whether it is written from a type registry: what it says is Bevy's.
fn is_mirror(path: &str) -> bool {
    ["tests/scripts/lib/mirrors/", "zig/bevy/0."].iter().any(|folder| path.starts_with(folder))
        || path == "crates/bevy_zig/src/mirror/tests.zig"
}

/// Fails with a line for each mistake.
fn assert_none(mistakes: &[String]) {
    assert!(mistakes.is_empty(), "{} mistakes:\n{}", mistakes.len(), mistakes.join("\n"));
}
