//! Where new entities are in the world, before Bevy computes it.

use bevy::ecs::change_detection::DetectChangesMut;
use bevy::ecs::entity::EntityHashSet;
use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::query::QueryState;
use bevy::math::Affine3A;
use bevy::prelude::{ChildOf, Children, Entity, GlobalTransform, Has, Mut, Transform, World};
use smallvec::SmallVec;

use super::spatial::affine;

/// From this many new entities on, it pays to look where the first one lies, and to walk the rows from there.
const MANY: usize = 64;

/// Gives new entities, and all below them, the `GlobalTransform` that Bevy has not computed yet, so that what is new
/// does not read zero.
pub(crate) struct NewPlaces(QueryState<PlaceQuery>);

/// Asking whether they are disabled finds those that are, too.
type PlaceQuery =
    (Entity, &'static Transform, &'static mut GlobalTransform, Has<ChildOf>, Has<Children>, Has<Disabled>);

/// What is known of one.
type Row<'w> = (Entity, &'w Transform, Mut<'w, GlobalTransform>, bool, bool, bool);

impl NewPlaces {
    pub(crate) fn new(world: &mut World) -> Self {
        Self(QueryState::new(world))
    }

    /// Whether an entity of this place, which nobody is above, has not been told its place in the world.
    pub(crate) fn is_new(place: &Transform, global: &GlobalTransform) -> bool {
        *place != Transform::IDENTITY && *global == GlobalTransform::IDENTITY
    }

    pub(crate) fn settle(&mut self, world: &mut World, entities: &[Entity]) {
        let Some(first) = entities.first() else { return };
        // Those that were spawned one after the other mostly lie so, too. Looked for once, where they are many.
        let are_many = entities.len() >= MANY && entities.len() >= self.count(world) / 4;
        let mut query = self.0.query_mut(&mut *world);
        let mut others = Vec::new();
        let mut walked = 0;
        if are_many {
            let rows = query.iter_mut().skip_while(|row| row.0 != *first);
            let neighbours = rows.zip(entities).take_while(|(row, entity)| row.0 == **entity);
            walked = neighbours.map(|(row, entity)| settle_alone(Some(row), *entity, &mut others)).count();
        }
        for entity in &entities[walked..] {
            settle_alone(query.get_mut(*entity).ok(), *entity, &mut others);
        }
        let mut seen = EntityHashSet::default();
        for entity in others {
            settle_tree(world, entity, &mut seen);
        }
    }

    /// How many entities have a place.
    fn count(&self, world: &World) -> usize {
        let archetypes = self.0.matched_archetypes().filter_map(|id| world.archetypes().get(id));
        archetypes.map(|archetype| archetype.len() as usize).sum()
    }
}

/// Settles an entity that is alone, as most are. Whoever is not, or has no place, is one of the others.
#[inline]
fn settle_alone(row: Option<Row>, entity: Entity, others: &mut Vec<Entity>) {
    match row {
        Some((_, transform, mut global, false, false, _)) => {
            if NewPlaces::is_new(transform, &global) {
                global.set_if_neq(GlobalTransform::from(transform.compute_affine()));
            }
        }
        _ => others.push(entity),
    }
}

/// From the top down, as Bevy does it. Each entity is seen once: otherwise a chain would take the cube of its length,
/// and what a game has made a circle has no end.
fn settle_tree(world: &mut World, top: Entity, seen: &mut EntityHashSet) {
    let mut left: SmallVec<[(Entity, Option<Affine3A>); 8]> = SmallVec::from_slice(&[(top, None)]);
    while let Some((entity, above)) = left.pop() {
        if !seen.insert(entity) {
            continue;
        }
        let here = settle_one(world, entity, above);
        if let Some(children) = world.get::<Children>(entity) {
            left.extend(children.iter().map(|child| (*child, here)));
        }
    }
}

