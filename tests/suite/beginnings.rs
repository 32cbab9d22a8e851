//! What is true when a script begins, and who is there for it.

use bevy::ecs::entity_disabling::Disabled;
use bevy::prelude::*;
use bevy_zig::{
    EmitSignal, GlobalScripts, PrefabApp, Script, ScriptLimits, ScriptRuntime, Signal, Tags, Value, ZigScriptCommands,
    ZigScriptSystems, ZigScripts,
};

use crate::tools::*;

fn number(app: &App, entity: Entity, path: &str) -> i128 {
    match field(app, entity, "newcomer", path) {
        Value::Int(number) => number,
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn what_is_new_knows_where_it_is_and_hears_what_was_emitted_to_it() {
    let mut app = app();
    app.register_prefab("newcomer", |entity| {
        entity.insert(ZigScripts::new([Script::new("newcomer").with("connects", true)]));
    });
    let transform = Transform::from_xyz(5.0, 6.0, 7.0);
    let parent = app.world_mut().spawn(Transform::from_xyz(10.0, 0.0, 0.0)).id();
    let script = Script::new("newcomer").with("spawns", true);
    let first = app.world_mut().spawn((transform, ChildOf(parent), ZigScripts::new([script]))).id();
    app.update();
    app.update();
    for path in ["at_init", "at_update"] {
        assert_eq!(field(&app, first, "newcomer", path), Vec3::new(15.0, 6.0, 7.0).into(), "{path}");
    }
    let mut query = app.world_mut().query::<(Entity, &ZigScripts)>();
    let spawned = query.iter(app.world()).map(|found| found.0).find(|entity| *entity != first).unwrap();
    for path in ["at_init", "at_update"] {
        assert_eq!(field(&app, spawned, "newcomer", path), Vec3::new(1.0, 2.0, 3.0).into(), "{path}");
    }
    assert_eq!(number(&app, spawned, "heard"), 1);
    assert_eq!(number(&app, first, "heard"), 0, "it was not for it");
}

#[test]
fn a_crowd_begins_in_one_call_whatever_sets_its_members_apart() {
    let mut app = app();
    // Each begins with a state of its own, behind a script of another kind.
    let mut spawn = |index: u32| {
        let scripts = ZigScripts::new([Script::new("spinner"), Script::new("newcomer").with("listed", index)]);
        app.world_mut().spawn((Transform::IDENTITY, scripts)).id()
    };
    let crowd: Vec<_> = (0..50).map(&mut spawn).collect();
    app.update();
    for entity in crowd {
        assert_eq!(number(&app, entity, "begin_together"), 50);
    }
}

#[test]
fn what_init_has_just_spawned_is_listened_to_whether_signals_wait_or_not() {
    for waits in [false, true] {
        let mut app = app();
        if waits {
            app.world_mut().emit_signal(Signal::new("noise"));
        }
        let scripts = ZigScripts::new([Script::new("newcomer").with("follows", true)]);
        let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
        app.update();
        let Value::Entity(Some(spawned)) = field(&app, entity, "newcomer", "spawned") else { panic!("it spawns one") };
        for name in ["welcome", "farewell"] {
            app.world_mut().emit_signal(Signal::new(name).to(spawned));
        }
        app.update();
        assert_eq!(number(&app, entity, "heard"), 1, "not what it has disconnected from again");
    }
}

#[test]
fn a_connection_that_is_made_early_counts_once() {
    for (connections_per_instance, refused) in [(4, 0), (3, 1)] {
        let limits = ScriptLimits { connections_per_instance, ..default() };
        let mut app = app_with(plugin().with_limits(limits));
        app.world_mut().emit_signal(Signal::new("noise"));
        let scripts = ZigScripts::new([Script::new("newcomer").with("connects_twice", 2)]);
        let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
        app.update();
        assert_eq!(number(&app, entity, "refused"), refused);
    }
}

#[test]
fn what_is_moved_right_after_its_spawn_knows_where_it_is() {
    let mut app = app();
    app.register_prefab("newcomer", |entity| {
        entity.insert(ZigScripts::one("newcomer"));
    });
    let script = Script::new("newcomer").with("spawns", true).with("moves", true);
    let first = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    app.update();
    app.update();
    let mut query = app.world_mut().query::<(Entity, &ZigScripts)>();
    let spawned = query.iter(app.world()).map(|found| found.0).find(|entity| *entity != first).unwrap();
    for path in ["at_init", "at_update"] {
        assert_eq!(field(&app, spawned, "newcomer", path), Vec3::new(11.0, 22.0, 33.0).into(), "{path}");
    }
}

#[test]
fn init_and_update_draw_different_numbers_and_frames_go_on_without_pre_update() {
    let mut app = app();
    app.configure_sets(PreUpdate, ZigScriptSystems::PreUpdate.run_if(|| false));
    let scripts = ZigScripts::new([Script::new("newcomer")]);
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    let mut drawn = Vec::new();
    for frame in 1..5 {
        app.update();
        assert_eq!(number(&app, entity, "frame"), frame);
        assert_eq!(app.world().resource::<ScriptRuntime>().frame_number(), frame as u64);
        drawn.push(number(&app, entity, "drawn"));
    }
    drawn.push(number(&app, entity, "drawn_at_init"));
    drawn.sort_unstable();
    drawn.dedup();
    assert_eq!(drawn.len(), 5);
}

#[test]
fn observers_and_systems_of_the_game_are_none_of_the_scripts_business() {
    #[derive(Resource, Default)]
    struct Observed(u32);
    let mut app = app();
    app.init_resource::<Observed>();
    app.add_observer(|_: On<Insert, Tags>, mut observed: ResMut<Observed>| observed.0 += 1);
    let system = app.register_system(|mut observed: ResMut<Observed>| observed.0 += 10);
    let scripts = ZigScripts::new([Script::new("newcomer").with("counts", true)]);
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.world_mut().spawn(Transform::IDENTITY);
    app.update();
    assert_eq!(number(&app, entity, "found"), 2, "itself, and one more, which it despawns");
    app.world_mut().spawn(Tags::one("rock"));
    app.world_mut().run_system(system).expect("it is still there");
    assert_eq!(app.world().resource::<Observed>().0, 11);
}

#[test]
fn what_is_disabled_is_found_by_nobody_and_its_scripts_rest() {
    let mut app = app();
    let tag = || (Transform::IDENTITY, Tags::one("rock"));
    let rock = app.world_mut().spawn((tag(), ZigScripts::one("lifecycle"))).id();
    let sleeper = app.world_mut().spawn((tag(), ZigScripts::one("lifecycle"))).id();
    let template = app.world_mut().spawn((tag(), ZigScripts::one("lifecycle"), Disabled)).id();
    app.update();
    app.world_mut().entity_mut(sleeper).insert(Disabled);
    let scripts = ZigScripts::new([Script::new("newcomer").with("counts", true)]);
    let looker = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.update();
    for path in ["tagged", "near", "listed"] {
        assert_eq!(number(&app, looker, path), 1, "{path}");
    }
    assert!(app.world().get_entity(rock).is_err(), "it despawns what it finds");
    assert!(app.world().get_entity(sleeper).is_ok() && app.world().get_entity(template).is_ok());
    assert_eq!(field(&app, sleeper, "lifecycle", "updates"), Value::Int(1), "it rests");
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 2, "a template has not begun");
    set(&mut app, looker, "newcomer", "counts", false);
    for entity in [sleeper, template] {
        app.world_mut().entity_mut(entity).remove::<Disabled>();
    }
    app.update();
    assert_eq!(field(&app, sleeper, "lifecycle", "updates"), Value::Int(2), "it goes on, with its state");
    assert_eq!(field(&app, template, "lifecycle", "updates"), Value::Int(1));
}

#[test]
fn attaching_without_end_is_refused_by_name() {
    for (limits, limit) in [
        (ScriptLimits { scripts_per_entity: 20, ..default() }, "scripts_per_entity"),
        (ScriptLimits { instances: 20, ..default() }, "instances"),
    ] {
        let mut app = app_with(plugin().with_limits(limits));
        let scripts = ZigScripts::new([Script::new("newcomer").with("attaches", 15)]);
        let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
        let said = said_while(|| (0..5).for_each(|_| app.update()));
        assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 20);
        assert_eq!(number(&app, entity, "refused"), 5 * 15 - 19);
        let named: Vec<_> = said.iter().filter(|line| line.contains(&format!("reached the limit {limit}"))).collect();
        assert_eq!(named.len(), 1, "{said:?}");
    }
}

