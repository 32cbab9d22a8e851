//! Faults of scripts: each is caught, costs the instance its tick, and nobody else anything.
//!
//! What is tried here ends a test's process if it is not caught. Faults that are not a script's, which have to end it,
//! are in `crashes`.

use std::collections::HashSet;
use std::time::Duration;

use bevy::prelude::*;
use bevy_zig::*;

use crate::tools::*;

/// Each kind, as the script names it, and what it has to be called.
const KINDS: [(&str, Expected); 23] = [
    ("index", Expected::Panic("index out of bounds: index 3, len 3")),
    ("backwards", Expected::Panic("start index 3 is larger than end index 2")),
    ("other_field", Expected::Panic("access of union field 'number' while field 'flag' is active")),
    ("lost_error", Expected::Panic("attempt to unwrap error: Lost")),
    ("sentinel", Expected::Panic("sentinel mismatch: expected 0, found 3")),
    ("overflow", Expected::Panic("integer overflow")),
    ("reached", Expected::Panic("reached unreachable code")),
    ("no_value", Expected::Panic("attempt to use null value")),
    ("explicit", Expected::Panic("as it was told")),
    ("null_write", Expected::Memory),
    ("null_call", Expected::Memory),
    ("wild_read", Expected::Memory),
    ("divide_by_zero", Expected::Arithmetic),
    ("trap", Expected::Trap),
    ("breakpoint", Expected::Trap),
    ("stack", Expected::StackOverflow),
    ("big_stack", Expected::StackOverflow),
    ("overrun", Expected::Any),
    ("abort", Expected::Abort),
    ("stack_in_host", Expected::StackOverflow),
    ("endless", Expected::Deadline),
    ("endless_in_host", Expected::Deadline),
    ("endless_in_flush", Expected::Deadline),
];

const CALLBACKS: [(&str, &str); 4] =
    [("init", "init"), ("update", "update"), ("on_signal", "onSignal"), ("shutdown", "shutdown")];

#[derive(Clone, Copy, Debug)]
enum Expected {
    Panic(&'static str),
    Memory,
    Arithmetic,
    Trap,
    StackOverflow,
    Abort,
    Deadline,
    /// What is in the way decides.
    Any,
}

impl Expected {
    #[track_caller]
    fn check(self, fault: &ScriptFault) {
        let fits = match self {
            Self::Panic(message) => fault.kind == FaultKind::Panic && fault.message == message,
            Self::Memory => matches!(fault.kind, FaultKind::Memory { .. }),
            Self::Arithmetic => fault.kind == FaultKind::Arithmetic,
            Self::Trap => matches!(fault.kind, FaultKind::Trap | FaultKind::IllegalInstruction),
            Self::StackOverflow => fault.kind == FaultKind::StackOverflow,
            Self::Abort => fault.kind == FaultKind::Abort,
            Self::Any => true,
            Self::Deadline => fault.kind == FaultKind::Deadline,
        };
        assert!(fits, "{self:?} was expected: {fault:?}");
    }
}

/// The kinds that this build's scripts notice: without safety checks, an index beyond the end is no panic but anything.
fn kinds() -> impl Iterator<Item = (&'static str, Expected)> {
    let app = app();
    let checked = app.world().resource::<ScriptRuntime>().registry().get("faulty").unwrap().optimize() != "ReleaseFast";
    KINDS
        .into_iter()
        .filter(move |(kind, expected)| checked || *kind == "explicit" || !matches!(expected, Expected::Panic(_)))
}

/// One that each build notices, with a panic.
const PANIC: &str = "explicit";

fn faults(app: &mut App) -> Vec<ScriptFault> {
    app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect()
}

/// Runs some frames, and returns the faults in them.
fn run_frames(app: &mut App, count: usize) -> Vec<ScriptFault> {
    let mut seen = Vec::new();
    for _ in 0..count {
        app.update();
        seen.extend(faults(app));
    }
    seen
}

/// A deadline that an endless loop misses soon.
fn quick() -> ScriptLimits {
    ScriptLimits { deadline: Duration::from_millis(20), ..Default::default() }
}

fn faulty(when: &'static str, kind: &'static str) -> Script {
    Script::new("faulty").with("when", when).with("kind", kind)
}

/// An entity with one script.
fn spawn(app: &mut App, script: Script) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id()
}

