//! Entities that live as long as the game is in a state of Zig's.

use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::query::Allow;
use bevy::ecs::reflect::ReflectComponent;
use bevy::prelude::{Component, Entity, ReflectDefault, World};
use bevy::reflect::Reflect;

/// Despawns its entity when the game leaves this variant of a state that Zig declares; as Bevy's `DespawnOnExit`.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct DespawnOnZigExit {
    /// The state's name.
    pub state: String,
    /// The variant, as Zig writes it.
    pub variant: String,
}

/// Despawns its entity when the game enters this variant of a state that Zig declares; as Bevy's `DespawnOnEnter`.
#[derive(Component, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct DespawnOnZigEnter {
    /// The state's name.
    pub state: String,
    /// The variant, as Zig writes it.
    pub variant: String,
}

/// Despawns entities that have a component which says so.
pub(super) fn despawn<C: Component>(world: &mut World, is_meant: impl Fn(&C) -> bool) {
    let mut query = world.query_filtered::<(Entity, &C), Allow<Disabled>>();
    let meant = query.iter(world).filter(|(_, component)| is_meant(component)).map(|(entity, _)| entity);
    for entity in meant.collect::<Vec<_>>() {
        // A parent may have taken it along.
        if let Ok(entity) = world.get_entity_mut(entity) {
            entity.despawn();
        }
    }
}
