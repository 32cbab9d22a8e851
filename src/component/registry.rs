//! The components that scripts may use, and how the host gets at each.

use std::sync::{Mutex, PoisonError};

use bevy::app::App;
use bevy::ecs::component::Component;
use bevy::log::error;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Entity, EntityWorldMut, Resource, World};

use super::value::{ValueField, ZigComponent, ZigValue};
use crate::host::TableRows;

/// What scripts call a component by, once they have asked for its name. A script keeps it in a variable of its own, of which there is
/// one in the program; so ids belong to the program, too, and two apps that have registered different components agree about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ComponentId(pub(crate) u32);

/// All names that have an id, which is the name's place.
static NAMES: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

impl ComponentId {
    /// The id of a name, which gets one if it has none.
    fn of(name: &'static str) -> Self {
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        let known = names.iter().position(|known| *known == name);
        let id = known.unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        Self(id as u32)
    }

    /// The id of a name that any app of this program has registered.
    pub(crate) fn known(name: &str) -> Option<Self> {
        let names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        names.iter().position(|known| *known == name).map(|id| Self(id as u32))
    }
}

/// The components that scripts may use, by name.
#[derive(Resource, Default)]
pub struct ScriptComponents {
    /// By id; those that other apps have registered are missing.
    components: Vec<Option<RegisteredComponent>>,
    order: Vec<ComponentId>,
    by_name: HashMap<&'static str, ComponentId>,
}

/// What happens when a script adds a component that the entity has already.
#[derive(Clone, Copy, Debug)]
pub enum ComponentPolicy<C> {
    /// The new value replaces the old one. The default.
    Replace,
    /// The new value is merged into the old one.
    Merge(fn(&mut C, C)),
}

/// A component as the host deals with it, without its type.
pub(crate) struct RegisteredComponent {
    pub(crate) name: &'static str,
    pub(crate) size: usize,
    pub(crate) align: usize,
    pub(crate) fields: Vec<ValueField>,
    pub(crate) bevy_id: bevy::ecs::component::ComponentId,
    /// Writes the value of an entity's component; false if it has none.
    pub(crate) read: fn(&World, Entity, &mut [u8]) -> bool,
    /// Writes the values of all rows of a table, one after the other.
    pub(crate) read_rows: fn(&TableRows, &mut [u8]) -> bool,
    /// `None`: scripts can only read it.
    pub(crate) write: Option<WriteComponent>,
}

/// Puts the value in these bytes on an entity.
type AddComponent = dyn Fn(&mut EntityWorldMut, &[u8]) + Send + Sync;

pub(crate) struct WriteComponent {
    /// Whether these bytes are a value.
    pub(crate) check: fn(&[u8]) -> bool,
    pub(crate) add: Box<AddComponent>,
    pub(crate) remove: fn(&mut EntityWorldMut),
}

/// How a component shows itself to scripts.
pub(crate) trait View: 'static {
    type Component: Component;
    type Value: ZigValue;
    const NAME: &'static str;
    fn write(component: &Self::Component, out: &mut [u8]);
}

/// A component that is its own value.
struct Itself<C>(std::marker::PhantomData<C>);

impl<C: ZigComponent> View for Itself<C> {
    type Component = C;
    type Value = C;
    const NAME: &'static str = C::NAME;

    #[inline]
    fn write(component: &C, out: &mut [u8]) {
        component.write(out);
    }
}

impl ScriptComponents {
    /// Makes the resource, with Bevy's components in it, unless it is there.
    pub(crate) fn init(world: &mut World) {
        if !world.contains_resource::<Self>() {
            let mut components = Self::default();
            components.insert_builtin(world);
            world.insert_resource(components);
        }
    }

    /// The names of all components that scripts may use, in the order of registration.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.order.iter().filter_map(|id| self.get(id.0)).map(|component| component.name)
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    pub(crate) fn find(&self, name: &str) -> Option<(ComponentId, &RegisteredComponent)> {
        let id = *self.by_name.get(name)?;
        self.get(id.0).map(|component| (id, component))
    }

