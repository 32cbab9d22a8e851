//! The demo game: a small arcade game whose rules are the Zig scripts in `scripts/`.
//!
//! Rust opens the window; see `--help` for what else it can do.

mod app;
mod ending;
mod options;
mod report;
#[cfg(feature = "window")]
mod screenshot;
mod version;
#[cfg(target_arch = "wasm32")]
mod web;
#[cfg(feature = "window")]
mod window;
mod world_hash;

use std::ffi::OsString;
use std::process::ExitCode;

use options::{HELP, Request};

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    match run(std::env::args_os().skip(1)) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("bevy_zig_demo: {problem}");
            ExitCode::from(2)
        }
    }
}

/// JavaScript calls this when the module is loaded, and `web::play` when it is ready.
#[cfg(target_arch = "wasm32")]
fn main() {}

/// Does what the arguments say that follow the program's name.
fn run<I>(arguments: I) -> Result<ExitCode, String>
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    match options::parse(arguments)? {
        Request::Help => print!("{HELP}"),
        Request::Version => print!("{}", version::text()),
        Request::Play(options) => {
            return Ok(match app::build(options)?.run() {
                bevy::app::AppExit::Success => ExitCode::SUCCESS,
                bevy::app::AppExit::Error(code) => ExitCode::from(code.get()),
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod scripts {
    use bevy_zig::testing::TestGame;
    use bevy_zig::{Script, Value};

    #[test]
    fn pass_their_own_tests() {
        bevy_zig_build::test_scripts!();
    }

    /// As in docs/testing.md.
    #[test]
    fn the_gun_fires() {
        let mut game = TestGame::new(bevy_zig::scripts!());
        let gun = game.spawn([Script::new("gun").with("rate", 5.0)]);
        game.press("fire");
        game.step(60);
        assert!(matches!(game.field(gun, "gun", "cooldown"), Value::Float(left) if left > 0.0));
        game.assert_sound();
    }
}
