//! Debuggers: they stop in a line of a script, and the deadline does not count while they do. A debug build is needed,
//! and gdb.

use std::process::Command;
use std::time::Duration;

use bevy::prelude::*;
use bevy_zig::*;

use crate::tools::*;

#[test]
fn gdb_stops_in_a_line_of_a_script_and_no_deadline_is_missed_meanwhile() {
    if !cfg!(debug_assertions) || Command::new("gdb").arg("--version").output().is_err() {
        println!("skipped: it needs a debug build and gdb");
        return;
    }
    let source = std::fs::read_to_string(repository().join("tests/scripts/slow.zig")).unwrap();
    let line = 1 + source.lines().position(|line| line.contains("where the debugger stops")).unwrap();
    let mut gdb = Command::new("gdb");
    gdb.args(["-batch", "-nx", "-ex", "set breakpoint pending on", "-ex", "set confirm off"]);
    // Others than our own have nothing to say here.
    gdb.args(["-ex", "set debuginfod enabled off", "-ex", &format!("break slow.zig:{line}"), "-ex", "run"]);
    gdb.args(["-ex", "backtrace 2", "-ex", "print self.milliseconds", "-ex", "shell sleep 1", "-ex", "continue"]);
    gdb.arg("--args").arg(std::env::current_exe().unwrap());
    gdb.args(["--exact", "--ignored", "--nocapture", "debugger::child"]);
    let (_, text) = output(&mut gdb);
    assert!(text.contains(&format!("slow.zig:{line}")), "it has stopped there:\n{text}");
    assert!(text.contains("= 7"), "it shows a field:\n{text}");
    assert!(text.contains("runs=1 faults=0"), "and goes on:\n{text}");
}

/// Not a test: what gdb runs.
#[test]
#[ignore = "for a debugger"]
fn child() {
    let limits = ScriptLimits { deadline: Duration::from_millis(50), ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let script = Script::new("slow").with("milliseconds", 7);
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    app.update();
    let Value::Int(runs) = field(&app, entity, "slow", "runs") else { panic!("a number") };
    println!("runs={runs} faults={}", app.world().resource::<ScriptRuntime>().fault_count());
}
