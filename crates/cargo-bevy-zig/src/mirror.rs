//! `cargo bevy-zig mirror`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

use clap::Args;

use crate::game::Game;
use crate::{Outcome, Which, console};

/// Write Zig types for the game's reflected types
///
/// Compiles and starts the game, which writes them and exits: a file for each crate, of the components, resources,
/// messages, events, states and assets that are reflected. Bevy's own are in the SDK.
#[derive(Args)]
pub struct Mirror {
    #[command(flatten)]
    which: Which,
    /// The folder to write to, relative to the package [default: lib/mirrors in the first folder of scripts]
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// The program to run, if the package has several
    #[arg(long, value_name = "NAME")]
    bin: Option<String>,
    /// Features of the game to turn on
    #[arg(short = 'F', long, value_name = "FEATURES")]
    features: Vec<String>,
    /// Arguments for the game, such as the one that starts it without a window
    #[arg(last = true, value_name = "ARGUMENTS")]
    arguments: Vec<String>,
}

/// Which of its files are the game's answer: it lists what is left out, and is written last.
const LEFT_OUT: &str = "left_out.txt";
/// What the first line of each file says.
const MARK: &str = "written by `cargo bevy-zig mirror`";

impl Mirror {
    pub fn run(self) -> Outcome {
        let game = Game::with_scripts(&self.which, false)?;
        if !game.dependencies.iter().any(|(name, for_build)| name == "bevy_zig" && !for_build) {
            return Err(format!("{} does not depend on bevy_zig: add it under [dependencies]", game.name).into());
        }
        let answer = game.target_folder.join("bevy_zig_mirror").join(&game.name);
        clear(&answer)?;
        let mut features = self.features.clone();
        features.push("bevy_zig/mirror".to_owned());
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["run", "--manifest-path"]).arg(game.folder.join("Cargo.toml"));
        cargo.args(["--package", &game.name, "--features", &features.join(",")]);
        if let Some(bin) = &self.bin {
            cargo.args(["--bin", bin]);
        }
        cargo.arg("--").args(&self.arguments);
        let status = cargo.env("BEVY_ZIG_MIRROR", &answer).status();
        let status = status.map_err(|error| format!("cannot run cargo: {error}"))?;
        let Ok(left_out) = fs::read_to_string(answer.join(LEFT_OUT)) else {
            return Err(format!(
                "{} wrote no mirrors ({status}): it must compile, add `ZigScriptPlugin`, and reach its first frame; \
                 write arguments for the game after `--`",
                game.name
            )
            .into());
        };
        let folder = match &self.output {
            Some(folder) => game.folder.join(folder),
            None => game.script_folders().swap_remove(0).join("lib/mirrors"),
        };
        let files =
            exchange(&answer, &folder).map_err(|error| format!("cannot write {}: {error}", folder.display()))?;
        for line in left_out.lines() {
            anstream::eprintln!("{0}left out{0:#}: {line}", console::NOTE);
        }
        let what = format!("{files} files in {} with the types of {}", folder.display(), game.name);
        console::done("Wrote", &what);
        Ok(ExitCode::SUCCESS)
    }
}

/// An empty folder.
fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(folder)
}

/// Replaces the mirrors in a folder by those of the answer, and counts them; what the author keeps beside them stays.
fn exchange(answer: &Path, folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_zig = path.extension().is_some_and(|extension| extension == "zig");
        if is_zig && fs::read_to_string(&path)?.lines().next().is_some_and(|line| line.contains(MARK)) {
            fs::remove_file(path)?;
        }
    }
    let mut files = 0;
    for entry in fs::read_dir(answer)? {
        let entry = entry?;
        if entry.file_name() != LEFT_OUT {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
            files += 1;
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_mirrors_go_and_other_files_stay() {
        let root = env::temp_dir().join(format!("bevy-zig-mirror-{}", std::process::id()));
        let (answer, folder) = (root.join("answer"), root.join("lib/mirrors"));
        clear(&answer).unwrap();
        clear(&folder).unwrap();
        let mirror = |name: &str| format!("//! The types of {name}: {MARK}.\n");
        fs::write(folder.join("gone.zig"), mirror("gone")).unwrap();
        fs::write(folder.join("own.zig"), "//! The author's.\n").unwrap();
        fs::write(answer.join("game.zig"), mirror("game")).unwrap();
        fs::write(answer.join(LEFT_OUT), "").unwrap();
        assert_eq!(exchange(&answer, &folder).unwrap(), 1);
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["game.zig", "own.zig"]);
        fs::remove_dir_all(root).unwrap();
    }
}
