//! Scripts as shared libraries, compiled while the game runs: the same code and the same arguments as for objects.
//! Imports all rooms above it.

mod compiling;
mod contents;
mod diagnostic;
mod elf;
mod look;
mod resident;
mod work;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::content_hash;
use crate::base::options::Optimize;
use crate::base::version::{self, ZIG_VERSION};
use crate::compiler::arguments::Common;
use crate::library::contents::Contents;
use crate::library::work::Work;
use crate::source::root::Root;
use crate::source::sources::{Needs, Script};
use crate::zig::slim;

pub use compiling::{Canceller, Compiling, Finished};
pub use diagnostic::{Diagnostic, Severity};
pub use look::{Library, Look};
pub use resident::{Answer, NoAnswer, Resident};

/// The extension of the file that has the hash of a library's content.
const SUM: &str = "sum";

/// How many libraries of a script stay on disk: the one that runs, the last good one, and one to spare.
const KEPT_LEN: usize = 3;

/// What compiling a package's scripts at run time takes; the build script has found it out and written it into the
/// registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The package's name in symbols.
    pub package: String,
    /// The folders of scripts, with absolute paths.
    pub folders: Vec<PathBuf>,
    /// The folder of the Zig sources that scripts import as `"bevy"`.
    pub sdk: PathBuf,
    /// Cargo's folder for what the package's build makes.
    pub out_dir: PathBuf,
    /// Zig's name of the target, such as `x86_64-linux-gnu`.
    pub target: String,
    /// Zig's name of the CPU, such as `baseline`.
    pub cpu: String,
    /// The optimisation mode.
    pub optimize: Optimize,
    /// Whether libraries carry debug info.
    pub debug_info: bool,
    /// The Zig to run.
    pub zig: PathBuf,
    /// How many compilers may run at once; 0 for as many as the machine has processors.
    pub jobs: usize,
}

impl Plan {
    /// The file that scripts import as `"components"`, which the build script has written.
    pub fn components(&self) -> PathBuf {
        self.out_dir.join("bevy_zig/components.zig")
    }

    /// How the target's shared libraries are called.
    fn extension(&self) -> &'static str {
        match &self.target {
            target if target.contains("-windows") => "dll",
            target if target.contains("-macos") || target.contains("-ios") => "dylib",
            _ => "so",
        }
    }
}

/// What takes time in each compilation, and most scripts do without. Whether one does, shows when it is compiled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Extras {
    /// compiler_rt, Zig's runtime.
    runtime: bool,
    /// All files of Zig's standard library.
    whole_std: bool,
}

/// Makes all of this, beside what the build script makes:
///
/// ```text
/// OUT_DIR/
///   bevy_zig/
///     libraries/NAME-HASH.so   a library; HASH stands for all that it was made from. The newest three per script
///     libraries/NAME-HASH.sum  the hash of its content: one that is damaged is made again
///     work/N.lock              locked by the process that works in folder N
///     work/N/roots/NAME.zig    the roots of compilations
///     work/N/JOB/              one compilation, until its library is whole and moves to libraries/; or a resident
///                              compiler, as long as it lives
///     work/N/answers/          what resident compilers have made. Nothing of it outlives the process
///     zig_cache/               Zig's own, as for objects
///     zig_cache/lib-HASH/      Zig's own library without what scripts hardly use
///     zig_cache/lib-HASH/cache Zig's own, for compilations with that
/// ```
///
/// Any number of processes can build in one `OUT_DIR`. What one that died has left in `work` is removed by the next.
///
/// ```no_run
/// # fn libraries(plan: bevy_zig_build::Plan) -> Result<(), Box<dyn std::error::Error>> {
/// let libraries = bevy_zig_build::Libraries::new(plan)?;
/// for library in libraries.look().libraries {
///     if !libraries.reuse(&library) {
///         match libraries.start(&library)?.wait()?.keep(&libraries)? {
///             Ok(()) => println!("{}", library.path.display()),
///             Err(text) => println!("{text}"),
///         }
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Libraries {
    plan: Plan,
    components: PathBuf,
    zig_cache: PathBuf,
    folder: PathBuf,
    /// Of the plan's Zig.
    zig_version: String,
    work: Work,
    contents: Mutex<Contents>,
    /// What was found out about scripts: those that are not here need neither of the two.
    needs: Arc<Mutex<BTreeMap<String, Extras>>>,
    /// The copy of Zig's own library that most scripts are compiled with, once somebody has asked for it.
    slim: OnceLock<Option<PathBuf>>,
    /// Numbers the answers of resident compilers.
    next_answer: Arc<AtomicUsize>,
    /// The mirror as it was last there: only a build by Cargo makes it, and somebody may delete `OUT_DIR`.
    mirror: Mutex<Option<String>>,
}

