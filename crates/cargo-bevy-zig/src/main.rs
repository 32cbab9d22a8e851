//! `cargo bevy-zig`: what a game with Zig scripts needs on the command line.

mod add;
mod build_script;
mod check;
mod console;
mod doctor;
mod game;
mod mirror;
mod new;
mod settings;
mod targets;
mod template;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// What every subcommand ends with: whether it found what it was asked for in order.
type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// Cargo starts `cargo-bevy-zig bevy-zig …`.
#[derive(Parser)]
#[command(bin_name = "cargo")]
enum Cargo {
    #[command(name = "bevy-zig")]
    BevyZig(Cli),
}

/// Create, extend and check Bevy games with Zig scripts
#[derive(Args)]
#[command(version)]
#[command(after_help = "The guide: docs/cli.md of bevy_zig")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Create a new game: a duck, a pond, and scripts to change
    New(new::New),
    /// Add a script to the game
    Add(add::Add),
    /// Compile all scripts, and nothing else
    Check(check::Check),
    /// Run the tests of the scripts, without compiling Bevy
    Test(test::Test),
    /// Write Zig types for the game's reflected types
    Mirror(mirror::Mirror),
    /// Find out why a game does not build, and say how to fix it
    Doctor(doctor::Doctor),
    /// List the targets that scripts can be compiled for
    Targets,
}

/// Which package a command is about.
#[derive(Args, Clone)]
struct Which {
    /// The game's Cargo.toml [default: the nearest one, in this folder or above]
    #[arg(long, value_name = "PATH")]
    manifest_path: Option<PathBuf>,
    /// The package to use, in a workspace with several
    #[arg(short, long, value_name = "NAME")]
    package: Option<String>,
}

fn main() -> ExitCode {
    let Cargo::BevyZig(cli) = Cargo::parse();
    let outcome = match cli.command {
        Command::New(new) => new.run(),
        Command::Add(add) => add.run(),
        Command::Check(check) => check.run(),
        Command::Test(test) => test.run(),
        Command::Mirror(mirror) => mirror.run(),
        Command::Doctor(doctor) => doctor.run(),
        Command::Targets => targets::run(),
    };
    outcome.unwrap_or_else(|error| {
        console::error(&*error);
        // As Cargo: 101 for what went wrong, 1 for scripts or a machine that are not in order.
        ExitCode::from(101)
    })
}