#[test]
fn each_kind_in_each_callback_costs_nobody_else_anything() {
    for (kind, expected) in kinds() {
        for (when, callback) in CALLBACKS {
            let mut app = app_with(plugin().with_limits(quick()));
            // Of another script, before and behind it, and of the same one in one batch with it.
            let follower = || Script::new("follower");
            let before = spawn(&mut app, follower().with_priority(-1));
            let healthy = [0, 1].map(|_| spawn(&mut app, Script::new("faulty")));
            let sick = spawn(&mut app, faulty(when, kind));
            let more = [0, 1].map(|_| spawn(&mut app, Script::new("faulty")));
            let behind = spawn(&mut app, follower().with_priority(1));
            let mut seen = Vec::new();
            for frame in 0..60 {
                if frame == 10 {
                    app.world_mut().emit_signal(Signal::new("poke"));
                }
                if frame == 20 && when == "shutdown" {
                    app.world_mut().despawn(sick);
                }
                app.update();
                seen.extend(faults(&mut app));
            }
            assert_eq!(seen.len(), 1, "{kind} in {when}: {seen:?}");
            expected.check(&seen[0]);
            assert_eq!((seen[0].script.as_str(), seen[0].callback), ("faulty", callback));
            assert_eq!(seen[0].entity, Some(sick));
            for entity in [before, behind] {
                assert_eq!(position(&app, entity).x, 60.0, "{kind} in {when}");
            }
            for entity in healthy.into_iter().chain(more) {
                assert_eq!(field(&app, entity, "faulty", "updates"), 60.into(), "{kind} in {when}");
                assert_eq!(field(&app, entity, "faulty", "signals"), 1.into(), "{kind} in {when}");
            }
            if when != "shutdown" {
                assert_eq!(position(&app, sick).x, 0.0, "{kind} in {when}: half a tick");
            }
        }
    }
}

/// Faults in its first update.
fn sick(kind: &'static str) -> Script {
    faulty("update", kind)
}

#[test]
fn a_fault_is_reported_with_script_entity_kind_and_place() {
    let lines = [
        (PANIC, "the line that panics"),
        ("null_write", "the line that writes"),
        ("null_call", "the line that calls"),
        ("endless_in_host", "the line that asks"),
    ];
    for (kind, line) in lines {
        let mut app = app_with(plugin().with_limits(quick()));
        let entity = spawn(&mut app, sick(kind));
        app.update();
        let [fault] = &faults(&mut app)[..] else { panic!("one fault") };
        assert_eq!((fault.script.as_str(), fault.entity, fault.callback), ("faulty", Some(entity), "update"));
        // The suite's own profile is `dev`, which has debug info.
        if cfg!(debug_assertions) {
            let source = std::fs::read_to_string(repository().join("tests/scripts/faulty.zig")).unwrap();
            let expected = 1 + source.lines().position(|text| text.contains(line)).unwrap();
            let place = fault.place().unwrap_or_else(|| panic!("{kind} has no place"));
            assert!(place.file.ends_with("faulty.zig"), "{kind}: {:#?}", fault.trace);
            // Of a loop that was optimised, some instructions belong to the line that it was inlined into.
            let registry = app.world().resource::<ScriptRuntime>().registry();
            if kind != "endless_in_host" || registry.get("faulty").unwrap().optimize() == "Debug" {
                assert_eq!(place.line as usize, expected, "{kind}: {:#?}", fault.trace);
            }
            let functions: Vec<_> = fault.trace.iter().filter_map(|place| place.function.as_deref()).collect();
            assert!(functions.iter().any(|name| name.contains("update")), "the callback is there, too: {functions:?}");
        }
    }
}

