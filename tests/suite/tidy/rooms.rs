//! The rooms of the library, and which each may import: the circle that once tied seventeen of them cannot come back.

use std::collections::{BTreeMap, BTreeSet};

use super::code::code_of;
use super::{Text, assert_none, texts};

/// The rooms of `crates/bevy_zig/src`, from the ground up, and what each imports. `docs/ARCHITECTURE.md` says what each
/// is for.
const ROOMS: &[(&str, &[&str])] = &[
    ("abi", &[]),
    ("base", &[]),
    ("states", &["base"]),
    ("shape", &["abi", "base"]),
    ("guard", &["abi"]),
    ("component", &["base", "shape"]),
    ("reflect", &["abi", "base", "shape", "guard", "states"]),
    ("function", &["abi", "base", "shape"]),
    ("script", &["abi", "shape", "component", "states"]),
    ("attached", &["abi", "base", "shape"]),
    ("instances", &["abi", "base", "shape", "guard", "script", "attached"]),
    ("world", &["abi", "base", "shape", "component", "attached"]),
    ("signal", &["base", "guard", "component", "function", "attached", "instances"]),
    ("report", &["base", "guard", "script", "attached"]),
    ("request", &["abi", "base", "component", "reflect", "function", "attached", "world", "signal"]),
    (
        "host",
        &[
            "abi",
            "base",
            "shape",
            "guard",
            "component",
            "reflect",
            "function",
            "script",
            "attached",
            "instances",
            "world",
            "signal",
            "report",
            "request",
            "states",
        ],
    ),
    (
        "runtime",
        &[
            "abi",
            "base",
            "shape",
            "guard",
            "component",
            "reflect",
            "function",
            "script",
            "attached",
            "instances",
            "world",
            "signal",
            "report",
            "request",
            "host",
            "states",
        ],
    ),
    (
        "reload",
        &["abi", "base", "shape", "component", "script", "attached", "instances", "report", "request", "runtime"],
    ),
    ("inspection", &["base", "shape", "script", "attached", "instances", "world", "report", "runtime", "reload"]),
    ("mirror", &[]),
    ("parts", &["base", "function", "world", "signal"]),
    (
        "plugin",
        &[
            "base",
            "shape",
            "component",
            "reflect",
            "function",
            "script",
            "attached",
            "world",
            "signal",
            "report",
            "request",
            "runtime",
            "reload",
            "inspection",
            "mirror",
            "states",
            "parts",
        ],
    ),
    ("inspector", &["base", "shape", "component", "script", "attached", "world", "runtime", "reload", "inspection"]),
    ("remote", &["shape", "component", "script", "attached", "world", "runtime", "reload", "inspection", "inspector"]),
    ("testing", &["shape", "script", "attached", "world", "signal", "report", "runtime", "reload", "plugin"]),
];

const SOURCES: &str = "crates/bevy_zig/src/";

/// An import from one room to another.
#[derive(Debug, PartialEq)]
struct Arrow {
    path: String,
    line: usize,
    from: String,
    to: String,
}

/// All imports between rooms: paths that begin at the crate's root, whether by `crate` or by enough `super`.
fn arrows(sources: &[Text]) -> Vec<Arrow> {
    let root =
        sources.iter().find(|source| source.path == format!("{SOURCES}lib.rs")).map(|source| exports(&source.text));
    let root = root.unwrap_or_default();
    let tests = test_files(sources);
    let mut arrows = Vec::new();
    for source in sources.iter().filter(|source| !tests.contains(&source.path)) {
        let module = module_of(&source.path);
        let Some(from) = module.first().cloned() else { continue };
        for (line, name) in imports(&source.text, module.len()) {
            // What the root exports is its room's.
            let to = root.get(&name).cloned().unwrap_or(name);
            if to != from {
                arrows.push(Arrow { path: source.path.clone(), line, from: from.clone(), to });
            }
        }
    }
    arrows
}

/// The files that are modules for tests only: a test may compare what no room may import.
fn test_files(sources: &[Text]) -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for source in sources {
        let folder = source.path.trim_end_matches(".rs").trim_end_matches("/mod");
        let names = source.text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|part| part.split_once(';'));
        tests.extend(names.map(|(name, _)| format!("{folder}/{name}.rs")));
    }
    tests
}

