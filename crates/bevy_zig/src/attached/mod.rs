//! What games say of their scripts: which are attached to whom, in which order, with which properties; and what an owner knows of its instances.

mod commands;
mod known;
mod owner;
mod scripts;

pub use commands::ZigScriptCommands;
pub(crate) use known::{EntityInstances, GlobalInstances, Identity, Known, OrphanedInstances, Place};
pub(crate) use owner::Owner;
pub(crate) use scripts::{CaptureScripts, ChangedScripts};
pub use scripts::{GlobalScripts, Phase, Script, ZigScripts};
