//! Initial values of a script's fields, and fields read and set while it runs.

use bevy::prelude::*;
use bevy_zig::{LeafError, Script, ScriptFields, ScriptRuntime, Value, ZigScripts};

use crate::tools::*;

fn spawn(app: &mut App, script: Script) -> Entity {
    let entity = app.world_mut().spawn(ZigScripts::new([script])).id();
    app.update();
    entity
}

#[test]
fn defaults_are_those_of_the_source() {
    let mut app = app();
    let entity = spawn(&mut app, Script::new("properties"));
    let expected: [(&str, Value); 17] = [
        ("flag", true.into()),
        ("small", (-8).into()),
        ("medium", 16.into()),
        ("whole", (-32).into()),
        ("large", 64.into()),
        ("ratio", 0.5.into()),
        ("precise", 0.25.into()),
        ("flat", Vec2::new(1.0, 2.0).into()),
        ("body.mass", 1.0.into()),
        ("body.at", Vec3::new(1.0, 2.0, 3.0).into()),
        ("turn", Quat::IDENTITY.into()),
        ("slots.0", 7.into()),
        ("slots.2", 9.into()),
        ("mode", "idle".into()),
        ("target", Value::Entity(None)),
        ("name", "unnamed".into()),
        ("ratio_at_init", 0.5.into()),
    ];
    for (path, value) in expected {
        assert_eq!(field(&app, entity, "properties", path), value, "{path}");
    }
}

