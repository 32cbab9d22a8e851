//! Fields of any reflected component, by path: for components that have no mirror.

use bevy::ecs::change_detection::DetectChangesMut;
use bevy::ecs::entity::Entity;
use bevy::ecs::reflect::{AppTypeRegistry, ReflectComponent, ReflectResource};
use bevy::ecs::relationship::RelationshipAccessor;
use bevy::math::Quat;
use bevy::prelude::{EntityWorldMut, World};
use bevy::reflect::{ParsedPath, ReflectRef};
use smallvec::SmallVec;
use std::any::TypeId;
use std::sync::Arc;

use super::needs::is_record;
use super::way::Way;
use crate::abi::*;
use crate::base::{ProgramIds, did_you_mean, rotation};
use crate::shape::{Kind, read_reflected, write_reflected};

/// The largest leaf that a path leads to: a rotation.
pub(crate) const LEAF_LEN_MAX: usize = 16;

/// The way to a field of a component, found once.
pub(crate) struct FieldPath {
    name: Name,
    component: ReflectComponent,
    type_id: TypeId,
    way: Way,
    /// Whether it is Bevy's record of what it has done.
    is_record: bool,
    pub(crate) kind: u32,
    pub(crate) size: usize,
}

const IMMUTABLE: &str = "the component is immutable, so its fields cannot be set";
const KEPT: &str = "Bevy keeps the component itself, so scripts only read it";
const NO_LENGTH: &str = "a rotation has to have a length";
const NO_FIELD: &str = "it has no such field (now)";
const MISSING: &str = "the entity has no such component";
const OTHER_TYPE: &str = "the field has another type";

/// Component, path and kind, as a script names them.
type Name = (String, String, u32);

static NAMES: ProgramIds<Name> = ProgramIds::new();

/// Far more than scripts spell out. Kept as long as the program.
const PATHS_MAX: usize = 1 << 16;

/// The paths that the scripts of this game have used, by their numbers in the program.
#[derive(Default)]
pub(crate) struct FieldPaths(Vec<Option<Arc<FieldPath>>>);

impl FieldPaths {
    /// The number of a path that this game knows. `component` is a type's full or short path.
    pub(crate) fn find(&mut self, world: &World, component: &str, path: &str, kind: u32) -> Result<u32, BevyZigStatus> {
        let name = (component.to_owned(), path.to_owned(), kind);
        // Looked up before it gets a number: what is no path should not be kept.
        let found = FieldPath::find(world, &name)?;
        let id = NAMES.of(&name, PATHS_MAX).ok_or(BEVY_ZIG_STATUS_LIMIT_REACHED)?;
        self.keep(id, found);
        Ok(id)
    }

    /// The path of a number, which may come from another game.
    pub(crate) fn get(&mut self, world: &World, id: u32) -> Result<Arc<FieldPath>, BevyZigStatus> {
        if let Some(Some(path)) = self.0.get(id as usize) {
            return Ok(path.clone());
        }
        let name = NAMES.name(id).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let found = FieldPath::find(world, &name)?;
        Ok(self.keep(id, found))
    }

    fn keep(&mut self, id: u32, path: FieldPath) -> Arc<FieldPath> {
        let place = id as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        self.0[place].insert(Arc::new(path)).clone()
    }
}

/// Why a path is none.
pub(crate) fn why_malformed(path: &str) -> String {
    match ParsedPath::parse(path) {
        Ok(_) => "no path leads to a value of this kind".to_owned(),
        Err(problem) => format!("it is not a path: {problem}"),
    }
}

