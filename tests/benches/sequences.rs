//! What sequences cost: a frame with 100,000 instances that wait, and a step in each frame above a plain `update` that
//! does the same.

use std::time::Instant;

use bevy::ecs::schedule::SingleThreadedExecutor;
use bevy::prelude::*;
use bevy_zig::{ScriptFields, ScriptRuntime, Value, ZigScriptPlugin, ZigScripts};

const WAITING: usize = 100_000;
const STEPPING: usize = 10_000;
const ROUNDS: usize = 400;

/// A world with so many instances of a script, after their first frames.
fn app(script: &'static str, count: usize) -> App {
    let mut app = App::new();
    app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts()));
    app.edit_schedule(Update, |schedule| {
        schedule.set_executor(SingleThreadedExecutor::new());
    });
    app.world_mut().spawn_batch((0..count).map(|_| ZigScripts::one(script)));
    (0..10).for_each(|_| run(&mut app));
    app
}

fn run(app: &mut App) {
    app.world_mut().run_schedule(Update);
    app.world_mut().clear_trackers();
}

/// Median nanoseconds of a frame of each, timed in turns.
fn medians<const N: usize>(apps: &mut [App; N]) -> [f64; N] {
    let mut times = [(); N].map(|()| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        for (app, times) in apps.iter_mut().zip(&mut times) {
            // With its own world in the caches.
            run(app);
            let start = Instant::now();
            run(app);
            times.push(start.elapsed());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[ROUNDS / 2].as_nanos() as f64
    })
}

fn main() {
    let mut apps = [app("bench_wait", WAITING), app("bench_step", STEPPING), app("bench_plain", STEPPING)];
    let [waiting, stepping, plain] = medians(&mut apps);
    // They have done what they are for.
    let mut count = |index: usize, script: &str| {
        let world = apps[index].world_mut();
        let entity = world.query_filtered::<Entity, With<ZigScripts>>().iter(world).next();
        match world.script_field(entity, script, "count") {
            Ok(Value::Int(count)) => count,
            other => panic!("{script}: {other:?}"),
        }
    };
    assert_eq!(count(1, "bench_step"), count(2, "bench_plain"), "a step in each frame");
    let runtime = apps[0].world().resource::<ScriptRuntime>();
    let bytes = runtime.registry().get("bench_wait").expect("it is a script of the suite").state_size();
    println!(
        "sequences waiting_ms={:.4} step_ns={:.2} bytes_per_run={bytes}",
        waiting / 1e6,
        (stepping - plain) / STEPPING as f64
    );
}