#[test]
fn a_tick_that_faults_leaves_nothing_behind() {
    for (when, _) in CALLBACKS {
        let mut app = app();
        // What the game itself needs is there with its first frame.
        app.update();
        let taken_before = app.world().entities().count_spawned();
        let sick = spawn(&mut app, faulty(when, "explicit").with("spawns", true));
        let healthy = spawn(&mut app, Script::new("follower").with_priority(9));
        let (mut signals, mut seen) = (Vec::new(), Vec::new());
        for frame in 0..10 {
            if frame == 3 {
                app.world_mut().emit_signal(Signal::new("poke"));
            }
            if frame == 5 && when == "shutdown" {
                app.world_mut().entity_mut(sick).remove::<ZigScripts>();
            }
            seen.extend(run_frames(&mut app, 1));
            let mut sent = app.world_mut().resource_mut::<Messages<ScriptSignal>>();
            signals.extend(sent.drain().map(|signal| signal.name.to_string()));
        }
        assert_eq!(seen.len(), 1);
        assert_eq!(position(&app, sick).x, 0.0);
        assert_eq!(position(&app, healthy).x, 10.0);
        assert_eq!(
            app.world().entities().count_spawned(),
            taken_before + 2,
            "no ghost, and no handle that is promised"
        );
        assert!(!signals.iter().any(|name| name == "ghost"), "{signals:?}");
        // A handle that was promised and given back is the next to be given out.
        let before = app.world().entities().len();
        app.world_mut().spawn_empty();
        assert_eq!(app.world().entities().len(), before, "{when}");
    }
}

#[test]
fn an_instance_in_quarantine_keeps_its_state_and_is_no_longer_called() {
    let mut app = app();
    let entity = spawn(&mut app, sick(PANIC).with("after", 3));
    let mut seen = Vec::new();
    for _ in 0..10 {
        seen.extend(run_frames(&mut app, 1));
        app.world_mut().emit_signal(Signal::new("poke"));
    }
    assert_eq!(field(&app, entity, "faulty", "updates"), 3.into());
    assert_eq!(field(&app, entity, "faulty", "signals"), 2.into(), "those before its fault");
    let runtime = app.world().resource::<ScriptRuntime>();
    let [fault] = &runtime.quarantined().collect::<Vec<_>>()[..] else { panic!("one is in quarantine") };
    assert_eq!((fault.entity, fault.kind), (Some(entity), FaultKind::Panic));
    assert_eq!((runtime.fault_count(), runtime.instance_count()), (1, 1));
    // Its end is nobody's business any more.
    app.world_mut().despawn(entity);
    seen.extend(run_frames(&mut app, 1));
    let runtime = app.world().resource::<ScriptRuntime>();
    assert_eq!((runtime.quarantined().count(), runtime.instance_count()), (0, 0));
    assert_eq!(seen.len(), 1);
}

#[test]
fn the_game_may_start_an_instance_anew() {
    let mut app = app();
    let entity = spawn(&mut app, sick(PANIC).with("after", 3));
    for _ in 0..5 {
        app.update();
    }
    let id = app.world().resource::<ScriptRuntime>().quarantined().next().unwrap().instance_id;
    assert!(app.world_mut().resource_mut::<ScriptRuntime>().restart(id));
    assert!(!app.world_mut().resource_mut::<ScriptRuntime>().restart(id + 1), "there is none");
    app.update();
    assert_eq!(field(&app, entity, "faulty", "updates"), 1.into(), "with its first state");
    let runtime = app.world().resource::<ScriptRuntime>();
    assert_eq!((runtime.quarantined().count(), runtime.instance_count()), (0, 1));
    app.world_mut().emit_signal(Signal::new("poke"));
    app.update();
    assert_eq!(field(&app, entity, "faulty", "signals"), 1.into(), "its init has run, and connected it");
}

#[test]
fn a_policy_of_restarts_tries_again_with_growing_patience() {
    let mut app = app_with(plugin().with_fault_policy(FaultPolicy::Restart { backoff_frames: 2 }));
    let entity = spawn(&mut app, sick(PANIC));
    let mut when = Vec::new();
    for frame in 0..32 {
        app.update();
        when.extend(faults(&mut app).iter().map(|_| frame));
        assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 1);
    }
    assert_eq!(when, [0, 2, 6, 14, 30]);
    assert_eq!(position(&app, entity).x, 0.0);
}