#[test]
fn the_limit_of_entities_counts_what_lives_and_not_what_has_lived() {
    let limits = ScriptLimits { entities: 2_000, ..default() };
    let mut app = app_with(plugin().with_limits(limits));
    let many: Vec<Entity> = app.world_mut().spawn_batch((0..5_000).map(|_| Transform::IDENTITY)).collect();
    for entity in many {
        app.world_mut().despawn(entity);
    }
    let flood = app.world_mut().spawn(ZigScripts::new([Script::new("flood").with("spawns", 500)])).id();
    app.update();
    assert_eq!(field(&app, flood, "flood", "outcome"), "ok".into());
    let said = said_while(|| (0..4).for_each(|_| app.update()));
    assert_eq!(field(&app, flood, "flood", "outcome"), "LimitReached".into());
    assert!(said.iter().any(|line| line.contains("reached the limit entities")), "{said:?}");
    assert!(app.world().entities().count_spawned() <= 2_000);
}

/// Holds all phases back while it is true.
#[derive(Resource, Default)]
struct Held(bool);

fn app_that_can_be_held() -> App {
    let mut app = app();
    let runs = |held: Res<Held>| !held.0;
    app.init_resource::<Held>()
        .configure_sets(PreUpdate, ZigScriptSystems::PreUpdate.run_if(runs))
        .configure_sets(Update, ZigScriptSystems::Update.run_if(runs))
        .configure_sets(PostUpdate, ZigScriptSystems::PostUpdate.run_if(runs));
    app
}