/// Returns where the entity is in the world; `None` if it has no transform, which ends the chain for those below it.
/// `above` is where its parent is, if that is known.
fn settle_one(world: &mut World, entity: Entity, above: Option<Affine3A>) -> Option<Affine3A> {
    let transform = world.get::<Transform>(entity)?;
    let here = match above {
        Some(above) => above * transform.compute_affine(),
        None => affine(world, entity, transform),
    };
    if let Some(mut global) = world.get_mut::<GlobalTransform>(entity)
        && *global == GlobalTransform::IDENTITY
    {
        *global = GlobalTransform::from(here);
    }
    Some(here)
}

#[cfg(test)]
mod tests {
    use bevy::math::Vec3;

    use super::*;

    fn settle(world: &mut World, entities: &[Entity]) {
        NewPlaces::new(world).settle(world, entities);
    }

    fn place(world: &World, entity: Entity) -> Vec3 {
        world.get::<GlobalTransform>(entity).unwrap().translation()
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let mut world = World::new();
        let [a, b] = [1.0, 2.0].map(|x| world.spawn(Transform::from_xyz(x, 0.0, 0.0)).id());
        world.entity_mut(a).insert(ChildOf(b));
        world.entity_mut(b).insert(ChildOf(a));
        settle(&mut world, &[a, b]);
        assert!(place(&world, a).is_finite() && place(&world, b).is_finite());
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let mut world = World::new();
        let mut chain = vec![world.spawn(Transform::from_xyz(0.0, 5.0, 0.0)).id()];
        // The places of all below are the root's, which says for none whether it was settled.
        for _ in 0..20_000 {
            chain.push(world.spawn((Transform::IDENTITY, ChildOf(chain[chain.len() - 1]))).id());
        }
        settle(&mut world, &chain);
        assert_eq!(place(&world, chain[20_000]), Vec3::new(0.0, 5.0, 0.0));
    }

    /// Rows are looked at one after the other as long as they are those of the new entities, in their order.
    #[test]
    fn a_crowd_with_others_in_between_is_settled_and_the_others_are_not() {
        let mut world = World::new();
        let count = MANY * 3;
        let crowd: Vec<Entity> = (1..=count)
            .map(|x| world.spawn((Transform::from_xyz(x as f32, 0.0, 0.0), GlobalTransform::IDENTITY)).id())
            .collect();
        // The first and the last are among the others, and a gap each of one and of many rows.
        let is_other = |index: usize| index == 0 || index == 20 || (40..70).contains(&index) || index == count - 1;
        let (others, new): (Vec<usize>, Vec<usize>) = (0..count).partition(|index| is_other(*index));
        let mut entities: Vec<Entity> = new.iter().map(|index| crowd[*index]).collect();
        settle(&mut world, &entities);
        let x = |world: &World, index: &usize| place(world, crowd[*index]).x;
        assert!(new.iter().all(|index| x(&world, index) == *index as f32 + 1.0));
        assert!(others.iter().all(|index| x(&world, index) == 0.0));
        // Once more in an order that is not that of the rows.
        for entity in &entities {
            *world.get_mut::<GlobalTransform>(*entity).unwrap() = GlobalTransform::IDENTITY;
        }
        entities[5..].reverse();
        settle(&mut world, &entities);
        assert!(new.iter().all(|index| x(&world, index) == *index as f32 + 1.0));
        assert!(others.iter().all(|index| x(&world, index) == 0.0));
    }

    #[test]
    fn parents_that_come_later_count_and_one_without_a_transform_does_not() {
        let mut world = World::new();
        let [child, parent] = [1.0, 10.0].map(|x| world.spawn(Transform::from_xyz(x, 0.0, 0.0)).id());
        let bare = world.spawn_empty().id();
        let below = world.spawn((Transform::from_xyz(3.0, 0.0, 0.0), ChildOf(bare))).id();
        world.entity_mut(child).insert(ChildOf(parent));
        world.entity_mut(bare).insert(ChildOf(parent));
        settle(&mut world, &[child, parent, bare, below]);
        assert_eq!([child, parent, below].map(|entity| place(&world, entity).x), [11.0, 10.0, 3.0]);
    }
}
