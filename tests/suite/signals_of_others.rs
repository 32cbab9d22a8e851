//! What the rest of the program does to signals, and how scripts end that do not fault: each in a process of its own,
//! which is this test binary once more.
#![expect(unsafe_code, reason = "what is tried here ends the process")]

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy_zig::*;

use crate::tools::*;

/// What the child is to do.
const VARIABLE: &str = "BEVY_ZIG_SIGNALS";

/// The numbers of `rough.c`.
const WRITE_NULL: u32 = 1;
const ABORT: u32 = 2;
const EXIT: u32 = 3;
const ASSERT: u32 = 4;
const OVERRUN: u32 = 5;
const RAISE: u32 = 6;
const SLEEP: u32 = 7;
const POLL: u32 = 8;
const COMPUTE: u32 = 9;
const LOOP: u32 = 10;
const LOOP_DEAF: u32 = 11;
const BREAK: u32 = 12;
const RECURSE: u32 = 13;
const BEND: u32 = 14;

/// The cases, each of which a child runs.
const CASES: [(&str, fn()); 24] = [
    ("full_mask", || passed_on(later_calls, libc::SA_SIGINFO | libc::SA_ONSTACK)),
    ("no_defer", || passed_on(later_calls, libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER)),
    ("own_stack", || passed_on(later_calls, libc::SA_SIGINFO)),
    ("raise", || passed_on(later_raises, libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER)),
    ("raise_later", || passed_on(later_raises, libc::SA_SIGINFO | libc::SA_ONSTACK)),
    ("raise_and_stay", || passed_on(later_raises_and_stays, libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER)),
    ("called_once", called_once),
    ("stray", stray),
    ("large_frame", large_frame),
    ("bent", bent),
    ("reset", reset),
    ("blocked", blocked),
    ("kept", kept),
    ("kept_once", kept_once),
    ("late_handler", late_handler),
    ("deaf", deaf),
    ("busy", busy),
    ("stopped", stopped),
    ("waits", waits),
    ("hook_waits", hook_waits),
    ("hook_waits_again", hook_waits_again),
    ("aborts", aborts),
    ("exits", exits),
    ("exits_badly", exits_badly),
];

fn child(case: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", "--nocapture", "signals_of_others::child_runs"]).env(VARIABLE, case);
    command
}

#[track_caller]
fn succeeds(case: &str) -> String {
    let (succeeded, text) = output(&mut child(case));
    assert!(succeeded && text.contains("all is well"), "{case}:\n{text}");
    text
}

#[test]
fn a_handler_that_came_later_and_calls_the_one_before_comes_to_its_end_and_blocks_nothing() {
    for case in ["full_mask", "no_defer", "own_stack"] {
        succeeds(case);
    }
}

#[test]
fn a_handler_that_came_later_may_raise_again_what_is_not_its_own() {
    for case in ["raise", "raise_later", "raise_and_stay"] {
        succeeds(case);
    }
}

#[test]
fn a_handler_that_the_system_calls_once_leaves_the_guard_in_place() {
    succeeds("called_once");
}

#[test]
fn a_fault_that_somebody_sends_does_not_switch_the_guard_off() {
    let text = child("stray").output().unwrap();
    let (status, text) = (text.status, String::from_utf8_lossy(&text.stderr).into_owned());
    assert_eq!(status.signal(), Some(libc::SIGABRT), "{text}");
    assert!(text.contains("has overflowed its stack"), "Rust is still asked: {text}");
}

/// Functions with large frames move their stack pointer first, and then look whether there is room.
#[test]
fn an_overflow_is_the_scripts_also_if_its_stack_pointer_is_among_the_handlers() {
    succeeds("large_frame");
    succeeds("bent");
}

#[test]
fn the_guard_comes_back_when_somebody_resets_or_blocks_its_signals() {
    succeeds("reset");
    succeeds("blocked");
}

#[test]
fn who_keeps_the_watchdogs_signal_is_named_and_stops_nobody() {
    let text = succeeds("kept");
    let lines: Vec<_> = text.lines().filter(|line| line.contains("SIGURG")).collect();
    assert_eq!(lines.len(), 1, "{text}");
    let program = std::env::current_exe().unwrap();
    assert!(lines[0].contains(program.file_name().unwrap().to_str().unwrap()), "{text}");
}

#[test]
fn who_keeps_the_watchdogs_signal_once_and_then_passes_it_on_is_asked_once() {
    succeeds("kept_once");
}

