//! Components, resources and messages that scripts declare: `scripts/lib/game.zig`, used by `scripts/declarer.zig`.

use bevy::ecs::world::{EntityMut, EntityRef};
use bevy::prelude::*;
use bevy::world_serialization::DynamicWorldBuilder;
use bevy_zig::{
    DataAccess, SavedZigComponents, SavedZigResources, ScriptComponents, ScriptFields, Value, WithZig, ZigDataError,
    ZigMessage, ZigName, ZigScripts,
};

use crate::tools::*;

struct Subject {
    app: App,
    entity: Entity,
}

impl Subject {
    fn new() -> Self {
        let mut app = app();
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("declarer"))).id();
        app.update();
        Self { app, entity }
    }

    fn call(&mut self, call: &'static str) -> String {
        set(&mut self.app, self.entity, "declarer", "call", call);
        self.app.update();
        match field(&self.app, self.entity, "declarer", "outcome") {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn set(&mut self, path: &str, value: impl Into<Value>) {
        set(&mut self.app, self.entity, "declarer", path, value);
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.entity, "declarer", path)
    }

    fn vigor(&self, path: &str) -> Result<Value, ZigDataError> {
        self.app.world().zig_component_field(self.entity, "Vigor", path)
    }
}

struct Vigor;
impl ZigName for Vigor {
    const NAME: &'static str = "Vigor";
}

#[test]
fn a_component_is_inserted_read_set_and_removed() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("get"), "Absent");
    subject.set("value", 3.5);
    assert_eq!(subject.call("insert"), "ok");
    assert_eq!(subject.vigor("now"), Ok(3.5.into()));
    assert_eq!(subject.vigor("max"), Ok(100.0.into()));
    assert_eq!(subject.vigor("guard"), Ok(subject.entity.into()));
    assert_eq!(subject.call("get"), "ok");
    assert_eq!(subject.get("read"), 3.5.into());
    subject.set("value", 4.0);
    assert_eq!(subject.call("set"), "ok");
    assert_eq!((subject.vigor("now"), subject.vigor("mood")), (Ok(4.0.into()), Ok("tense".into())));
    assert_eq!(subject.vigor("at"), Ok(Vec3::new(0.0, 7.0, 0.0).into()), "a literal sets only its fields");
    assert_eq!(subject.call("remove"), "ok");
    assert!(matches!(subject.vigor("now"), Err(ZigDataError::Absent { .. })));
    assert_eq!(subject.call("remove"), "ok", "nothing to remove: nothing happens");
}

#[test]
fn markers_have_no_fields() {
    let mut subject = Subject::new();
    subject.call("has");
    assert_eq!(subject.get("is_marked"), false.into());
    assert_eq!(subject.call("mark"), "ok");
    subject.call("has");
    assert_eq!(subject.get("is_marked"), true.into());
    assert_eq!(subject.app.world().zig_components_of(subject.entity), ["Poisoned"]);
    assert_eq!(subject.app.world().zig_component(subject.entity, "Poisoned").unwrap().fields().count(), 0);
}

#[test]
fn queries_have_columns_and_filters_of_them() {
    let mut subject = Subject::new();
    for value in [1.0, 2.0, 3.0] {
        subject.set("value", value);
        assert_eq!(subject.call("spawn"), "ok");
    }
    subject.set("value", 10.0);
    subject.call("insert");
    assert_eq!(subject.call("query"), "ok");
    assert_eq!((subject.get("count"), subject.get("read")), (4.into(), 16.0.into()));
    subject.call("with");
    assert_eq!(subject.get("count"), 3.into());
    subject.call("without");
    assert_eq!(subject.get("count"), 1.into());
    subject.set("value", 5.0);
    assert_eq!(subject.call("burn"), "ok");
    assert_eq!(subject.call("maybe"), "ok");
    assert_eq!(subject.get("count"), 1.into(), "one that lies in a sparse set");
}

#[test]
fn changes_are_told_of_where_something_has_changed() {
    let mut subject = Subject::new();
    subject.set("value", 1.0);
    subject.call("spawn");
    subject.call("insert");
    subject.call("changed");
    assert_eq!(subject.get("count"), 1.into(), "what was inserted in the last frame");
    subject.call("changed");
    assert_eq!(subject.get("count"), 0.into());
    // The same once more is no change.
    subject.call("insert");
    subject.call("changed");
    assert_eq!(subject.get("count"), 0.into());
    subject.call("set");
    subject.call("changed");
    assert_eq!(subject.get("count"), 1.into());
    subject.call("mark");
    subject.call("added");
    assert_eq!(subject.get("count"), 1.into());
    let world = subject.app.world_mut();
    assert_eq!(world.set_zig_component_field(subject.entity, "Vigor", "now", 50.0), Ok(true));
    assert_eq!(world.set_zig_component_field(subject.entity, "Vigor", "now", 50.0), Ok(false));
    subject.call("changed");
    assert_eq!(subject.get("count"), 1.into(), "Rust's changes count as well");
}

