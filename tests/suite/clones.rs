//! Entities with scripts that are cloned, moved, or spawned from a world of their own.

use bevy::ecs::entity::EntityCloner;
use bevy::prelude::*;
use bevy::world_serialization::WorldAsset;
use bevy_zig::{PrefabApp, Script, ScriptFields, ScriptRuntime, ScriptVars, Tags, Value, ZigScripts};

use crate::tools::*;

fn instances(app: &App) -> usize {
    app.world().resource::<ScriptRuntime>().instance_count()
}

fn despawn(app: &mut App, entity: Entity) {
    app.world_mut().despawn(entity);
}

fn clone(app: &mut App, entity: Entity) -> Entity {
    app.world_mut().entity_mut(entity).clone_and_spawn()
}

#[test]
fn a_clone_begins_with_the_fields_of_the_original_and_has_a_life_of_its_own() {
    let mut app = app();
    let script = Script::new("saved").with("step", 3).with("name", "Ada");
    let original = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
    set_target(&mut app, original);
    app.update();
    app.update();
    let copy = clone(&mut app, original);
    app.update();
    assert_eq!(instances(&app), 2);
    assert_eq!(field(&app, copy, "saved", "count_at_init"), Value::Int(6), "init saw the original's fields");
    assert_eq!(field(&app, copy, "saved", "count"), Value::Int(9));
    assert_eq!(field(&app, original, "saved", "count"), Value::Int(9));
    assert_eq!(field(&app, original, "saved", "count_at_init"), Value::Int(0));
    assert_eq!(field(&app, copy, "saved", "name"), "Ada".into());
    assert_eq!(field(&app, copy, "saved", "target"), copy.into(), "it refers to itself, as the original does");
    set(&mut app, original, "saved", "step", 100);
    app.update();
    assert_eq!(field(&app, copy, "saved", "count"), Value::Int(12));
    // Who goes takes nobody along.
    despawn(&mut app, copy);
    app.update();
    assert_eq!(instances(&app), 1);
    assert_eq!(field(&app, original, "saved", "count"), Value::Int(209));
}

/// Lets the script of an entity refer to its own entity.
fn set_target(app: &mut App, entity: Entity) {
    app.update();
    set(app, entity, "saved", "target", entity);
    set(app, entity, "saved", "count", 0);
}

#[test]
fn clones_come_and_go_without_an_end_of_others() {
    let mut app = app();
    let original = app.world_mut().spawn(ZigScripts::one("lifecycle")).id();
    let bystander = app.world_mut().spawn(ZigScripts::one("lifecycle")).id();
    app.update();
    let mut ended = 0;
    for round in 2..12 {
        let clones: Vec<Entity> = (0..5).map(|_| clone(&mut app, original)).collect();
        app.update();
        assert_eq!(instances(&app), 7);
        for copy in clones {
            assert_eq!(field(&app, copy, "lifecycle", "inits"), Value::Int(2), "the original's init, and its own");
            despawn(&mut app, copy);
        }
        app.update();
        assert_eq!(instances(&app), 2);
        for entity in [original, bystander] {
            assert_eq!(field(&app, entity, "lifecycle", "updates"), Value::Int(1 + (round - 1) * 2));
        }
        ended += logged(&mut app).iter().filter(|line| line.starts_with("shutdown")).count();
    }
    assert_eq!(ended, 50);
}

#[test]
fn what_has_not_started_and_what_has_no_plugin_is_cloned_as_it_is_described() {
    let mut app = app();
    let script = Script::new("saved").with("count", 40);
    let original = app.world_mut().spawn(ZigScripts::new([script.clone()])).id();
    let copy = clone(&mut app, original);
    app.update();
    for entity in [original, copy] {
        assert_eq!(field(&app, entity, "saved", "count_at_init"), Value::Int(40));
    }
    let mut world = World::new();
    let original = world.spawn(ZigScripts::new([script])).id();
    let copy = world.entity_mut(original).clone_and_spawn();
    assert_eq!(world.get::<ZigScripts>(copy), world.get::<ZigScripts>(original));
}

#[test]
fn a_hierarchy_is_cloned_with_its_scripts_tags_and_vars() {
    let mut app = app();
    let parent = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("saved"))).id();
    let child = (
        Transform::IDENTITY,
        ChildOf(parent),
        ZigScripts::one("saved"),
        Tags::one("wheel"),
        ScriptVars::default().with("owner", parent),
    );
    let child = app.world_mut().spawn(child).id();
    app.update();
    set(&mut app, parent, "saved", "target", child);
    set(&mut app, child, "saved", "target", parent);
    let copy = app.world_mut().entity_mut(parent).clone_and_spawn_with_opt_out(|cloner| {
        cloner.linked_cloning(true);
    });
    app.update();
    let copied_child = app.world().get::<Children>(copy).unwrap()[0];
    assert_ne!(copied_child, child);
    assert_eq!(instances(&app), 4);
    assert_eq!(field(&app, copy, "saved", "target"), copied_child.into());
    assert_eq!(field(&app, copied_child, "saved", "target"), copy.into());
    assert_eq!(app.world().get::<ScriptVars>(copied_child).unwrap().get("owner"), Some(&copy.into()));
    let census = Script::new("caller").with("call", "find_by_tag").with("name", "wheel");
    app.world_mut().despawn(parent);
    let census = app.world_mut().spawn(ZigScripts::new([census])).id();
    app.update();
    assert_eq!(field(&app, census, "caller", "found"), copied_child.into(), "the index knows the copy alone");
    assert_eq!(instances(&app), 3);
}

