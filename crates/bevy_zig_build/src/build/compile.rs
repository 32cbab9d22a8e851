//! The build itself: the steps from folders of scripts to archive and registry.

use std::collections::HashSet;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::base::env::{Env, USER_VARIABLES};
use crate::base::error::{BuildError, CompileFailure};
use crate::base::files;
use crate::base::fingerprint::{Fingerprint, Made};
use crate::base::options::{Build, Optimize};
use crate::base::progress::Progress;
use crate::build::editor;
use crate::build::registry::{plan_text, registry_text};
use crate::build::script_tests::write_list;
use crate::build::strays::strays;
use crate::compiler::config::Config;
use crate::mirror::components::Mirror;
use crate::object::archive::archives;
use crate::object::script::{Folders, Modules, Object};
use crate::source::root::Stamp;
use crate::source::sources::{Known, Script, scripts_in};
use crate::zig::find::Zig;
use crate::zig::slim;

/// Compiles the scripts in one folder with the default options, and fails the build if there is an error.
///
/// The same as `Build::new().folder(folder).compile()`.
pub fn compile(folder: impl AsRef<Path>) {
    Build::new().folder(folder).compile();
}

/// The results of a build.
#[derive(Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// All scripts, sorted by name. None with hot reload: the running game looks for them.
    pub scripts: Vec<Script>,
    /// The names of the scripts that Zig compiled this time; the objects of the others were up to date.
    pub compiled: Vec<String>,
    /// The Zig that compiled them, or with hot reload will compile them; `None` if nothing had to be compiled.
    pub zig: Option<Zig>,
    /// The archives of all objects; none if there are no scripts, or with hot reload.
    pub archives: Vec<PathBuf>,
    /// The file that `bevy_zig::scripts!()` includes.
    pub registry: PathBuf,
    /// The file that scripts import as `"components"`.
    pub components: PathBuf,
    /// The names of the types in that file, components and values, sorted.
    pub component_names: Vec<String>,
}

impl Build {
    /// Compiles; on an error, prints it and fails the build.
    pub fn compile(&self) {
        if let Err(error) = self.try_compile() {
            eprintln!("error: {error}");
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                eprintln!("caused by: {error}");
                cause = error.source();
            }
            std::process::exit(1);
        }
    }

    /// Compiles, and tells Cargo what to link and when to run the build script again.
    ///
    /// # Errors
    /// See [`BuildError`]. Cargo always reruns a build script that failed.
    pub fn try_compile(&self) -> Result<Compiled, BuildError> {
        let env = Env::build_script();
        let config = Config::of(self, &env)?;
        let compiled = run(&config, &env)?;
        for sentence in strays(&config) {
            println!("cargo::warning={sentence}");
        }
        for path in watched(&config, &compiled) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        for variable in USER_VARIABLES {
            println!("cargo::rerun-if-env-changed={variable}");
        }
        println!("cargo::rustc-link-search=native={}", config.out_dir.display());
        // By a variable, since a file that an earlier build script has left would be found, too.
        println!("cargo::rustc-env=BEVY_ZIG_SCRIPTS={}", compiled.registry.display());
        Ok(compiled)
    }
}

fn run(config: &Config, env: &Env) -> Result<Compiled, BuildError> {
    if config.hot_reload { prepare(config, env) } else { build(config, env) }
}

/// What the build script has to run again for.
fn watched<'a>(config: &'a Config, compiled: &'a Compiled) -> Vec<&'a PathBuf> {
    // A saved script makes the running game compile it, and Cargo nothing. So no script runs the build script when it
    // first names a component.
    if config.hot_reload {
        return config.components.iter().collect();
    }
    // Without a component, Rust's files are left to rustc: the first component matters once a script names it, and
    // a script that changed, or failed, runs the build script too.
    let with_components = if compiled.component_names.is_empty() { &[][..] } else { &config.components };
    config.folders.iter().chain([&config.sdk]).chain(with_components).chain(&compiled.archives).collect()
}

