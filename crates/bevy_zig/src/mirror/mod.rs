//! Mirrors: Zig's types for the types that Bevy's registry knows.
//!
//! Scripts reach components, resources, messages, events and states by reflection. What they write is a *mirror*, an
//! ordinary Zig type with Rust's names and defaults:
//!
//! ```text
//!  AppTypeRegistry ──► walk ──► model ──► defaults ──► text ──► scripts/lib/mirrors/my_game.zig, my_plugin.zig …
//!                       ▲                                  └───► the SDK's own: zig/bevy/0.19/ui.zig …
//!              exceptions, sdk
//! ```
//! Bevy's types have mirrors in the SDK, to which those of a game refer.
//!
//! What derives `ZigComponent` is mirrored from the sources instead, before a build, as no game has run by then
//! (`bevy_zig_build`); both write Zig's text with the same functions.
//!
//! Uses no other room.

mod defaults;
mod docs;
mod exceptions;
mod model;
mod on_request;
mod sdk;
mod text;
mod walk;

use std::collections::BTreeMap;
use std::io;

use bevy::reflect::TypeRegistry;

pub use model::{LeftOut, Role};
pub(crate) use on_request::install;
use sdk::Sdk;
use text::Whose;

/// The mirrors of many types.
pub struct Mirrors {
    files: BTreeMap<String, String>,
    left_out: Vec<LeftOut>,
    counts: BTreeMap<Role, (usize, usize)>,
}

impl Mirrors {
    /// Those of a game: of all types that its scripts can reach, except for those that the SDK has.
    ///
    /// # Errors
    /// The SDK's files cannot be read.
    pub fn of(registry: &TypeRegistry) -> io::Result<Self> {
        Ok(Self::write(registry, &Sdk::read()?, Whose::Games, &|_| true))
    }

    /// The SDK's own: of the types of the crates that `takes` says, and of what they refer to.
    ///
    /// # Errors
    /// The SDK's files cannot be read.
    #[doc(hidden)]
    pub fn of_bevy(registry: &TypeRegistry, takes: &dyn Fn(&str) -> bool) -> io::Result<Self> {
        Ok(Self::write(registry, &Sdk::sugar()?, Whose::Sdks, takes))
    }

    fn write(registry: &TypeRegistry, sdk: &Sdk, whose: Whose, takes: &dyn Fn(&str) -> bool) -> Self {
        let mut model = walk::walk(registry, sdk, takes);
        defaults::fill(&mut model, registry);
        Self { files: text::write(&model, sdk, whose), left_out: model.left_out, counts: model.counts }
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
