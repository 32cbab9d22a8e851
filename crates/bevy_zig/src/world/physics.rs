//! The hook that lets scripts move entities through the game's physics.

use std::sync::Arc;

use bevy::math::Vec3;
use bevy::prelude::{EntityRef, EntityWorldMut, Resource, World};

use super::cast::{CastAnswer, PhysicsCast};
use crate::component::Velocity;

/// What the game's physics does for scripts. Each function is optional.
pub trait ScriptPhysics: Send + Sync + 'static {
    /// Called when a `translate` of a script is applied, in the order of the requests. Return false if the physics does
    /// not handle this entity; its `Transform` is then moved as usual. The function may set a velocity, apply a force,
    /// or move the entity until it hits something.
    fn translate(&self, entity: &mut EntityWorldMut, delta: Vec3) -> bool {
        let _ = (entity, delta);
        false
    }

    /// The result of `ctx.entity().velocity()` and `angularVelocity()`. Return `None` if the physics does not know it;
    /// scripts then read the entity's [`Velocity`].
    fn velocity(&self, entity: EntityRef) -> Option<Velocity> {
        let _ = entity;
        None
    }

    /// The result of `ctx.castRay(…)` and `ctx.castShape(…)`: what a ray or shape hits first in the world as scripts
    /// see it. Called while scripts run, so it cannot change the world.
    fn cast(&self, world: &World, cast: &PhysicsCast) -> CastAnswer {
        let _ = (world, cast);
        CastAnswer::Unsupported
    }
}

/// Sends scripts' `translate`, `velocity` and casts through the game's physics. Can be inserted, replaced and removed
/// while the game runs.
///
/// Without it they use `Transform` and [`Velocity`] at no extra cost. With it, each `translate` is a separate call
/// instead of being applied in bulk; all other requests are still applied in bulk.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::{PhysicsHook, ScriptPhysics, Velocity};
///
/// /// Pushes entities with a velocity instead of placing them.
/// struct Pushed;
///
/// impl ScriptPhysics for Pushed {
///     fn translate(&self, entity: &mut EntityWorldMut, delta: Vec3) -> bool {
///         let seconds = entity.resource::<Time>().delta_secs();
///         let Some(mut velocity) = entity.get_mut::<Velocity>() else { return false };
///         // The first frame takes no time.
///         if seconds > 0.0 {
///             velocity.linear = delta / seconds;
///         }
///         true
///     }
/// }
///
/// App::new().insert_resource(PhysicsHook::new(Pushed));
/// ```
#[derive(Resource, Clone)]
pub struct PhysicsHook(Arc<dyn ScriptPhysics>);

impl PhysicsHook {
    /// A hook for this physics.
    pub fn new(physics: impl ScriptPhysics) -> Self {
        Self(Arc::new(physics))
    }

    pub(crate) fn get(&self) -> &dyn ScriptPhysics {
        &*self.0
    }
}
