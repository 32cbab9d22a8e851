//! What owners, entities and the game, know of their instances: where they lie, and which entry of its list each was
//! made for.
//!
//! This is not a component, so what is cloned, saved or moved to another world leaves it behind, and an entity that is
//! despawned costs no more. Its instances stay here until the next sync, which knows of it from its list of scripts.

use bevy::ecs::entity::EntityGeneration;
use bevy::prelude::{Resource, World};

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

/// The instances of all owners.
#[derive(Resource, Default)]
pub(crate) struct OwnedInstances {
    of_game: OneOrMore<Known>,
    /// By the indices of entities. Pages without an entity that ever had a script are missing.
    pages: Vec<Option<Box<Page>>>,
}

/// Entities on a page: few enough that one with scripts among many without takes little.
const PAGE_LEN: usize = 64;

#[derive(Clone, Debug)]
struct Page {
    known: [OneOrMore<Known>; PAGE_LEN],
    /// Whose they are, of all that have had the index.
    generations: [EntityGeneration; PAGE_LEN],
}

impl Page {
    fn new() -> Self {
        let known = std::array::from_fn(|_| OneOrMore::None);
        Self { known, generations: [EntityGeneration::FIRST; PAGE_LEN] }
    }
}

impl OwnedInstances {
    pub(crate) fn of(&self, owner: Owner) -> &[Known] {
        let Some(entity) = owner.entity() else { return self.of_game.as_slice() };
        let index = entity.index_u32() as usize;
        let page = self.pages.get(index / PAGE_LEN).and_then(Option::as_ref);
        let page = page.filter(|page| page.generations[index % PAGE_LEN] == entity.generation());
        page.map_or(&[], |page| page.known[index % PAGE_LEN].as_slice())
    }

    /// The same, to be changed; `None` if nothing is kept for it.
    pub(crate) fn of_mut(&mut self, owner: Owner) -> Option<&mut OneOrMore<Known>> {
        let Some(entity) = owner.entity() else { return Some(&mut self.of_game) };
        let index = entity.index_u32() as usize;
        let page = self.pages.get_mut(index / PAGE_LEN)?.as_mut()?;
        let is_its = page.generations[index % PAGE_LEN] == entity.generation();
        is_its.then_some(&mut page.known[index % PAGE_LEN])
    }

    /// An owner has got one more. If another entity has had the index, its instances have ended before.
    #[inline]
    pub(crate) fn add(&mut self, owner: Owner, known: Known) {
        let Some(entity) = owner.entity() else { return self.of_game.push(known) };
        let index = entity.index_u32() as usize;
        if self.pages.len() <= index / PAGE_LEN {
            self.pages.resize(index / PAGE_LEN + 1, None);
        }
        let page = self.pages[index / PAGE_LEN].get_or_insert_with(|| Box::new(Page::new()));
        let (known_of, generation) = (&mut page.known[index % PAGE_LEN], &mut page.generations[index % PAGE_LEN]);
        if *generation != entity.generation() {
            debug_assert!(known_of.as_slice().is_empty(), "another entity of {entity}'s index still has instances");
            (*known_of, *generation) = (OneOrMore::None, entity.generation());
        }
        known_of.push(known);
    }
}

impl Owner {
    /// What it knows of its instances; nothing, if it is gone.
    pub(crate) fn instances(self, world: &World) -> &[Known] {
        match world.get_resource::<OwnedInstances>() {
            Some(owned) if self.is_there(world) => owned.of(self),
            _ => &[],
        }
    }

    /// Changes what it knows of its instances; `None` if nothing is kept for it.
    pub(crate) fn note<R>(self, world: &mut World, change: impl FnOnce(&mut OneOrMore<Known>) -> R) -> Option<R> {
        world.resource_mut::<OwnedInstances>().of_mut(self).map(change)
    }
}

#[cfg(test)]
mod tests {
    use bevy::prelude::Entity;

    use super::*;

    fn known(row: u32) -> Known {
        Known { place: Place { column: 0, row }, identity: 0, quarantined: false }
    }

    #[test]
    fn who_gets_an_index_after_another_has_none_of_its_instances() {
        let mut owned = OwnedInstances::default();
        // Of the generation that all begin with, on a page that is there for a neighbour.
        let zeroth = Entity::from_bits(7);
        owned.add(Owner::Entity(Entity::from_bits(8)), known(1));
        assert_eq!(owned.of(Owner::Entity(zeroth)), []);
        owned.add(Owner::Entity(zeroth), known(2));
        assert_eq!(owned.of(Owner::Entity(zeroth)), [known(2)]);
        owned.of_mut(Owner::Entity(zeroth)).unwrap().remove_first(|_| true);
        let first = Entity::from_bits(7 | 1 << 32);
        let second = Entity::from_bits(7 | 2 << 32);
        assert_eq!(first.index(), second.index());
        owned.add(Owner::Entity(first), known(3));
        owned.add(Owner::Game, known(4));
        assert_eq!(owned.of(Owner::Entity(second)), []);
        assert_eq!(owned.of(Owner::Entity(first)), [known(3)], "until they end");
        owned.of_mut(Owner::Entity(first)).unwrap().remove_first(|_| true);
        owned.add(Owner::Entity(second), known(5));
        assert_eq!((owned.of(Owner::Entity(first)), owned.of(Owner::Game)), (&[][..], &[known(4)][..]));
        assert_eq!(owned.of(Owner::Entity(second)), [known(5)]);
    }
}
