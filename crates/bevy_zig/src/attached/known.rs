//! What an owner, an entity or the game, knows of its instances: where they lie, and which entry of its list each was
//! made for.

use bevy::ecs::component::Component;
use bevy::ecs::entity_disabling::Disabled;
use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::query::QueryState;
use bevy::ecs::world::DeferredWorld;
use bevy::prelude::{Has, Resource, World};

use super::Owner;
use crate::base::OneOrMore;

/// Tells the scripts of one entity apart, so that of two alike the one that is detached is the one that ends. Never
/// compared between entities.
pub(crate) type Identity = u16;

/// Where an instance lies. Changes when instances before it leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) column: u32,
    pub(crate) row: u32,
}

/// What an owner knows of an instance of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Known {
    pub(crate) place: Place,
    /// The entry of its list that the instance was made for.
    pub(crate) identity: Identity,
    /// Whether it is kept without being called, whatever its list says.
    pub(crate) quarantined: bool,
}

/// The instances of an entity; the plugin keeps it. A clone of the entity has instances of its own, and a scene has
/// none.
#[derive(Component, Clone, Debug, Default)]
#[component(on_discard = orphan, clone_behavior = Ignore)]
pub(crate) struct EntityInstances(pub(crate) OneOrMore<Known>);

/// What owners know of their instances, to tell many of them more.
#[derive(Default)]
pub(crate) struct Notes(Option<QueryState<NoteQuery>>);

/// Asking whether they are disabled finds those that are, too.
type NoteQuery = (&'static mut EntityInstances, Has<Disabled>);

impl Notes {
    /// Tells owners of instances that they have got.
    pub(crate) fn add(&mut self, world: &mut World, news: impl IntoIterator<Item = (Owner, Known)>) {
        let mut query = self.0.get_or_insert_with(|| QueryState::new(world)).query_mut(&mut *world);
        let mut others = Vec::new();
        for (owner, known) in news {
            match owner.entity().map(|entity| query.get_mut(entity)) {
                Some(Ok((mut instances, _))) => instances.0.push(known),
                _ => others.push((owner, known)),
            }
        }
        for (owner, known) in others {
            owner.note(world, |instances| instances.0.push(known));
        }
    }
}

/// The instances of global scripts.
#[derive(Resource, Default)]
pub(crate) struct GlobalInstances(pub(crate) EntityInstances);

/// Instances whose entities were despawned since the last phase.
#[derive(Resource, Default)]
pub(crate) struct OrphanedInstances(pub(crate) Vec<Place>);

fn orphan(mut world: DeferredWorld, context: HookContext) {
    let places = world.get::<EntityInstances>(context.entity).map(|instances| instances.0.clone());
    if let (Some(places), Some(mut orphans)) = (places, world.get_resource_mut::<OrphanedInstances>()) {
        orphans.0.extend(places.as_slice().iter().map(|known| known.place));
    }
}