/// Why scripts cannot reach a component of this name.
pub(crate) fn why_unknown(world: &World, name: &str) -> String {
    let Some(registry) = world.get_resource::<AppTypeRegistry>() else {
        return "this game registers no types".to_owned();
    };
    let registry = registry.read();
    let registered = registry.get_with_type_path(name).or_else(|| registry.get_with_short_type_path(name));
    match registered {
        Some(registered) if registered.data::<ReflectResource>().is_some() => {
            "it is a resource, not a component; read it with ctx.resource and a mirror".to_owned()
        }
        Some(_) => "it is not a component, or lacks #[reflect(Component)]".to_owned(),
        None if registry.is_ambiguous(name) => "several types have this short name; write the full path".to_owned(),
        None => {
            let short = |path: &'static str| path.rsplit("::").next().unwrap_or(path);
            let components = registry.iter().filter(|registered| registered.data::<ReflectComponent>().is_some());
            let known: Vec<&str> =
                components.map(|registered| short(registered.type_info().type_path_table().path())).collect();
            let meant = did_you_mean(name, known);
            format!("no type of this name is registered; {meant}write: app.register_type::<{name}>()")
        }
    }
}

impl FieldPath {
    fn find(world: &World, name: &Name) -> Result<Self, BevyZigStatus> {
        let (component, path, kind) = name;
        let (_, size) = Kind::plain(*kind).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let registry = world.get_resource::<AppTypeRegistry>().ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?.read();
        let registered =
            registry.get_with_type_path(component).or_else(|| registry.get_with_short_type_path(component));
        // Bevy keeps resources as components, but on entities that scripts do not know of.
        let registered = registered.filter(|registered| registered.data::<ReflectResource>().is_none());
        let registered = registered.ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?;
        let found = registered.data::<ReflectComponent>();
        let component = found.ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?.clone();
        let (type_id, is_record) = (registered.type_id(), is_record(registered.type_info().type_path()));
        let way = Way::of(ParsedPath::parse(path).map_err(|_| BEVY_ZIG_STATUS_INVALID_ARGUMENT)?);
        Ok(Self { name: name.clone(), component, type_id, way, is_record, kind: *kind, size })
    }

    /// The component, and the path in it, as the script names them.
    pub(crate) fn name(&self) -> (&str, &str) {
        (&self.name.0, &self.name.1)
    }

    /// Why the field cannot be set to this in the snapshot, if that is known already. What is not there yet may come
    /// with an earlier request.
    pub(crate) fn check(
        &self,
        world: &World,
        entity: Entity,
        value: &[u8],
    ) -> Result<(), (BevyZigStatus, &'static str)> {
        self.check_settable(world).map_err(|what| (BEVY_ZIG_STATUS_READ_ONLY, what))?;
        let found = world.get_entity(entity).ok().and_then(|entity| self.component.reflect(entity));
        let Some(component) = found else { return Ok(()) };
        let mut leaf = [0; LEAF_LEN_MAX];
        let checked = self.way.checked_leaf(component, value, None);
        let (field, refusal) = checked.ok_or((BEVY_ZIG_STATUS_UNKNOWN_FIELD, NO_FIELD))?;
        if !write_reflected(self.kind, field, &mut leaf[..self.size]) {
            return Err((BEVY_ZIG_STATUS_WRONG_TYPE, OTHER_TYPE));
        }
        match refusal {
            Some(what) => Err((BEVY_ZIG_STATUS_INVALID_ARGUMENT, what)),
            None => self.settled(value).map(drop).map_err(|what| (BEVY_ZIG_STATUS_INVALID_ARGUMENT, what)),
        }
    }

