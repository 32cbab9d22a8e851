//! `cargo bevy-zig targets`.

use std::process::{Command, ExitCode};

use crate::Outcome;

/// Prints a table. It is the command's result, and so goes to the standard output.
pub fn run() -> Outcome {
    let targets: Vec<_> = bevy_zig_build::targets().collect();
    let width = |text: fn(&bevy_zig_build::TargetInfo) -> &str| {
        targets.iter().map(|target| text(target).len()).max().unwrap_or_default()
    };
    let (rust, zig) = (width(|target| target.rust), width(|target| target.zig));
    anstream::println!("{:rust$}  {:zig$}  {:3}  linked with", "target", "Zig's name", "std");
    for target in targets {
        let std = if has_std(target.rust) { "yes" } else { "no" };
        let link = target.link_with.unwrap_or("Zig: bevy_zig_toolchain TARGET cargo build --release");
        anstream::println!("{:rust$}  {:zig$}  {std:3}  {link}", target.rust, target.zig);
    }
    anstream::println!(
        "\nstd: whether Rust's standard library for it is installed; `rustup target add TARGET` installs it.\n\
         docs/shipping.md of bevy_zig lists what was tested on which target."
    );
    Ok(ExitCode::SUCCESS)
}

fn has_std(target: &str) -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).args(["--print", "target-libdir", "--target", target]).output();
    output.is_ok_and(|output| {
        output.status.success() && std::path::Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
    })
}
