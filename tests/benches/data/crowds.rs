//! Many instances: they begin, come and go, and tell one of them something.

use std::time::Instant;

use bevy::prelude::*;
use bevy_zig::{Script, ScriptSignal, ZigScriptSystems, ZigScripts};

use crate::{Native, Taken, compare, frame, native, scripts, scripts_with, tenth_percentile};

/// What an instance of the script `bench_spawned` is in Rust.
#[derive(Component, Default)]
struct Spawned {
    began: bool,
}

/// What its `init` does.
fn begin(mut new: Query<&mut Spawned, Added<Spawned>>) {
    for mut spawned in &mut new {
        spawned.began = true;
    }
}

const SPAWNED: usize = 10_000;

/// 10,000 entities with a script each: spawned in a frame, despawned in the next.
pub fn spawn() -> Taken {
    let spawn = |mut commands: Commands, mut spawned: Local<Vec<Entity>>| {
        if spawned.is_empty() {
            let new = || commands.spawn((Transform::IDENTITY, Spawned::default())).id();
            spawned.extend(std::iter::repeat_with(new).take(SPAWNED));
        } else {
            for entity in spawned.drain(..) {
                commands.entity(entity).despawn();
            }
        }
    };
    let script = Script::new("bench_spawn").with("count", SPAWNED as i64);
    compare(native((begin, spawn).chain()), scripts_with(script), 60, 2).say("spawn", SPAWNED)
}

const SIGNALS: usize = 100_000;

/// 100,000 signals of 16 bytes from one instance to another one, which hears them in the next frame, in nanoseconds for
/// each: emitted, delivered, and written as Bevy messages, too. Native is a message, written and read.
pub fn signal() -> f64 {
    #[derive(Message)]
    struct Hit {
        by: Entity,
        damage: f32,
        _kind: u32,
    }
    let write = |mut hits: MessageWriter<Hit>| {
        hits.write_batch((0..SIGNALS).map(|_| Hit { by: Entity::PLACEHOLDER, damage: 1.0, _kind: 3 }));
    };
    let read = |mut hits: MessageReader<Hit>, mut sum: Local<f32>| {
        *sum += hits.read().filter(|hit| hit.by == Entity::PLACEHOLDER).map(|hit| hit.damage).sum::<f32>();
    };
    let mut native = native((forget::<Hit>, read, write).chain());
    native.add_message::<Hit>();
    let mut scripts = scripts_with(Script::new("bench_signal").with("emits", SIGNALS as i64));
    scripts.world_mut().spawn(ZigScripts::one("bench_signal"));
    scripts.add_systems(Update, forget::<ScriptSignal>.before(ZigScriptSystems::Update));
    compare(native, scripts, 60, 1).say("signal", SIGNALS).script / SIGNALS as f64
}

/// What an app does before each frame: messages that everybody had time to read are dropped.
fn forget<M: Message>(mut messages: ResMut<Messages<M>>) {
    messages.update();
}

const INSTANCES: usize = 100_000;

/// 100,000 entities with a script each are spawned, and begin.
pub fn start_up() -> Taken {
    let mut taken = [Vec::new(), Vec::new()];
    for _ in 0..15 {
        let mut native = native(begin);
        let start = Instant::now();
        native.world_mut().spawn_batch((0..INSTANCES).map(|_| (Transform::IDENTITY, Spawned::default())));
        frame(&mut native, Native);
        taken[0].push(start.elapsed());

        let mut scripts = scripts();
        let start = Instant::now();
        scripts
            .world_mut()
            .spawn_batch((0..INSTANCES).map(|_| (Transform::IDENTITY, ZigScripts::one("bench_spawned"))));
        frame(&mut scripts, Update);
        taken[1].push(start.elapsed());
    }
    let [native, script] = taken.map(tenth_percentile);
    Taken { native, script }.say("startup", INSTANCES)
}
