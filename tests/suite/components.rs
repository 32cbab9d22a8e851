//! Components: the game's own through their mirrors, and Bevy's.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, ComponentPolicy, GlobalScripts, Script, ScriptFields, Tags, Value, Velocity, ZigScripts};
use bevy_zig_tests::components::*;

use crate::tools::*;

fn component_app() -> App {
    let mut app = app();
    app.register_zig_component::<Health>()
        .register_zig_component::<Everything>()
        .register_zig_component::<Frozen>()
        .register_zig_component::<Sparse>()
        .register_zig_component_with(ComponentPolicy::Merge(|old: &mut Points, new| old.value += new.value));
    app
}

struct Subject {
    app: App,
    entity: Entity,
}

impl Subject {
    fn new() -> Self {
        let mut app = component_app();
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("health"))).id();
        app.update();
        Self { app, entity }
    }

    fn call(&mut self, call: &'static str) -> String {
        set(&mut self.app, self.entity, "health", "call", call);
        self.app.update();
        match field(&self.app, self.entity, "health", "outcome") {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) {
        set(&mut self.app, self.entity, "health", path, value);
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.entity, "health", path)
    }

    fn component<C: Component + Copy>(&self) -> Option<C> {
        self.app.world().get::<C>(self.entity).copied()
    }

    fn insert(&mut self, bundle: impl Bundle) {
        self.app.world_mut().entity_mut(self.entity).insert(bundle);
    }
}

#[test]
fn a_component_is_read_added_and_removed() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("get"), "Absent");
    subject.set("value", 3.5);
    assert_eq!(subject.call("add"), "ok");
    assert_eq!(subject.get("count"), Value::Int(0), "a request shows only when its phase is over");
    assert_eq!(subject.component(), Some(Health { current: 3.5, max: 10.0 }));
    assert_eq!(subject.call("get"), "ok");
    assert_eq!(subject.get("read"), Value::Float(3.5));
    assert_eq!(subject.call("has"), "ok");
    assert_eq!(subject.get("count"), Value::Int(1));
    assert_eq!(subject.call("remove"), "ok");
    assert_eq!(subject.component::<Health>(), None);
    // Nothing to remove: nothing happens.
    assert_eq!(subject.call("remove"), "ok");
}

#[test]
fn the_policy_decides_about_a_component_that_is_there() {
    let mut subject = Subject::new();
    subject.insert((Points { value: 2 }, Health { current: 1.0, max: 2.0 }));
    assert_eq!(subject.call("add_points"), "ok");
    assert_eq!(subject.call("add_points"), "ok");
    assert_eq!(subject.component(), Some(Points { value: 12 }), "merged");
    assert_eq!(subject.call("add"), "ok");
    assert_eq!(subject.component(), Some(Health { current: 0.0, max: 10.0 }), "replaced");
}

#[test]
fn every_kind_of_field_crosses_in_both_directions() {
    let mut subject = Subject::new();
    let slots = [Slot { item: 1, count: 1 }, Slot { item: 500, count: 9 }];
    subject.insert(Everything {
        flag: true,
        large: 1 << 40,
        small: -3,
        at: Vec3::new(1.0, 2.0, 3.0),
        turn: Quat::IDENTITY,
        mood: Mood::AngryAtAll,
        slots,
        target: Some(subject.entity),
        tag: *b"abcdef",
    });
    assert_eq!(subject.call("get_everything"), "ok");
    assert_eq!(subject.get("count"), Value::Int(1));
    assert_eq!(subject.call("add_everything"), "ok");
    let expected = Everything {
        flag: true,
        large: 7,
        small: -1,
        at: Vec3::new(4.0, 5.0, 6.0),
        turn: Quat::IDENTITY,
        mood: Mood::Idle,
        slots: [Slot { item: 1, count: 2 }, Slot { item: 3, count: 4 }],
        target: None,
        tag: *b"abcdef",
    };
    assert_eq!(subject.component(), Some(expected));
    // Bytes that are no value of a field never reach Rust.
    assert_eq!(subject.call("add_bad_enum"), "InvalidArgument");
    assert_eq!(subject.component(), Some(expected));
}

#[test]
fn bevys_components_need_no_registration() {
    let mut subject = Subject::new();
    let velocity = Velocity { linear: Vec3::Y, ..default() };
    subject.insert((Name::new("a name that is cut, because it has more than sixty-four bytes: äöü"), velocity));
    assert_eq!(subject.call("builtin"), "ok");
    let Value::Text(name) = subject.get("name.bytes") else { panic!("text") };
    assert_eq!(name, "a name that is cut, because it has more than sixty-four bytes: ");
    assert_eq!(subject.get("read"), Value::Float(1.0));
    assert_eq!(subject.component::<Velocity>().map(|velocity| velocity.linear), Some(Vec3::new(0.0, 2.0, 0.0)));
    assert_eq!(subject.component(), Some(Transform::from_xyz(7.0, 8.0, 9.0)));
    assert_eq!(subject.app.world().get::<Name>(subject.entity).map(Name::as_str), Some("renamed"));
    assert_eq!(subject.call("set_global"), "ReadOnly");
}

