//! Requests that look at an entity's parents: another parent, and transforms that are given in the world's space.

use bevy::math::{Affine3A, Quat, Vec3};
use bevy::prelude::{ChildOf, DetectChangesMut, Entity, GlobalTransform, Transform, World};

use crate::base::{is_at_or_above, rotation};
use crate::world::{global_of, parent_space};

/// A change of an entity's transform that is given in the world's space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum WorldOp {
    SetPosition(Vec3),
    Translate(Vec3),
    SetRotation(Quat),
    Rotate(Quat),
    LookAt { target: Vec3, up: Vec3 },
}

impl WorldOp {
    /// The transform, relative to the parent, that has this done in the world; `None` if the parent has a scale of
    /// zero, in which there is no place for it. A place beyond the range of numbers is at its end.
    pub(super) fn applied(self, world: &World, entity: Entity, mut transform: Transform) -> Option<Transform> {
        let (space, turned) = parent_space(world, entity);
        let inverse = Some(space.inverse()).filter(Affine3A::is_finite);
        let local = |place: Vec3| Some(within_range(inverse?.transform_point3(place)));
        let place = within_range(space.transform_point3(transform.translation));
        match self {
            Self::SetPosition(place) => transform.translation = local(place)?,
            Self::Translate(delta) => transform.translation = local(within_range(place + delta))?,
            Self::SetRotation(rotation) => transform.rotation = turned.inverse() * rotation,
            Self::Rotate(turn) => transform.rotation = turned.inverse() * turn * turned * transform.rotation,
            Self::LookAt { target, up } => {
                let mut seen = Transform::from_translation(place);
                // As Bevy does it, with its answers for what has no direction.
                seen.look_at(target, up);
                transform.rotation = turned.inverse() * seen.rotation;
            }
        }
        transform.rotation = transform.rotation.normalize();
        transform.is_finite().then_some(transform)
    }
}

/// Why an entity does not get a parent, or not as asked.
pub(super) enum Unfit {
    /// One of them is gone, which is fine.
    Gone,
    /// The parent is the entity itself, or below it.
    Below,
    /// It has the parent now, in which there is no place for it where it was.
    NoPlace,
}

/// Takes an entity from a parent that the game's hooks and observers have despawned before it had the child: Bevy
/// leaves the child with a parent that is not there. True if so.
pub(super) fn leave_if_gone(world: &mut World, entity: Entity, parent: Option<Entity>) -> bool {
    let is_gone = parent.is_some_and(|parent| world.get_entity(parent).is_err());
    if is_gone
        && let Ok(mut entity) = world.get_entity_mut(entity)
        && entity.get::<ChildOf>().map(ChildOf::parent) == parent
    {
        entity.remove::<ChildOf>();
    }
    is_gone
}

/// The end of the range of numbers for what lies beyond it; what is no number stays none.
fn within_range(place: Vec3) -> Vec3 {
    if place.is_nan() { place } else { place.clamp(Vec3::splat(f32::MIN), Vec3::splat(f32::MAX)) }
}

/// Gives an entity a parent, or none; if `in_place`, it stays where it is in the world. False if it has that parent.
pub(super) fn set_parent(
    world: &mut World,
    entity: Entity,
    parent: Option<Entity>,
    in_place: bool,
) -> Result<bool, Unfit> {
    if world.get_entity(entity).is_err() || parent.is_some_and(|parent| world.get_entity(parent).is_err()) {
        return Err(Unfit::Gone);
    }
    if parent.is_some_and(|parent| is_at_or_above(world, entity, parent)) {
        return Err(Unfit::Below);
    }
    // Nothing changes, for `Changed` and observers, too.
    if world.get::<ChildOf>(entity).map(ChildOf::parent) == parent {
        return Ok(false);
    }
    let kept = in_place.then(|| global_of(world, entity)).flatten();
    match parent {
        Some(parent) => world.entity_mut(entity).insert(ChildOf(parent)),
        None => world.entity_mut(entity).remove::<ChildOf>(),
    };
    // The game's hooks have run.
    if leave_if_gone(world, entity, parent) {
        return Err(Unfit::Gone);
    }
    let Some(kept) = kept else { return Ok(true) };
    let space = parent.and_then(|parent| global_of(world, parent)).unwrap_or(GlobalTransform::IDENTITY);
    // What is itself scaled to nothing still has a rotation.
    let (scale, rotation, translation) = rotation::parts_of(&(space.affine().inverse() * kept.affine()));
    let local = Transform { translation, rotation, scale };
    if !local.is_finite() {
        return Err(Unfit::NoPlace);
    }
    if let Some(mut transform) = world.get_mut::<Transform>(entity) {
        transform.set_if_neq(local);
    }
    Ok(true)
}
