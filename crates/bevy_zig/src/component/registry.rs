//! The components that scripts can use, and how the host accesses each.

use std::ops::Range;
use std::sync::Arc;

use bevy::app::App;
use bevy::ecs::component::Component;
use bevy::log::error;
use bevy::math::Quat;
use bevy::prelude::{Entity, EntityWorldMut, Resource, World};
use smallvec::SmallVec;

use super::columns::{Columns, WriteRows};
use super::data::Data;
use super::rows::component_of;
use crate::base::{ProgramIds, rotation};
use crate::shape::{Kind, Leaf, Shape, ZigComponent, ZigValue};

/// The number of a component's name, which scripts use for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ComponentId(pub(crate) u32);

static NAMES: ProgramIds<String> = ProgramIds::new();

impl ComponentId {
    /// The number of a name, whether or not a game has a component of that name.
    pub(crate) fn of(name: &str) -> Self {
        let id = NAMES.of(&name.to_owned(), u32::MAX as usize);
        Self(id.expect("a program has not that many types"))
    }

    /// The name of a number.
    pub(crate) fn name(self) -> Option<String> {
        NAMES.name(self.0)
    }
}

/// The components that scripts can use, by name.
#[derive(Resource, Default)]
pub struct ScriptComponents {
    /// By the number of the name.
    components: Vec<Option<RegisteredComponent>>,
    /// Grows with each registration.
    generation: usize,
}

/// What happens when a script adds a component that the entity already has.
#[derive(Clone, Copy, Debug)]
pub enum ComponentPolicy<C> {
    /// The new value replaces the old one. The default.
    Replace,
    /// The new value is merged into the old one.
    Merge(fn(&mut C, C)),
}

/// A component as the host deals with it, without its type.
pub(crate) struct RegisteredComponent {
    pub(crate) id: ComponentId,
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) bevy_id: bevy::ecs::component::ComponentId,
    /// Writes the value of an entity's component; false if it has none.
    pub(crate) read: ReadComponent,
    /// How it is read and changed in bulk.
    pub(crate) columns: Columns,
    /// `None`: scripts can only read it.
    pub(crate) write: Option<WriteComponent>,
    /// See [`ScriptComponents::take_finite_only`].
    pub(super) takes_finite_only: bool,
    /// Where its rotation lies, which is to have a length.
    pub(super) rotation: Option<Range<usize>>,
    /// Any bytes are a value, but for numbers that are not finite.
    pub(super) has_any_bytes: bool,
    /// What scripts declare it as, if they do.
    pub(crate) data: Option<Data>,
}

impl RegisteredComponent {
    /// Whether an entity may get the value in these bytes, which scripts can write.
    pub(crate) fn takes(&self, write: &WriteComponent, bytes: &[u8]) -> bool {
        (write.check)(&self.shape, bytes) && self.refuses(0, bytes).is_none()
    }

