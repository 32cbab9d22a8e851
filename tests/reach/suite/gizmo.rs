//! Drawings for debugging. The calls are in `scripts/drawer.zig`.

use std::any::TypeId;

use bevy::gizmos::GizmoHandles;
use bevy::gizmos::config::DefaultGizmoConfigGroup;
use bevy::prelude::*;
use bevy_zig::{ScriptGizmos, ZigScripts};

use crate::tools::*;

fn drawer() -> (App, Entity) {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::one("drawer")).id();
    app.update();
    (app, entity)
}

/// The positions of all lines that Bevy draws in this frame.
fn drawn(app: &App) -> Vec<Vec3> {
    let handles = app.world().resource::<GizmoHandles>().handles();
    let Some(Some(handle)) = handles.get(&TypeId::of::<DefaultGizmoConfigGroup>()) else { return Vec::new() };
    let gizmos = app.world().resource::<Assets<GizmoAsset>>().get(handle).expect("it is there").buffer().buffer();
    gizmos.list_positions.iter().chain(gizmos.strip_positions).copied().collect()
}

fn drawings(app: &App) -> usize {
    app.world().resource::<ScriptGizmos>().len()
}

#[test]
fn a_line_is_drawn_for_a_frame() {
    let (mut app, drawer) = drawer();
    call(&mut app, drawer, "drawer", "line");
    assert_eq!(drawn(&app), [Vec3::ZERO, Vec3::new(1.0, 2.0, 3.0)]);
    app.update();
    assert!(drawn(&app).is_empty());
}

#[test]
fn each_shape_is_drawn() {
    let (mut app, drawer) = drawer();
    call(&mut app, drawer, "drawer", "all");
    let finite = drawn(&app).iter().filter(|place| place.is_finite()).count();
    assert!(finite > 200, "{finite}");
    assert_eq!(drawings(&app), 0);
}

#[test]
fn a_drawing_stays_for_its_seconds() {
    let (mut app, drawer) = drawer();
    call(&mut app, drawer, "drawer", "lasting");
    for _ in 0..20 {
        app.update();
        assert_eq!(drawn(&app).len(), 2);
    }
    for _ in 0..20 {
        app.update();
    }
    assert!(drawn(&app).is_empty());
}

#[test]
fn nothing_is_drawn_of_nonsense_of_a_faulted_tick_or_when_it_is_off() {
    let (mut app, drawer) = drawer();
    call(&mut app, drawer, "drawer", "nonsense");
    assert!(drawn(&app).is_empty());
    app.world_mut().resource_mut::<ScriptGizmos>().enabled = false;
    call(&mut app, drawer, "drawer", "line");
    call(&mut app, drawer, "drawer", "lasting");
    assert!(drawn(&app).is_empty() && drawings(&app) == 0);
    app.world_mut().resource_mut::<ScriptGizmos>().enabled = true;
    call(&mut app, drawer, "drawer", "lasting");
    assert_eq!(drawings(&app), 1);
    app.world_mut().resource_mut::<ScriptGizmos>().enabled = false;
    app.update();
    assert!(drawn(&app).is_empty());
    app.world_mut().resource_mut::<ScriptGizmos>().enabled = true;
    call(&mut app, drawer, "drawer", "faults");
    assert!(drawn(&app).is_empty() && drawings(&app) == 0);
}

#[test]
fn there_are_no_more_drawings_than_the_limit() {
    let (mut app, drawer) = drawer();
    app.world_mut().resource_mut::<ScriptGizmos>().drawings_max = 10;
    let said = said_while(|| call(&mut app, drawer, "drawer", "many"));
    assert_eq!(drawings(&app), 10);
    assert!(said.iter().any(|line| line.contains("drawings_max")), "{said:?}");
}