/// Makes all of this:
///
/// ```text
/// OUT_DIR/
///   bevy_zig_scripts.rs               the registry, which bevy_zig::scripts!() includes
///   libbevy_zig_scripts_PACKAGE.a     the archive, which the registry tells rustc to link; more than 8 scripts have
///                                     more of them, with a number before the underscore
///   bevy_zig/
///     archive.fingerprint             what the archive was made from, one for each
///     components.zig                  the mirror of the game's components, which scripts import
///     sdk.fingerprint                 the hash of the SDK, and what its files looked like then
///     tests.txt                       where SDK and scripts are, for tests of scripts
///     roots/NAME.zig                  the root of a script's compilation, which exports its descriptor
///     objects/NAME.o
///     objects/NAME.fingerprint        what the object was made from and with, and the hash of its content
///     runtime/                        what objects need of Zig's compiler_rt, if they do
///     zig_cache/                      Zig's own
///     zig_cache/lib-HASH/             Zig's own library without what scripts hardly use, and its cache
/// ```
/// [`Libraries`](crate::Libraries) has a map of what hot reload adds.
///
/// Every file is left alone if it is already what it should be.
fn build(config: &Config, env: &Env) -> Result<Compiled, BuildError> {
    let scripts = scripts_in(&config.folders)?;
    let (mirror, components) = write_mirror(config, env)?;
    write_list(config)?;
    let Objects { objects, compiled, zig } = compile_scripts(config, env, &scripts, &mirror, &components)?;
    let archives = archives(config, env, zig.as_ref(), &objects)?;
    let registry = config.out_dir.join("bevy_zig_scripts.rs");
    files::write_if_changed(&registry, &registry_text(config, &scripts)?)?;
    drop(objects);
    Ok(Compiled { scripts, compiled, zig, archives, registry, components, component_names: mirror.names })
}

/// The objects of all scripts, and what had to be done for them.
pub(crate) struct Objects<'a> {
    objects: Vec<(Object<'a>, Made)>,
    /// See [`Compiled::compiled`].
    pub(crate) compiled: Vec<String>,
    zig: Option<Zig>,
}

/// Compiles the scripts whose objects are not good any more.
pub(crate) fn compile_scripts<'a>(
    config: &'a Config,
    env: &Env,
    scripts: &'a [Script],
    mirror: &Mirror,
    components: &Path,
) -> Result<Objects<'a>, BuildError> {
    let folder = config.out_dir.join("bevy_zig");
    let folders =
        Folders { roots: folder.join("roots"), objects: folder.join("objects"), zig_cache: folder.join("zig_cache") };
    files::create_folder(&folders.roots)?;
    files::create_folder(&folders.objects)?;
    remove_strangers(&folders, scripts)?;
    let sdk = sdk_fingerprint(&config.sdk, &folder.join("sdk.fingerprint"))?;
    let modules = Modules { sdk: &sdk, components, components_text: &mirror.text };
    let mut known = Known::default();
    let plan = |script| Object::plan(config, &folders, &modules, &mut known, script);
    let objects: Vec<Object> = scripts.iter().map(plan).collect::<Result<_, _>>()?;

    let mut made: Vec<Option<Made>> = objects.iter().map(|object| object.product.made()).collect();
    // Any Zig that fits may have made what is there. Only who names one by a variable asks for this one.
    let named = if objects.is_empty() { None } else { Zig::named_in(env).and_then(Result::ok) };
    let zig = if made.iter().any(Option::is_none) { Some(Zig::find_in(env)?) } else { named };
    if let Some(zig) = &zig {
        made.iter_mut().for_each(|made| *made = made.take().filter(|made| made.version == zig.version()));
    }
    let stale = objects.iter().zip(&mut made).filter(|(_, made)| made.is_none());
    let stale: Vec<(&Object, &mut Option<Made>)> = stale.collect();
    let compiled = stale.iter().map(|(object, _)| object.script.name.clone()).collect();
    let zig = zig.filter(|_| !stale.is_empty());
    if let Some(zig) = &zig {
        let stamp = Stamp::now(env, config.folders.first().unwrap_or(&config.out_dir), zig.version());
        // What is given to others is made with Zig's library as it is.
        let slim = (config.optimize == Optimize::Debug && config.target.triple.contains("-linux"))
            .then(|| slim::of(zig.path(), zig.version(), config.target.triple, &folders.zig_cache));
        let slim = slim.flatten();
        let failures = compile_all(zig, slim.as_deref(), stale, &stamp, config.jobs, env.progress())?;
        if !failures.is_empty() {
            return Err(BuildError::Compile { failures, scripts_len: scripts.len() });
        }
    }
    let made = made.into_iter().map(|made| made.expect("what was not made has been compiled"));
    let objects = objects.into_iter().zip(made).collect();
    Ok(Objects { objects, compiled, zig })
}

