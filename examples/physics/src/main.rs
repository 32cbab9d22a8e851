//! The same script moves two boxes to the right. The one that is a body of the physics engine stops at the wall; the
//! other one is not a body, and goes through it. The script hears the collision.
//!
//! It runs without a window for three seconds of game time, and prints where the boxes are.

use std::time::Duration;

use avian2d::prelude::*;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{EventApp, PhysicsHook, ScriptFields, ScriptPhysics, Value, Velocity, ZigScriptPlugin, ZigScripts};

/// Moves of scripts through Avian: a body gets the velocity that would bring it there in one frame, and collisions
/// decide how far it gets.
struct Avian;

impl ScriptPhysics for Avian {
    fn translate(&self, entity: &mut EntityWorldMut, delta: Vec3) -> bool {
        let seconds = entity.resource::<Time>().delta_secs();
        let Some(mut velocity) = entity.get_mut::<LinearVelocity>() else { return false };
        // The first frame has a length of zero.
        if seconds > 0.0 {
            velocity.0 = delta.truncate() / seconds;
        }
        true
    }

    fn velocity(&self, entity: EntityRef) -> Option<Velocity> {
        let linear = entity.get::<LinearVelocity>()?.extend(0.0);
        let angular = entity.get::<AngularVelocity>().map_or(0.0, |velocity| velocity.0);
        Some(Velocity { linear, angular: Vec3::Z * angular })
    }
}

fn main() {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TransformPlugin, bevy::input::InputPlugin, PhysicsPlugins::default()))
        .add_plugins(ZigScriptPlugin::new(bevy_zig::scripts!()))
        .insert_resource(PhysicsHook::new(Avian))
        .insert_resource(Gravity::ZERO)
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
    // Avian's events are not reflected: the script gets the other entity, and the signal's target is its own.
    app.register_zig_event_as::<CollisionStart, _>("collided", |hit| hit.collider2.to_bits());
    app.finish();
    app.cleanup();

    let world = app.world_mut();
    let wall = (Transform::from_xyz(5.0, 0.0, 0.0), RigidBody::Static, Collider::rectangle(1.0, 10.0));
    let wall = world.spawn(wall).id();
    let body =
        (RigidBody::Dynamic, Collider::rectangle(1.0, 1.0), LockedAxes::ROTATION_LOCKED, CollisionEventsEnabled);
    let body = world.spawn((Transform::IDENTITY, body, ZigScripts::one("runner"))).id();
    let ghost = world.spawn((Transform::IDENTITY, ZigScripts::one("runner"))).id();
    for _ in 0..180 {
        app.update();
    }

    let x = |entity| app.world().get::<Transform>(entity).map_or(f32::NAN, |transform| transform.translation.x);
    let seen = app.world().script_field(Some(body), "runner", "seen");
    let Ok(Value::Float(seen)) = seen else { panic!("{seen:?}") };
    println!("the body is at {:.2} with a speed of {seen:.2}, the ghost at {:.2}", x(body), x(ghost));
    assert!((3.9..4.1).contains(&x(body)), "the wall's side is at 4.5, and half of the body is 0.5");
    assert!(x(ghost) > 11.0, "nothing stops what is no body");
    let obstacle = |entity| app.world().script_field(Some(entity), "runner", "obstacle").ok();
    assert_eq!(obstacle(body), Some(Value::Entity(Some(wall))), "the script hears what its entity has run into");
    assert_eq!(obstacle(ghost), Some(Value::Entity(None)));
    assert!(seen.abs() < 0.1, "the script sees that it has been stopped");
}
