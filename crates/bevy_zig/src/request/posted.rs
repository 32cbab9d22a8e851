//! What the requests of a phase refer to, and who has posted them.

use bevy::prelude::{Entity, World};

use super::columns::WrittenColumns;
use super::host_request::HostRequest;
use super::small::SmallValues;
use super::spawn::NewEntity;
use crate::attached::{Owner, Place};
use crate::base::ScriptLimits;
use crate::signal::SignalSink;

/// What is asked about instances while requests are applied; they lie with the runtime, which is in the world.
#[derive(Clone, Copy)]
pub(crate) struct InstanceLookups {
    /// How many there are.
    pub(crate) count: fn(&World) -> usize,
    /// The name of a column's script.
    pub(crate) script_of: fn(&World, u32) -> String,
    /// The owner of the instance with this id, if it lies there.
    pub(crate) owner_at: fn(&World, Place, u64) -> Option<Owner>,
}

/// What requests refer to.
pub(super) struct Posted<'a> {
    pub(super) slots: &'a mut [Option<(Entity, HostRequest)>],
    pub(super) small: &'a mut SmallValues,
    pub(super) new_entities: &'a mut [Option<NewEntity>],
    pub(super) columns: &'a mut WrittenColumns,
    pub(super) limits: &'a ScriptLimits,
    pub(super) sink: SignalSink<'a>,
    pub(super) instances: InstanceLookups,
    /// The column of the batch that has posted the requests at hand.
    pub(super) column: u32,
}

impl Posted<'_> {
    /// The name of the script that has posted the requests at hand.
    pub(super) fn script(&self, world: &World) -> String {
        (self.instances.script_of)(world, self.column)
    }

    /// The slot that a request for this entity speaks of, and the number of its column, if it is one.
    pub(super) fn written_column(&self, slot: u64, entity: u64) -> Option<(usize, u32)> {
        let slot = usize::try_from(slot).ok()?;
        match self.slots.get(slot)? {
            Some((promised, HostRequest::Column(number))) if promised.to_bits() == entity => Some((slot, *number)),
            _ => None,
        }
    }
}