#[test]
fn a_handler_that_has_interrupted_a_late_script_comes_to_its_end() {
    succeeds("late_handler");
}

#[test]
fn a_script_that_does_not_hear_the_watchdog_is_reported() {
    // It would outlive tests that are aborted: nobody is to wait for what it says.
    let mut child = child("deaf").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let found = lines.find(|line| line.as_ref().unwrap().contains("its thread blocks SIGURG"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(found.is_some());
}

#[test]
fn who_waits_for_the_processor_only_has_missed_no_deadline() {
    succeeds("busy");
}

#[test]
fn who_was_stopped_has_missed_no_deadline() {
    let mut child = child("stopped").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while child.try_wait().unwrap().is_none() {
        for (signal, pause_ms) in [(libc::SIGSTOP, 250), (libc::SIGCONT, 20)] {
            send(&child, signal);
            std::thread::sleep(Duration::from_millis(pause_ms));
        }
    }
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(status.success() && text.contains("all is well"), "{text}");
}

fn send(child: &Child, signal: i32) {
    // SAFETY: a child of ours, which nobody has waited for.
    unsafe { libc::kill(child.id() as i32, signal) };
}

#[test]
fn waits_are_not_cut_short_and_endless_ones_are_ended() {
    succeeds("waits");
    succeeds("hook_waits");
}

#[test]
fn an_endless_loop_around_a_slow_host_function_is_ended() {
    succeeds("hook_waits_again");
}

#[test]
fn a_script_that_aborts_has_faulted() {
    succeeds("aborts");
}

#[test]
fn a_script_that_exits_is_named() {
    let output = child("exits").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(7), "{text}");
    assert!(text.contains("script 'rough' on ") && text.contains("has called exit()"), "{text}");
}

#[test]
fn a_fault_in_an_exit_function_of_the_games_is_not_the_scripts_that_exits() {
    let output = child("exits_badly").output().unwrap();
    assert_eq!(output.status.signal(), Some(libc::SIGSEGV), "{output:?}");
}

/// Not a test: what the tests above start.
#[test]
#[ignore = "ends the process that it runs in"]
fn child_runs() {
    let case = std::env::var(VARIABLE).expect("set by those who start it");
    let (_, run) = CASES.into_iter().find(|(name, _)| *name == case).expect("it is known");
    run();
    println!("all is well");
}

fn rough(what: u32, amount: u32) -> Script {
    Script::new("rough").with("what", i64::from(what)).with("amount", i64::from(amount))
}

fn game(deadline: Duration) -> App {
    let mut app = App::new();
    let limits = ScriptLimits { deadline, ..Default::default() };
    app.add_plugins((MinimalPlugins, LogPlugin::default(), plugin().with_limits(limits)));
    app.finish();
    app.cleanup();
    app
}

fn spawn(app: &mut App, script: Script) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id()
}

/// The kinds of faults of one more frame, in which a script does this.
fn faults_of(app: &mut App, what: u32, amount: u32) -> Vec<ScriptFault> {
    let entity = spawn(app, rough(what, amount));
    app.update();
    app.world_mut().despawn(entity);
    app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect()
}

#[track_caller]
fn caught(app: &mut App, what: u32, amount: u32, is_it: fn(FaultKind) -> bool) {
    let faults = faults_of(app, what, amount);
    assert!(matches!(&faults[..], [fault] if is_it(fault.kind)), "{what}: {faults:?}");
}

fn is_memory(kind: FaultKind) -> bool {
    matches!(kind, FaultKind::Memory { .. })
}

/// Signals that this thread blocks.
fn blocked_signals() -> Vec<i32> {
    let mut set = std::mem::MaybeUninit::<libc::sigset_t>::zeroed();
    // SAFETY: only asks.
    unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, std::ptr::null(), set.as_mut_ptr()) };
    // SAFETY: written to by the call, and any bytes are a set.
    (1..32).filter(|signal| unsafe { libc::sigismember(set.as_ptr(), *signal) } == 1).collect()
}

/// Handlers that are installed after the guard's.
type Handler = extern "C" fn(i32, *mut libc::siginfo_t, *mut std::ffi::c_void);

static EARLIER: std::sync::OnceLock<[libc::sigaction; 3]> = std::sync::OnceLock::new();
static IN_HANDLER: AtomicBool = AtomicBool::new(false);
static HANDLED: AtomicU32 = AtomicU32::new(0);
const LATER_SIGNALS: [i32; 3] = [libc::SIGSEGV, libc::SIGTRAP, libc::SIGABRT];

