//! Every lesson runs to its end, says what it is about, and is checked by its own assertions.

use std::process::Command;

/// Runs a lesson, and looks for these lines in what it says, in this order.
#[track_caller]
fn run(path: &str, lines: &[&str]) {
    for frames in ["60", "120"] {
        let output = Command::new(path).args(["--frames", frames]).env_remove("RUST_LOG").output().expect("it starts");
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{path} ends with {}:\n{text}", output.status);
        let mut rest = text.as_str();
        for line in lines.iter().chain(&["lesson learned"]) {
            let Some(place) = rest.find(line) else { panic!("'{line}' is missing, or too early, in:\n{text}") };
            rest = &rest[place + line.len()..];
        }
        assert!(!text.contains("ERROR"), "{path} reports errors:\n{text}");
    }
}

#[test]
fn components() {
    run(env!("CARGO_BIN_EXE_components"), &["cured at 10.0 of 20 points"]);
}

#[test]
fn queries() {
    run(env!("CARGO_BIN_EXE_queries"), &["4 in the crew", "all well at x = 4", "all well at x = 7"]);
}

#[test]
fn signals() {
    run(
        env!("CARGO_BIN_EXE_signals"),
        &["opens after pull 1", "has moved Some(1) times", "shuts after pull 2", "locked"],
    );
}

#[test]
fn vars() {
    run(env!("CARGO_BIN_EXE_vars"), &["the master forges a sword"]);
}

#[test]
fn many_scripts() {
    run(env!("CARGO_BIN_EXE_many_scripts"), &["seen at 10.0", "enough of it", "engine off"]);
}

#[test]
fn spawning() {
    run(env!("CARGO_BIN_EXE_spawning"), &["bird 5, one of 5 in the air"]);
}

#[test]
fn too_few_frames_are_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_vars")).args(["--frames", "3"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn sequences() {
    run(env!("CARGO_BIN_EXE_sequences"), &["third floor", "mind the door", "ground floor after ride 1"]);
}
