//! The hook by which scripts move entities through the game's physics.

use std::sync::Arc;

use bevy::math::Vec3;
use bevy::prelude::{EntityRef, EntityWorldMut, Resource};

use crate::component::Velocity;

/// What the game's physics does for scripts. Each function may be left out.
pub trait ScriptPhysics: Send + Sync + 'static {
    /// Called when a `translate` of a script is applied, in the order of the requests. False: the physics does not care for this
    /// entity, and its `Transform` is moved as usual. It may set a velocity, apply a force, or move the entity until it hits
    /// something.
    fn translate(&self, entity: &mut EntityWorldMut, delta: Vec3) -> bool {
        let _ = (entity, delta);
        false
    }

    /// What `ctx.entity().velocity()` and `angularVelocity()` read. `None`: the physics does not know; the entity's [`Velocity`]
    /// counts.
    fn velocity(&self, entity: EntityRef) -> Option<Velocity> {
        let _ = entity;
        None
    }
}

/// Lets `translate` and `velocity` of scripts go through the game's physics. May be inserted, replaced and removed while the game runs.
///
/// Without it they work on `Transform` and [`Velocity`], and cost nothing more. With it, each `translate` is a call of its own, where
/// they are else applied in bulk; all other requests still are.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::{PhysicsHook, ScriptPhysics, Velocity};
///
/// /// What moves by its velocity is pushed, not put.
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
    /// Goes through this.
    pub fn new(physics: impl ScriptPhysics) -> Self {
        Self(Arc::new(physics))
    }

    pub(crate) fn get(&self) -> &dyn ScriptPhysics {
        &*self.0
    }
}
