//! What the rest stands on: the environment, files and fingerprints, errors, and the options that a `build.rs` sets.
//! Imports no other room.

pub(crate) mod ask;
pub(crate) mod env;
pub(crate) mod error;
pub(crate) mod files;
pub(crate) mod fingerprint;
pub(crate) mod mistakes;
pub(crate) mod options;
pub(crate) mod progress;
pub(crate) mod version;
