//! Why a script is not registered, or must not run.

use std::borrow::Cow;

use thiserror::Error;

use crate::component::DataConflict;

/// Why a script was not registered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RegisterScriptError {
    /// The script was compiled against another version of the contract.
    #[error(
        "script '{script}' was compiled for ABI version {found}, but this host has version {expected}; rebuild it with the SDK of this bevy_zig"
    )]
    AbiVersion {
        /// The script's name.
        script: String,
        /// The host's version.
        expected: u32,
        /// The script's version.
        found: u32,
    },
    /// The descriptor contradicts itself.
    #[error(
        "script '{script}' has a broken descriptor: {what}; mend the script if it makes its own, or else compile it again"
    )]
    Broken {
        /// The script's name.
        script: String,
        /// The problem.
        what: Cow<'static, str>,
    },
    /// A component differs between Rust and Zig.
    #[error(
        "script '{script}' cannot run: component '{component}' differs: {difference}; rebuild the game to update the mirror"
    )]
    ComponentDiffers {
        /// The script's name.
        script: String,
        /// The component's name.
        component: String,
        /// The difference.
        difference: String,
    },
    /// It declares a component, resource or message otherwise than something else in the game does.
    #[error("script '{script}' cannot run: '{data}', which it declares, {conflict}")]
    DataDiffers {
        /// The script's name.
        script: String,
        /// The name of what it declares.
        data: String,
        /// What is in the way.
        conflict: DataConflict,
    },
    /// The script's file was deleted while the game was running.
    #[error("script '{script}' cannot run: its file was deleted; restore it or detach the script")]
    FileGone {
        /// The script's name.
        script: String,
    },
    /// A package's scripts are added twice.
    #[error("the script '{script}' of the package '{package}' is added twice; add the scripts of each package once")]
    Duplicate {
        /// The name.
        script: String,
        /// The package.
        package: String,
    },
}
