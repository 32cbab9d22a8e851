//! Values of components that have no type in Rust, as bytes by their ids of Bevy's.
//!
//! Invariants, on which the `unsafe` of this module rests:
//! - An id that is used here comes from [`register`], of the same world. Its layout has room for the values that its
//!   name has at the time; what is read is never more than a value.
//! - All bytes of what is stored are initialised: [`Padded`] fills up with zeroes.
//! - Values need no dropping, may be moved and copied as bytes, and may be sent to any thread.
#![expect(unsafe_code, reason = "components without types are pointers to Bevy")]

use std::alloc::Layout;
use std::ptr::NonNull;

#[cfg(feature = "hot-reload")]
use bevy::ecs::change_detection::{ComponentTicks, DetectChangesMut};
use bevy::ecs::component::{ComponentCloneBehavior, ComponentDescriptor, ComponentId, StorageType};
use bevy::ecs::entity::{ComponentCloneCtx, EntityMapper, SourceComponent};
use bevy::ecs::resource::IsResource;
use bevy::ecs::world::{EntityMut, EntityRef};
use bevy::prelude::{Entity, EntityWorldMut, World};
use bevy::ptr::{OwningPtr, Ptr, PtrMut};
use smallvec::SmallVec;

use super::super::registry::ScriptComponents;
use super::DeclaredStorage;
use crate::shape::{Leaf, Shape};

/// Makes an id of Bevy's for values of this layout.
pub(super) fn register(world: &mut World, name: &'static str, layout: Layout, storage: DeclaredStorage) -> ComponentId {
    let storage = match storage {
        DeclaredStorage::Table => StorageType::Table,
        DeclaredStorage::SparseSet => StorageType::SparseSet,
    };
    let clone = ComponentCloneBehavior::Custom(clone_value);
    // SAFETY: values are bytes, which need no dropping and may go to any thread, and the layout is padded to its
    // alignment.
    let descriptor =
        unsafe { ComponentDescriptor::new_with_layout(name, storage, layout.pad_to_align(), None, true, clone, None) };
    world.register_component_with_descriptor(descriptor)
}

/// Clones a value, with handles of entities that are cloned along leading to their clones.
fn clone_value(_: &SourceComponent, ctx: &mut ComponentCloneCtx) {
    // What its leaves are, only the world knows.
    let (source, target, id) = (ctx.source(), ctx.target(), ctx.component_id());
    ctx.queue_deferred(move |world, mapper| {
        let data = world.get_resource::<ScriptComponents>().and_then(|components| components.data_with(id));
        let Some(shape) = data.map(|data| data.declared.shape.clone()) else { return };
        let mut value = SmallVec::<[u8; 64]>::from_elem(0, shape.size());
        if !read(world, source, id, &mut value) {
            return;
        }
        map_entities(&shape, &mut value, mapper);
        if let Ok(mut target) = world.get_entity_mut(target) {
            insert(&mut target, id, &value);
        }
    });
}

/// Lets the handles in a value lead where `mapper` says.
fn map_entities(shape: &Shape, value: &mut [u8], mapper: &mut dyn EntityMapper) {
    for leaf in shape.entities().filter(|leaf| leaf.is_there(value)).map(Leaf::range).collect::<Vec<_>>() {
        let bits = value[leaf.clone()].try_into().map(u64::from_ne_bytes).ok();
        if let Some(entity) = bits.and_then(Entity::try_from_bits) {
            value[leaf].copy_from_slice(&mapper.get_mapped(entity).to_bits().to_ne_bytes());
        }
    }
}

/// Writes a value where one lies.
fn overwrite(at: PtrMut, value: &[u8]) {
    // SAFETY: see the module: there is room for a value, and nobody else has access to it.
    unsafe { std::ptr::copy_nonoverlapping(value.as_ptr(), at.as_ptr(), value.len()) };
}

fn copy_to(from: Ptr, out: &mut [u8]) {
    // SAFETY: see the module: there are as many bytes as a value has, all of them initialised.
    unsafe { std::ptr::copy_nonoverlapping(from.as_ptr(), out.as_mut_ptr(), out.len()) };
}

