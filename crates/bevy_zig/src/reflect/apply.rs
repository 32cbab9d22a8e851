//! Requests of scripts that concern values of reflected types.

use std::any::TypeId;
use std::sync::Arc;

use bevy::asset::UntypedHandle;
use bevy::ecs::change_detection::DetectChangesMut;
use bevy::ecs::reflect::{AppTypeRegistry, ReflectComponent};
use bevy::prelude::{ChildOf, Entity, World};
use bevy::reflect::{FromReflect, PartialReflect, Reflect, TypePath, TypeRegistryArc};

use super::bound::Shape;
use super::failure::{Failure, Fallible};
use super::owned::Owned;
use super::plan::{Plan, Role, is_bevys};
use crate::abi::*;
use crate::base::is_at_or_above;
use crate::states::{DespawnOnZigEnter, DespawnOnZigExit, ZigStates};

const NO_COMPONENT: &str = "the entity has no such component, so its fields cannot be set";
const NO_ASSET: &str = "the asset is not loaded, so its fields cannot be set";
const NO_RESOURCE: &str = "the game has no such resource, so its fields cannot be set";

/// What is to be done with a value.
pub(crate) struct ValueRequest {
    plan: Arc<Plan>,
    op: ValueOp,
    value: Owned,
    /// The number of the asset that it is for, and the instance that asks.
    asset: (u64, u64),
}

/// A request for a value that is small, of no asset, and points to nothing; the type is kept elsewhere.
#[derive(Clone, Copy)]
pub(crate) struct SmallRequest {
    op: ValueOp,
    len: u8,
    bytes: [u8; Self::LEN_MAX],
}

/// A request, wherever it is kept.
struct Asked<'a> {
    plan: &'a Plan,
    op: ValueOp,
    /// The value, and what it points to.
    bytes: &'a [u8],
    asset: (u64, u64),
}

/// What scripts may ask for.
#[derive(Clone, Copy, PartialEq)]
enum ValueOp {
    Insert,
    Set,
    Remove,
    Send,
}

impl ValueOp {
    /// What a number asks for, if it can be done with the type and the value has as many bytes as it should.
    fn of(world: &World, plan: &Plan, op: u32, size: usize) -> Fallible<Self> {
        let op = match (op, &plan.role) {
            (BEVY_ZIG_VALUE_INSERT, Role::Component(_) | Role::Resource(_) | Role::Asset(_)) => Self::Insert,
            (BEVY_ZIG_VALUE_SET, Role::Component(_) | Role::Resource(_) | Role::State { .. } | Role::Asset(_)) => {
                Self::Set
            }
            (BEVY_ZIG_VALUE_SET, Role::ZigState(_)) => Self::Set,
            (BEVY_ZIG_VALUE_REMOVE, Role::Component(_) | Role::Resource(_) | Role::Handle) => Self::Remove,
            (BEVY_ZIG_VALUE_SEND, Role::Message { .. } | Role::Event(_)) => Self::Send,
            _ => return Err(Failure::invalid("that cannot be done with it")),
        };
        let expected = if op == Self::Remove { 0 } else { plan.bound.size };
        if size != expected {
            let what = format!("its value has {expected} bytes, not {size}");
            return Err(Failure::new(BEVY_ZIG_STATUS_SIZE_MISMATCH, what));
        }
        if op != Self::Remove {
            plan.check_kept(world)?;
        }
        let read_only = |what: String| Err(Failure::new(BEVY_ZIG_STATUS_READ_ONLY, what));
        match (op, &plan.role) {
            (Self::Remove, Role::Resource(_)) if is_bevys(plan.path) => {
                return read_only("it is Bevy's or a plugin's, whose systems end the game without it".into());
            }
            (Self::Remove | Self::Insert | Self::Set, Role::Component(_) | Role::Resource(_)) if plan.is_record => {
                return read_only("it is Bevy's record of what it has done, which scripts only read".into());
            }
            (Self::Remove, _) => {}
            (Self::Set, Role::State { set: None, .. }) => {
                return read_only(format!(
                    "scripts cannot set it; write: app.register_type_mutable_state::<{}>()",
                    plan.path
                ));
            }
            (Self::Send, Role::Message { write: None, .. }) => {
                return read_only("scripts cannot write it; write: #[reflect(Message)]".into());
            }
            (Self::Set, Role::Component(_) | Role::Resource(_)) => plan.check_mutable(world)?,
            (_, Role::Asset(_)) => {
                plan.asset(world)?;
                if op == Self::Insert && plan.is_partial {
                    return Err(Failure::invalid("a part of a value can be set, and nothing else"));
                }
                if op == Self::Insert
                    && let Some(why) = &plan.never_made
                {
                    return read_only(why.clone());
                }
            }
            _ if plan.is_partial => return Err(Failure::invalid("a part of a value can be set, and nothing else")),
            _ if let Some(why) = &plan.never_made => return read_only(why.clone()),
            _ => {}
        }
        Ok(op)
    }

