//! Requests that host functions post on behalf of scripts, as they carry more than fits the buffer.

use std::sync::Arc;

use bevy::prelude::{Entity, EntityWorldMut, World};
use smallvec::SmallVec;

use super::posted::Posted;
use crate::attached::{Identity, Owner, Script, ZigScriptCommands, ZigScripts};
use crate::component::{ComponentId, ScriptComponents, Target, WriteComponent};
use crate::function::{Body, Function};
use crate::reflect::{AssetRequest, FieldPath, ValueRequest};
use crate::signal::NewConnection;

/// A component that an entity is to get, and the bytes of its value.
pub(crate) type NewComponent = (ComponentId, SmallVec<[u8; 32]>);

/// Parts of a component's value: their offsets and bytes.
pub(crate) type ComponentParts = SmallVec<[(u32, SmallVec<[u8; 16]>); 1]>;

/// A request that carries more than fits the buffer; the buffer says at which place in the order it stands.
pub(crate) enum HostRequest {
    Attach(Script),
    Detach(String),
    /// Enables or disables a script: the one with this identity, or else the first of its name.
    Enable {
        owner: Owner,
        script: String,
        identity: Option<Identity>,
        enabled: bool,
    },
    AddComponent(ComponentId, SmallVec<[u8; 32]>),
    RemoveComponent(ComponentId),
    SetField(Arc<FieldPath>, SmallVec<[u8; 16]>),
    Value(ValueRequest),
    Asset(Box<AssetRequest>),
    SetParts(ComponentId, ComponentParts),
    /// A column of a chunk that a script may write to, by its number.
    Column(u32),
    /// A function of the game, and its arguments.
    Command(Arc<Function>, SmallVec<[u8; 48]>),
    Connect(NewConnection),
    Disconnect {
        id: u64,
        instance_id: u64,
    },
}

impl HostRequest {
    /// Applies it; true if it changed the world. What cannot be done goes to `complain`, with the place at fault.
    pub(super) fn apply(
        self,
        world: &mut World,
        entity: Entity,
        posted: &mut Posted,
        mut complain: impl FnMut(&World, (&str, &str), &str) -> bool,
    ) -> bool {
        match self {
            Self::Attach(script) => world.get_entity_mut(entity).is_ok_and(|mut entity| {
                entity.attach_script(script);
                true
            }),
            Self::AddComponent(id, value) => match Target::of(world, entity, id, true) {
                Target::Messages(message) => {
                    message.write(world, &value);
                    true
                }
                Target::Entity(entity) => {
                    change_component(world, entity, id, |component, entity| (component.add)(entity, &value))
                }
                Target::Nobody => false,
            },
            Self::RemoveComponent(id) => remove_component(world, entity, id),
            Self::SetField(path, value) => {
                let Ok(mut found) = world.get_entity_mut(entity) else { return false };
                match path.write(&mut found, &value) {
                    Ok(differs) => differs,
                    Err(what) => complain(world, path.name(), what),
                }
            }
            Self::Value(value) => apply_value(world, entity, &value, &mut complain),
            Self::Asset(asset) => {
                let path = asset.path();
                match asset.apply(world) {
                    Ok(()) => true,
                    Err(failure) => complain(world, (path, &failure.place()), &failure.to_string()),
                }
            }
            Self::SetParts(id, parts) => {
                let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
                let Some(name) = component.map(|component| component.name) else { return false };
                let set = match Target::of(world, entity, id, false) {
                    Target::Entity(entity) => set_parts(world, entity, id, &parts),
                    Target::Messages(_) | Target::Nobody => {
                        Err("the game has no such resource, so its fields cannot be set")
                    }
                };
                match set {
                    Ok(differs) => differs,
                    Err(what) => complain(world, (name, what), what),
                }
            }
            Self::Command(function, arguments) => match &function.body {
                Body::Command { run, .. } => {
                    let ran = run(world, &arguments);
                    // What it has put off comes before the requests behind it.
                    world.flush();
                    ran
                }
                Body::Call(_) => false,
            },
            Self::Detach(name) => world.get_entity_mut(entity).is_ok_and(|mut entity| {
                entity.get::<ZigScripts>().is_some_and(|scripts| scripts.get(&name).is_some())
                    && entity.modify_component(|scripts: &mut ZigScripts| scripts.detach(&name)).flatten().is_some()
            }),
            Self::Enable { owner, script, identity, enabled } => {
                let index = ZigScripts::entry(owner.scripts(world), &script, identity);
                let differs = index.is_some_and(|index| owner.scripts(world)[index].is_enabled() != enabled);
                if let Some(index) = index.filter(|_| differs) {
                    owner.edit(world, |scripts| scripts.as_mut_slice()[index].set_enabled(enabled));
                }
                differs
            }
            // It was applied where what they refer to is.
            Self::Column(_) => false,
            Self::Connect(new) => {
                posted.sink.signals.connections.connect(world, posted.instances.owner_at, new);
                false
            }
            Self::Disconnect { id, instance_id } => {
                posted.sink.signals.connections.disconnect(id, instance_id);
                false
            }
        }
    }
}

