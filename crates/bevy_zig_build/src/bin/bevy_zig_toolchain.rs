//! Zig as the C compiler, archiver and linker of a game for another target:
//! `bevy_zig_toolchain aarch64-unknown-linux-gnu cargo build --release`.

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use bevy_zig_build::{Tool, Toolchain, Zig};

const HELP: &str = "\
Zig as the C compiler, archiver and linker of a game for another target

usage: bevy_zig_toolchain [--folder FOLDER] TARGET [COMMAND…]

  TARGET           Cargo's name of the target; …-linux-gnu can be followed by the oldest version of glibc that the
                   game should run with: x86_64-unknown-linux-gnu.2.28
  COMMAND          the command to run with these tools, such as: cargo build --release
                   (CARGO_BUILD_TARGET is set, so --target is not needed)
                   without it, the settings for .cargo/config.toml are printed
  --folder FOLDER  the folder for the tools (target/zig_toolchain)
";

fn main() -> ExitCode {
    let program = std::env::current_exe().unwrap_or_default();
    let arguments = std::env::args_os().skip(1);
    if let Some(tool) = Tool::of_program(&program) {
        return tool.run(&program, arguments);
    }
    match run(&program, arguments.collect()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("bevy_zig_toolchain: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(program: &std::path::Path, mut arguments: Vec<OsString>) -> Result<ExitCode, Box<dyn Error>> {
    if arguments.is_empty() || arguments[0] == "--help" {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let mut folder = PathBuf::from("target/zig_toolchain");
    if arguments[0] == "--folder" {
        folder = arguments.get(1).ok_or("--folder takes a folder; try --help")?.into();
        arguments.drain(..2);
    }
    let mut words = arguments.into_iter();
    let target = words.next().ok_or("a target is missing; try --help")?;
    let toolchain = Toolchain::of(&target.to_string_lossy())?;
    let tools = toolchain.install(&folder, &Zig::find()?, program)?;
    let Some(command) = words.next() else {
        print!("{}", tools.config());
        return Ok(ExitCode::SUCCESS);
    };
    let status = Command::new(&command)
        .args(words)
        .envs(tools.variables(|name| std::env::var(name).ok()))
        .env("CARGO_BUILD_TARGET", toolchain.rust_target())
        .status()
        .map_err(|error| format!("cannot run {}: {error}", command.display()))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
