//! Events of entities that scripts hear as signals.

use bevy::prelude::*;
use bevy_zig::{EmitSignal, EventApp, Script, ScriptLimits, Signal, SignalOn, Value, ZigScripts};

use crate::tools::*;

/// One that goes up by itself, as those of pointers do.
#[derive(EntityEvent)]
#[entity_event(propagate, auto_propagate)]
struct Rung {
    entity: Entity,
    loudness: f32,
}

/// One that does not.
#[derive(EntityEvent)]
struct Hit {
    entity: Entity,
}

fn listener(name: &'static str) -> ZigScripts {
    ZigScripts::new([Script::new("signaller").with("connects", true).with("name", name).with("says", false)])
}

fn get(app: &App, entity: Entity, path: &str) -> Value {
    field(app, entity, "signaller", path)
}

fn heard<const N: usize>(app: &App, entities: [Entity; N]) -> [i128; N] {
    entities.map(|entity| match get(app, entity, "heard") {
        Value::Int(count) => count,
        other => panic!("{other:?}"),
    })
}

/// A house, a door in it, and a bell at the door.
fn house(limits: ScriptLimits, [house, door]: [&'static str; 2]) -> (App, [Entity; 3]) {
    let mut app = app_with(plugin().with_limits(limits));
    app.register_zig_event("rung", |rung: &Rung| rung.loudness).register_zig_event("hit", |_: &Hit| ());
    let world = app.world_mut();
    let house = world.spawn(listener(house)).id();
    let door = world.spawn((listener(door), ChildOf(house))).id();
    let bell = world.spawn(ChildOf(door)).id();
    app.update();
    (app, [house, door, bell])
}

#[test]
fn the_nearest_listener_above_hears_an_event_and_nobody_else() {
    let (mut app, [house, door, bell]) = house(ScriptLimits::default(), ["rung", "rung"]);
    app.world_mut().trigger(Rung { entity: bell, loudness: 1.5 });
    app.update();
    assert_eq!(heard(&app, [house, door]), [0, 1]);
    assert_eq!((get(&app, door, "heard_value"), get(&app, door, "heard_target")), (1.5.into(), door.into()));
    app.world_mut().trigger(Rung { entity: house, loudness: 2.0 });
    app.update();
    assert_eq!(heard(&app, [house, door]), [1, 1]);
    // Each event by itself, however many there are at once.
    for loudness in [3.0, 4.0] {
        app.world_mut().trigger(Rung { entity: door, loudness });
    }
    app.update();
    assert_eq!(heard(&app, [house, door]), [1, 3]);
}

#[test]
fn who_listens_to_something_else_lets_an_event_by() {
    let (mut app, [house, door, bell]) = house(ScriptLimits::default(), ["rung", "hit"]);
    app.world_mut().trigger(Rung { entity: bell, loudness: 1.0 });
    app.update();
    assert_eq!(heard(&app, [house, door]), [1, 0]);
    app.world_mut().trigger(Hit { entity: bell });
    app.update();
    assert_eq!(heard(&app, [house, door]), [1, 1], "an event that does not go up by itself does, too");
    assert_eq!(get(&app, door, "heard_nothing"), true.into());
}

#[test]
fn an_event_gets_a_name_of_its_own() {
    let (mut app, [house, door, bell]) = house(ScriptLimits::default(), ["ding", "hit"]);
    let world = app.world_mut();
    world.entity_mut(door).insert(SignalOn::new("rung", "ding").and("rung", "dong"));
    let neighbour = world.spawn(listener("ding")).id();
    app.update();
    app.world_mut().trigger(Rung { entity: bell, loudness: 1.0 });
    app.update();
    assert_eq!(heard(&app, [house, door, neighbour]), [1, 0, 1], "whoever is connected hears it");
    assert_eq!((get(&app, house, "heard_from"), get(&app, house, "heard_value")), (door.into(), 1.0.into()));
    app.world_mut().trigger(Hit { entity: bell });
    app.update();
    assert_eq!(heard(&app, [door]), [1], "other events are what they were");
}

#[test]
fn names_that_scripts_give_to_events_are_limited() {
    // Those of the listeners are known to the program once one of its games has used them.
    drop(house(ScriptLimits::default(), ["rung", "hit"]));
    let limits = ScriptLimits { signal_names: 0, ..ScriptLimits::default() };
    let (mut app, [house, _, bell]) = house(limits, ["rung", "hit"]);
    app.world_mut().entity_mut(bell).insert(SignalOn::new("rung", "a name that nobody has used"));
    app.world_mut().trigger(Rung { entity: bell, loudness: 1.0 });
    app.update();
    assert_eq!(heard(&app, [house]), [1], "it goes on to the next");
}

#[test]
fn a_game_without_instances_lets_signals_go_by() {
    let mut app = app();
    app.world_mut().emit_signal(Signal::new("wave"));
    app.update();
    app.register_zig_event("hit", |_: &Hit| ());
    let entity = app.world_mut().spawn_empty().id();
    app.world_mut().trigger(Hit { entity });
    app.update();
    let to = app.world_mut().spawn(listener("wave")).id();
    app.update();
    assert_eq!(heard(&app, [to]), [0]);
}