fn earlier(signal: i32) -> &'static libc::sigaction {
    let index = LATER_SIGNALS.iter().position(|other| *other == signal).unwrap();
    &EARLIER.get().unwrap()[index]
}

/// Asks the one before, and does something afterwards.
extern "C" fn later_calls(signal: i32, info: *mut libc::siginfo_t, context: *mut std::ffi::c_void) {
    assert!(!IN_HANDLER.swap(true, Ordering::Relaxed), "the last call has come to its end");
    // SAFETY: the guard's handler, which is such a function.
    let before: Handler = unsafe { std::mem::transmute(earlier(signal).sa_sigaction) };
    before(signal, info, context);
    HANDLED.fetch_add(1, Ordering::Relaxed);
    IN_HANDLER.store(false, Ordering::Relaxed);
}

/// Puts the one before back, and raises the signal again.
extern "C" fn later_raises(signal: i32, _: *mut libc::siginfo_t, _: *mut std::ffi::c_void) {
    // SAFETY: the action that was there.
    unsafe { libc::sigaction(signal, earlier(signal), std::ptr::null_mut()) };
    // SAFETY: may be called in a handler.
    unsafe { libc::raise(signal) };
    HANDLED.fetch_add(1, Ordering::Relaxed);
}

/// The same, but it is there again next time.
extern "C" fn later_raises_and_stays(signal: i32, _: *mut libc::siginfo_t, _: *mut std::ffi::c_void) {
    let mut own = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: the action that was there, and room for ours.
    unsafe { libc::sigaction(signal, earlier(signal), own.as_mut_ptr()) };
    // SAFETY: may be called in a handler.
    unsafe { libc::raise(signal) };
    // SAFETY: the action that was there.
    unsafe { libc::sigaction(signal, own.as_ptr(), std::ptr::null_mut()) };
    HANDLED.fetch_add(1, Ordering::Relaxed);
}

/// Puts a handler in place, which blocks all signals while it runs, and keeps what was there before.
fn install(signal: i32, handler: Handler, flags: i32) -> libc::sigaction {
    // SAFETY: plain data, of which zeroes are a value.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = handler as *const () as usize;
    action.sa_flags = flags;
    // SAFETY: a set of ours.
    unsafe { libc::sigfillset(&raw mut action.sa_mask) };
    if flags & libc::SA_NODEFER != 0 {
        // SAFETY: as above.
        unsafe { libc::sigdelset(&raw mut action.sa_mask, signal) };
    }
    // SAFETY: as above.
    let mut before: libc::sigaction = unsafe { std::mem::zeroed() };
    // SAFETY: both are ours.
    assert_eq!(unsafe { libc::sigaction(signal, &raw const action, &raw mut before) }, 0);
    before
}

fn passed_on(handler: Handler, flags: i32) {
    let mut app = game(Duration::from_secs(1));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    let before = blocked_signals();
    let earlier = LATER_SIGNALS.map(|signal| install(signal, handler, flags));
    assert!(EARLIER.set(earlier).is_ok());
    for _ in 0..3 {
        caught(&mut app, WRITE_NULL, 0, is_memory);
        caught(&mut app, BREAK, 0, |kind| kind == FaultKind::Trap);
        caught(&mut app, ABORT, 0, |kind| kind == FaultKind::Abort);
        caught(&mut app, RAISE, 0, is_memory);
        assert_eq!(blocked_signals(), before);
        assert!(!IN_HANDLER.load(Ordering::Relaxed));
    }
    assert!(HANDLED.load(Ordering::Relaxed) > 0 || handler as *const () != later_calls as *const ());
}

/// Handlers that the system puts the default in the place of when it calls them: before the guard's, and after it.
fn called_once() {
    extern "C" fn hear(_: i32, _: *mut libc::siginfo_t, _: *mut std::ffi::c_void) {}
    let flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_RESETHAND;
    install(libc::SIGURG, hear, flags);
    // SAFETY: handled.
    unsafe { libc::raise(libc::SIGURG) };
    let mut app = game(Duration::from_secs(1));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    // SAFETY: nothing is done, as is the default.
    unsafe { libc::raise(libc::SIGURG) };
    assert!(EARLIER.set(LATER_SIGNALS.map(|signal| install(signal, later_calls, flags))).is_ok());
    for what in [WRITE_NULL, BREAK, ABORT] {
        // Of several faults in a frame, the first is the last that the later handler hears of.
        let entities = [(); 3].map(|()| spawn(&mut app, rough(what, 0)));
        app.update();
        assert_eq!(app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().count(), 3, "{what}");
        for entity in entities {
            app.world_mut().despawn(entity);
        }
    }
    assert_eq!(HANDLED.load(Ordering::Relaxed), 3);
}