    pub(crate) fn get(&self, id: u32) -> Option<&RegisteredComponent> {
        self.components.get(id as usize)?.as_ref()
    }

    /// Registers a component that is its own value.
    pub(crate) fn insert_own<C: ZigComponent>(&mut self, world: &mut World) {
        self.insert::<Itself<C>>(world, Some(write_itself::<C>(ComponentPolicy::Replace)));
    }

    pub(crate) fn insert<V: View>(&mut self, world: &mut World, write: Option<WriteComponent>) {
        let mut fields = Vec::new();
        V::Value::fields("", 0, &mut fields);
        let component = RegisteredComponent {
            name: V::NAME,
            size: V::Value::SIZE,
            align: V::Value::ALIGN,
            fields,
            bevy_id: world.register_component::<V::Component>(),
            read: |world, entity, out| {
                let found = world.get::<V::Component>(entity);
                found.map(|component| V::write(component, out)).is_some()
            },
            read_rows: |rows, out| rows.write_each::<V::Component>(V::Value::SIZE, out, V::write),
            write,
        };
        match self.find(V::NAME) {
            // Registered again, with another policy.
            Some((id, known)) if known.bevy_id == component.bevy_id => {
                self.components[id.0 as usize] = Some(component);
            }
            Some(_) => error!(
                "{} is not registered for scripts: there is another component named '{}'; write #[zig(name = \"…\")] above one of them",
                std::any::type_name::<V::Component>(),
                V::NAME
            ),
            None => {
                let id = ComponentId::of(V::NAME);
                let index = id.0 as usize;
                if self.components.len() <= index {
                    self.components.resize_with(index + 1, || None);
                }
                self.components[index] = Some(component);
                self.by_name.insert(V::NAME, id);
                self.order.push(id);
            }
        }
    }
}

/// How values of a component that is its own value are written.
fn write_itself<C: ZigComponent>(policy: ComponentPolicy<C>) -> WriteComponent {
    WriteComponent {
        check: |bytes| C::read(bytes).is_some(),
        add: Box::new(move |entity, bytes| {
            let Some(value) = C::read(bytes) else { return };
            match policy {
                ComponentPolicy::Merge(merge) if entity.contains::<C>() => {
                    entity.modify_component(|old: &mut C| merge(old, value));
                }
                _ => {
                    entity.insert(value);
                }
            }
        }),
        remove: |entity| {
            entity.remove::<C>();
        },
    }
}

/// Registering components for scripts on an app.
pub trait ComponentApp {
    /// Lets scripts read, add and remove a component. `bevy_zig_build` has written its mirror, so that a script says
    ///
    /// ```zig
    /// const components = @import("components");
    /// const health = try ctx.entity().get(components.Health);
    /// try ctx.entity().add(components.Health{ .current = 5, .max = 10 });
    /// ```
    ///
    /// A script whose mirror differs from the component is refused by name when it would start.
    fn register_zig_component<C: ZigComponent>(&mut self) -> &mut Self;

    /// Likewise, with a policy for a component that is there already.
    fn register_zig_component_with<C: ZigComponent>(&mut self, policy: ComponentPolicy<C>) -> &mut Self;
}

impl ComponentApp for App {
    fn register_zig_component<C: ZigComponent>(&mut self) -> &mut Self {
        self.register_zig_component_with::<C>(ComponentPolicy::Replace)
    }

    fn register_zig_component_with<C: ZigComponent>(&mut self, policy: ComponentPolicy<C>) -> &mut Self {
        let world = self.world_mut();
        ScriptComponents::init(world);
        world.resource_scope(|world, mut components: bevy::prelude::Mut<ScriptComponents>| {
            components.insert::<Itself<C>>(world, Some(write_itself(policy)));
        });
        self
    }
}
