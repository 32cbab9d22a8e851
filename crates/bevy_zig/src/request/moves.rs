//! Transforms that are changed one by one: where the game's physics or a missing transform has a say, or where few
//! requests follow each other.

use bevy::ecs::change_detection::DetectChangesMut;
use bevy::log::{warn, warn_once};
use bevy::prelude::{Entity, Transform, World};

use super::hierarchy::WorldOp;
use super::record::TransformOp;
use crate::world::PhysicsHook;

/// What a request like `set_position` does for an entity that has no transform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissingTransform {
    /// The entity gets one. The default.
    #[default]
    Insert,
    /// The request does nothing.
    Ignore,
}

/// How moves are applied.
pub(super) struct Moves {
    missing_transform: MissingTransform,
    /// What takes care of moves, in this phase.
    physics: Option<PhysicsHook>,
    /// Whether a mirroring scale was already mentioned.
    mirrored: bool,
}

impl Moves {
    pub(super) fn new(missing_transform: MissingTransform) -> Self {
        Self { missing_transform, physics: None, mirrored: false }
    }

    /// Looks up the game's physics, for a phase.
    pub(super) fn begin(&mut self, world: &World) {
        self.physics = world.get_resource::<PhysicsHook>().cloned();
    }

    /// Whether physics takes care of moves.
    pub(super) fn has_physics(&self) -> bool {
        self.physics.is_some()
    }

    /// True if it changed the world.
    pub(super) fn apply(&mut self, world: &mut World, entity: Entity, op: TransformOp) -> bool {
        let Ok(mut entity) = world.get_entity_mut(entity) else { return false };
        if let (TransformOp::Translate(delta), Some(physics)) = (op, &self.physics)
            && physics.get().translate(&mut entity, delta)
        {
            return true;
        }
        // The hook may have done anything.
        if entity.is_despawned() {
            return false;
        }
        if op.mirrors() && !std::mem::replace(&mut self.mirrored, true) {
            warn!("a script mirrors entity {} with a negative scale (reported once)", entity.id());
        }
        if let Some(mut transform) = entity.get_mut::<Transform>() {
            let mut changed = *transform;
            op.apply(&mut changed);
            // A request for what is so already changes nothing.
            return transform.set_if_neq(changed);
        }
        match self.missing_transform {
            MissingTransform::Insert => {
                let mut transform = Transform::IDENTITY;
                op.apply(&mut transform);
                entity.insert(transform);
                true
            }
            MissingTransform::Ignore => false,
        }
    }

    /// Changes a transform by what is given in the world's space.
    pub(super) fn apply_in_world(&mut self, world: &mut World, entity: Entity, op: WorldOp) -> bool {
        if world.get_entity(entity).is_err() {
            return false;
        }
        let found = world.get::<Transform>(entity).copied();
        if found.is_none() && self.missing_transform == MissingTransform::Ignore {
            return false;
        }
        let Some(changed) = op.applied(world, entity, found.unwrap_or_default()) else {
            warn_once!(
                "a script places {entity} in the world, but its parent has no place for it: its scale in the world is 0 \
                 or out of range (reported once)"
            );
            return false;
        };
        match world.get_mut::<Transform>(entity) {
            // What is so already does not change.
            Some(mut transform) => transform.set_if_neq(changed),
            None => {
                world.entity_mut(entity).insert(changed);
                true
            }
        }
    }
}
