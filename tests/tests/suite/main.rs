//! The integration suite: what a game relies on, seen from outside the crate.

mod api;
mod components;
mod contract;
mod errors;
mod glam;
mod input;
mod lifecycle;
mod limits;
mod order;
mod physics;
mod properties;
mod scenes;
mod sdk;
mod seed;
mod signals;
mod spatial;
mod spawning;
mod tools;
mod vars;
