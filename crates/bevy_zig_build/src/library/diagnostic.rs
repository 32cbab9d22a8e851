//! Zig's messages, taken apart.

use std::path::PathBuf;

use crate::base::mistakes;

/// What Zig cannot do for reasons that are not in the file it was reading.
const OF_THE_MACHINE: [&str; 10] = [
    "NoSpaceLeft",
    "No space left",
    "DiskQuota",
    "OutOfMemory",
    "SystemResources",
    "FdQuotaExceeded",
    "InputOutput",
    "ReadOnlyFileSystem",
    "AccessDenied",
    "PermissionDenied",
];

/// What the linker says of a script; it names no place.
const OF_LINKING: [&str; 3] = ["undefined symbol", "duplicate symbol", "undefined reference"];

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The script does not compile because of this.
    Error,
    /// Says more about the error before it.
    Note,
}

/// One message of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The file; `None` if the message is about none, such as an option.
    pub path: Option<PathBuf>,
    /// The line, counted from 1; 0 without a file.
    pub line: u32,
    /// The column in bytes, counted from 1; 0 without a file.
    pub column: u32,
    /// Error or note.
    pub severity: Severity,
    /// What Zig says, of several lines perhaps.
    pub message: String,
    /// The line of the file, if Zig shows it.
    pub source_line: Option<String>,
}

impl Diagnostic {
    /// A message of our own about a file as a whole.
    pub fn about(path: PathBuf, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { path: Some(path), line: 1, column: 1, severity: Severity::Error, message, source_line: None }
    }

    /// All messages in what Zig wrote to its standard error:
    ///
    /// ```text
    /// /game/scripts/ship.zig:3:12: error: expected type 'u32', found '*const [4:0]u8'
    ///     return "text";
    ///            ^~~~~~
    /// ```
    ///
    /// What is neither a message nor belongs to one, such as the trace of references, is left out.
    pub fn parse(text: &str) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        // Lines between a message and its marker, of which the last is the source's and the others continue the
        // message.
        let mut between: Vec<&str> = Vec::new();
        for line in text.lines() {
            if let Some(diagnostic) = Self::of(line) {
                found.push(diagnostic);
                between.clear();
            } else if is_marker(line) {
                if let (Some(last), Some((source, message))) = (found.last_mut(), between.split_last())
                    && last.source_line.is_none()
                {
                    last.source_line = Some((*source).to_owned());
                    for line in message {
                        last.message = format!("{}\n{}", last.message, line.trim());
                    }
                }
                between.clear();
            } else {
                between.push(line);
            }
        }
        found
    }

    /// Whether what Zig wrote is about the script: it names a place in a file, or a symbol that is nowhere. All else is
    /// the machine's, or a bug of Zig's: a full disk, too many open files, a compiler that panicked.
    pub(crate) fn blame_the_script(text: &str) -> bool {
        let errors = Self::parse(text).into_iter().filter(|message| message.severity == Severity::Error);
        errors.into_iter().any(|error| match error.path {
            Some(_) => !OF_THE_MACHINE.iter().any(|reason| error.message.contains(reason)),
            None => OF_LINKING.iter().any(|reason| error.message.contains(reason)),
        })
    }

    /// Each mistake in what Zig wrote of several scripts once, with the scripts that have it: one in a shared file
    /// stops all that import it. `said` has the names of scripts and the texts.
    pub fn merged<'a>(said: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(Vec<&'a str>, String)> {
        mistakes::merged(said)
    }

    fn of(line: &str) -> Option<Self> {
        for (word, severity) in [("error: ", Severity::Error), ("note: ", Severity::Note)] {
            if let Some(message) = line.strip_prefix(word) {
                let message = message.to_owned();
                return Some(Self { path: None, line: 0, column: 0, severity, message, source_line: None });
            }
            let Some((place, message)) = line.split_once(&format!(": {word}")) else { continue };
            let Some((path, line, column)) = place_of(place) else { continue };
            let (path, message) = (Some(PathBuf::from(path)), message.to_owned());
            return Some(Self { path, line, column, severity, message, source_line: None });
        }
        None
    }
}

/// `path:line:column`; the path may have colons of its own, as on Windows.
fn place_of(text: &str) -> Option<(&str, u32, u32)> {
    let (text, column) = text.rsplit_once(':')?;
    let (path, line) = text.rsplit_once(':')?;
    Some((path, line.parse().ok()?, column.parse().ok()?))
}

/// The line below the source's: `    ~~~~^~~~`.
fn is_marker(line: &str) -> bool {
    line.contains('^') && line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'~' | b'^'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_taken_apart() {
        let text = "C:\\my game\\ship.zig:3:12: error: expected 'a: b', found 'c'
            or another
    return \"text\";
           ^~~~~~
C:\\my game\\ship.zig:1:9: note: declared here
const a = 1;
~~~~~~^~~~~
referenced by:
    update: C:\\my game\\ship.zig:3:12
lib/a.zig:1:1: error: no source shown
error: unknown command: x
";
        let path = || Some(PathBuf::from("C:\\my game\\ship.zig"));
        let expected = [
            Diagnostic {
                path: path(),
                line: 3,
                column: 12,
                severity: Severity::Error,
                message: "expected 'a: b', found 'c'\nor another".to_owned(),
                source_line: Some("    return \"text\";".to_owned()),
            },
            Diagnostic {
                path: path(),
                line: 1,
                column: 9,
                severity: Severity::Note,
                message: "declared here".to_owned(),
                source_line: Some("const a = 1;".to_owned()),
            },
            Diagnostic { source_line: None, ..Diagnostic::about("lib/a.zig".into(), "no source shown") },
            Diagnostic {
                path: None,
                line: 0,
                column: 0,
                severity: Severity::Error,
                message: "unknown command: x".to_owned(),
                source_line: None,
            },
        ];
        assert_eq!(Diagnostic::parse(text), expected);
        assert_eq!(Diagnostic::parse("\u{0}\u{ff}garbage: error:\n^\n::: error: x\n"), []);
    }

    #[test]
    fn what_is_not_about_the_script_is_told_apart() {
        for text in [
            "a.zig:1:1: error: expected ';'",
            "a.zig:1:1: error: unable to load 'b.zig': FileNotFound",
            "error: undefined symbol: launch\n    note: referenced by a.zig:3",
            "error: unable to write: NoSpaceLeft\na.zig:1:1: error: expected ';'",
        ] {
            assert!(Diagnostic::blame_the_script(text), "{text}");
        }
        for text in [
            "",
            "error: unable to create output file 'a.so': NoSpaceLeft",
            "std/std.zig:1:1: error: unable to load 'fs.zig': ProcessFdQuotaExceeded",
            "thread 7 panic: reached unreachable code\nsrc/Compilation.zig:1:2: 0x1 in main (zig)\n    x\n    ^",
            "a.zig: error: zig failed without a message (signal: 9 (SIGKILL))",
        ] {
            assert!(!Diagnostic::blame_the_script(text), "{text}");
        }
    }
}
