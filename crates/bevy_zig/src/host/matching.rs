//! Which entities a query finds: those of some archetypes, and of these those that a filter lets pass.

use std::mem::offset_of;
use std::sync::Arc;

use bevy::ecs::archetype::Archetype;
use bevy::ecs::change_detection::{ComponentTicks, Tick};
use bevy::ecs::component::ComponentId;
use bevy::ecs::storage::Table;
use bevy::prelude::{Entity, World};
use smallvec::SmallVec;

use super::{HostCall, Name, entry, name};
use crate::abi::*;
use crate::base::finder;
use crate::component::RegisteredComponent;
use crate::reflect::Plan;
use crate::world::Tags;

/// The most components that a list may name.
const LIST_LEN_MAX: u32 = 1_024;

/// A component that a query names.
pub(super) struct Asked<'a> {
    /// `None`: no entity has had one yet.
    pub(super) bevy_id: Option<ComponentId>,
    pub(super) source: Source<'a>,
}

/// How its values are read.
pub(super) enum Source<'a> {
    Registered(&'a RegisteredComponent),
    Reflected(Arc<Plan>),
}

impl Asked<'_> {
    /// Whether the entities of an archetype have it.
    pub(super) fn is_in(&self, archetype: &Archetype) -> bool {
        self.bevy_id.is_some_and(|id| archetype.contains(id))
    }
}

/// The components with these ids.
pub(super) fn components<'a>(
    call: &mut HostCall<'a>,
    ids: *const BevyZigComponentId,
    count: u32,
) -> Result<Vec<Asked<'a>>, BevyZigStatus> {
    if count > LIST_LEN_MAX {
        return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
    }
    let found = (0..count as usize).map(|index| {
        // SAFETY: a number.
        let id = unsafe { entry(ids, index) }?;
        if id == BEVY_ZIG_COMPONENT_NONE || id & BEVY_ZIG_COMPONENT_REFLECTED == 0 {
            let component = call.component(id)?;
            return Ok(Asked { bevy_id: Some(component.bevy_id), source: Source::Registered(component) });
        }
        let plan = call.plan(id & !BEVY_ZIG_COMPONENT_REFLECTED)?;
        if !plan.is_of_entities() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        Ok(Asked { bevy_id: plan.component_id(call.world), source: Source::Reflected(plan) })
    });
    found.collect()
}

/// The size of a query that scripts of all versions know.
pub(super) const QUERY_SIZE_MIN: usize = offset_of!(BevyZigQuery, changed);

/// What a query asks for.
pub(super) struct Wanted<'a> {
    pub(super) columns: Vec<Asked<'a>>,
    optional: u32,
    with: Vec<Asked<'a>>,
    without: Vec<Asked<'a>>,
    pub(super) filter: Filter,
}

impl<'a> Wanted<'a> {
    /// What the script says.
    pub(super) fn read(call: &mut HostCall<'a>, query: &BevyZigQuery) -> Result<Self, BevyZigStatus> {
        if query.column_count > BEVY_ZIG_QUERY_COLUMNS_MAX || query.optional >> query.column_count != 0 {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let columns = components(call, query.columns, query.column_count)?;
        let mut with = components(call, query.with, query.with_count)?;
        let without = components(call, query.without, query.without_count)?;
        let changed = components(call, query.changed, query.changed_count)?;
        let added = components(call, query.added, query.added_count)?;
        // One that no entity has had has not changed either, and what has none is not found.
        let ids = |list: &[Asked]| list.iter().filter_map(|component| component.bevy_id).collect();
        let filter = Filter { tag: name(query.tag)?, changed: ids(&changed), added: ids(&added) };
        with.extend(changed.into_iter().chain(added));
        Ok(Self { columns, optional: query.optional, with, without, filter })
    }

    pub(super) fn is_optional(&self, column: usize) -> bool {
        self.optional & 1 << column != 0
    }

    /// Whether entities of this archetype may be found.
    fn suits(&self, archetype: &Archetype) -> bool {
        let has = |component: &Asked| component.is_in(archetype);
        let columns = self.columns.iter().enumerate().filter(|(index, _)| !self.is_optional(*index));
        columns.map(|(_, component)| component).chain(&self.with).all(has) && !self.without.iter().any(has)
    }

    /// The archetypes whose entities may be found.
    pub(super) fn archetypes(&self, call: &HostCall<'a>) -> impl Iterator<Item = &'a Archetype> {
        let mut is_found = finder(call.world);
        let machinery = call.machinery;
        let archetypes = call.world.archetypes().iter();
        archetypes
            .filter(|archetype| !archetype.is_empty() && machinery.is_for_scripts(archetype))
            .filter(|archetype| self.suits(archetype))
            .filter(move |archetype| is_found(archetype))
    }
}

/// Which entities of an archetype that suits are found.
pub(super) struct Filter {
    tag: Name,
    changed: SmallVec<[ComponentId; 4]>,
    added: SmallVec<[ComponentId; 4]>,
}

impl Filter {
    /// Whether all of them are.
    pub(super) fn takes_all(&self) -> bool {
        self.tag.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }

    /// Whether an entity is. `since` is when this phase began in the frame before; `None`: everything is new.
    pub(super) fn takes(&self, world: &World, since: Option<Tick>, entity: Entity) -> bool {
        let Ok(entity) = world.get_entity(entity) else { return false };
        if !self.tag.is_empty() && !entity.get::<Tags>().is_some_and(|tags| tags.contains(&self.tag)) {
            return false;
        }
        let Some(since) = since else { return true };
        let now = world.read_change_tick();
        let all = |ids: &[ComponentId], is_so: fn(&ComponentTicks, Tick, Tick) -> bool| {
            ids.iter().all(|id| entity.get_change_ticks_by_id(*id).is_some_and(|ticks| is_so(&ticks, since, now)))
        };
        all(&self.changed, |ticks, since, now| ticks.is_changed(since, now))
            && all(&self.added, |ticks, since, now| ticks.is_added(since, now))
    }
}

/// Whether the entities of an archetype that are found are those of its table, row by row.
pub(super) fn is_whole(archetype: &Archetype, table: &Table, filter: &Filter) -> bool {
    filter.takes_all() && archetype.len() == table.entity_count()
}
