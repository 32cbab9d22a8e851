//! Reloads on the terminal, as Cargo shows builds.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use bevy_zig_build::Severity;

use super::event::{ReloadStep, ReloadTimings};
use crate::report::short;
use crate::shape::StateChanges;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const PLACE: Style = Style::new().bold();

/// Prints a step, if a developer wants to see it. `running` is the generation that runs.
pub(super) fn print(script: &str, step: &ReloadStep, running: Option<u32>) {
    let text = text(script, step, running);
    if !text.is_empty() {
        anstream::eprint!("{text}");
    }
}

/// Prints why the game does not start yet.
pub(super) fn compiling(scripts: usize) {
    anstream::eprint!("{}", line(GOOD, "Compiling", &counted(scripts)));
}

/// Prints where scripts are looked for, when the game starts.
pub(super) fn started<'a>(folders: impl Iterator<Item = &'a &'static str>, scripts: usize) {
    let folders: Vec<String> = folders.map(|folder| short(Path::new(folder))).collect();
    anstream::eprint!("{}", line(GOOD, "Hot reload", &format!("of {} in {}", counted(scripts), folders.join(", "))));
}

fn counted(scripts: usize) -> String {
    format!("{scripts} {}", if scripts == 1 { "script" } else { "scripts" })
}

/// Prints what a developer has to know, whether there is a log or not.
pub(super) fn warn(what: &str) {
    anstream::eprint!("{}", line(DOUBTFUL, "Warning", what));
}

fn text(script: &str, step: &ReloadStep, running: Option<u32>) -> String {
    let goes_on = match running {
        Some(generation) => format!("generation {generation} keeps running"),
        None => "it starts once the error is fixed".to_owned(),
    };
    match step {
        ReloadStep::Saved | ReloadStep::Building | ReloadStep::Cancelled | ReloadStep::Proven { .. } => String::new(),
        ReloadStep::BuildFailed { text, diagnostics, .. } => {
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
            let errors = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
            let mut lines = colour(text);
            lines += &line(BAD, "Failed", &format!("{script}: {errors}; {goes_on}"));
            lines
        }
        ReloadStep::Refused { stage, problem } => {
            line(BAD, "Refused", &format!("{script}, by {stage}: {problem}; {goes_on}"))
        }
        ReloadStep::Added { timings } if timings.total.is_zero() => String::new(),
        ReloadStep::Added { timings } => line(GOOD, "Added", &format!("{script} in {}", duration(timings.total))),
        ReloadStep::HeldBack => line(DOUBTFUL, "Held back", &format!("{script}: auto-reload is off; {goes_on}")),
        ReloadStep::Unchanged => line(GOOD, "Unchanged", &format!("{script}: this is the code that runs; {goes_on}")),
        ReloadStep::Swapped { generation, instances, changes, timings } => {
            let instances = if *instances == 1 { "1 instance".to_owned() } else { format!("{instances} instances") };
            let what = format!("{script} in {}, generation {generation}, {instances}", spent(timings));
            line(GOOD, "Reloaded", &(what + &changed(changes)))
        }
        ReloadStep::RolledBack { generation, problem } => {
            line(BAD, "Rolled back", &format!("{script} to generation {generation}: {problem}"))
        }
        ReloadStep::Reverted { generation, changes } => {
            line(GOOD, "Reverted", &format!("{script} to generation {generation}{}", changed(changes)))
        }
        ReloadStep::Removed { path } => {
            let what = format!("{script}: {} was deleted; its instances wait until it is back", short(path));
            line(DOUBTFUL, "Removed", &what)
        }
        ReloadStep::Problem { problem } => line(BAD, "Problem", problem),
    }
}

/// A line as Cargo's: a verb, right-aligned, and what it is about.
fn line(style: Style, verb: &str, what: &str) -> String {
    format!("{style}{verb:>12}{style:#} {what}\n")
}

fn spent(timings: &ReloadTimings) -> String {
    format!("{} (Zig {}, swap {})", duration(timings.total), duration(timings.compile), duration(timings.swap))
}

fn duration(duration: Duration) -> String {
    match duration.as_secs_f64() * 1e3 {
        ms if ms < 10.0 => format!("{ms:.1} ms"),
        ms if ms < 10_000.0 => format!("{ms:.0} ms"),
        ms => format!("{:.1} s", ms / 1e3),
    }
}

fn changed(changes: &StateChanges) -> String {
    let summary = changes.to_string();
    if summary.is_empty() { summary } else { format!("; {summary}") }
}

/// Zig's text, with places and severities standing out, and paths as seen from here.
fn colour(text: &str) -> String {
    let mut coloured = String::new();
    for line in text.lines() {
        // What a file that is not a script holds may be anything, a terminal's commands among it.
        let line: String = line.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect();
        let marked = [("error: ", BAD), ("note: ", NOTE)].into_iter().find_map(|(word, style)| {
            let (place, message) = line.split_once(&format!(": {word}"))?;
            Some(format!("{PLACE}{}{PLACE:#}: {style}{word}{style:#}{message}", short(Path::new(place))))
        });
        // Writing to a string cannot fail.
        let _ = writeln!(coloured, "{}", marked.as_ref().unwrap_or(&line));
    }
    coloured
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_look_for_stays_in_one_piece() {
        let here = std::env::current_dir().unwrap();
        let text = format!("{}/scripts/a.zig:3:5: error: expected ';'\n    x\n    ^\n", here.display());
        let plain = anstream::adapter::strip_str(&colour(&text)).to_string();
        assert_eq!(plain, "scripts/a.zig:3:5: error: expected ';'\n    x\n    ^\n");
    }

    #[test]
    fn a_terminal_is_not_commanded_by_what_a_file_holds() {
        let plain = anstream::adapter::strip_str(&colour("a.zig:1:1: error: odd\n\u{1b}[2J\u{7}x\n")).to_string();
        assert_eq!(plain, "a.zig:1:1: error: odd\n\u{fffd}[2J\u{fffd}x\n");
    }
}
