//! What scripts can ask for, each with its errors. The script `caller` makes one call and keeps its outcome.

use std::f32::consts::{FRAC_PI_2, PI};

use bevy::prelude::*;
use bevy_zig::{MissingTransform, PrefabApp, Script, Tags, Value, ZigScripts};

use crate::tools::*;

/// An app with one entity that calls, and `target` for it.
pub struct Caller {
    pub app: App,
    pub caller: Entity,
}

impl Caller {
    pub fn new() -> Self {
        Self::with(app())
    }

    pub fn with(mut app: App) -> Self {
        let transform = Transform::from_xyz(1.0, 2.0, 3.0);
        let caller = app.world_mut().spawn((transform, Tags::one("caller"), ZigScripts::one("caller"))).id();
        app.update();
        Self { app, caller }
    }

    pub fn set(&mut self, path: &str, value: impl Into<Value>) -> &mut Self {
        set(&mut self.app, self.caller, "caller", path, value);
        self
    }

    pub fn get(&self, path: &str) -> Value {
        field(&self.app, self.caller, "caller", path)
    }

    /// Makes a call in the next frame and returns its outcome.
    pub fn call(&mut self, call: &'static str) -> String {
        self.set("call", call);
        self.app.update();
        match self.get("outcome") {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    pub fn found(&self) -> Entity {
        match self.get("found") {
            Value::Entity(Some(entity)) => entity,
            other => panic!("{other:?}"),
        }
    }

    pub fn transform(&self) -> Transform {
        *self.app.world().get(self.caller).unwrap()
    }

    /// A handle whose entity is gone, one of many, so that Bevy uses its index again.
    fn stale(&mut self) -> Entity {
        let world = self.app.world_mut();
        let entities: Vec<_> = (0..1_000).map(|_| world.spawn(Transform::IDENTITY).id()).collect();
        for entity in &entities {
            world.despawn(*entity);
        }
        entities[0]
    }
}

#[test]
fn positions_are_set_and_moved() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("vector", Vec3::new(4.0, 5.0, 6.0)).call("set_position"), "ok");
    assert_eq!(caller.transform().translation, Vec3::new(4.0, 5.0, 6.0));
    assert_eq!(caller.set("vector", Vec3::new(1.0, 0.0, -1.0)).call("translate"), "ok");
    assert_eq!(caller.transform().translation, Vec3::new(5.0, 5.0, 5.0));
    assert_eq!(caller.call("position"), "ok");
    assert_eq!(caller.get("read"), Value::Vec3(Vec3::splat(5.0)));
}

#[test]
fn rotations_are_global_or_local() {
    let mut caller = Caller::new();
    let tilt = Quat::from_rotation_x(FRAC_PI_2);
    let turn = Quat::from_rotation_z(0.5);
    assert_eq!(caller.set("quat", tilt).call("set_rotation"), "ok");
    assert_eq!(caller.set("quat", turn).call("rotate"), "ok");
    assert!(caller.transform().rotation.abs_diff_eq(turn * tilt, 1e-6));
    assert_eq!(caller.call("rotate_local"), "ok");
    assert!(caller.transform().rotation.abs_diff_eq(turn * tilt * turn, 1e-6));
    assert_eq!(caller.call("rotation"), "ok");
    assert_eq!(caller.get("read_quat"), Value::Quat(caller.transform().rotation));
}

#[test]
fn look_at_turns_minus_z_to_the_target() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("vector", Vec3::new(1.0, 2.0, 9.0)).call("look_at"), "ok");
    assert!(caller.transform().forward().abs_diff_eq(Vec3::Z, 1e-6));
    // Where there is no direction, Bevy's own fall-backs hold.
    assert_eq!(caller.set("vector", Vec3::new(1.0, 2.0, 3.0)).call("look_at"), "ok");
    assert!(caller.transform().rotation.is_normalized());
}

#[test]
fn scales_may_mirror() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("vector", Vec3::new(2.0, -1.0, 1.0)).call("set_scale"), "ok");
    assert_eq!(caller.transform().scale, Vec3::new(2.0, -1.0, 1.0));
    assert_eq!(caller.call("scale"), "ok");
    assert_eq!(caller.get("read"), Value::Vec3(Vec3::new(2.0, -1.0, 1.0)));
}

