//! Parents and children, trees, and transforms in the world's space.

use std::f32::consts::FRAC_PI_2;

use bevy::prelude::*;
use bevy_zig::{ComponentApp, ScriptSpawned, Tags, Value, ZigScripts};
use bevy_zig_tests::components::*;

use crate::tools::*;

struct Subject {
    app: App,
    entity: Entity,
}

impl Subject {
    fn new() -> Self {
        let mut app = app();
        app.register_zig_component::<Health>().register_zig_component::<Points>();
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("family"))).id();
        app.update();
        Self { app, entity }
    }

    fn call(&mut self, call: &'static str) -> Value {
        set(&mut self.app, self.entity, "family", "call", call);
        self.app.update();
        field(&self.app, self.entity, "family", "outcome")
    }

    fn found(&self) -> Entity {
        match field(&self.app, self.entity, "family", "found") {
            Value::Entity(Some(entity)) => entity,
            other => panic!("{other:?}"),
        }
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) {
        set(&mut self.app, self.entity, "family", path, value);
    }

    fn spawn(&mut self, bundle: impl Bundle) -> Entity {
        self.app.world_mut().spawn(bundle).id()
    }

    fn get<C: Component>(&self, entity: Entity) -> &C {
        self.app.world().get::<C>(entity).expect("it has one")
    }

    fn parent(&self, entity: Entity) -> Option<Entity> {
        self.app.world().get::<ChildOf>(entity).map(ChildOf::parent)
    }

    fn named(&mut self, name: &str) -> Entity {
        let mut names = self.app.world_mut().query::<(Entity, &Name)>();
        let found: Vec<_> = names.iter(self.app.world()).filter(|(_, known)| known.as_str() == name).collect();
        let [(entity, _)] = found.as_slice() else { panic!("{name}: {found:?}") };
        *entity
    }

    fn tagged(&mut self, tag: &str) -> usize {
        let mut tags = self.app.world_mut().query::<&Tags>();
        tags.iter(self.app.world()).filter(|tags| tags.contains(tag)).count()
    }

    /// Where an entity is, once Bevy has computed it.
    fn global(&mut self, entity: Entity) -> Transform {
        self.app.update();
        self.get::<GlobalTransform>(entity).compute_transform()
    }
}

fn assert_near(found: Vec3, expected: Vec3) {
    assert!(found.distance(expected) < 1e-4, "{found} is not {expected}");
}

#[test]
fn an_entity_is_spawned_as_a_child_with_a_name_and_several_tags() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("spawn_child"), "ok".into());
    let child = subject.found();
    assert_eq!(subject.parent(child), Some(subject.entity));
    assert_eq!(subject.get::<Name>(child).as_str(), "child");
    let tags = subject.get::<Tags>(child);
    assert!(tags.contains("a") && tags.contains("b"));
}

#[test]
fn a_child_of_an_entity_that_goes_first_is_not_spawned() {
    let mut subject = Subject::new();
    let victim = subject.spawn(Transform::IDENTITY);
    subject.set("target", victim);
    let before = subject.app.world().entities().count_spawned();
    assert_eq!(subject.call("spawn_below_despawned"), "ok".into());
    assert_eq!(subject.tagged("orphan"), 0);
    assert_eq!(subject.app.world().entities().count_spawned(), before - 1, "nothing but the parent is gone");
    assert_eq!(subject.app.world().resource::<Messages<ScriptSpawned>>().len(), 0);
    // The handle is free again, and nothing else has it.
    assert_eq!(subject.call("spawn_child"), "UnknownEntity".into());
}

#[test]
fn a_whole_tree_is_spawned_in_one_call() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("spawn_tree"), "ok".into());
    let tank = subject.found();
    let [turret, barrel, axle, left, right] =
        ["turret", "barrel", "axle", "left", "right"].map(|name| subject.named(name));
    let parents = [tank, turret, barrel, axle, left, right].map(|entity| subject.parent(entity).unwrap());
    assert_eq!(parents, [subject.entity, tank, turret, tank, axle, axle]);
    assert_eq!(subject.get::<Children>(axle).to_vec(), [left, right], "in this order");
    assert_eq!(*subject.get::<Health>(tank), Health { current: 5.0, max: 9.0 });
    assert_eq!((subject.get::<Points>(left).value, subject.get::<Points>(right).value), (1, 2));
    assert_eq!(subject.tagged("wheel"), 2);
    assert_near(subject.global(barrel).translation, Vec3::new(10.0, 2.0, -3.0));
}