#[test]
fn what_is_not_registered_or_gone_is_refused() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("get_unregistered"), "UnknownComponent");
    let gone = subject.app.world_mut().spawn_empty().id();
    subject.app.world_mut().despawn(gone);
    subject.set("target", gone);
    for call in ["get", "add", "remove"] {
        assert_eq!(subject.call(call), "UnknownEntity", "{call}");
    }
}

#[test]
fn apps_of_one_program_with_other_components_do_not_disturb_each_other() {
    let mut subject = Subject::new();
    subject.insert(Health { current: 2.0, max: 3.0 });
    let mut bare = app();
    bare.register_zig_component::<Points>();
    bare.update();
    assert_eq!(subject.call("get"), "ok");
    assert_eq!(subject.get("read"), Value::Float(2.0));
}

#[test]
fn a_script_with_another_idea_of_a_component_does_not_run() {
    /// Called as one of the suite's, but with other fields.
    #[derive(Component, bevy_zig::ZigComponent)]
    #[zig(name = "Points")]
    struct Otherwise {
        value: f32,
    }
    let mut app = app();
    app.register_zig_component::<Otherwise>();
    let entity = app.world_mut().spawn(ZigScripts::new([Script::new("health"), Script::new("spinner")])).id();
    app.update();
    assert!(app.world().script_field(Some(entity), "health", "count").is_err());
    // It does not know the game's components, and so not this one.
    assert!(app.world().script_field(Some(entity), "spinner", "phase").is_ok());
}

#[test]
fn queries_see_all_rows_whatever_their_archetype() {
    let mut app = component_app();
    app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("census"));
    let mut sum = 0.0;
    let mut sparse = 0;
    let mut first = None;
    for index in 0..1_000u16 {
        let health = Health { current: f32::from(index % 10), max: 10.0 };
        let transform = Transform::from_xyz(f32::from(index % 7), 0.0, 0.0);
        sum += health.current * transform.translation.x;
        let mut entity = app.world_mut().spawn((health, transform));
        first = first.or(Some(entity.id()));
        match index % 4 {
            0 => entity.insert(Frozen),
            1 => entity.insert(Tags::one("tagged")),
            2 => {
                sparse += i32::from(index) * i32::from(index % 10);
                entity.insert(Sparse { value: index.into() })
            }
            _ => &mut entity,
        };
    }
    app.world_mut().spawn(Frozen);
    app.world_mut().spawn((Sparse { value: 1_000_000 }, Transform::IDENTITY));
    app.update();
    let get = |path| app.world().script_field(None, "census", path).unwrap();
    assert_eq!(get("sum"), Value::Float(sum.into()));
    assert_eq!(get("count"), Value::Int(1_000));
    assert_eq!(get("frozen"), Value::Int(251));
    assert_eq!(get("without_frozen"), Value::Int(750));
    assert_eq!(get("tagged"), Value::Int(250));
    assert_eq!(get("nobody"), Value::Int(0));
    assert_eq!(get("sparse"), Value::Int(sparse.into()));
    assert_eq!(get("unregistered"), Value::Text("UnknownComponent".into()));
    assert!(matches!(get("first"), Value::Entity(Some(_))));
}

#[test]
fn a_path_that_leads_nowhere_is_told_with_component_and_path() {
    let said = said_while(|| {
        let mut app = component_app();
        app.register_type::<Stats>();
        let stats = Stats { speed: 2.5, limits: Limits { max: 7, corners: vec![Vec3::X, Vec3::Y] }, name: "x".into() };
        app.world_mut().spawn((stats, ZigScripts::one("stats")));
        app.update();
        app.update();
    });
    let component = "bevy_zig_tests::components::Stats";
    for answer in [
        format!("script 'stats' cannot read 'sped' of {component}: it has no such field (now); did you mean 'speed'? its fields: speed, limits, name"),
        format!("script 'stats' cannot read 'speed' of {component}: this field is of the type f32"),
        "script 'stats' cannot reach 'speed' of Stat: no type of this name is registered; did you mean 'Stats'? write: app.register_type::<Stat>()".to_owned(),
        "script 'stats' cannot reach 'seed' of GlobalVars: it is a resource, not a component; read it with ctx.resource and a mirror".to_owned(),
    ] {
        let answer = format!("{answer} (reported once)");
        assert_eq!(said.iter().filter(|line| **line == answer).count(), 1, "{answer}: {said:#?}");
    }
}