#[test]
fn a_mirroring_scale_is_said_once() {
    let said = said_while(|| {
        let mut caller = Caller::new();
        for mirrored in [Vec3::NEG_ONE, Vec3::new(1.0, 1.0, -2.0)] {
            assert_eq!(caller.set("vector", mirrored).call("set_scale"), "ok");
        }
    });
    assert_eq!(said.iter().filter(|line| line.contains("negative scale")).count(), 1, "{said:?}");
}

#[test]
fn numbers_that_make_no_sense_are_refused_and_change_nothing() {
    let mut caller = Caller::new();
    let before = caller.transform();
    for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        for call in ["set_position", "translate", "set_scale", "look_at"] {
            assert_eq!(caller.set("vector", Vec3::new(0.0, bad, 0.0)).call(call), "InvalidArgument", "{call} {bad}");
        }
        for call in ["set_rotation", "rotate", "rotate_local"] {
            let quat = Quat::from_xyzw(0.0, 0.0, bad, 1.0);
            assert_eq!(caller.set("quat", quat).call(call), "InvalidArgument", "{call} {bad}");
        }
    }
    assert_eq!(caller.set("quat", Quat::from_xyzw(0.0, 0.0, 0.0, 0.0)).call("set_rotation"), "InvalidArgument");
    assert_eq!(caller.set("vector", Vec3::ZERO).set("up", Vec3::NAN).call("look_at"), "InvalidArgument");
    assert_eq!(caller.transform(), before);
}

#[test]
fn rotations_are_normalised() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("quat", Quat::from_xyzw(0.0, 0.0, 3.0, 0.0)).call("set_rotation"), "ok");
    assert!(caller.transform().rotation.abs_diff_eq(Quat::from_rotation_z(PI), 1e-6));
}

#[test]
fn stale_handles_are_told_from_live_ones() {
    let mut caller = Caller::new();
    let stale = caller.stale();
    // The next entity takes the index of the stale one, in another generation.
    let mut spawn = || caller.app.world_mut().spawn(Transform::IDENTITY).id();
    let heir = (0..10_000).map(|_| spawn()).find(|entity| entity.index() == stale.index());
    let heir = heir.expect("Bevy uses indices again");
    caller.set("target", stale).set("name", "alpha");
    for call in [
        "despawn",
        "set_position",
        "translate",
        "set_rotation",
        "rotate",
        "look_at",
        "set_scale",
        "position",
        "rotation",
        "scale",
        "velocity",
        "attach",
        "detach",
    ] {
        assert_eq!(caller.call(call), "UnknownEntity", "{call}");
    }
    assert_eq!(caller.call("exists"), "ok");
    assert_eq!(caller.get("count"), Value::Int(0));
    assert_eq!(*caller.app.world().get::<Transform>(heir).unwrap(), Transform::IDENTITY);
}

#[test]
fn handles_of_others_work_while_they_live() {
    let mut caller = Caller::new();
    let other = caller.app.world_mut().spawn(Transform::IDENTITY).id();
    assert_eq!(caller.set("target", other).set("vector", Vec3::X).call("translate"), "ok");
    assert_eq!(position(&caller.app, other), Vec3::X);
    assert_eq!(caller.call("exists"), "ok");
    assert_eq!(caller.get("count"), Value::Int(1));
}

#[test]
fn an_entity_without_a_transform_gets_one_or_not_as_the_game_says() {
    for (policy, expected) in [(MissingTransform::Insert, Some(Vec3::X)), (MissingTransform::Ignore, None)] {
        let mut caller = Caller::with(app_with(plugin().with_missing_transform(policy)));
        let bare = caller.app.world_mut().spawn_empty().id();
        caller.set("target", bare).set("vector", Vec3::X);
        assert_eq!(caller.call("position"), "Absent");
        assert_eq!(caller.call("translate"), "ok");
        let transform = caller.app.world().get::<Transform>(bare);
        assert_eq!(transform.map(|transform| transform.translation), expected);
    }
}

