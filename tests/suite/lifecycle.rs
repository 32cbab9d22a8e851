//! `init` once before the first update, `shutdown` once at the end, whatever the end is.

use bevy::prelude::*;
use bevy_zig::{GlobalScripts, Phase, Script, ScriptFields, ScriptRuntime, Value, ZigScriptCommands, ZigScripts};

use crate::tools::*;

fn lifecycle(name: u32) -> Script {
    Script::new("lifecycle").with("name", name)
}

#[test]
fn calls_get_through_both_ways() {
    // The first check of the plan: Zig calls the host's logger, the host calls Zig's echo.
    let mut app = app();
    app.world_mut().spawn(ZigScripts::new([lifecycle(5).disabled()]));
    app.update();
    assert_eq!(logged(&mut app), ["init 5"]);
    let runtime = app.world().resource::<ScriptRuntime>();
    assert_eq!(runtime.registry().get("lifecycle").unwrap().echo(0xc0ffee), 0xc0ffee);
}

#[test]
fn init_runs_once_before_the_first_update() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([lifecycle(1)])).id();
    app.update();
    app.update();
    app.update();
    assert_eq!(logged(&mut app), ["init 1", "update 1", "update 1", "update 1"]);
    assert_eq!(field(&app, entity, "lifecycle", "inits"), Value::Int(1));
    assert_eq!(field(&app, entity, "lifecycle", "updates_at_init"), Value::Int(0));
}

#[test]
fn entities_are_written_as_bevy_writes_them() {
    let mut app = app();
    for _ in 0..3 {
        let script = lifecycle(0).with("says_entity", true).disabled();
        let entity = app.world_mut().spawn(ZigScripts::new([script.clone()])).id();
        app.update();
        assert_eq!(logged(&mut app).last(), Some(&format!("on {entity}")));
    }
    let script = lifecycle(0).with("says_entity", true).disabled();
    app.world_mut().resource_mut::<GlobalScripts>().attach(script);
    app.update();
    assert_eq!(logged(&mut app).last().map(String::as_str), Some("on none"));
}

#[test]
fn shutdown_runs_on_detach_and_no_update_after_it() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([lifecycle(1), lifecycle(2)])).id();
    app.update();
    logged(&mut app);
    app.world_mut().entity_mut(entity).detach_script("lifecycle");
    app.update();
    app.update();
    assert_eq!(logged(&mut app), ["shutdown 1 after 1", "update 2", "update 2"]);
    app.world_mut().entity_mut(entity).remove::<ZigScripts>();
    app.update();
    assert_eq!(logged(&mut app), ["shutdown 2 after 3"]);
}

#[test]
fn shutdown_runs_on_despawn_and_the_others_keep_their_state() {
    let mut app = app();
    let entities: Vec<_> = (0..5).map(|name| app.world_mut().spawn(ZigScripts::new([lifecycle(name)])).id()).collect();
    app.update();
    logged(&mut app);
    app.world_mut().despawn(entities[1]);
    app.world_mut().despawn(entities[4]);
    app.world_mut().despawn(entities[0]);
    app.update();
    let mut log = logged(&mut app);
    log.sort();
    assert_eq!(log, ["shutdown 0 after 1", "shutdown 1 after 1", "shutdown 4 after 1", "update 2", "update 3"]);
    for (entity, name) in [(entities[2], 2), (entities[3], 3)] {
        assert_eq!(field(&app, entity, "lifecycle", "name"), Value::Int(name));
        assert_eq!(field(&app, entity, "lifecycle", "updates"), Value::Int(2));
    }
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 2);
}

#[test]
fn shutdown_runs_once_when_the_game_exits() {
    let mut app = app();
    app.world_mut().spawn(ZigScripts::new([lifecycle(1).with_priority(5)]));
    app.world_mut().spawn(ZigScripts::new([lifecycle(2), lifecycle(3).disabled()]));
    app.world_mut().resource_mut::<GlobalScripts>().attach(lifecycle(4).with_phase(Phase::PostUpdate));
    app.update();
    logged(&mut app);
    app.world_mut().write_message(AppExit::Success);
    app.update();
    app.update();
    let log: Vec<_> = logged(&mut app).into_iter().filter(|line| line.starts_with("shutdown")).collect();
    assert_eq!(log, ["shutdown 2 after 2", "shutdown 4 after 2", "shutdown 3 after 0", "shutdown 1 after 2"]);
}

#[test]
fn a_disabled_script_is_initialised_but_not_updated() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([lifecycle(1).disabled()])).id();
    app.update();
    assert_eq!(logged(&mut app), ["init 1"]);
    app.world_mut().entity_mut(entity).set_script_enabled("lifecycle", true);
    app.update();
    app.world_mut().entity_mut(entity).set_script_enabled("lifecycle", false);
    app.update();
    assert_eq!(logged(&mut app), ["update 1"]);
    // The state came along both times.
    assert_eq!(field(&app, entity, "lifecycle", "updates"), Value::Int(1));
    assert_eq!(field(&app, entity, "lifecycle", "inits"), Value::Int(1));
}

#[test]
fn global_scripts_are_on_no_entity_and_change_at_run_time() {
    let mut app = app();
    app.world_mut().resource_mut::<GlobalScripts>().attach(lifecycle(7));
    app.update();
    assert_eq!(logged(&mut app), ["init 7", "update 7"]);
    assert_eq!(app.world().script_field(None, "lifecycle", "updates"), Ok(Value::Int(1)));
    app.world_mut().resource_mut::<GlobalScripts>().detach("lifecycle");
    app.update();
    assert_eq!(logged(&mut app), ["shutdown 7 after 1"]);
}

#[test]
fn replacing_the_list_keeps_the_instances_that_stay() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([lifecycle(1), Script::new("alpha")])).id();
    app.update();
    app.world_mut().entity_mut(entity).insert(ZigScripts::new([Script::new("beta"), lifecycle(9)]));
    logged(&mut app);
    app.update();
    assert_eq!(logged(&mut app), ["b", "update 1"]);
    assert_eq!(field(&app, entity, "lifecycle", "updates"), Value::Int(2));
}

#[test]
fn an_entity_that_comes_and_goes_between_phases_leaves_nothing() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([lifecycle(1)])).id();
    app.world_mut().despawn(entity);
    app.update();
    assert!(logged(&mut app).is_empty());
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 0);
}

#[test]
fn a_script_without_state_or_callbacks_is_a_script() {
    let mut app = app();
    app.world_mut().spawn(ZigScripts::one("empty"));
    app.update();
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 1);
}

#[test]
fn an_unknown_script_does_not_stop_the_others() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([Script::new("lifecicle"), lifecycle(1)])).id();
    app.update();
    assert_eq!(logged(&mut app), ["init 1", "update 1"]);
    assert!(app.world().script_field(Some(entity), "lifecicle", "name").is_err());
}