/// Removes a component from an entity, or a resource; true if there was one to be removed from.
fn remove_component(world: &mut World, entity: Entity, id: ComponentId) -> bool {
    let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
    let Some(bevy_id) = component.map(|component| component.bevy_id) else { return false };
    match Target::of(world, entity, id, false) {
        Target::Entity(entity) => change_component(world, entity, id, |component, entity| {
            (component.remove)(entity, bevy_id);
            true
        }),
        Target::Messages(_) | Target::Nobody => false,
    }
}

/// True if it changed the world.
pub(super) fn apply_value(
    world: &mut World,
    entity: Entity,
    value: &ValueRequest,
    complain: &mut impl FnMut(&World, (&str, &str), &str) -> bool,
) -> bool {
    match value.apply(world, entity) {
        Ok(changed) => changed,
        Err(failure) => complain(world, (value.path(), &failure.place()), &failure.to_string()),
    }
}

/// Sets parts of a component's value, unless that changes nothing. True if it does; why not, if it cannot.
fn set_parts(world: &mut World, entity: Entity, id: ComponentId, parts: &ComponentParts) -> Result<bool, &'static str> {
    if world.get_entity(entity).is_err() {
        return Ok(false);
    }
    let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
    let Some(component) = component else { return Ok(false) };
    let write = component.write.clone().ok_or("scripts cannot set it")?;
    let mut before: SmallVec<[u8; 64]> = SmallVec::from_elem(0, component.shape.size());
    if !(component.read)(world, entity, component.bevy_id, &mut before) {
        return Err("the entity has no such component, so its fields cannot be set");
    }
    let mut after = before.clone();
    for (offset, bytes) in parts {
        let at = *offset as usize;
        after.get_mut(at..at + bytes.len()).ok_or("a field lies outside of it")?.copy_from_slice(bytes);
    }
    if after == before {
        return Ok(false);
    }
    if !component.takes(&write, &after) {
        return Err(component.refuses(0, &after).unwrap_or("what is set is no value of it"));
    }
    if let Ok(mut entity) = world.get_entity_mut(entity) {
        (write.set)(&mut entity, &after);
    }
    Ok(true)
}

/// True if the entity is there, scripts may write the component, and it has changed.
pub(super) fn change_component(
    world: &mut World,
    entity: Entity,
    id: ComponentId,
    change: impl FnOnce(&WriteComponent, &mut EntityWorldMut) -> bool,
) -> bool {
    let component = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
    let write = component.and_then(|component| component.write.clone());
    let (Some(write), Ok(mut entity)) = (write, world.get_entity_mut(entity)) else { return false };
    change(&write, &mut entity)
}
