//! `cargo bevy-zig test`.

use std::path::PathBuf;
use std::process::ExitCode;

use bevy_zig_build::ScriptTestError;
use clap::Args;

use crate::check::{build_of, games, say, show};
use crate::game::{Game, rustc};
use crate::settings::Settings;
use crate::{Outcome, Which, console};

/// Run the tests of the scripts, without compiling Bevy
///
/// They are the `test` blocks of the scripts and of the files that they import. A test of the game that calls
/// `bevy_zig_build::test_scripts!()` runs the same ones.
#[derive(Args)]
pub struct Test {
    #[command(flatten)]
    which: Which,
    /// All packages of the workspace that have scripts
    #[arg(long, conflicts_with_all = ["package", "folder"])]
    workspace: bool,
    /// A folder of scripts, relative to the package; can be repeated [default: the folders that build.rs names]
    #[arg(long, value_name = "FOLDER")]
    folder: Vec<PathBuf>,
    /// The scripts to test [default: all]
    #[arg(value_name = "SCRIPT", conflicts_with = "workspace")]
    scripts: Vec<String>,
}

impl Test {
    pub fn run(self) -> Outcome {
        let mut outcome = ExitCode::SUCCESS;
        for game in games(&self.which, self.workspace, &self.folder)? {
            let tested = self.test(&game)?;
            if tested != ExitCode::SUCCESS {
                outcome = tested;
            }
        }
        Ok(outcome)
    }

    fn test(&self, game: &Game) -> Outcome {
        let here = std::env::current_dir()?;
        let settings = Settings::of(&here);
        let build = build_of(game, &self.folder)?;
        match build.test(&game.package(rustc()?.0), &self.scripts, |name| settings.variable(name)) {
            Ok(report) if report.passed.is_empty() => {
                let none = if self.scripts.is_empty() { "no script has tests" } else { "these scripts have no tests" };
                console::done("Skipped", &format!("{}: {none}", game.name));
                Ok(ExitCode::SUCCESS)
            }
            Ok(report) => {
                let tests: usize = report.passed.iter().map(|(_, count)| count).sum();
                let plural = if tests == 1 { "" } else { "s" };
                let scripts = console::scripts(report.passed.len());
                console::done("Passed", &format!("{tests} test{plural} in {scripts} of {}", game.name));
                Ok(ExitCode::SUCCESS)
            }
            Err(ScriptTestError::Failed { failures }) => {
                failures
                    .iter()
                    .flat_map(|failure| failure.message.trim_end().lines())
                    .for_each(|line| say(line, &here));
                let names: Vec<&str> = failures.iter().map(|failure| failure.script.as_str()).collect();
                let what = format!("tests of {} do not pass: {}", console::scripts(names.len()), names.join(", "));
                anstream::eprintln!("{0}error{0:#}: {what}", console::BAD);
                Ok(ExitCode::FAILURE)
            }
            Err(ScriptTestError::Build(error)) => {
                show(&error, &here).map_or(Err(error.into()), |()| Ok(ExitCode::FAILURE))
            }
            Err(error) => Err(error.into()),
        }
    }
}