/// The path of the module that a file is; empty for the crate's root.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.strip_prefix(SOURCES).and_then(|inner| inner.strip_suffix(".rs")).unwrap_or_default();
    inner.split('/').filter(|name| !["mod", "lib", ""].contains(name)).map(str::to_owned).collect()
}

/// Which name of the crate's root belongs to which room, by its `pub use room::…`.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for statement in code_of(lib).split(';') {
        let path = statement.split_once("pub use ").and_then(|(_, path)| path.split_once("::"));
        // The prelude repeats what the root has.
        let Some((room, names)) = path.filter(|(room, _)| *room != "crate") else { continue };
        for name in names.trim().trim_matches(['{', '}']).split(',') {
            let name = name.rsplit(" as ").next().unwrap_or_default().trim();
            exports.insert(name.to_owned(), room.trim().to_owned());
        }
    }
    exports
}

/// The names of the crate's root that a file names, with their lines. `depth` is how many modules it lies below the
/// root.
fn imports(source: &str, depth: usize) -> Vec<(usize, String)> {
    let code = code_of(source);
    let mut found = Vec::new();
    // The braces that are open, and whether each is a module's.
    let mut open: Vec<bool> = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for (at, token) in tokens(&code) {
        match token {
            "{" => open.push(words.iter().rev().nth(1) == Some(&"mod")),
            "}" => drop(open.pop()),
            _ => {}
        }
        let begins_path = words.last().is_none_or(|before| *before != "::" && *before != "$");
        words.push(token);
        if !begins_path || !["crate", "super", "bevy_zig"].contains(&token) {
            continue;
        }
        let mut rest = &code[at + token.len()..];
        let mut up = usize::from(token == "super");
        while let Some(behind) = rest.trim_start().strip_prefix("::super") {
            (rest, up) = (behind, up + 1);
        }
        let is_root = token != "super" || up >= depth + open.iter().filter(|is_module| **is_module).count();
        if let Some(path) = rest.trim_start().strip_prefix("::").filter(|_| is_root) {
            let line = code[..at].lines().count().max(1);
            found.extend(heads(path).into_iter().map(|name| (line, name.to_owned())));
        }
    }
    found
}

/// Words and punctuation, with their places.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let len = match first {
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            c => c.len_utf8(),
        };
        if !first.is_whitespace() {
            tokens.push((at, &rest[..len]));
        }
        at += len;
    }
    tokens
}

/// The first names of a path that may be a group: `a` and `b` of `{a::X, b::{Y, Z}}`.
fn heads(path: &str) -> Vec<&str> {
    let word = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(group) = path.trim_start().strip_prefix('{') else {
        let path = path.trim_start();
        return vec![if path.starts_with('*') { "*" } else { &path[..word(path)] }];
    };
    let mut heads = Vec::new();
    let (mut depth, mut begin) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = group[begin..at].trim_start();
                heads.extend(Some(&item[..word(item)]).filter(|name| !name.is_empty()));
                begin = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads
}

/// What is wrong with these imports.
fn mistakes(arrows: &[Arrow], rooms: &[(&str, &[&str])]) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = rooms.iter().copied().collect();
    let mut mistakes = Vec::new();
    for Arrow { path, line, from, to } in arrows {
        let Some(may) = allowed.get(from.as_str()) else {
            mistakes.push(format!("{path}:{line}: the room '{from}' is not in the table"));
            continue;
        };
        if !may.contains(&to.as_str()) {
            mistakes.push(format!(
                "{path}:{line}: {from} → {to}: {from} may import {}; move what both need further down, or change the table in \
                 tests/suite/tidy/rooms.rs if the arrow is right",
                if may.is_empty() { "no room".to_owned() } else { may.join(", ") }
            ));
        }
    }
    mistakes
}

fn library() -> Vec<Text> {
    texts(&[".rs"]).into_iter().filter(|source| source.path.starts_with(SOURCES)).collect()
}

#[test]
fn rooms_import_along_the_arrows() {
    assert_none(&mistakes(&arrows(&library()), ROOMS));
}

#[test]
fn the_table_of_rooms_has_no_circle_and_no_arrow_too_many() {
    let mut mistakes = Vec::new();
    let mut below = BTreeSet::new();
    let arrows = arrows(&library());
    for (room, may) in ROOMS {
        for other in *may {
            if !below.contains(other) {
                mistakes.push(format!("{room} → {other}: a room imports only rooms that stand above it in the table"));
            }
            if !arrows.iter().any(|arrow| arrow.from == *room && arrow.to == *other) {
                mistakes.push(format!("{room} → {other}: no file needs it; take it out of the table"));
            }
        }
        below.insert(room);
    }
    let rooms: BTreeSet<String> =
        library().iter().filter_map(|source| module_of(&source.path).first().cloned()).collect();
    let known: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    mistakes
        .extend(rooms.symmetric_difference(&known).map(|room| format!("'{room}': the table and the folders differ")));
    assert_none(&mistakes);
}

