//! Faults that are not a script's: they end the game as they would without scripts, and reach whoever looked after them
//! before. Each is tried in a process of its own, which is this test binary once more.
#![expect(unsafe_code, reason = "what is tried here ends the process")]

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};
use std::time::Duration;

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy_zig::*;

use crate::tools::*;

/// What the child is to do.
const VARIABLE: &str = "BEVY_ZIG_CRASH";

/// How the exit of a process that the handler of its own has ended.
const HANDLED: i32 = 42;

fn child_that(does: &str) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", "--nocapture", "crashes::child"]).env(VARIABLE, does);
    command.output().unwrap()
}

#[track_caller]
fn dies(does: &str, signal: i32) -> String {
    let Output { status, stdout, stderr } = child_that(does);
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert_eq!(status.signal(), Some(signal), "{does}: {status:?}\n{text}");
    assert!(text.contains("a script has faulted and was caught"), "{does}:\n{text}");
    text
}

#[test]
fn a_fault_in_rust_while_no_script_runs_ends_the_game() {
    dies("write_null", libc::SIGSEGV);
}

#[test]
fn a_fault_in_another_thread_while_a_script_runs_ends_the_game() {
    dies("write_null_beside_a_script", libc::SIGSEGV);
}

#[test]
fn a_fault_in_what_a_host_function_calls_ends_the_game() {
    dies("write_null_in_host_function", libc::SIGSEGV);
}

#[test]
fn a_fault_in_a_handler_that_has_interrupted_a_script_ends_the_game() {
    dies("write_null_in_handler", libc::SIGSEGV);
}

#[test]
fn a_signal_that_somebody_sends_does_what_it_always_did() {
    dies("send_arithmetic", libc::SIGFPE);
    dies("send_trap", libc::SIGTRAP);
}

#[test]
fn rust_still_says_that_its_stack_has_overflowed() {
    let text = dies("overflow_stack", libc::SIGABRT);
    assert!(text.contains("has overflowed its stack"), "{text}");
}

#[test]
fn a_handler_that_was_there_before_hears_of_the_games_faults_and_not_of_scripts() {
    let output = child_that("handle");
    assert_eq!(output.status.code(), Some(HANDLED), "{output:?}");
}

/// In a process each, on its main thread: the game goes on for 60 frames, and the others' states are exact.
#[test]
fn each_kind_is_caught_in_a_process_of_its_own() {
    let kinds = [
        "index",
        "overflow",
        "explicit",
        "null_write",
        "wild_read",
        "divide_by_zero",
        "trap",
        "breakpoint",
        "stack",
        "big_stack",
        "overrun",
        "abort",
        "endless",
        "endless_in_host",
    ];
    for kind in kinds {
        let text = run(Command::new(env!("CARGO_BIN_EXE_each_fault")).arg(kind));
        assert!(text.contains("others=unharmed"), "{kind}: {text}");
    }
}

/// Where Bevy runs scripts by default, and where the stack is another than that of tests.
#[test]
fn a_stack_overflow_of_a_script_on_the_main_thread_is_caught() {
    run(&mut Command::new(env!("CARGO_BIN_EXE_main_thread")));
}

#[test]
fn faults_that_are_alike_are_one_log_line_with_a_count() {
    let Output { status, stdout, stderr } = child_that("storm");
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{text}");
    let lines: Vec<_> = text.lines().filter(|line| line.contains("faulted in update")).collect();
    assert_eq!(lines.len(), 1, "{text}");
    for part in ["script 'faulty'", "panic: as it was told", "(9999 more like it)", "in quarantine"] {
        assert!(lines[0].contains(part), "{}", lines[0]);
    }
    if cfg!(debug_assertions) {
        assert!(text.contains("faulty.zig:"), "{text}");
    }
}

/// Not a test: what the tests above start.
#[test]
#[ignore = "ends the process that it runs in"]
fn child() {
    let does = std::env::var(VARIABLE).expect("set by those who start it");
    if does == "handle" {
        handle(libc::SIGSEGV);
    }
    let limits = ScriptLimits { deadline: Duration::ZERO, ..Default::default() };
    // The log is the process's own, as a game's is.
    let mut app = bevy_zig::testing::headless(plugin().with_limits(limits));
    // The guard is in place, and works.
    sick(&mut app, "null_write");
    app.update();
    assert_eq!(app.world().resource::<ScriptRuntime>().fault_count(), 1);
    println!("a script has faulted and was caught");
    match does.as_str() {
        "write_null" | "handle" => write_null(),
        "write_null_beside_a_script" => {
            std::thread::spawn(|| {
                std::thread::sleep(Duration::from_millis(200));
                write_null();
            });
            sick(&mut app, "endless");
            app.update();
        }
        "write_null_in_handler" => {
            on_signal(libc::SIGUSR1, faulty_handler);
            // SAFETY: only asks.
            let thread = unsafe { libc::pthread_self() };
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(200));
                // SAFETY: a thread that runs until the process ends.
                unsafe { libc::pthread_kill(thread, libc::SIGUSR1) };
            });
            sick(&mut app, "endless");
            app.update();
        }
        "write_null_in_host_function" => {
            app.insert_resource(PhysicsHook::new(Broken));
            sick(&mut app, "velocity");
            app.update();
        }
        // SAFETY: ends the process, as it should.
        "send_arithmetic" => drop(unsafe { libc::raise(libc::SIGFPE) }),
        // SAFETY: as above.
        "send_trap" => drop(unsafe { libc::raise(libc::SIGTRAP) }),
        "overflow_stack" => drop(deeper(1)),
        "storm" => storm(),
        other => panic!("{other} is not known"),
    }
}

fn sick(app: &mut App, kind: &'static str) {
    let script = Script::new("faulty").with("when", "update").with("kind", kind);
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script])));
}

struct Broken;

impl ScriptPhysics for Broken {
    fn velocity(&self, _: EntityRef) -> Option<Velocity> {
        write_null();
        None
    }
}

fn write_null() {
    let nowhere: *mut u32 = std::hint::black_box(std::ptr::without_provenance_mut(8));
    // SAFETY: ends the process, as it should.
    unsafe { nowhere.write_volatile(1) };
}

extern "C" fn faulty_handler(_: i32) {
    write_null();
}

/// Has a handler run on the stack for handlers, as a profiler's does.
fn on_signal(signal: i32, handler: extern "C" fn(i32)) {
    // SAFETY: plain data, of which zeroes are a value.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = handler as *const () as usize;
    action.sa_flags = libc::SA_ONSTACK | libc::SA_RESTART;
    // SAFETY: it does what it is here for.
    unsafe { libc::sigaction(signal, &raw const action, std::ptr::null_mut()) };
}

#[expect(unconditional_recursion, reason = "that is the point")]
fn deeper(depth: u64) -> u64 {
    let local = std::hint::black_box([depth; 64]);
    deeper(depth + 1) + local[3]
}

/// Puts a handler in place, as a crash reporter would.
fn handle(signal: i32) {
    extern "C" fn handler(_: i32) {
        // SAFETY: may be called in a handler.
        unsafe { libc::_exit(HANDLED) };
    }
    // SAFETY: the handler does what handlers may.
    unsafe { libc::signal(signal, handler as *const () as libc::sighandler_t) };
}

fn storm() {
    let mut app = bevy_zig::testing::headless(plugin());
    app.add_plugins(LogPlugin::default());
    for _ in 0..10_000 {
        sick(&mut app, "explicit");
    }
    for _ in 0..5 {
        app.update();
    }
    assert_eq!(app.world().resource::<ScriptRuntime>().fault_count(), 10_000);
}
