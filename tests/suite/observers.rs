//! Events of entities, which scripts hear as signals. The script is `scripts/observer.zig`.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, EventApp, Script, Value, ZigScriptSystems, ZigScripts};
use bevy_zig_tests::components::Health;
use bevy_zig_tests::reflected::{Caption, Poked, Struck};

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

/// A script that is told what happens to a component.
fn watcher(watched: &'static str, ear: &'static str) -> Script {
    Script::new("observer").with("watched", watched).with("ear", ear)
}

#[test]
fn changes_of_a_component_are_heard_by_its_entity_and_by_who_asked() {
    let mut app = game();
    let entity = spawn(&mut app, [watcher("add_caption", "own")]);
    let watch = |app: &mut App, watched, ear| spawn(app, [watcher(watched, ear).with("target", entity)]);
    let changes = ["add_caption", "insert_caption", "discard_caption", "remove_caption", "despawn_caption"];
    let of_one = changes.map(|change| watch(&mut app, change, "to"));
    let of_any = changes.map(|change| watch(&mut app, change, "any"));
    app.update();
    let heard = |app: &App, entities: [Entity; 5]| {
        entities.map(|entity| match get(app, entity, "heard") {
            Value::Int(count) => count,
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(heard(&app, of_any), [0; 5]);
    app.world_mut().entity_mut(entity).insert(Caption("one".into()));
    app.update();
    assert_eq!(heard(&app, of_one), [1, 1, 0, 0, 0]);
    assert_eq!(get(&app, entity, "heard"), Value::Int(1));
    app.world_mut().entity_mut(entity).insert(Caption("two".into()));
    app.update();
    assert_eq!(heard(&app, of_one), [1, 2, 1, 0, 0]);
    app.world_mut().entity_mut(entity).remove::<Caption>();
    app.update();
    assert_eq!(heard(&app, of_one), [1, 2, 2, 1, 0]);
    assert_eq!(heard(&app, of_any), [1, 2, 2, 1, 0]);
    // Whoever is despawned is heard of once more, by those who listen to it, too.
    app.world_mut().entity_mut(entity).insert(Caption("three".into()));
    app.world_mut().despawn(entity);
    app.update();
    assert_eq!(heard(&app, of_one), [1, 2, 3, 2, 1], "what it has got meanwhile is of no use any more");
    assert_eq!(heard(&app, of_any), [2, 3, 3, 2, 1]);
    assert_eq!(get(&app, of_any[4], "about"), Value::Entity(Some(entity)));
    // Other entities are only heard of by those who listen to any.
    app.world_mut().spawn(Caption("four".into()));
    app.update();
    assert_eq!(heard(&app, of_one), [1, 2, 3, 2, 1]);
    assert_eq!(heard(&app, of_any), [3, 4, 3, 2, 1]);
}

#[test]
fn whoever_listens_in_the_place_of_another_hears_each_change_once() {
    #[derive(Resource, Default)]
    struct Inserts(bool);
    let mut app = game();
    let insert = |mut inserts: ResMut<Inserts>, mut commands: Commands| {
        if std::mem::take(&mut inserts.0) {
            commands.spawn(Caption("one".into()));
        }
    };
    // Before another phase begins.
    app.init_resource::<Inserts>().add_systems(PreUpdate, insert.after(ZigScriptSystems::PreUpdate));
    let old = spawn(&mut app, [watcher("add_caption", "any")]);
    app.update();
    app.world_mut().despawn(old);
    let new = spawn(&mut app, [watcher("add_caption", "any")]);
    app.world_mut().resource_mut::<Inserts>().0 = true;
    app.update();
    assert_eq!(get(&app, new, "heard"), Value::Int(1));
}

#[test]
fn nothing_is_observed_for_nobody() {
    let mut app = game();
    let observers = |app: &mut App| app.world_mut().query::<&Observer>().iter(app.world()).count();
    let before = observers(&mut app);
    let watchers = [(); 3].map(|()| spawn(&mut app, [watcher("add_caption", "any")]));
    app.update();
    assert_eq!(observers(&mut app), before + 1, "one for all");
    for watcher in watchers {
        app.world_mut().despawn(watcher);
    }
    app.update();
    app.update();
    assert_eq!(observers(&mut app), before);
}

#[test]
fn components_with_mirrors_of_the_build_are_observed_too_and_unknown_ones_are_refused() {
    let mut app = game();
    app.register_zig_component::<Health>();
    let watching = spawn(&mut app, [watcher("add_health", "any")]);
    app.update();
    app.world_mut().spawn(Health { current: 1.0, max: 2.0 });
    app.update();
    assert_eq!(get(&app, watching, "heard"), Value::Int(1));
    let said = said_while(|| {
        spawn(&mut app, [watcher("unknown", "own")]);
        app.update();
    });
    assert!(said.iter().any(|line| line.contains("Lable")), "{said:?}");
    assert!(errors(&mut app).iter().any(|error| error.error.contains("UnknownComponent")));
}
