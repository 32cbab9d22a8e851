//! Data that scripts declare, for Rust: by name and field.

use std::sync::Arc;

use bevy::ecs::component::ComponentId as BevyId;
use bevy::ecs::world::{EntityMut, EntityRef};
use bevy::prelude::{Entity, World};
use thiserror::Error;

use super::super::registry::{RegisteredComponent, ScriptComponents};
use super::{Data, DataKind, ZigData, ZigMessage, raw};
use crate::base::did_you_mean;
use crate::shape::Value;

/// Why data that scripts declare cannot be read or written.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ZigDataError {
    /// No script declares this.
    #[error("no script declares a {kind} '{name}'; {}scripts declare: {known}", did_you_mean(name, known.split(", ")))]
    Unknown {
        /// What was asked for: a component, resource or message.
        kind: &'static str,
        /// The name.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// The entity is gone.
    #[error("{entity} does not exist, so it has no '{name}'")]
    NoEntity {
        /// The entity.
        entity: Entity,
        /// The component.
        name: String,
    },
    /// The entity does not have the component, or the world the resource.
    #[error("there is no '{name}' {place}; insert it first")]
    Absent {
        /// What is missing.
        name: String,
        /// "on" the entity, or "in the world".
        place: String,
    },
    /// There is no such field.
    #[error("'{name}' has no field '{path}'; {}it has: {known}", did_you_mean(path, known.split(", ")))]
    UnknownField {
        /// Whose field.
        name: String,
        /// The path.
        path: String,
        /// The existing paths.
        known: String,
    },
    /// The value does not suit the field.
    #[error("'{name}': field '{path}' takes {expected}, not {found}")]
    WrongType {
        /// Whose field.
        name: String,
        /// The path.
        path: String,
        /// What the field takes.
        expected: String,
        /// The given value.
        found: String,
    },
    /// The value was made before a reload that has changed the layout.
    #[error("the value of '{name}' was made for a layout that a reload has changed; read it again")]
    Outdated {
        /// What it is a value of.
        name: String,
    },
}

type Result<T> = std::result::Result<T, ZigDataError>;

impl ScriptComponents {
    /// What scripts declare as this.
    fn declared(&self, kind: DataKind, name: &str) -> Result<(&RegisteredComponent, &Data)> {
        let found = self.find(name).and_then(|(_, component)| Some((component, component.data.as_ref()?)));
        found.filter(|(_, data)| data.declared.kind == kind).ok_or_else(|| {
            let is_one = |component: &&RegisteredComponent| component.data.is_some() && component.kind() == kind;
            let known: Vec<&str> = self.iter().filter(is_one).map(|component| component.name).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            ZigDataError::Unknown { kind: kind.name(), name: name.to_owned(), known }
        })
    }

    /// The id of Bevy's that a component has which scripts declare, for a `QueryBuilder` or an observer. A hot reload
    /// that changes its size can change the id; a filter that holds is [`WithZig`](crate::WithZig).
    pub fn zig_id(&self, name: &str) -> Option<BevyId> {
        self.declared(DataKind::Component, name).ok().map(|(component, _)| component.bevy_id)
    }

    /// The value that a component, resource or message of scripts has by default: what a new one can be made of.
    ///
    /// # Errors
    /// No script declares it.
    pub fn zig_default(&self, name: &str) -> Result<ZigData> {
        let kinds = [DataKind::Component, DataKind::Resource, DataKind::Message];
        let found = kinds.into_iter().find_map(|kind| self.declared(kind, name).ok());
        let (component, data) = match found {
            Some(found) => found,
            None => self.declared(DataKind::Component, name)?,
        };
        Ok(ZigData::of_bytes(component.name, data.declared.shape.clone(), &data.declared.default))
    }

    /// A component of an entity, in a system: `Query<EntityRef, WithZig<Health>>` finds it, and this reads it.
    ///
    /// # Errors
    /// No script declares it, or the entity does not have it.
    pub fn zig_component(&self, entity: EntityRef, name: &str) -> Result<ZigData> {
        let (component, data) = self.declared(DataKind::Component, name)?;
        let mut bytes = vec![0; data.declared.shape.size()];
        if !raw::read_of(entity, component.bevy_id, &mut bytes) {
            return Err(absent(name, Some(entity.id())));
        }
        Ok(ZigData::of_bytes(component.name, data.declared.shape.clone(), &bytes))
    }

