//! The mirror: `components.zig`, which has the game's components as Zig structs.
//!
//! The types are Rust types, and scripts are compiled before rustc sees them. So the mirror is made from the source
//! text: the `*.rs` files of the package are parsed, and what derives `ZigComponent` or `ZigValue` is written again in
//! Zig. That is the simplest honest way:
//!
//! - there is one definition, the Rust one, and nothing to keep equal by hand;
//! - there is no step after rustc, so one `cargo build` does everything, and in the order that Cargo has anyway;
//! - the mirror is a file, so editors complete from it.
//!
//! What it costs: a type that another macro makes, a renamed `use`, an alias or a constant are not seen. None of it
//! goes wrong in silence: what is not understood is an error here, and both sides' fields are compared by name, type
//! and offset before a script may use a component, so a difference is refused by name.

mod find;
mod mirror;

use std::path::{Path, PathBuf};

use crate::base::error::{BuildError, ComponentMistake};
use crate::mirror::components::find::{Found, find};

/// The mirror's text and what it was made from.
pub(crate) struct Mirror {
    pub(crate) text: String,
    /// The names of all its types in Zig, sorted.
    pub(crate) names: Vec<String>,
}

impl Mirror {
    /// The mirror of all types that these folders' Rust files derive it for. A folder may also be one file.
    pub(crate) fn of(folders: &[PathBuf]) -> Result<Self, BuildError> {
        let mut mistakes = Vec::new();
        let mut types = Vec::new();
        for folder in folders {
            find(folder, &mut types, &mut mistakes)?;
        }
        let mirror = mirror::mirror(types, &mut mistakes);
        if mistakes.is_empty() {
            return Ok(mirror);
        }
        mistakes.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
        Err(BuildError::Components { mistakes })
    }
}

/// A mistake for each message of a parser's error.
fn mistakes_of(path: &Path, error: syn::Error) -> impl Iterator<Item = ComponentMistake> {
    let path = path.to_owned();
    let mistake = move |error: syn::Error| ComponentMistake {
        path: path.clone(),
        line: error.span().start().line,
        message: error.to_string(),
    };
    error.into_iter().map(mistake)
}

#[cfg(test)]
mod tests;