#[test]
fn a_policy_may_remove_the_script_and_may_be_one_scripts_own() {
    let mut app = app();
    app.world_mut().resource_mut::<FaultPolicies>().set("faulty", FaultPolicy::Remove);
    let scripts = [Script::new("follower"), sick(PANIC), Script::new("faulty")];
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new(scripts))).id();
    app.world_mut().resource_mut::<GlobalScripts>().attach(sick("null_write"));
    let seen = run_frames(&mut app, 3);
    let names: Vec<_> =
        app.world().get::<ZigScripts>(entity).unwrap().iter().map(|script| script.name().to_owned()).collect();
    assert_eq!(names, ["follower", "faulty"]);
    assert_eq!(field(&app, entity, "faulty", "updates"), 3.into(), "the other one of its name goes on");
    assert_eq!(app.world().resource::<GlobalScripts>().iter().count(), 0);
    let runtime = app.world().resource::<ScriptRuntime>();
    assert_eq!((runtime.instance_count(), runtime.quarantined().count()), (2, 0));
    assert_eq!(seen.len(), 2);
}

#[test]
fn two_scripts_may_fault_in_one_frame_and_many_instances_of_one() {
    let mut app = app();
    let before = spawn(&mut app, Script::new("follower").with_priority(-1));
    app.world_mut().resource_mut::<GlobalScripts>().attach(sick("null_write"));
    let mut sick_ones = HashSet::new();
    for _ in 0..5_000 {
        sick_ones.insert(spawn(&mut app, sick(PANIC)));
        spawn(&mut app, Script::new("faulty"));
        sick_ones.insert(spawn(&mut app, sick("trap")));
    }
    let behind = spawn(&mut app, Script::new("follower").with_priority(1));
    app.update();
    let seen = faults(&mut app);
    let odd: Vec<_> =
        seen.iter().filter(|fault| fault.entity.is_none_or(|entity| !sick_ones.contains(&entity))).collect();
    assert_eq!((seen.len(), odd.len()), (10_001, 1), "of the global script only: {odd:?}");
    app.update();
    for entity in [before, behind] {
        assert_eq!(position(&app, entity).x, 2.0);
    }
    let runtime = app.world().resource::<ScriptRuntime>();
    assert_eq!((runtime.fault_count(), runtime.quarantined().count()), (10_001, 10_001));
    assert_eq!(runtime.instance_count(), 15_003);
    assert_eq!(faults(&mut app), []);
}

#[test]
fn a_signal_that_faults_one_listener_reaches_the_others_once_each() {
    let mut app = app();
    let listeners: Vec<_> = (0..1_000)
        .map(|index| {
            spawn(
                &mut app,
                if index % 3 == 1 { faulty("on_signal", PANIC).with("after", 2) } else { Script::new("faulty") },
            )
        })
        .collect();
    app.update();
    for _ in 0..5 {
        app.world_mut().emit_signal(Signal::new("poke"));
    }
    assert_eq!(run_frames(&mut app, 2).len(), 333);
    for (index, entity) in listeners.into_iter().enumerate() {
        let expected = if index % 3 == 1 { 2 } else { 5 };
        assert_eq!(field(&app, entity, "faulty", "signals"), expected.into(), "listener {index}");
    }
}

#[test]
fn bad_pointers_are_refused_and_no_fault() {
    let mut app = app();
    let entity = spawn(&mut app, sick("bad_pointer"));
    app.update();
    assert_eq!(field(&app, entity, "faulty", "refused"), 11.into());
    assert_eq!(faults(&mut app), []);
    assert_eq!(position(&app, entity).x, 100.0, "what it had requested before counts");
    assert!(logged(&mut app).is_empty());
}

#[test]
fn who_overwrites_what_it_shares_with_the_host_takes_its_own_batch_along_and_nobody_else() {
    let mut app = app();
    let before = spawn(&mut app, Script::new("faulty"));
    let sick = spawn(&mut app, sick("frame"));
    let behind = spawn(&mut app, Script::new("faulty"));
    let other = spawn(&mut app, Script::new("follower").with_priority(1));
    let third = spawn(&mut app, Script::new("follower").with_priority(-1));
    let blamed: Vec<_> = run_frames(&mut app, 5).into_iter().map(|fault| fault.entity.unwrap()).collect();
    assert_eq!(blamed, [before, sick, behind], "nobody can tell which it was");
    for entity in [other, third] {
        assert_eq!(position(&app, entity).x, 5.0);
    }
}

