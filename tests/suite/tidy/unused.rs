//! Files and declarations that nothing uses. The compilers notice most; these they do not.

use std::collections::{BTreeMap, BTreeSet};

use super::code::code_of;
use super::{Text, assert_none, is_mirror, texts};

/// What lies in folders of these names is data for tests, or a template.
const DATA: [&str; 3] = ["/fixtures/", "/template/", "/examples/"];

fn is_data(path: &str) -> bool {
    DATA.iter().any(|folder| path.contains(folder))
}

/// `folder/../name` without the detour.
fn join(folder: &str, name: &str) -> String {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in name.split('/') {
        match name {
            "." | "" => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What stands between quotes behind each `before`.
fn quoted_behind<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    let parts = text.split(before).skip(1);
    parts.filter_map(|part| part.trim_start().strip_prefix('"')?.split_once('"')).map(|(name, _)| name)
}

/// All that is reachable from these files by the names that `named` finds in each.
fn reachable(
    files: &BTreeMap<&str, &str>,
    roots: Vec<String>,
    named: impl Fn(&str, &str) -> Vec<String>,
) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut next = roots;
    while let Some(path) = next.pop() {
        if let Some(text) = files.get(path.as_str()).filter(|_| !reached.contains(&path)) {
            next.extend(named(&path, text));
            reached.insert(path);
        }
    }
    reached
}

/// The files that a Rust file may mean by its `mod`s, and those that it includes.
fn rust_modules(path: &str, text: &str) -> Vec<String> {
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).unwrap_or_default();
    let folder = folder_of(path);
    let own =
        if ["mod", "lib", "main"].contains(&stem) || is_root(path) { folder.to_owned() } else { join(folder, stem) };
    let code = code_of(text);
    let names = code.split("mod ").skip(1).filter_map(|part| part.split_once(';')).map(|(name, _)| name.trim());
    let mut found: Vec<String> = names
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .flat_map(|name| [format!("{own}/{name}.rs"), format!("{own}/{name}/mod.rs")])
        .collect();
    for before in ["#[path =", "include!(", "include_str!("] {
        found.extend(quoted_behind(text, before).map(|name| join(folder, name)));
    }
    found
}

/// Whether Cargo finds a file without being told of it, or `Cargo.toml` names it.
fn is_root(path: &str) -> bool {
    let folder = folder_of(path);
    path.ends_with("src/lib.rs")
        || path.ends_with("src/main.rs")
        || path.ends_with("build.rs")
        || path.ends_with("zig/lib.rs")
        || ["src/bin", "tests", "benches"]
            .iter()
            .any(|place| folder == *place || folder.ends_with(&format!("/{place}")))
        || path.ends_with("suite/main.rs")
        || (path.ends_with("/main.rs") && folder_of(folder).ends_with("/benches"))
}

#[test]
fn every_file_of_rust_is_a_module_of_something() {
    let sources = texts(&[".rs"]);
    let files: BTreeMap<&str, &str> = sources.iter().map(|source| (&*source.path, &*source.text)).collect();
    let roots = files.keys().filter(|path| is_root(path)).map(|path| (*path).to_owned()).collect();
    let reached = reachable(&files, roots, rust_modules);
    assert!(reached.contains("tests/suite/tidy/unused.rs"), "the search is broken");
    let dead = files.keys().filter(|path| !reached.contains(**path) && !is_data(path));
    assert_none(&dead.map(|path| format!("{path}: no `mod` leads to it")).collect::<Vec<_>>());
}

fn zig_imports(path: &str, text: &str) -> Vec<String> {
    quoted_behind(text, "@import(").map(|name| join(folder_of(path), name)).collect()
}

