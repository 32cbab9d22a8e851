//! Fields of any reflected component, by path: for components that have no mirror.

use bevy::ecs::entity::Entity;
use bevy::ecs::reflect::{AppTypeRegistry, ReflectComponent};
use bevy::math::{Quat, Vec2, Vec3};
use bevy::platform::collections::HashMap;
use bevy::prelude::{EntityWorldMut, World};
use bevy::reflect::{GetPath, ParsedPath, PartialReflect};
use std::sync::Arc;

use super::value::ZigValue;
use crate::abi::*;

/// The way to a field of a component, found once.
pub(crate) struct FieldPath {
    component: ReflectComponent,
    path: ParsedPath,
    pub(crate) kind: u32,
    pub(crate) size: usize,
}

/// Far more than scripts spell out.
const PATHS_MAX: usize = 1 << 16;

/// The paths that scripts have asked for.
#[derive(Default)]
pub(crate) struct FieldPaths {
    paths: Vec<Arc<FieldPath>>,
    by_name: HashMap<(String, String, u32), u32>,
}

impl FieldPaths {
    pub(crate) fn get(&self, id: u32) -> Option<&Arc<FieldPath>> {
        self.paths.get(id as usize)
    }

    /// The path's id. `component` is a type's full or short path.
    pub(crate) fn find(&mut self, world: &World, component: &str, path: &str, kind: u32) -> Result<u32, BevyZigStatus> {
        let key = (component.to_owned(), path.to_owned(), kind);
        if let Some(id) = self.by_name.get(&key) {
            return Ok(*id);
        }
        let size = size_of_kind(kind).ok_or(BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        let registry = world.get_resource::<AppTypeRegistry>().ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?.read();
        let registered =
            registry.get_with_type_path(component).or_else(|| registry.get_with_short_type_path(component));
        let found = registered.and_then(|registered| registered.data::<ReflectComponent>());
        let component = found.ok_or(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT)?.clone();
        let path = ParsedPath::parse(path).map_err(|_| BEVY_ZIG_STATUS_INVALID_ARGUMENT)?;
        // Kept as long as the game runs, and whether a path leads anywhere is not known here.
        if self.paths.len() >= PATHS_MAX {
            return Err(BEVY_ZIG_STATUS_LIMIT_REACHED);
        }
        let id = self.paths.len() as u32;
        self.paths.push(Arc::new(FieldPath { component, path, kind, size }));
        self.by_name.insert(key, id);
        Ok(id)
    }
}

impl FieldPath {
    /// Reads the field into `out`, which has the field's size.
    pub(crate) fn read(&self, world: &World, entity: Entity, out: &mut [u8]) -> Result<(), BevyZigStatus> {
        let entity = world.get_entity(entity).map_err(|_| BEVY_ZIG_STATUS_UNKNOWN_ENTITY)?;
        let component = self.component.reflect(entity).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let field = component.reflect_path(&self.path).map_err(|_| BEVY_ZIG_STATUS_UNKNOWN_FIELD)?;
        if read_leaf(self.kind, field, out) { Ok(()) } else { Err(BEVY_ZIG_STATUS_UNKNOWN_FIELD) }
    }

    /// Writes the field, if the entity has the component and the field is of this type. An immutable component is left alone.
    pub(crate) fn write(&self, entity: &mut EntityWorldMut, value: &[u8]) -> bool {
        let id = entity.world_scope(|world| self.component.register_component(world));
        if !entity.world().components().get_info(id).is_some_and(|info| info.mutable()) {
            return false;
        }
        let Some(mut component) = self.component.reflect_mut(entity) else { return false };
        let Ok(field) = component.reflect_path_mut(&self.path) else { return false };
        write_leaf(self.kind, field, value)
    }
}

/// One arm for each kind of leaf: its number in the contract, and its type in Rust.
macro_rules! leaves {
    ($($kind:ident => $type:ty;)*) => {
        /// Bytes of a leaf of this kind; `None` for what a path cannot lead to.
        fn size_of_kind(kind: u32) -> Option<usize> {
            match kind {
                $($kind => Some(<$type>::SIZE),)*
                _ => None,
            }
        }

        fn read_leaf(kind: u32, field: &dyn PartialReflect, out: &mut [u8]) -> bool {
            match kind {
                $($kind => field.try_downcast_ref::<$type>().map(|value| value.write(out)).is_some(),)*
                _ => false,
            }
        }

        fn write_leaf(kind: u32, field: &mut dyn PartialReflect, bytes: &[u8]) -> bool {
            match kind {
                $($kind => match (field.try_downcast_mut::<$type>(), <$type>::read(bytes)) {
                    (Some(field), Some(value)) => {
                        *field = value;
                        true
                    }
                    _ => false,
                },)*
                _ => false,
            }
        }

        /// Whether these bytes are a value of this kind.
        pub(crate) fn is_leaf_value(kind: u32, bytes: &[u8]) -> bool {
            match kind {
                $($kind => <$type>::read(bytes).is_some(),)*
                _ => false,
            }
        }
    };
}

leaves! {
    BEVY_ZIG_FIELD_BOOL => bool;
    BEVY_ZIG_FIELD_I8 => i8;
    BEVY_ZIG_FIELD_I16 => i16;
    BEVY_ZIG_FIELD_I32 => i32;
    BEVY_ZIG_FIELD_I64 => i64;
    BEVY_ZIG_FIELD_U8 => u8;
    BEVY_ZIG_FIELD_U16 => u16;
    BEVY_ZIG_FIELD_U32 => u32;
    BEVY_ZIG_FIELD_U64 => u64;
    BEVY_ZIG_FIELD_F32 => f32;
    BEVY_ZIG_FIELD_F64 => f64;
    BEVY_ZIG_FIELD_VEC2 => Vec2;
    BEVY_ZIG_FIELD_VEC3 => Vec3;
    BEVY_ZIG_FIELD_QUAT => Quat;
    BEVY_ZIG_FIELD_ENTITY => Entity;
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
        assert!((0..PATHS_MAX).all(|index| find(index) == Ok(index as u32)));
        assert_eq!(find(PATHS_MAX), Err(BEVY_ZIG_STATUS_LIMIT_REACHED));
        assert_eq!(find(7), Ok(7), "known ones are found");
    }
}
