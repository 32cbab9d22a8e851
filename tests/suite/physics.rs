//! Velocities, and the hook by which moves go through the game's physics.

use bevy::math::bounding::{BoundingSphere, RayCast3d};
use bevy::prelude::*;
use bevy_zig::{CastAnswer, CastHit, CastShape, PhysicsCast, PhysicsHook, ScriptPhysics, Value, Velocity, ZigScripts};

use crate::api::Caller;
use crate::tools::*;

/// The physics of the tests: bodies move by their speed alone, and stop at the wall.
struct Bodies;

#[derive(Component, Default, Debug, PartialEq)]
struct Body {
    speed: Vec3,
}

const WALL: f32 = 10.0;

impl ScriptPhysics for Bodies {
    fn translate(&self, entity: &mut EntityWorldMut, delta: Vec3) -> bool {
        let seconds = entity.resource::<Time>().delta_secs();
        let Some(mut body) = entity.get_mut::<Body>() else { return false };
        // The first frame takes no time.
        if seconds > 0.0 {
            body.speed += delta / seconds;
        }
        true
    }

    fn velocity(&self, entity: EntityRef) -> Option<Velocity> {
        let body = entity.get::<Body>()?;
        Some(Velocity { linear: body.speed, angular: Vec3::Z })
    }

    fn cast(&self, world: &World, cast: &PhysicsCast) -> CastAnswer {
        let grown = match cast.shape {
            CastShape::Ray => 0.0,
            CastShape::Ball(radius) => radius,
            _ => return CastAnswer::Unsupported,
        };
        let ray = RayCast3d::new(cast.origin, cast.direction, cast.max);
        let Some(mut solids) = world.try_query::<(Entity, &Transform, &Solid)>() else { return CastAnswer::Miss };
        let hits = solids.iter(world).filter_map(|(entity, at, solid)| {
            if Some(entity) == cast.ignore || cast.layers & solid.layers == 0 {
                return None;
            }
            let distance = ray.sphere_intersection_at(&BoundingSphere::new(at.translation, solid.radius + grown))?;
            let place = cast.origin + cast.direction * distance;
            let normal = (place - at.translation).normalize_or_zero();
            Some(CastHit { entity, point: place - normal * grown, normal, distance })
        });
        hits.min_by(|a, b| a.distance.total_cmp(&b.distance)).map_or(CastAnswer::Miss, CastAnswer::Hit)
    }
}

/// A ball that casts hit.
#[derive(Component)]
struct Solid {
    radius: f32,
    layers: u32,
}

fn step(time: Res<Time>, mut bodies: Query<(&mut Body, &mut Transform)>) {
    for (mut body, mut transform) in &mut bodies {
        transform.translation += body.speed * time.delta_secs();
        transform.translation.x = transform.translation.x.min(WALL);
        body.speed = Vec3::ZERO;
    }
}

fn physics_app() -> App {
    let mut app = app();
    app.insert_resource(PhysicsHook::new(Bodies)).add_systems(PostUpdate, step);
    app
}

#[test]
fn a_velocity_is_that_of_the_component() {
    let mut caller = Caller::new();
    assert_eq!(caller.call("velocity"), "Absent");
    let velocity = Velocity { linear: Vec3::new(1.0, 2.0, 3.0), angular: Vec3::Y };
    caller.app.world_mut().entity_mut(caller.caller).insert(velocity);
    assert_eq!(caller.call("velocity"), "ok");
    assert_eq!((caller.get("read"), caller.get("up")), (Value::Vec3(velocity.linear), Value::Vec3(Vec3::Y)));
    assert_eq!(caller.call("spawned_velocity"), "Absent", "it is not in the snapshot");
}

#[test]
fn a_velocity_is_that_of_the_games_physics_if_it_knows() {
    let mut caller = Caller::with(physics_app());
    let velocity = Velocity { linear: Vec3::X, angular: Vec3::Y };
    let other = caller.app.world_mut().spawn(velocity).id();
    let body = caller.app.world_mut().spawn((Body { speed: Vec3::splat(4.0) }, velocity)).id();
    assert_eq!(caller.set("target", body).call("velocity"), "ok");
    assert_eq!((caller.get("read"), caller.get("up")), (Value::Vec3(Vec3::splat(4.0)), Value::Vec3(Vec3::Z)));
    assert_eq!(caller.set("target", other).call("velocity"), "ok");
    assert_eq!((caller.get("read"), caller.get("up")), (Value::Vec3(Vec3::X), Value::Vec3(Vec3::Y)));
}

