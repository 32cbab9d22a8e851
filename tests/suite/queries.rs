//! Queries: columns that may be missing, what has changed or was added, one row, an order.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, Tags, Value, ZigScripts};
use bevy_zig_tests::components::*;

use crate::tools::*;

fn health(current: f32) -> Health {
    Health { current, max: 9.0 }
}

fn finding() -> (App, Entity) {
    let mut app = app();
    app.register_zig_component::<Health>().register_zig_component::<Points>().register_zig_component::<Frozen>();
    let entity = app.world_mut().spawn(ZigScripts::one("finder")).id();
    app.update();
    (app, entity)
}

fn call(app: &mut App, entity: Entity, call: &'static str) -> Value {
    set(app, entity, "finder", "call", call);
    app.update();
    field(app, entity, "finder", "outcome")
}

fn digits(app: &App, entity: Entity) -> Value {
    field(app, entity, "finder", "digits")
}

#[test]
fn a_column_may_be_missing() {
    let (mut app, entity) = finding();
    assert_eq!((call(&mut app, entity, "maybe"), digits(&app, entity)), ("ok".into(), Value::Int(0)));
    app.world_mut().spawn((health(5.0), Points { value: 2 }));
    app.world_mut().spawn(health(6.0));
    app.world_mut().spawn((health(7.0), Frozen));
    app.world_mut().spawn(Points { value: 9 });
    assert_eq!(call(&mut app, entity, "maybe"), "ok".into());
    assert_eq!(digits(&app, entity), Value::Int(52_60_70));
}

#[test]
fn rows_are_sorted_with_all_of_their_columns() {
    let (mut app, entity) = finding();
    app.world_mut().spawn((health(5.0), Points { value: 2 }));
    app.world_mut().spawn(health(9.0));
    let least = app.world_mut().spawn((health(1.0), Points { value: 4 })).id();
    app.world_mut().spawn((health(5.0), Points { value: 3 }));
    assert_eq!(call(&mut app, entity, "sorted"), "ok".into());
    assert_eq!(digits(&app, entity), Value::Int(14_52_53_90), "equal ones keep their order");
    assert_eq!(field(&app, entity, "finder", "found"), least.into());
}

#[test]
fn one_row_is_expected_and_none_or_several_are_errors() {
    let (mut app, entity) = finding();
    assert_eq!(call(&mut app, entity, "single"), "Absent".into());
    let only = app.world_mut().spawn((health(5.0), Tags::one("only"))).id();
    app.world_mut().spawn((health(6.0), Points { value: 3 }, Frozen));
    assert_eq!((call(&mut app, entity, "single"), digits(&app, entity)), ("ok".into(), Value::Int(50)));
    assert_eq!(field(&app, entity, "finder", "found"), only.into());
    assert_eq!((call(&mut app, entity, "single_frozen"), digits(&app, entity)), ("ok".into(), Value::Int(63)));
    app.world_mut().spawn((health(7.0), Tags::one("only")));
    assert_eq!(call(&mut app, entity, "single"), "NotSingle".into());
}

#[test]
fn each_change_is_seen_once_whoever_makes_it() {
    let (mut app, entity) = finding();
    let counts = |app: &App| ["changed", "added"].map(|path| field(app, entity, "finder", path));
    assert_eq!(counts(&app), [Value::Int(0), Value::Int(0)]);
    let patient = app.world_mut().spawn(health(5.0)).id();
    app.update();
    assert_eq!(counts(&app), [Value::Int(1), Value::Int(1)], "what is added has changed, too");
    app.update();
    assert_eq!(counts(&app), [Value::Int(1), Value::Int(1)]);
    app.world_mut().get_mut::<Health>(patient).unwrap().current = 3.0;
    app.update();
    app.update();
    assert_eq!(counts(&app), [Value::Int(2), Value::Int(1)]);
    // A script's own request is applied when the phase is over: the next one sees it.
    app.world_mut().get_mut::<Health>(patient).unwrap().current = 2.0;
    assert_eq!(call(&mut app, entity, "changed"), "ok".into());
    assert_eq!(counts(&app)[0], Value::Int(3));
    app.update();
    app.update();
    assert_eq!(counts(&app), [Value::Int(4), Value::Int(1)]);
    assert_eq!(app.world().get::<Health>(patient).unwrap().current, 3.0);
}