fn stray() {
    let process = std::process::id() as libc::pid_t;
    let mut app = game(Duration::from_secs(1));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGSEGV, libc::SIGBUS] {
        // SAFETY: Rust's handler, which was there first, lets the program go on.
        unsafe { libc::kill(process, signal) };
        caught(&mut app, WRITE_NULL, 0, is_memory);
    }
    deeper(1);
}

#[expect(unconditional_recursion, reason = "that is the point")]
fn deeper(depth: u64) -> u64 {
    let local = std::hint::black_box([depth; 64]);
    deeper(depth + 1) + local[3]
}

/// The guard's own stack for handlers has room, wherever in it a script's stack pointer is.
fn bent() {
    let mut app = game(Duration::from_secs(1));
    app.update();
    for above in [0, 16, 512, 4 << 10, 60 << 10] {
        caught(&mut app, BEND, above, is_memory);
    }
}

/// Bytes of a stack for handlers, of what nobody may touch above it, and of the stack above that.
const HANDLERS: usize = 1 << 20;
const GUARD: usize = 64 << 10;
const STACK: usize = 2 << 20;

/// A script overflows the stack of a thread, right below which lies its stack for handlers. Both are ours: the system
/// may put a thread's stack where there is no room below.
fn large_frame() {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    let access = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: memory of its own, or none.
    let memory = unsafe { libc::mmap(std::ptr::null_mut(), HANDLERS + GUARD + STACK, access, flags, -1, 0) };
    assert_ne!(memory, libc::MAP_FAILED);
    // SAFETY: nobody uses it.
    assert_eq!(unsafe { libc::mprotect(memory.wrapping_byte_add(HANDLERS), GUARD, libc::PROT_NONE) }, 0);
    let mut attributes = std::mem::MaybeUninit::<libc::pthread_attr_t>::uninit();
    // SAFETY: fills them in.
    assert_eq!(unsafe { libc::pthread_attr_init(attributes.as_mut_ptr()) }, 0);
    let stack = memory.wrapping_byte_add(HANDLERS + GUARD);
    // SAFETY: memory that nobody else uses, and that stays.
    assert_eq!(unsafe { libc::pthread_attr_setstack(attributes.as_mut_ptr(), stack, STACK) }, 0);
    let mut thread = std::mem::MaybeUninit::uninit();
    // SAFETY: what runs takes the address of its stack for handlers.
    let created = unsafe { libc::pthread_create(thread.as_mut_ptr(), attributes.as_ptr(), beside_handlers, memory) };
    assert_eq!(created, 0);
    // SAFETY: it was created.
    let thread = unsafe { thread.assume_init() };
    // SAFETY: nobody else waits for it.
    assert_eq!(unsafe { libc::pthread_join(thread, std::ptr::null_mut()) }, 0);
}

/// What runs on that stack. A panic in here ends the process, which the test hears of.
extern "C" fn beside_handlers(memory: *mut libc::c_void) -> *mut libc::c_void {
    let handlers = libc::stack_t { ss_sp: memory, ss_flags: 0, ss_size: HANDLERS };
    // SAFETY: memory that nobody else uses, and that stays.
    assert_eq!(unsafe { libc::sigaltstack(&raw const handlers, std::ptr::null_mut()) }, 0);
    let mut app = game(Duration::from_secs(1));
    spawn(&mut app, Script::new("faulty").with("when", "update").with("kind", "big_stack"));
    app.update();
    let faults: Vec<_> = app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect();
    assert!(matches!(&faults[..], [fault] if fault.kind == FaultKind::StackOverflow), "{faults:?}");
    memory
}

fn reset() {
    let mut app = game(Duration::from_millis(50));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    for handler in [libc::SIG_DFL, libc::SIG_IGN] {
        let none = libc::stack_t { ss_sp: std::ptr::null_mut(), ss_flags: libc::SS_DISABLE, ss_size: 64 << 10 };
        // SAFETY: no handler runs.
        assert_eq!(unsafe { libc::sigaltstack(&raw const none, std::ptr::null_mut()) }, 0);
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGABRT, libc::SIGTRAP, libc::SIGURG] {
            // SAFETY: no function of ours.
            unsafe { libc::signal(signal, handler) };
        }
        caught(&mut app, WRITE_NULL, 0, is_memory);
        caught(&mut app, ABORT, 0, |kind| kind == FaultKind::Abort);
        caught(&mut app, RECURSE, 0, |kind| kind == FaultKind::StackOverflow);
        caught(&mut app, LOOP, 0, |kind| kind == FaultKind::Deadline);
    }
}