#[test]
fn cloning_onto_an_entity_with_scripts_gives_it_the_list_and_keeps_what_runs() {
    let mut app = app();
    let original = app.world_mut().spawn(ZigScripts::new([Script::new("saved"), Script::new("alpha")])).id();
    let target = app.world_mut().spawn(ZigScripts::new([Script::new("beta"), Script::new("saved")])).id();
    app.update();
    set(&mut app, target, "saved", "count", 100);
    EntityCloner::build_opt_out(app.world_mut()).clone_entity(original, target);
    app.update();
    assert_eq!(instances(&app), 4);
    assert_eq!(field(&app, target, "saved", "count"), Value::Int(101), "as when a scene is loaded over it");
    let names: Vec<&str> = app.world().get::<ZigScripts>(target).unwrap().iter().map(Script::name).collect();
    assert_eq!(names, ["saved", "alpha"]);
    assert!(app.world().script_field(Some(target), "beta", "x").is_err());
}

#[test]
fn moving_the_components_moves_the_fields_and_ends_what_stays_behind() {
    let mut app = app();
    let source = app.world_mut().spawn((Transform::IDENTITY, Tags::one("rock"), ZigScripts::one("lifecycle"))).id();
    app.update();
    let listener = Script::new("signaller");
    app.world_mut().spawn(ZigScripts::new([listener]));
    let target = app.world_mut().spawn_empty().id();
    EntityCloner::build_opt_out(app.world_mut()).move_components(true).clone_entity(source, target);
    app.update();
    assert!(app.world().get::<ZigScripts>(source).is_none() && app.world().get::<Tags>(source).is_none());
    assert_eq!(field(&app, target, "lifecycle", "updates_at_init"), Value::Int(1));
    assert_eq!(instances(&app), 2);
    let said = logged(&mut app);
    assert_eq!(said.iter().filter(|line| line.starts_with("shutdown")).count(), 1);
    despawn(&mut app, source);
    app.update();
    assert_eq!(field(&app, target, "lifecycle", "updates"), Value::Int(3));
}

#[test]
fn a_world_of_its_own_with_scripts_is_spawned_like_any_scene() {
    let mut app = app();
    let mut world = World::new();
    let prey = world.spawn((Tags::one("prey"), ScriptVars::default().with("hits", 1))).id();
    world.spawn(ZigScripts::new([Script::new("saved").with("count", 7).with("target", prey)]));
    let scene = WorldAsset::new(world);
    let registry = app.world().resource::<AppTypeRegistry>().clone();
    for round in 1..3 {
        let mut entities = default();
        scene.write_to_world_with(app.world_mut(), &mut entities, &registry).unwrap_or_else(|error| panic!("{error}"));
        app.update();
        assert_eq!(instances(&app), round);
        let (hunter, prey) =
            (entities.values().find(|e| app.world().get::<ZigScripts>(**e).is_some()), entities[&prey]);
        assert_eq!(field(&app, *hunter.unwrap(), "saved", "count"), Value::Int(8));
        assert_eq!(field(&app, *hunter.unwrap(), "saved", "target"), prey.into());
        assert_eq!(app.world().get::<ScriptVars>(prey).unwrap().get("hits"), Some(&2.into()));
    }
}
#[test]
fn a_prefab_can_be_a_clone_and_a_clone_of_a_clone() {
    let mut app = app();
    let template = app.world_mut().spawn(ZigScripts::new([Script::new("saved").with("count", 5)])).id();
    app.register_prefab("saved", move |entity| {
        let target = entity.id();
        entity.world_scope(|world| {
            EntityCloner::build_opt_out(world).clone_entity(template, target);
        });
    });
    app.update();
    let caller = Script::new("caller").with("call", "spawn").with("name", "saved");
    app.world_mut().spawn(ZigScripts::new([caller]));
    app.update();
    let of_prefab = app.world_mut().query::<(Entity, &ZigScripts)>();
    let others: Vec<Entity> = {
        let mut query = of_prefab;
        let found = query.iter(app.world());
        found.filter(|(entity, list)| *entity != template && list.get("saved").is_some()).map(|found| found.0).collect()
    };
    assert_eq!(others.len(), 1);
    app.update();
    let Value::Int(at_init) = field(&app, others[0], "saved", "count_at_init") else { panic!("a number") };
    assert!(at_init >= 6, "the template's count when it was cloned, and not what was described: {at_init}");
    let second = clone(&mut app, others[0]);
    app.update();
    assert_eq!(instances(&app), 4);
    let third = clone(&mut app, second);
    app.update();
    assert_eq!(field(&app, third, "saved", "count"), field(&app, template, "saved", "count"));
}
