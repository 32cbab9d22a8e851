//! Errors, one enum per operation. The messages say what to do next.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::base::mistakes;
use crate::base::version::{FITTING, ZIG_VERSION};

/// Why scripts could not be compiled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A variable that Cargo sets for build scripts is missing.
    #[error("`{variable}` is not set: bevy_zig_build works inside a build script, so call it from build.rs")]
    NotInBuildScript {
        /// The variable.
        variable: &'static str,
    },
    /// The SDK folder has no `bevy.zig`.
    #[error("the SDK folder {} has no bevy.zig: give Build::sdk(…) the `zig` folder of bevy_zig", path.display())]
    SdkWithoutRoot {
        /// The folder.
        path: PathBuf,
    },
    /// A folder of scripts does not exist.
    #[error("the script folder {} does not exist: create it, or correct the path in build.rs", path.display())]
    MissingFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A folder of Rust files with components does not exist.
    #[error(
        "build.rs names {} for components, but it does not exist: create it, or correct Build::components(…)",
        path.display()
    )]
    MissingComponentFolder {
        /// The folder, or file.
        path: PathBuf,
    },
    /// At least one component has no mirror in Zig.
    #[error("{}", components_message(mistakes))]
    Components {
        /// Everything that is wrong, in the order of files and lines.
        mistakes: Vec<ComponentMistake>,
    },
    /// A script's file name is not an identifier.
    #[error(
        "{}: the name of a script must be an identifier ([A-Za-z_][A-Za-z0-9_]*); rename the file, or move it to a \
         sub-folder if it is not a script",
        path.display()
    )]
    InvalidName {
        /// The script's file.
        path: PathBuf,
    },
    /// Two scripts have the same name, or names that differ only in case.
    #[error(
        "two scripts share one name (upper and lower case count as equal): {} and {}; rename one of them",
        first.display(),
        second.display()
    )]
    DuplicateName {
        /// The script found first.
        first: PathBuf,
        /// The other script.
        second: PathBuf,
    },
    /// Hot reload, and a path that cannot be written into the registry, which is a Rust file.
    #[error("the path {} is not Unicode, which hot reload needs: rename the folder, or build without hot-reload", path.display())]
    PathNotText {
        /// The path.
        path: PathBuf,
    },
    /// The package's name cannot be part of a symbol.
    #[error(
        "the package name `{name}` is not an identifier ([A-Za-z_][A-Za-z0-9_]*): choose another with Build::package(…)"
    )]
    InvalidPackage {
        /// The name.
        name: String,
    },
    /// `BEVY_ZIG_OPTIMIZE` is not a mode.
    #[error("BEVY_ZIG_OPTIMIZE is `{value}`: it must be Debug, ReleaseSafe, ReleaseFast or ReleaseSmall")]
    UnknownOptimize {
        /// The variable's value.
        value: String,
    },
    /// Cargo's target has no known counterpart in Zig.
    #[error("scripts cannot be compiled for `{target}` yet; the known targets are {}", known.join(", "))]
    UnknownTarget {
        /// Cargo's target.
        target: String,
        /// The known targets.
        known: Vec<&'static str>,
    },
    /// No suitable Zig was found.
    #[error(transparent)]
    FindZig(#[from] FindZigError),
    /// Zig could not be started.
    #[error("cannot run {}", path.display())]
    RunZig {
        /// The Zig that was found.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Zig failed, and not because of the script.
    #[error("Zig failed on {}, and the script is not the reason ({status}): {said}", script.display())]
    ZigFailed {
        /// The script's file.
        script: PathBuf,
        /// How it ended.
        status: String,
        /// The line of its output that says most.
        said: String,
    },
    /// At least one script does not compile.
    #[error("{}", compile_message(failures, *scripts_len))]
    Compile {
        /// Every script that failed, in the order of their names.
        failures: Vec<CompileFailure>,
        /// The total number of scripts.
        scripts_len: usize,
    },
    /// The archiver failed.
    #[error("cannot archive the scripts' objects (the variable AR names another archiver): {message}")]
    Archive {
        /// The message of the crate `cc`.
        message: String,
    },
    /// A script needs a part of Zig's runtime that could not be made.
    #[error("cannot compile what scripts need of the compiler_rt of {}: {message}", zig.display())]
    Runtime {
        /// The Zig.
        zig: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// A file could not be read or written.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

/// Something in a Rust file that prevents a component's mirror in Zig.
#[derive(Debug)]
#[non_exhaustive]
pub struct ComponentMistake {
    /// The Rust file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The problem, and what to write instead.
    pub message: String,
}

fn components_message(mistakes: &[ComponentMistake]) -> String {
    let mut text = String::from("the components cannot be mirrored in Zig");
    for ComponentMistake { path, line, message } in mistakes {
        text += &format!("\n{}:{line}: {message}", path.display());
    }
    text
}

/// A script that does not compile.
#[derive(Debug)]
#[non_exhaustive]
pub struct CompileFailure {
    /// The script's name.
    pub script: String,
    /// The script's file.
    pub path: PathBuf,
    /// Zig's own output.
    pub message: String,
}

impl CompileFailure {
    /// What Zig said of all these scripts, each mistake once, with the names of the scripts that have it: one in a
    /// shared file stops all that import it.
    pub fn merged(failures: &[Self]) -> Vec<(Vec<&str>, String)> {
        mistakes::merged(failures.iter().map(Self::said))
    }

    fn said(&self) -> (&str, &str) {
        (&self.script, &self.message)
    }
}

fn compile_message(failures: &[CompileFailure], scripts_len: usize) -> String {
    let mut text = match failures.len() {
        1 => format!("1 of {scripts_len} scripts does not compile"),
        failed_len => format!("{failed_len} of {scripts_len} scripts do not compile"),
    };
    text += &mistakes::listed(failures.iter().map(CompileFailure::said));
    text
}

/// Why no Zig was found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FindZigError {
    /// A variable names a Zig that cannot be used. Nothing else was tried, since the user chose this one.
    #[error("{variable} is `{}`, which {reason}: set it to a Zig {FITTING}, or unset the variable", path.display())]
    Unusable {
        /// `BEVY_ZIG_ZIG` or `ZIG`.
        variable: &'static str,
        /// What it says.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No suitable Zig was found, and installing was not allowed.
    #[error(
        "no Zig {FITTING} found; one of these helps:\n    \
         pip install ziglang=={ZIG_VERSION}\n    \
         BEVY_ZIG_FETCH=1 cargo build\n    \
         BEVY_ZIG_ZIG=/path/to/zig cargo build\n\
         looked at:{}",
        rejected.iter().map(|place| format!("\n    {place}")).collect::<String>()
    )]
    NotFound {
        /// The places that were checked.
        rejected: Vec<Rejected>,
    },
    /// No Zig was found, and `BEVY_ZIG_FETCH` has an unknown value.
    #[error("BEVY_ZIG_FETCH is `{value}`: set it to 1 to let the build install Zig, or to 0")]
    UnknownFetch {
        /// The variable's value.
        value: String,
    },
    /// Installing was allowed but failed.
    #[error(transparent)]
    Install(#[from] InstallError),
}

/// A place that was checked for Zig, and why it is not suitable.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The place.
    pub place: String,
    /// Why it is not suitable.
    pub reason: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// Why Zig could not be installed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InstallError {
    /// There is no Python, which has the installer.
    #[error(
        "cannot install Zig {ZIG_VERSION}: there is neither python3 nor python on PATH; install Python with pip, or set \
         BEVY_ZIG_ZIG to a Zig {FITTING}"
    )]
    NoPython,
    /// Python has no pip.
    #[error(
        "cannot install Zig {ZIG_VERSION}: {} has no pip; install it (Debian and Ubuntu: apt install python3-pip; \
         Fedora: dnf install python3-pip), or set BEVY_ZIG_ZIG to a Zig {FITTING}",
        python.display()
    )]
    NoPip {
        /// The Python that was found.
        python: PathBuf,
    },
    /// No folder is writable.
    #[error("cannot install Zig {ZIG_VERSION}: no cache folder is writable; set BEVY_ZIG_CACHE to a writable folder")]
    NoCacheFolder,
    /// pip failed.
    #[error(
        "cannot install Zig {ZIG_VERSION} into {}: pip failed; install it by hand and set BEVY_ZIG_ZIG, or try again. \
         pip said:\n{message}",
        folder.display()
    )]
    Pip {
        /// The folder to install into.
        folder: PathBuf,
        /// pip's own output.
        message: String,
    },
    /// pip succeeded, but the result is not usable.
    #[error("the Zig that pip installed as {} {reason}", path.display())]
    Unusable {
        /// The program.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("cannot install Zig {ZIG_VERSION}: cannot {action} {}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

/// Why there is no toolchain.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ToolchainError {
    /// An unknown target.
    #[error("there is no toolchain for `{target}`; the known targets are {}", known.join(", "))]
    Unknown {
        /// Cargo's target.
        target: String,
        /// The targets that have toolchains.
        known: Vec<&'static str>,
    },
    /// A target that Zig compiles scripts for, but has no C library for.
    #[error("zig cannot link for {target}: {instead}")]
    NotWithZig {
        /// Cargo's target.
        target: &'static str,
        /// What to do.
        instead: &'static str,
    },
    /// The suffix of the target is not a version, or the target has no glibc.
    #[error(
        "`{target}` is not a target: only targets with glibc take a version of glibc, as in \
         x86_64-unknown-linux-gnu.2.28"
    )]
    Glibc {
        /// Target and version.
        target: String,
    },
    /// A tool could not be written.
    #[error("cannot write {}", path.display())]
    File {
        /// The file, or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}
