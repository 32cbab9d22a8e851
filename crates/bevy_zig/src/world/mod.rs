//! What scripts see of the game's world beside its components: tags, prefabs, vars, input, physics, and where entities
//! are. Uses abi, base, shape, component, attached.

mod cast;
mod hierarchy;
mod input;
mod physics;
mod prefab;
mod saved;
mod settle;
mod spatial;
mod tag;
mod vars;

pub(crate) use cast::cast;
pub use cast::{CastAnswer, CastHit, CastShape, PhysicsCast};
pub(crate) use hierarchy::{find_below, global_of, parent_space};
pub use input::{
    ActionState, AxisButtons, AxisSource, AxisThreshold, BindAction, BindAxis, BindGamepad, InputSource, ScaledAxis,
    ScriptInput, WheelDirection,
};
pub(crate) use input::{install as install_input, update_input};
pub use physics::{PhysicsHook, ScriptPhysics};
pub(crate) use prefab::{Brought, Prefab, living};
pub use prefab::{PrefabApp, Prefabs, ScriptSpawned};
pub(crate) use saved::{SavesAt, install as install_saves};
pub(crate) use settle::NewPlaces;
pub(crate) use spatial::SpatialIndex;
pub(crate) use tag::TagIndex;
pub use tag::Tags;
#[cfg(feature = "inspection")]
pub(crate) use vars::check_key;
pub use vars::{GlobalVars, ScriptVars};
pub(crate) use vars::{Outcome, VarChange, is_key};
