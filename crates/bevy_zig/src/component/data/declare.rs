//! What scripts declare becomes entries of the registry of components, and gets homes in Bevy's tables.

use std::alloc::Layout;
use std::sync::{Arc, PoisonError, RwLock};

use bevy::ecs::component::ComponentId as BevyId;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Entity, EntityWorldMut, Resource, World};
use smallvec::SmallVec;

use super::super::columns::Columns;
use super::super::registry::{ComponentId, RegisteredComponent, ScriptComponents, WriteComponent};
use super::messages::ZigMessage;
use super::saved::load_waiting;
use super::{DataConflict, DataKind, Declared, DeclaredStorage, ZigData, raw};
use crate::base::ProgramIds;

/// What an entry of the registry has, if scripts declare it.
pub(crate) struct Data {
    pub(crate) declared: Declared,
    /// The script that declared it first, for messages.
    pub(crate) script: String,
}

/// All ids of Bevy's that values of a name have had: shared with queries that look for them.
pub(crate) type Homes = Arc<RwLock<Vec<Home>>>;

/// An id of Bevy's for values of up to a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Home {
    layout: Layout,
    storage: DeclaredStorage,
    pub(crate) id: BevyId,
}

impl RegisteredComponent {
    /// What it is to the game.
    pub(crate) fn kind(&self) -> DataKind {
        self.data.as_ref().map_or(DataKind::Component, |data| data.declared.kind)
    }
}

/// The names of what was ever declared, which Bevy wants to keep.
fn kept(name: &str) -> &'static str {
    static KEPT: ProgramIds<&'static str> = ProgramIds::new();
    let found = KEPT.get(name).and_then(|id| KEPT.name(id));
    found.unwrap_or_else(|| {
        let name: &'static str = name.to_owned().leak();
        KEPT.of(&name, usize::MAX);
        name
    })
}

/// The layout of a home. Where scripts may be reloaded, it has room for some fields more, so that few changes of a
/// struct move its values elsewhere.
fn layout_for(size: usize, align: usize) -> Layout {
    let (size, align) = match size {
        0 => (0, 1),
        _ if cfg!(feature = "hot-reload") => (size.next_power_of_two().max(16), 16),
        _ => (size, align),
    };
    Layout::from_size_align(size, align).expect("a script's value is small").pad_to_align()
}

impl ScriptComponents {
    /// What is in the way of data, as a script declares it.
    pub(crate) fn conflict_with(&self, declared: &Declared) -> Option<DataConflict> {
        let known = self.get(declared.id().0)?;
        let Some(data) = &known.data else { return Some(DataConflict::OfRust) };
        let difference = data.declared.difference(declared, (&data.script, "this script"))?;
        Some(DataConflict::OfScript { other: data.script.clone(), difference })
    }

    /// Lets the game know data that a script declares, unless it knows them already.
    pub(crate) fn declare(world: &mut World, declared: &Declared, script: &str) -> Result<(), DataConflict> {
        let components = world.resource::<Self>();
        if let Some(conflict) = components.conflict_with(declared) {
            return Err(conflict);
        }
        if components.get(declared.id().0).is_none() {
            Self::define(world, declared.clone(), script);
            load_waiting(world, declared.name(), declared.kind);
        }
        Ok(())
    }

    /// Makes an entry of what a name means from now on.
    pub(super) fn define(world: &mut World, declared: Declared, script: &str) {
        let homes = homes_of(world, declared.id());
        let bevy_id = home_of(world, &declared, &homes);
        let (id, shape, kind) = (declared.id(), declared.shape.clone(), declared.kind);
        let default = declared.default.clone();
        let component = RegisteredComponent {
            id,
            name: kept(declared.name()),
            shape: (*shape).clone(),
            bevy_id,
            read: raw::read,
            columns: Columns::Plain { stride: layout_for(shape.size(), shape.align()).size() },
            write: Some(writing(bevy_id, &declared)),
            takes_finite_only: false,
            rotation: None,
            has_any_bytes: shape.has_any_bytes(),
            data: Some(Data { declared, script: script.to_owned() }),
        };
        world.resource_mut::<Self>().put(component);
        let is_new = raw::resource_entity(world, bevy_id).is_none();
        if kind == DataKind::Resource && is_new {
            raw::insert_resource(world, bevy_id, &default);
        }
    }

