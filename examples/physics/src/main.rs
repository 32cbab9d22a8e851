//! The same script moves two boxes to the right. The one that is a body of the physics engine stops at the wall; the
//! other one is not a body, and goes through it. The script hears the collision.
//!
//! Both look ahead with a ray, which Avian casts for them.
//!
//! It runs without a window for three seconds of game time, and prints where the boxes are.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use avian2d::prelude::*;
use bevy::ecs::system::SystemState;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{
    CastAnswer, CastHit, CastShape, EventApp, PhysicsCast, PhysicsHook, ScriptFields, ScriptPhysics, Value, Velocity,
    ZigScriptPlugin, ZigScripts,
};

/// Moves of scripts through Avian: a body gets the velocity that would bring it there in one frame, and collisions
/// decide how far it gets. Casts of scripts are Avian's spatial queries.
struct Avian {
    /// What the queries are made of. Made once, as that needs the world to itself.
    queries: Mutex<SystemState<SpatialQuery<'static, 'static>>>,
}

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

    fn cast(&self, world: &World, cast: &PhysicsCast) -> CastAnswer {
        let mut queries = self.queries.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(query) = queries.get(world) else { return CastAnswer::Unsupported };
        // A ray that leaves the plane hits nothing of it.
        let Ok(direction) = Dir2::new(cast.direction.truncate()) else { return CastAnswer::Miss };
        let (origin, filter) = (cast.origin.truncate(), SpatialQueryFilter::from_mask(cast.layers));
        let filter = filter.with_excluded_entities(cast.ignore);
        let collider = match cast.shape {
            CastShape::Ray => {
                let hit = query.cast_ray(origin, direction, cast.max, true, &filter);
                return hit.map_or(CastAnswer::Miss, |hit| {
                    let point = (origin + direction * hit.distance).extend(0.0);
                    let RayHitData { entity, distance, normal } = hit;
                    CastAnswer::Hit(CastHit { entity, point, normal: normal.extend(0.0), distance })
                });
            }
            CastShape::Ball(radius) => Collider::circle(radius),
            CastShape::Cuboid(half) => Collider::rectangle(2.0 * half.x, 2.0 * half.y),
            CastShape::Capsule { radius, half_length } => Collider::capsule(radius, 2.0 * half_length),
            _ => return CastAnswer::Unsupported,
        };
        let turn = cast.rotation.to_euler(EulerRot::ZYX).0;
        let config = ShapeCastConfig::from_max_distance(cast.max);
        let hit = query.cast_shape(&collider, origin, turn, direction, &config, &filter);
        hit.map_or(CastAnswer::Miss, |hit| {
            let (point, normal) = (hit.point1.extend(0.0), hit.normal1.extend(0.0));
            CastAnswer::Hit(CastHit { entity: hit.entity, point, normal, distance: hit.distance })
        })
    }
}

fn main() {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TransformPlugin, bevy::input::InputPlugin, PhysicsPlugins::default()))
        .add_plugins(ZigScriptPlugin::new(bevy_zig::scripts!()))
        .insert_resource(Gravity::ZERO)
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
    // Avian's events are not reflected: the script gets the other entity, and the signal's target is its own.
    app.register_zig_event_as("collided", |hit: &CollisionStart| hit.collider2);
    app.finish();
    app.cleanup();
    let queries = Mutex::new(SystemState::new(app.world_mut()));
    app.insert_resource(PhysicsHook::new(Avian { queries }));

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
    let of_body = |path| app.world().script_field(Some(body), "runner", path);
    assert!(matches!(of_body("wall"), Ok(Value::Entity(Some(found))) if found == wall), "{:?}", of_body("wall"));
    let Ok(Value::Float(gap)) = of_body("gap") else { panic!("{:?}", of_body("gap")) };
    assert!((0.4..0.6).contains(&gap), "from its middle to the wall's side: {gap}");
    let Ok(Value::Float(room)) = of_body("room") else { panic!("{:?}", of_body("room")) };
    assert!(room < 0.1, "a ball as large as the body has no room left: {room}");
}
