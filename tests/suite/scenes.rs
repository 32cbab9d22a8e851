//! Scripts, tags and vars are saved and loaded with Bevy's scenes, and running scripts go on where they were.

use bevy::asset::{AssetPath, LoadFromPath, UntypedHandle};
use bevy::ecs::entity::EntityHashMap;
use bevy::prelude::*;
use bevy::world_serialization::serde::WorldDeserializer;
use bevy::world_serialization::{DynamicWorld, DynamicWorldBuilder};
use bevy_zig::{GlobalScripts, GlobalVars, Phase, Script, ScriptFields, ScriptVars, Tags, Value, ZigScripts};
use serde::de::DeserializeSeed;

use crate::tools::*;

/// What a game has of its own to keep entities out of queries.
#[derive(Component)]
struct Frozen;

#[test]
fn what_queries_pass_over_is_captured_too() {
    let mut app = app();
    app.world_mut().register_disabling_component::<Frozen>();
    let entity = app.world_mut().spawn((Frozen, ZigScripts::one("saved"))).id();
    app.update();
    app.world_mut().capture_all_scripts();
    let captured = app.world().capture_scripts(Some(entity));
    assert_ne!(captured, Some(ZigScripts::one("saved")), "its fields are its properties");
    assert_eq!(app.world().get::<ZigScripts>(entity), captured.as_ref());
}

/// What a game would write into a save file.
pub fn save(app: &mut App) -> String {
    let world = app.world_mut();
    let entities: Vec<_> =
        world.query_filtered::<Entity, Or<(With<ZigScripts>, With<Tags>, With<ScriptVars>)>>().iter(world).collect();
    let registry = world.resource::<AppTypeRegistry>().read();
    let scene = DynamicWorldBuilder::from_world(world, &registry)
        .deny_all()
        .allow_component::<Transform>()
        .allow_component::<ZigScripts>()
        .allow_component::<Tags>()
        .allow_component::<ScriptVars>()
        .allow_resource::<GlobalScripts>()
        .allow_resource::<GlobalVars>()
        .extract_entities(entities.into_iter())
        .extract_resources()
        .build();
    scene.serialize(&registry).unwrap_or_else(|error| panic!("{error}"))
}

