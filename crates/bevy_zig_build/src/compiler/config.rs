//! What to compile, for what, and how: the options of a [`Build`](crate::Build) joined with what Cargo says.

use std::num::NonZero;
use std::path::PathBuf;

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::base::options::{Build, Optimize};
use crate::source::sources::is_identifier;
use crate::target::triple::Target;

/// Everything that a build needs to know; all paths are absolute.
pub(crate) struct Config {
    /// Part of symbols and of the archive's name, and so an identifier.
    pub(crate) package: String,
    pub(crate) folders: Vec<PathBuf>,
    /// Folders of Rust files, or single ones, whose components scripts know.
    pub(crate) components: Vec<PathBuf>,
    pub(crate) sdk: PathBuf,
    pub(crate) out_dir: PathBuf,
    /// Cargo's target and host, for the archiver.
    pub(crate) rust_target: String,
    pub(crate) rust_host: String,
    pub(crate) target: Target,
    pub(crate) optimize: Optimize,
    pub(crate) debug_info: bool,
    /// How many compilers run at once.
    pub(crate) jobs: NonZero<usize>,
    /// Whether the running game compiles the scripts, and not this build.
    pub(crate) hot_reload: bool,
    /// How many compilers the running game may run at once; 0 for as many as the machine has processors.
    pub(crate) run_time_jobs: usize,
}

impl Config {
    pub(crate) fn of(build: &Build, env: &Env) -> Result<Self, BuildError> {
        let absolute = |path: PathBuf| std::path::absolute(&path).map_err(files::failed("find", &path));
        let rust_target = env.cargo("TARGET")?;
        Ok(Self {
            package: package(build, env)?,
            folders: build.folders.iter().cloned().map(absolute).collect::<Result<_, _>>()?,
            components: components(build, env).into_iter().map(absolute).collect::<Result<_, _>>()?,
            sdk: absolute(sdk(build)?)?,
            out_dir: absolute(PathBuf::from(env.cargo("OUT_DIR")?))?,
            target: Target::of(&rust_target, &env.text("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default())?,
            rust_target,
            rust_host: env.cargo("HOST")?,
            optimize: optimize(build, env)?,
            debug_info: env.text("DEBUG").is_some_and(|debug| !["false", "0", "none"].contains(&debug.as_str())),
            jobs: jobs(build, env),
            hot_reload: hot_reload(env),
            run_time_jobs: build.jobs.map_or(0, NonZero::get),
        })
    }

    /// The name of an archive of the package, as linkers have it.
    pub(crate) fn library(&self, number: usize) -> String {
        let number = if number == 0 { String::new() } else { number.to_string() };
        format!("bevy_zig_scripts{number}_{}", self.package)
    }
}

fn package(build: &Build, env: &Env) -> Result<String, BuildError> {
    let name = match &build.package {
        Some(name) => name.clone(),
        None => env.cargo("CARGO_PKG_NAME")?.replace('-', "_"),
    };
    if is_identifier(&name) { Ok(name) } else { Err(BuildError::InvalidPackage { name }) }
}

fn components(build: &Build, env: &Env) -> Vec<PathBuf> {
    if !build.components.is_empty() {
        return build.components.clone();
    }
    let src = env.var("CARGO_MANIFEST_DIR").map(|package| PathBuf::from(package).join("src"));
    src.into_iter().filter(|src| src.is_dir()).collect()
}

fn sdk(build: &Build) -> Result<PathBuf, BuildError> {
    let path = build.sdk.clone().unwrap_or_else(|| bevy_zig_sdk::FOLDER.into());
    if path.join("bevy.zig").is_file() { Ok(path) } else { Err(BuildError::SdkWithoutRoot { path }) }
}

fn optimize(build: &Build, env: &Env) -> Result<Optimize, BuildError> {
    match (env.text("BEVY_ZIG_OPTIMIZE"), build.optimize) {
        (Some(name), _) => name.parse(),
        (None, Some(optimize)) => Ok(optimize),
        (None, None) if env.cargo("OPT_LEVEL")? == "0" => Ok(Optimize::Debug),
        (None, None) => Ok(Optimize::ReleaseSafe),
    }
}

/// The build script of bevy_zig says whether its feature is on; a game's own feature may have any name.
fn hot_reload(env: &Env) -> bool {
    env.var("DEP_BEVY_ZIG_HOT_RELOAD").is_some()
}

fn jobs(build: &Build, env: &Env) -> NonZero<usize> {
    build
        .jobs
        .or_else(|| env.text("NUM_JOBS")?.parse().ok())
        .or_else(|| std::thread::available_parallelism().ok())
        .unwrap_or(NonZero::<usize>::MIN)
}
