//! What the world must have for a value to be written, and what Bevy alone writes: its systems take for granted that
//! these fit to what they have done.

use bevy::ecs::component::ComponentId;
use bevy::ecs::reflect::AppTypeRegistry;
use bevy::prelude::{Entity, World};
use bevy::reflect::TypeRegistration;

use super::bound::{Bound, Shape};
use super::failure::{Failure, Fallible};
use super::handle::HeldHandles;
use super::holder::Holder;
use crate::abi::*;

/// What Bevy writes down of its own doings: a value that does not fit to what it has done ends the game.
static RECORDS: &[&str] = &[
    "bevy_ecs::entity_disabling::DefaultQueryFilters",
    "bevy_ecs::observer::distributed_storage::ObservedBy",
    "bevy_ecs::resource::IsResource",
    "bevy_render::sync_world::",
];

/// Whether scripts may only read a type.
pub(super) fn is_record(path: &str) -> bool {
    RECORDS.iter().any(|record| path.starts_with(record))
}

/// What the world has to have when a field is written: Bevy looks it up, and takes for granted that it is there.
#[derive(Clone, Copy)]
pub(crate) enum Need {
    /// The entity is a window.
    Window,
    /// The number is that of a monitor.
    MonitorIndex,
    /// The entity is a monitor.
    Monitor,
    /// The asset is there.
    Asset,
    /// It is for Rust alone.
    Rust,
}

impl Need {
    /// What a field needs.
    pub(super) fn of(holder: Holder, field: &str) -> Option<Self> {
        // Pointers look for what is under them in the window that such a message names.
        if field == "window" && holder.is_in(&MESSAGES) {
            return Some(Self::Window);
        }
        NEEDS.iter().find(|(of_type, named, _)| *named == field && holder.is(of_type)).map(|(.., need)| *need)
    }

    /// Whether it is there for these bytes.
    pub(super) fn check(self, world: &World, held: &HeldHandles, bound: &Bound, bytes: &[u8]) -> Fallible<()> {
        match (self, &bound.shape) {
            (Self::Asset, Shape::Handle(handle)) => handle.check_there(world, held, bytes),
            (Self::Rust, _) => Err(Failure::new(BEVY_ZIG_STATUS_READ_ONLY, "only Rust can make one")),
            (_, Shape::Leaf(_, gather)) if !gather.with(bytes, |bytes| self.is_met(world, bytes)) => {
                let what = match self {
                    Self::Window => "the entity is no window".to_owned(),
                    Self::Monitor => "the entity is no monitor".to_owned(),
                    _ => format!("there are {} monitors", monitors(world)),
                };
                Err(Failure::new(BEVY_ZIG_STATUS_ABSENT, what))
            }
            _ => Ok(()),
        }
    }

    /// Whether it is there for a leaf of these bytes.
    pub(super) fn is_met(self, world: &World, bytes: &[u8]) -> bool {
        let entity = || bytemuck::try_pod_read_unaligned(bytes).ok().and_then(Entity::try_from_bits);
        let index = || bytemuck::try_pod_read_unaligned::<usize>(bytes).ok();
        match self {
            Self::Window => entity().is_some_and(|entity| has(world, entity, WINDOW)),
            Self::Monitor => entity().is_some_and(|entity| has(world, entity, MONITOR)),
            Self::MonitorIndex => index().is_some_and(|index| index < monitors(world)),
            Self::Asset | Self::Rust => false,
        }
    }
}

/// How many there are.
fn monitors(world: &World) -> usize {
    id_of(world, MONITOR).map_or(0, |id| {
        let with = world.archetypes().iter().filter(|archetype| archetype.contains(id));
        with.map(|archetype| archetype.len() as usize).sum()
    })
}

static NEEDS: &[(&str, &str, Need)] = &[
    ("bevy_camera::camera::ImageRenderTarget", "handle", Need::Asset),
    ("bevy_camera::camera::RenderTarget::TextureView", "", Need::Rust),
    ("bevy_window::window::WindowRef::Entity", "", Need::Window),
    ("bevy_window::window::NormalizedWindowRef", "", Need::Window),
    ("bevy_window::window::MonitorSelection::Index", "", Need::MonitorIndex),
    ("bevy_window::window::MonitorSelection::Entity", "", Need::Monitor),
];

/// The messages of windows and pointers.
const MESSAGES: [&str; 3] = ["bevy_window::event::", "bevy_input::mouse::", "bevy_input::touch::"];

const WINDOW: &str = "bevy_window::window::Window";
const MONITOR: &str = "bevy_window::monitor::Monitor";

/// A component that not every game has, by its path.
fn id_of(world: &World, path: &str) -> Option<ComponentId> {
    let registry = world.get_resource::<AppTypeRegistry>()?;
    let id = registry.read().get_with_type_path(path).map(TypeRegistration::type_id)?;
    world.components().get_id(id)
}

fn has(world: &World, entity: Entity, path: &str) -> bool {
    id_of(world, path).is_some_and(|id| world.get_entity(entity).is_ok_and(|entity| entity.contains_id(id)))
}

/// Types and fields that need something.
#[cfg(feature = "testing")]
pub(super) fn fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    NEEDS.iter().map(|(of_type, field, _)| (*of_type, *field))
}