fn blocked() {
    let mut app = game(Duration::from_millis(50));
    // SAFETY: plain data, of which zeroes are a value.
    let mut all: libc::sigset_t = unsafe { std::mem::zeroed() };
    // SAFETY: a set of ours.
    unsafe { libc::sigfillset(&raw mut all) };
    // SAFETY: as above.
    unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, std::ptr::null_mut()) };
    caught(&mut app, WRITE_NULL, 0, is_memory);
    caught(&mut app, LOOP, 0, |kind| kind == FaultKind::Deadline);
    assert!(blocked_signals().contains(&libc::SIGTERM), "the others stay as they were");
}

fn kept() {
    extern "C" fn keep(_: i32, _: *mut libc::siginfo_t, _: *mut std::ffi::c_void) {
        HANDLED.fetch_add(1, Ordering::Relaxed);
    }
    let mut app = game(Duration::from_millis(50));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    install(libc::SIGURG, keep, libc::SA_SIGINFO | libc::SA_ONSTACK);
    for _ in 0..3 {
        caught(&mut app, LOOP, 0, |kind| kind == FaultKind::Deadline);
    }
    let before = HANDLED.load(Ordering::Relaxed);
    // SAFETY: handled.
    unsafe { libc::raise(libc::SIGURG) };
    assert_eq!(HANDLED.load(Ordering::Relaxed), before + 1, "what is not ours goes to whoever kept it");
}

fn kept_once() {
    static BEFORE: std::sync::OnceLock<libc::sigaction> = std::sync::OnceLock::new();
    extern "C" fn keep_once(signal: i32, info: *mut libc::siginfo_t, context: *mut std::ffi::c_void) {
        if HANDLED.fetch_add(1, Ordering::Relaxed) > 0 {
            // SAFETY: the guard's handler, which is such a function.
            let before: Handler = unsafe { std::mem::transmute(BEFORE.get().unwrap().sa_sigaction) };
            before(signal, info, context);
        }
    }
    let mut app = game(Duration::from_millis(50));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    assert!(BEFORE.set(install(libc::SIGURG, keep_once, libc::SA_SIGINFO | libc::SA_ONSTACK)).is_ok());
    caught(&mut app, LOOP, 0, |kind| kind == FaultKind::Deadline);
    let before = HANDLED.load(Ordering::Relaxed);
    // SAFETY: handled.
    unsafe { libc::raise(libc::SIGURG) };
    assert_eq!(HANDLED.load(Ordering::Relaxed), before + 1, "it comes back to the guard, which does not ask again");
    caught(&mut app, LOOP, 0, |kind| kind == FaultKind::Deadline);
}

fn late_handler() {
    extern "C" fn compute(_: i32, _: *mut libc::siginfo_t, _: *mut std::ffi::c_void) {
        let used_ms = || {
            let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
            // SAFETY: room of ours.
            unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
            time.tv_sec * 1000 + time.tv_nsec / 1_000_000
        };
        let end = used_ms() + 300;
        while used_ms() < end {}
        HANDLED.fetch_add(1, Ordering::Relaxed);
    }
    let mut app = game(Duration::from_millis(50));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    // SAFETY: plain data, of which zeroes are a value: it blocks no signal, so that the watchdog's interrupts it.
    let mut action: libc::sigaction = unsafe { std::mem::zeroed() };
    action.sa_sigaction = compute as *const () as usize;
    action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
    // SAFETY: a handler that only computes.
    assert_eq!(unsafe { libc::sigaction(libc::SIGUSR1, &raw const action, std::ptr::null_mut()) }, 0);
    // Late it is, when the handler returns, or just done.
    faults_of(&mut app, RAISE, libc::SIGUSR1 as u32);
    assert_eq!(HANDLED.load(Ordering::Relaxed), 1);
    caught(&mut app, LOOP, 0, |kind| kind == FaultKind::Deadline);
}

/// Should nobody end it.
fn exit_soon() {
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(60));
        std::process::exit(1);
    });
}

fn deaf() {
    exit_soon();
    let mut app = game(Duration::from_millis(50));
    faults_of(&mut app, LOOP_DEAF, 0);
}

