//! Locations in sources, and the lines there.

use std::fmt;
use std::path::Path;

use crate::report::{ScriptLocation, short};

/// Lines before and behind the one that an excerpt is about.
const LINES_AROUND: u32 = 2;

/// Larger files are no scripts.
const FILE_BYTES_MAX: u64 = 4 << 20;

/// Longer lines are cut, in characters.
const LINE_LEN_MAX: usize = 200;

/// A location in a source file. Shown as `file:line:column`, which editors understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The file, relative to the working folder if it is inside it.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1; 0 if unknown.
    pub column: u32,
}

/// The lines of a file around a location, at the time the problem was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The number of the first line, from 1.
    pub first_line: u32,
    /// The lines, without terminal control characters.
    pub lines: Vec<String>,
}

impl SourcePlace {
    pub(super) fn new(file: &Path, line: u32, column: u32) -> Self {
        Self { file: short(file), line, column }
    }

    /// The lines around it; `None` if there is no such file or line.
    pub(super) fn excerpt(&self) -> Option<Excerpt> {
        let is_source = std::fs::metadata(&self.file).is_ok_and(|file| file.is_file() && file.len() <= FILE_BYTES_MAX);
        let bytes = is_source.then(|| std::fs::read(&self.file).ok()).flatten()?;
        let text = String::from_utf8_lossy(&bytes);
        let first_line = self.line.saturating_sub(LINES_AROUND).max(1);
        let lines = text.lines().skip(first_line as usize - 1);
        let end = self.line.saturating_add(LINES_AROUND);
        let lines: Vec<String> = lines.take((end - first_line) as usize + 1).map(plain).collect();
        (first_line + lines.len() as u32 > self.line).then_some(Excerpt { first_line, lines })
    }
}

impl From<&ScriptLocation> for SourcePlace {
    fn from(location: &ScriptLocation) -> Self {
        Self::new(Path::new(&location.file), location.line, 0)
    }
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if self.column > 0 { write!(f, ":{}", self.column) } else { Ok(()) }
    }
}

impl Excerpt {
    /// One line, of which no more is known.
    #[cfg(feature = "hot-reload")]
    pub(super) fn of_line(line: u32, text: &str) -> Self {
        Self { first_line: line, lines: vec![plain(text)] }
    }
}

/// A line for a screen.
fn plain(line: &str) -> String {
    let shown = |char: char| if char == '\t' { ' ' } else { char };
    let shown = line.chars().map(shown).map(|char| if char.is_control() { '\u{fffd}' } else { char });
    shown.take(LINE_LEN_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_what_is_around_the_line() {
        let file = std::env::temp_dir().join(format!("bevy_zig_excerpt_{}.zig", std::process::id()));
        std::fs::write(&file, "one\n\ttwo\u{1b}[2J\nthree\nfour\nfive").unwrap();
        let at = |line| SourcePlace::new(&file, line, 1).excerpt();
        let lines = |first_line, lines: &[&str]| {
            Some(Excerpt { first_line, lines: lines.iter().map(ToString::to_string).collect() })
        };
        assert_eq!(at(1), lines(1, &["one", " two\u{fffd}[2J", "three"]));
        assert_eq!(at(5), lines(3, &["three", "four", "five"]));
        assert_eq!((at(6), at(0).is_some(), at(u32::MAX - 2)), (None, true, None));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(at(1), None);
    }
}
