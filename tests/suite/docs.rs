//! The tables of the documentation name tests, files and parts of the contract. What they name has to be there.

use std::fs;
use std::path::Path;

use crate::tools::*;

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between backquotes, outside of fenced blocks, with its line's number.
fn quoted(text: &str) -> Vec<(usize, &str)> {
    let mut quoted = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            quoted.extend(line.split('`').skip(1).step_by(2).map(|part| (index + 1, part)));
        }
    }
    quoted
}

/// The body of a struct of the header.
fn body<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let open = format!("struct {name} {{");
    let begin = header.find(&open)? + open.len();
    let end = header[begin..].find("\n}")?;
    Some(&header[begin..begin + end])
}

/// Whether `name` is a word of the text.
fn has_word(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part))
}

/// Why a name is none; `None` if it is there, or is nothing that this test knows of.
fn missing(header: &str, name: &str) -> Option<String> {
    // Places for names, in capitals.
    if ["NAME", "MODULE"].iter().any(|place| has_word(name, place)) {
        return None;
    }
    if let Some(test) = name.strip_prefix("suite::") {
        let Some((module, test)) = test.split_once("::") else { return Some("write suite::module::name".into()) };
        let path = format!("tests/suite/{module}.rs");
        return (!is_test(&path, test)).then(|| format!("no such test in {path}"));
    }
    // A path, with a test of that file behind it or without.
    let (path, test) = name.split_once("::").unwrap_or((name, ""));
    let folders = [".ci/", "crates/", "docs/", "examples/", "src/", "tests/", "zig/"];
    if folders.iter().any(|folder| path.starts_with(folder)) && !path.contains(['*', ' ', '<']) {
        if !repository().join(path).exists() {
            return Some("no such file".into());
        }
        return (!test.is_empty() && !is_test(path, test)).then(|| "no such test in that file".into());
    }
    if name.starts_with("BEVY_ZIG_") || name.starts_with("BevyZig") {
        let (outer, member) = name.split_once('.').unwrap_or((name, ""));
        if !has_word(header, outer) {
            return Some("the header has no such name".into());
        }
        let found = member.is_empty() || body(header, outer).is_some_and(|body| has_word(body, member));
        return (!found).then(|| "it has no such member".into());
    }
    None
}

fn is_test(path: &str, name: &str) -> bool {
    let Ok(text) = fs::read_to_string(repository().join(path)) else { return false };
    match path.ends_with(".zig") {
        true => text.contains(&format!("test \"{name}\"")) || text.contains(&format!("test {name} {{")),
        false => text.contains(&format!("#[test]\nfn {name}(")) || text.contains(&format!("#[test]\n    fn {name}(")),
    }
}

#[test]
fn the_tables_name_what_there_is() {
    let header = read("zig/bevy_zig.h");
    let mut mistakes = Vec::new();
    for page in ["docs/api.md", "docs/spec-map.md", "docs/scripting.md", "docs/reach.md", "docs/ARCHITECTURE.md"] {
        let text = read(page);
        for (line, name) in quoted(&text) {
            if let Some(why) = missing(&header, name) {
                mistakes.push(format!("{page}:{line}: `{name}`: {why}"));
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn names_that_are_not_there_are_noticed() {
    let header = read("zig/bevy_zig.h");
    for name in [
        "suite::docs::names_that_nobody_has",
        "suite::nowhere::at_all",
        "src/host/nothing.rs",
        "src/input.rs::nothing",
        "zig/api/timer.zig::nothing",
        "BEVY_ZIG_STATUS_FINE",
        "BevyZigHost.dance",
        "BevyZigFrame.entity_spawn",
    ] {
        assert!(missing(&header, name).is_some(), "{name}");
    }
    for name in ["suite::docs::names_that_are_not_there_are_noticed", "BevyZigHost.log", "ctx.entity()"] {
        assert_eq!(missing(&header, name), None, "{name}");
    }
}

#[test]
fn no_host_function_is_missing_from_the_table() {
    let header = read("zig/bevy_zig.h");
    let table = read("docs/api.md");
    let host = body(&header, "BevyZigHost").expect("the header has it");
    let functions: Vec<_> = host.split("(*").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(functions.len() > 20, "{functions:?}");
    let is_missing = |name: &&&str| !table.contains(&format!("`BevyZigHost.{name}`"));
    let missing: Vec<_> = functions.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "docs/api.md has no row for {missing:?}");
}

#[test]
fn no_cell_of_the_tables_is_empty() {
    for page in ["docs/api.md", "docs/spec-map.md", "docs/reach.md"] {
        for (index, line) in read(page).lines().enumerate() {
            let Some(row) = line.strip_prefix('|').and_then(|row| row.strip_suffix('|')) else { continue };
            assert!(row.split('|').all(|cell| !cell.trim().is_empty()), "{page}:{}: {line}", index + 1);
        }
    }
}

/// The fenced blocks of a language, with the number of the line before each.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<(usize, &'a str)> {
    let open = format!("\n```{language}\n");
    let block = |(at, _): (usize, &str)| {
        let begin = at + open.len();
        let len = text[begin..].find("```").expect("a fence is closed");
        (text[..begin].lines().count(), &text[begin..begin + len])
    };
    text.match_indices(&open).map(block).collect()
}

/// A whole script, from a snippet that is one, or that stands in `update`.
fn script_of(snippet: &str) -> String {
    if snippet.starts_with("//!") {
        return snippet.to_owned();
    }
    format!(
        "const bevy = @import(\"bevy\");\nconst components = @import(\"components\");\nconst Snippet = @This();\n\n\
         target: bevy.Entity = .none,\nlabel: bevy.Entity = .none,\n\n\
         pub fn update(self: *Snippet, ctx: *bevy.Context, dt: f32) !void {{\n_ = .{{ self, ctx, dt, components }};\n{snippet}}}\n"
    )
}

#[test]
fn snippets_compile() {
    let components = Path::new(env!("OUT_DIR")).join("bevy_zig/components.zig");
    let mut mistakes = Vec::new();
    for (page, count_min) in [
        ("docs/scripting.md", 15),
        ("docs/sequences.md", 11),
        ("docs/script-explained.md", 1),
        ("README.md", 1),
        ("crates/bevy_zig/README.md", 1),
    ] {
        let text = read(page);
        let snippets = blocks(&text, "zig");
        assert!(snippets.len() >= count_min, "{page}");
        for (line, snippet) in snippets {
            let message = compile_script("snippet", &script_of(snippet), Some(&components));
            if !message.is_empty() {
                mistakes.push(format!("{page}:{line}:\n{message}"));
            }
        }
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// What the scripts of an example say, `lib/` included.
fn scripts_of(game: &str) -> String {
    let folder = repository().join("examples").join(game).join("scripts");
    let mut text = String::new();
    for part in [folder.clone(), folder.join("lib")] {
        let files = fs::read_dir(&part).unwrap_or_else(|error| panic!("{}: {error}", part.display()));
        for path in files.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            text += &fs::read_to_string(path).unwrap();
        }
    }
    text
}

/// The games themselves are compiled, and played.
#[test]
fn pages_of_games_show_the_games_code() {
    for (page, game) in
        [("docs/arena.md", "arena"), ("docs/breakout.md", "breakout"), ("docs/village.md", "menu_and_village")]
    {
        let (text, scripts) = (read(page), scripts_of(game));
        let shown = blocks(&text, "zig");
        assert!(shown.len() > 5, "{page}");
        for (line, code) in shown {
            assert!(scripts.contains(code), "{page}:{line}: no script of {game} has this:\n{code}");
        }
    }
}
