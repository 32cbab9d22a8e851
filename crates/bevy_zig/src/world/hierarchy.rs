//! Parents and children, and what they mean for transforms.

use std::collections::VecDeque;

use bevy::math::{Affine3A, Quat};
use bevy::prelude::{ChildOf, Children, Entity, GlobalTransform, Name, Transform, World};

use super::spatial::{affine, parent_of};
use crate::base::PARENTS_MAX;

/// The transform of an entity in the world, as Bevy will compute it from what the entity and its parents have now.
pub(crate) fn global_of(world: &World, entity: Entity) -> Option<GlobalTransform> {
    world.get::<Transform>(entity).map(|transform| affine(world, entity, transform).into())
}

/// What leads from an entity's parent to the world: where it is, and how it is turned; nothing changes without one.
pub(crate) fn parent_space(world: &World, entity: Entity) -> (Affine3A, Quat) {
    let Some((parent, _)) = parent_of(world, entity) else { return (Affine3A::IDENTITY, Quat::IDENTITY) };
    let space = global_of(world, parent).map_or(Affine3A::IDENTITY, |global| global.affine());
    (space, rotation_of(world, parent))
}

/// How an entity is turned in the world: its rotation after those of its parents.
pub(crate) fn rotation_of(world: &World, entity: Entity) -> Quat {
    let mut rotation = Quat::IDENTITY;
    let mut at = Some(entity);
    for _ in 0..PARENTS_MAX {
        let Some((entity, transform)) = at.and_then(|entity| Some((entity, world.get::<Transform>(entity)?))) else {
            break;
        };
        rotation = transform.rotation * rotation;
        at = world.get::<ChildOf>(entity).map(ChildOf::parent);
    }
    rotation.normalize()
}

/// The entity of this name below another: the nearest, and of several the first in the order of children.
pub(crate) fn find_below(
    world: &World,
    entity: Entity,
    name: &str,
    is_for_scripts: impl Fn(Entity) -> bool,
) -> Option<Entity> {
    let below =
        |entity: Entity| world.get::<Children>(entity).into_iter().flat_map(|children| children.iter().copied());
    let mut queue: VecDeque<Entity> = below(entity).collect();
    // In a cycle, which a game can make, the same ones would come again and again.
    let mut left = world.entities().len();
    while let Some(found) = queue.pop_front() {
        if world.get::<Name>(found).is_some_and(|known| known.as_str() == name) && is_for_scripts(found) {
            return Some(found);
        }
        left = left.checked_sub(1)?;
        queue.extend(below(found));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::is_at_or_above;

    #[test]
    fn the_nearest_of_a_name_is_found_and_a_cycle_ends() {
        let mut world = World::new();
        let root = world.spawn(Transform::IDENTITY).id();
        let a = world.spawn((Name::new("a"), ChildOf(root))).id();
        let deep = world.spawn((Name::new("b"), ChildOf(a))).id();
        assert_eq!(find_below(&world, root, "b", |_| true), Some(deep));
        let near = world.spawn((Name::new("b"), ChildOf(root))).id();
        assert_eq!(find_below(&world, root, "b", |_| true), Some(near));
        assert_eq!(find_below(&world, root, "b", |found| found != near), Some(deep));
        world.entity_mut(root).insert(ChildOf(deep));
        assert_eq!(find_below(&world, root, "nobody", |_| true), None);
        assert!(is_at_or_above(&world, a, deep) && is_at_or_above(&world, near, deep), "a cycle is above everybody");
    }
}
