//! Events of entities, which scripts hear as signals. The script is `scripts/observer.zig`.

use bevy::prelude::*;
use bevy_zig::{EventApp, Script, Value, ZigScripts};
use bevy_zig_tests::reflected::{Poked, Struck};

use crate::tools::*;

#[derive(EntityEvent, Clone)]
struct Counted {
    entity: Entity,
    count: u16,
}

/// A game with all of the events.
fn game() -> App {
    let mut app = app();
    app.register_zig_event::<Struck>("struck")
        .register_zig_event::<Poked>("poked")
        .register_zig_event_as("counted", |event: &Counted| event.count);
    app
}

fn listener(name: &'static str, ear: &'static str) -> Script {
    Script::new("observer").with("name", name).with("ear", ear)
}

fn spawn(app: &mut App, scripts: impl IntoIterator<Item = Script>) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new(scripts))).id()
}

fn get(app: &App, entity: Entity, path: &str) -> Value {
    field(app, entity, "observer", path)
}

fn struck(entity: Entity, damage: f32) -> Struck {
    Struck { entity, damage, by: "a rock".into() }
}

#[test]
fn an_event_is_heard_by_the_scripts_of_its_entity_and_read_as_it_is() {
    let mut app = game();
    let entity = spawn(&mut app, [listener("struck", "own")]);
    let other = spawn(&mut app, [listener("struck", "own")]);
    app.update();
    app.world_mut().trigger(struck(entity, 2.0));
    app.world_mut().trigger(struck(entity, 3.0));
    app.update();
    assert_eq!(get(&app, entity, "heard"), Value::Int(2));
    assert_eq!(get(&app, entity, "damage"), Value::Float(5.0));
    assert_eq!(get(&app, entity, "by"), Value::Text("a rock".into()));
    assert_eq!(get(&app, entity, "about"), Value::Entity(Some(entity)));
    assert_eq!(get(&app, entity, "otherwise"), Value::Text("WrongType".into()));
    assert_eq!(get(&app, other, "heard"), Value::Int(0));
    app.update();
    assert_eq!(get(&app, entity, "heard"), Value::Int(2), "none is heard twice");
}

#[test]
fn others_listen_to_one_entity_or_to_all() {
    let mut app = game();
    let entity = spawn(&mut app, []);
    let another = spawn(&mut app, []);
    let of_one = spawn(&mut app, [listener("struck", "to").with("target", entity)]);
    let of_any = spawn(&mut app, [listener("struck", "any")]);
    app.update();
    app.world_mut().trigger(struck(entity, 2.0));
    app.world_mut().trigger(struck(another, 3.0));
    // Its own and any: told once.
    app.world_mut().trigger(struck(of_any, 10.0));
    app.update();
    assert_eq!(get(&app, of_one, "damage"), Value::Float(2.0));
    assert_eq!(get(&app, of_any, "damage"), Value::Float(15.0));
    assert_eq!(get(&app, of_any, "heard"), Value::Int(3));
    assert_eq!(get(&app, of_any, "about"), Value::Entity(Some(of_any)));
}

#[test]
fn an_event_that_propagates_goes_to_the_nearest_that_listens() {
    let mut app = game();
    let root = spawn(&mut app, [listener("poked", "own")]);
    let middle = spawn(&mut app, [listener("poked", "own")]);
    let deaf = spawn(&mut app, [listener("struck", "own")]);
    let leaf = spawn(&mut app, []);
    let any = spawn(&mut app, [listener("poked", "any")]);
    for (child, parent) in [(leaf, deaf), (deaf, middle), (middle, root)] {
        app.world_mut().entity_mut(child).insert(ChildOf(parent));
    }
    app.update();
    app.world_mut().trigger(Poked { entity: leaf, finger: 3 });
    app.update();
    let heard = |app: &App| [root, middle, deaf, any].map(|entity| get(app, entity, "heard"));
    assert_eq!(heard(&app), [0, 1, 0, 1].map(Value::Int));
    assert_eq!(get(&app, middle, "about"), Value::Entity(Some(leaf)), "it is still about the entity that was poked");
    assert_eq!(get(&app, middle, "finger"), Value::Int(3));
    app.world_mut().despawn(any);
    app.world_mut().entity_mut(middle).remove::<ZigScripts>();
    app.update();
    app.world_mut().trigger(Poked { entity: leaf, finger: 4 });
    app.update();
    assert_eq!(get(&app, root, "finger"), Value::Int(4));
}

#[test]
fn an_event_without_reflection_has_a_payload() {
    let mut app = game();
    let entity = spawn(&mut app, [listener("counted", "own")]);
    app.update();
    app.world_mut().trigger(Counted { entity, count: 513 });
    app.update();
    assert_eq!(get(&app, entity, "count"), Value::Int(513));
    assert_eq!(get(&app, entity, "otherwise"), Value::Text("Absent".into()));
}

#[test]
fn a_script_triggers_what_another_hears() {
    let mut app = game();
    let to = spawn(&mut app, [listener("struck", "own")]);
    let from = spawn(&mut app, [listener("poked", "own").with("target", to).with("triggers", true)]);
    app.update();
    app.update();
    assert_eq!(get(&app, to, "damage"), Value::Float(4.0));
    assert_eq!(get(&app, to, "by"), Value::Text("a script".into()));
    assert_eq!(get(&app, from, "heard"), Value::Int(0));
}
