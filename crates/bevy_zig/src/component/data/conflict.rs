//! What is in the way of data that a script declares.

use thiserror::Error;

/// Why a component, resource or message that a script declares is refused.
#[derive(Clone, Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum DataConflict {
    /// A component of Rust's has the name.
    #[error("is a component of Rust's already; give one of them another name")]
    OfRust,
    /// Another script means something else by it.
    #[error("is something else in script '{other}': {difference}; let both import one file that declares it")]
    OfScript {
        /// The script that declared it first.
        other: String,
        /// The first difference.
        difference: String,
    },
}
