//! Rays and shapes that scripts cast through the game's physics.

use bevy::log::warn_once;
use bevy::math::{Dir3, Quat, Vec3};
use bevy::prelude::{Entity, World};

use super::physics::PhysicsHook;

/// What moves along a ray.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum CastShape {
    /// Nothing: the ray itself.
    Ray,
    /// A ball of this radius; in 2D, a disc.
    Ball(f32),
    /// A box with half of these lengths; in 2D, a rectangle.
    Cuboid(Vec3),
    /// A capsule along the Y axis, with this radius and half of this length without its ends.
    Capsule {
        /// Of the ends.
        radius: f32,
        /// Without the ends.
        half_length: f32,
    },
}

/// A ray or shape that a script casts: `ctx.castRay` and `ctx.castShape` in Zig.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PhysicsCast {
    /// What is cast.
    pub shape: CastShape,
    /// Where it begins, in world space.
    pub origin: Vec3,
    /// How the shape is turned.
    pub rotation: Quat,
    /// Where it goes.
    pub direction: Dir3,
    /// How far it goes at most.
    pub max: f32,
    /// An entity that is not hit, such as the one that shoots.
    pub ignore: Option<Entity>,
    /// Which of the physics engine's layers are hit, as a bit for each; all by default.
    pub layers: u32,
}

/// What a cast hits first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CastHit {
    /// The entity that is hit.
    pub entity: Entity,
    /// Where it is hit, in world space.
    pub point: Vec3,
    /// The direction of its surface there.
    pub normal: Vec3,
    /// How far ray or shape have come.
    pub distance: f32,
}

/// The answer of [`ScriptPhysics::cast`](super::ScriptPhysics::cast).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CastAnswer {
    /// The physics casts nothing, or not this shape: an error for the script.
    Unsupported,
    /// Nothing is hit.
    Miss,
    /// This is hit first.
    Hit(CastHit),
}

/// A cast as scripts hand it over (`zig/api/cast.zig`).
#[derive(bevy_zig_derive::ZigValue)]
pub(crate) struct CastRequest {
    kind: CastKind,
    size: Vec3,
    origin: Vec3,
    rotation: Quat,
    direction: Vec3,
    max: f32,
    layers: u32,
    /// 0: none.
    ignore: u64,
}

#[derive(bevy_zig_derive::ZigValue)]
#[repr(u8)]
enum CastKind {
    Ray,
    Ball,
    Cuboid,
    Capsule,
}

/// The answer as scripts read it.
#[derive(bevy_zig_derive::ZigValue)]
pub(crate) struct CastReply {
    result: CastResult,
    /// 0: none.
    entity: u64,
    point: Vec3,
    normal: Vec3,
    distance: f32,
}

#[derive(bevy_zig_derive::ZigValue)]
#[repr(u8)]
enum CastResult {
    Unsupported,
    Invalid,
    Miss,
    Hit,
}

/// Answers a script.
pub(crate) fn cast(world: &World, request: CastRequest) -> CastReply {
    let none = |result| CastReply { result, entity: 0, point: Vec3::ZERO, normal: Vec3::ZERO, distance: 0.0 };
    let Some(physics) = world.get_resource::<PhysicsHook>() else {
        warn_once!(
            "a script casts a ray or a shape, but the game has no physics hook; write: \
             app.insert_resource(PhysicsHook::new(…)), with ScriptPhysics::cast (reported once)"
        );
        return none(CastResult::Unsupported);
    };
    let Some(cast) = request.checked() else { return none(CastResult::Invalid) };
    match physics.get().cast(world, &cast) {
        CastAnswer::Unsupported => {
            warn_once!(
                "a script casts {:?}, which the game's physics hook (ScriptPhysics::cast) does not support (reported once)",
                cast.shape
            );
            none(CastResult::Unsupported)
        }
        CastAnswer::Miss => none(CastResult::Miss),
        CastAnswer::Hit(CastHit { entity, point, normal, distance }) => {
            CastReply { result: CastResult::Hit, entity: entity.to_bits(), point, normal, distance }
        }
    }
}

impl CastRequest {
    /// `None` if its numbers make no sense.
    fn checked(self) -> Option<PhysicsCast> {
        let Self { kind, size, origin, rotation, direction, max, layers, ignore } = self;
        let is_sound = origin.is_finite() && size.is_finite() && size.min_element() >= 0.0 && max >= 0.0;
        let rotation = crate::base::rotation::unit(rotation).filter(|_| is_sound)?;
        let shape = match kind {
            CastKind::Ray => CastShape::Ray,
            CastKind::Ball => CastShape::Ball(size.x),
            CastKind::Cuboid => CastShape::Cuboid(size),
            CastKind::Capsule => CastShape::Capsule { radius: size.x, half_length: size.y },
        };
        let direction = Dir3::new(direction).ok()?;
        let ignore = Entity::try_from_bits(ignore).filter(|_| ignore != 0);
        Some(PhysicsCast { shape, origin, rotation, direction, max, ignore, layers })
    }
}
