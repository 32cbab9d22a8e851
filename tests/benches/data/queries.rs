//! One script that goes over 100,000 entities: reads two components of each, or writes one of them back.

use std::hint::black_box;

use bevy::prelude::*;
use bevy_zig::{DataAccess, Script};
use bevy_zig_tests::components::Health;

use crate::{Taken, compare, native, scripts_with};

const COUNT: usize = 100_000;
const ROUNDS: usize = 100;

fn bodies(index: usize) -> (Health, Transform) {
    (Health { current: index as f32, max: 1.0 }, Transform::from_xyz(1.0, 0.0, 0.0))
}

fn with_bodies(mut app: App) -> App {
    app.world_mut().spawn_batch((0..COUNT).map(bodies));
    app
}

fn script(what: &'static str) -> App {
    with_bodies(scripts_with(Script::new("bench_data").with("what", what)))
}

/// A sum over two components: of a field of each in chunks, of the whole components in chunks, or all at once.
pub fn sum(what: &'static str) -> Taken {
    let native = native(|query: Query<(&Health, &Transform)>| {
        black_box(query.iter().map(|(health, transform)| health.current * transform.translation.x).sum::<f32>());
    });
    compare(with_bodies(native), script(what), ROUNDS, 1).say(what, COUNT)
}

/// One component read, another one changed: the transform of each entity; as a whole, or only its place.
pub fn write_back(what: &'static str) -> Taken {
    let native = native(|mut query: Query<(&Health, &mut Transform)>| {
        for (health, mut transform) in &mut query {
            transform.translation.x += health.current;
        }
    });
    compare(with_bodies(native), script(what), ROUNDS, 1).say(what, COUNT)
}

/// A sum over a component that Zig declares, beside one of Rust's.
pub fn zig_component() -> Taken {
    let mut native = native(|query: Query<&Health>| {
        black_box(query.iter().map(|health| health.current * health.max).sum::<f32>());
    });
    let mut script = scripts_with(Script::new("bench_data").with("what", "zig_component"));
    // The script declares it.
    script.update();
    let heat = script.world().zig_default("Heat").expect("a script declares it");
    for _ in 0..COUNT {
        let entity = script.world_mut().spawn_empty().id();
        script.world_mut().insert_zig_component(entity, &heat).expect("the entity is there");
    }
    native.world_mut().spawn_batch((0..COUNT).map(|_| Health { current: 1.0, max: 2.0 }));
    compare(native, script, ROUNDS, 1).say("zig_component", COUNT)
}