#[test]
fn properties_of_each_type_are_there_when_init_runs() {
    let mut app = app();
    let other = app.world_mut().spawn_empty().id();
    let values: [(&'static str, Value); 13] = [
        ("flag", false.into()),
        ("small", (-128).into()),
        ("medium", u16::MAX.into()),
        ("whole", i32::MIN.into()),
        ("large", u64::MAX.into()),
        ("ratio", 2.5.into()),
        ("precise", 1e300.into()),
        ("flat", Vec2::NEG_X.into()),
        ("body.at", Vec3::Z.into()),
        ("turn", Quat::from_rotation_x(1.0).into()),
        ("mode", "back".into()),
        ("target", other.into()),
        ("name", "rock".into()),
    ];
    let mut script = Script::new("properties");
    for (path, value) in values.clone() {
        script = script.with(path, value);
    }
    let entity = spawn(&mut app, script.with("slots.1", -1).with("body.mass", 3));
    for (path, value) in values {
        assert_eq!(field(&app, entity, "properties", path), value, "{path}");
    }
    assert_eq!(field(&app, entity, "properties", "slots.1"), Value::Int(-1));
    assert_eq!(field(&app, entity, "properties", "body.mass"), Value::Float(3.0));
    assert_eq!(field(&app, entity, "properties", "ratio_at_init"), Value::Float(2.5));
}

#[test]
fn a_script_with_a_wrong_property_is_not_started_and_the_others_are() {
    let mut app = app();
    let wrong: [(&'static str, Value); 6] = [
        ("ratioo", 1.0.into()),
        ("flag", 1.into()),
        ("small", 128.into()),
        ("mode", "sleep".into()),
        ("name", "longer than eight".into()),
        ("maybe", (-1).into()),
    ];
    for (path, value) in wrong {
        let scripts = ZigScripts::new([Script::new("properties").with(path, value), Script::new("lifecycle")]);
        let entity = app.world_mut().spawn(scripts).id();
        app.update();
        assert!(app.world().script_field(Some(entity), "properties", "flag").is_err(), "{path}");
        assert_eq!(field(&app, entity, "lifecycle", "updates"), Value::Int(1));
        app.world_mut().despawn(entity);
    }
}

/// Reads an optional, and what is in it.
fn optional<const N: usize>(app: &App, entity: Entity, paths: [&str; N]) -> [Value; N] {
    paths.map(|path| field(app, entity, "properties", path))
}

#[test]
fn an_optional_is_its_value_or_nothing() {
    let mut app = app();
    let other = app.world_mut().spawn_empty().id();
    let script = Script::new("properties").with("maybe", 7).with("flagged", false).with("wanted", other);
    let entity = spawn(&mut app, script);
    let paths = ["maybe", "maybe.?", "flagged", "wanted"];
    assert_eq!(optional(&app, entity, paths), [7.into(), 7.into(), false.into(), other.into()]);
    for path in ["maybe", "flagged", "wanted"] {
        set(&mut app, entity, "properties", path, Value::None);
    }
    assert_eq!(optional(&app, entity, paths), [Value::None, Value::None, Value::None, Value::None]);
    set(&mut app, entity, "properties", "maybe.?", Some(8));
    set(&mut app, entity, "properties", "flagged", true);
    set(&mut app, entity, "properties", "wanted", None::<Entity>);
    assert_eq!(optional(&app, entity, paths), [8.into(), 8.into(), true.into(), Value::None]);
    let error = app.world_mut().set_script_field(Some(entity), "properties", "maybe", "many").unwrap_err();
    let said = "script 'properties': field 'maybe' takes Value::None, or a whole number that fits u32, not \"many\"";
    assert_eq!(error.to_string(), said);
}

#[test]
fn an_optional_struct_is_filled_when_something_in_it_is_set() {
    let mut app = app();
    let script = Script::new("properties").with("home.?.mass", 4.0).with("deep", true);
    let entity = spawn(&mut app, script);
    let home = ["home", "home.?.mass", "home.?.at"];
    assert_eq!(optional(&app, entity, home), [true.into(), 4.0.into(), Vec3::ZERO.into()]);
    let deep = ["deep", "deep.?.mode", "deep.?.inner"];
    assert_eq!(optional(&app, entity, deep), [true.into(), "back".into(), Value::None], "the simplest value");
    set(&mut app, entity, "properties", "home", false);
    assert_eq!(optional(&app, entity, home), [Value::None, Value::None, Value::None]);
    set(&mut app, entity, "properties", "deep", Value::None);
    set(&mut app, entity, "properties", "deep.?.inner.?", 5);
    assert_eq!(optional(&app, entity, deep), [true.into(), "back".into(), 5.into()]);
    // A packed struct is nothing that the host could make up.
    let error = app.world_mut().set_script_field(Some(entity), "properties", "odd", true).unwrap_err();
    assert!(error.to_string().contains("the host cannot read all of its type"), "{error}");
    set(&mut app, entity, "properties", "odd", Value::None);
}

#[test]
fn a_tagged_union_is_the_name_of_its_variant_and_the_fields_of_that() {
    let mut app = app();
    let entity = spawn(&mut app, Script::new("properties").with("goal.hunt.speed", 4.0));
    let goal = ["goal", "goal.hunt.speed", "goal.hunt.prey", "goal.home"];
    let hunting = ["hunt".into(), 4.0.into(), Value::None, Value::None];
    assert_eq!(optional(&app, entity, goal), hunting);
    assert_eq!(
        optional(&app, entity, goal.map(|path| path.replace("goal", "goal_at_init")).each_ref().map(|path| &**path)),
        hunting
    );
    set(&mut app, entity, "properties", "goal.hunt.prey", 7);
    assert_eq!(optional(&app, entity, goal), ["hunt".into(), 4.0.into(), 7.into(), Value::None]);
    set(&mut app, entity, "properties", "goal.home", Vec2::X);
    assert_eq!(optional(&app, entity, goal), ["home".into(), Value::None, Value::None, Vec2::X.into()]);
    set(&mut app, entity, "properties", "goal", "wait");
    assert_eq!(optional(&app, entity, goal), ["wait".into(), Value::None, Value::None, Value::None]);
    assert!(app.world_mut().set_script_field(Some(entity), "properties", "goal", "sleep").is_err());
}

#[test]
fn callbacks_for_a_reload_are_there_and_not_called() {
    let mut app = app();
    let entity = spawn(&mut app, Script::new("reloaded"));
    app.update();
    assert_eq!(field(&app, entity, "reloaded", "called"), Value::Int(0));
    let registry = app.world().resource::<ScriptRuntime>().registry();
    let script = registry.get("reloaded").unwrap();
    let callbacks: Vec<_> = script.callbacks().collect();
    assert_eq!(callbacks, ["update", "onReload", "serialize", "deserialize", "healthCheck", "onHotloadPrepare"]);
    let renames: Vec<_> = script.renames().collect();
    assert_eq!(renames, [("updates", "frames"), ("physique", "body"), ("physique.mass", "weight")]);
}

#[test]
fn field_errors_say_what_there_is_and_what_it_takes() {
    let mut app = app();
    let entity = spawn(&mut app, Script::new("alpha"));
    let mut error = |path: &str, value: Value| {
        app.world_mut().set_script_field(Some(entity), "alpha", path, value).unwrap_err().to_string()
    };
    assert_eq!(error("y", 1.0.into()), "script 'alpha' has no field 'y'; it has: x");
    assert_eq!(error("x", "far".into()), "script 'alpha': field 'x' takes a number that fits f32, not \"far\"");
    let none = app.world().script_field(None, "alpha", "x").unwrap_err();
    assert!(matches!(none, LeafError::NoInstance { .. }));
    assert_eq!(none.to_string(), "script 'alpha' is not running on no entity; attach it and wait for the next phase");
}

#[test]
fn the_registry_tells_of_every_script() {
    let app = app();
    let registry = app.world().resource::<ScriptRuntime>().registry();
    let names: Vec<_> = registry.iter().map(|script| script.name()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert!(!names.contains(&"note"), "what is in lib/ is no script");
    let spinner = registry.get("spinner").unwrap();
    assert_eq!((spinner.package(), spinner.state_size()), ("bevy_zig_tests", 16));
    assert!(spinner.zig_version().starts_with("0.17."), "{}", spinner.zig_version());
    let fields: Vec<_> = spinner.fields().iter().map(|field| field.path.as_str()).collect();
    assert_eq!(fields, ["phase", "speed", "amplitude", "offset"]);
    assert_eq!(registry.get("empty").unwrap().state_size(), 0);
    let optimize = if cfg!(debug_assertions) { "Debug" } else { "ReleaseSafe" };
    assert_eq!(spinner.optimize(), optimize);
    assert_eq!((spinner.abi_version(), spinner.state_align()), (bevy_zig::abi::BEVY_ZIG_ABI_VERSION, 4));
    assert_eq!(spinner.callbacks().collect::<Vec<_>>(), ["update"]);
    assert_eq!(spinner.renames().count(), 0);
}