    /// Sets a field of a component, in a system: `Query<EntityMut, WithZig<Health>>` finds it. Tells whether that has
    /// changed anything; if not, nothing counts as changed.
    ///
    /// # Errors
    /// No script declares the component, the entity does not have it, there is no such field, or the value does not
    /// suit it.
    pub fn set_zig_component_field(
        &self,
        entity: &mut EntityMut,
        name: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<bool> {
        let old = self.zig_component(entity.as_readonly(), name)?;
        let new = old.clone().with(path, value)?;
        let (component, _) = self.declared(DataKind::Component, name)?;
        Ok(new != old && raw::set_of(entity, component.bevy_id, new.bytes()))
    }
}

fn absent(name: &str, entity: Option<Entity>) -> ZigDataError {
    let place = entity.map_or_else(|| "in the world".to_owned(), |entity| format!("on entity {entity}"));
    ZigDataError::Absent { name: name.to_owned(), place }
}

/// Components, resources and messages that scripts declare, by name and field.
///
/// ```zig
/// pub const Health = struct {
///     pub const component = bevy.component("Health", .{});
///     now: f32 = 100,
///     max: f32 = 100,
/// };
/// ```
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::{DataAccess, Value};
///
/// fn hurt(world: &mut World, entity: Entity) {
///     if world.zig_component_field(entity, "Health", "now") == Ok(Value::Float(100.0)) {
///         world.set_zig_component_field(entity, "Health", "now", 3.0).unwrap();
///     }
/// }
/// ```
///
/// Names are known from the first frame on, or with Bevy's `App::finish`, when all plugins are there.
pub trait DataAccess {
    /// The value that a component, resource or message has by default.
    ///
    /// # Errors
    /// No script declares it.
    fn zig_default(&self, name: &str) -> Result<ZigData>;

    /// A component of an entity.
    ///
    /// # Errors
    /// No script declares it, the entity is gone, or it does not have it.
    fn zig_component(&self, entity: Entity, name: &str) -> Result<ZigData>;

    /// A field of a component of an entity.
    ///
    /// # Errors
    /// As above, or there is no such field that can be read.
    fn zig_component_field(&self, entity: Entity, name: &str, path: &str) -> Result<Value>;

    /// Puts a component on an entity, in the place of the value that it may have. Tells whether that has changed
    /// anything; if not, no hook or observer runs.
    ///
    /// # Errors
    /// No script declares it, the entity is gone, or the value is from before a reload.
    fn insert_zig_component(&mut self, entity: Entity, value: &ZigData) -> Result<bool>;

    /// Sets a field of a component of an entity. Tells whether that has changed anything.
    ///
    /// # Errors
    /// As for reading, or the value does not suit the field.
    fn set_zig_component_field(
        &mut self,
        entity: Entity,
        name: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<bool>;

    /// Takes a component off an entity. Tells whether it had one.
    ///
    /// # Errors
    /// No script declares it, or the entity is gone.
    fn remove_zig_component(&mut self, entity: Entity, name: &str) -> Result<bool>;

    /// The names of the components of scripts that an entity has.
    fn zig_components_of(&self, entity: Entity) -> Vec<&'static str>;

    /// All components of scripts that an entity has, or with none all resources of scripts.
    fn zig_data_of(&self, owner: Option<Entity>) -> Vec<ZigData>;

    /// A resource.
    ///
    /// # Errors
    /// No script declares it, or somebody has removed it.
    fn zig_resource(&self, name: &str) -> Result<ZigData>;

    /// A field of a resource.
    ///
    /// # Errors
    /// As above, or there is no such field that can be read.
    fn zig_resource_field(&self, name: &str, path: &str) -> Result<Value>;

    /// Inserts a resource, in the place of the one that there may be.
    ///
    /// # Errors
    /// No script declares it, or the value is from before a reload.
    fn insert_zig_resource(&mut self, value: &ZigData) -> Result<bool>;

    /// Sets a field of a resource. Tells whether that has changed anything.
    ///
    /// # Errors
    /// As for reading, or the value does not suit the field.
    fn set_zig_resource_field(&mut self, name: &str, path: &str, value: impl Into<Value>) -> Result<bool>;

    /// Removes a resource. Tells whether there was one.
    ///
    /// # Errors
    /// No script declares it.
    fn remove_zig_resource(&mut self, name: &str) -> Result<bool>;

    /// Writes a message, which scripts and systems read. It is made of its default:
    /// `world.zig_default("Died")?.with("who", entity)?`.
    ///
    /// # Errors
    /// No script declares it, or the value is from before a reload.
    fn write_zig_message(&mut self, value: &ZigData) -> Result<()>;
}

/// What is registered; nothing without `ZigScriptPlugin`.
fn components(world: &World) -> Result<&ScriptComponents> {
    world.get_resource::<ScriptComponents>().ok_or_else(|| ZigDataError::Unknown {
        kind: DataKind::Component.name(),
        name: String::new(),
        known: "none, without ZigScriptPlugin".to_owned(),
    })
}

/// The registered component of a value, if it has the layout of now.
fn fitting<'w>(world: &'w World, kind: DataKind, value: &ZigData) -> Result<&'w RegisteredComponent> {
    let (component, data) = components(world)?.declared(kind, value.name())?;
    if !Arc::ptr_eq(&data.declared.shape, value.shared_shape()) && *data.declared.shape != *value.shape() {
        return Err(ZigDataError::Outdated { name: value.name().to_owned() });
    }
    Ok(component)
}

