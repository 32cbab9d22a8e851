//! What happens to components of entities, as signals: observers that are there as long as a script listens.

use bevy::ecs::component::ComponentId;
use bevy::ecs::lifecycle::{Add, Despawn, Discard, Insert, Remove};
#[cfg(feature = "hot-reload")]
use bevy::ecs::reflect::AppTypeRegistry;
use bevy::ecs::reflect::ReflectComponent;
use bevy::ecs::world::DeferredWorld;
use bevy::prelude::{Entity, Observer, On, World};

use super::emit::{Incoming, Signal, SignalInbox};
use super::event::Route;
use crate::base::Machinery;
#[cfg(feature = "hot-reload")]
use crate::component::ScriptComponents;

/// What happens to a component: Bevy's lifecycle events.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Change {
    Add,
    Insert,
    Discard,
    Remove,
    Despawn,
}

/// A component that a script listens to.
#[derive(Clone)]
pub(crate) enum Watched {
    Known(ComponentId),
    /// One that no entity may have had yet.
    Reflected(ReflectComponent),
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Known(id) => write!(f, "Known({id:?})"),
            Self::Reflected(_) => f.write_str("Reflected"),
        }
    }
}

/// What a connection is to hear.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    pub(crate) change: Change,
    pub(crate) component: Watched,
    /// The signal's name.
    pub(crate) name: &'static str,
}

impl Change {
    /// What a signal's name tells, and the component: `Add<my_game::Health>`.
    pub(crate) fn of(name: &str) -> Option<(Self, &str)> {
        let (change, rest) = name.split_once('<')?;
        let component = rest.strip_suffix('>').filter(|component| !component.is_empty())?;
        let change = match change {
            "Add" => Self::Add,
            "Insert" => Self::Insert,
            "Discard" => Self::Discard,
            "Remove" => Self::Remove,
            "Despawn" => Self::Despawn,
            _ => return None,
        };
        Some((change, component))
    }
}

impl Watch {
    /// What is to be observed for a signal of this name in this world; `None`: nothing, or nothing that it knows.
    #[cfg(feature = "hot-reload")]
    pub(super) fn of(world: &World, name: &'static str) -> Option<Self> {
        let (change, path) = Change::of(name)?;
        let known = world.get_resource::<ScriptComponents>().and_then(|components| components.find(path));
        let component = match known {
            Some((_, component)) => Watched::Known(component.bevy_id),
            None => {
                let registry = world.get_resource::<AppTypeRegistry>()?.read();
                Watched::Reflected(registry.get_with_type_path(path)?.data::<ReflectComponent>()?.clone())
            }
        };
        Some(Self { change, component, name })
    }

    /// Begins to observe. The observer ends when it is despawned.
    pub(super) fn begin(self, world: &mut World) -> Entity {
        let Self { change, component, name } = self;
        let id = match component {
            Watched::Known(id) => id,
            Watched::Reflected(component) => component.register_component(world),
        };
        let observer = match change {
            Change::Add => Observer::new(move |it: On<Add>, world: DeferredWorld| {
                note(world, name, it.entity, Route::Direct);
            }),
            Change::Insert => Observer::new(move |it: On<Insert>, world: DeferredWorld| {
                note(world, name, it.entity, Route::Direct);
            }),
            Change::Discard => Observer::new(move |it: On<Discard>, world: DeferredWorld| {
                note(world, name, it.entity, Route::Farewell);
            }),
            Change::Remove => Observer::new(move |it: On<Remove>, world: DeferredWorld| {
                note(world, name, it.entity, Route::Farewell);
            }),
            Change::Despawn => Observer::new(move |it: On<Despawn>, world: DeferredWorld| {
                note(world, name, it.entity, Route::Farewell);
            }),
        };
        world.spawn(observer.with_component(id)).id()
    }
}

/// Leaves a signal for the next phase, unless the entity is none for scripts.
fn note(mut world: DeferredWorld, name: &'static str, entity: Entity, route: Route) {
    let is_for_scripts = match (world.get_entity(entity), world.get_resource::<Machinery>()) {
        (Ok(found), Some(machinery)) => machinery.is_for_scripts(found.archetype()),
        _ => false,
    };
    if let Some(mut inbox) = world.get_resource_mut::<SignalInbox>().filter(|_| is_for_scripts) {
        inbox.push(Incoming { signal: Signal::new(name).to(entity), route, event: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_is_observed() {
        assert_eq!(Change::of("Add<my_game::Health>"), Some((Change::Add, "my_game::Health")));
        assert_eq!(Change::of("Despawn<Pair<A, B>>"), Some((Change::Despawn, "Pair<A, B>")));
        for plain in ["Add", "Add<>", "Add<Health", "add<Health>", "Added<Health>", "hit"] {
            assert_eq!(Change::of(plain), None, "{plain}");
        }
    }
}
