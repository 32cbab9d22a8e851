//! A resource that is reached for each of thousands of entities.
//!
//! Invariant, on which the `unsafe` of this module rests: an id that is kept with a world's is the one which that world
//! has given to the type.
#![expect(unsafe_code, reason = "reaches a resource by its id")]

use std::cell::Cell;
use std::marker::PhantomData;
use std::thread::LocalKey;

use bevy::ecs::component::{ComponentId, Mutable};
use bevy::ecs::world::{DeferredWorld, WorldId};
use bevy::prelude::{Mut, Resource};

/// Where a thread keeps the id of a resource of this type, in the world that it last met.
pub(crate) struct KeptId<R>(Cell<Option<(WorldId, ComponentId)>>, PhantomData<fn() -> R>);

impl<R> KeptId<R> {
    pub(crate) const fn new() -> Self {
        Self(Cell::new(None), PhantomData)
    }
}

/// A resource, without looking up the id of its type each time.
#[inline]
pub(crate) fn resource_mut<'w, R: Resource<Mutability = Mutable>>(
    world: &'w mut DeferredWorld,
    kept: &'static LocalKey<KeptId<R>>,
) -> Option<Mut<'w, R>> {
    let id = match kept.with(|kept| kept.0.get()) {
        Some((of, id)) if of == world.id() => id,
        _ => {
            let id = world.component_id::<R>()?;
            kept.with(|kept| kept.0.set(Some((world.id(), id))));
            id
        }
    };
    debug_assert_eq!(world.component_id::<R>(), Some(id));
    let found = world.get_resource_mut_by_id(id)?;
    // SAFETY: the invariant of this module, so what has this id is an `R`. No two worlds have the same id.
    Some(unsafe { found.with_type::<R>() })
}