#[test]
fn despawn_takes_children_along_and_repeats_do_nothing() {
    let mut caller = Caller::new();
    let other = caller.app.world_mut().spawn((Transform::IDENTITY, children![Transform::IDENTITY])).id();
    let child = caller.app.world().get::<Children>(other).unwrap()[0];
    assert_eq!(caller.set("target", other).call("despawn_twice"), "ok");
    assert!(caller.app.world().get_entity(other).is_err());
    assert!(caller.app.world().get_entity(child).is_err());
}

#[test]
fn a_script_may_despawn_its_own_entity() {
    let mut caller = Caller::new();
    caller.set("call", "despawn");
    caller.app.update();
    assert!(caller.app.world().get_entity(caller.caller).is_err());
    caller.app.update();
    assert_eq!(caller.app.world().resource::<bevy_zig::ScriptRuntime>().instance_count(), 0);
}

#[test]
fn a_spawned_entity_can_be_used_at_once() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("vector", Vec3::new(5.0, 0.0, 0.0)).call("spawn_and_use"), "ok");
    assert_eq!(caller.get("count"), Value::Int(1), "exists() knows a spawn of this phase");
    let spawned = caller.found();
    assert_eq!(position(&caller.app, spawned), Vec3::new(6.0, 0.0, 0.0));
    caller.app.update();
    assert_eq!(field(&caller.app, spawned, "lifecycle", "inits"), Value::Int(1));
}

#[test]
fn requests_for_an_entity_that_is_despawned_in_the_same_phase_do_nothing() {
    let mut caller = Caller::new();
    assert_eq!(caller.call("spawn_despawned"), "ok");
    assert!(caller.app.world().get_entity(caller.found()).is_err());
}

#[test]
fn prefabs_are_spawned_by_name() {
    #[derive(Component)]
    struct Rock;
    let mut app = app();
    app.register_prefab("rock", |entity| {
        entity.insert((Rock, Transform::from_scale(Vec3::splat(2.0)), Tags::one("solid")));
    });
    let mut caller = Caller::with(app);
    assert_eq!(caller.set("name", "rock").call("spawn"), "ok");
    let rock = caller.found();
    let world = caller.app.world();
    assert!(world.get::<Rock>(rock).is_some());
    assert_eq!(world.get::<Transform>(rock).unwrap().scale, Vec3::splat(2.0), "no transform given: the prefab's own");
    let tags: Vec<_> = world.get::<Tags>(rock).unwrap().iter().collect();
    assert_eq!(tags, ["solid", "spawned"]);
    assert_eq!(caller.set("name", "rok").call("spawn"), "UnknownPrefab");
    assert_eq!(caller.get("found"), Value::Entity(Some(rock)), "a refused spawn makes nothing");
}

#[test]
fn entities_are_found_by_tag() {
    let mut caller = Caller::new();
    assert_eq!(caller.set("name", "caller").call("find_by_tag"), "ok");
    assert_eq!((caller.get("count"), caller.found()), (Value::Int(1), caller.caller));
    assert_eq!(caller.set("name", "nobody").call("find_by_tag"), "ok");
    assert_eq!(caller.get("count"), Value::Int(0));

    let world = caller.app.world_mut();
    let rocks: Vec<_> = (0..100).map(|_| world.spawn(Tags::new(["rock", "solid"])).id()).collect();
    assert_eq!(caller.set("name", "rock").call("find_by_tag"), "ok");
    assert_eq!((caller.get("count"), caller.found()), (Value::Int(100), rocks[0]));
    // Despawned, retagged, untagged: the index follows.
    let world = caller.app.world_mut();
    world.despawn(rocks[0]);
    world.entity_mut(rocks[1]).insert(Tags::one("solid"));
    world.entity_mut(rocks[2]).remove::<Tags>();
    assert_eq!(caller.call("find_by_tag"), "ok");
    assert_eq!(caller.get("count"), Value::Int(97));
    assert_eq!(caller.set("name", "solid").call("find_by_tag"), "ok");
    assert_eq!(caller.get("count"), Value::Int(98));
}

