//! What newcomers get wrong first, and the sentence that each is answered with.

use bevy::prelude::*;
use bevy_zig::{PrefabApp, Script, ScriptInput, ZigScripts};

use crate::tools::*;

/// What the log says about a script on an entity in its first two frames.
fn said_of(prepare: impl FnOnce(&mut App), script: Script) -> Vec<String> {
    said_while(|| {
        let mut app = app();
        prepare(&mut app);
        app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script])));
        app.update();
        app.update();
    })
}

#[track_caller]
fn assert_said(said: &[String], parts: &[&str]) {
    let is_it = |line: &&String| parts.iter().all(|part| line.contains(part));
    assert_eq!(said.iter().filter(is_it).count(), 1, "{parts:?} is not said once: {said:#?}");
}

#[test]
fn a_script_s_name_is_misspelt() {
    let said = said_of(|_| {}, Script::new("spiner"));
    assert_said(&said, &["unknown script 'spiner' on ", "did you mean 'spinner'? known scripts: "]);
    let said = said_of(|_| {}, Script::new("chandelier"));
    assert_said(&said, &["unknown script 'chandelier'", "; known scripts: "]);
}

#[test]
fn a_property_s_name_is_misspelt() {
    let said = said_of(|_| {}, Script::new("spinner").with("sped", 2.0));
    let answer = "is not started: script 'spinner' has no field 'sped'; did you mean 'speed'? it has: phase, speed, ";
    assert_said(&said, &[answer]);
}

#[test]
fn the_plugin_is_missing() {
    const ANSWER: &str =
        "entities have ZigScripts, but nothing runs them: add ZigScriptPlugin to the app before these entities";
    // A world without an app, as a scene is, has no need of it.
    let said = said_while(|| {
        World::new().spawn(ZigScripts::one("spinner"));
    });
    assert!(said.is_empty(), "{said:?}");
    let said = said_while(|| {
        let mut app = App::new();
        app.add_systems(Startup, |mut commands: Commands| {
            commands.spawn(ZigScripts::one("spinner"));
            commands.spawn(ZigScripts::one("spinner"));
        });
        app.update();
    });
    assert_eq!(said, [ANSWER]);
}

#[test]
fn an_action_and_an_axis_are_not_mapped() {
    let bind = |app: &mut App| {
        let mut input = app.world_mut().resource_mut::<ScriptInput>();
        input.bind_action("Fire", KeyCode::Space).bind_axis("steering", KeyCode::KeyA, KeyCode::KeyD);
    };
    let said = said_of(bind, Script::new("pilot"));
    let asks = "script 'pilot' asks for the";
    assert_said(
        &said,
        &[
            asks,
            "action 'fire', which is not mapped; did you mean 'Fire'? map it with ctx.bindAction in a script, or ScriptInput::bind_action in Rust",
        ],
    );
    assert_said(
        &said,
        &[
            asks,
            "axis 'steer', which is not mapped; map it with ctx.bindAxis in a script, or ScriptInput::bind_axis in Rust",
        ],
    );
}

#[test]
fn a_prefab_is_not_registered() {
    let call = || Script::new("caller").with("call", "spawn").with("name", "rok");
    let prepare = |app: &mut App| {
        app.register_prefab("rock", |_| {});
    };
    let said = said_of(prepare, call());
    let asks = "script 'caller' asks for unknown prefab 'rok'; ";
    assert_said(&said, &[asks, "did you mean 'rock'? known prefabs: rock"]);
    assert_said(&said_of(|_| {}, call()), &[asks, "known prefabs: none; add one with register_prefab"]);
}

#[test]
fn a_component_is_not_registered() {
    let said = said_of(|_| {}, Script::new("health").with("call", "get_unregistered"));
    let answer = "script 'health' asks for the component 'Unregistered', which is not registered; \
                  write: app.register_zig_component::<Unregistered>()";
    assert_said(&said, &[answer]);
}
