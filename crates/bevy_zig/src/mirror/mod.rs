//! Mirrors: Zig's types for the types that Bevy's registry knows.
//!
//! Scripts reach components, resources, messages, events and states by reflection. What they write is a *mirror*, an
//! ordinary Zig type with Rust's names and defaults:
//!
//! ```text
//!  AppTypeRegistry ──► walk ──► model ──► defaults ──► text ──► scripts/lib/mirrors/bevy_time.zig, my_game.zig …
//!                       ▲
//!                   exceptions
//! ```
//! What derives `ZigComponent` is mirrored from the sources instead, before a build, as no game has run by then
//! (`bevy_zig_build`); both write Zig's text with the same functions.
//!
//! Uses no other room.

mod defaults;
mod exceptions;
mod model;
mod on_request;
mod text;
mod walk;

use std::collections::BTreeMap;

use bevy::reflect::TypeRegistry;

pub use model::{LeftOut, Role};
pub(crate) use on_request::install;

/// The mirrors of many types.
pub struct Mirrors {
    files: BTreeMap<String, String>,
    left_out: Vec<LeftOut>,
    counts: BTreeMap<Role, (usize, usize)>,
}

impl Mirrors {
    /// Those of all types that a script can reach: Bevy's, those of plugins, and the game's.
    pub fn of(registry: &TypeRegistry) -> Self {
        let mut model = walk::walk(registry);
        defaults::fill(&mut model, registry);
        Self { files: text::write(&model), left_out: model.left_out, counts: model.counts }
    }

    /// The files: a name such as `bevy_ui.zig`, and what is in it.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// What has no mirror, and why.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// For each role, how many types have it, and how many of them have a mirror.
    pub fn counts(&self) -> &BTreeMap<Role, (usize, usize)> {
        &self.counts
    }
}

#[cfg(test)]
mod tests;
