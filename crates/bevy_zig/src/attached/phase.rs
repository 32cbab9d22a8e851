//! When in a frame a script runs.

use std::cmp::Ordering;

use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use crate::abi::*;

/// The part of a frame in which an instance's `update` runs. Requests are applied after each phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::scripts"]
#[reflect(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Phase {
    /// In Bevy's `PreUpdate`, after input was read.
    PreUpdate = BEVY_ZIG_PHASE_PRE_UPDATE as u8,
    /// In Bevy's `Update`. The default.
    #[default]
    Update = BEVY_ZIG_PHASE_UPDATE as u8,
    /// In Bevy's `PostUpdate`, before transforms are propagated.
    PostUpdate = BEVY_ZIG_PHASE_POST_UPDATE as u8,
    /// In Bevy's `FixedUpdate`: between `PreUpdate` and `Update`, once for each fixed step, so not at all in some
    /// frames and more than once in others. What scripts request in a step is applied before its `FixedPostUpdate`, in
    /// which physics engines run. While no script runs in fixed steps, they are not phases: no signal is delivered, and
    /// no script begins or ends in them.
    FixedUpdate = BEVY_ZIG_PHASE_FIXED_UPDATE as u8,
}

impl Phase {
    /// All phases, in the order in which they run.
    pub const ALL: [Self; 4] = [Self::PreUpdate, Self::FixedUpdate, Self::Update, Self::PostUpdate];

    /// Those that run once in every frame, in this order.
    pub const EVERY_FRAME: [Self; 3] = [Self::PreUpdate, Self::Update, Self::PostUpdate];

    /// The phase with this number in the contract.
    pub(crate) fn from_abi(value: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| *phase as u32 == value)
    }
}

/// In the order in which they run.
impl Ord for Phase {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |phase: &Self| Self::ALL.iter().position(|known| known == phase);
        place(self).cmp(&place(other))
    }
}

impl PartialOrd for Phase {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
