//! Errors of the SDK's own checks, and of Zig's library, told at the line of the scripts that they are about.
//!
//! Zig places a `@compileError` where it is written, in the SDK, which is not where it is to be mended. The line of the
//! script, or of a file that it imports, is in the notes and references below the error; where it is not, since the
//! check looked at declarations, the message names one.

use std::fs;
use std::path::{Path, PathBuf};

/// What Zig said, with each error in the SDK or in Zig's library told at the scripts' line. Where it was, a note says;
/// what of notes and references leads through the SDK, or through files that were generated, is left out.
pub(crate) fn relocated(text: &str, sdk: &Path, script: &Path) -> String {
    let source = fs::read_to_string(script).unwrap_or_default();
    let folder = script.parent().unwrap_or(script).to_string_lossy();
    let lines: Vec<&str> = text.lines().collect();
    let mut relocated: Vec<String> = Vec::new();
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        // An error with its notes and references, or what Zig says in front of the first.
        let length = 1 + rest[1..].iter().position(|line| said(line, "error").is_some()).unwrap_or(rest.len() - 1);
        let (its_own, others) = rest.split_at(length);
        rest = others;
        let mut parts = parts(its_own);
        let is_in_sdk =
            |line: &str, severity| said(line, severity).is_some_and(|(file, _)| Path::new(file).starts_with(sdk));
        let is_in_std = said(its_own[0], "error")
            .is_some_and(|(file, _)| is_in_std(Path::new(file)) && !Path::new(file).starts_with(&*folder));
        let place = mentioned(&its_own[1..], &folder);
        if is_in_sdk(its_own[0], "error") || (is_in_std && place.is_some()) {
            relocated.extend(retold(its_own[0], place, script, &source));
            parts.remove(0);
            parts.retain(|part| !is_in_sdk(part[0], "note"));
        }
        for part in parts {
            let is_ours = |line: &&&str| part[0] != REFERENCES || line.contains(&*folder);
            let below: Vec<&str> = part[1..].iter().filter(is_ours).copied().collect();
            if part[0] != REFERENCES || !below.is_empty() {
                relocated.extend(part[..1].iter().copied().chain(below).map(str::to_owned));
            }
        }
    }
    relocated.join("\n").trim_end().to_owned()
}

/// A place in a file: row and column.
type Place = (usize, usize);

/// An error at the scripts' line, and where it was said.
fn retold(error: &str, mentioned: Option<(PathBuf, Place)>, script: &Path, source: &str) -> Vec<String> {
    let (origin, message) = error.split_once(": error: ").unwrap_or_default();
    let (file, (row, column)) =
        mentioned.unwrap_or_else(|| (script.to_owned(), declared(message, source).unwrap_or((1, 1))));
    let imported = if file == script { None } else { fs::read_to_string(&file).ok() };
    let source = if file == script { Some(source) } else { imported.as_deref() };
    let mut lines = vec![format!("{}:{row}:{column}: error: {message}", file.display())];
    if let Some(line) = source.and_then(|source| source.lines().nth(row - 1)) {
        lines.extend([line.to_owned(), format!("{}^", " ".repeat(column - 1))]);
    }
    lines.push(format!("{origin}: note: reported here"));
    lines
}

/// What is in front of the places that led to the one of an error.
const REFERENCES: &str = "referenced by:";

/// The parts that an error is made of: itself, each note, and the references, with what belongs to each.
fn parts<'a, 'b>(lines: &'b [&'a str]) -> Vec<&'b [&'a str]> {
    let begins = |line: &str| line == REFERENCES || said(line, "note").is_some();
    let mut starts = vec![0];
    starts.extend((1..lines.len()).filter(|index| begins(lines[*index])));
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| &lines[start..end]).collect()
}

/// The file and the message of a line that begins an error or a note.
fn said<'a>(line: &'a str, severity: &str) -> Option<(&'a str, &'a str)> {
    let (place, message) = line.split_once(&format!(": {severity}: "))?;
    let (place, column) = place.rsplit_once(':')?;
    let (file, row) = place.rsplit_once(':')?;
    (row.parse::<usize>().is_ok() && column.parse::<usize>().is_ok()).then_some((file, message))
}

/// Whether a file belongs to the library that comes with Zig.
fn is_in_std(file: &Path) -> bool {
    let names: Vec<&str> = file.iter().filter_map(|name| name.to_str()).collect();
    names.windows(2).any(|pair| pair == ["lib", "std"])
}

/// The first place in the folder of the scripts that notes or references name, and its file. A note that says where
/// something is declared does not name the place of the mistake.
fn mentioned(notes: &[&str], folder: &str) -> Option<(PathBuf, Place)> {
    notes.iter().filter(|line| !line.ends_with(" declared here")).find_map(|line| {
        let (_, path) = line.split_once(folder)?;
        let (path, place) = path.strip_prefix(['/', '\\']).and_then(|_| path.split_once(".zig:"))?;
        let mut numbers = place.split(':').map(|number| number.trim().parse().ok().filter(|number| *number > 0));
        Some((PathBuf::from(format!("{folder}{path}.zig")), (numbers.next()??, numbers.next()??)))
    })
}