/// Copies the bytes of a component's value; false if the entity has none.
pub(super) fn read(world: &World, entity: Entity, id: ComponentId, out: &mut [u8]) -> bool {
    world.get_entity(entity).is_ok_and(|entity| read_of(entity, id, out))
}

/// The same for an entity that was found.
pub(super) fn read_of(entity: EntityRef, id: ComponentId, out: &mut [u8]) -> bool {
    entity.get_by_id(id).map(|value| copy_to(value, out)).is_ok()
}

/// A value with zeroes behind it, as many as its home has room for, and aligned as any home is.
struct Padded(SmallVec<[Aligned; 4]>);

#[derive(Clone, Copy)]
#[repr(align(16))]
struct Aligned([u8; 16]);

impl Padded {
    fn new(value: &[u8], size: usize) -> Self {
        let mut blocks: SmallVec<[Aligned; 4]> =
            SmallVec::from_elem(Aligned([0; 16]), size.max(value.len()).div_ceil(16));
        for (block, bytes) in blocks.iter_mut().zip(value.chunks(16)) {
            block.0[..bytes.len()].copy_from_slice(bytes);
        }
        Self(blocks)
    }

    fn lend(&mut self) -> OwningPtr<'_> {
        let at = NonNull::new(self.0.as_mut_ptr()).expect("a vector's pointer is not null").cast();
        // SAFETY: the bytes are a value with what fills up its home, and are not used again.
        unsafe { OwningPtr::new(at) }
    }
}

/// Puts a value on an entity, in the place of one that it may have.
pub(super) fn insert(entity: &mut EntityWorldMut, id: ComponentId, value: &[u8]) {
    let size = entity.world().components().get_info(id).map_or(0, |info| info.layout().size());
    let mut value = Padded::new(value, size);
    // SAFETY: the id is of this world, and the bytes are a value of it.
    unsafe { entity.insert_by_id(id, value.lend()) };
}

/// Writes a value into the component that an entity has, as a change that hooks and observers hear of.
pub(super) fn set(entity: &mut EntityWorldMut, id: ComponentId, value: &[u8]) -> bool {
    entity.modify_component_by_id(id, |mut found| overwrite(found.as_mut(), value)).is_some()
}

/// The same where only the entity's components are at hand: a change as systems make them.
pub(super) fn set_of(entity: &mut EntityMut, id: ComponentId, value: &[u8]) -> bool {
    entity.get_mut_by_id(id).map(|mut found| overwrite(found.as_mut(), value)).is_ok()
}

/// The entity on which Bevy keeps a resource, if it has been there once.
pub(crate) fn resource_entity(world: &World, id: ComponentId) -> Option<Entity> {
    world.resource_entities().get(id)
}

/// Makes the entity for a resource that has none.
pub(super) fn new_resource_entity(world: &mut World, id: ComponentId) -> Entity {
    world.spawn(IsResource::new(id)).id()
}

/// Puts a resource into the world.
pub(super) fn insert_resource(world: &mut World, id: ComponentId, value: &[u8]) {
    let owner = resource_entity(world, id).unwrap_or_else(|| new_resource_entity(world, id));
    if let Ok(mut owner) = world.get_entity_mut(owner) {
        insert(&mut owner, id, value);
    }
}

/// Writes over the value that an entity has; nothing counts as changed.
#[cfg(feature = "hot-reload")]
pub(super) fn overwrite_value(world: &mut World, entity: Entity, id: ComponentId, value: &[u8]) {
    if let Ok(mut found) = world.get_entity_mut(entity)
        && let Ok(mut component) = found.get_mut_by_id(id)
    {
        overwrite(component.bypass_change_detection().reborrow(), value);
    }
}

/// When a component was added and changed.
#[cfg(feature = "hot-reload")]
pub(super) fn ticks(entity: EntityRef, id: ComponentId) -> Option<ComponentTicks> {
    entity.get_change_ticks_by_id(id)
}

/// Makes it seem that a component was added and changed then.
#[cfg(feature = "hot-reload")]
pub(super) fn set_ticks(entity: &mut EntityWorldMut, id: ComponentId, ticks: ComponentTicks) {
    if let Ok(mut found) = entity.get_mut_by_id(id) {
        found.set_last_added(ticks.added);
        found.set_last_changed(ticks.changed);
    }
}
