//! Spawn requests: components that the new entity gets, and the answer that the game hears.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, ComponentPolicy, PrefabApp, Script, ScriptSpawned, Tags, Value, Velocity, ZigScripts};
use bevy_zig_tests::components::{Everything, Frozen, Health, Points};

use crate::tools::*;

struct Spawner {
    app: App,
    spawner: Entity,
}

impl Spawner {
    fn new() -> Self {
        let mut app = app();
        app.register_zig_component::<Health>()
            .register_zig_component::<Everything>()
            .register_zig_component::<Frozen>()
            .register_zig_component_with(ComponentPolicy::Merge(|old: &mut Points, new| old.value += new.value))
            .register_prefab("rock", |entity| {
                entity.insert((Transform::IDENTITY, Health { current: 1.0, max: 1.0 }, Points { value: 2 }));
            });
        let spawner = app.world_mut().spawn(ZigScripts::one("spawner")).id();
        app.update();
        Self { app, spawner }
    }

    fn call(&mut self, call: &'static str) -> String {
        set(&mut self.app, self.spawner, "spawner", "found", Value::Entity(None));
        set(&mut self.app, self.spawner, "spawner", "call", call);
        self.app.update();
        match field(&self.app, self.spawner, "spawner", "outcome") {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn found(&self) -> Entity {
        match field(&self.app, self.spawner, "spawner", "found") {
            Value::Entity(Some(entity)) => entity,
            other => panic!("{other:?}"),
        }
    }

    fn component<C: Component + Copy>(&self) -> Option<C> {
        self.app.world().get::<C>(self.found()).copied()
    }

    fn answers(&mut self) -> Vec<ScriptSpawned> {
        self.app.world_mut().resource_mut::<Messages<ScriptSpawned>>().drain().collect()
    }
}

#[test]
fn what_is_spawned_gets_its_components() {
    let mut spawner = Spawner::new();
    assert_eq!(spawner.call("with"), "ok");
    assert_eq!(spawner.component(), Some(Health { current: 3.0, max: 4.0 }));
    assert_eq!(spawner.component(), Some(Frozen));
    assert_eq!(spawner.component::<Velocity>().map(|velocity| velocity.linear), Some(Vec3::new(1.0, 2.0, 3.0)));
    assert_eq!(spawner.component(), Some(Transform::IDENTITY));
    assert!(spawner.app.world().get::<Tags>(spawner.found()).is_some_and(|tags| tags.contains("made")));
    assert_eq!(spawner.call("empty"), "ok");
    assert_eq!(spawner.component::<Health>(), None);
}

#[test]
fn components_come_after_the_prefabs_and_before_the_transform() {
    let mut spawner = Spawner::new();
    assert_eq!(spawner.call("over_prefab"), "ok");
    assert_eq!(spawner.component(), Some(Health { current: 3.0, max: 4.0 }), "replaced");
    assert_eq!(spawner.component(), Some(Points { value: 7 }), "merged");
    assert_eq!(spawner.call("transform_last"), "ok");
    assert_eq!(spawner.component(), Some(Transform::from_xyz(1.0, 2.0, 3.0)));
}

#[test]
fn a_component_that_is_refused_refuses_the_spawn() {
    let mut spawner = Spawner::new();
    let before = spawner.app.world().entities().count_spawned();
    for (call, outcome) in [
        ("unregistered", "UnknownComponent"),
        ("raw_unknown_id", "UnknownComponent"),
        ("read_only", "ReadOnly"),
        ("bad_value", "InvalidArgument"),
        ("raw_null_payload", "InvalidArgument"),
        ("raw_null_list", "InvalidArgument"),
        ("raw_many", "InvalidArgument"),
        ("raw_size_mismatch", "SizeMismatch"),
        ("raw_too_old", "InvalidArgument"),
    ] {
        assert_eq!(spawner.call(call), outcome, "{call}");
    }
    assert_eq!(spawner.app.world().entities().count_spawned(), before);
}

#[test]
fn requests_of_other_sizes_are_understood() {
    let mut spawner = Spawner::new();
    assert_eq!(spawner.call("raw_old"), "ok", "it ends before the components");
    assert_eq!(spawner.component::<Health>(), None);
    assert_eq!(spawner.component(), Some(Transform::IDENTITY));
    assert_eq!(spawner.call("raw_newer"), "ok");
    assert_eq!(spawner.component(), Some(Health { current: 3.0, max: 4.0 }));
    assert_eq!(spawner.answers(), []);
}

#[test]
fn the_game_hears_what_was_spawned_if_the_script_gives_a_number() {
    let mut spawner = Spawner::new();
    assert_eq!(spawner.call("plain"), "ok");
    assert_eq!(spawner.answers(), [], "no number, no answer");
    set(&mut spawner.app, spawner.spawner, "spawner", "request_id", u64::MAX);
    for call in ["plain", "with", "despawned"] {
        assert_eq!(spawner.call(call), "ok");
        let (entity, spawned) = (Some(spawner.spawner), spawner.found());
        let answer = ScriptSpawned { request_id: u64::MAX, script: "spawner".into(), entity, spawned };
        assert_eq!(spawner.answers(), [answer], "{call}");
    }
}

#[test]
fn a_global_script_has_no_entity_in_the_answer() {
    let mut spawner = Spawner::new();
    let script = Script::new("spawner").with("call", "with").with("request_id", 7u64);
    spawner.app.world_mut().resource_mut::<bevy_zig::GlobalScripts>().attach(script);
    spawner.app.update();
    let [answer] = &spawner.answers()[..] else { panic!("one answer") };
    assert_eq!((answer.request_id, answer.entity), (7, None));
    assert!(spawner.app.world().get::<Health>(answer.spawned).is_some());
}

#[test]
fn a_component_may_despawn_its_entity_as_it_comes() {
    let mut spawner = Spawner::new();
    spawner.app.world_mut().add_observer(|added: On<Insert, Frozen>, mut commands: Commands| {
        commands.entity(added.entity).despawn();
    });
    assert_eq!(spawner.call("with"), "ok");
    assert!(spawner.app.world().get_entity(spawner.found()).is_err());
}

#[test]
fn what_a_prefab_makes_an_observer_is_left_alone() {
    let mut spawner = Spawner::new();
    spawner.app.register_type::<Visibility>().register_prefab("watcher", |entity| {
        entity.insert(Observer::new(|_: On<Add, Health>| {}));
    });
    assert_eq!(spawner.call("hidden_watcher"), "ok", "when it was asked, it was a promised entity as any other");
    let watcher = spawner.app.world().entity(spawner.found());
    assert!(watcher.contains::<Observer>());
    assert!(!watcher.contains::<Visibility>());
}

#[test]
fn the_handle_of_an_entity_that_was_not_spawned_is_nobody_elses() {
    let mut app = app();
    let parent = app.world_mut().spawn(Transform::IDENTITY).id();
    let script = Script::new("promised").with("parent", parent);
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    app.update();
    let Value::Entity(Some(promised)) = field(&app, entity, "promised", "child") else { panic!("it has no handle") };
    assert!(app.world().get_entity(promised).is_err(), "its parent was gone");
    let others: Vec<Entity> = (0..10).map(|_| app.world_mut().spawn(Transform::IDENTITY).id()).collect();
    assert!(!others.contains(&promised), "{promised} is one of {others:?}");
    app.update();
    assert_eq!(field(&app, entity, "promised", "is_there"), false.into());
}
