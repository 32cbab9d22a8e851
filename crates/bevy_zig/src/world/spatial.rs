//! Where entities are, for finding those that are near.

use bevy::math::{Affine3A, Vec3};
use bevy::prelude::{ChildOf, Entity, EntityRef, Transform, World};

use crate::base::PARENTS_MAX;

/// Sorting the places costs as much as looking at each of them some twenty times.
const SCANS_MAX: u32 = 16;

/// The places of all entities, which are gathered when they are first needed in a phase. As long as nothing moves they
/// are the same: that is found out by comparing them. The first look-ups go through all of them; when these have cost
/// as much as sorting, the places are sorted along the axis on which they are the furthest apart, and a look-up goes
/// through those that are in reach on that axis. So neither few look-ups nor many cost much more than what is best.
///
/// Places are `f32`, and the arithmetic is `f64`: squares neither overflow nor lose what decides whether a place is in
/// reach.
#[derive(Default)]
pub(crate) struct SpatialIndex {
    /// The axis along which the places are sorted.
    sorted_along: Option<usize>,
    /// Look-ups since something moved.
    scans: u32,
    places: Vec<(Entity, Vec3)>,
    /// The places as they were gathered, to be compared with those of another snapshot.
    gathered: Vec<(Entity, Vec3)>,
    /// Those of another snapshot.
    anew: Vec<(Entity, Vec3)>,
    found: Vec<(f64, Entity)>,
    /// Whether the places are of this snapshot.
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
        let (center, radius) = (center.as_dvec3(), f64::from(radius));
        let near = match self.sorted_along {
            None => &self.places[..],
            Some(axis) => {
                // A little more, as the difference is rounded.
                let (low, high) = ((center[axis] - radius).next_down(), (center[axis] + radius).next_up());
                let begin = self.places.partition_point(|(_, place)| f64::from(place[axis]) < low);
                let len = self.places[begin..].partition_point(|(_, place)| f64::from(place[axis]) <= high);
                &self.places[begin..begin + len]
            }
        };
        let passes = |entity: Entity| world.get_entity(entity).is_ok_and(&filter);
        let all = near.iter().map(|(entity, place)| (place.as_dvec3().distance_squared(center), *entity));
        self.found.clear();
        self.found.extend(all.filter(|(distance, entity)| *distance <= radius * radius && passes(*entity)));
        self.found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        self.found.iter().map(|(_, entity)| *entity)
    }

    fn update(&mut self, world: &World) {
        if !std::mem::replace(&mut self.is_current, true) {
            self.gather(world);
        }
        if self.sorted_along.is_none() {
            self.scans += 1;
            if self.scans > SCANS_MAX {
                let places = || self.places.iter().map(|(_, place)| *place);
                let extent = places().fold(Vec3::MIN, Vec3::max) - places().fold(Vec3::MAX, Vec3::min);
                let axis = (0..3).fold(0, |widest, axis| if extent[axis] > extent[widest] { axis } else { widest });
                self.places.sort_unstable_by(|(_, a), (_, b)| a[axis].total_cmp(&b[axis]));
                self.sorted_along = Some(axis);
            }
        }
    }

    fn gather(&mut self, world: &World) {
        self.anew.clear();
        // There is no query if nothing ever had a transform.
        if let Some(mut query) = world.try_query::<(Entity, &Transform)>() {
            let placed = query.iter(world).map(|(entity, transform)| (entity, place(world, entity, transform)));
            self.anew.extend(placed.filter(|(_, place)| place.is_finite()));
        }
        if self.anew != self.gathered {
            std::mem::swap(&mut self.anew, &mut self.gathered);
            self.places.clone_from(&self.gathered);
            (self.sorted_along, self.scans) = (None, 0);
        }
    }
}

/// Where an entity is in the world: as Bevy's `GlobalTransform` will have it.
fn place(world: &World, entity: Entity, transform: &Transform) -> Vec3 {
    if parent_of(world, entity).is_none() {
        return transform.translation;
    }
    affine(world, entity, transform).translation.into()
}

pub(super) fn affine(world: &World, entity: Entity, transform: &Transform) -> Affine3A {
    let mut parent = parent_of(world, entity);
    let mut affine = transform.compute_affine();
    for _ in 0..PARENTS_MAX {
        let Some((entity, above)) = parent else { break };
        affine = above * affine;
        parent = parent_of(world, entity);
    }
    affine
}

/// A parent without a transform ends the chain, as in Bevy.
pub(super) fn parent_of(world: &World, entity: Entity) -> Option<(Entity, Affine3A)> {
    let parent = world.get::<ChildOf>(entity)?.parent();
    Some((parent, world.get::<Transform>(parent)?.compute_affine()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(index: &mut SpatialIndex, world: &World, center: Vec3, radius: f32) -> Vec<Entity> {
        index.find(world, center, radius, |_| true).collect()
    }

    #[test]
    fn places_are_sorted_when_it_pays_and_stay_so_while_nothing_moves() {
        let mut world = World::new();
        let mut index = SpatialIndex::default();
        assert!(find(&mut index, &world, Vec3::ZERO, 1.0).is_empty());
        let entity = world.spawn(Transform::IDENTITY).id();
        assert!(find(&mut index, &world, Vec3::ZERO, 1.0).is_empty(), "still the old snapshot");
        for _ in 0..SCANS_MAX {
            index.expire();
            assert_eq!(find(&mut index, &world, Vec3::ZERO, 1.0), [entity]);
            assert!(index.sorted_along.is_none());
        }
        for _ in 0..3 {
            index.expire();
            assert_eq!(find(&mut index, &world, Vec3::ZERO, 1.0), [entity]);
            assert!(index.sorted_along.is_some());
        }
        world.entity_mut(entity).get_mut::<Transform>().unwrap().translation.x = 5.0;
        index.expire();
        assert!(find(&mut index, &world, Vec3::ZERO, 1.0).is_empty());
        assert!(index.sorted_along.is_none());
    }

    #[test]
    fn sorted_places_are_found_as_others_are() {
        let mut world = World::new();
        // On a grid, so that many are exactly at the edge; the widest axis is the second.
        let at = |index: i32| Vec3::new((index % 11) as f32, 1.5 * (index / 11 % 11) as f32, (index / 121) as f32);
        world.spawn_batch((0..1_331).map(|index| Transform::from_translation(at(index))));
        let looks: Vec<_> =
            (0..100).map(|look| (at(look * 13), [0.0, 1.5, 3.0, 5.0, f32::MAX][look as usize % 5])).collect();
        let mut index = SpatialIndex::default();
        let mut all =
            || looks.iter().map(|(center, radius)| find(&mut index, &world, *center, *radius)).collect::<Vec<_>>();
        let sorted = all();
        assert_eq!(index.sorted_along, Some(1));
        let scanned = looks.iter().map(|(center, radius)| find(&mut SpatialIndex::default(), &world, *center, *radius));
        assert!(scanned.eq(sorted));
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