#[test]
fn a_script_knows_the_entities_of_a_tree_at_once() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("spawn_tree"), "ok".into());
    let [barrel, muzzle] = ["barrel", "muzzle"].map(|name| subject.named(name));
    assert_eq!(field(&subject.app, subject.entity, "family", "other"), Value::Entity(Some(barrel)));
    assert_eq!(subject.parent(muzzle), Some(barrel));
    assert_eq!(subject.call("spawn_refused_tree"), "UnknownPrefab".into());
    assert_eq!(field(&subject.app, subject.entity, "family", "other"), Value::Entity(None), "it is taken back");
}

#[test]
fn of_a_tree_that_cannot_be_spawned_nothing_is_left() {
    let mut subject = Subject::new();
    let before = subject.app.world().entities().count_spawned();
    assert_eq!(subject.call("spawn_refused_tree"), "UnknownPrefab".into());
    assert_eq!(subject.tagged("half"), 0);
    assert_eq!(subject.app.world().entities().count_spawned(), before);
}

#[test]
fn parents_and_children_are_found() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    assert_eq!(subject.call("parent"), "Absent".into());
    assert_eq!(subject.call("children"), "ok".into());
    assert_eq!(field(&subject.app, entity, "family", "count"), Value::Int(0));
    // More than fit the first answer.
    let children: Vec<_> = (0..40).map(|_| subject.spawn(ChildOf(entity))).collect();
    assert_eq!(subject.call("children"), "ok".into());
    assert_eq!(field(&subject.app, entity, "family", "count"), Value::Int(40));
    assert_eq!(subject.found(), children[39]);
    subject.set("target", children[3]);
    assert_eq!(subject.call("parent"), "ok".into());
    assert_eq!(subject.found(), entity);
}

#[test]
fn an_entity_is_found_by_its_name_below_another() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    let arm = subject.spawn((Name::new("arm"), ChildOf(entity)));
    let hand = subject.spawn((Name::new("hand"), ChildOf(arm)));
    subject.spawn(Name::new("foot"));
    subject.set("name", "hand");
    assert_eq!(subject.call("child"), "ok".into());
    assert_eq!(subject.found(), hand);
    for name in ["foot", ""] {
        subject.set("name", name);
        assert_eq!(subject.call("child"), "Absent".into(), "it is not below");
    }
}

#[test]
fn a_parent_is_set_and_removed() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    subject.app.world_mut().get_mut::<Transform>(entity).unwrap().translation.x = 1.0;
    let turn = Transform::from_xyz(0.0, 5.0, 0.0).with_rotation(Quat::from_rotation_z(FRAC_PI_2));
    let parent = subject.spawn(turn.with_scale(Vec3::splat(2.0)));
    subject.set("other", parent);
    assert_eq!(subject.call("set_parent"), "ok".into());
    assert_eq!(subject.parent(entity), Some(parent));
    assert_near(position(&subject.app, entity), Vec3::X);
    assert_near(subject.global(entity).translation, Vec3::new(0.0, 7.0, 0.0));
    assert_eq!(subject.call("remove_parent"), "ok".into());
    assert_eq!((subject.parent(entity), position(&subject.app, entity)), (None, Vec3::X));
    // In place: it stays in the world.
    assert_eq!(subject.call("set_parent_in_place"), "ok".into());
    assert_eq!(subject.parent(entity), Some(parent));
    let there = subject.global(entity);
    assert_near(there.translation, Vec3::X);
    assert!(there.rotation.angle_between(Quat::IDENTITY) < 1e-3 && (there.scale - Vec3::ONE).length() < 1e-4);
    assert_eq!(subject.call("remove_parent_in_place"), "ok".into());
    assert_eq!(subject.parent(entity), None);
    assert_near(position(&subject.app, entity), Vec3::X);
    assert_eq!(subject.call("remove_parent"), "ok".into(), "there is none any more");
}