/// Loads a save file; the second is which entity has become which.
pub fn load(app: &mut App, text: &str) -> EntityHashMap<Entity> {
    let mut entities = EntityHashMap::default();
    let scene = parse(app, text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    scene.write_to_world(app.world_mut(), &mut entities).unwrap_or_else(|error| panic!("{error}"));
    entities
}

fn parse(app: &App, text: &str) -> Result<DynamicWorld, String> {
    let registry = app.world().resource::<AppTypeRegistry>().read();
    let mut ron = ron::de::Deserializer::from_str(text).unwrap();
    WorldDeserializer { type_registry: &registry, load_from_path: &mut NoAssets }
        .deserialize(&mut ron)
        .map_err(|error| ron.span_error(error).to_string())
}

struct NoAssets;

impl LoadFromPath for NoAssets {
    fn load_from_path_erased(&mut self, _: std::any::TypeId, path: AssetPath<'static>) -> UntypedHandle {
        panic!("the scene loads {path}");
    }
}

#[test]
fn a_saved_world_goes_on_where_it_was() {
    let mut app = app();
    let prey = app.world_mut().spawn((Tags::new(["prey", "small"]), ScriptVars::default().with("hits", 40))).id();
    let saved = Script::new("saved").with("step", 3).with("name", "Ada").with("target", prey).with_priority(-2);
    let scripts = ZigScripts::new([
        saved,
        Script::new("follower").with_phase(Phase::PostUpdate),
        Script::new("alpha").disabled(),
    ]);
    let hunter = app.world_mut().spawn((Transform::IDENTITY, scripts, ScriptVars::default().with("prey", prey))).id();
    app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("saved").with("step", 10));
    app.world_mut().resource_mut::<GlobalVars>().set("best", prey);
    app.update();
    app.update();
    app.world_mut().capture_all_scripts();
    let text = save(&mut app);
    // Saving changes nothing.
    app.update();
    assert_eq!(field(&app, hunter, "saved", "count"), Value::Int(9));
    assert_eq!(field(&app, hunter, "saved", "count_at_init"), Value::Int(0));

    let mut loaded = crate::tools::app();
    // Handles are others in the world that it is loaded into.
    loaded.world_mut().spawn_batch((0..100).map(|_| Transform::IDENTITY));
    let entities = load(&mut loaded, &text);
    let (new_prey, new_hunter) = (entities[&prey], entities[&hunter]);
    assert_ne!(new_prey, prey);
    assert_eq!(loaded.world().get::<ScriptVars>(new_hunter).unwrap().get("prey"), Some(&new_prey.into()));
    assert_eq!(loaded.world().resource::<GlobalVars>().get("best"), Some(&new_prey.into()));
    loaded.update();

    let optionals = ["maybe", "never", "home", "home.?.mass", "home.?.at", "guest"];
    let union = ["goal", "goal.hunt.speed"];
    for path in ["count", "step", "mode", "body.mass", "body.at", "name"].into_iter().chain(optionals).chain(union) {
        assert_eq!(field(&loaded, new_hunter, "saved", path), field(&app, hunter, "saved", path), "{path}");
        assert_eq!(
            loaded.world().script_field(None, "saved", path),
            app.world().script_field(None, "saved", path),
            "{path}"
        );
    }
    assert_eq!(field(&loaded, new_hunter, "saved", "target"), new_prey.into());
    let [maybe, never, home, mass, _, guest] = optionals.map(|path| field(&loaded, new_hunter, "saved", path));
    assert_eq!((maybe, never, home, guest), (7.into(), Value::None, true.into(), Value::None));
    assert_eq!(union.map(|path| field(&loaded, new_hunter, "saved", path)), ["hunt".into(), 2.5.into()]);
    assert_eq!(mass, field(&app, hunter, "saved", "body.mass"));
    assert_eq!(field(&loaded, new_hunter, "saved", "count_at_init"), Value::Int(6), "init saw what was saved");
    assert_eq!(position(&loaded, new_hunter), position(&app, hunter));
    assert_eq!(loaded.world().get::<ScriptVars>(new_prey), Some(&ScriptVars::default().with("hits", 43)));
    assert_eq!(loaded.world().get::<ScriptVars>(new_hunter).unwrap().get("count"), Some(&Value::Int(9)));
    assert_eq!(loaded.world().resource::<GlobalVars>().get("count"), Some(&Value::Int(30)));
    let list: Vec<_> = loaded.world().get::<ZigScripts>(new_hunter).unwrap().iter().cloned().collect();
    let [saved, follower, alpha] = &list[..] else { panic!("{list:?}") };
    assert_eq!((saved.name(), saved.priority()), ("saved", -2));
    assert_eq!((follower.name(), follower.phase()), ("follower", Some(Phase::PostUpdate)));
    assert_eq!((alpha.name(), alpha.is_enabled()), ("alpha", false));
    let tags: Vec<_> = loaded.world().get::<Tags>(new_prey).unwrap().iter().collect();
    assert_eq!(tags, ["prey", "small"]);

    // Scripts find them by their tags again, which the index knows.
    let caller = Script::new("caller").with("call", "find_by_tag").with("name", "small");
    let caller = loaded.world_mut().spawn(ZigScripts::new([caller])).id();
    loaded.update();
    assert_eq!(field(&loaded, caller, "caller", "found"), new_prey.into());
}

/// A scene as a person would write it.
fn scene(scripts: &str) -> String {
    format!(
        "(resources: {{}}, entities: {{ 4294967290: (components: {{ \"bevy_zig::scripts::ZigScripts\": {scripts} }}) }})"
    )
}

