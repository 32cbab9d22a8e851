//! What calls of the script API cost, beside the same work in Rust: one line each, measured in turns within one run.

use std::hint::black_box;
use std::time::Instant;

use bevy::ecs::schedule::{ScheduleLabel, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy_zig::{ComponentApp, GlobalScripts, Script, ScriptSignal, ZigScriptPlugin, ZigScriptSystems, ZigScripts};
use bevy_zig_tests::components::Health;

const COUNT: usize = 100_000;
const ROUNDS: usize = 100;

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Native;

/// Medians of a native system and of what scripts do in `Update`, in nanoseconds for each of `items`.
fn compare(mut native: App, mut scripts: App, items: usize) -> (f64, f64) {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS + 5 {
        for (side, app) in [&mut native, &mut scripts].into_iter().enumerate() {
            // Once to have its own world in the caches, once to be timed.
            for timed in [false, true] {
                let start = Instant::now();
                if side == 0 {
                    app.world_mut().run_schedule(Native);
                } else {
                    app.world_mut().run_schedule(Update);
                }
                if timed && round >= 5 {
                    times[side].push(start.elapsed());
                }
                app.world_mut().clear_trackers();
            }
        }
    }
    let [native, scripts] = times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2].as_nanos() as f64 / items as f64
    });
    (native, scripts)
}

/// An app whose schedule `Native` runs a system.
fn native<M>(system: impl IntoScheduleConfigs<bevy::ecs::system::ScheduleSystem, M>) -> App {
    let mut app = App::new();
    let mut schedule = Schedule::new(Native);
    schedule.set_executor(SingleThreadedExecutor::new()).add_systems(system);
    app.add_schedule(schedule);
    app
}

/// An app that runs scripts.
fn scripts() -> App {
    let mut app = App::new();
    app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts())).register_zig_component::<Health>();
    app.edit_schedule(Update, |schedule| {
        schedule.set_executor(SingleThreadedExecutor::new());
    });
    app
}

fn bodies(index: usize) -> (Health, Transform) {
    (Health { current: index as f32, max: 1.0 }, Transform::from_xyz(1.0, 0.0, 0.0))
}

fn query2() {
    let mut native = native(|query: Query<(&Health, &Transform)>| {
        black_box(query.iter().map(|(health, transform)| health.current * transform.translation.x).sum::<f32>());
    });
    native.world_mut().spawn_batch((0..COUNT).map(bodies));
    let mut scripts = scripts();
    scripts.world_mut().spawn_batch((0..COUNT).map(bodies));
    scripts.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("bench_query"));
    let (native_ns, script_ns) = compare(native, scripts, COUNT);
    println!("api query2 native_ns={native_ns:.2} script_ns={script_ns:.2} ratio={:.2}", script_ns / native_ns);
}

fn get() {
    #[derive(Component)]
    struct Sum(f32);
    let mut native = native(|mut sums: Query<(Entity, &mut Sum)>, healths: Query<&Health>| {
        for (entity, mut sum) in &mut sums {
            if let Ok(health) = healths.get(entity) {
                sum.0 += health.current;
            }
        }
    });
    native.world_mut().spawn_batch((0..COUNT).map(|index| (bodies(index), Sum(0.0))));
    let mut scripts = scripts();
    scripts.world_mut().spawn_batch((0..COUNT).map(|index| (bodies(index), ZigScripts::one("bench_get"))));
    let (native_ns, script_ns) = compare(native, scripts, COUNT);
    println!("api get native_ns={native_ns:.2} script_ns={script_ns:.2} ratio={:.2}", script_ns / native_ns);
}

/// How many signals there are in a frame.
const SIGNALS: usize = 10_000;

/// Signals of 16 bytes, all emitted and heard in each frame, and written as Bevy messages besides. Native is a Bevy
/// message, written and read, whose reader looks up the target.
fn signals() {
    // Each entity to itself; all to one listener; one to all listeners.
    let targeted = |script: Script, _| script;
    let broadcast = |script: Script, index| script.with("broadcasts", true).with("listens", index == 0);
    let fan_out = |script: Script, index| script.with("broadcasts", true).with("emits", index == 0);
    /// What the script of this index is to do.
    type Adjust = fn(Script, usize) -> Script;
    let lines: [(&str, Adjust); 3] =
        [("signal", targeted), ("signal_broadcast", broadcast), ("signal_fan_out", fan_out)];
    for (name, adjust) in lines {
        let mut scripts = scripts();
        scripts.add_systems(Update, forget::<ScriptSignal>.before(ZigScriptSystems::Update));
        let bundle = |index| (Transform::IDENTITY, ZigScripts::new([adjust(Script::new("ping"), index)]));
        scripts.world_mut().spawn_batch((0..SIGNALS).map(bundle));
        let (native_ns, script_ns) = compare(native_signals(), scripts, SIGNALS);
        println!("api {name} native_ns={native_ns:.2} script_ns={script_ns:.2} ratio={:.2}", script_ns / native_ns);
    }
}

/// What an app does before each frame: messages that everybody had time to read are dropped.
fn forget<M: Message>(mut messages: ResMut<Messages<M>>) {
    messages.update();
}

fn native_signals() -> App {
    #[derive(Message)]
    struct Hit {
        target: Entity,
        payload: (Entity, f32, u32),
    }
    let write = |entities: Query<Entity, With<Health>>, mut hits: MessageWriter<Hit>| {
        for entity in &entities {
            hits.write(Hit { target: entity, payload: (entity, 1.0, 3) });
        }
    };
    let read = |mut hits: MessageReader<Hit>, mut healths: Query<&mut Health>| {
        for hit in hits.read() {
            let (from, damage, kind) = hit.payload;
            black_box((from, kind));
            if let Ok(mut health) = healths.get_mut(hit.target) {
                health.current -= damage;
            }
        }
    };
    // What is written is read in the next frame, as signals are heard in the next phase.
    let mut native = native((forget::<Hit>, read, write).chain());
    native.add_message::<Hit>();
    native.world_mut().spawn_batch((0..SIGNALS).map(bodies));
    native
}

fn main() {
    query2();
    get();
    signals();
}
