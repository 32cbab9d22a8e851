//! What a `build.rs` can say of a build.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::base::error::BuildError;

/// The options of a build.
///
/// ```no_run
/// # use bevy_zig_build::{Build, Optimize};
/// Build::new().folder("scripts").folder("more_scripts").optimize(Optimize::ReleaseFast).compile();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Build {
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) components: Vec<PathBuf>,
    pub(crate) sdk: Option<PathBuf>,
    pub(crate) package: Option<String>,
    pub(crate) optimize: Option<Optimize>,
    pub(crate) jobs: Option<NonZero<usize>>,
}

impl Build {
    /// Default options, without folders.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a folder of scripts, relative to the package.
    pub fn folder(&mut self, folder: impl AsRef<Path>) -> &mut Self {
        self.folders.push(folder.as_ref().to_owned());
        self
    }

    /// Adds a folder of Rust files, or one file, relative to the package: types that derive `ZigComponent` or
    /// `ZigValue` there are mirrored in Zig, as `@import("components")`. Default: the package's `src`.
    pub fn components(&mut self, folder: impl AsRef<Path>) -> &mut Self {
        self.components.push(folder.as_ref().to_owned());
        self
    }

    /// Sets the folder of the Zig sources that scripts import as `"bevy"`. Default: those that this crate was published
    /// with.
    pub fn sdk(&mut self, sdk: impl AsRef<Path>) -> &mut Self {
        self.sdk = Some(sdk.as_ref().to_owned());
        self
    }

    /// Sets this package's name in symbols. Default: the package's name, with `_` for `-`.
    pub fn package(&mut self, package: impl Into<String>) -> &mut Self {
        self.package = Some(package.into());
        self
    }

    /// Sets the optimisation mode. `BEVY_ZIG_OPTIMIZE` overrides it. Default: see [`Optimize`].
    pub fn optimize(&mut self, optimize: Optimize) -> &mut Self {
        self.optimize = Some(optimize);
        self
    }

    /// Sets the number of parallel compilers. Default: Cargo's `--jobs`.
    pub fn jobs(&mut self, jobs: NonZero<usize>) -> &mut Self {
        self.jobs = Some(jobs);
        self
    }
}

/// Zig's optimisation modes.
///
/// The default is [`Debug`](Self::Debug) where Cargo's profile has `opt-level = 0`, else
/// [`ReleaseSafe`](Self::ReleaseSafe).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Optimize {
    /// Not optimised, all safety checks, quick to compile.
    Debug,
    /// Optimised, all safety checks: a mistake in a script is a fault that the host handles.
    ReleaseSafe,
    /// Optimised, no safety checks: a mistake in a script is undefined behaviour.
    ReleaseFast,
    /// Optimised for size, no safety checks.
    ReleaseSmall,
}

impl Optimize {
    /// The word after `-O`.
    pub(crate) fn flag(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::ReleaseSafe => "safe",
            Self::ReleaseFast => "fast",
            Self::ReleaseSmall => "small",
        }
    }

    /// The mode's name, which [`from_str`](FromStr::from_str) understands: `Debug`, `ReleaseSafe`, `ReleaseFast` or
    /// `ReleaseSmall`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "Debug",
            Self::ReleaseSafe => "ReleaseSafe",
            Self::ReleaseFast => "ReleaseFast",
            Self::ReleaseSmall => "ReleaseSmall",
        }
    }
}

impl FromStr for Optimize {
    type Err = BuildError;

    fn from_str(name: &str) -> Result<Self, BuildError> {
        [Self::Debug, Self::ReleaseSafe, Self::ReleaseFast, Self::ReleaseSmall]
            .into_iter()
            .find(|optimize| optimize.name() == name)
            .ok_or_else(|| BuildError::UnknownOptimize { value: name.to_owned() })
    }
}
