//! Hot reload: a saved script is built, checked and swapped into the running game, and its instances keep their states.
//! Uses abi, base, shape, component, script, attached, instances, report, request, runtime.
//!
//! ```text
//!   a save ──► watch ──► builder (threads) ─── BuildEvent ───┐
//!                                                            ▼        once a frame, between phases
//!   ReloadCommand ─────────────────────────────────────► reloader
//!                                                            │ load     the library, in a temporary slot
//!                                                            │ trial    health check, prepare, dry run: nothing of it lasts
//!                                                            │ carry    every instance's state into the new layout
//!                                                            ▼
//!                                                           swap        all instances of the script, or none
//!                                                            │
//!   ReloadEvent ◄──── console ◄──────────────────────────────┴─ probation: a fault in its first frames goes back to
//!                                                                      the generation before, with the states of then
//! ```
//!
//! If a step fails, the running generation stays untouched.

mod builder;
mod builds;
mod calm;
mod compilers;
mod console;
mod control;
mod event;
mod file_system;
mod presence;
mod reloader;
mod settle;
mod swap;
mod trial;
mod watch;
mod watching;
mod worker;

pub use control::{HotReload, Polling, ReloadCommand, ReloadPolicy, ReloadStatus, ScriptCompiler, ScriptReload};
pub use event::{ReloadEvent, ReloadStage, ReloadStep, ReloadTimings};
#[cfg(feature = "remote")]
pub(crate) use reloader::known_without;
pub(crate) use reloader::{add, install};
