//! What a script costs for each entity and frame, beside the same work in Rust.
//!
//! Each entity keeps a phase and moves along x. *query* does it in a `Query`, *commands* queues a closure for each
//! entity, and *scripts* runs a Zig script that requests a translation: recorded and applied. All three are timed
//! inside one run of a schedule with the single-threaded executor, in turns, so that the ratios hold when the machine's
//! speed drifts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bevy::ecs::schedule::{ScheduleLabel, SingleThreadedExecutor};
use bevy::prelude::*;
use bevy_zig::{ZigScriptPlugin, ZigScripts};
use criterion::{BenchmarkId, Criterion, Throughput};

const COUNTS: [usize; 3] = [1_000, 10_000, 100_000];
const DT: f32 = 1.0 / 60.0;
/// Rounds of the comparison: each runs every variant once.
const ROUNDS: usize = 200;

#[derive(Component)]
struct Spinner {
    phase: f32,
    speed: f32,
}

#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
struct Frame;

#[derive(Clone, Copy)]
enum Variant {
    Query,
    Commands,
    Scripts,
}

const VARIANTS: [(&str, Variant); 3] =
    [("query", Variant::Query), ("commands", Variant::Commands), ("scripts", Variant::Scripts)];

/// A world with `count` entities, whose schedule `Frame` (for scripts: `Update`) does the work once.
fn app(variant: Variant, count: usize) -> App {
    let mut app = App::new();
    let mut frame = Schedule::new(Frame);
    match variant {
        Variant::Query => {
            app.world_mut().spawn_batch((0..count).map(|_| (Transform::IDENTITY, Spinner { phase: 0.0, speed: 1.0 })));
            frame.add_systems(|mut spinners: Query<(&mut Spinner, &mut Transform)>| {
                for (mut spinner, mut transform) in &mut spinners {
                    spinner.phase += DT;
                    transform.translation.x += spinner.speed * DT;
                }
            });
        }
        Variant::Commands => {
            app.world_mut().spawn_batch((0..count).map(|_| (Transform::IDENTITY, Spinner { phase: 0.0, speed: 1.0 })));
            frame.add_systems(|mut commands: Commands, mut spinners: Query<(Entity, &mut Spinner)>| {
                for (entity, mut spinner) in &mut spinners {
                    spinner.phase += DT;
                    let x = spinner.speed * DT;
                    commands.entity(entity).queue(move |mut entity: EntityWorldMut| {
                        if let Some(mut transform) = entity.get_mut::<Transform>() {
                            transform.translation.x += x;
                        }
                    });
                }
            });
        }
        Variant::Scripts => {
            app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts()));
            app.world_mut().spawn_batch((0..count).map(|_| (Transform::IDENTITY, ZigScripts::one("spinner"))));
        }
    }
    frame.set_executor(SingleThreadedExecutor::new());
    app.add_schedule(frame);
    app.edit_schedule(Update, |schedule| {
        schedule.set_executor(SingleThreadedExecutor::new());
    });
    app
}

fn run(app: &mut App, variant: Variant) {
    let world = app.world_mut();
    match variant {
        Variant::Scripts => world.run_schedule(Update),
        Variant::Query | Variant::Commands => world.run_schedule(Frame),
    }
    // What an app does after each frame.
    world.clear_trackers();
}

fn benchmarks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("spinner");
    group.sample_size(20).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for count in COUNTS {
        group.throughput(Throughput::Elements(count as u64));
        for (name, variant) in VARIANTS {
            let mut app = app(variant, count);
            group.bench_function(BenchmarkId::new(name, count), |bencher| bencher.iter(|| run(&mut app, variant)));
        }
    }
    group.finish();
}

/// The line of the comparison: median nanoseconds for each entity, and ratios.
fn compare(count: usize) {
    let mut apps = VARIANTS.map(|(_, variant)| (variant, app(variant, count), Vec::with_capacity(ROUNDS)));
    for round in 0..ROUNDS + 10 {
        for (variant, app, times) in &mut apps {
            // The variant before has filled the caches with its own world; each is timed with its own in place.
            run(app, *variant);
            let start = Instant::now();
            run(app, *variant);
            let time = start.elapsed();
            // The first rounds attach scripts and warm caches.
            if round >= 10 {
                times.push(time);
            }
        }
    }
    let [query, commands, scripts] = apps.map(|(_, _, mut times)| {
        times.sort_unstable();
        times[times.len() / 2].as_nanos() as f64 / count as f64
    });
    println!(
        "spinner n={count} query_ns={query:.2} commands_ns={commands:.2} scripts_ns={scripts:.2} \
         over_commands={:.3} over_query={:.2} bytes_per_instance={}",
        scripts / commands,
        scripts / query,
        bytes_per_instance(count)
    );
}

/// What an instance costs beyond the entity and its transform, once it runs. Buffers that are kept between frames
/// count, too.
fn bytes_per_instance(count: usize) -> usize {
    let with_scripts = allocated(|world| {
        world.spawn_batch((0..count).map(|_| (Transform::IDENTITY, ZigScripts::one("spinner"))));
    });
    let without = allocated(|world| {
        world.spawn_batch((0..count).map(|_| Transform::IDENTITY));
    });
    with_scripts.saturating_sub(without) / count
}

/// Bytes that an app holds after its second frame.
fn allocated(spawn: impl FnOnce(&mut World)) -> usize {
    let before = ALLOCATED.load(Ordering::Relaxed);
    let mut app = App::new();
    app.add_plugins(ZigScriptPlugin::new(bevy_zig_tests::scripts()));
    spawn(app.world_mut());
    app.update();
    app.update();
    ALLOCATED.load(Ordering::Relaxed) - before
}

static ALLOCATED: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[expect(unsafe_code, reason = "an allocator that counts")]
// SAFETY: passes everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        ALLOCATED.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    benchmarks(&mut criterion);
    criterion.final_summary();
    for count in COUNTS {
        compare(count);
    }
}
