//! The source of a normal build: scripts that are part of the binary.

use super::{RegisterScriptError, ScriptInfo};
use crate::abi::BevyZigDescriptor;

/// A script that is linked into the binary. The table that `bevy_zig_build` writes creates it.
#[derive(Debug)]
pub struct LinkedScript {
    name: &'static str,
    descriptor: *const BevyZigDescriptor,
}

// SAFETY: the descriptor is constant data, which threads may share.
unsafe impl Sync for LinkedScript {}

impl LinkedScript {
    /// A script of this name.
    ///
    /// # Safety
    /// `descriptor` is what `bevy_zig_build` compiled for this name and linked into this program.
    pub const unsafe fn new(name: &'static str, descriptor: *const BevyZigDescriptor) -> Self {
        Self { name, descriptor }
    }
}

/// The scripts of one package, from [`scripts!`](crate::scripts).
#[derive(Clone, Copy, Debug)]
pub struct ScriptTable {
    package: &'static str,
    sdk: &'static str,
    scripts: &'static [LinkedScript],
}

impl ScriptTable {
    /// The table of a package. `sdk` is the folder of the SDK in the scripts' debug info; empty if they have none.
    pub const fn new(package: &'static str, sdk: &'static str, scripts: &'static [LinkedScript]) -> Self {
        Self { package, sdk, scripts }
    }

    /// The package's name.
    pub fn package(&self) -> &'static str {
        self.package
    }

    /// The folder of the SDK, as the scripts' debug info has it.
    pub(crate) fn sdk(&self) -> &'static str {
        self.sdk
    }

    pub(crate) fn scripts(&self) -> impl Iterator<Item = Result<ScriptInfo, RegisterScriptError>> {
        self.scripts.iter().map(|script| {
            // SAFETY: whoever made the `LinkedScript` vouched for its descriptor.
            let script = unsafe { ScriptInfo::read(script.name, script.descriptor) }?;
            script.check_echo()?;
            Ok(script)
        })
    }
}
