//! Limits: a script that runs wild is refused, and only that script.

use bevy::prelude::*;
use bevy_zig::{PrefabApp, Script, ScriptLimits, ScriptRuntime, Tags, Value, ZigScripts};

use crate::tools::*;

/// Bytes of a `translate` request.
const MOVE: usize = 32;

fn flood(limits: ScriptLimits, script: Script) -> (App, Entity, String, i128) {
    let mut app = app_with(plugin().with_limits(limits));
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    let healthy = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("follower"))).id();
    app.update();
    assert_eq!(position(&app, healthy).x, 1.0);
    let Value::Text(outcome) = field(&app, entity, "flood", "outcome") else { panic!("text") };
    let Value::Int(done) = field(&app, entity, "flood", "done") else { panic!("a number") };
    (app, entity, outcome.into_owned(), done)
}

#[test]
fn more_requests_than_fit_the_buffer_are_all_applied() {
    let limits = ScriptLimits { request_bytes_per_instance: 1 << 20, ..Default::default() };
    let moves = (1 << 20) / MOVE as u32;
    let (app, entity, outcome, done) = flood(limits, Script::new("flood").with("moves", moves));
    assert_eq!((outcome.as_str(), done), ("ok", moves.into()));
    assert_eq!(position(&app, entity).x, moves as f32);
}

#[test]
fn many_instances_fill_several_buffers() {
    let mut app = app();
    let entities: Vec<_> =
        (0..20_000).map(|_| app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("follower"))).id()).collect();
    app.update();
    app.update();
    let wrong: Vec<f32> = entities.iter().map(|entity| position(&app, *entity).x).filter(|x| *x != 2.0).collect();
    assert_eq!(
        wrong,
        [0.0_f32; 0],
        "of {} with {} faults",
        entities.len(),
        app.world().resource::<bevy_zig::ScriptRuntime>().fault_count()
    );
}

#[test]
fn one_instance_may_not_post_without_end() {
    let limits = ScriptLimits { request_bytes_per_instance: 256 << 10, ..Default::default() };
    let (app, entity, outcome, done) = flood(limits, Script::new("flood").with("moves", 1_000_000));
    assert_eq!(outcome, "LimitReached");
    assert_eq!(position(&app, entity).x, done as f32, "what was accepted is applied");
    assert!((8_192..10_000).contains(&done), "{done}");
}