#[test]
fn observers_hear_of_it() {
    let mut subject = Subject::new();
    assert_eq!(subject.call("observe"), "ok");
    subject.call("insert");
    subject.call("none");
    assert_eq!(subject.get("heard"), 1.into());
    subject.call("remove");
    subject.call("none");
    assert_eq!(subject.get("heard"), 2.into());
    let id = subject.app.world().resource::<ScriptComponents>().zig_id("Vigor").unwrap();
    #[derive(Resource, Default)]
    struct Seen(u32);
    subject.app.init_resource::<Seen>();
    let observer = Observer::new(|_: On<Insert>, mut seen: ResMut<Seen>| seen.0 += 1).with_component(id);
    subject.app.world_mut().spawn(observer);
    subject.call("insert");
    assert_eq!(subject.app.world().resource::<Seen>().0, 1);
}

#[test]
fn a_resource_is_there_from_the_start() {
    let mut subject = Subject::new();
    assert_eq!(subject.app.world().zig_resource_field("Tally", "points"), Ok(5.into()));
    subject.call("resource");
    assert_eq!(subject.get("points"), 5.into());
    assert_eq!(subject.call("set_resource"), "ok");
    subject.call("resource");
    assert_eq!(subject.get("points"), 9.into());
    assert_eq!(subject.call("insert_resource"), "ok");
    let world = subject.app.world_mut();
    assert_eq!(world.zig_resource_field("Tally", "best"), Ok(3.into()));
    assert_eq!(world.set_zig_resource_field("Tally", "points", 21), Ok(true));
    subject.call("resource");
    assert_eq!(subject.get("points"), 21.into());
    assert_eq!(subject.call("remove_resource"), "ok");
    assert_eq!(subject.call("resource"), "Absent");
    assert_eq!(subject.call("remove_resource"), "Absent");
    let mut value = subject.app.world().zig_default("Tally").unwrap();
    value.set("points", 1).unwrap();
    assert_eq!(subject.app.world_mut().insert_zig_resource(&value), Ok(true));
    subject.call("resource");
    assert_eq!(subject.get("points"), 1.into());
    assert_eq!(subject.app.world_mut().remove_zig_resource("Tally"), Ok(true));
}

