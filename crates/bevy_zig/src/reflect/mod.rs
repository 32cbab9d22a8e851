//! Values of reflected types: Bevy's and the game's components, resources, messages, events and states, described by
//! scripts and found in Bevy's type registry. Uses abi, base, shape, guard, states.
//!
//! ```text
//!   BevyZigType ──► TypeTree ──┐
//!   (script)        (checked)  ├─► Plan: a tree of Bound ──► read:  &dyn Reflect ─► script's memory, scratch
//!   TypeInfo (registry) ───────┘                        └──► Owned (a copy) ─► ValueRequest ─► write, make ─► world
//! ```
//! A description is compared once. What a script hands over is copied and checked when it is requested; later steps
//! only see the copy. What has no mirror is reached field by field, by a path.

mod apply;
mod assets;
mod bind;
mod bound;
mod clusters;
mod failure;
mod handle;
mod holder;
mod kept;
mod known_messages;
mod leaf;
#[cfg(feature = "mesh")]
mod meshes;
mod messages;
mod needs;
mod owned;
mod path;
mod plan;
mod read;
mod rules;
mod text;
mod tracks;
mod tree;
mod way;
mod write;

pub(crate) use apply::{SmallRequest, ValueRequest};
pub use assets::AssetMakerApp;
pub(crate) use assets::{AssetRequest, NewAsset};
pub(crate) use failure::{Failure, Fallible};
#[cfg(feature = "hot-reload")]
pub(crate) use kept::SavedAssets;
pub(crate) use kept::{AssetState, Settled, Waiting};
pub(crate) use known_messages::register_known_messages;
#[cfg(feature = "mesh")]
pub(crate) use meshes::register_meshes;
pub use messages::MessageApp;
pub(crate) use path::{FieldPath, FieldPaths, LEAF_LEN_MAX, why_malformed, why_unknown};
pub(crate) use plan::{Bindings, Plan};
pub(crate) use read::{Answers, Reader};
#[cfg(feature = "testing")]
pub use rules::guarded_fields;
pub(crate) use tree::{Member, TypeKind, TypeNode, TypeTree};