#[test]
fn a_scene_written_by_hand_needs_no_more_than_names() {
    let mut app = app();
    let text = r#"[(name: "alpha"), (name: "saved", priority: 3, phase: PreUpdate, enabled: false, properties: {
        "count": Int(18446744073709551615), "body.mass": Float(2.5), "mode": Text("hunting"), "body.at": Vec3((1.0, 2.0, 3.0)),
        "target": Entity(None),
    })]"#;
    let entities = load(&mut app, &scene(text));
    let entity = *entities.values().next().unwrap();
    let expected = ZigScripts::new([
        Script::new("alpha"),
        Script::new("saved")
            .with_priority(3)
            .with_phase(Phase::PreUpdate)
            .disabled()
            .with("count", u64::MAX)
            .with("body.mass", 2.5)
            .with("mode", "hunting")
            .with("body.at", Vec3::new(1.0, 2.0, 3.0))
            .with("target", Value::Entity(None)),
    ]);
    assert_eq!(app.world().get::<ZigScripts>(entity), Some(&expected));
    app.update();
    assert_eq!(field(&app, entity, "saved", "count"), u64::MAX.into());
    assert_eq!(field(&app, entity, "saved", "mode"), "hunting".into());
    // And out again.
    let registry = app.world().resource::<AppTypeRegistry>().read();
    let text = DynamicWorldBuilder::from_world(app.world(), &registry)
        .deny_all()
        .allow_component::<ZigScripts>()
        .extract_entity(entity)
        .build()
        .serialize(&registry)
        .unwrap();
    for line in ["name: \"saved\"", "phase: PreUpdate", "enabled: false", "\"count\": Int(18446744073709551615)"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn a_property_that_the_script_does_not_have_keeps_that_script_from_starting_and_no_other() {
    let mut app = app();
    let text = r#"[(name: "alpha", properties: {"y": Float(2.0)}), (name: "lifecycle"), (name: "beta", properties: {"x": Text("far")})]"#;
    let entity = *load(&mut app, &scene(text)).values().next().unwrap();
    app.update();
    assert_eq!(field(&app, entity, "lifecycle", "updates"), Value::Int(1));
    for script in ["alpha", "beta"] {
        let error = app.world().script_field(Some(entity), script, "x").unwrap_err().to_string();
        assert_eq!(
            error,
            format!("script '{script}' is not running on {entity}; attach it and wait for the next phase")
        );
    }
    // What does not run is saved as it was described.
    let described = app.world().get::<ZigScripts>(entity).unwrap();
    let captured = app.world().capture_scripts(Some(entity)).unwrap();
    for script in ["alpha", "beta"] {
        assert_eq!(captured.get(script), described.get(script));
    }
    assert_ne!(captured.get("lifecycle"), described.get("lifecycle"));
}

#[test]
fn a_scene_with_a_misspelt_part_is_refused_by_name() {
    let app = app();
    let refused = |text: &str| parse(&app, &scene(text)).err().unwrap_or_else(|| panic!("accepted: {text}"));
    let error = refused(r#"[(name: "alpha", prio: 3)]"#);
    assert!(error.contains("prio") && error.contains("priority"), "{error}");
    let error = refused(r#"[(priority: 3)]"#);
    assert!(error.contains("name"), "{error}");
    let error = refused(r#"[(name: "alpha", phase: Sometimes)]"#);
    assert!(error.contains("Sometimes") && error.contains("PostUpdate"), "{error}");
    let error = refused(r#"[(name: "alpha", properties: {"x": Number(1)})]"#);
    assert!(error.contains("Number") && error.contains("Float"), "{error}");
}

#[test]
fn vars_of_every_type_are_saved() {
    let mut app = app();
    let other = app.world_mut().spawn(Tags::one("other")).id();
    let vars = ScriptVars::default()
        .with("bool", true)
        .with("int", i64::MIN)
        .with("float", 0.1)
        .with("vec2", Vec2::new(1.0, -2.0))
        .with("vec3", Vec3::new(1.0, -2.0, 0.1))
        .with("quat", Quat::from_rotation_x(1.0))
        .with("entity", other)
        .with("none", Value::Entity(None))
        .with("text", "\"äöü\"\n")
        .with("blob", vec![0, 1, 255]);
    let entity = app.world_mut().spawn(vars.clone()).id();
    let text = save(&mut app);
    let mut loaded = crate::tools::app();
    loaded.world_mut().spawn_batch((0..10).map(|_| Transform::IDENTITY));
    let entities = load(&mut loaded, &text);
    let expected = vars.with("entity", entities[&other]);
    assert_eq!(loaded.world().get::<ScriptVars>(entities[&entity]), Some(&expected));
}

/// Games have scenes of earlier versions, in which vars look like this.
#[test]
fn vars_look_in_scenes_as_they_always_did() {
    let mut app = app();
    let vars = [
        ("bool", "Bool(true)"),
        ("int", "Int(-9223372036854775808)"),
        ("float", "Float(0.1)"),
        ("vec2", "Vec2((1.0,-2.0))"),
        ("vec3", "Vec3((1.0,-2.0,0.5))"),
        ("quat", "Quat((0.0,0.0,0.0,1.0))"),
        ("none", "Entity(None)"),
        ("text", "Text(\"two words\")"),
        ("blob", "Blob([0,1,255])"),
    ];
    let list: String = vars.iter().map(|(key, value)| format!("\"{key}\": {value}, ")).collect();
    let components = format!("components: {{ \"bevy_zig::vars::ScriptVars\": {{ {list} }} }}");
    let entities = load(&mut app, &format!("(resources: {{}}, entities: {{ 4294967290: ({components}) }})"));
    let expected = ScriptVars::default()
        .with("bool", true)
        .with("int", i64::MIN)
        .with("float", 0.1)
        .with("vec2", Vec2::new(1.0, -2.0))
        .with("vec3", Vec3::new(1.0, -2.0, 0.5))
        .with("quat", Quat::IDENTITY)
        .with("none", Value::Entity(None))
        .with("text", "two words")
        .with("blob", vec![0, 1, 255]);
    assert_eq!(app.world().get::<ScriptVars>(*entities.values().next().unwrap()), Some(&expected));
    // And out again.
    let text: String = save(&mut app).split_whitespace().collect();
    for (key, value) in vars {
        let (value, spread) =
            (value.replace(' ', ""), value.replace(' ', "").replace("])", ",])").replace("))", ",))"));
        let (short, long) = (format!("\"{key}\":{value}"), format!("\"{key}\":{spread}"));
        assert!(text.contains(&short) || text.contains(&long), "{key}: {value}\n{text}");
    }
}