/// What the panel and the remote protocol show, and how they change it.
#[test]
fn tools_see_all_that_an_owner_has_and_set_it_field_by_field() {
    let mut subject = Subject::new();
    assert!(subject.app.world().zig_data_of(Some(subject.entity)).is_empty());
    subject.set("value", 3.5);
    for call in ["insert", "mark"] {
        assert_eq!(subject.call(call), "ok");
    }
    let shown = |subject: &Subject, owner: Option<Entity>| {
        let all = subject.app.world().zig_data_of(owner).into_iter();
        let lines = all.map(|data| {
            let fields =
                data.shape().leaves().iter().map(|leaf| format!("{}={}", leaf.path, data.get(&leaf.path).unwrap()));
            format!("{}: {}", data.name(), fields.collect::<Vec<_>>().join(" "))
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort_unstable();
        lines
    };
    let own = subject.entity;
    let vigor = format!("Vigor: now=3.5 max=100 mood=\"calm\" guard={own} guard.?={own} at=[0, 0, 0]");
    assert_eq!(shown(&subject, Some(own)), ["Poisoned: ".to_owned(), vigor]);
    assert!(shown(&subject, None).contains(&"Tally: points=5 best=nothing best.?=nothing".to_owned()));
    let world = subject.app.world_mut();
    let values: [(&str, Value); 4] =
        [("mood", "tense".into()), ("guard", Value::None), ("at", Vec3::X.into()), ("now", 7.0.into())];
    for (path, value) in values {
        assert_eq!(world.set_zig_component_field(own, "Vigor", path, value), Ok(true), "{path}");
    }
    let vigor = "Vigor: now=7 max=100 mood=\"tense\" guard=nothing guard.?=nothing at=[1, 0, 0]".to_owned();
    assert_eq!(shown(&subject, Some(own)), ["Poisoned: ".to_owned(), vigor]);
    subject.app.world_mut().despawn(own);
    assert!(shown(&subject, Some(own)).is_empty());
}

#[test]
fn messages_are_read_once_by_scripts_and_by_rust() {
    #[derive(Resource, Default)]
    struct Read(Vec<(Value, Value)>);
    let mut subject = Subject::new();
    subject.app.init_resource::<Read>();
    subject.app.add_systems(Last, |mut messages: MessageReader<ZigMessage>, mut read: ResMut<Read>| {
        let fell = messages.read().filter(|message| message.name() == "Fell");
        read.0.extend(fell.map(|fell| (fell.get("who").unwrap(), fell.get("at").unwrap())));
    });
    subject.set("value", 2.5);
    assert_eq!(subject.call("write"), "ok");
    let at = Vec3::new(0.0, 2.5, 0.0);
    assert_eq!(subject.app.world().resource::<Read>().0, [(subject.entity.into(), at.into())]);
    subject.call("none");
    assert_eq!((subject.get("fallen"), subject.get("read")), (1.into(), 2.5.into()));
    subject.call("none");
    assert_eq!(subject.get("fallen"), 1.into(), "each once");
    let other = subject.app.world_mut().spawn_empty().id();
    let message = subject.app.world().zig_default("Fell").unwrap().with("who", other).unwrap();
    subject.app.world_mut().write_zig_message(&message).unwrap();
    subject.call("none");
    assert_eq!((subject.get("fallen"), subject.get("last")), (2.into(), other.into()));
}

#[test]
fn a_clone_has_values_of_its_own() {
    let mut subject = Subject::new();
    subject.set("value", 8.0);
    subject.call("insert");
    let world = subject.app.world_mut();
    let copy = world.entity_mut(subject.entity).clone_and_spawn();
    world.flush();
    assert_eq!(world.zig_component_field(copy, "Vigor", "now"), Ok(8.0.into()));
    assert_eq!(
        world.zig_component_field(copy, "Vigor", "guard"),
        Ok(copy.into()),
        "it guards itself, as the first did"
    );
    world.set_zig_component_field(copy, "Vigor", "now", 1.0).unwrap();
    assert_eq!(subject.vigor("now"), Ok(8.0.into()));
}

#[test]
fn systems_filter_by_it_and_read_and_set_it() {
    let mut subject = Subject::new();
    let show = |found: Query<EntityRef, WithZig<Vigor>>, components: Res<ScriptComponents>| -> Vec<Value> {
        let value = |entity| components.zig_component(entity, "Vigor").unwrap().get("now").unwrap();
        found.iter().map(value).collect()
    };
    fn rise(mut found: Query<&mut Transform, WithZig<Vigor>>) {
        found.iter_mut().for_each(|mut transform| transform.translation.y += 1.0);
    }
    subject.app.add_systems(Last, rise);
    subject.app.update();
    assert_eq!(position(&subject.app, subject.entity).y, 0.0);
    assert_eq!(subject.app.world_mut().run_system_cached(show).unwrap(), []);
    subject.set("value", 6.0);
    subject.call("insert");
    assert_eq!(position(&subject.app, subject.entity).y, 1.0, "the query began before there was such a component");
    assert_eq!(subject.app.world_mut().run_system_cached(show).unwrap(), [6.0.into()]);
    fn heal(mut found: Query<EntityMut, WithZig<Vigor>>, components: Res<ScriptComponents>) {
        for mut entity in &mut found {
            let healed = components.set_zig_component_field(&mut entity, "Vigor", "now", 90.0);
            assert_eq!(healed, Ok(true));
        }
    }
    subject.app.world_mut().run_system_cached(heal).unwrap();
    assert_eq!(subject.vigor("now"), Ok(90.0.into()));
}

#[test]
fn scenes_save_and_load_it() {
    let mut subject = Subject::new();
    subject.set("value", 8.0);
    subject.call("insert");
    subject.call("mark");
    let world = subject.app.world_mut();
    world.set_zig_resource_field("Tally", "points", 77).unwrap();
    world.capture_all_scripts();
    let world = subject.app.world();
    let registry = world.resource::<AppTypeRegistry>().read();
    let scene = DynamicWorldBuilder::from_world(world, &registry)
        .deny_all()
        .allow_component::<SavedZigComponents>()
        .allow_resource::<SavedZigResources>()
        .extract_entities([subject.entity].into_iter())
        .extract_resources()
        .build();
    let text = scene.serialize(&registry).unwrap();
    let mut loaded = app();
    // Handles are others in the world that it is loaded into.
    loaded.world_mut().spawn_batch((0..50).map(|_| Transform::IDENTITY));
    let entities = crate::scenes::load(&mut loaded, &text);
    loaded.update();
    let entity = entities[&subject.entity];
    assert_ne!(entity, subject.entity);
    let world = loaded.world();
    assert_eq!(world.zig_component_field(entity, "Vigor", "now"), Ok(8.0.into()));
    assert_eq!(world.zig_component_field(entity, "Vigor", "guard"), Ok(entity.into()));
    assert!(world.zig_component(entity, "Poisoned").is_ok());
    assert_eq!(world.zig_resource_field("Tally", "points"), Ok(77.into()));
}

#[test]
fn a_scene_of_another_version_is_loaded_as_far_as_it_goes_and_the_rest_is_said() {
    let mut subject = Subject::new();
    let saved = r#"{
        "Burning": [("time", Float(7.5))],
        "Vigor": [("now", Float(3.0)), ("mood", Text("furious")), ("strength", Int(9)), ("guard", None), ("max", Int(50))],
        "Frozen": [("degrees", Float(-5.0))],
    }"#;
    let text = format!(
        "(resources: {{}}, entities: {{ 4294967290: (components: {{ \"bevy_zig::data::SavedZigComponents\": {saved} }}) }})"
    );
    let mut entity = Entity::PLACEHOLDER;
    let said = said_while(|| {
        entity = *crate::scenes::load(&mut subject.app, &text).values().next().unwrap();
        subject.app.update();
    });
    let world = subject.app.world();
    assert_eq!(world.zig_component_field(entity, "Burning", "seconds"), Ok(7.5.into()), "by the name that it had");
    for (field, value) in [("now", 3.0.into()), ("max", 50.0.into()), ("mood", "calm".into()), ("guard", Value::None)] {
        assert_eq!(world.zig_component_field(entity, "Vigor", field), Ok(value), "{field}");
    }
    let left_out =
        |field: &str| said.iter().filter(|line| line.contains("without a field") && line.contains(field)).count();
    assert_eq!((left_out("'mood'"), left_out("'strength'"), said.len()), (1, 1, 2), "{said:?}");
}

#[test]
fn what_is_wrong_is_said() {
    let mut subject = Subject::new();
    let entity = subject.entity;
    let world = subject.app.world_mut();
    let error = world.zig_component(entity, "Vigour").unwrap_err().to_string();
    assert!(error.contains("no script declares a component 'Vigour'") && error.contains("Vigor"), "{error}");
    let error = world.zig_component(entity, "Tally").unwrap_err().to_string();
    assert!(error.contains("no script declares a component 'Tally'"), "{error}");
    world.insert_zig_component(entity, &world.zig_default("Vigor").unwrap()).unwrap();
    let error = world.set_zig_component_field(entity, "Vigor", "nov", 1.0).unwrap_err().to_string();
    assert!(error.contains("'Vigor' has no field 'nov'; did you mean 'now'"), "{error}");
    let error = world.set_zig_component_field(entity, "Vigor", "now", "much").unwrap_err().to_string();
    assert_eq!(error, "'Vigor': field 'now' takes a number that fits f32, not \"much\"");
    world.despawn(entity);
    assert!(matches!(world.zig_component(entity, "Vigor"), Err(ZigDataError::NoEntity { .. })));
}

#[test]
fn another_meaning_of_a_name_is_refused() {
    let said = said_while(|| {
        let mut app = app();
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("imposter"))).id();
        app.update();
        assert_eq!(app.world().zig_components_of(entity), [""; 0]);
    });
    let refusal = "script 'imposter' cannot run: 'Vigor', which it declares, is something else in script 'declarer': the field 'now' is";
    assert!(said.iter().any(|line| line.contains(refusal)), "{said:?}");
}

#[test]
fn a_component_of_rusts_has_its_name_first() {
    #[derive(Component, bevy_zig::ZigComponent)]
    #[zig(name = "Vigor")]
    struct Mine {
        now: f32,
    }
    let said = said_while(|| {
        let mut app = app();
        bevy_zig::ComponentApp::register_zig_component::<Mine>(&mut app);
        app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("declarer")));
        app.update();
    });
    let refusal = "script 'declarer' cannot run: 'Vigor', which it declares, is a component of Rust's already";
    assert!(said.iter().any(|line| line.contains(refusal)), "{said:?}");
}
