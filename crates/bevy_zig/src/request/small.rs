//! Requests for small values. Thousands of instances set a number each in a frame, and most of what that takes is the
//! way of its request through memory: so these lie beside each other, in a third of the bytes of others.

use std::sync::Arc;

use bevy::prelude::Entity;

use crate::reflect::{Plan, SmallRequest};

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
    pub(super) fn add(&mut self, entity: Entity, plan: &Arc<Plan>, request: SmallRequest) {
        if self.plans.last().is_none_or(|last| !Arc::ptr_eq(last, plan)) {
            self.plans.push(plan.clone());
        }
        self.values.push(SmallValue { entity: Some(entity), plan: self.plans.len() as u32 - 1, request });
    }

    /// The value with this number, once, if it is for this entity.
    pub(super) fn take(&mut self, number: u64, entity: Entity) -> Option<(&Plan, SmallRequest)> {
        let value = self.values.get_mut(usize::try_from(number).ok()?)?;
        value.entity.take_if(|promised| *promised == entity)?;
        Some((self.plans.get(value.plan as usize)?, value.request))
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
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