#[test]
fn scripts_attach_and_detach_scripts() {
    let mut caller = Caller::new();
    let other = caller.app.world_mut().spawn(Transform::IDENTITY).id();
    caller.set("target", other).set("name", "lifecycle").set("priority", -3).set("enabled", false);
    assert_eq!(caller.call("attach"), "ok");
    let script = caller.app.world().get::<ZigScripts>(other).unwrap().get("lifecycle").unwrap().clone();
    assert_eq!(script, Script::new("lifecycle").with_priority(-3).disabled());
    caller.app.update();
    assert_eq!(logged(&mut caller.app), ["init 0"]);
    assert_eq!(caller.call("detach"), "ok");
    // Nothing to detach any more: known script, no effect.
    assert_eq!(caller.call("detach"), "ok");
    assert_eq!(logged(&mut caller.app), ["shutdown 0 after 0"]);
    assert_eq!(caller.set("name", "lifecicle").call("attach"), "UnknownScript");
    assert_eq!(caller.call("detach"), "UnknownScript");
}

#[test]
fn calls_of_a_global_script_on_its_own_entity_are_refused() {
    let mut app = app();
    app.world_mut().resource_mut::<bevy_zig::GlobalScripts>().attach(Script::new("caller").with("call", "translate"));
    app.update();
    let outcome = bevy_zig::ScriptFields::script_field(app.world(), None, "caller", "outcome");
    assert_eq!(outcome, Ok("UnknownEntity".into()));
}

#[test]
fn requests_of_many_instances_reach_their_own_entities_whatever_the_order_of_tables() {
    let mut app = app();
    let mut entities = Vec::new();
    for index in 0..1_000u32 {
        let scripts = ZigScripts::one("follower");
        // Several tables, interleaved, so that instances and rows do not lie in the same order.
        let entity = match index % 3 {
            0 => app.world_mut().spawn((Transform::IDENTITY, scripts)),
            1 => app.world_mut().spawn((Transform::IDENTITY, scripts, Name::new("named"))),
            _ => app.world_mut().spawn((Transform::IDENTITY, scripts, Tags::one("tagged"))),
        };
        entities.push(entity.id());
    }
    app.update();
    for index in (0..1_000).step_by(7).rev() {
        app.world_mut().despawn(entities.remove(index));
    }
    app.update();
    app.update();
    for entity in entities {
        assert_eq!(position(&app, entity).x, 3.0);
    }
}

#[test]
fn a_request_marks_the_transform_as_changed_and_no_other() {
    #[derive(Resource, Default)]
    struct Changed(Vec<Entity>);
    let mut app = app();
    app.init_resource::<Changed>().add_systems(
        Last,
        |mut changed: ResMut<Changed>, moved: Query<Entity, bevy::prelude::Changed<Transform>>| {
            changed.0 = moved.iter().collect();
        },
    );
    app.world_mut().spawn_batch((0..100).map(|_| Transform::IDENTITY));
    let moving: Vec<_> =
        (0..50).map(|_| app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("follower"))).id()).collect();
    app.update();
    app.update();
    let mut changed = std::mem::take(&mut app.world_mut().resource_mut::<Changed>().0);
    changed.sort();
    let mut expected = moving;
    expected.sort();
    assert_eq!(changed, expected);

    // Where it is already, nothing changes, be it one request or many.
    let callers = |app: &mut App, count: usize| -> Vec<Entity> {
        let caller = || Script::new("caller").with("vector", Vec3::X);
        (0..count).map(|_| app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([caller()]))).id()).collect()
    };
    for count in [1, 40] {
        let callers = callers(&mut app, count);
        app.update();
        for expected in [count, 0] {
            for caller in &callers {
                set(&mut app, *caller, "caller", "call", "set_position");
            }
            app.update();
            let changed = std::mem::take(&mut app.world_mut().resource_mut::<Changed>().0);
            assert_eq!(changed.iter().filter(|entity| callers.contains(entity)).count(), expected, "{count}");
        }
    }
}
