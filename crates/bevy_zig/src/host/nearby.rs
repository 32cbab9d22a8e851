//! Entities by where they are.

use bevy::math::Vec3;

use super::matching::components;
use super::{HostCall, fill, name, out, serve, sized};
use crate::abi::*;
use crate::world::Tags;

pub(super) unsafe extern "C" fn entities_find_nearby(
    frame: *mut BevyZigFrame,
    query: *const BevyZigNearbyQuery,
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
        // SAFETY: plain data.
        let query = unsafe { sized(query) }?;
        let center = Vec3::new(query.center.x, query.center.y, query.center.z);
        let radius = query.radius;
        if !center.is_finite() || !radius.is_finite() || radius < 0.0 {
            let why = "the place and the radius have to be finite, and the radius not negative";
            return Err(call.invalid("find", "what is nearby", why));
        }
        let with = components(call, query.with, query.with_count)?;
        let without = components(call, query.without, query.without_count)?;
        let tag = name(query.tag)?;
        let found = call.nearby.find(call.world, center, radius, |entity| {
            let archetype = entity.archetype();
            with.iter().all(|component| component.is_in(archetype))
                && !without.iter().any(|component| component.is_in(archetype))
                && (tag.is_empty() || entity.get::<Tags>().is_some_and(|tags| tags.contains(&tag)))
        });
        fill(found, entities, capacity, &count)
    };
    serve(frame, function)
}
