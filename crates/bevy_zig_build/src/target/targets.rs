//! The targets that scripts are compiled for, for who wants a list of them.

use crate::base::error::ToolchainError;
use crate::target::toolchain::Toolchain;
use crate::target::triple;

/// A target that scripts are compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TargetInfo {
    /// Cargo's name, for `--target`.
    pub rust: &'static str,
    /// Zig's name.
    pub zig: &'static str,
    /// `None` if Zig can be compiler and linker of the whole game, too ([`Toolchain`]); else what takes its place.
    pub link_with: Option<&'static str>,
}

/// Every target that scripts are compiled for.
///
/// ```
/// let rust = "x86_64-unknown-linux-gnu";
/// assert!(bevy_zig_build::targets().any(|target| target.rust == rust && target.link_with.is_none()));
/// ```
pub fn targets() -> impl Iterator<Item = TargetInfo> {
    triple::known().filter_map(triple::names).map(|(rust, zig)| {
        let link_with = match Toolchain::of(rust) {
            Err(ToolchainError::NotWithZig { instead, .. }) => Some(instead),
            _ => None,
        };
        TargetInfo { rust, zig, link_with }
    })
}
