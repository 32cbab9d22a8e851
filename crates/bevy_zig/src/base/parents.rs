//! Chains of parents.

use bevy::prelude::{ChildOf, Entity, World};

/// Longer chains of parents are taken for cycles.
pub(crate) const PARENTS_MAX: usize = 1 << 10;

/// Whether an entity is this one, or one of its parents and theirs.
pub(crate) fn is_at_or_above(world: &World, above: Entity, entity: Entity) -> bool {
    let mut at = Some(entity);
    for _ in 0..PARENTS_MAX {
        match at {
            Some(entity) if entity == above => return true,
            Some(entity) => at = world.get::<ChildOf>(entity).map(ChildOf::parent),
            None => return false,
        }
    }
    // A chain of this length is a cycle, or might be one.
    true
}