#[test]
fn all_instances_together_have_a_limit() {
    let limits =
        ScriptLimits { request_bytes_per_instance: 1 << 20, request_bytes_per_phase: 1_500_000, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let moves = (1 << 19) / MOVE as u32;
    let entities: Vec<_> = (0..4)
        .map(|_| {
            let scripts = ZigScripts::new([Script::new("flood").with("moves", moves)]);
            app.world_mut().spawn((Transform::IDENTITY, scripts)).id()
        })
        .collect();
    app.update();
    let outcomes: Vec<_> = entities.iter().map(|entity| field(&app, *entity, "flood", "outcome")).collect();
    assert_eq!(outcomes[0], "ok".into());
    assert_eq!(outcomes[3], "LimitReached".into());
    let total: f32 = entities.iter().map(|entity| position(&app, *entity).x).sum();
    assert!(total * MOVE as f32 <= 1_500_000.0);
}

#[test]
fn spawns_have_a_limit() {
    let limits = ScriptLimits { spawns_per_phase: 10, spawns_reserved_per_instance: 0, ..Default::default() };
    let (mut app, _, outcome, done) = flood(limits, Script::new("flood").with("spawns", 50));
    assert_eq!((outcome.as_str(), done), ("LimitReached", 10));
    assert_eq!(app.world_mut().query::<&Tags>().iter(app.world()).count(), 10);
}

#[test]
fn those_who_spawn_much_leave_some_to_those_who_spawn_little() {
    let limits = ScriptLimits { spawns_per_phase: 10, spawns_reserved_per_instance: 3, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let mut spawn =
        |spawns: u32| app.world_mut().spawn(ZigScripts::new([Script::new("flood").with("spawns", spawns)])).id();
    let greedy = spawn(1_000);
    let modest: Vec<_> = (0..3).map(|_| spawn(3)).collect();
    let late = spawn(3);
    app.update();
    assert_eq!(field(&app, greedy, "flood", "done"), 10.into());
    for modest in modest {
        assert_eq!(field(&app, modest, "flood", "outcome"), "ok".into());
    }
    assert_eq!(field(&app, late, "flood", "done"), 1.into(), "all together have a limit");
    assert_eq!(field(&app, late, "flood", "outcome"), "LimitReached".into());
}

#[test]
fn the_world_has_a_limit() {
    let limits = ScriptLimits { entities: 200, ..Default::default() };
    let (mut app, _, outcome, _) = flood(limits, Script::new("flood").with("spawns", 1_000));
    assert_eq!(outcome, "LimitReached");
    app.update();
    assert!(app.world().entities().count_spawned() <= 200);
}

#[test]
fn what_is_below_prefabs_counts_as_entities() {
    let limits = ScriptLimits { entities: 200, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    app.register_prefab("family", |entity| {
        entity.insert(Transform::IDENTITY);
        let child = entity.world_scope(|world| world.spawn(Transform::IDENTITY).with_child(Transform::IDENTITY).id());
        entity.add_child(child);
    });
    let script = Script::new("flood").with("spawns", 100).with("prefab", "family");
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    let mut count = 0;
    let said = said_while(|| {
        for frame in 0..5 {
            // In the first frame nobody knows how many come along.
            app.update();
            count = app.world().entities().count_spawned();
            assert!(count <= 200, "{count} in frame {frame}");
        }
    });
    assert!(count + 3 > 200, "{count}: there is room for another one");
    assert_eq!(field(&app, entity, "flood", "outcome"), "LimitReached".into());
    // Whole families, and nothing of others.
    let families = app.world_mut().query::<&Tags>().iter(app.world()).count();
    let below = app.world_mut().query::<&ChildOf>().iter(app.world()).count();
    assert_eq!(below, 2 * families);
    assert!(said.iter().any(|line| line.contains("'flood' has reached the limit entities")), "{said:?}");
    assert!(said.iter().filter(|line| line.contains("is not spawned")).count() <= 1, "{said:?}");
}

#[test]
fn scratch_memory_has_a_limit() {
    let limits = ScriptLimits { scratch_bytes_per_batch: 1 << 20, ..Default::default() };
    assert_eq!(flood(limits.clone(), Script::new("flood").with("scratch_bytes", 1u64 << 30)).2, "LimitReached");
    assert_eq!(flood(limits, Script::new("flood").with("scratch_bytes", 1u64 << 10)).2, "ok");
}

#[test]
fn what_one_instance_takes_is_not_missing_to_the_next() {
    let limits = ScriptLimits {
        scratch_bytes_per_batch: 1 << 20,
        spawns_per_instance: 10,
        connections_per_instance: 5,
        ..Default::default()
    };
    let mut app = app_with(plugin().with_limits(limits));
    let mut spawn = |script: Script| app.world_mut().spawn(ZigScripts::new([script])).id();
    let readers: Vec<_> = (0..50).map(|_| spawn(Script::new("flood").with("scratch_bytes", 1u64 << 19))).collect();
    let runaway = spawn(Script::new("flood").with("spawns", 1_000));
    let modest = spawn(Script::new("flood").with("spawns", 10));
    let connects = spawn(Script::new("signaller").with("name", "hit").with("says", false).with("call", "connect_many"));
    let other = spawn(Script::new("signaller").with("name", "hit").with("says", false).with("call", "connect"));
    let said = said_while(|| app.update());
    for reader in readers {
        assert_eq!(field(&app, reader, "flood", "outcome"), "ok".into());
    }
    assert_eq!(field(&app, runaway, "flood", "outcome"), "LimitReached".into());
    assert_eq!(field(&app, modest, "flood", "outcome"), "ok".into());
    assert_eq!(field(&app, connects, "signaller", "done"), 5.into());
    assert_eq!(field(&app, other, "signaller", "outcome"), "ok".into());
    for limit in ["spawns_per_instance", "connections_per_instance"] {
        assert!(said.iter().any(|line| line.contains(&format!("reached the limit {limit}"))), "{limit}: {said:?}");
    }
}

#[test]
fn one_callback_may_do_what_a_game_needs() {
    let (app, entity, outcome, done) = flood(ScriptLimits::default(), Script::new("flood").with("moves", 100_000));
    assert_eq!((outcome.as_str(), done), ("ok", 100_000));
    assert_eq!(position(&app, entity).x, 100_000.0);
    let (mut app, _, outcome, done) = flood(ScriptLimits::default(), Script::new("flood").with("spawns", 12_000));
    assert_eq!((outcome.as_str(), done), ("ok", 12_000));
    assert_eq!(app.world_mut().query::<&Tags>().iter(app.world()).count(), 12_000);
}

#[test]
fn a_refusal_names_the_limit_and_how_to_raise_it() {
    let small = ScriptLimits::default();
    let cases = [
        ("request_bytes_per_instance", ScriptLimits { request_bytes_per_instance: 64 << 10, ..small.clone() }, "moves"),
        ("request_bytes_per_phase", ScriptLimits { request_bytes_per_phase: 400 << 10, ..small.clone() }, "moves"),
        ("spawns_per_instance", ScriptLimits { spawns_per_instance: 10, ..small.clone() }, "spawns"),
        ("scratch_bytes_per_batch", ScriptLimits { scratch_bytes_per_batch: 1 << 10, ..small }, "scratch_bytes"),
    ];
    for (limit, limits, path) in cases {
        let said = said_while(|| {
            let (.., outcome, _) = flood(limits, Script::new("flood").with(path, 100_000));
            assert_eq!(outcome, "LimitReached");
        });
        let line = format!("ScriptLimits {{ {limit}: …, ..default() }}");
        assert!(said.iter().any(|said| said.contains(&line) && said.contains("'flood'")), "{limit}: {said:?}");
    }
}

#[test]
fn a_value_that_is_too_large_names_the_limit_too() {
    let limits = ScriptLimits { value_bytes_per_instance: 16, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let entity = app.world_mut().spawn(ZigScripts::new([Script::new("mirrored").with("step", "name")])).id();
    let said = said_while(|| app.update());
    assert_eq!(field(&app, entity, "mirrored", "outcome"), "LimitReached".into());
    let line = "ScriptLimits { value_bytes_per_instance: …, ..default() }";
    assert!(said.iter().any(|said| said.contains(line) && said.contains("'mirrored'")), "{said:?}");
}

#[test]
fn a_few_that_post_much_leave_something_to_others() {
    let limits = ScriptLimits { request_bytes_per_phase: 2 << 20, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    let mut spawn = |moves: u32| {
        let scripts = ZigScripts::new([Script::new("flood").with("moves", moves)]);
        app.world_mut().spawn((Transform::IDENTITY, scripts)).id()
    };
    let greedy: Vec<_> = (0..3).map(|_| spawn(1_000_000)).collect();
    let modest: Vec<_> = (0..5).map(|_| spawn(1_000)).collect();
    app.update();
    for entity in greedy {
        assert_eq!(field(&app, entity, "flood", "outcome"), "LimitReached".into());
    }
    for entity in modest {
        assert_eq!(field(&app, entity, "flood", "outcome"), "ok".into());
        assert_eq!(position(&app, entity).x, 1_000.0);
    }
}

#[test]
fn prefabs_with_scripts_count_as_instances() {
    let limits = ScriptLimits { instances: 50, ..Default::default() };
    let mut app = app_with(plugin().with_limits(limits));
    app.register_prefab("family", |entity| {
        entity.insert((Transform::IDENTITY, ZigScripts::one("spinner")));
        entity.with_child((Transform::IDENTITY, ZigScripts::new([Script::new("spinner"), Script::new("follower")])));
    });
    let script = Script::new("flood").with("spawns", 100).with("prefab", "family");
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    let said = said_while(|| {
        for _ in 0..5 {
            app.update();
            let runtime = app.world().resource::<ScriptRuntime>();
            assert!(runtime.instance_count() <= 50, "{}", runtime.instance_count());
        }
    });
    assert_eq!(field(&app, entity, "flood", "outcome"), "LimitReached".into());
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 49, "16 families, and the spawner");
    // Whole families, and nothing of others.
    let spawned = app.world_mut().query::<&Tags>().iter(app.world()).count();
    assert_eq!(spawned, 16);
    assert!(said.iter().any(|line| line.contains("'flood' has reached the limit instances")), "{said:?}");
    assert!(said.iter().filter(|line| line.contains("is not spawned")).count() <= 1, "{said:?}");
}
