//! Runs the Zig that the build helper finds: `cargo run -q -p bevy_zig_build --example zig -- fmt --check zig`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let zig = match bevy_zig_build::Zig::find() {
        Ok(zig) => zig,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    match zig.command().args(std::env::args_os().skip(1)).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{} does not start: {error}", zig.path().display());
            ExitCode::FAILURE
        }
    }
}
