//! What the guard costs: for each call of a batch, and of a frame of 100,000 spinners.
//!
//! The same app runs frames with and without the guard in turns, so that the difference holds when the machine's speed
//! drifts. What is compared is the median of each.

use std::time::Instant;

use bevy::ecs::schedule::SingleThreadedExecutor;
use bevy::prelude::*;
use bevy_zig::{__without_guard as without_guard, Script, ZigScriptPlugin, ZigScripts};

/// Batches of one instance in one frame: as many columns.
const BATCHES: usize = 2_000;
const SPINNERS: usize = 100_000;

fn app(scripts: impl Iterator<Item = Script>) -> App {
    let mut app = App::new();
    app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts()));
    app.edit_schedule(Update, |schedule| {
        schedule.set_executor(SingleThreadedExecutor::new());
    });
    app.world_mut()
        .spawn_batch(scripts.map(|script| (Transform::IDENTITY, ZigScripts::new([script]))).collect::<Vec<_>>());
    app
}

fn frame(app: &mut App) -> f64 {
    let start = Instant::now();
    app.world_mut().run_schedule(Update);
    let time = start.elapsed().as_nanos() as f64;
    app.world_mut().clear_trackers();
    time
}

/// Nanoseconds of a frame with and without the guard.
fn compare(app: &mut App, rounds: usize) -> (f64, f64) {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..10 {
        frame(app);
    }
    for round in 0..rounds {
        // Whoever comes first has the caches of whoever came before; so each is first as often.
        if round % 2 == 0 {
            with.push(frame(app));
            without.push(without_guard(|| frame(app)));
        } else {
            without.push(without_guard(|| frame(app)));
            with.push(frame(app));
        }
    }
    (median(with), median(without))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    // A plain `cargo test --benches` only wants to know that it runs.
    let rounds = if std::env::args().any(|argument| argument == "--bench") { 600 } else { 2 };
    let mut many = app((0..BATCHES).map(|priority| Script::new("count_a").with_priority(priority as i32)));
    let (with, without) = compare(&mut many, rounds);
    let batch_ns = (with - without) / BATCHES as f64;
    println!("batches n={BATCHES} with_ns={:.1} without_ns={:.1}", with / BATCHES as f64, without / BATCHES as f64);
    let mut spinners = app((0..SPINNERS).map(|_| Script::new("spinner")));
    let (with, without) = compare(&mut spinners, rounds);
    let overhead_pct = 100.0 * (with / without - 1.0);
    println!("spinners n={SPINNERS} with_ns={:.3} without_ns={:.3}", with / SPINNERS as f64, without / SPINNERS as f64);
    println!("guard batch_ns={batch_ns:.1} overhead_pct={overhead_pct:.2}");
}
