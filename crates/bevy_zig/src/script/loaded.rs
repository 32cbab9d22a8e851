//! The source of a hot-reload build: scripts that are compiled and loaded while the game runs.
//!
//! A library stays open as long as anything refers to a script of it: every [`ScriptInfo`] that was read from one holds
//! it, beside the function pointers that lead into it.

use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use libloading::Library;
use thiserror::Error;

use super::kept;
use super::{RegisterScriptError, ScriptInfo};
use crate::abi::BevyZigDescriptor;

/// What compiling a package's scripts takes, as `bevy_zig_build` writes it into the table of scripts. See its `Plan`.
#[derive(Clone, Copy, Debug)]
pub struct HotReloadPlan {
    /// The package's name in symbols.
    pub package: &'static str,
    /// The folders of scripts.
    pub folders: &'static [&'static str],
    /// The folder of the Zig sources that scripts import as `"bevy"`.
    pub sdk: &'static str,
    /// Cargo's folder for what the package's build makes.
    pub out_dir: &'static str,
    /// Zig's name of the target.
    pub target: &'static str,
    /// Zig's name of the CPU.
    pub cpu: &'static str,
    /// `Debug`, `ReleaseSafe`, `ReleaseFast` or `ReleaseSmall`.
    pub optimize: &'static str,
    /// Whether libraries carry debug info.
    pub debug_info: bool,
    /// The Zig to run.
    pub zig: &'static str,
    /// How many compilers may run at once; 0 for as many as the machine has processors.
    pub jobs: usize,
}

/// The scripts of one package, from [`scripts!`](crate::scripts).
#[derive(Clone, Copy, Debug)]
pub struct ScriptTable {
    package: &'static str,
    plan: HotReloadPlan,
}

impl ScriptTable {
    /// The table of a package, whose scripts are built as the plan says.
    pub const fn new(package: &'static str, plan: HotReloadPlan) -> Self {
        Self { package, plan }
    }

    /// The package's name.
    pub fn package(&self) -> &'static str {
        self.package
    }

    /// The folder of the SDK, as the scripts' debug info has it.
    pub(crate) fn sdk(&self) -> &'static str {
        self.plan.sdk
    }

    /// How its scripts are built.
    pub fn plan(&self) -> &HotReloadPlan {
        &self.plan
    }
}

/// An open library, and where it came from.
#[derive(Debug)]
pub(crate) struct ScriptLibrary {
    pub(crate) path: PathBuf,
    script: String,
    /// Where the descriptor lies.
    descriptor: usize,
    /// See [`kept::told_through`].
    told_through: Option<Vec<String>>,
    /// There until it is dropped.
    library: Option<Library>,
}

impl Drop for ScriptLibrary {
    fn drop(&mut self) {
        if let Some(library) = self.library.take() {
            kept::release(&self.script, library, self.told_through.as_deref(), self.descriptor);
        }
    }
}

/// What a library has to be, to be loaded.
pub(crate) struct Expected<'a> {
    pub(crate) script: &'a str,
    pub(crate) package: &'a str,
    /// The symbol of the descriptor.
    pub(crate) symbol: &'a str,
    /// In Zig's words, as [`ScriptInfo::optimize`] has it.
    pub(crate) optimize: &'a str,
}

/// Why a library was not loaded.
#[derive(Debug, Error)]
pub(crate) enum LoadScriptError {
    /// The system does not load it.
    #[error("{} cannot be loaded: {reason}", path.display())]
    Open {
        /// The library.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// It has no descriptor.
    #[error("{} does not export '{symbol}', so it is not a library of this script; save the script again", path.display())]
    MissingExport {
        /// The library.
        path: PathBuf,
        /// The symbol that was looked for.
        symbol: String,
    },
    /// It was made from another script, or otherwise than this game's scripts are.
    #[error("{} is a library of {what} '{found}', not '{expected}'; save the script again", path.display())]
    Other {
        /// The library.
        path: PathBuf,
        /// What differs: script, package, target, optimise mode.
        what: &'static str,
        /// What the game needs.
        expected: String,
        /// What the library says.
        found: String,
    },
    /// The descriptor is refused.
    #[error(transparent)]
    Descriptor(#[from] RegisterScriptError),
}

/// Loads a library and reads its descriptor. Nothing of the script runs but its `echo`, once everything else is found
/// right.
pub(crate) fn load(path: &Path, expected: &Expected) -> Result<ScriptInfo, LoadScriptError> {
    let library = open(path).map_err(|error| LoadScriptError::Open {
        path: path.to_owned(),
        reason: error.source().map_or_else(|| error.to_string(), ToString::to_string),
    })?;
    // SAFETY: the symbol is only looked at as an address here.
    let descriptor = unsafe { library.get::<*const BevyZigDescriptor>(expected.symbol) };
    let descriptor = *descriptor.map_err(|_| LoadScriptError::MissingExport {
        path: path.to_owned(),
        symbol: expected.symbol.to_owned(),
    })?;
    // From here on, what it may have given to others is looked at before it is closed.
    let library = Arc::new(ScriptLibrary {
        path: path.to_owned(),
        script: expected.script.to_owned(),
        descriptor: descriptor.addr(),
        told_through: kept::told_through(path),
        library: Some(library),
    });
    // SAFETY: the symbol's name says that it is a descriptor; the script holds the library, so that it outlives the
    // pointers.
    let mut script = unsafe { ScriptInfo::read(expected.script, descriptor) }?;
    let found_target = script.target();
    // Zig's words for architecture and system are Rust's; behind them is an ABI, which only objects that are linked
    // must share.
    let target = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    let same_target = found_target.strip_prefix(&target).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    for (what, is_it, expected, found) in [
        ("package", script.package() == expected.package, expected.package, script.package()),
        ("optimise mode", script.optimize() == expected.optimize, expected.optimize, script.optimize()),
        ("target", same_target, &target, found_target),
    ] {
        if !is_it {
            let (expected, found) = (expected.to_owned(), found.to_owned());
            return Err(LoadScriptError::Other { path: path.to_owned(), what, expected, found });
        }
    }
    script.check_echo()?;
    script.library = Some(library);
    Ok(script)
}

#[cfg(unix)]
fn open(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix;
    // All symbols at once: what is missing shows now, and not when it is called.
    // SAFETY: what Zig makes runs nothing when it is loaded.
    let library = unsafe { unix::Library::open(Some(path), unix::RTLD_NOW | unix::RTLD_LOCAL) }?;
    Ok(library.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: what Zig makes runs nothing when it is loaded.
    unsafe { Library::new(path) }
}
