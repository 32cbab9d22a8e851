//! Parents and children.

use bevy::prelude::{ChildOf, Children, Entity, Transform};
use smallvec::SmallVec;

use super::{HostCall, fill, name, out, serve};
use crate::abi::*;
use crate::base::rotation;
use crate::world::{find_below, global_of};

pub(super) unsafe extern "C" fn entities_related(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    relation: u32,
    name_text: BevyZigText,
    entities: *mut BevyZigEntity,
    capacity: usize,
    count: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let count = out(count)?;
        count.set(0)?;
        if (entities.is_null() && capacity > 0) || !entities.is_aligned() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let wanted = name(name_text)?;
        let entity = call.check_entity(entity)?;
        let (world, machinery) = (call.world, call.machinery);
        let is_for_scripts =
            |found: &Entity| world.get_entity(*found).is_ok_and(|found| machinery.is_for_scripts(found.archetype()));
        let related: SmallVec<[Entity; 16]> = match relation {
            BEVY_ZIG_RELATION_PARENT => {
                world.get::<ChildOf>(entity).map(ChildOf::parent).into_iter().filter(is_for_scripts).collect()
            }
            BEVY_ZIG_RELATION_CHILDREN => {
                let children = world.get::<Children>(entity).map(|children| children.iter());
                children.into_iter().flatten().copied().filter(is_for_scripts).collect()
            }
            BEVY_ZIG_RELATION_NAMED => {
                find_below(world, entity, &wanted, |found| is_for_scripts(&found)).into_iter().collect()
            }
            _ => return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
        };
        fill(related.into_iter(), entities, capacity, &count)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn global_transform_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    transform: *mut BevyZigTransform,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let out = out(transform)?;
        let entity = call.check_entity(entity)?;
        let global = global_of(call.world, entity).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        // Scaled to nothing, it still has a rotation that is one.
        let (scale, rotation, translation) = rotation::parts_of(&global.affine());
        out.set(super::entity::raw_transform(&Transform { translation, rotation, scale }))
    };
    serve(frame, function)
}
