//! Which entities there are for scripts.

use bevy::ecs::archetype::Archetype;
use bevy::ecs::resource::IS_RESOURCE;

/// Whether scripts may know of entities like these. Bevy keeps resources as components on entities of their own, whose handles can be
/// guessed; a script that despawns one takes the game down.
pub(crate) fn is_for_scripts(archetype: &Archetype) -> bool {
    !archetype.contains(IS_RESOURCE)
}