    /// Copies the value at an address of a script's.
    fn copy(self, world: &World, plan: &Plan, value: *const u8, limit: usize) -> Fallible<Owned> {
        if self == Self::Remove {
            return Ok(Owned::none());
        }
        Owned::copy(plan, value, limit, world)
    }
}

impl SmallRequest {
    pub(crate) const LEN_MAX: usize = 16;

    /// The request for a value at an address of a script's, of a type that [is so](Plan::is_for_small_requests), or
    /// why there can be none.
    #[inline]
    pub(crate) fn new(world: &World, plan: &Plan, op: u32, (value, size): (*const u8, usize)) -> Fallible<Self> {
        let op = ValueOp::of(world, plan, op, size)?;
        let (mut bytes, mut len) = ([0; Self::LEN_MAX], 0);
        if op != ValueOp::Remove {
            len = plan.bound.size;
            Owned::copy_into(&mut bytes[..len], plan, value, world)?;
        }
        Ok(Self { op, len: len as u8, bytes })
    }

    /// As [`ValueRequest::apply`].
    pub(crate) fn apply(&self, plan: &Plan, world: &mut World, entity: Entity) -> Fallible<bool> {
        let bytes = &self.bytes[..usize::from(self.len)];
        Asked { plan, op: self.op, bytes, asset: (0, 0) }.apply(world, entity)
    }
}

impl ValueRequest {
    /// The request for a value at an address of a script's, or why there can be none.
    pub(crate) fn new(
        world: &World,
        plan: Arc<Plan>,
        op: u32,
        (value, size): (*const u8, usize),
        limit: usize,
    ) -> Fallible<Self> {
        let op = ValueOp::of(world, &plan, op, size)?;
        let value = op.copy(world, &plan, value, limit)?;
        Ok(Self { plan, op, value, asset: (0, 0) })
    }

    /// For the asset with this number, as this instance asks for it.
    pub(crate) fn for_asset(mut self, number: u64, instance: u64) -> Self {
        self.asset = (number, instance);
        self
    }

    /// Bytes that the request takes besides itself.
    #[inline]
    pub(crate) fn heap_len(&self) -> usize {
        self.value.heap_len()
    }

    /// The state and its variant with which the entity goes, if it is for a component that says so of a state of Zig's.
    pub(crate) fn scope(&self) -> Option<(&str, &str)> {
        let path = self.plan.path;
        if self.op != ValueOp::Insert || path != DespawnOnZigExit::type_path() && path != DespawnOnZigEnter::type_path()
        {
            return None;
        }
        let text = |field| self.value.text_of(&self.plan.bound, field);
        Some((text("state")?, text("variant")?))
    }

    /// The type's path in Rust.
    pub(crate) fn path(&self) -> &'static str {
        self.plan.path
    }

    /// Does it. True if it changed the world. An entity that is gone is left alone.
    pub(crate) fn apply(&self, world: &mut World, entity: Entity) -> Fallible<bool> {
        let Self { plan, op, value, asset } = self;
        Asked { plan, op: *op, bytes: value.bytes(), asset: *asset }.apply(world, entity)
    }
}

