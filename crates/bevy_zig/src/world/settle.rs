//! Where new entities are in the world, before Bevy computes it.

use bevy::ecs::change_detection::DetectChangesMut;
use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::query::QueryState;
use bevy::prelude::{ChildOf, Children, Entity, GlobalTransform, Has, Transform, World};
use smallvec::SmallVec;

use super::spatial::affine;

/// Gives new entities, and all below them, the `GlobalTransform` that Bevy has not computed yet, so that what is new
/// does not read zero.
pub(crate) struct NewPlaces(QueryState<PlaceQuery>);

/// Asking whether they are disabled finds those that are, too.
type PlaceQuery = (&'static Transform, &'static mut GlobalTransform, Has<ChildOf>, Has<Children>, Has<Disabled>);

impl NewPlaces {
    pub(crate) fn new(world: &mut World) -> Self {
        Self(QueryState::new(world))
    }

    /// Whether an entity of this place, which nobody is above, has not been told its place in the world.
    pub(crate) fn is_new(place: &Transform, global: &GlobalTransform) -> bool {
        *place != Transform::IDENTITY && *global == GlobalTransform::IDENTITY
    }

    pub(crate) fn settle(&mut self, world: &mut World, entities: impl IntoIterator<Item = Entity>) {
        // Most are alone: one look-up each.
        let mut query = self.0.query_mut(&mut *world);
        let mut others = Vec::new();
        for entity in entities {
            match query.get_mut(entity) {
                Ok((transform, mut global, false, false, _)) => {
                    if Self::is_new(transform, &global) {
                        global.set_if_neq(GlobalTransform::from(transform.compute_affine()));
                    }
                }
                _ => others.push(entity),
            }
        }
        for entity in others {
            settle_tree(world, entity);
        }
    }
}

fn settle_tree(world: &mut World, entity: Entity) {
    let mut left: SmallVec<[Entity; 16]> = SmallVec::from_slice(&[entity]);
    while let Some(entity) = left.pop() {
        settle_one(world, entity);
        if let Some(children) = world.get::<Children>(entity) {
            left.extend(children.iter().copied());
        }
    }
}

fn settle_one(world: &mut World, entity: Entity) {
    let (Some(transform), Some(global)) = (world.get::<Transform>(entity), world.get::<GlobalTransform>(entity)) else {
        return;
    };
    if *global != GlobalTransform::IDENTITY {
        return;
    }
    let global = GlobalTransform::from(affine(world, entity, transform));
    if let Some(mut found) = world.get_mut::<GlobalTransform>(entity) {
        *found = global;
    }
}
