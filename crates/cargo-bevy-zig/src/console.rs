//! Lines on the terminal, in the manner of Cargo's. Colours go to terminals only.

use std::error::Error;

use anstyle::{AnsiColor, Style};

pub const GOOD: Style = AnsiColor::Green.on_default().bold();
pub const BAD: Style = AnsiColor::Red.on_default().bold();
pub const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
pub const NOTE: Style = AnsiColor::Cyan.on_default().bold();

/// What a command has done: a verb, and what it is about.
pub fn done(verb: &str, what: &str) {
    anstream::eprintln!("{GOOD}{verb:>12}{GOOD:#} {what}");
}

/// An error with its causes.
pub fn error(error: &dyn Error) {
    anstream::eprintln!("{BAD}error{BAD:#}: {}", chain(error));
}

/// An error and its causes, a line each.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!("\ncaused by: {error}");
        cause = error.source();
    }
    text
}

/// `1 script`, `2 scripts`.
pub fn scripts(count: usize) -> String {
    format!("{count} script{}", if count == 1 { "" } else { "s" })
}
