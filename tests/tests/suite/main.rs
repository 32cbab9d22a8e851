//! The integration suite: what a game relies on, seen from outside the crate.

mod contract;
mod tools;