#[test]
fn what_is_scaled_to_nothing_keeps_its_place_under_another_parent() {
    let mut subject = Subject::new();
    let hidden = Transform::from_xyz(1.0, 2.0, 3.0).with_scale(Vec3::ZERO);
    *subject.app.world_mut().get_mut::<Transform>(subject.entity).unwrap() = hidden;
    let parent = subject.spawn(Transform::from_xyz(10.0, 0.0, 0.0));
    subject.set("other", parent);
    assert_eq!(subject.call("set_parent_in_place"), "ok".into());
    let found = *subject.get::<Transform>(subject.entity);
    assert_eq!((found.translation, found.scale), (Vec3::new(-9.0, 2.0, 3.0), Vec3::ZERO));
    assert!(found.rotation.is_normalized());
    // Where nothing can be seen, it keeps its transform, and the log says so.
    let flat = subject.spawn(Transform::from_scale(Vec3::ZERO));
    subject.set("other", flat);
    let said = said_while(|| assert_eq!(subject.call("set_parent_in_place"), "ok".into()));
    assert!(said.iter().any(|line| line.contains("its scale in the world is 0 or out of range")), "{said:?}");
    assert_eq!(subject.parent(subject.entity), Some(flat));
    assert_eq!(*subject.get::<Transform>(subject.entity), found);
}

#[test]
fn nobody_becomes_a_child_of_what_is_below_it() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    let child = subject.spawn(ChildOf(entity));
    let grandchild = subject.spawn(ChildOf(child));
    subject.set("other", grandchild);
    let said = said_while(|| assert_eq!(subject.call("set_parent"), "ok".into()));
    let line = format!(
        "script 'family' could not change the parent on {entity}: {grandchild} is the entity itself, or below it (reported once)"
    );
    assert!(said.contains(&line), "{said:?}");
    assert_eq!(subject.parent(entity), None);
    subject.set("other", entity);
    assert_eq!(subject.call("set_parent"), "InvalidArgument".into());
    subject.app.world_mut().despawn(grandchild);
    subject.set("other", grandchild);
    assert_eq!(subject.call("set_parent"), "UnknownEntity".into());
}

#[test]
fn parents_do_not_become_a_circle_by_bevys_component_either() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    let child = subject.spawn(ChildOf(entity));
    for (other, what) in [(child, "what is below it"), (entity, "itself")] {
        subject.set("other", other);
        let said = said_while(|| assert_eq!(subject.call("child_of"), "ok".into(), "{what}"));
        let line = "could not change bevy_ecs::hierarchy::ChildOf";
        let why = "the parent is the entity itself, or below it";
        let is_said = said.iter().any(|said| said.contains(line) && said.contains(why));
        assert_eq!(is_said, other == child, "once: {said:?}");
        assert_eq!(subject.parent(entity), None, "{what}");
    }
    // Of new entities, those below are told of their places.
    assert_eq!(subject.call("child_of_new"), "ok".into());
    let [one, two] = ["one", "two"].map(|name| subject.named(name));
    assert_eq!((subject.parent(one), subject.parent(two)), (Some(two), None));
}

/// A parent that is turned by 90 degrees, moved and scaled, and its child.
fn turned(subject: &mut Subject) -> Entity {
    let parent = Transform::from_xyz(10.0, 0.0, 0.0).with_rotation(Quat::from_rotation_z(FRAC_PI_2));
    let parent = subject.spawn(parent.with_scale(Vec3::splat(2.0)));
    let child = subject.spawn((Transform::from_xyz(1.0, 0.0, 0.0), ChildOf(parent)));
    subject.set("target", child);
    child
}

#[test]
fn a_transform_in_the_world_is_exact() {
    let mut subject = Subject::new();
    let child = turned(&mut subject);
    assert_eq!(subject.call("global"), "ok".into());
    let Value::Vec3(at) = field(&subject.app, subject.entity, "family", "transform.translation") else { panic!() };
    assert_near(at, Vec3::new(10.0, 2.0, 0.0));
    let Value::Vec3(scale) = field(&subject.app, subject.entity, "family", "transform.scale") else { panic!() };
    assert_near(scale, Vec3::splat(2.0));
    let bare = subject.spawn(ChildOf(child));
    subject.set("target", bare);
    assert_eq!(subject.call("global"), "Absent".into());
}

