//! The demo game: a small arcade game whose rules are the Zig scripts in `scripts/`.
//!
//! Rust opens the window, names the keys and describes the prefabs; see `--help` for what else it can do.

mod demo;

use std::process::ExitCode;

use demo::options::{self, HELP, Request, VERSION};

fn main() -> ExitCode {
    match options::parse(std::env::args_os().skip(1)) {
        Ok(Request::Help) => print!("{HELP}"),
        Ok(Request::Version) => println!("{VERSION}"),
        Ok(Request::Play(options)) => return play(options),
        Err(problem) => return refuse(&problem),
    }
    ExitCode::SUCCESS
}

fn play(options: options::Options) -> ExitCode {
    match demo::app::build(options) {
        Ok(mut app) => match app.run() {
            bevy::app::AppExit::Success => ExitCode::SUCCESS,
            bevy::app::AppExit::Error(code) => ExitCode::from(code.get()),
        },
        Err(problem) => refuse(&problem),
    }
}

fn refuse(problem: &str) -> ExitCode {
    eprintln!("bevy_zig: {problem}");
    ExitCode::from(2)
}