impl Libraries {
    /// Makes the folders, and removes what builds have left that were ended in the middle.
    ///
    /// # Errors
    /// [`BuildError::Io`] if `OUT_DIR` cannot be written to.
    pub fn new(plan: Plan) -> Result<Self, BuildError> {
        let all = plan.out_dir.join("bevy_zig");
        let folder = all.join("libraries");
        files::create_folder(&folder)?;
        let work = Work::claim(&all.join("work"))?;
        // A Zig that does not answer is reported when a script has to be compiled; what is already there can be used.
        let zig_version = version::of(&plan.zig).unwrap_or_else(|_| ZIG_VERSION.to_owned());
        Ok(Self {
            components: plan.components(),
            zig_cache: all.join("zig_cache"),
            folder,
            zig_version,
            work,
            contents: Mutex::default(),
            needs: Arc::default(),
            slim: OnceLock::new(),
            next_answer: Arc::default(),
            mirror: Mutex::default(),
            plan,
        })
    }

    /// Whether Zig has to compile parts of its own library first, which takes many times as long as a script: nothing
    /// was compiled yet, or somebody has deleted `OUT_DIR`.
    pub fn is_cold(&self) -> bool {
        !self.warm_mark().exists()
    }

    /// In Zig's cache, so that it is gone with the cache.
    fn warm_mark(&self) -> PathBuf {
        let Plan { target, optimize, .. } = &self.plan;
        self.zig_cache.join(format!("warm-{}-{target}-{optimize:?}", self.zig_version))
    }

    /// Reads the mirror, if it is there. Returns it as it is, or as it was last.
    fn note_mirror(&self) -> Option<String> {
        let mut mirror = self.mirror.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(text) = fs::read_to_string(&self.components) {
            *mirror = Some(text);
        }
        mirror.clone()
    }

    /// Puts the mirror back if it has been deleted. Not before something is compiled, so as not to be in the way of the
    /// deletion. If it cannot be written, scripts that import it say so.
    fn restore_mirror(&self) {
        if let Some(text) = self.note_mirror().filter(|_| !self.components.exists())
            && self.components.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok())
        {
            fs::write(&self.components, text).ok();
        }
    }

    /// What is built, and how.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether the library is there already, and whole; then nothing has to be compiled. It counts as used now, and so
    /// stays.
    pub fn reuse(&self, library: &Library) -> bool {
        // Loading half a library ends the program.
        let sum = fs::read_to_string(library.path.with_extension(SUM));
        let there = sum.is_ok_and(|sum| content_hash(&library.path).is_ok_and(|found| found == sum));
        if there && let Ok(file) = File::options().append(true).open(&library.path) {
            // On Windows a library that is loaded cannot be opened for writing; it cannot be removed either.
            file.set_modified(SystemTime::now()).ok();
        }
        there
    }

    fn root<'a>(&'a self, script: &'a Script, needs: &Needs) -> Root<'a> {
        let Plan { package, target, optimize, .. } = &self.plan;
        Root { package, script, needs: needs.clone(), target, optimize: *optimize }
    }

    fn common(&self) -> Common<'_> {
        Common {
            target: &self.plan.target,
            cpu: &self.plan.cpu,
            pic: true,
            optimize: self.plan.optimize,
            debug_info: self.plan.debug_info,
            sdk: &self.plan.sdk,
            components: &self.components,
            zig_cache: &self.zig_cache,
        }
    }

    /// What a script is compiled with, as far as somebody knows.
    fn extras(&self, script: &Script) -> Extras {
        let known = lock(&self.needs).get(&script.name).copied().unwrap_or_default();
        Extras { runtime: known.runtime || !self.has_symbols(script), ..known }
    }

    /// Whether a library's symbols tell that it was linked without the runtime and needs it.
    fn has_symbols(&self, script: &Script) -> bool {
        self.plan.target.ends_with("-linux-gnu") && !script.is_c()
    }

    /// The arguments that let Zig use its library without what scripts hardly use, if that will do.
    fn slim(&self, script: &Script, needs: &Needs) -> Option<&Path> {
        if script.is_c() || needs.whole_std() {
            return None;
        }
        let Plan { zig, target, .. } = &self.plan;
        let made = self.slim.get_or_init(|| slim::of(zig, &self.zig_version, target, &self.zig_cache));
        // Somebody may have deleted the output folder.
        made.as_deref().filter(|folder| folder.is_dir())
    }

    /// Removes the oldest libraries of the script that `newest` is of.
    fn prune(&self, newest: &Library) {
        prune(&newest.path, &newest.script.name);
    }
}

/// Removes the oldest libraries of a script from the folder of its newest. One that cannot be removed is in use.
fn prune(newest: &Path, script: &str) {
    let Some(entries) = newest.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    let mut older: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let path = entry.path();
            let is_one = script_of(&path) == Some(script) && path != newest;
            let is_library = path.extension() == newest.extension();
            (is_one && is_library).then_some((entry.metadata().ok()?.modified().ok()?, path))
        })
        .collect();
    older.sort();
    for (_, path) in older.iter().rev().skip(KEPT_LEN - 1) {
        fs::remove_file(path).ok();
        for extension in ["pdb", SUM] {
            fs::remove_file(path.with_extension(extension)).ok();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The script whose library this is, by the file's name.
fn script_of(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str()?.rsplit_once('-').map(|(name, _)| name)
}

#[cfg(all(test, unix))]
mod tests;