    /// The bytes of a value as they are written: a rotation is brought to unit length.
    fn settled(&self, value: &[u8]) -> Result<SmallVec<[u8; LEAF_LEN_MAX]>, &'static str> {
        if self.kind != BEVY_ZIG_FIELD_QUAT {
            return Ok(value.into());
        }
        let given = bytemuck::try_pod_read_unaligned(value).map_err(|_| OTHER_TYPE)?;
        let unit = rotation::unit(Quat::from_array(given)).ok_or(NO_LENGTH)?;
        Ok(bytemuck::bytes_of(&unit.to_array()).into())
    }

    /// Whether scripts may set fields of the component.
    fn check_settable(&self, world: &World) -> Result<(), &'static str> {
        let components = world.components();
        let info = components.get_id(self.type_id).and_then(|id| components.get_info(id));
        let accessor = info.and_then(|info| info.relationship_accessor());
        if self.is_record || matches!(accessor, Some(RelationshipAccessor::RelationshipTarget { .. })) {
            return Err(KEPT);
        }
        if info.is_none_or(|info| info.mutable()) { Ok(()) } else { Err(IMMUTABLE) }
    }

    /// Reads the field into `out`, which has the field's size.
    pub(crate) fn read(&self, world: &World, entity: Entity, out: &mut [u8]) -> Result<(), BevyZigStatus> {
        let entity = world.get_entity(entity).map_err(|_| BEVY_ZIG_STATUS_UNKNOWN_ENTITY)?;
        let component = self.component.reflect(entity).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let field = self.way.leaf(component).ok_or(BEVY_ZIG_STATUS_UNKNOWN_FIELD)?;
        if write_reflected(self.kind, field, out) { Ok(()) } else { Err(BEVY_ZIG_STATUS_WRONG_TYPE) }
    }

    /// Why the field cannot be read, in words.
    pub(crate) fn problem(&self, world: &World, entity: Entity) -> String {
        let component = world.get_entity(entity).ok().and_then(|entity| self.component.reflect(entity));
        let Some(component) = component else { return "the entity does not have it".to_owned() };
        match self.way.leaf(component) {
            Some(field) => format!("this field is of the type {}", field.reflect_type_path()),
            None => match component.reflect_ref() {
                ReflectRef::Struct(fields) => {
                    let names: Vec<&str> = (0..fields.field_len()).filter_map(|index| fields.name_at(index)).collect();
                    let (_, path) = self.name();
                    let first = path.trim_start_matches('.').split(['.', '[']).next().unwrap_or_default();
                    let meant = did_you_mean(first, names.iter().copied());
                    format!("{NO_FIELD}; {meant}its fields: {}", names.join(", "))
                }
                _ => NO_FIELD.to_owned(),
            },
        }
    }

    /// Writes the field, and marks the component as changed if it is; why not, if it cannot.
    pub(crate) fn write(&self, entity: &mut EntityWorldMut, value: &[u8]) -> Result<bool, &'static str> {
        // One that no entity has had yet is not known; Bevy panics if it is immutable.
        entity.world_scope(|world| self.component.register_component(world));
        self.check_settable(entity.world())?;
        // Bevy panics if it is to change what is immutable, which is not known while nobody has such a component.
        let found = self.component.reflect(&*entity).ok_or(MISSING)?;
        let (_, refusal) = self.way.checked_leaf(found, value, Some(entity.world())).ok_or(NO_FIELD)?;
        if let Some(what) = refusal {
            return Err(what);
        }
        let value = self.settled(value)?;
        let mut component = self.component.reflect_mut(entity).ok_or(MISSING)?;
        let field = self.way.leaf_mut(component.bypass_change_detection()).ok_or(NO_FIELD)?;
        let mut before = [0; LEAF_LEN_MAX];
        if !write_reflected(self.kind, field, &mut before[..value.len()]) || !read_reflected(self.kind, field, &value) {
            return Err(OTHER_TYPE);
        }
        let differs = before[..value.len()] != *value;
        if differs {
            component.set_changed();
        }
        Ok(differs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_a_script_makes_up_are_kept_up_to_a_limit() {
        let mut world = World::new();
        world.init_resource::<AppTypeRegistry>();
        world.resource::<AppTypeRegistry>().write().register::<bevy::prelude::Transform>();
        let mut paths = FieldPaths::default();
        let mut find = |index: usize| paths.find(&world, "Transform", &format!("f{index}"), BEVY_ZIG_FIELD_F32);
        let seventh = find(7);
        // Others of this program may have used some.
        assert!((0..=PATHS_MAX).any(|index| find(index) == Err(BEVY_ZIG_STATUS_LIMIT_REACHED)));
        assert!(seventh.is_ok());
        assert_eq!(find(7), seventh, "known ones are found");
    }
}
