//! How long lines may be.

use std::fs;

use super::{assert_none, is_mirror, texts};
use crate::tools::*;

/// Generated, or data.
const FREE: [&str; 2] = ["crates/bevy_zig/src/abi/bindings.rs", "zig/math/glam_golden.zig"];

/// The limit of `.editorconfig`.
fn limit() -> usize {
    let text = fs::read_to_string(repository().join(".editorconfig")).unwrap();
    let limit = text.lines().find_map(|line| line.strip_prefix("max_line_length = "));
    limit.and_then(|limit| limit.parse().ok()).expect(".editorconfig has max_line_length")
}

/// Whether a line of this file is too long. `rustfmt` wraps Rust's code, and leaves texts as they are. `zig fmt` wraps
/// nothing: Zig's statements may be a quarter longer.
fn is_too_long(path: &str, line: &str, limit: usize) -> bool {
    let trimmed = line.trim_start();
    // What looks like a comment within a text is none.
    let is_comment = trimmed.starts_with("//") && !line.ends_with(r"\n\");
    let limit = match path.rsplit('.').next() {
        Some("rs") if !is_comment => return false,
        Some("zig") if !is_comment => limit + limit / 4,
        _ => limit,
    };
    // An address or a path is one word; a row of a table and a picture are lines.
    let is_one_word = trimmed.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() < 2;
    let is_form =
        trimmed.trim_start_matches(['/', '!', ' ']).starts_with('|') || trimmed.contains(['│', '└', '─', '▼']);
    // `zig fmt` puts the items of a long list into columns.
    let is_form = is_form || !is_comment && trimmed.contains(",    ");
    let holds_text = !is_comment && (trimmed.contains('"') || trimmed.starts_with(r"\\")) && path.ends_with(".zig");
    line.chars().count() > limit && !is_one_word && !is_form && !holds_text
}

/// Markdown's tables have no other form than one line for each row, and what a shell runs is copied whole.
fn prose(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    page.lines().zip(1..).filter_map(move |(line, number)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        (!fenced && !line.starts_with('|') && !line.starts_with("[![")).then_some((number, line))
    })
}

#[test]
fn lines_end_in_time() {
    let limit = limit();
    let mut mistakes = Vec::new();
    for source in texts(&[".rs", ".zig", ".md"]) {
        if FREE.contains(&&*source.path)
            || is_mirror(&source.path)
            || source.path.contains("/fixtures/")
            || source.path.contains("/template/")
        {
            continue;
        }
        let lines: Vec<_> = match source.path.ends_with(".md") {
            true => prose(&source.text).collect(),
            false => source.text.lines().zip(1..).map(|(line, number)| (number, line)).collect(),
        };
        for (number, line) in lines.into_iter().filter(|(_, line)| is_too_long(&source.path, line, limit)) {
            mistakes.push(format!("{}:{number}: {} columns; the limit is {limit}", source.path, line.chars().count()));
        }
    }
    assert_none(&mistakes);
}

#[test]
fn a_line_that_is_too_long_is_noticed() {
    let long = "word ".repeat(25);
    assert!(is_too_long("a.md", &long, 120) && is_too_long("a.rs", &format!("    /// {long}"), 120));
    assert!(is_too_long("a.zig", &long.repeat(2), 120) && !is_too_long("a.zig", &long, 120));
    assert!(!is_too_long("a.md", &long, 125) && !is_too_long("a.rs", &format!("    \"{long}\","), 120));
    assert!(!is_too_long("a.rs", &format!("// https://{}", "a".repeat(120)), 120));
    assert_eq!(prose("a\n| b |\n```\nc\n```\nd").map(|(_, line)| line).collect::<Vec<_>>(), ["a", "```", "d"]);
}