    /// Why no value may have these bytes at this place, whatever the others are, if it is known.
    pub(crate) fn refuses(&self, at: usize, bytes: &[u8]) -> Option<&'static str> {
        if !self.takes_finite_only {
            return None;
        }
        let end = at + bytes.len();
        let mut leaves = self.shape.leaves().iter().filter(|leaf| leaf.range().start < end && at < leaf.range().end);
        leaves.find_map(|leaf| {
            let Range { start, end: leaf_end } = leaf.range();
            let found = &bytes[start.max(at) - at..leaf_end.min(end) - at];
            if !leaf.kind.is_finite(found) {
                return Some(NOT_FINITE);
            }
            let is_rotation = matches!(leaf.kind, Kind::Quat) && found.len() == leaf.size;
            let has_no_length = is_rotation && Quat::read(found).and_then(rotation::unit).is_none();
            has_no_length.then_some(NO_LENGTH)
        })
    }

    /// Whether each of these values, one behind the other, is one that an entity may get; `part` are the bytes of a
    /// value that each has. May say no where [`takes`](Self::takes) says yes of each. `are_finite`: somebody has seen
    /// that each word is a finite number.
    pub(crate) fn takes_all(&self, values: &[u8], part: &Range<usize>, are_finite: bool) -> bool {
        if !self.has_any_bytes || !self.have_lengths(values, part) {
            return false;
        }
        if are_finite {
            return true;
        }
        // A number that is not finite has the largest exponent. No branch: there are many.
        let (numbers, _) = values.as_chunks();
        let is_finite = |number: &[u8; 4]| u32::from_ne_bytes(*number) & EXPONENT != EXPONENT;
        !self.takes_finite_only || numbers.iter().fold(true, |all, number| all & is_finite(number))
    }

    /// Whether no rotation in these values has length zero, as far as each is there as a whole.
    fn have_lengths(&self, values: &[u8], part: &Range<usize>) -> bool {
        let Some(rotation) = &self.rotation else { return true };
        if part.end <= rotation.start || rotation.end <= part.start {
            return true;
        }
        let is_whole = part.start <= rotation.start && rotation.end <= part.end;
        let rotations = values.chunks_exact(part.len().max(1));
        is_whole && rotations.map(|value| &value[rotation.start - part.start..][..Quat::SIZE]).all(has_length)
    }
}

/// Whether a rotation that is finite has a length: any bit but those of signs.
fn has_length(rotation: &[u8]) -> bool {
    let (numbers, _) = rotation.as_chunks();
    numbers.iter().any(|number| u32::from_ne_bytes(*number) << 1 != 0)
}

const NOT_FINITE: &str = "a number in it is infinite or not a number, which would spread through the world";
const NO_LENGTH: &str = "its rotation has length zero";

/// The bits of an `f32` that are its exponent.
const EXPONENT: u32 = 0x7f80_0000;

/// Reads the component with this id, which is the registered one's, of an entity.
type ReadComponent = fn(&World, Entity, bevy::ecs::component::ComponentId, &mut [u8]) -> bool;

/// Puts the value in these bytes on an entity. False if it is there already.
type AddComponent = dyn Fn(&mut EntityWorldMut, &[u8]) -> bool + Send + Sync;

/// Cloned for each use, so that the registry stays in the world while the game's hooks run.
#[derive(Clone)]
pub(crate) struct WriteComponent {
    /// Whether these bytes are a value of this shape.
    pub(crate) check: fn(&Shape, &[u8]) -> bool,
    pub(crate) add: Arc<AddComponent>,
    /// Puts a value into the component that the entity has, where it lies: nothing is inserted.
    pub(crate) set: Arc<AddComponent>,
    /// Removes the component with this id, which is the registered one's.
    pub(crate) remove: fn(&mut EntityWorldMut, bevy::ecs::component::ComponentId),
    /// Changes many in place; `None`: they are plain.
    pub(super) rows: Option<WriteRows>,
}

impl WriteComponent {
    /// For a component whose values are put on an entity, or into the component that it has, in this way. A value that
    /// the entity has already is not put there once more: nothing changes, and no hook or observer runs.
    pub(crate) fn new<C: Settable>(put: impl Fn(&mut EntityWorldMut, C::Value) + Send + Sync + 'static) -> Self {
        Self::merging::<C>(move |entity, value| {
            let is_there = entity.get::<C>().is_some_and(|component| shows(component, &value));
            if !is_there {
                put(entity, value);
            }
            !is_there
        })
    }

    /// The same, where it is for `put` to say whether something has changed.
    fn merging<C: Settable>(put: impl Fn(&mut EntityWorldMut, C::Value) -> bool + Send + Sync + 'static) -> Self {
        let add: Arc<AddComponent> = Arc::new(move |entity: &mut EntityWorldMut, bytes: &[u8]| {
            C::Value::read(bytes).is_some_and(|value| put(entity, value))
        });
        Self {
            check: |_, bytes| C::Value::read(bytes).is_some(),
            set: Arc::new(set::<C>),
            add,
            remove: |entity, _| {
                entity.remove::<C>();
            },
            rows: Some(Columns::write_rows::<C>()),
        }
    }

