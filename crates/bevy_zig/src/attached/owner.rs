//! Whose scripts, instances and vars.

use std::fmt;

use bevy::prelude::{DetectChangesMut, Entity, World};

use super::{ChangedScripts, GlobalScripts, Script, ZigScripts};
use crate::abi::BEVY_ZIG_ENTITY_NONE;

/// An entity, or the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    Entity(Entity),
    Game,
}

impl Owner {
    /// The owner that these bits of the contract name; `None` if they are no handle of Bevy's.
    pub(crate) fn from_bits(bits: u64) -> Option<Self> {
        match bits {
            BEVY_ZIG_ENTITY_NONE => Some(Self::Game),
            bits => Entity::try_from_bits(bits).map(Self::Entity),
        }
    }

    /// As the contract has it.
    pub(crate) fn bits(self) -> u64 {
        self.entity().map_or(BEVY_ZIG_ENTITY_NONE, Entity::to_bits)
    }

    /// The entity, as the game gets it; `None` for the game itself.
    pub(crate) fn entity(self) -> Option<Entity> {
        match self {
            Self::Entity(entity) => Some(entity),
            Self::Game => None,
        }
    }

    /// Its list of scripts.
    pub(crate) fn scripts(self, world: &World) -> &[Script] {
        match self {
            Self::Entity(entity) => world.get::<ZigScripts>(entity).map(ZigScripts::as_slice),
            Self::Game => world.get_resource::<GlobalScripts>().map(|globals| globals.as_slice()),
        }
        .unwrap_or_default()
    }

    /// Changes its list of scripts, if it has one.
    pub(crate) fn edit(self, world: &mut World, change: impl FnOnce(&mut ZigScripts)) {
        match self {
            Self::Entity(entity) => {
                if let Ok(mut entity) = world.get_entity_mut(entity) {
                    entity.modify_component(change);
                }
            }
            Self::Game => {
                if let Some(mut globals) = world.get_resource_mut::<GlobalScripts>() {
                    change(&mut globals);
                }
            }
        }
    }

    /// Has its list compared with its instances at the start of the next phase, as if it had changed.
    pub(crate) fn touch(self, world: &mut World) {
        match self {
            Self::Entity(entity) => world.resource_mut::<ChangedScripts>().0.push(entity),
            Self::Game => world.resource_mut::<GlobalScripts>().set_changed(),
        }
    }

    /// Whether it has not been despawned.
    pub(crate) fn is_there(self, world: &World) -> bool {
        self.entity().is_none_or(|entity| world.get_entity(entity).is_ok())
    }
}

impl From<Option<Entity>> for Owner {
    fn from(entity: Option<Entity>) -> Self {
        entity.map_or(Self::Game, Self::Entity)
    }
}

/// As messages have it, behind the name of a script.
impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(entity) => write!(f, "on {entity}"),
            Self::Game => f.write_str("on no entity"),
        }
    }
}
