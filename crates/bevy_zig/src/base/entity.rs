//! Which entities there are for scripts.

use bevy::ecs::archetype::Archetype;
use bevy::ecs::component::ComponentId;
use bevy::ecs::entity_disabling::DefaultQueryFilters;
use bevy::ecs::observer::Observer;
use bevy::ecs::resource::IS_RESOURCE;
use bevy::ecs::system::SystemIdMarker;
use bevy::prelude::{FromWorld, Resource, World};
use smallvec::SmallVec;

/// The components by which Bevy's own entities are known: observers and registered systems.
#[derive(Resource, Clone, Copy)]
pub(crate) struct Machinery([ComponentId; 2]);

impl FromWorld for Machinery {
    fn from_world(world: &mut World) -> Self {
        Self([world.register_component::<Observer>(), world.register_component::<SystemIdMarker>()])
    }
}

impl Machinery {
    /// Whether scripts may know of entities like these. Bevy keeps resources, observers and systems as components on
    /// entities of their own, whose handles can be guessed; a script that despawns one takes the game down.
    #[inline]
    pub(crate) fn is_for_scripts(&self, archetype: &Archetype) -> bool {
        !archetype.contains(IS_RESOURCE) && !self.0.iter().any(|id| archetype.contains(*id))
    }
}

/// Whether look-ups find entities like these: what is disabled is not found, as in Bevy's own queries. Neighbours are
/// mostly alike, so the last answer is kept.
pub(crate) fn finder(world: &World) -> impl FnMut(&Archetype) -> bool + use<> {
    let filters = world.get_resource::<DefaultQueryFilters>();
    let disabling: SmallVec<[ComponentId; 4]> =
        filters.into_iter().flat_map(|filters| filters.disabling_ids()).collect();
    let mut last = None;
    move |archetype| match last {
        Some((id, found)) if id == archetype.id() => found,
        _ => {
            let found = !disabling.iter().any(|id| archetype.contains(*id));
            last = Some((archetype.id(), found));
            found
        }
    }
}
