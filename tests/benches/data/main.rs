//! Scripts that work on data in bulk, beside the same work in Rust: each line says what both took, and the last one the
//! ratios, script ÷ native. Both run in turns within one run, so that the ratios hold when the machine's speed drifts;
//! of all rounds the tenth percentile counts, since the machine may be busy with something else.
//!
//! With names behind `--`, only those are measured. Each is measured in a process of its own: what an allocator has
//! kept of the memory of those before would be there for one of the two sides, and ratios would depend on the order.

mod boids;
mod crowds;
mod queries;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bevy::ecs::schedule::{IntoScheduleConfigs, ScheduleLabel, SingleThreadedExecutor};
use bevy::ecs::system::ScheduleSystem;
use bevy::prelude::*;
use bevy_zig::{ComponentApp, GlobalScripts, Script, ScriptFault, ScriptLimits, ZigScriptPlugin};
use bevy_zig_tests::components::Health;

/// Rounds that are not counted.
const WARM_UP: usize = 5;

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Native;

/// An app whose schedule `Native` runs a system.
fn native<M>(system: impl IntoScheduleConfigs<ScheduleSystem, M>) -> App {
    let mut app = App::new();
    let mut schedule = Schedule::new(Native);
    schedule.set_executor(SingleThreadedExecutor::new()).add_systems(system);
    app.add_schedule(schedule);
    app
}

/// An app that runs scripts.
fn scripts() -> App {
    let limits = ScriptLimits { signals_per_phase: 200_000, ..default() };
    let mut app = App::new();
    app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts()).with_limits(limits));
    app.register_zig_component::<Health>();
    app.edit_schedule(Update, |schedule| {
        schedule.set_executor(SingleThreadedExecutor::new());
    });
    app
}

/// The same with a global script.
fn scripts_with(script: Script) -> App {
    let mut app = scripts();
    app.world_mut().resource_mut::<GlobalScripts>().attach(script);
    app
}

/// Runs a schedule, and what an app does after each frame.
fn frame(app: &mut App, schedule: impl ScheduleLabel) {
    app.world_mut().run_schedule(schedule);
    app.world_mut().clear_trackers();
}

/// What the frames of both take, in nanoseconds; `frames` of them make a round.
fn compare(mut native: App, mut scripts: App, rounds: usize, frames: usize) -> Taken {
    let mut taken = [Vec::new(), Vec::new()];
    for round in 0..rounds + WARM_UP {
        for (side, app) in [&mut native, &mut scripts].into_iter().enumerate() {
            // Once to have its own world in the caches, once to be timed.
            for is_timed in [false, true] {
                let start = Instant::now();
                for _ in 0..frames {
                    if side == 0 { frame(app, Native) } else { frame(app, Update) }
                }
                if is_timed && round >= WARM_UP {
                    taken[side].push(start.elapsed());
                }
            }
        }
    }
    let faults = scripts.world_mut().resource_mut::<Messages<ScriptFault>>().drain().count();
    assert_eq!(faults, 0, "scripts that have faulted do no work");
    let [native, script] = taken.map(tenth_percentile);
    Taken { native, script }
}

fn tenth_percentile(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 10].as_nanos() as f64
}

/// What the same work takes, in nanoseconds.
struct Taken {
    native: f64,
    script: f64,
}

impl Taken {
    fn ratio(&self) -> f64 {
        self.script / self.native
    }

    /// Says what one of `count` takes.
    fn say(self, what: &str, count: usize) -> Self {
        let Self { native, script } = self;
        let each = count as f64;
        println!(
            "data {what} n={count} native_ns={:.2} script_ns={:.2} ratio={:.2}",
            native / each,
            script / each,
            self.ratio()
        );
        self
    }
}

/// Says to a process what it is to measure.
const MEASURED: &str = "BEVY_ZIG_BENCH_MEASURED";

/// How glibc's allocator is in a program that has just begun: what is large is the system's, and fresh. After the first
/// large piece is freed, it keeps more and more, so that only the first of many starts would be like a game's.
const NEW_ALLOCATOR: &str = "glibc.malloc.mmap_threshold=131072:glibc.malloc.trim_threshold=131072";

/// Measures something in a process of its own, which says what it takes. Returns its figure.
fn measured_alone(name: &str) -> f64 {
    let mut child = Command::new(std::env::current_exe().expect("this program has a file"));
    child.env(MEASURED, name).stderr(Stdio::inherit());
    if name == "startup_ratio" {
        child.env("GLIBC_TUNABLES", NEW_ALLOCATOR);
    }
    let output = child.output().expect("this program runs again");
    let said = String::from_utf8(output.stdout).expect("text");
    let (lines, figure) = said.trim_end().rsplit_once('\n').expect("what it takes, and a figure");
    println!("{lines}");
    figure.parse().expect("a figure")
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    type Measure = (&'static str, fn() -> f64);
    let measures: [Measure; 10] = [
        ("query2_at_once", || queries::sum("query2_at_once").ratio()),
        ("query2_whole", || queries::sum("query2_whole").ratio()),
        ("query2_ratio", || queries::sum("query2").ratio()),
        ("writeback_whole", || queries::write_back("write_back_whole").ratio()),
        ("writeback_ratio", || queries::write_back("write_back").ratio()),
        ("zig_component_ratio", || queries::zig_component().ratio()),
        ("spawn_ratio", || crowds::spawn().ratio()),
        ("signal_ns", crowds::signal),
        ("startup_ratio", || crowds::start_up().ratio()),
        ("boids_ratio", || boids::boids().ratio()),
    ];
    if let Ok(measured) = std::env::var(MEASURED) {
        let (_, measure) = measures.iter().find(|(name, _)| *name == measured).expect("one of these");
        println!("{}", measure());
        return;
    }
    let is_asked = |name: &str| asked.is_empty() || asked.iter().any(|word| name.starts_with(word.as_str()));
    let measured = measures.iter().filter(|(name, _)| is_asked(name)).map(|(name, _)| (name, measured_alone(name)));
    let measured: Vec<_> = measured.map(|(name, value)| format!("{name}={value:.2}")).collect();
    // What is no bar is in the lines above.
    let last: Vec<_> =
        measured.iter().filter(|text| !text.contains("_at_once") && !text.contains("_whole")).cloned().collect();
    println!("data {}", last.join(" "));
}