/// Puts a value on an entity, which is a resource's or any.
fn insert(world: &mut World, owner: Entity, kind: DataKind, value: &ZigData) -> Result<bool> {
    let write = fitting(world, kind, value)?.write.clone();
    match (write, world.get_entity_mut(owner)) {
        (Some(write), Ok(mut owner)) => Ok((write.add)(&mut owner, value.bytes())),
        _ => Err(ZigDataError::NoEntity { entity: owner, name: value.name().to_owned() }),
    }
}

fn set(world: &mut World, owner: Entity, kind: DataKind, value: &ZigData) -> Result<bool> {
    let write = fitting(world, kind, value)?.write.clone();
    match (write, world.get_entity_mut(owner)) {
        (Some(write), Ok(mut owner)) => Ok((write.set)(&mut owner, value.bytes())),
        _ => Err(ZigDataError::NoEntity { entity: owner, name: value.name().to_owned() }),
    }
}

fn field(value: &ZigData, path: &str) -> Result<Value> {
    value.get(path).ok_or_else(|| value.unknown_field(path))
}

impl DataAccess for World {
    fn zig_default(&self, name: &str) -> Result<ZigData> {
        components(self)?.zig_default(name)
    }

    fn zig_component(&self, entity: Entity, name: &str) -> Result<ZigData> {
        let components = components(self)?;
        components.declared(DataKind::Component, name)?;
        let found = self.get_entity(entity).map_err(|_| ZigDataError::NoEntity { entity, name: name.to_owned() })?;
        components.zig_component(found, name)
    }

    fn zig_component_field(&self, entity: Entity, name: &str, path: &str) -> Result<Value> {
        field(&self.zig_component(entity, name)?, path)
    }

    fn insert_zig_component(&mut self, entity: Entity, value: &ZigData) -> Result<bool> {
        insert(self, entity, DataKind::Component, value)
    }

    fn set_zig_component_field(
        &mut self,
        entity: Entity,
        name: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<bool> {
        let new = self.zig_component(entity, name)?.with(path, value)?;
        set(self, entity, DataKind::Component, &new)
    }

    fn remove_zig_component(&mut self, entity: Entity, name: &str) -> Result<bool> {
        let id = components(self)?.declared(DataKind::Component, name)?.0.bevy_id;
        let mut found =
            self.get_entity_mut(entity).map_err(|_| ZigDataError::NoEntity { entity, name: name.to_owned() })?;
        let had = found.contains_id(id);
        if had {
            found.remove_by_id(id);
        }
        Ok(had)
    }

    fn zig_components_of(&self, entity: Entity) -> Vec<&'static str> {
        let (Ok(components), Ok(entity)) = (components(self), self.get_entity(entity)) else { return Vec::new() };
        let has = |component: &&RegisteredComponent| component.data.is_some() && entity.contains_id(component.bevy_id);
        components.iter().filter(has).map(|component| component.name).collect()
    }

    fn zig_data_of(&self, owner: Option<Entity>) -> Vec<ZigData> {
        if let Some(entity) = owner {
            let names = self.zig_components_of(entity).into_iter();
            return names.filter_map(|name| self.zig_component(entity, name).ok()).collect();
        }
        let Ok(components) = components(self) else { return Vec::new() };
        let resources = components.iter().filter(|component| component.kind() == DataKind::Resource);
        resources.filter_map(|component| self.zig_resource(component.name).ok()).collect()
    }

    fn zig_resource(&self, name: &str) -> Result<ZigData> {
        let (component, data) = components(self)?.declared(DataKind::Resource, name)?;
        let mut bytes = vec![0; data.declared.shape.size()];
        let owner = raw::resource_entity(self, component.bevy_id);
        if !owner.is_some_and(|owner| raw::read(self, owner, component.bevy_id, &mut bytes)) {
            return Err(absent(name, None));
        }
        Ok(ZigData::of_bytes(component.name, data.declared.shape.clone(), &bytes))
    }

    fn zig_resource_field(&self, name: &str, path: &str) -> Result<Value> {
        field(&self.zig_resource(name)?, path)
    }

    fn insert_zig_resource(&mut self, value: &ZigData) -> Result<bool> {
        let id = fitting(self, DataKind::Resource, value)?.bevy_id;
        let owner = raw::resource_entity(self, id).unwrap_or_else(|| raw::new_resource_entity(self, id));
        insert(self, owner, DataKind::Resource, value)
    }

    fn set_zig_resource_field(&mut self, name: &str, path: &str, value: impl Into<Value>) -> Result<bool> {
        let new = self.zig_resource(name)?.with(path, value)?;
        let id = fitting(self, DataKind::Resource, &new)?.bevy_id;
        let owner = raw::resource_entity(self, id).ok_or_else(|| absent(name, None))?;
        set(self, owner, DataKind::Resource, &new)
    }

    fn remove_zig_resource(&mut self, name: &str) -> Result<bool> {
        let id = components(self)?.declared(DataKind::Resource, name)?.0.bevy_id;
        Ok(self.remove_resource_by_id(id))
    }

    fn write_zig_message(&mut self, value: &ZigData) -> Result<()> {
        fitting(self, DataKind::Message, value)?;
        self.write_message(ZigMessage::new(value.clone()));
        Ok(())
    }
}
