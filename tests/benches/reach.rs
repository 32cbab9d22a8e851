//! What reflected values cost scripts: one use for each of many instances, less what running the instances costs. The
//! last line says all, in nanoseconds. With a name behind `--` only that is measured, for a profiler.

use std::hint::black_box;
use std::time::Instant;

use bevy::ecs::schedule::{ScheduleLabel, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy_zig::{FunctionApp, Script, ZigScriptPlugin, ZigScripts};
use bevy_zig_tests::components::Hit;
use bevy_zig_tests::reflected::{Caption, Gauge};

const COUNT: usize = 50_000;
const ROUNDS: usize = 60;
/// Rounds that are not counted.
const WARM_UP: usize = 5;

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Native;

/// Median of the runs of a schedule, in nanoseconds for each entity.
fn measure(app: &mut App, schedule: impl ScheduleLabel + Clone) -> f64 {
    let mut times = Vec::new();
    for round in 0..ROUNDS + WARM_UP {
        let start = Instant::now();
        app.world_mut().run_schedule(schedule.clone());
        if round >= WARM_UP {
            times.push(start.elapsed());
        }
        app.world_mut().clear_trackers();
    }
    times.sort_unstable();
    times[times.len() / 2].as_nanos() as f64 / COUNT as f64
}

fn bodies(index: usize) -> (Gauge, Caption) {
    (Gauge { value: index as f32, min: 0.0, max: 1.0 }, Caption("score".into()))
}

/// What a use costs besides the call of the script.
fn script(what: &'static str) -> f64 {
    let [with, without] = [what, "nothing"].map(|what| {
        let mut app = App::new();
        app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts()))
            .register_zig_function("damage_of", |_: &World, hit: Hit| -> f32 { hit.damage * 2.0 });
        app.edit_schedule(Update, |schedule| {
            schedule.set_executor(SingleThreadedExecutor::new());
        });
        let script = |index| (bodies(index), ZigScripts::new([Script::new("bench_reach").with("what", what)]));
        app.world_mut().spawn_batch((0..COUNT).map(script));
        measure(&mut app, Update)
    });
    with - without
}

fn native_set() -> f64 {
    let mut app = App::new();
    let mut schedule = Schedule::new(Native);
    let set = |entities: Query<Entity, With<Gauge>>, mut gauges: Query<&mut Gauge>, mut frame: Local<u32>| {
        *frame += 1;
        for entity in &entities {
            if let Ok(mut gauge) = gauges.get_mut(entity) {
                gauge.value = black_box(*frame as f32);
            }
        }
    };
    schedule.set_executor(SingleThreadedExecutor::new()).add_systems(set);
    app.add_schedule(schedule);
    app.world_mut().spawn_batch((0..COUNT).map(bodies));
    measure(&mut app, Native)
}

fn main() {
    let all = ["set", "insert_text", "get_struct", "call"];
    if let Some(only) = all.into_iter().find(|name| std::env::args().any(|word| word == *name)) {
        println!("{only} {:.1}", script(only));
        return;
    }
    let [set, insert, get, call] = all.map(script);
    let native = native_set();
    println!(
        "reach set_field_ns={set:.1} insert_text_ns={insert:.1} get_struct_ns={get:.1} call_ns={call:.1} native_set_ns={native:.1}"
    );
}