    /// What is declared under the id of Bevy's that its values have now.
    pub(super) fn data_with(&self, id: BevyId) -> Option<&Data> {
        self.iter().find(|component| component.bevy_id == id)?.data.as_ref()
    }
}

/// Where values are, by the number of the name; also of names that no script declares yet.
#[derive(Resource, Default)]
struct AllHomes(HashMap<u32, Homes>);

/// Where values of a name are, and will be.
pub(super) fn homes_of(world: &mut World, id: ComponentId) -> Homes {
    world.get_resource_or_init::<AllHomes>().0.entry(id.0).or_default().clone()
}

/// The id of Bevy's for values as they are declared.
fn home_of(world: &mut World, declared: &Declared, homes: &Homes) -> BevyId {
    let mut homes = homes.write().unwrap_or_else(PoisonError::into_inner);
    let layout = layout_for(declared.shape.size(), declared.shape.align());
    let storage = declared.storage;
    let found = homes.iter().find(|home| (home.layout, home.storage) == (layout, storage));
    if let Some(home) = found {
        return home.id;
    }
    let id = raw::register(world, kept(declared.name()), layout, storage);
    homes.push(Home { layout, storage, id });
    id
}

/// How values come into components.
fn writing(id: BevyId, declared: &Declared) -> WriteComponent {
    // What lies between the leaves does not count, so that equal values have equal bytes.
    let shape = declared.shape.clone();
    let clean = move |bytes: &[u8]| {
        let mut value = SmallVec::<[u8; 64]>::from_elem(0, shape.size());
        shape.copy_leaves(bytes, &mut value);
        value
    };
    let is_there = move |entity: &EntityWorldMut, value: &[u8]| {
        let mut old = SmallVec::<[u8; 64]>::from_elem(0, value.len());
        raw::read_of(entity.as_readonly(), id, &mut old) && *old == *value
    };
    let add = clean.clone();
    WriteComponent {
        rows: None,
        check: |shape, bytes| shape.is_sound(bytes),
        add: Arc::new(move |entity, bytes| {
            let value = add(bytes);
            let differs = !is_there(entity, &value);
            if differs {
                raw::insert(entity, id, &value);
            }
            differs
        }),
        set: Arc::new(move |entity, bytes| {
            let value = clean(bytes);
            !is_there(entity, &value) && raw::set(entity, id, &value)
        }),
        remove: |entity, id| {
            entity.remove_by_id(id);
        },
    }
}

/// Where a value of a component, a resource or a message belongs.
pub(crate) enum Target {
    Entity(Entity),
    /// To the messages of this name.
    Messages(MessageName),
    /// The game has no such thing.
    Nobody,
}

/// A message that scripts declare.
pub(crate) struct MessageName(Declared);

impl MessageName {
    /// Writes a message, which was checked.
    pub(crate) fn write(self, world: &mut World, value: &[u8]) {
        let data = ZigData::of_bytes(kept(self.0.name()), self.0.shape, value);
        world.write_message(ZigMessage::new(data));
    }
}

impl Target {
    /// Of a component, it is the entity; of a resource, the entity on which Bevy keeps it, which is made if need be.
    pub(crate) fn of(world: &mut World, entity: Entity, id: ComponentId, make: bool) -> Self {
        let found = world.get_resource::<ScriptComponents>().and_then(|components| components.get(id.0));
        let Some(component) = found else { return Self::Nobody };
        let Some(data) = &component.data else { return Self::Entity(entity) };
        match data.declared.kind {
            DataKind::Component => Self::Entity(entity),
            DataKind::Message => Self::Messages(MessageName(data.declared.clone())),
            DataKind::Resource => {
                let id = component.bevy_id;
                match raw::resource_entity(world, id) {
                    Some(owner) => Self::Entity(owner),
                    None if make => Self::Entity(raw::new_resource_entity(world, id)),
                    None => Self::Nobody,
                }
            }
        }
    }
}
