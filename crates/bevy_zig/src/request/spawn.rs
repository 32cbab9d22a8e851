//! New entities, as scripts ask for them.

use bevy::prelude::{ChildOf, Entity, EntityWorldMut, Transform, World};

use super::hierarchy::leave_if_gone;
use super::host_request::{NewComponent, change_component};
use crate::attached::ZigScripts;
use crate::reflect::ValueRequest;
use crate::world::{Brought, Prefab, ScriptSpawned, Tags};

/// All that a new entity gets, checked already: nothing can fail when it is made.
pub(crate) struct NewEntity {
    /// The one that it was promised to be.
    pub(crate) entity: Entity,
    pub(crate) parent: Option<Entity>,
    pub(crate) transform: Option<Transform>,
    pub(crate) scripts: ZigScripts,
    /// Boxed, since thousands are mostly spawned without.
    pub(crate) more: Option<Box<MoreOfEntity>>,
    /// The message for the game that it was spawned.
    pub(crate) response: Option<Box<ScriptSpawned>>,
}

impl Default for NewEntity {
    fn default() -> Self {
        Self {
            entity: Entity::PLACEHOLDER,
            parent: None,
            transform: None,
            scripts: ZigScripts::default(),
            more: None,
            response: None,
        }
    }
}

/// What not every new entity gets.
pub(crate) struct MoreOfEntity {
    pub(crate) prefab: Option<Prefab>,
    pub(crate) tags: Vec<String>,
    pub(crate) components: Vec<NewComponent>,
    pub(crate) values: Vec<ValueRequest>,
}

/// Takes an entity back that was promised and will not be: as if it had been spawned and was gone, so that a handle
/// that a script has kept is nobody else's later.
pub(super) fn take_back(world: &mut World, entity: Entity) {
    if let Ok(spawned) = world.spawn_empty_at(entity) {
        spawned.despawn();
    }
}

/// Makes the entity. The game's code runs in between (prefabs, hooks, observers) and may do anything, so the entity is
/// looked up again after each step. False if its parent is gone: it would have gone with it.
///
/// What it gets is taken out of `new`, which there may be thousands of, so that it is copied once.
pub(super) fn spawn(
    world: &mut World,
    new: &mut NewEntity,
    takes: impl FnOnce(Brought) -> bool,
    mut apply_value: impl FnMut(&mut World, &ValueRequest),
) -> bool {
    let NewEntity { entity, parent, transform, .. } = *new;
    let (more, response) = (new.more.take(), new.response.take());
    if parent.is_some_and(|parent| world.get_entity(parent).is_err()) {
        take_back(world, entity);
        return false;
    }
    let above = parent;
    let (place, parent) = (transform.unwrap_or_default(), parent.map(ChildOf));
    // All at once: each time that an entity gets something, it moves to another table.
    let Some(more) = more else {
        // The scripts are looked at where they are: they would be moved in parts otherwise, which is slow.
        let spawned = match (parent, new.scripts.as_slice().is_empty()) {
            (None, true) => world.spawn_at(entity, place),
            (Some(parent), true) => world.spawn_at(entity, (parent, place)),
            (None, false) => world.spawn_at(entity, (place, std::mem::take(&mut new.scripts))),
            (Some(parent), false) => world.spawn_at(entity, (parent, place, std::mem::take(&mut new.scripts))),
        };
        let is_there = spawned.is_ok() && !goes_with(world, entity, above);
        respond(world, response.filter(|_| is_there));
        return is_there;
    };
    let MoreOfEntity { prefab, tags, components, values } = *more;
    let spawned = match (parent, prefab.is_some()) {
        (None, true) => world.spawn_empty_at(entity),
        (Some(parent), true) => world.spawn_at(entity, parent),
        (None, false) => world.spawn_at(entity, Transform::IDENTITY),
        (Some(parent), false) => world.spawn_at(entity, (parent, Transform::IDENTITY)),
    };
    if spawned.is_err() || goes_with(world, entity, above) {
        return false;
    }
    if let (Some(prefab), Ok(mut spawned)) = (&prefab, world.get_entity_mut(entity)) {
        let brought = prefab.build(&mut spawned);
        if !takes(brought) {
            world.try_despawn(entity).ok();
            return false;
        }
    }
    for (id, value) in components {
        change_component(world, entity, id, |component, entity| (component.add)(entity, &value));
    }
    for value in &values {
        apply_value(world, value);
    }
    if let (false, Ok(mut spawned)) = (tags.is_empty(), world.get_entity_mut(entity)) {
        add_tags(&mut spawned, tags);
    }
    if let (Some(transform), Ok(mut spawned)) = (transform, world.get_entity_mut(entity)) {
        spawned.insert(transform);
    }
    let scripts = std::mem::take(&mut new.scripts);
    if let (false, Ok(mut spawned)) = (scripts.as_slice().is_empty(), world.get_entity_mut(entity)) {
        if spawned.contains::<ZigScripts>() {
            spawned
                .modify_component(|all: &mut ZigScripts| Vec::from(scripts).into_iter().for_each(|it| all.attach(it)));
        } else {
            spawned.insert(scripts);
        }
    }
    respond(world, response);
    true
}

/// Despawns what was spawned below an entity that the game's hooks and observers have despawned then. True if so.
fn goes_with(world: &mut World, entity: Entity, above: Option<Entity>) -> bool {
    let is_gone = leave_if_gone(world, entity, above);
    if is_gone {
        world.try_despawn(entity).ok();
    }
    is_gone
}

fn respond(world: &mut World, response: Option<Box<ScriptSpawned>>) {
    if let Some(response) = response {
        world.write_message(*response);
    }
}

fn add_tags(entity: &mut EntityWorldMut, added: Vec<String>) {
    let mut tags = entity.get::<Tags>().cloned().unwrap_or_default();
    for tag in added {
        tags.add(tag);
    }
    entity.insert(tags);
}
