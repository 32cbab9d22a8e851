//! Requests for small values. Thousands of instances set a number each in a frame, and most of what that takes is the
//! way of its request through memory: so these lie beside each other, in a third of the bytes of others.

use std::sync::Arc;

use bevy::prelude::Entity;

use crate::reflect::{Plan, SmallRequest};

/// What tells the number of a small value from those of other requests.
const IS_SMALL: u64 = 1 << 63;

/// The small values of a phase.
#[derive(Default)]
pub(super) struct SmallValues {
    /// Their types, each as often as another one was between.
    plans: Vec<Arc<Plan>>,
    values: Vec<SmallValue>,
}

struct SmallValue {
    /// Who it is for; `None` once it is done.
    entity: Option<Entity>,
    plan: u32,
    request: SmallRequest,
}

impl SmallValues {
    /// The number that the next one gets.
    pub(super) fn next_number(&self) -> u64 {
        self.values.len() as u64 | IS_SMALL
    }

    pub(super) fn add(&mut self, entity: Entity, plan: &Arc<Plan>, request: SmallRequest) {
        if self.plans.last().is_none_or(|last| !Arc::ptr_eq(last, plan)) {
            self.plans.push(plan.clone());
        }
        self.values.push(SmallValue { entity: Some(entity), plan: self.plans.len() as u32 - 1, request });
    }

    /// Whether a number is that of a small value, whoever has made it up.
    pub(super) fn is_number(slot: u64) -> bool {
        slot & IS_SMALL != 0
    }

    /// The value with this number, once, if it is for this entity.
    pub(super) fn take(&mut self, slot: u64, entity: Entity) -> Option<(&Plan, SmallRequest)> {
        let value = self.values.get_mut(usize::try_from(slot & !IS_SMALL).ok()?)?;
        value.entity.take_if(|promised| *promised == entity)?;
        Some((self.plans.get(value.plan as usize)?, value.request))
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Memory is kept for the next phase.
    pub(super) fn clear(&mut self) {
        self.plans.clear();
        self.values.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_takes_few_bytes() {
        assert_eq!(size_of::<SmallValue>(), 32);
    }
}