#[test]
fn moves_go_through_the_games_physics() {
    let mut caller = Caller::with(physics_app());
    let body = caller.app.world_mut().spawn((Body::default(), Transform::IDENTITY)).id();
    caller.set("target", body).set("vector", Vec3::new(6.0, 0.0, 0.0));
    assert_eq!(caller.call("translate"), "ok");
    assert!(position(&caller.app, body).abs_diff_eq(Vec3::new(6.0, 0.0, 0.0), 1e-4));
    assert_eq!(caller.call("translate"), "ok");
    assert_eq!(position(&caller.app, body).x, WALL, "the wall is the physics' own");
    // Other requests do not ask it, and entities that it does not care for move as usual.
    assert_eq!(caller.set("vector", Vec3::new(50.0, 1.0, 0.0)).call("set_position"), "ok");
    assert_eq!(position(&caller.app, body), Vec3::new(WALL, 1.0, 0.0));
    assert_eq!(caller.set("target", caller.caller).set("vector", Vec3::X).call("translate"), "ok");
    assert_eq!(caller.transform().translation, Vec3::new(2.0, 2.0, 3.0));
    // Without the hook, they all do.
    caller.app.world_mut().remove_resource::<PhysicsHook>();
    assert_eq!(caller.set("target", body).set("vector", Vec3::NEG_X).call("translate"), "ok");
    assert_eq!(position(&caller.app, body).x, WALL - 1.0);
}

#[test]
fn each_of_many_moves_goes_through_it_and_other_requests_keep_their_order() {
    let mut app = physics_app();
    let bodies: Vec<_> = (0..100)
        .map(|_| app.world_mut().spawn((Body::default(), Transform::IDENTITY, ZigScripts::one("follower"))).id())
        .collect();
    let free = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("follower"))).id();
    app.update();
    for _ in 0..15 {
        app.update();
    }
    assert_eq!(position(&app, free).x, 16.0);
    assert!(bodies.iter().all(|body| position(&app, *body).x == WALL));

    let mut caller = Caller::with(physics_app());
    let turn = Quat::from_rotation_z(0.1);
    caller.set("quat", turn).set("vector", Vec3::X);
    assert_eq!(caller.call("move_and_turn"), "ok");
    assert_eq!(caller.transform().translation, Vec3::new(21.0, 2.0, 3.0));
    assert!(caller.transform().rotation.abs_diff_eq(Quat::from_rotation_z(2.0), 1e-4));
    assert_eq!(caller.transform().scale, Vec3::splat(2.0));
}

#[test]
fn a_hook_may_despawn_what_it_was_to_move() {
    struct Mine;
    impl ScriptPhysics for Mine {
        fn translate(&self, entity: &mut EntityWorldMut, _: Vec3) -> bool {
            let id = entity.id();
            entity.world_scope(|world| world.despawn(id));
            false
        }
    }
    let mut app = app();
    app.insert_resource(PhysicsHook::new(Mine));
    let mut caller = Caller::with(app);
    let other = caller.app.world_mut().spawn(Transform::IDENTITY).id();
    assert_eq!(caller.set("target", other).set("vector", Vec3::X).call("translate"), "ok");
    assert!(caller.app.world().get_entity(other).is_err());
}

/// A caster at the origin that is solid itself, and balls to its right; the names of the calls and what they give.
struct Caster {
    app: App,
    caster: Entity,
}

impl Caster {
    fn new(mut app: App) -> Self {
        let solid = |radius| Solid { radius, layers: 1 };
        let caster = (Transform::from_xyz(-3.0, 0.0, 0.0), solid(1.0), ZigScripts::one("caster"));
        let caster = app.world_mut().spawn(caster).id();
        app.update();
        Self { app, caster }
    }

    fn cast(&mut self, call: &'static str) -> Value {
        set(&mut self.app, self.caster, "caster", "call", call);
        self.app.update();
        field(&self.app, self.caster, "caster", "outcome")
    }

    fn get(&self, path: &str) -> Value {
        field(&self.app, self.caster, "caster", path)
    }
}

#[test]
fn a_ray_hits_what_is_nearest_in_the_games_physics() {
    let mut caster = Caster::new(physics_app());
    let [far, near] = [9.0, 5.0].map(|x| {
        let ball = (Transform::from_xyz(x, 0.0, 0.0), Solid { radius: 1.0, layers: if x > 6.0 { 2 } else { 1 } });
        caster.app.world_mut().spawn(ball).id()
    });
    assert_eq!(caster.cast("ray"), "ok".into());
    assert_eq!(caster.get("hit"), near.into());
    assert_eq!((caster.get("point"), caster.get("normal")), (Value::Vec3(Vec3::X * 4.0), Value::Vec3(Vec3::NEG_X)));
    assert_eq!(caster.get("distance"), 4.0.into());
    assert_eq!(caster.cast("other_layer"), "ok".into());
    assert_eq!((caster.get("hit"), caster.get("distance")), (far.into(), 8.0.into()));
    assert_eq!(caster.cast("short_ray"), "NothingThere".into());
    assert_eq!(caster.cast("past_itself"), "NothingThere".into());
    assert_eq!(caster.cast("ball"), "ok".into());
    assert_eq!((caster.get("distance"), caster.get("point")), (3.5.into(), Value::Vec3(Vec3::X * 4.0)));
}

#[test]
fn what_the_physics_does_not_cast_and_what_is_no_ray_is_an_error() {
    let mut caster = Caster::new(physics_app());
    assert_eq!(caster.cast("cuboid"), "Absent".into());
    for call in ["nonsense", "backwards"] {
        assert_eq!(caster.cast(call), "InvalidArgument".into(), "{call}");
    }
    let mut caster = Caster::new(app());
    let said = said_while(|| assert_eq!(caster.cast("ray"), "Absent".into()));
    assert!(said.iter().any(|line| line.contains("PhysicsHook")), "{said:?}");
}
