//! The demo game, played as a player starts it: the same seed gives the same world on every machine and in both builds.

use std::process::Command;

/// Ten seconds with seed 1. Whoever changes the game's rules or looks writes down the new one.
const WORLD: &str = "515a3a742ff8106f";

fn world_hash(seed: &str) -> String {
    let game = env!("CARGO_BIN_EXE_bevy_zig_demo");
    let arguments = ["--headless", "--frames", "600", "--seed", seed, "--report", "-"];
    let output = Command::new(game).args(arguments).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    report["world_hash"].as_str().expect("it is a text").to_owned()
}

#[test]
fn the_same_seed_gives_the_same_world_and_another_does_not() {
    assert_eq!(world_hash("1"), WORLD);
    assert_eq!(world_hash("1"), WORLD);
    assert_ne!(world_hash("2"), WORLD);
}
