//! Reloads on the terminal, as Cargo shows builds.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use bevy_zig_build::{Diagnostic, Severity};

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

/// A script that does not compile.
pub(super) struct Failed<'a> {
    pub(super) script: &'a str,
    /// What Zig said.
    pub(super) text: &'a str,
    /// The generation that runs.
    pub(super) running: Option<u32>,
    /// How many errors are the script's; none where the machine is the reason.
    pub(super) errors: usize,
}

/// Prints what is wrong with scripts that have failed at the same time: each mistake once, with its scripts.
pub(super) fn print_failed(failed: &[Failed]) {
    anstream::eprint!("{}", failed_text(failed));
}

fn failed_text(failed: &[Failed]) -> String {
    let mistakes = Diagnostic::merged(failed.iter().map(|failed| (failed.script, failed.text)));
    let mut text: String = mistakes.iter().map(|(_, mistake)| colour(mistake)).collect();
    // Those with the same mistakes are told of together.
    let mut groups: Vec<(Vec<usize>, Vec<&Failed>)> = Vec::new();
    for failed in failed {
        let has = |(_, (scripts, _)): &(usize, &(Vec<&str>, String))| scripts.contains(&failed.script);
        let own: Vec<usize> = mistakes.iter().enumerate().filter(has).map(|(index, _)| index).collect();
        match groups.iter_mut().find(|(known, _)| *known == own) {
            Some((_, group)) => group.push(failed),
            None => groups.push((own, vec![failed])),
        }
    }
    for (_, group) in groups {
        let goes_on = match group.as_slice() {
            [one] => goes_on(one.running),
            _ if group.iter().all(|failed| failed.running.is_none()) => goes_on(None),
            _ => "what ran before keeps running".to_owned(),
        };
        let errors = match group[0].errors {
            0 => "not the script's fault, so saving it as it is tries again".to_owned(),
            1 => "1 error".to_owned(),
            errors => format!("{errors} errors"),
        };
        let names: Vec<&str> = group.iter().map(|failed| failed.script).collect();
        text += &line(BAD, "Failed", &format!("{}: {errors}; {goes_on}", names.join(", ")));
    }
    text
}

/// How many of these are errors.
pub(super) fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}

fn goes_on(running: Option<u32>) -> String {
    match running {
        Some(generation) => format!("generation {generation} keeps running"),
        None => "it starts once the error is fixed".to_owned(),
    }
}

fn text(script: &str, step: &ReloadStep, running: Option<u32>) -> String {
    let goes_on = goes_on(running);
    match step {
        // What has failed is printed together: see `print_failed`.
        ReloadStep::Saved
        | ReloadStep::Building
        | ReloadStep::Cancelled
        | ReloadStep::BuildFailed { .. }
        | ReloadStep::Proven { .. } => String::new(),
        ReloadStep::Refused { stage, problem } => {
            line(BAD, "Refused", &format!("{script}, by {stage}: {problem}; {goes_on}"))
        }
        ReloadStep::Added { timings } if timings.total.is_zero() => String::new(),
        ReloadStep::Added { timings } => line(GOOD, "Added", &format!("{script} in {}", duration(timings.total))),
        ReloadStep::Slow { elapsed, is_cold } => {
            let why =
                if *is_cold { "; Zig's cache is empty, so it compiles parts of its own library first" } else { "" };
            line(DOUBTFUL, "Compiling", &format!("{script} for {} so far{why}", duration(*elapsed)))
        }
        ReloadStep::HeldBack => line(DOUBTFUL, "Held back", &format!("{script}: auto-reload is off; {goes_on}")),
        ReloadStep::Unchanged => line(GOOD, "Unchanged", &format!("{script}: this is the code that runs; {goes_on}")),
        ReloadStep::Swapped { generation, instances, changes, timings } => {
            let instances = if *instances == 1 { "1 instance".to_owned() } else { format!("{instances} instances") };
            let what = format!("{script} in {}, generation {generation}, {instances}", spent(timings));
            line(GOOD, "Reloaded", &(what + &changed(changes)))
        }
        ReloadStep::DataChanged { data, values, changes } => {
            let values = if *values == 1 { "1 value".to_owned() } else { format!("{values} values") };
            line(GOOD, "Carried", &format!("{values} of {data}{}", changed(changes)))
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
        ReloadStep::Corrected { generation } => {
            let what = format!(
                "{script}: generation {generation}, which ran before it was compiled from scratch, was wrong; code and \
                 states of before are back"
            );
            line(DOUBTFUL, "Corrected", &what)
        }
        ReloadStep::Notice { text } => line(DOUBTFUL, "Note", text),
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
    fn a_mistake_in_a_shared_file_is_shown_once() {
        let shared = "/lib/n.zig:1:5: error: no\n    x\n    ^";
        let [a, b, c] = ["a", "b", "c"].map(|name| format!("{shared}\nreferenced by:\n    update: /{name}.zig:9:9"));
        let c = format!("/c.zig:2:2: error: own\n{c}");
        let failed = |script, text, errors| Failed { script, text, running: Some(1), errors };
        let text = failed_text(&[failed("a", &a, 1), failed("b", &b, 1), failed("c", &c, 2)]);
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(plain.matches("error: no").count(), 1, "{plain}");
        let end = "      Failed a, b: 1 error; what ran before keeps running\n      \
                         Failed c: 2 errors; generation 1 keeps running\n";
        assert!(plain.ends_with(end), "{plain}");
        let machine = failed_text(&[failed("a", "the disk is full", 0)]);
        assert!(machine.contains("not the script's fault"), "{machine}");
    }

    #[test]
    fn a_terminal_is_not_commanded_by_what_a_file_holds() {
        let plain = anstream::adapter::strip_str(&colour("a.zig:1:1: error: odd\n\u{1b}[2J\u{7}x\n")).to_string();
        assert_eq!(plain, "a.zig:1:1: error: odd\n\u{fffd}[2J\u{fffd}x\n");
    }
}
