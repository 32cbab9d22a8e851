//! What the panel costs the main thread: open with 10,000 instances, the same with a filter and an entity selected, and
//! closed.
//!
//! Two apps alike but for the panel run whole frames in turns; what is compared is the median of the differences.
//! egui's passes, layout and tessellation are in it, on one thread; drawing is not, since there is neither a window nor
//! a graphics driver. The figures of the feature `inspection` are gathered in both apps. `script_us` is the time that
//! the callbacks of 10,000 instances take in a frame. What a closed panel costs does not depend on the instances, so it
//! is measured in apps that have none, where less else comes and goes.

use std::time::Instant;

use bevy::app::MainScheduleOrder;
use bevy::ecs::schedule::SingleThreadedExecutor;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::WgpuSettings;
use bevy::window::{ExitCondition, WindowResolution};
use bevy::winit::WinitPlugin;
use bevy_zig::inspector::{ScriptInspector, Selected, ZigInspectorPlugin};
use bevy_zig::{ScriptRuntime, ZigScriptPlugin, ZigScripts};

const INSTANCES: usize = 10_000;

/// A game with a window's components and no window.
fn app(instances: usize) -> App {
    let window = Window { resolution: WindowResolution::new(1280, 800), ..default() };
    let mut app = App::new();
    let window = WindowPlugin { primary_window: Some(window), exit_condition: ExitCondition::DontExit, ..default() };
    let no_driver = RenderPlugin { render_creation: WgpuSettings { backends: None, ..default() }.into(), ..default() };
    app.add_plugins((
        // Without the log: egui warns in each frame that there is no window of winit's.
        DefaultPlugins.set(window).set(no_driver).disable::<WinitPlugin>().disable::<LogPlugin>(),
        ZigScriptPlugin::new(bevy_zig_tests::scripts()),
    ));
    app.world_mut().spawn(Camera2d);
    app.world_mut().spawn_batch((0..instances).map(|_| (Transform::IDENTITY, ZigScripts::one("spinner"))));
    app
}

fn ready(mut app: App) -> App {
    app.finish();
    app.cleanup();
    // Threads that wait for each other differ from frame to frame by more than a closed panel costs.
    for label in app.world().resource::<MainScheduleOrder>().labels.clone() {
        app.edit_schedule(label, |schedule| {
            schedule.set_executor(SingleThreadedExecutor::new());
        });
    }
    for _ in 0..20 {
        app.update();
    }
    app
}

fn frame(app: &mut App) -> f64 {
    let start = Instant::now();
    app.update();
    start.elapsed().as_nanos() as f64 / 1e3
}

/// How many microseconds more a frame takes with the panel: the median.
fn more(with: &mut App, without: &mut App, rounds: usize) -> f64 {
    for _ in 0..20 {
        frame(with);
        frame(without);
    }
    let differences = (0..rounds).map(|round| {
        // Whoever comes first has the caches of whoever came before; so each is first as often.
        if round % 2 == 0 {
            let with = frame(with);
            with - frame(without)
        } else {
            let without = frame(without);
            frame(with) - without
        }
    });
    median(differences.collect())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    // A plain `cargo test --benches` only wants to know that it runs.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { 1_000 } else { 2 };
    let pair = |instances| {
        let mut with = app(instances);
        with.add_plugins(ZigInspectorPlugin::default());
        (ready(with), ready(app(instances)))
    };
    let (mut with, mut without) = pair(0);
    let closed = more(&mut with, &mut without, 10 * rounds);
    let (mut with, mut without) = pair(INSTANCES);
    let script = median((0..rounds).map(|_| script_us(&mut without)).collect());
    with.world_mut().resource_mut::<ScriptInspector>().open = true;
    let open = more(&mut with, &mut without, rounds);
    let entity = with.world_mut().query_filtered::<Entity, With<ZigScripts>>().iter(with.world()).next();
    {
        let mut inspector = with.world_mut().resource_mut::<ScriptInspector>();
        inspector.selected = entity.map_or(Selected::Globals, Selected::Entity);
        inspector.filter = "7v".to_owned();
    }
    let busy = more(&mut with, &mut without, rounds);
    let frame_us = median((0..rounds).map(|_| frame(&mut without)).collect());
    println!("frames instances={INSTANCES} frame_us={frame_us:.1} script_us={script:.1}");
    println!(
        "inspector open_us={open:.1} filtered_us={busy:.1} closed_us={closed:.2} closed_pct_of_frame={:.2} closed_pct_of_callbacks={:.1}",
        100.0 * closed / frame_us,
        100.0 * closed / script
    );
}

fn script_us(app: &mut App) -> f64 {
    app.update();
    let runtime = app.world().resource::<ScriptRuntime>();
    runtime.figures("spinner").expect("the table has it").last().time.as_nanos() as f64 / 1e3
}