impl Asked<'_> {
    fn apply(&self, world: &mut World, entity: Entity) -> Fallible<bool> {
        if self.op != ValueOp::Remove {
            self.plan.check_world(self.bytes, world)?;
        }
        match (self.op, &self.plan.role) {
            (ValueOp::Set, Role::Component(component)) => self.set(world, entity, component, NO_COMPONENT),
            (ValueOp::Set, Role::Resource(component)) => {
                let entity = self.plan.resource_entity(world).ok_or_else(|| absent(NO_RESOURCE))?;
                self.set(world, entity, component, NO_RESOURCE)
            }
            (ValueOp::Insert, Role::Component(component)) => {
                if world.get_entity(entity).is_err() {
                    return Ok(false);
                }
                self.know(world, component)?;
                let made = self.make(world)?;
                if self.plan.type_id == TypeId::of::<ChildOf>() {
                    check_parent(world, entity, made.as_ref())?;
                }
                let registry = registry(world)?;
                let Ok(mut entity) = world.get_entity_mut(entity) else { return Ok(false) };
                component.insert(&mut entity, made.as_ref(), &registry.read());
                Ok(true)
            }
            (ValueOp::Insert, Role::Resource(component)) => {
                let made = self.make(world)?;
                let registry = registry(world)?;
                let mut entity = match self.plan.resource_entity(world) {
                    Some(entity) => world.get_entity_mut(entity).map_err(|_| absent("the resource is gone"))?,
                    None => world.spawn_empty(),
                };
                component.insert(&mut entity, made.as_ref(), &registry.read());
                Ok(true)
            }
            (ValueOp::Remove, Role::Component(component)) => {
                let Ok(mut entity) = world.get_entity_mut(entity) else { return Ok(false) };
                component.remove(&mut entity);
                Ok(true)
            }
            (ValueOp::Remove, Role::Resource(component)) => {
                let Some(entity) = self.plan.resource_entity(world) else { return Ok(false) };
                let Ok(mut entity) = world.get_entity_mut(entity) else { return Ok(false) };
                component.remove(&mut entity);
                Ok(true)
            }
            (ValueOp::Send, Role::Message { write: Some(message), .. }) => {
                let (made, registry) = (self.make(world)?, registry(world)?);
                message.write_message(world, made.as_ref(), &registry.read());
                Ok(true)
            }
            (ValueOp::Send, Role::Event(event)) => {
                let (made, registry) = (self.make(world)?, registry(world)?);
                event.trigger(world, made.as_ref(), &registry.read());
                Ok(true)
            }
            (ValueOp::Set, Role::ZigState(_)) => {
                let Shape::Word(words) = &self.plan.bound.shape else { return Ok(false) };
                let Some(variant) = words.word(self.bytes) else { return Ok(false) };
                let states = world.get_resource_mut::<ZigStates>();
                let mut states = states.ok_or_else(|| absent("the game has no ZigStates"))?;
                // What is so already does not change, for Bevy either.
                let differs = !states.is_bound_for(self.plan.path, variant);
                if differs {
                    states.set(self.plan.path, variant);
                }
                Ok(differs)
            }
            (ValueOp::Set, Role::State { set: Some(state), .. }) => {
                let (made, registry) = (self.make_whole(world)?, registry(world)?);
                state.set_next_state_if_neq(world, made.as_ref(), &registry.read());
                Ok(true)
            }
            (ValueOp::Set, Role::Asset(_)) => self.set_asset(world),
            (ValueOp::Insert, Role::Asset(_)) => {
                let (id, made) = (self.asset_handle()?.id(), self.make(world)?);
                let inserted = self.plan.asset(world)?.insert(world, id, made.as_ref());
                inserted.map_err(|problem| absent(&problem.to_string()))?;
                Ok(true)
            }
            (ValueOp::Remove, Role::Handle) => {
                self.plan.held.release(self.asset.1, self.asset.0);
                Ok(true)
            }
            _ => Err(Failure::invalid("that cannot be done with it")),
        }
    }

    /// The handle of the asset that it is for.
    fn asset_handle(&self) -> Fallible<UntypedHandle> {
        let handle = self.plan.held.get(self.asset.0).ok_or_else(|| absent("the asset is gone, or was never made"))?;
        if handle.type_id() != self.plan.type_id {
            return Err(Failure::wrong_type("it is the number of another type's asset"));
        }
        Ok(handle)
    }

    /// Sets fields of an asset, which counts as changed, and is prepared for drawing again, only if it is.
    fn set_asset(&self, world: &mut World) -> Fallible<bool> {
        let (handle, asset) = (self.asset_handle()?, self.plan.asset(world)?);
        let writer = self.plan.writer(self.bytes, world);
        let found = asset.get(world, handle.id()).ok_or_else(|| absent(NO_ASSET))?;
        if let Ok(mut copy) = found.reflect_clone()
            && !self.plan.bound.write(copy.as_partial_reflect_mut(), 0, &writer)?
        {
            return Ok(false);
        }
        let found = asset.get_mut(world, handle.id()).ok_or_else(|| absent(NO_ASSET))?;
        self.plan.bound.write(found.as_partial_reflect_mut(), 0, &writer)
    }

    /// Sets fields in place, and marks the component as changed only if it is.
    fn set(&self, world: &mut World, entity: Entity, component: &ReflectComponent, missing: &str) -> Fallible<bool> {
        // Bevy panics if it is immutable.
        self.know(world, component)?;
        self.plan.check_mutable(world)?;
        let writer = self.plan.writer(self.bytes, world);
        let Ok(mut entity) = world.get_entity_mut(entity) else { return Ok(false) };
        let found = component.reflect_mut(&mut entity);
        let mut found = found.ok_or_else(|| absent(missing))?;
        let value = found.bypass_change_detection().as_partial_reflect_mut();
        let differs = self.plan.bound.write(value, 0, &writer);
        // What was written before a failure is written.
        if !matches!(differs, Ok(false)) {
            found.set_changed();
        }
        differs
    }

    /// Finds out what Bevy says of a component, which is not known of one that no entity has had yet.
    fn know(&self, world: &mut World, component: &ReflectComponent) -> Fallible<()> {
        if !self.plan.knows_component() {
            component.register_component(world);
        }
        self.plan.check_kept(world)
    }

    /// A new value, which may only have the fields of its type.
    fn make(&self, world: &World) -> Fallible<Box<dyn PartialReflect>> {
        self.plan.bound.make(0, &self.plan.writer(self.bytes, world))
    }

    /// A new value of its type.
    fn make_whole(&self, world: &World) -> Fallible<Box<dyn Reflect>> {
        let made = self.make(world)?;
        made.try_into_reflect().or_else(|made| {
            let registry = registry(world)?;
            let registry = registry.read();
            let from = registry.get_type_data::<bevy::reflect::ReflectFromReflect>(self.plan.type_id);
            let whole = from.and_then(|from| from.from_reflect(made.as_ref()));
            whole.ok_or_else(|| Failure::wrong_type("it cannot be made in Rust"))
        })
    }
}

/// As for a request of its own ([`set_parent`](crate::request)): Bevy goes round for ever among parents that are a
/// circle.
fn check_parent(world: &World, entity: Entity, made: &dyn PartialReflect) -> Fallible<()> {
    let parent = ChildOf::from_reflect(made).map(|child_of| child_of.parent());
    if parent.is_some_and(|parent| is_at_or_above(world, entity, parent)) {
        return Err(Failure::invalid("the parent is the entity itself, or below it"));
    }
    Ok(())
}

/// The registry, apart from the world.
fn registry(world: &World) -> Fallible<TypeRegistryArc> {
    let registry = world.get_resource::<AppTypeRegistry>().map(|registry| registry.0.clone());
    registry.ok_or_else(|| absent("the game has no AppTypeRegistry"))
}

fn absent(what: &str) -> Box<Failure> {
    Failure::new(BEVY_ZIG_STATUS_ABSENT, what)
}