#[test]
fn a_deadline_counts_for_one_instance_and_may_be_off() {
    // Each instance takes a quarter of the deadline, all together far more.
    let limits = ScriptLimits { deadline: Duration::from_millis(200), ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    for _ in 0..12 {
        spawn(&mut app, Script::new("slow").with("milliseconds", 50));
    }
    app.update();
    assert_eq!(faults(&mut app), []);
    let mut app = app_with(plugin().with_limits(ScriptLimits { deadline: Duration::ZERO, ..Default::default() }));
    let entity = spawn(&mut app, Script::new("slow").with("milliseconds", 600));
    app.update();
    assert_eq!((faults(&mut app), field(&app, entity, "slow", "runs")), (vec![], 1.into()));
    let mut app = app_with(plugin().with_limits(quick()));
    spawn(&mut app, Script::new("slow").with("milliseconds", 60_000));
    app.update();
    let faults = faults(&mut app);
    assert_eq!((faults[0].kind, &*faults[0].message), (FaultKind::Deadline, "it ran for more than 20ms"));
}

#[test]
fn a_crowd_that_hangs_does_not_hold_the_game_up_one_by_one() {
    let limits = ScriptLimits { deadline: Duration::from_millis(20), ..Default::default() };
    for callback in ["update", "on_signal"] {
        let mut app = app_with(plugin().with_limits(limits.clone()));
        let crowd: Vec<_> = (0..500)
            .map(|_| spawn(&mut app, faulty(callback, "endless").with("after", 2).with_phase(Phase::PreUpdate)))
            .collect();
        let other = spawn(&mut app, Script::new("follower"));
        app.update();
        for _ in 0..2 {
            app.world_mut().emit_signal(Signal::new("poke"));
        }
        let seen = run_frames(&mut app, 1);
        assert_eq!(seen.len(), 500, "{callback}: all are in quarantine");
        assert!(seen.iter().all(|fault| fault.kind == FaultKind::Deadline));
        let path = if callback == "update" { "updates" } else { "signals" };
        let tried = crowd.iter().filter(|entity| field(&app, **entity, "faulty", path) == 2.into()).count();
        // Two signals for 500 are four batches.
        assert!(tried <= 32, "{callback}: the others were not even called: {tried}");
        assert_eq!(position(&app, other).x, 2.0);
    }
}

#[test]
fn rounding_is_what_it_was_after_a_fault() {
    let mut app = app();
    spawn(&mut app, sick("float_mode"));
    app.update();
    assert_eq!(faults(&mut app).len(), 1);
    // Subnormal numbers are what a script would lose first.
    assert!(std::hint::black_box(f32::MIN_POSITIVE) / std::hint::black_box(2.0) > 0.0);
}

struct Panicking;

impl ScriptPhysics for Panicking {
    fn velocity(&self, _: EntityRef) -> Option<Velocity> {
        panic!("a fault of the game's own");
    }
}

#[test]
fn a_panic_of_the_host_is_answered_and_no_fault() {
    let mut app = app();
    app.insert_resource(PhysicsHook::new(Panicking));
    let entity = spawn(&mut app, sick("velocity"));
    assert_eq!(run_frames(&mut app, 2), []);
    assert_eq!(field(&app, entity, "faulty", "answer"), "HostFault".into());
    assert_eq!(position(&app, entity).x, 200.0);
}

/// `BEVY_ZIG_FAULT_ROUNDS` is how many rounds of a hundred faults there are; `tests/soak/faults` makes a thousand.
#[test]
fn faults_without_end_leak_nothing_and_cost_the_healthy_nothing() {
    let asked = std::env::var("BEVY_ZIG_FAULT_ROUNDS").ok().map(|rounds| rounds.parse().expect("a number"));
    let rounds: usize = asked.unwrap_or(20);
    let limits = ScriptLimits { deadline: Duration::from_millis(5), ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits).with_fault_policy(FaultPolicy::Remove));
    let healthy: Vec<_> = (0..100)
        .map(|index| spawn(&mut app, Script::new("follower").with_priority(if index % 2 == 0 { -1 } else { 1 })))
        .collect();
    let of_the_same_script = spawn(&mut app, Script::new("faulty"));
    let homes: Vec<_> = (0..100).map(|_| app.world_mut().spawn(Transform::IDENTITY).id()).collect();
    let quick: Vec<_> = kinds().filter(|(_, expected)| !matches!(expected, Expected::Deadline)).collect();
    let (mut seen, mut warm) = (0, 0);
    for round in 0..rounds {
        if round == rounds / 10 {
            warm = resident_bytes();
        }
        for (index, home) in homes.iter().enumerate() {
            let kind = if index == 0 && round % 20 == 0 { "endless" } else { quick[(index + round) % quick.len()].0 };
            let when = CALLBACKS[index % 2].0;
            app.world_mut().entity_mut(*home).attach_script(faulty(when, kind).with("spawns", index % 3 == 0));
        }
        seen += run_frames(&mut app, 1).len();
    }
    app.update();
    let expected = (rounds + 1) as f32;
    let lost: f32 = healthy.iter().map(|entity| expected - position(&app, *entity).x).sum();
    let growth = 100.0 * (resident_bytes() as f64 / warm as f64 - 1.0);
    println!("faults rounds={rounds} lost_requests={lost} rss_growth_pct={growth:.2}");
    assert_eq!((seen, lost), (100 * rounds, 0.0));
    assert_eq!(field(&app, of_the_same_script, "faulty", "updates"), (rounds as i64 + 1).into());
    let runtime = app.world().resource::<ScriptRuntime>();
    assert_eq!((runtime.instance_count(), runtime.quarantined().count()), (101, 0));
    // Beside other tests, which need memory of their own, this says nothing.
    assert!(asked.is_none() || growth < 5.0, "{growth} %");
}

