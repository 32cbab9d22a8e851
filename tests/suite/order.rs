//! The order in which scripts run: phases, then priority, then the order of attachment.

use bevy::prelude::*;
use bevy_zig::{Phase, Script, Value, ZigScriptCommands, ZigScripts};

use crate::tools::*;

/// What the scripts of an entity say in one frame, and where the last one put it.
fn order(app: &mut App, scripts: [Script; 2]) -> (String, f32) {
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new(scripts))).id();
    app.update();
    let found = (logged(app).concat(), position(app, entity).x);
    app.world_mut().despawn(entity);
    app.update();
    found
}

#[test]
fn scripts_of_an_entity_run_in_the_order_of_attachment() {
    let mut app = app();
    assert_eq!(order(&mut app, [Script::new("alpha"), Script::new("beta")]), ("ab".into(), 2.0));
    assert_eq!(order(&mut app, [Script::new("beta"), Script::new("alpha")]), ("ba".into(), 1.0));
}

#[test]
fn the_order_of_attachment_holds_for_each_entity_at_once() {
    let mut app = app();
    let [alpha, beta] = ["alpha", "beta"].map(Script::new);
    let one = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([alpha.clone(), beta.clone()]))).id();
    let other = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([beta, alpha]))).id();
    app.update();
    assert_eq!(position(&app, one).x, 2.0);
    assert_eq!(position(&app, other).x, 1.0);
}

#[test]
fn a_lower_priority_runs_first() {
    let mut app = app();
    assert_eq!(order(&mut app, [Script::new("alpha"), Script::new("beta").with_priority(-1)]), ("ba".into(), 1.0));
    assert_eq!(order(&mut app, [Script::new("beta").with_priority(3), Script::new("alpha").with_priority(2)]).0, "ab");
}

#[test]
fn phases_come_before_priorities() {
    let mut app = app();
    let late = Script::new("alpha").with_phase(Phase::PostUpdate).with_priority(-9);
    let early = Script::new("beta").with_phase(Phase::PreUpdate).with_priority(9);
    assert_eq!(order(&mut app, [late, early]), ("ba".into(), 1.0));
}

#[test]
fn order_changes_at_run_time_and_state_comes_along() {
    let mut app = app();
    let scripts = ZigScripts::new([Script::new("alpha").with("x", 10.0), Script::new("beta")]);
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.update();
    assert_eq!(position(&app, entity).x, 2.0);
    app.world_mut().entity_mut(entity).set_script_priority("alpha", 1);
    app.update();
    assert_eq!(position(&app, entity).x, 10.0);
    app.world_mut().entity_mut(entity).set_script_phase("beta", Phase::PostUpdate);
    app.update();
    assert_eq!(position(&app, entity).x, 2.0);
    assert_eq!(logged(&mut app).concat(), "abbaab");
}

#[test]
fn a_phase_sees_what_the_phase_before_has_applied_and_not_its_own() {
    let mut app = app();
    let phases = Phase::EVERY_FRAME.map(|phase| {
        let scripts = ZigScripts::new([Script::new("follower").with_phase(phase)]);
        app.world_mut().spawn((Transform::IDENTITY, scripts)).id()
    });
    let all = ZigScripts::new(Phase::EVERY_FRAME.map(|phase| Script::new("follower").with_phase(phase)));
    let thrice = app.world_mut().spawn((Transform::IDENTITY, all)).id();
    app.update();
    for entity in phases {
        assert_eq!(field(&app, entity, "follower", "seen"), Value::Float(0.0));
        assert_eq!(position(&app, entity).x, 1.0);
    }
    assert_eq!(position(&app, thrice).x, 3.0);
}

#[test]
fn systems_between_phases_see_the_requests_applied() {
    #[derive(Resource, Default)]
    struct Seen(Vec<f32>);
    fn look(mut seen: ResMut<Seen>, followers: Query<&Transform, With<ZigScripts>>) {
        seen.0.extend(followers.iter().map(|transform| transform.translation.x));
    }
    let mut app = app();
    app.init_resource::<Seen>().add_systems(PreUpdate, look.after(bevy_zig::ZigScriptSystems::PreUpdate));
    app.add_systems(Update, look.after(bevy_zig::ZigScriptSystems::Update)).add_systems(Last, look);
    let all = ZigScripts::new(Phase::EVERY_FRAME.map(|phase| Script::new("follower").with_phase(phase)));
    app.world_mut().spawn((Transform::IDENTITY, all));
    app.update();
    assert_eq!(app.world().resource::<Seen>().0, [1.0, 2.0, 3.0]);
}

#[test]
fn global_transforms_of_the_same_frame_know_the_requests() {
    let mut app = app();
    let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("follower"))).id();
    app.update();
    assert_eq!(app.world().get::<GlobalTransform>(entity).unwrap().translation().x, 1.0);
}
