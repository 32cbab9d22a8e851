//! Where entities are, for finding those that are near.

use bevy::math::{Affine3A, Vec3};
use bevy::prelude::{ChildOf, Entity, EntityRef, Transform, World};
use rstar::RTree;
use rstar::primitives::GeomWithData;

/// Longer chains of parents are cycles, or as good as that.
const PARENTS_MAX: usize = 1 << 10;

/// The places of all entities, in a tree. It is made when it is first needed in a phase, and kept as long as nothing has moved: that
/// is found out by looking at the places themselves, which is a small part of the cost of making the tree.
///
/// Places are `f32`, and the tree's arithmetic is `f64`: squares neither overflow nor lose what decides whether a place is in reach.
#[derive(Default)]
pub(crate) struct SpatialIndex {
    tree: RTree<GeomWithData<[f64; 3], Entity>>,
    /// What the tree was made from.
    places: Vec<(Entity, Vec3)>,
    /// As many places, to be compared with them.
    gathered: Vec<(Entity, Vec3)>,
    found: Vec<(f64, Entity)>,
    /// Whether the tree is of this snapshot.
    is_current: bool,
}

impl SpatialIndex {
    /// To be called whenever the snapshot may become another.
    pub(crate) fn expire(&mut self) {
        self.is_current = false;
    }

    /// The entities within a radius that a filter lets pass, by distance and handle.
    pub(crate) fn find(
        &mut self,
        world: &World,
        center: Vec3,
        radius: f32,
        filter: impl Fn(EntityRef) -> bool,
    ) -> impl ExactSizeIterator<Item = Entity> {
        self.update(world);
        let center = wide(center);
        let reach = f64::from(radius) * f64::from(radius);
        self.found.clear();
        let within = self.tree.locate_within_distance(center, reach);
        let passing = within.filter(|place| world.get_entity(place.data).is_ok_and(&filter));
        self.found.extend(passing.map(|place| (distance_squared(place.geom(), &center), place.data)));
        self.found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        self.found.iter().map(|(_, entity)| *entity)
    }

    fn update(&mut self, world: &World) {
        if std::mem::replace(&mut self.is_current, true) {
            return;
        }
        self.gathered.clear();
        // There is no query if nothing ever had a transform.
        if let Some(mut query) = world.try_query::<(Entity, &Transform)>() {
            let placed = query.iter(world).map(|(entity, transform)| (entity, place(world, entity, transform)));
            self.gathered.extend(placed.filter(|(_, place)| place.is_finite()));
        }
        if self.gathered != self.places {
            std::mem::swap(&mut self.gathered, &mut self.places);
            let points = self.places.iter().map(|(entity, place)| GeomWithData::new(wide(*place), *entity));
            self.tree = RTree::bulk_load(points.collect());
        }
    }
}

/// Where an entity is in the world: `GlobalTransform`, as it will be when Bevy comes to it.
fn place(world: &World, entity: Entity, transform: &Transform) -> Vec3 {
    let mut parent = parent_of(world, entity);
    if parent.is_none() {
        return transform.translation;
    }
    let mut affine = transform.compute_affine();
    for _ in 0..PARENTS_MAX {
        let Some((entity, above)) = parent else { break };
        affine = above * affine;
        parent = parent_of(world, entity);
    }
    affine.translation.into()
}

/// A parent without a transform ends the chain, as in Bevy.
fn parent_of(world: &World, entity: Entity) -> Option<(Entity, Affine3A)> {
    let parent = world.get::<ChildOf>(entity)?.parent();
    Some((parent, world.get::<Transform>(parent)?.compute_affine()))
}

fn wide(place: Vec3) -> [f64; 3] {
    place.to_array().map(f64::from)
}

fn distance_squared(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(index: &mut SpatialIndex, world: &World, center: Vec3, radius: f32) -> Vec<Entity> {
        index.find(world, center, radius, |_| true).collect()
    }

    #[test]
    fn the_tree_is_made_once_per_phase_and_only_if_something_has_moved() {
        let mut world = World::new();
        let mut index = SpatialIndex::default();
        assert!(find(&mut index, &world, Vec3::ZERO, 1.0).is_empty());
        let entity = world.spawn(Transform::IDENTITY).id();
        assert!(find(&mut index, &world, Vec3::ZERO, 1.0).is_empty(), "still the old snapshot");
        index.expire();
        assert_eq!(find(&mut index, &world, Vec3::ZERO, 1.0), [entity]);
        let made = index.tree.iter().next().map(std::ptr::from_ref);
        index.expire();
        assert_eq!(find(&mut index, &world, Vec3::ZERO, 1.0), [entity]);
        assert_eq!(index.tree.iter().next().map(std::ptr::from_ref), made, "the same tree");
        world.entity_mut(entity).get_mut::<Transform>().unwrap().translation.x = 5.0;
        index.expire();
        assert!(find(&mut index, &world, Vec3::ZERO, 1.0).is_empty());
    }

    #[test]
    fn a_cycle_of_parents_ends() {
        let mut world = World::new();
        let a = world.spawn(Transform::IDENTITY).id();
        let b = world.spawn((Transform::IDENTITY, ChildOf(a))).id();
        world.entity_mut(a).insert(ChildOf(b));
        assert_eq!(find(&mut SpatialIndex::default(), &world, Vec3::ZERO, 1.0).len(), 2);
    }
}