#[test]
fn faults_are_caught_in_every_phase_and_before_the_next_one() {
    for (kind, expected) in kinds() {
        for phase in Phase::EVERY_FRAME {
            let mut app = app_with(plugin().with_limits(quick()));
            let entity = spawn(&mut app, sick(kind).with_phase(phase));
            let healthy = Phase::EVERY_FRAME.map(|phase| spawn(&mut app, Script::new("faulty").with_phase(phase)));
            let seen = run_frames(&mut app, 60);
            assert_eq!(seen.len(), 1, "{kind} in {phase:?}: {seen:?}");
            expected.check(&seen[0]);
            assert_eq!(position(&app, entity).x, 0.0);
            for entity in healthy {
                assert_eq!(field(&app, entity, "faulty", "updates"), 60.into());
            }
        }
    }
}

#[test]
fn what_a_fault_takes_back_is_its_own_even_if_buffers_were_handed_over_meanwhile() {
    let limits = ScriptLimits { request_bytes_per_instance: 64 << 10, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    // Each writes half a buffer and more, so that buffers are full in the middle of instances.
    let moves = 1_100;
    let entities: Vec<_> = (0..60)
        .map(|index| {
            let script = if index % 3 == 1 { sick("null_write") } else { Script::new("faulty") };
            spawn(&mut app, script.with("moves", moves))
        })
        .collect();
    assert_eq!(run_frames(&mut app, 1).len(), 20);
    for (index, entity) in entities.into_iter().enumerate() {
        let expected = if index % 3 == 1 { 0.0 } else { moves as f32 };
        assert_eq!(position(&app, entity).x, expected, "entity {index}");
    }
}

struct Slow;

impl ScriptPhysics for Slow {
    fn velocity(&self, _: EntityRef) -> Option<Velocity> {
        let start = std::time::Instant::now();
        while start.elapsed() < Duration::from_millis(400) {}
        None
    }
}

#[test]
fn what_a_host_function_takes_is_not_the_scripts_time() {
    let mut app =
        app_with(plugin().with_limits(ScriptLimits { deadline: Duration::from_millis(50), ..Default::default() }));
    app.insert_resource(PhysicsHook::new(Slow));
    let entity = spawn(&mut app, sick("velocity"));
    assert_eq!(run_frames(&mut app, 1), []);
    assert_eq!(field(&app, entity, "faulty", "answer"), "Absent".into());
}

#[test]
fn a_global_script_is_restarted_too() {
    let mut app = app();
    app.world_mut().resource_mut::<GlobalScripts>().attach(sick("null_write").with("after", 3));
    assert_eq!(run_frames(&mut app, 5).len(), 1);
    let id = app.world().resource::<ScriptRuntime>().quarantined().next().unwrap().instance_id;
    assert!(app.world_mut().resource_mut::<ScriptRuntime>().restart(id));
    assert_eq!(run_frames(&mut app, 2), []);
    assert_eq!(app.world().script_field(None, "faulty", "updates").unwrap(), 2.into());
}