fn busy() {
    static DONE: AtomicBool = AtomicBool::new(false);
    let deadline = Duration::from_millis(50);
    let mut app = game(deadline);
    caught(&mut app, WRITE_NULL, 0, is_memory);
    // So many that each frame takes longer than what waits is given.
    let processors = std::thread::available_parallelism().unwrap().get();
    let others: Vec<_> = (0..processors * 16)
        .map(|_| {
            std::thread::spawn(|| {
                while !DONE.load(Ordering::Relaxed) {
                    std::hint::spin_loop()
                }
            })
        })
        .collect();
    let mut slowest = Duration::ZERO;
    while slowest < 6 * deadline {
        let begun = Instant::now();
        assert_eq!(faults_of(&mut app, COMPUTE, 30), []);
        slowest = slowest.max(begun.elapsed());
    }
    DONE.store(true, Ordering::Relaxed);
    others.into_iter().for_each(|other| drop(other.join()));
}

fn stopped() {
    let mut app = game(Duration::from_millis(60));
    for _ in 0..20 {
        assert_eq!(faults_of(&mut app, COMPUTE, 30), []);
        assert_eq!(faults_of(&mut app, SLEEP, 30), []);
    }
}

fn waits() {
    let deadline = Duration::from_millis(80);
    let mut app = game(deadline);
    for what in [SLEEP, POLL] {
        // Longer than the deadline, and less than four times as long.
        let entity = spawn(&mut app, rough(what, 200));
        app.update();
        assert_eq!(field(&app, entity, "rough", "updates"), 1.into());
        assert_eq!(field(&app, entity, "rough", "cut_short"), 0.into());
        app.world_mut().despawn(entity);
    }
    let faults = faults_of(&mut app, POLL, u32::MAX);
    let [fault] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!(fault.kind, FaultKind::Deadline);
    assert!(fault.message.contains("waited for more than 320ms"), "{fault}");
    let faults = faults_of(&mut app, LOOP, 0);
    let [fault] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!(fault.message, "it ran for more than 80ms");
}

/// Physics that take so many milliseconds.
struct Patient(i32);

impl ScriptPhysics for Patient {
    fn velocity(&self, _: EntityRef) -> Option<Velocity> {
        // SAFETY: looks at nothing.
        let answer = unsafe { libc::poll(std::ptr::null_mut(), 0, self.0) };
        (answer == 0).then(Velocity::default)
    }
}

/// What a host function waits for is the host's, as long as it takes.
fn hook_waits() {
    let mut app = game(Duration::from_millis(50));
    app.insert_resource(PhysicsHook::new(Patient(600)));
    let entity = spawn(&mut app, Script::new("faulty").with("when", "update").with("kind", "velocity"));
    app.update();
    assert_eq!(field(&app, entity, "faulty", "answer"), "ok".into());
    assert_eq!(app.world().resource::<ScriptRuntime>().fault_count(), 0);
}

/// What the script does in between is the script's.
fn hook_waits_again() {
    exit_soon();
    let mut app = game(Duration::from_millis(50));
    app.insert_resource(PhysicsHook::new(Patient(30)));
    spawn(&mut app, Script::new("faulty").with("when", "update").with("kind", "endless_velocity"));
    app.update();
    let faults: Vec<_> = app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect();
    assert!(matches!(&faults[..], [fault] if fault.kind == FaultKind::Deadline), "{faults:?}");
}

fn aborts() {
    let mut app = game(Duration::from_secs(1));
    for what in [ABORT, ASSERT] {
        for _ in 0..3 {
            caught(&mut app, what, 0, |kind| kind == FaultKind::Abort);
        }
    }
    for len in [200, 4096, 32 << 10] {
        caught(&mut app, OVERRUN, len, |_| true);
    }
}

fn exits() {
    let mut app = game(Duration::from_secs(1));
    spawn(&mut app, rough(EXIT, 7));
    app.update();
}

fn exits_badly() {
    extern "C" fn fault() {
        let nowhere: *mut u32 = std::hint::black_box(std::ptr::without_provenance_mut(8));
        // SAFETY: ends the process, as it should.
        unsafe { nowhere.write_volatile(1) };
    }
    let mut app = game(Duration::from_secs(1));
    caught(&mut app, WRITE_NULL, 0, is_memory);
    // Later than the guard's, and so called before it.
    // SAFETY: such a function.
    assert_eq!(unsafe { libc::atexit(fault) }, 0);
    faults_of(&mut app, EXIT, 7);
}