/// The head of a room says what the table says, so that a reader need not look for either.
#[test]
fn each_room_says_what_it_uses() {
    let sources = library();
    let mut mistakes = Vec::new();
    for (room, may) in ROOMS {
        let is_head = |source: &&Text| {
            source.path == format!("{SOURCES}{room}/mod.rs") || source.path == format!("{SOURCES}{room}.rs")
        };
        let head = sources.iter().find(is_head).map_or("", |source| &source.text);
        let lines: Vec<&str> = head.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
        let text = lines.join(" ");
        let wanted = match may {
            [] => "Uses no other room.".to_owned(),
            _ => format!("Uses {}.", may.join(", ")),
        };
        if !text.contains(&wanted) {
            mistakes.push(format!("{room}: its head comment has to say: {wanted}"));
        }
    }
    assert_none(&mistakes);
}

#[test]
fn the_architecture_lists_the_rooms_in_their_order() {
    let page = std::fs::read_to_string(crate::tools::repository().join("docs/ARCHITECTURE.md")).unwrap();
    let rows =
        page.lines().skip_while(|line| !line.starts_with("| room ")).skip(2).take_while(|line| line.starts_with('|'));
    let listed: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(listed, ROOMS.iter().map(|(room, _)| *room).collect::<Vec<_>>());
}

/// The checker itself, on sources that are made up.
#[test]
fn an_import_against_the_arrows_is_noticed() {
    let source = |path: &str, text: &str| Text { path: format!("{SOURCES}{path}"), text: text.to_owned() };
    let rooms: &[(&str, &[&str])] = &[("low", &[]), ("high", &["low"])];
    let lib = source("lib.rs", "mod low;\nmod high;\npub use high::{Tower, Flag as Banner};\n");
    let wrong = |text: &str| {
        let sources = [source("lib.rs", &lib.text), source("low/deep.rs", text)];
        mistakes(&arrows(&sources), rooms)
    };
    for import in [
        "use crate::high::Tower;",
        "use crate::{high::Tower};",
        "use crate::{low::Cellar, high::{self, Tower}};",
        "use super::super::high::Tower;",
        "use super::super::{high};",
        "use crate::Tower;",
        "use bevy_zig::Banner;",
        "fn f() -> crate::high::Tower {}",
        "mod tests {\n    use super::super::super::high::Tower;\n}",
        "use crate::*;",
        "use crate::nowhere::Thing;",
    ] {
        let found = wrong(&format!("\n{import}"));
        assert_eq!(found.len(), 1, "{import}: {found:?}");
        assert!(found[0].starts_with("crates/bevy_zig/src/low/deep.rs:"), "{}", found[0]);
        assert!(found[0].contains("low → "), "{}", found[0]);
    }
    assert!(wrong("\nuse crate::high::Tower;")[0].contains("deep.rs:2: low → high: low may import no room"));
    for import in [
        "use crate::low::Cellar;",
        "use super::Cellar;",
        "use super::high;",
        "mod tests {\n    use super::super::high;\n}",
        "// use crate::high::Tower;",
        "const TEXT: &str = \"use crate::high::Tower;\";",
        "pub(in crate::low) fn f() {}",
        "use other::crate_name::high;",
    ] {
        assert_eq!(wrong(import), [""; 0], "{import}");
    }
    let up = source("high/mod.rs", "use super::low::Cellar;\nuse crate::low;");
    assert_eq!(mistakes(&arrows(&[up]), rooms), [""; 0]);
    let lib = source("lib.rs", "mod low;");
    let probe = source("low/probe.rs", "use crate::high::Tower;");
    let only_a_test = source("low/mod.rs", "#[cfg(test)]\nmod probe;");
    assert_eq!(mistakes(&arrows(&[lib, probe, only_a_test]), rooms), [""; 0]);
    let stranger = source("attic.rs", "use crate::low;");
    assert!(mistakes(&arrows(&[stranger]), rooms)[0].contains("'attic' is not in the table"));
}
