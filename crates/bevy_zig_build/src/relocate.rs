//! Errors of the SDK's own checks, told at the line of the script that they are about.
//!
//! Zig places a `@compileError` where it is written, in the SDK, which is not where it is to be mended. The script's line is in
//! the notes and references below the error; where it is not, since the check looked at declarations, the message names one.

use std::fs;
use std::path::Path;

/// What Zig said, with each error in the SDK put in front of itself once more, at the script's line. The original becomes a note.
pub(crate) fn relocated(text: &str, sdk: &Path, script: &Path) -> String {
    let source = fs::read_to_string(script).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let mut relocated = String::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((_, message)) = error_of(line).filter(|(file, _)| Path::new(file).starts_with(sdk)) else {
            relocated += &format!("{line}\n");
            continue;
        };
        let rest = &lines[index + 1..];
        let its_own = rest.iter().position(|line| error_of(line).is_some()).unwrap_or(rest.len());
        let place = mentioned(&rest[..its_own], script).or_else(|| declared(message, &source));
        let (row, column) = place.unwrap_or((1, 1));
        relocated += &format!("{}:{row}:{column}: error: {message}\n", script.display());
        if let Some(line) = source.lines().nth(row - 1) {
            relocated += &format!("{line}\n{}^\n", " ".repeat(column - 1));
        }
        relocated += &format!("{}\n", line.replacen(": error: ", ": note: said here: ", 1));
    }
    relocated.truncate(relocated.trim_end().len());
    relocated
}

/// The file and the message of a line that begins an error.
fn error_of(line: &str) -> Option<(&str, &str)> {
    let (place, message) = line.split_once(": error: ")?;
    let (place, column) = place.rsplit_once(':')?;
    let (file, row) = place.rsplit_once(':')?;
    (row.parse::<usize>().is_ok() && column.parse::<usize>().is_ok()).then_some((file, message))
}

/// The first place in the script that notes or references name.
fn mentioned(notes: &[&str], script: &Path) -> Option<(usize, usize)> {
    let start = format!("{}:", script.display());
    notes.iter().find_map(|line| {
        let (_, place) = line.split_once(&start)?;
        let mut numbers = place.split(':').map(|number| number.trim().parse().ok().filter(|number| *number > 0));
        Some((numbers.next()??, numbers.next()??))
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
            [format!("{name}:"), format!("pub fn {name}("), format!("pub const {name} "), format!("pub var {name} ")]
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
        let (script, sdk) = (folder.path().join("scripts/ship.zig"), folder.path().join("sdk"));
        let said = said.replace("SDK", &sdk.display().to_string()).replace("SHIP", &script.display().to_string());
        relocated(&said, &sdk, &script)
            .replace(&sdk.display().to_string(), "SDK")
            .replace(&script.display().to_string(), "SHIP")
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
                relocate(&format!("SDK/reflect.zig:25:13: error: {message}\n    @compileError(what);\n    ^~~~\n"));
            assert!(said.starts_with(&format!("{place}: error: {message}\n")), "{said}");
            assert!(said.contains("\nSDK/reflect.zig:25:13: note: said here: "), "{said}");
        }
    }

    #[test]
    fn a_call_is_found_in_notes_and_references() {
        let said = relocate(
            "SDK/signal.zig:170:84: error: the payload of signal 'hit' has no type of its own\n\
             SDK/context.zig:122:25: note: called inline here\n\
             referenced by:\n    update: SHIP:4:5\n    run: SDK/export.zig:109:23\n",
        );
        let expected = "SHIP:4:5: error: the payload of signal 'hit' has no type of its own\n\
                        pub fn updat(_: *S) void {}\n    ^\nSDK/signal.zig:170:84: note: said here: ";
        assert!(said.starts_with(expected), "{said}");
    }

    #[test]
    fn errors_in_scripts_are_left_alone() {
        let said =
            "SHIP:3:12: error: expected type 'u32', found '*const [4:0]u8'\n    return \"text\";\n           ^~~~~~";
        assert_eq!(relocate(said), said);
        assert_eq!(relocate("error: unknown command"), "error: unknown command");
    }
}