#[test]
fn a_value_that_is_there_already_is_no_change() {
    #[derive(Resource, Default)]
    struct Changes(usize);
    let mut app = component_app();
    app.init_resource::<Changes>();
    app.add_systems(Last, |mut changes: ResMut<Changes>, health: Query<(), Changed<Health>>| {
        changes.0 += health.iter().count();
    });
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("health"))).id();
    // It begins to run in the first frame.
    app.update();
    let mut add = |value: f32| {
        set(&mut app, entity, "health", "value", value);
        set(&mut app, entity, "health", "call", "add");
        app.update();
        std::mem::take(&mut app.world_mut().resource_mut::<Changes>().0)
    };
    assert_eq!([add(5.0), add(5.0), add(6.0), add(6.0)], [1, 0, 1, 0]);
}

#[test]
fn any_reflected_component_is_reached_by_path() {
    let mut app = component_app();
    app.register_type::<Stats>();
    let stats = Stats { speed: 2.5, limits: Limits { max: 7, corners: vec![Vec3::X, Vec3::Y] }, name: "x".into() };
    let entity = app.world_mut().spawn((stats, ZigScripts::one("stats"))).id();
    app.update();
    let get = |app: &App, path| field(app, entity, "stats", path);
    assert_eq!(get(&app, "read"), Value::Text("ok".into()));
    assert_eq!(get(&app, "speed"), Value::Float(2.5));
    assert_eq!(get(&app, "max"), Value::Int(7));
    assert_eq!(get(&app, "corner"), Value::Vec3(Vec3::Y));
    assert_eq!(get(&app, "write"), Value::Text("ok".into()));
    let stats = app.world().get::<Stats>(entity).unwrap();
    assert_eq!((stats.speed, stats.limits.corners[0]), (9.0, Vec3::new(1.0, 2.0, 3.0)));
    assert_eq!(get(&app, "wrong_type"), Value::Text("WrongType".into()));
    assert_eq!(get(&app, "set_type"), Value::Text("WrongType".into()));
    assert_eq!(get(&app, "malformed"), Value::Text("InvalidArgument".into()));
    assert_eq!(get(&app, "endless"), Value::Text("InvalidArgument".into()));
    assert_eq!(get(&app, "wrong_path"), Value::Text("UnknownField".into()));
    assert_eq!(get(&app, "wrong_component"), Value::Text("UnknownComponent".into()));
    app.world_mut().entity_mut(entity).remove::<Stats>();
    app.update();
    assert_eq!(get(&app, "read"), Value::Text("Absent".into()));
    assert_eq!(get(&app, "write"), Value::Text("ok".into()), "it may come with an earlier request");
}

#[test]
fn a_path_that_leads_to_nothing_is_reported_by_name() {
    let mut app = component_app();
    let stats = Stats { limits: Limits { max: 7, corners: vec![Vec3::X] }, ..default() };
    let entity =
        app.world_mut().spawn((stats, bevy_zig_tests::reflected::Seal { number: 1 }, ZigScripts::one("stats"))).id();
    let frames = |app: &mut App| said_while(|| (0..3).for_each(|_| app.update()));
    let said = frames(&mut app);
    let count = |part: &str| said.iter().filter(|line| line.contains("script 'stats'") && line.contains(part)).count();
    assert_eq!(count("cannot set 'sped' of bevy_zig_tests::components::Stats"), 1, "{said:?}");
    assert_eq!(count("cannot read 'sped' of bevy_zig_tests::components::Stats"), 1, "{said:?}");
    assert_eq!(
        count("cannot set 'name' of bevy_zig_tests::components::Stats: the field has another type"),
        1,
        "{said:?}"
    );
    assert_eq!(
        count("cannot set 'number' of bevy_zig_tests::reflected::Seal: the component is immutable"),
        1,
        "{said:?}"
    );
    for path in ["'..'", "'limits.corners[99999999999999999999].x'"] {
        assert_eq!(
            count(&format!("cannot reach {path} of bevy_zig_tests::components::Stats: it is not a path")),
            1,
            "{said:?}"
        );
    }
    assert_eq!(field(&app, entity, "stats", "set_path"), Value::Text("UnknownField".into()));
    assert_eq!(field(&app, entity, "stats", "set_seal"), Value::Text("ReadOnly".into()));
    app.world_mut().entity_mut(entity).remove::<Stats>();
    let said = frames(&mut app);
    let missing = said.iter().filter(|line| line.contains("could not change bevy_zig_tests::components::Stats"));
    assert_eq!(missing.count(), 4, "once for each field: {said:?}");
}
