//! The Rust side of the demo game, one subject per file.

pub mod app;
mod ending;
mod game;
#[cfg(feature = "window")]
mod looks;
pub mod options;
mod report;
#[cfg(feature = "window")]
mod screenshot;
#[cfg(feature = "window")]
mod shapes;
pub mod version;
#[cfg(target_arch = "wasm32")]
mod web;
#[cfg(feature = "window")]
mod window;
