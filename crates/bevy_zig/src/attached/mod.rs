//! What games say of their scripts: which are attached to whom, in which order, with which properties; and what an
//! owner knows of its instances. Uses abi, base, shape.

mod commands;
mod known;
mod list;
mod owner;
mod phase;
mod script;

pub use commands::ZigScriptCommands;
pub(crate) use known::{Identity, Known, OwnedInstances, Place};
pub(crate) use list::{CaptureScripts, ChangedScripts, with_scripts};
pub use list::{GlobalScripts, ZigScripts};
pub(crate) use owner::Owner;
pub use phase::Phase;
pub use script::Script;
pub(crate) use script::ScriptName;
