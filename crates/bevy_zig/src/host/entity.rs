//! Entities: looking at them, finding them.

use bevy::math::Vec3;
use bevy::prelude::{Entity, Transform};
use smallvec::SmallVec;

use super::{fill, name, out, serve};
use crate::abi::*;
use crate::base::finder;
use crate::component::Velocity;
use crate::world::{PhysicsHook, TagIndex};

pub(super) unsafe extern "C" fn entity_check(frame: *mut BevyZigFrame, entity: BevyZigEntity) -> BevyZigStatus {
    serve(frame, |call, _| call.check_entity(entity).map(drop))
}

pub(super) unsafe extern "C" fn transform_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    transform: *mut BevyZigTransform,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        let out = out(transform)?;
        let entity = call.check_entity(entity)?;
        out.set(raw_transform(call.world.get::<Transform>(entity).ok_or(BEVY_ZIG_STATUS_ABSENT)?))
    };
    serve(frame, function)
}

/// A transform as it crosses.
pub(super) fn raw_transform(transform: &Transform) -> BevyZigTransform {
    let (position, rotation, scale) = (transform.translation, transform.rotation, transform.scale);
    BevyZigTransform {
        translation: BevyZigVec3 { x: position.x, y: position.y, z: position.z },
        rotation: BevyZigQuat { x: rotation.x, y: rotation.y, z: rotation.z, w: rotation.w },
        scale: BevyZigVec3 { x: scale.x, y: scale.y, z: scale.z },
    }
}

pub(super) unsafe extern "C" fn velocity_get(
    frame: *mut BevyZigFrame,
    entity: BevyZigEntity,
    velocity: *mut BevyZigVelocity,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        let out = out(velocity)?;
        let entity = call.check_entity(entity)?;
        // One that was spawned in this phase is not in the snapshot.
        let entity = call.world.get_entity(entity).map_err(|_| BEVY_ZIG_STATUS_ABSENT)?;
        let physics = call.world.get_resource::<PhysicsHook>();
        let known = physics.and_then(|physics| physics.get().velocity(entity));
        let velocity = known.or_else(|| entity.get::<Velocity>().copied()).ok_or(BEVY_ZIG_STATUS_ABSENT)?;
        let raw = |vector: Vec3| BevyZigVec3 { x: vector.x, y: vector.y, z: vector.z };
        out.set(BevyZigVelocity { linear: raw(velocity.linear), angular: raw(velocity.angular) })
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn entities_find_by_tag(
    frame: *mut BevyZigFrame,
    tag: BevyZigText,
    entities: *mut BevyZigEntity,
    capacity: usize,
    count: *mut usize,
) -> BevyZigStatus {
    let function = |call: &mut super::HostCall, _: &mut BevyZigFrame| {
        let count = out(count)?;
        if (entities.is_null() && capacity > 0) || !entities.is_aligned() {
            return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
        }
        let tag = name(tag)?;
        let mut is_found = finder(call.world);
        let mut found: SmallVec<[Entity; 64]> = call.world.resource::<TagIndex>().find(&tag).collect();
        found.retain(|entity| call.world.get_entity(*entity).is_ok_and(|entity| is_found(entity.archetype())));
        fill(found.into_iter(), entities, capacity, &count)
    };
    serve(frame, function)
}