#[test]
fn transforms_are_set_in_the_worlds_space() {
    let mut subject = Subject::new();
    let child = turned(&mut subject);
    subject.set("vector", Vec3::new(3.0, 4.0, 5.0));
    assert_eq!(subject.call("set_global_position"), "ok".into());
    assert_near(subject.global(child).translation, Vec3::new(3.0, 4.0, 5.0));
    subject.set("vector", Vec3::new(1.0, 0.0, 0.0));
    assert_eq!(subject.call("translate_global"), "ok".into());
    assert_near(subject.global(child).translation, Vec3::new(4.0, 4.0, 5.0));

    let turn = Quat::from_rotation_y(1.0);
    subject.set("quat", turn);
    assert_eq!(subject.call("set_global_rotation"), "ok".into());
    assert!(subject.global(child).rotation.angle_between(turn) < 1e-3);
    subject.set("quat", Quat::from_rotation_x(0.5));
    assert_eq!(subject.call("rotate_world"), "ok".into());
    assert!(subject.global(child).rotation.angle_between(Quat::from_rotation_x(0.5) * turn) < 1e-3);

    subject.set("vector", Vec3::new(4.0, 4.0, 50.0));
    assert_eq!(subject.call("look_at_global"), "ok".into());
    let looks = subject.global(child).rotation * Vec3::NEG_Z;
    assert_near(looks, Vec3::Z);
}

#[test]
fn what_is_so_already_changes_nothing() {
    #[derive(Resource, Default)]
    struct Changes(Vec<&'static str>);
    let mut subject = Subject::new();
    let parent = subject.spawn(Transform::IDENTITY);
    let child = subject.spawn((Transform::from_xyz(1.0, 2.0, 3.0), ChildOf(parent), ZigScripts::one("empty")));
    subject.app.update();
    let app = &mut subject.app;
    app.init_resource::<Changes>();
    app.add_observer(|_: On<Insert, ChildOf>, mut changes: ResMut<Changes>| changes.0.push("parent"));
    app.add_observer(|_: On<Insert, ZigScripts>, mut changes: ResMut<Changes>| changes.0.push("scripts"));
    let look = move |transforms: Query<Ref<Transform>>, mut changes: ResMut<Changes>| {
        if transforms.get(child).unwrap().is_changed() {
            changes.0.push("transform");
        }
    };
    app.add_systems(Last, look);
    subject.app.update();
    subject.set("target", child);
    subject.set("other", parent);
    subject.set("name", "empty");
    subject.set("vector", Vec3::new(1.0, 2.0, 3.0));
    let changes = |subject: &mut Subject, call: &'static str| {
        subject.app.world_mut().resource_mut::<Changes>().0.clear();
        assert_eq!(subject.call(call), "ok".into());
        subject.app.world().resource::<Changes>().0.clone()
    };
    let calls = ["set_global_position", "set_global_rotation", "set_parent", "set_parent_in_place", "enable"];
    for call in calls {
        assert_eq!(changes(&mut subject, call), [""; 0], "{call}");
    }
    assert_eq!(changes(&mut subject, "disable"), ["scripts"]);
    subject.set("vector", Vec3::ZERO);
    assert_eq!(changes(&mut subject, "set_global_position"), ["transform"]);
    assert_eq!(changes(&mut subject, "translate_global"), [""; 0]);
    assert_eq!(changes(&mut subject, "remove_parent"), [""; 0], "the transform is its own");
    assert_eq!(changes(&mut subject, "remove_parent"), [""; 0], "there is none any more");
    assert_eq!(changes(&mut subject, "set_parent"), ["parent"]);
}

#[test]
fn without_a_parent_the_worlds_space_is_its_own() {
    let mut subject = Subject::new();
    subject.set("vector", Vec3::new(3.0, 4.0, 5.0));
    assert_eq!(subject.call("set_global_position"), "ok".into());
    assert_eq!(position(&subject.app, subject.entity), Vec3::new(3.0, 4.0, 5.0));
}

#[test]
fn in_a_parent_without_extent_there_is_no_place() {
    let mut subject = Subject::new();
    let flat = subject.spawn(Transform::from_scale(Vec3::ZERO));
    let child = subject.spawn((Transform::from_xyz(1.0, 0.0, 0.0), ChildOf(flat)));
    subject.set("target", child);
    subject.set("vector", Vec3::ONE);
    assert_eq!(subject.call("set_global_position"), "ok".into());
    assert_eq!(position(&subject.app, child), Vec3::X, "it stays");
}
