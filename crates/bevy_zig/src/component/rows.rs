//! Values as they lie in Bevy's tables.
//!
//! Invariant, on which the `unsafe` of this module rests: an id of Bevy's is that of the type it is used with. The
//! registry keeps the two together, and what is asked for here by type alone is looked up.
#![expect(unsafe_code, reason = "reads components by their ids, and columns as slices")]

use std::cell::UnsafeCell;

use bevy::ecs::archetype::Archetype;
use bevy::ecs::component::ComponentId as ComponentIdOfBevy;
use bevy::ecs::storage::Table;
use bevy::prelude::{Component, Entity, World};
use bevy::ptr::Ptr;

/// A component of an entity, without looking up the id of its type.
#[inline]
pub(crate) fn component_of<C: Component>(world: &World, entity: Entity, id: ComponentIdOfBevy) -> Option<&C> {
    let component = world.get_entity(entity).ok()?.get_by_id(id).ok()?;
    debug_assert_eq!(world.component_id::<C>(), Some(id));
    // SAFETY: the registry keeps `C` and its id together, so the component with this id is a `C`.
    Some(unsafe { component.deref() })
}

/// The entities of one archetype that a query has matched.
pub(crate) struct TableRows<'w> {
    world: &'w World,
    table: &'w Table,
    archetype: &'w Archetype,
    /// Only these of the archetype's entities; `None`: all.
    only: Option<Vec<Entity>>,
}

impl<'w> TableRows<'w> {
    /// The archetype's entities, or only these of them. `None` if the archetype has no table.
    pub(crate) fn new(world: &'w World, archetype: &'w Archetype, only: Option<Vec<Entity>>) -> Option<Self> {
        let table = world.storages().tables.get(archetype.table_id())?;
        Some(Self { world, table, archetype, only })
    }

    pub(crate) fn len(&self) -> usize {
        self.only.as_ref().map_or(self.archetype.len() as usize, Vec::len)
    }

    pub(super) fn world(&self) -> &'w World {
        self.world
    }

    /// The column of a component, if the rows are a whole table's: where its first value lies, and how many bytes apart
    /// they are.
    pub(super) fn column(&self, id: ComponentIdOfBevy) -> Option<(Ptr<'w>, usize)> {
        if !self.is_whole_table() || self.len() == 0 {
            return None;
        }
        let column = self.table.get_column(id)?;
        let stride = self.world.components().get_info(id)?.layout().size();
        let first = self.world.get_entity(*self.table.entities().first()?).ok()?.location().table_row;
        // SAFETY: the row of an entity of the table, in which the column has a value.
        Some((unsafe { column.get_data_unchecked(first) }, stride))
    }

    /// Whether the archetype's entities are the table's, so that their components are the table's columns.
    fn is_whole_table(&self) -> bool {
        self.only.is_none() && self.archetype.len() == self.table.entity_count()
    }

    /// Runs something for each row's entity and the next `size` bytes of `out`, until it answers false.
    #[inline(always)]
    fn each(&self, size: usize, out: &mut [u8], run: impl Fn(Entity, &mut [u8]) -> bool) -> bool {
        let mut outs = out.chunks_exact_mut(size);
        let mut next = |entity| outs.next().is_some_and(|out| run(entity, out));
        match &self.only {
            Some(entities) => entities.iter().all(|entity| next(*entity)),
            None if self.is_whole_table() => self.table.entities().iter().all(|entity| next(*entity)),
            None => self.archetype.entities().iter().all(|entity| next(entity.id())),
        }
    }

    /// The entity of each row.
    pub(crate) fn entities(&self) -> impl Iterator<Item = Entity> {
        let some = self.only.as_deref().unwrap_or_default().iter().copied();
        let whole = self.only.is_none() && self.is_whole_table();
        let table = if whole { self.table.entities() } else { &[] };
        let rest = if whole || self.only.is_some() { &[] } else { self.archetype.entities() };
        some.chain(table.iter().copied()).chain(rest.iter().map(|entity| entity.id()))
    }

    /// Writes the handle of each row.
    pub(crate) fn write_entities(&self, out: &mut [u8]) -> bool {
        self.each(size_of::<u64>(), out, |entity, out| {
            out.copy_from_slice(&entity.to_bits().to_ne_bytes());
            true
        })
    }

    /// Writes the value of each row's component, `size` bytes each; false if a row has none.
    #[inline(always)]
    pub(crate) fn write_each<C: Component>(&self, size: usize, out: &mut [u8], write: impl Fn(&C, &mut [u8])) -> bool {
        if size == 0 {
            return true;
        }
        let column = self.world.component_id::<C>().filter(|_| self.is_whole_table());
        // SAFETY: the id is that of `C`, so that is what the column holds.
        let column: Option<&[UnsafeCell<C>]> = column.and_then(|id| unsafe { self.table.get_data_slice_for(id) });
        match column {
            Some(column) => {
                for (component, out) in column.iter().zip(out.chunks_exact_mut(size)) {
                    // SAFETY: the world is borrowed shared for as long as we are, so nobody changes its components.
                    write(unsafe { &*component.get() }, out);
                }
                true
            }
            None => self.each(size, out, |entity, out| {
                let component = self.world.get::<C>(entity);
                component.map(|component| write(component, out)).is_some()
            }),
        }
    }
}
