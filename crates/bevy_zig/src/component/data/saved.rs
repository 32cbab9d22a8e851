//! Data that scripts declare, in scenes: their values as components and resources that are reflected.

use std::collections::BTreeMap;

use bevy::ecs::component::component_clone_ignore;
use bevy::ecs::entity::{EntityMapper, MapEntities};
use bevy::ecs::lifecycle::Insert;
use bevy::ecs::reflect::{ReflectComponent, ReflectResource};
use bevy::log::warn;
use bevy::prelude::{Commands, Component, Entity, On, Resource, World};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use super::super::registry::{RegisteredComponent, ScriptComponents};
use super::{DataAccess, DataKind, ZigData, ZigDataError};
use crate::shape::Value;

/// Values by name, and the values of their fields in order.
type Saved = BTreeMap<String, Vec<(String, Value)>>;

/// The values that an entity's components have which scripts declare, for scenes.
///
/// [`capture_all_scripts`](crate::ScriptFields::capture_all_scripts) writes it; save it like any component. Where it is
/// inserted, as when a scene is loaded, the entity gets these components. What no script declares yet comes when one
/// does; until then it stays here and is saved again. Entities in fields are mapped to those of the world that loads.
#[derive(Component, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::data"]
// What it was captured from is cloned itself. Scenes pass over components whose behaviour is `Ignore`.
#[component(map_entities, clone_behavior = Custom(component_clone_ignore))]
#[reflect(Component, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SavedZigComponents(Saved);

/// The same for the resources that scripts declare.
#[derive(Resource, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
#[type_path = "bevy_zig::data"]
#[component(map_entities)]
#[reflect(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SavedZigResources(Saved);

fn map_all<M: EntityMapper>(saved: &mut Saved, mapper: &mut M) {
    saved.values_mut().flatten().for_each(|(_, value)| value.map_entities(mapper));
}

impl MapEntities for SavedZigComponents {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        map_all(&mut self.0, mapper);
    }
}

impl MapEntities for SavedZigResources {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        map_all(&mut self.0, mapper);
    }
}

fn fields_of(value: &ZigData) -> Vec<(String, Value)> {
    value.fields().map(|(path, value)| (path.to_owned(), value)).collect()
}

/// Writes the values of all components and resources that scripts declare where scenes find them.
pub fn capture_zig_data(world: &mut World) {
    let Some(components) = world.get_resource::<ScriptComponents>() else { return };
    let of_kind = |kind: DataKind| {
        let is_one = move |component: &&RegisteredComponent| component.data.is_some() && component.kind() == kind;
        components.iter().filter(is_one)
    };
    let known: Vec<&str> = of_kind(DataKind::Component).map(|component| component.name).collect();
    let ids: Vec<_> = of_kind(DataKind::Component).map(|component| component.bevy_id).collect();
    let resources: Vec<&str> = of_kind(DataKind::Resource).map(|component| component.name).collect();
    let saved_id = world.component_id::<SavedZigComponents>();
    let matching =
        world.archetypes().iter().filter(|archetype| ids.iter().chain(&saved_id).any(|id| archetype.contains(*id)));
    let entities: Vec<Entity> = matching.flat_map(|archetype| archetype.entities()).map(|entity| entity.id()).collect();
    let resource_values = resources.iter().filter_map(|name| Some((*name, fields_of(&world.zig_resource(name).ok()?))));
    let resource_values: Vec<_> = resource_values.collect();
    let mut captured = Vec::with_capacity(entities.len());
    for entity in entities {
        let names = world.zig_components_of(entity).into_iter();
        let values = names.filter_map(|name| Some((name, fields_of(&world.zig_component(entity, name).ok()?))));
        captured.push((entity, values.collect::<Vec<_>>()));
    }
    let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
    let resources: Vec<String> = resources.into_iter().map(str::to_owned).collect();
    let values: Vec<(String, Vec<(String, Value)>)> =
        resource_values.into_iter().map(|(name, fields)| (name.to_owned(), fields)).collect();
    for (entity, values) in captured {
        let Ok(mut entity) = world.get_entity_mut(entity) else { continue };
        let mut saved = entity.get::<SavedZigComponents>().cloned().unwrap_or_default();
        // What nobody declares is not lost.
        saved.0.retain(|name, _| !known.contains(name));
        saved.0.extend(values.into_iter().map(|(name, fields)| (name.to_owned(), fields)));
        entity.insert(saved);
    }
    let mut saved = world.get_resource::<SavedZigResources>().cloned().unwrap_or_default();
    saved.0.retain(|name, _| !resources.contains(name));
    saved.0.extend(values);
    world.insert_resource(saved);
}

/// Puts what was saved on an entity to which it was loaded.
pub(crate) fn load_components(it: On<Insert, SavedZigComponents>, mut commands: Commands) {
    let entity = it.entity;
    commands.queue(move |world: &mut World| {
        let Some(saved) = world.get::<SavedZigComponents>(entity).cloned() else { return };
        for (name, fields) in &saved.0 {
            load(world, Some(entity), name, fields);
        }
    });
}

/// Likewise for resources.
pub(crate) fn load_resources(_: On<Insert, SavedZigResources>, mut commands: Commands) {
    commands.queue(|world: &mut World| {
        let Some(saved) = world.get_resource::<SavedZigResources>().cloned() else { return };
        for (name, fields) in &saved.0 {
            load(world, None, name, fields);
        }
    });
}

/// Loads what waited for somebody to declare it.
pub(super) fn load_waiting(world: &mut World, name: &str, kind: DataKind) {
    match kind {
        DataKind::Component => {
            let Some(id) = world.component_id::<SavedZigComponents>() else { return };
            let matching = world.archetypes().iter().filter(|archetype| archetype.contains(id));
            let entities: Vec<Entity> =
                matching.flat_map(|archetype| archetype.entities()).map(|entity| entity.id()).collect();
            for entity in entities {
                let saved = world.get::<SavedZigComponents>(entity).and_then(|saved| saved.0.get(name)).cloned();
                if let Some(fields) = saved {
                    load(world, Some(entity), name, &fields);
                }
            }
        }
        DataKind::Resource => {
            let saved = world.get_resource::<SavedZigResources>().and_then(|saved| saved.0.get(name)).cloned();
            if let Some(fields) = saved {
                load(world, None, name, &fields);
            }
        }
        DataKind::Message => {}
    }
}

/// Makes a value of what was saved. Fields that are gone, or have another type, are left out with a warning.
fn load(world: &mut World, owner: Option<Entity>, name: &str, fields: &[(String, Value)]) {
    let Ok(mut value) = world.zig_default(name) else { return };
    let found = world.get_resource::<ScriptComponents>().and_then(|components| components.find(name));
    let renames = found.and_then(|(_, component)| Some(component.data.as_ref()?.declared.renames.clone()));
    for (path, saved) in fields {
        // A scene may be of a version in which the field had another name.
        let renamed = value.shape().leaf_renamed(path, renames.as_deref().unwrap_or_default());
        let path = renamed.map_or(path.clone(), |leaf| leaf.path.clone());
        if let Err(problem) = value.set(&path, saved.clone()) {
            warn!("a scene is loaded without a field: {problem}");
        }
    }
    let inserted: Result<bool, ZigDataError> = match owner {
        Some(entity) => world.insert_zig_component(entity, &value),
        None => world.insert_zig_resource(&value),
    };
    if let Err(problem) = inserted {
        warn!("a scene is loaded without '{name}': {problem}");
    }
}