#[test]
fn what_goes_while_phases_are_held_back_ends_then() {
    let mut app = app_that_can_be_held();
    let [gone, detached, stays] = [1, 2, 3]
        .map(|name| app.world_mut().spawn(ZigScripts::new([Script::new("lifecycle").with("name", name)])).id());
    app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("lifecycle").with("name", 4));
    app.update();
    logged(&mut app);
    app.insert_resource(Held(true));
    app.world_mut().despawn(gone);
    app.world_mut().entity_mut(detached).detach_script("lifecycle");
    app.world_mut().resource_mut::<GlobalScripts>().detach("lifecycle");
    let fresh = app.world_mut().spawn(ZigScripts::new([Script::new("lifecycle").with("name", 5)])).id();
    app.update();
    assert_eq!(logged(&mut app), ["shutdown 1 after 1", "shutdown 2 after 1", "shutdown 4 after 1"]);
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 1);
    app.world_mut().despawn(fresh);
    let fresh = app.world_mut().spawn(ZigScripts::new([Script::new("lifecycle").with("name", 6)])).id();
    for _ in 0..3 {
        app.update();
    }
    assert_eq!(logged(&mut app), [""; 0], "nothing begins, and nothing ends twice");
    app.insert_resource(Held(false));
    app.update();
    assert_eq!(logged(&mut app), ["init 6", "update 3", "update 6"]);
    for entity in [stays, fresh] {
        app.world_mut().despawn(entity);
    }
    app.update();
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 0);
}

#[test]
fn global_scripts_that_change_while_phases_are_held_back_change_afterwards() {
    let mut app = app_that_can_be_held();
    app.update();
    app.insert_resource(Held(true));
    app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("lifecycle"));
    for _ in 0..3 {
        app.update();
    }
    app.insert_resource(Held(false));
    app.update();
    assert_eq!(logged(&mut app), ["init 0", "update 0"]);
}

#[test]
fn an_app_that_is_dropped_ends_its_scripts() {
    for held in [false, true] {
        let mut app = app_that_can_be_held();
        let entity = app.world_mut().spawn(ZigScripts::new([Script::new("lifecycle").with("name", 7)])).id();
        app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("lifecycle").with("name", 8));
        app.world_mut().spawn(ZigScripts::new([Script::new("lifecycle").with("name", 9).disabled()]));
        app.update();
        app.insert_resource(Held(held));
        let said = said_while(|| drop(app));
        for (name, updates) in [(7, 1), (8, 1), (9, 0)] {
            let line = format!("shutdown {name} after {updates}");
            assert_eq!(said.iter().filter(|said| said.ends_with(&line)).count(), 1, "{line}: {said:?}");
        }
        assert!(said.iter().any(|line| line.contains(&entity.to_string())), "{said:?}");
    }
    let mut app = app();
    app.world_mut().spawn(ZigScripts::one("lifecycle"));
    app.update();
    app.world_mut().write_message(AppExit::Success);
    app.update();
    let said = said_while(|| drop(app));
    assert!(!said.iter().any(|line| line.contains("shutdown")), "it has ended already: {said:?}");
}

#[test]
fn the_children_of_what_was_just_spawned_know_where_they_are() {
    #[derive(Resource, Default)]
    struct Seen(Vec<Vec3>);
    let mut app = app();
    app.register_prefab("tower", |entity| {
        entity.insert(Transform::from_xyz(1.0, 0.0, 0.0));
        entity.with_children(|children| {
            children.spawn(Transform::from_xyz(0.0, 2.0, 0.0)).with_child(Transform::from_xyz(0.0, 0.0, 3.0));
        });
    });
    let look = |places: Query<&GlobalTransform, With<ChildOf>>, mut seen: ResMut<Seen>| {
        seen.0.extend(places.iter().map(GlobalTransform::translation));
    };
    app.init_resource::<Seen>().add_systems(Update, look.after(ZigScriptSystems::Update));
    let caller = Script::new("caller").with("call", "spawn").with("name", "tower");
    app.world_mut().spawn(ZigScripts::new([caller]));
    app.update();
    let mut seen = app.world().resource::<Seen>().0.clone();
    seen.sort_by(|a, b| a.z.total_cmp(&b.z));
    assert_eq!(seen, [Vec3::new(1.0, 2.0, 0.0), Vec3::new(1.0, 2.0, 3.0)]);
}
