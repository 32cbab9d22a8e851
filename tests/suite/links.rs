//! Every relative link in a Markdown file leads to a file that is there, and every anchor to a heading.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::tools::*;

/// The lines outside of fenced blocks, with their numbers, and without what stands between backquotes.
fn prose(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        (!fenced).then(|| (index + 1, line.split('`').step_by(2).collect()))
    })
}

/// The targets of the links and pictures in a line: `[text](target)`.
fn targets(line: &str) -> Vec<&str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect()
}

/// The anchors of a page's headings, as GitHub and mdBook make them.
fn anchors(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut anchors = Vec::new();
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        let title = line.trim_start_matches('#');
        if fenced || title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let kept = title.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        let anchor: String = kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect();
        let count = seen.entry(anchor.clone()).or_default();
        anchors.push(if *count == 0 { anchor } else { format!("{anchor}-{count}") });
        *count += 1;
    }
    anchors
}

/// `folder/link` without `.` and `..`.
fn join(folder: &Path, link: &str) -> PathBuf {
    let mut joined = PathBuf::new();
    for component in folder.join(link).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(joined.pop()),
            other => joined.push(other),
        }
    }
    joined
}

/// Why a link of this page leads nowhere; `None` if it leads somewhere, or out of the checkout.
fn broken(page: &Path, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let file = if path.is_empty() { page.to_owned() } else { join(page.parent().unwrap(), path) };
    if !file.starts_with(repository()) {
        return Some("leads out of the checkout".into());
    }
    if !file.exists() {
        return Some("there is no such file".into());
    }
    if anchor.is_empty() {
        return None;
    }
    let known = anchors(&fs::read_to_string(&file).unwrap());
    (!known.iter().any(|known| known == anchor)).then(|| format!("no such heading; there are: {}", known.join(", ")))
}

#[test]
fn every_link_leads_somewhere() {
    let mut mistakes = Vec::new();
    let mut links = 0;
    for page in files(|name| name.ends_with(".md")) {
        let text = fs::read_to_string(&page).unwrap();
        for (line, prose) in prose(&text) {
            for target in targets(&prose) {
                links += 1;
                if let Some(why) = broken(&page, target) {
                    mistakes.push(format!("{}:{line}: {target}: {why}", page.display()));
                }
            }
        }
    }
    assert!(links > 50, "{links} links are found, so the search is broken");
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn a_link_that_leads_nowhere_is_noticed() {
    let page = repository().join("docs/ARCHITECTURE.md");
    for target in ["nothing.md", "../nothing", "#no-such-heading", "api.md#no-such-heading", "../../outside"] {
        assert!(broken(&page, target).is_some(), "{target}");
    }
    for target in ["api.md", "#glossary", "../README.md#two-commands", "../zig/", "https://ziglang.org"] {
        assert_eq!(broken(&page, target), None, "{target}");
    }
    assert_eq!(anchors("# A `b`: c, d-e_f\n```\n# code\n```\n## A b c d-e_f\n"), ["a-b-c-d-e_f", "a-b-c-d-e_f-1"]);
    assert_eq!(targets("see [a](b.md), ![c](d.png) and [e](f#g)."), ["b.md", "d.png", "f#g"]);
}
