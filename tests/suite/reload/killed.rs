//! A game that is ended from outside in the middle of its reloads: no compiler goes on without it, and none holds what
//! the game was started with, so that whoever waits for its last word gets it. Each case is tried in a process of its
//! own, which is this test binary once more.
#![expect(unsafe_code, reason = "sends signals to a child")]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bevy_zig::{Script, ScriptCompiler};

use super::*;

/// What the child is to do when it is ended.
const VARIABLE: &str = "BEVY_ZIG_KILLED";

/// Longer than a compilation from scratch takes on a busy machine: it is not ended in the middle.
const PATIENCE: Duration = Duration::from_secs(60);

/// The processes that were started for what lies in this folder.
fn processes_of(folder: &str) -> Vec<String> {
    let all = fs::read_dir("/proc").expect("Linux has it").flatten();
    let texts = all.filter_map(|entry| fs::read(entry.path().join("cmdline")).ok());
    texts.map(|text| String::from_utf8_lossy(&text).replace('\0', " ")).filter(|text| text.contains(folder)).collect()
}

#[test]
fn no_compiler_outlives_a_game_that_is_killed() {
    for (case, signal) in [("rests", libc::SIGKILL), ("works", libc::SIGKILL), ("works", libc::SIGABRT)] {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "--ignored", "--nocapture", "reload::killed::child"]).env(VARIABLE, case);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let line = output.by_ref().lines().map(Result::unwrap).find(|line| line.starts_with("works in "));
        let folder = line.unwrap().split_off("works in ".len());
        assert!(!processes_of(&folder).is_empty(), "a resident compiler");
        // SAFETY: a child of ours, which nobody has waited for.
        unsafe { libc::kill(child.id() as i32, signal) };
        child.wait().unwrap();
        // Whoever has inherited the other end would keep it open.
        let begun = Instant::now();
        output.read_to_end(&mut Vec::new()).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(5), "its output stays open for {:?}", begun.elapsed());
        while let left = processes_of(&folder)
            && !left.is_empty()
        {
            assert!(begun.elapsed() < PATIENCE, "{case}: {left:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Not a test: what the test above starts and ends.
#[test]
#[ignore = "waits to be killed"]
fn child() {
    let case = std::env::var(VARIABLE).expect("set by those who start it");
    let text = |edition: u32| format!("{}const edition = {edition};\n", counter(edition));
    let mut game = studio(&format!("killed-{case}"), &[("counter", &text(1))]);
    game.settings().quick_answers = true;
    game.spawn(Script::new("counter"));
    game.frames(2);
    let (begun, mut edition, mut is_told) = (Instant::now(), 1, false);
    while begun.elapsed() < PATIENCE * 2 {
        edition += 1;
        game.save("counter", text(edition));
        game.wait_for("counter", is_swap);
        let compiler = game.settings().status("counter").map(|status| status.compiler);
        if compiler != Some(ScriptCompiler::Resident) {
            continue;
        }
        while case == "rests" && game.settings().status("counter").unwrap().compiler == ScriptCompiler::Resident {
            game.frame();
        }
        if !is_told {
            println!("works in {}", game.path("x").parent().unwrap().parent().unwrap().display());
            is_told = true;
        }
        if case == "rests" {
            std::thread::sleep(PATIENCE);
        }
    }
}
