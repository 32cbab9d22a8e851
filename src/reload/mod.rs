//! Hot reload: scripts are compiled and exchanged while the game runs.

mod builder;
mod settle;
mod watch;
mod worker;

pub use builder::HotReloadPlan;
