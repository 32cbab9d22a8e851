//! `cargo bevy-zig check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bevy_zig_build::{Build, BuildError, CompileFailure};
use clap::Args;

use crate::game::{Game, rustc};
use crate::settings::Settings;
use crate::{Outcome, Which, console};

/// Compile all scripts, and nothing else
///
/// Errors are shown as `file:line:column: error: …`. Scripts that have not changed since the last check are not
/// compiled again.
#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    which: Which,
    /// All packages of the workspace that have scripts
    #[arg(long, conflicts_with_all = ["package", "folder"])]
    workspace: bool,
    /// A folder of scripts, relative to the package; can be repeated [default: the folders that build.rs names]
    #[arg(long, value_name = "FOLDER")]
    folder: Vec<PathBuf>,
    /// Compile for another machine; `cargo bevy-zig targets` lists the known ones [default: this machine]
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
}

impl Check {
    pub fn run(self) -> Outcome {
        let mut outcome = ExitCode::SUCCESS;
        for game in games(&self.which, self.workspace, &self.folder)? {
            let checked = check(&game, &self.folder, self.target.as_deref())?;
            if checked != ExitCode::SUCCESS {
                outcome = checked;
            }
        }
        Ok(outcome)
    }
}

/// The packages whose scripts are meant: all of the workspace, or one, or the crates that it has all its scripts from.
pub fn games(which: &Which, workspace: bool, folders: &[PathBuf]) -> Result<Vec<Game>, Box<dyn std::error::Error>> {
    if workspace {
        return Game::all(which, true);
    }
    let game = Game::with_scripts(which, true)?;
    let libraries = if folders.is_empty() && !game.has_scripts() { game.script_libraries() } else { Vec::new() };
    Ok(if libraries.is_empty() { vec![game] } else { libraries })
}

fn check(game: &Game, folders: &[PathBuf], target: Option<&str>) -> Outcome {
    let here = std::env::current_dir()?;
    let settings = Settings::of(&here);
    let build = build_of(game, folders)?;
    let package = match target {
        Some(target) => game.package_for(target.to_owned()),
        None => game.package(rustc()?.0),
    };
    match build.check(&package, |name| settings.variable(name)) {
        Ok(checked) => {
            let scripts = console::scripts(checked.scripts.len());
            let machine = target.map(|target| format!(" for {target}")).unwrap_or_default();
            let what = format!("{scripts} of {}{machine} ({} compiled)", game.name, checked.compiled.len());
            console::done("Checked", &what);
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => show(&error, &here).map_or(Err(error.into()), |()| Ok(ExitCode::FAILURE)),
    }
}

/// What the game's `build.rs` asks for; with folders of scripts, those instead of its own.
pub fn build_of(game: &Game, folders: &[PathBuf]) -> Result<Build, String> {
    let mut build = Build::new();
    let folders = if folders.is_empty() { game.script_folders() } else { folders.to_vec() };
    for folder in folders {
        build.folder(folder);
    }
    if let Some(script) = &game.build_script {
        for folder in &script.components {
            build.components(folder);
        }
    }
    build.sdk(sdk(game)?);
    Ok(build)
}

/// The folder of the Zig sources: what build.rs says, or that of the SDK that the game's bevy_zig depends on.
pub fn sdk(game: &Game) -> Result<PathBuf, String> {
    if let Some(folder) = game.build_script.as_ref().and_then(|script| script.sdk.as_ref()) {
        return Ok(game.folder.join(folder));
    }
    match &game.packages("bevy_zig_sdk")[..] {
        [one] => Ok(one.folder.clone()),
        [] => Err(format!("{} does not depend on bevy_zig: add it under [dependencies]", game.name)),
        _ => Err(format!(
            "{} depends on several versions of bevy_zig: `cargo tree -i bevy_zig` shows which packages use them",
            game.name
        )),
    }
}

/// Shows what is wrong with scripts or components; `None` if it is something else.
pub fn show(error: &BuildError, here: &Path) -> Option<()> {
    let place = |path: &Path| path.strip_prefix(here).unwrap_or(path).display().to_string();
    match error {
        BuildError::Compile { failures, scripts_len } => {
            for (_, mistake) in CompileFailure::merged(failures) {
                mistake.lines().for_each(|line| say(line, here));
            }
            let verb = if failures.len() == 1 { "does" } else { "do" };
            let which = format!("{} of {scripts_len} scripts {verb} not compile", failures.len());
            anstream::eprintln!("{0}error{0:#}: {which}", console::BAD);
        }
        BuildError::Components { mistakes } => {
            for mistake in mistakes {
                say(&format!("{}:{}:1: error: {}", mistake.path.display(), mistake.line, mistake.message), here);
            }
        }
        BuildError::InvalidName { path } => {
            let what = error.to_string();
            let what = what.trim_start_matches(&path.display().to_string()).trim_start_matches(": ");
            say(&format!("{}:1:1: error: {what}", place(path)), here);
        }
        BuildError::DuplicateName { second, .. } => say(&format!("{}:1:1: error: {error}", place(second)), here),
        _ => return None,
    }
    Some(())
}

/// A line of Zig's: places stand out, and are seen from here, as editors expect of a compiler.
pub fn say(line: &str, here: &Path) {
    let line: String =
        line.chars().map(|char| if char.is_control() && char != '\t' { '\u{fffd}' } else { char }).collect();
    let prefix = format!("{}{}", here.display(), std::path::MAIN_SEPARATOR);
    let line = line.strip_prefix(&prefix).unwrap_or(&line);
    for (word, style) in [(": error: ", console::BAD), (": note: ", console::NOTE)] {
        if let Some((place, what)) = line.split_once(word) {
            let word = word.trim_matches([':', ' ']);
            anstream::eprintln!("{place}: {style}{word}{style:#}: {what}");
            return;
        }
    }
    anstream::eprintln!("{line}");
}
