//! Events of entities under names of one's own: `SignalOn`, which is `bevy.on` in Zig.

use bevy::prelude::*;
use bevy_zig::{EventApp, Script, ScriptLimits, SignalOn, Value, ZigScripts};
use bevy_zig_tests::reflected::Poked;

use crate::tools::*;

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

/// A house and a door in it, whose scripts listen to these names, and a bell at the door.
fn house(limits: ScriptLimits, [house, door]: [&'static str; 2]) -> (App, [Entity; 3]) {
    let mut app = app_with(plugin().with_limits(limits));
    app.register_zig_event::<Poked>("poked");
    let world = app.world_mut();
    let house = world.spawn(listener(house)).id();
    let door = world.spawn((listener(door), ChildOf(house))).id();
    let bell = world.spawn(ChildOf(door)).id();
    app.update();
    (app, [house, door, bell])
}

fn poke(app: &mut App, entity: Entity) {
    app.world_mut().trigger(Poked { entity, finger: 1 });
    app.update();
}

#[test]
fn an_event_gets_a_name_that_anybody_hears() {
    let (mut app, [house, door, bell]) = house(ScriptLimits::default(), ["ding", "poked"]);
    let world = app.world_mut();
    world.entity_mut(door).insert(SignalOn::new("poked", "ding").and("poked", "dong"));
    let neighbour = world.spawn(listener("ding")).id();
    app.update();
    poke(&mut app, bell);
    assert_eq!(heard(&app, [house, door, neighbour]), [1, 0, 1], "in place of the event's own signal");
    assert_eq!((get(&app, house, "heard_from"), get(&app, house, "heard_target")), (door.into(), Value::Entity(None)));
    poke(&mut app, house);
    assert_eq!(heard(&app, [house, door, neighbour]), [1, 0, 1], "above the door nobody gives it a name");
}

#[test]
fn who_listens_to_the_event_below_hears_the_event() {
    let (mut app, [house, door, bell]) = house(ScriptLimits::default(), ["ding", "poked"]);
    app.world_mut().entity_mut(house).insert(SignalOn::new("poked", "ding"));
    poke(&mut app, bell);
    assert_eq!(heard(&app, [house, door]), [0, 1]);
    app.world_mut().entity_mut(door).remove::<ZigScripts>();
    app.update();
    poke(&mut app, bell);
    assert_eq!(heard(&app, [house]), [1]);
}

#[test]
fn names_that_scripts_give_to_events_are_limited() {
    // Those of the listeners are known to the program once one of its games has used them.
    drop(house(ScriptLimits::default(), ["poked", "hit"]));
    let limits = ScriptLimits { signal_names: 0, ..ScriptLimits::default() };
    let (mut app, [house, _, bell]) = house(limits, ["poked", "hit"]);
    app.world_mut().entity_mut(bell).insert(SignalOn::new("poked", "a name that nobody has used"));
    poke(&mut app, bell);
    assert_eq!(heard(&app, [house]), [1], "it keeps its own");
}
