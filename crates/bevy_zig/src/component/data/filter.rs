//! Queries of systems for components that scripts declare.
#![expect(unsafe_code, reason = "filters of queries are unsafe to implement")]

use std::marker::PhantomData;
use std::sync::PoisonError;

use bevy::ecs::archetype::Archetype;
use bevy::ecs::change_detection::Tick;
use bevy::ecs::component::{ComponentId, Components};
use bevy::ecs::query::{ArchetypeFilter, FilteredAccess, QueryFilter, WorldQuery};
use bevy::ecs::resource::IS_RESOURCE;
use bevy::ecs::storage::{Table, TableRow};
use bevy::ecs::world::unsafe_world_cell::UnsafeWorldCell;
use bevy::prelude::{Entity, World};

use super::super::registry::ComponentId as ScriptId;
use super::declare::{Homes, homes_of};

/// A component of scripts, as a type for [`WithZig`].
pub trait ZigName: 'static {
    /// The name that the script has declared.
    const NAME: &'static str;
}

/// A filter of queries: entities that have a component which scripts declare, across hot reloads. It only filters; the
/// value is read and set by name.
///
/// ```
/// use bevy::ecs::world::{EntityMut, EntityRef};
/// use bevy::prelude::*;
/// use bevy_zig::{ScriptComponents, WithZig, ZigName};
///
/// struct Health;
/// impl ZigName for Health {
///     const NAME: &'static str = "Health";
/// }
///
/// fn rise(mut living: Query<&mut Transform, WithZig<Health>>) {
///     living.iter_mut().for_each(|mut transform| transform.translation.y += 1.0);
/// }
///
/// fn show(living: Query<EntityRef, WithZig<Health>>, components: Res<ScriptComponents>) {
///     for entity in &living {
///         info!("{:?}", components.zig_component(entity, "Health").map(|health| health.get("now")));
///     }
/// }
///
/// fn heal(mut living: Query<EntityMut, WithZig<Health>>, components: Res<ScriptComponents>) {
///     for mut entity in &mut living {
///         components.set_zig_component_field(&mut entity, "Health", "now", 100.0).ok();
///     }
/// }
/// ```
///
/// No resource is an entity that it finds, so `Query<EntityMut, WithZig<…>>` can stand beside resources.
pub struct WithZig<N: ZigName>(PhantomData<fn() -> N>);

/// What a query keeps: where values of the name are.
#[derive(Clone)]
pub struct Watched {
    homes: Homes,
}

// SAFETY: nothing of a component is accessed; which archetypes match depends on their components only, and those of
// resources do not, as is said of the access.
unsafe impl<N: ZigName> WorldQuery for WithZig<N> {
    type Fetch<'w> = ();
    type State = Watched;

    fn shrink_fetch<'wlong: 'wshort, 'wshort>(_: Self::Fetch<'wlong>) -> Self::Fetch<'wshort> {}

    unsafe fn init_fetch<'w>(_: UnsafeWorldCell<'w>, _: &Watched, _: Tick, _: Tick) -> Self::Fetch<'w> {}

    // One that is stored in a sparse set is in no table.
    const IS_DENSE: bool = false;

    unsafe fn set_archetype(_: &mut (), _: &Watched, _: &Archetype, _: &Table) {}

    unsafe fn set_table(_: &mut (), _: &Watched, _: &Table) {}

    fn update_component_access(_: &Watched, access: &mut FilteredAccess) {
        access.and_without(IS_RESOURCE);
    }

    fn init_state(world: &mut World) -> Watched {
        Watched { homes: homes_of(world, ScriptId::of(N::NAME)) }
    }

    fn get_state(_: &Components) -> Option<Watched> {
        None
    }

    fn matches_component_set(watched: &Watched, contains: &impl Fn(ComponentId) -> bool) -> bool {
        let homes = watched.homes.read().unwrap_or_else(PoisonError::into_inner);
        !contains(IS_RESOURCE) && homes.iter().any(|home| contains(home.id))
    }
}

// SAFETY: nothing is accessed to filter.
unsafe impl<N: ZigName> QueryFilter for WithZig<N> {
    const IS_ARCHETYPAL: bool = true;

    unsafe fn filter_fetch(_: &Watched, _: &mut (), _: Entity, _: TableRow) -> bool {
        true
    }
}

impl<N: ZigName> ArchetypeFilter for WithZig<N> {}