    /// For a component that is its own value.
    fn itself<C: ZigComponent>(policy: ComponentPolicy<C>) -> Self {
        let insert = |entity: &mut EntityWorldMut, value: C| {
            entity.insert(value);
        };
        match policy {
            ComponentPolicy::Replace => Self::new::<C>(insert),
            ComponentPolicy::Merge(merge) => Self::merging::<C>(move |entity, value| {
                if entity.contains::<C>() {
                    entity.modify_component(|old: &mut C| merge(old, value));
                } else {
                    insert(entity, value);
                }
                true
            }),
        }
    }
}

/// Puts a value into the component that the entity has. False if it has that value already, or no such component.
fn set<C: Settable>(entity: &mut EntityWorldMut, bytes: &[u8]) -> bool {
    let Some(value) = C::Value::read(bytes) else { return false };
    let differs = entity.get::<C>().is_some_and(|component| !shows(component, &value));
    if differs {
        Columns::change::<C>(entity, |component| component.put(value));
    }
    differs
}

/// Whether a component has this value.
fn shows<C: View>(component: &C, value: &C::Value) -> bool {
    let mut bytes: SmallVec<[u8; 128]> = SmallVec::from_elem(0, 2 * C::Value::SIZE);
    let (old, new) = bytes.split_at_mut(C::Value::SIZE);
    component.show(old);
    // Written by ourselves, so that what lies between the fields is alike.
    value.write(new);
    old == new
}

/// How a component shows itself to scripts.
pub(crate) trait View: Component {
    type Value: ZigValue;
    const NAME: &'static str;
    fn show(&self, out: &mut [u8]);
    /// Writes these bytes, or all, of the value of each, one behind the other.
    fn show_parts<'v>(components: impl Iterator<Item = &'v Self>, part: Range<usize>, out: &mut [u8]) {
        if part.len() == Self::Value::SIZE {
            return components
                .zip(out.chunks_exact_mut(Self::Value::SIZE.max(1)))
                .for_each(|(component, out)| component.show(out));
        }
        let mut whole: SmallVec<[u8; 64]> = SmallVec::from_elem(0, Self::Value::SIZE);
        for (component, out) in components.zip(out.chunks_exact_mut(part.len().max(1))) {
            component.show(&mut whole);
            out.copy_from_slice(&whole[part.clone()]);
        }
    }
}

/// The game's components are their own values.
impl<C: ZigComponent> View for C {
    type Value = C;
    const NAME: &'static str = C::NAME;

    #[inline]
    fn show(&self, out: &mut [u8]) {
        self.write(out);
    }

    #[inline]
    fn show_parts<'v>(components: impl Iterator<Item = &'v Self>, part: Range<usize>, out: &mut [u8]) {
        Self::write_parts(components, part, out);
    }
}

/// A component that scripts may change in place.
pub(crate) trait Settable: View {
    fn put(&mut self, value: Self::Value);
    /// Replaces these bytes, or all, of the value of each, unless it would then be none. Returns of how many.
    fn put_parts<'v>(components: impl Iterator<Item = &'v mut Self>, part: Range<usize>, bytes: &[u8]) -> usize {
        let mut whole: SmallVec<[u8; 64]> = SmallVec::from_elem(0, Self::Value::SIZE);
        let mut replaced = 0;
        for (component, bytes) in components.zip(bytes.chunks_exact(part.len().max(1))) {
            component.show(&mut whole);
            whole[part.clone()].copy_from_slice(bytes);
            if let Some(value) = Self::Value::read(&whole) {
                component.put(value);
                replaced += 1;
            }
        }
        replaced
    }
}

impl<C: ZigComponent> Settable for C {
    #[inline]
    fn put(&mut self, value: C) {
        *self = value;
    }

