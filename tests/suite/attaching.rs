//! Scripts that attach scripts with values for their fields, enable and disable them.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, EmitSignal, Script, ScriptFields, Signal, Tags, Value, ZigScriptCommands, ZigScripts};
use bevy_zig_tests::components::*;

use crate::tools::*;

fn family() -> (App, Entity) {
    let mut app = app();
    app.register_zig_component::<Health>().register_zig_component::<Points>();
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("family"))).id();
    app.update();
    (app, entity)
}

fn call(app: &mut App, entity: Entity, call: &'static str) -> Value {
    set(app, entity, "family", "call", call);
    app.update();
    field(app, entity, "family", "outcome")
}

#[test]
fn a_new_entity_gets_a_script_with_its_properties_in_the_same_call() {
    let (mut app, entity) = family();
    assert_eq!(call(&mut app, entity, "spawn_script"), "ok".into());
    let Value::Entity(Some(shot)) = field(&app, entity, "family", "found") else { panic!() };
    assert!(app.world().get::<Tags>(shot).unwrap().contains("shot"));
    assert_eq!(app.world().get::<Points>(shot), Some(&Points { value: 3 }));
    app.update();
    let shell = |path: &str| field(&app, shot, "shell", path);
    assert_eq!((shell("speed"), shell("speed_in_init")), (Value::Float(60.0), Value::Float(60.0)), "before init");
    assert_eq!(shell("owner"), entity.into());
    assert_eq!(shell("mode"), "homing".into());
    assert_eq!((shell("body.mass"), shell("body.slots.0"), shell("body.slots.1")), (1.0.into(), 7.into(), 8.into()));
    assert_eq!(shell("label"), "shell".into());
    assert_eq!(shell("aim"), Vec3::new(1.0, 2.0, 3.0).into());
    assert_eq!((shell("goal"), shell("goal.hunt.tries")), ("hunt".into(), 3.into()));
}

#[test]
fn a_script_is_attached_by_name_with_properties() {
    let (mut app, entity) = family();
    assert_eq!(call(&mut app, entity, "attach_named"), "ok".into());
    app.update();
    assert_eq!(field(&app, entity, "shell", "speed"), Value::Float(7.0));
    assert_eq!(field(&app, entity, "shell", "mode"), "homing".into());
    assert_eq!(field(&app, entity, "shell", "updates"), Value::Int(0), "it waits until it is enabled");
}

#[test]
fn a_property_that_the_script_does_not_take_is_refused_by_name() {
    let (mut app, entity) = family();
    for (wrong, outcome, line) in [
        (
            "attach_unknown_field",
            "UnknownField",
            "script 'family' attaches a script with a bad property: script 'shell' has no field 'sped'; did you mean 'speed'?",
        ),
        (
            "attach_wrong_type",
            "WrongType",
            "script 'family' attaches a script with a bad property: script 'shell': field 'mode' takes one of straight, \
             homing, not",
        ),
        ("attach_unknown", "UnknownScript", "script 'family' asks for unknown script 'shel'; did you mean 'shell'?"),
    ] {
        // The log has one complaint of a script in a second.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        let said = said_while(|| assert_eq!(call(&mut app, entity, wrong), outcome.into()));
        assert!(said.iter().any(|said| said.starts_with(line)), "{said:?}");
    }
    assert_eq!(app.world().get::<ZigScripts>(entity).unwrap().iter().count(), 1, "nothing was attached");
}

#[test]
fn scripts_enable_and_disable_others() {
    let (mut app, entity) = family();
    app.world_mut().entity_mut(entity).attach_script(Script::new("shell"));
    app.update();
    set(&mut app, entity, "family", "name", "shell");
    assert_eq!(call(&mut app, entity, "disable"), "ok".into());
    let updates = |app: &App| field(app, entity, "shell", "updates");
    let before = updates(&app);
    app.world_mut().commands().emit_signal(Signal::new("shout"));
    app.update();
    app.update();
    assert_eq!((updates(&app), field(&app, entity, "shell", "heard")), (before, Value::Int(0)));
    assert!(!app.world().get::<ZigScripts>(entity).unwrap().get("shell").unwrap().is_enabled());
    assert_eq!(call(&mut app, entity, "enable"), "ok".into());
    app.world_mut().commands().emit_signal(Signal::new("shout"));
    app.update();
    assert_eq!(field(&app, entity, "shell", "heard"), Value::Int(1), "with its state");
    set(&mut app, entity, "family", "name", "nobody");
    assert_eq!(call(&mut app, entity, "enable"), "UnknownScript".into());
}

#[test]
fn an_instance_disables_itself_and_no_other_of_its_script() {
    let (mut app, _) = family();
    let scripts = [1.0, 99.0, 2.0].map(|speed| Script::new("shell").with("speed", speed));
    let entity = app.world_mut().spawn(ZigScripts::new(scripts)).id();
    for _ in 0..4 {
        app.update();
    }
    let enabled: Vec<bool> = app.world().get::<ZigScripts>(entity).unwrap().iter().map(Script::is_enabled).collect();
    assert_eq!(enabled, [true, false, true]);
    assert_eq!(app.world().script_field(Some(entity), "shell", "updates"), Ok(Value::Int(4)));
}