/// Where the declaration stands that a message is about: `field 'speed'`, `'updat' is never called`, `renamed: …`.
fn declared(message: &str, source: &str) -> Option<(usize, usize)> {
    let about =
        message.split_once("script '").and_then(|(_, rest)| rest.split_once('\'')).map_or(message, |(_, rest)| rest);
    let starts = match about.split_once("renamed: ") {
        Some(_) => vec!["pub const renamed".to_owned()],
        None => {
            let (_, rest) = about.split_once('\'')?;
            let name = rest.split_once('\'')?.0;
            [
                format!("{name}:"),
                format!("pub fn {name}("),
                format!("fn {name}("),
                format!("pub const {name} "),
                format!("pub var {name} "),
            ]
            .into()
        }
    };
    source.lines().enumerate().find_map(|(index, line)| {
        let text = line.trim_start();
        let found = starts.iter().any(|start| text.starts_with(start.as_str()));
        found.then(|| (index + 1, line.len() - text.len() + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    const SOURCE: &str = "const S = @This();\nspeed: f32,\n\npub fn updat(_: *S) void {}\npub const renamed = .{};\n";

    fn relocate(said: &str) -> String {
        let folder = Folder::new();
        folder.write("scripts/ship.zig", SOURCE);
        folder.write("scripts/lib/a.zig", "a();\n    b();\n");
        let (script, sdk) = (folder.path().join("scripts/ship.zig"), folder.path().join("sdk"));
        let scripts = folder.path().join("scripts").display().to_string();
        let said = said.replace("SDK", &sdk.display().to_string()).replace("SHIP", &script.display().to_string());
        let said = said.replace("FOLDER", &scripts);
        relocated(&said, &sdk, &script)
            .replace(&sdk.display().to_string(), "SDK")
            .replace(&script.display().to_string(), "SHIP")
            .replace(&scripts, "FOLDER")
    }

    #[test]
    fn a_declaration_is_found_by_its_name() {
        for (message, place) in [
            ("script 'ship', field 'speed' has no default value; write: speed: f32 = ...,", "SHIP:2:1"),
            ("script 'ship': 'updat' is never called; write: pub fn update()", "SHIP:4:1"),
            ("script 'ship', renamed: there is no field 'sped'", "SHIP:5:1"),
            ("script 'ship': the state is aligned to more than 16 bytes", "SHIP:1:1"),
        ] {
            let said =
                relocate(&format!("SDK/value/shape.zig:25:13: error: {message}\n    @compileError(what);\n    ^~~~\n"));
            assert!(said.starts_with(&format!("{place}: error: {message}\n")), "{said}");
            assert!(said.ends_with("\nSDK/value/shape.zig:25:13: note: reported here"), "{said}");
        }
    }

    #[test]
    fn a_call_is_found_in_notes_and_references() {
        let said = relocate(
            "SDK/api/signal.zig:170:84: error: the payload of signal 'hit' has no type of its own\n\
             SDK/api/context.zig:122:25: note: called inline here\n\
             referenced by:\n    update: SHIP:4:5\n    run: SDK/script/export.zig:109:23\n",
        );
        let expected = "SHIP:4:5: error: the payload of signal 'hit' has no type of its own\n\
                        pub fn updat(_: *S) void {}\n    ^\nSDK/api/signal.zig:170:84: note: reported here\n\
                        referenced by:\n    update: SHIP:4:5";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_mistake_in_a_file_that_scripts_import_is_told_there() {
        let said = relocate(
            "SDK/value/type.zig:371:13: error: lib.a.Health has no field 'hpp'; it has: hp\n\
             FOLDER/lib/b.zig:1:1: note: struct declared here\n\
             referenced by:\n    heal: FOLDER/lib/a.zig:2:5\n    update: SHIP:4:5\n",
        );
        let expected = "FOLDER/lib/a.zig:2:5: error: lib.a.Health has no field 'hpp'; it has: hp\n    b();\n    ^\n\
                        SDK/value/type.zig:371:13: note: reported here\n\
                        FOLDER/lib/b.zig:1:1: note: struct declared here\n\
                        referenced by:\n    heal: FOLDER/lib/a.zig:2:5\n    update: SHIP:4:5";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_mistake_that_zigs_library_finds_is_told_in_the_script() {
        let error =
            "ZIG/lib/std/Io/Writer.zig:822:18: error: unused argument in '{d}'\n    @compileError(what);\n    ^~~~";
        let said = relocate(&format!("{error}\nreferenced by:\n    update: SHIP:4:5\n"));
        assert!(said.starts_with("SHIP:4:5: error: unused argument in '{d}'\npub fn updat"), "{said}");
        assert!(said.contains("\nZIG/lib/std/Io/Writer.zig:822:18: note: reported here"), "{said}");
        assert_eq!(relocate(error), error, "without a line of the script");
    }

    #[test]
    fn errors_in_scripts_are_left_alone() {
        let said =
            "SHIP:3:12: error: expected type 'u32', found '*const [4:0]u8'\n    return \"text\";\n           ^~~~~~";
        assert_eq!(relocate(said), said);
        assert_eq!(relocate("error: unknown command"), "error: unknown command");
    }
}