    #[inline]
    fn put_parts<'v>(components: impl Iterator<Item = &'v mut Self>, part: Range<usize>, bytes: &[u8]) -> usize {
        Self::read_parts(components, part, bytes)
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

    /// The names of all components that scripts can use, in no particular order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.components.iter().flatten().map(|component| component.name)
    }

    /// Tells whether anything was registered since it was last looked at.
    pub(crate) fn generation(&self) -> usize {
        self.generation
    }

    pub(crate) fn find(&self, name: &str) -> Option<(ComponentId, &RegisteredComponent)> {
        self.components.iter().flatten().find(|component| component.name == name).map(|found| (found.id, found))
    }

    pub(crate) fn get(&self, id: u32) -> Option<&RegisteredComponent> {
        self.components.get(id as usize)?.as_ref()
    }

    /// All that are registered.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &RegisteredComponent> {
        self.components.iter().flatten()
    }

    /// Puts an entry in the place of its id.
    pub(super) fn put(&mut self, component: RegisteredComponent) {
        let place = component.id.0 as usize;
        if self.components.len() <= place {
            self.components.resize_with(place + 1, || None);
        }
        self.components[place] = Some(component);
        self.generation += 1;
    }

    /// Refuses values of a component of Bevy's in which a number is infinite or not a number, which would spread
    /// through the world, or a rotation has no length. What they mean in a game's own component, the game knows.
    pub(super) fn take_finite_only(&mut self, name: &str) {
        let component = self.components.iter_mut().flatten().find(|component| component.name == name);
        if let Some(component) = component {
            component.takes_finite_only = true;
            let mut leaves = component.shape.leaves().iter();
            component.rotation = leaves.find(|leaf| matches!(leaf.kind, Kind::Quat)).map(Leaf::range);
        }
    }

    /// Registers a component that is its own value.
    pub(crate) fn insert_own<C: ZigComponent>(&mut self, world: &mut World) {
        self.insert::<C>(world, Some(WriteComponent::itself::<C>(ComponentPolicy::Replace)));
    }

    pub(crate) fn insert<C: View>(&mut self, world: &mut World, write: Option<WriteComponent>) {
        let id = ComponentId::of(C::NAME);
        let shape = Shape::of::<C::Value>();
        let component = RegisteredComponent {
            id,
            name: C::NAME,
            has_any_bytes: shape.has_any_bytes(),
            shape,
            bevy_id: world.register_component::<C>(),
            read: |world, entity, id, out| {
                component_of::<C>(world, entity, id).map(|component| component.show(out)).is_some()
            },
            columns: Columns::of::<C>(write.as_ref().and_then(|write| write.rows)),
            write,
            takes_finite_only: false,
            rotation: None,
            data: None,
        };
        if self.get(id.0).is_some_and(|other| other.data.is_some()) {
            error!(
                "{} is not registered for scripts: scripts declare '{}' themselves; write #[zig(name = \"…\")] above it",
                std::any::type_name::<C>(),
                C::NAME
            );
            return;
        }
        if self.get(id.0).is_some_and(|other| other.bevy_id != component.bevy_id) {
            error!(
                "{} is not registered for scripts: there is another component named '{}'; write #[zig(name = \"…\")] above one of them",
                std::any::type_name::<C>(),
                C::NAME
            );
            return;
        }
        self.put(component);
    }
}

/// Registering components for scripts on an app.
pub trait ComponentApp {
    /// Lets scripts read, add and remove a component. `bevy_zig_build` writes its mirror, so a script can use it:
    ///
    /// ```zig
    /// const components = @import("components");
    /// const health = try ctx.entity().get(components.Health);
    /// try ctx.entity().add(components.Health{ .current = 5, .max = 10 });
    /// ```
    ///
    /// If a script's mirror differs from the component, the script does not start, and an error names the difference.
    fn register_zig_component<C: ZigComponent>(&mut self) -> &mut Self;

    /// Also sets a policy for adding a component that the entity already has.
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
            components.insert::<C>(world, Some(WriteComponent::itself(policy)));
        });
        self
    }
}