#[test]
fn every_file_of_the_sdk_is_imported() {
    let sources = texts(&[".zig"]);
    let files: BTreeMap<&str, &str> = sources.iter().map(|source| (&*source.path, &*source.text)).collect();
    // What scripts import, and what a test names by its path.
    let tests = texts(&[".rs"]);
    let named =
        |path: &&&str| path.starts_with("zig/") && tests.iter().any(|test| test.text.contains(&format!("\"{path}\"")));
    let roots = files.keys().filter(named).map(|path| (*path).to_owned()).chain(["zig/bevy.zig".to_owned()]).collect();
    let reached = reachable(&files, roots, zig_imports);
    assert!(reached.contains("zig/math/quat.zig"), "the search is broken");
    // Those of other Bevys have their release lines (tests/bevy/line).
    let is_of_other = |path: &str| {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folder.starts_with("zig/bevy/0.") && !reached.iter().any(|reached| reached.starts_with(folder))
    };
    let dead = files.keys().filter(|path| path.starts_with("zig/") && !is_of_other(path) && !reached.contains(**path));
    assert_none(&dead.map(|path| format!("{path}: no `@import` leads to it")).collect::<Vec<_>>());
}

#[test]
fn every_script_of_the_suite_is_named_by_a_test() {
    let tests: String =
        texts(&[".rs"]).into_iter().filter(|test| test.path.starts_with("tests/")).map(|test| test.text).collect();
    let mut dead = Vec::new();
    for script in texts(&[".zig", ".c"]) {
        let Some(name) = script.path.strip_prefix("tests/scripts/").filter(|name| !name.contains('/')) else {
            continue;
        };
        let stem = name.split('.').next().unwrap_or_default();
        if !tests.contains(&format!("\"{stem}\"")) {
            dead.push(format!("{}: no test names \"{stem}\"", script.path));
        }
    }
    assert_none(&dead);
}

/// The names that a Zig file declares with `fn`, `const` or `var`.
fn declared(text: &str) -> Vec<(usize, &str)> {
    let mut declared = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let line = ["pub ", "inline ", "extern ", "export "]
            .iter()
            .fold(line, |line, word| line.strip_prefix(word).unwrap_or(line));
        let rest = ["fn ", "const ", "var "].iter().find_map(|word| line.strip_prefix(word));
        let Some(rest) = rest else { continue };
        let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if len > 1 {
            declared.push((index + 1, &rest[..len]));
        }
    }
    declared
}

fn counts<'a>(texts: impl Iterator<Item = &'a Text>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        for word in text.text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

/// Zig compiles only what is used, so it does not say what is not. A name that stands only where it is declared, in no
/// test and on no page either, is nobody's.
#[test]
fn every_declaration_of_the_sdk_is_named_somewhere() {
    let all = texts(&[".zig", ".rs", ".c", ".h", ".md"]);
    let counts = counts(all.iter());
    let mut dead = Vec::new();
    for source in all.iter().filter(|source| source.path.starts_with("zig/") && source.path.ends_with(".zig")) {
        // Mirrors are for scripts, golden data is found by reflection, and what runs for a failed check, Zig calls by
        // its name.
        if source.path.ends_with("_golden.zig") || source.path == "zig/script/panic.zig" || is_mirror(&source.path) {
            continue;
        }
        for (line, name) in declared(&source.text) {
            if counts.get(name) == Some(&1) {
                dead.push(format!("{}:{line}: nothing names '{name}'", source.path));
            }
        }
    }
    assert_none(&dead);
}

/// The searches themselves, on what is made up.
#[test]
fn what_nothing_uses_is_noticed() {
    let files = BTreeMap::from([
        ("a/src/lib.rs", "mod used;\n// mod dead;\n#[path = \"../else.rs\"]\nmod other;"),
        ("a/src/used.rs", "mod inner;"),
        ("a/src/used/inner.rs", ""),
        ("a/else.rs", ""),
        ("a/src/dead.rs", ""),
    ]);
    let reached = reachable(&files, vec!["a/src/lib.rs".to_owned()], rust_modules);
    assert_eq!(
        reached.iter().collect::<Vec<_>>(),
        ["a/else.rs", "a/src/lib.rs", "a/src/used.rs", "a/src/used/inner.rs"]
    );
    assert_eq!(zig_imports("zig/math/a.zig", "const b = @import(\"../b.zig\");"), ["zig/b.zig"]);
    assert_eq!(declared("pub fn one() void {\n    const two = 1;\n}\nreturn three;"), [(1, "one"), (2, "two")]);
    let text = Text { path: String::new(), text: "one two two".to_owned() };
    assert_eq!(counts([&text].into_iter()), BTreeMap::from([("one", 1), ("two", 2)]));
}