/// What a build script has to do so that the running game can compile the scripts: the registry, and the mirror. No
/// script is looked at, since the game starts without those that do not compile.
fn prepare(config: &Config, env: &Env) -> Result<Compiled, BuildError> {
    if let Some(path) = config.folders.iter().find(|folder| !folder.is_dir()) {
        return Err(BuildError::MissingFolder { path: path.clone() });
    }
    let (mirror, components) = write_mirror(config, env)?;
    write_list(config)?;
    let zig = Zig::find_in(env)?;
    let registry = config.out_dir.join("bevy_zig_scripts.rs");
    files::write_if_changed(&registry, &plan_text(config, &zig)?)?;
    Ok(Compiled {
        scripts: Vec::new(),
        compiled: Vec::new(),
        zig: Some(zig),
        archives: Vec::new(),
        registry,
        components,
        component_names: mirror.names,
    })
}

pub(crate) fn write_mirror(config: &Config, env: &Env) -> Result<(Mirror, PathBuf), BuildError> {
    let path = config.out_dir.join("bevy_zig/components.zig");
    files::create_folder(&config.out_dir.join("bevy_zig"))?;
    let mirror = Mirror::of(&config.components)?;
    files::write_if_changed(&path, &mirror.text)?;
    editor::help(config, env, &mirror);
    Ok((mirror, path))
}

/// Compiles these objects, several at once. All are tried, so that one build shows all mistakes.
fn compile_all(
    zig: &Zig,
    slim: Option<&Path>,
    objects: Vec<(&Object, &mut Option<Made>)>,
    stamp: &Stamp,
    jobs: NonZero<usize>,
    progress: Progress,
) -> Result<Vec<CompileFailure>, BuildError> {
    let all = objects.len();
    let next = Mutex::new(objects.into_iter());
    let results = Mutex::new((Vec::new(), progress));
    let take = || next.lock().expect("no thread panics while it holds the lock").next();
    std::thread::scope(|scope| {
        for _ in 0..jobs.get().min(all) {
            scope.spawn(|| {
                while let Some((object, made)) = take() {
                    let result = object.compile(zig, slim, stamp).map(|result| result.map(|done| *made = Some(done)));
                    let (results, progress) = &mut *results.lock().expect("no thread panics while it holds the lock");
                    results.push(result);
                    let what = format!("scripts: {} of {all}, {}", results.len(), object.script.name);
                    progress.show("Compiling", &what);
                }
            });
        }
    });
    let (results, _) = results.into_inner().expect("no thread panics while it holds the lock");
    let results: Vec<Result<(), CompileFailure>> = results.into_iter().collect::<Result<_, _>>()?;
    let mut failures: Vec<CompileFailure> = results.into_iter().filter_map(Result::err).collect();
    failures.sort_by(|a, b| a.script.cmp(&b.script));
    Ok(failures)
}

/// The fingerprint of the SDK. Its files are only hashed if they are not as they were when the record was written.
fn sdk_fingerprint(sdk: &Path, record: &Path) -> Result<String, BuildError> {
    let files = files::walk(sdk).map_err(files::failed("read the SDK folder", sdk))?;
    let mut stamps = Fingerprint::new();
    for file in &files {
        stamps.add_stamp(file);
    }
    let stamps = stamps.finish();
    if let Some((was, fingerprint)) = fs::read_to_string(record).unwrap_or_default().split_once(' ')
        && was == stamps
    {
        return Ok(fingerprint.to_owned());
    }
    let mut fingerprint = Fingerprint::new();
    for file in &files {
        fingerprint.add_file(file);
    }
    let fingerprint = fingerprint.finish();
    // If it cannot be written, the next build hashes again.
    fs::write(record, format!("{stamps} {fingerprint}")).ok();
    Ok(fingerprint)
}

/// Removes what earlier builds made for scripts that are gone.
fn remove_strangers(folders: &Folders, scripts: &[Script]) -> Result<(), BuildError> {
    let names: HashSet<&str> = scripts.iter().map(|script| script.name.as_str()).collect();
    for folder in [&folders.roots, &folders.objects] {
        for entry in fs::read_dir(folder).map_err(files::failed("read the folder", folder))? {
            let path = entry.map_err(files::failed("read the folder", folder))?.path();
            let known = path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| names.contains(stem));
            if !known {
                files::remove(&path)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
