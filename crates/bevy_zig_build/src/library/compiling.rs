//! Running Zig for one library, in a way that can be stopped.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::content_hash;
use crate::compiler::arguments::{Product, arguments, library_folder, output};
use crate::library::diagnostic::Diagnostic;
use crate::library::work::Job;
use crate::library::{Extras, Libraries, Library, SUM, elf, lock};
use crate::object::script::failure_text;
use crate::source::root::Stamp;
use crate::zig::slim;

/// More than a file system keeps for itself where it is full.
const TRIAL_LEN: usize = 64 << 10;

/// A compiler that runs. Dropping it stops the compiler.
#[derive(Debug)]
pub struct Compiling {
    library: Library,
    process: Process,
    stderr: Option<ChildStderr>,
    commands: Commands,
    /// What it works with, and who else is to know what it turns out to need.
    extras: Extras,
    /// Whether what it makes tells that it needs the runtime.
    has_symbols: bool,
    needs: Arc<Mutex<BTreeMap<String, Extras>>>,
    sdk: PathBuf,
    /// What says that Zig's cache has all that every script needs.
    warm_mark: PathBuf,
    job: Job,
    begun: Instant,
}

/// Stops a compiler that another thread waits for.
#[derive(Debug, Clone)]
pub struct Canceller(Arc<Mutex<Running>>);

/// A compiler that has ended. Dropping it drops what it made.
#[derive(Debug)]
#[non_exhaustive]
pub struct Finished {
    /// What was to be made.
    pub library: Library,
    /// How long the compiler ran.
    pub compile: Duration,
    failure: Option<Failure>,
    job: Job,
}

/// Why there is no library.
#[derive(Debug)]
enum Failure {
    /// What Zig said about the script.
    Script(String),
    /// The script is not the reason.
    Machine(BuildError),
}

impl Libraries {
    /// Starts the compiler.
    ///
    /// # Errors
    /// [`BuildError::RunZig`] if it does not start, [`BuildError::Io`] if a file cannot be written.
    pub fn start(&self, library: &Library) -> Result<Compiling, BuildError> {
        self.start_with(library, || Command::new(&self.plan.zig))
    }

    /// Starts the compiler with a low priority: nobody waits for it. Only Unix has one; elsewhere it is
    /// [`Self::start`].
    ///
    /// # Errors
    /// As for [`Self::start`].
    pub fn start_behind(&self, library: &Library) -> Result<Compiling, BuildError> {
        if cfg!(unix) {
            let nice = || {
                let mut nice = Command::new("nice");
                nice.args(["-n", "10"]).arg(&self.plan.zig);
                nice
            };
            if let Ok(compiling) = self.start_with(library, nice) {
                return Ok(compiling);
            }
        }
        self.start(library)
    }

    fn start_with(&self, library: &Library, zig: impl Fn() -> Command) -> Result<Compiling, BuildError> {
        let Library { script, needs, .. } = library;
        let folder = script.path.parent().unwrap_or(Path::new(""));
        let stamp = Stamp::now(&Env::process(), folder, &self.zig_version);
        let root = self.work.root(script)?;
        files::write_if_changed(&root, &self.root(script, needs).text(&stamp))?;

        self.restore_mirror();
        let job = self.work.job()?;
        let slim = self.slim(script, needs);
        let known = self.extras(script);
        let extras = Extras { whole_std: known.whole_std || slim.is_none(), ..known };
        let program = zig();
        let commands = Commands {
            program: program.get_program().to_owned(),
            // Those of a program that starts another.
            first: program.get_args().map(OsString::from).collect(),
            arguments: [false, true].map(|runtime| {
                let product = Product::Library { runtime };
                let mut arguments = arguments(product, &self.common(), needs, &root, script);
                arguments.push(output(&job.path().join(library.path.file_name().unwrap_or_default())));
                arguments
            }),
            slim: slim.map(Path::to_owned),
            // As for objects: paths outside of the working folder stay absolute.
            folder: job.path().to_owned(),
        };
        let begun = Instant::now();
        let mut child =
            commands.of(extras).spawn().map_err(|source| BuildError::RunZig { path: self.plan.zig.clone(), source })?;
        Ok(Compiling {
            library: library.clone(),
            stderr: child.stderr.take(),
            process: Process::new(child),
            commands,
            extras,
            has_symbols: self.has_symbols(script),
            needs: self.needs.clone(),
            sdk: self.plan.sdk.clone(),
            warm_mark: self.warm_mark(),
            job,
            begun,
        })
    }
}

/// What Zig is started with.
#[derive(Debug)]
struct Commands {
    program: OsString,
    first: Vec<OsString>,
    /// Without the runtime, and with it.
    arguments: [Vec<OsString>; 2],
    /// The folder of Zig's library without what scripts hardly use.
    slim: Option<PathBuf>,
    folder: PathBuf,
}

impl Commands {
    fn of(&self, extras: Extras) -> Command {
        let mut zig = Command::new(&self.program);
        zig.args(&self.first).args(&self.arguments[usize::from(extras.runtime)]);
        if let Some(slim) = self.slim.as_deref().filter(|_| !extras.whole_std) {
            zig.args(library_folder(slim));
        }
        zig.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        zig
    }

    /// Whether what Zig said is about its library without what scripts hardly use.
    fn blames_the_slim(&self, said: &[u8]) -> bool {
        self.slim.as_deref().is_some_and(|slim| slim::is_blamed(slim, said))
    }
}

impl Compiling {
    /// What another thread stops the compiler with while this one waits.
    pub fn canceller(&self) -> Canceller {
        self.process.canceller()
    }

    /// Waits for the compiler's end.
    ///
    /// # Errors
    /// [`BuildError::Io`] if the system does not tell how it ended.
    pub fn wait(mut self) -> Result<Finished, BuildError> {
        let made = self.job.path().join(self.library.path.file_name().unwrap_or_default());
        let (mut status, mut said) = self.end()?;
        while let Some(extras) = self.needed_too(&made, status, &said) {
            let mut command = self.commands.of(extras);
            if !self.process.begin_again(&mut command, &mut self.stderr)? {
                break;
            }
            self.extras = extras;
            (status, said) = self.end()?;
        }
        if status.success() {
            lock(&self.needs).insert(self.library.script.name.clone(), self.extras);
        }
        let compile = self.begun.elapsed();
        let failure = if status.success() && made.is_file() {
            if !self.warm_mark.exists() {
                // Without the mark, the next compilation counts as the first.
                fs::write(&self.warm_mark, "").ok();
            }
            None
        } else {
            let text = failure_text(&said, &self.sdk, &self.library.script.path, status);
            Some(if Diagnostic::blame_the_script(&text) {
                Failure::Script(text)
            } else {
                Failure::Machine(self.of_the_machine(&text, status))
            })
        };
        Ok(Finished { library: self.library, compile, failure, job: self.job })
    }
}

impl Compiling {
    /// What it has to be compiled with once more, since the compiler that has ended did without; `None` if that is its
    /// last word.
    fn needed_too(&self, made: &Path, status: ExitStatus, said: &[u8]) -> Option<Extras> {
        let Extras { runtime, whole_std } = self.extras;
        if status.success() {
            let needs_runtime =
                !runtime && fs::read(made).is_ok_and(|library| elf::needs_more(&library, elf::has_mathematics()));
            return needs_runtime.then_some(Extras { runtime: true, whole_std });
        }
        // A mistake, as in a format string, shows without the runtime, too, which may have to be compiled first.
        let runtime = runtime && !self.has_symbols;
        (!whole_std && self.commands.blames_the_slim(said)).then_some(Extras { runtime, whole_std: true })
    }

    /// Waits for the end of the process, and says what it has said.
    fn end(&mut self) -> Result<(ExitStatus, Vec<u8>), BuildError> {
        let mut said = Vec::new();
        if let Some(mut stderr) = self.stderr.take() {
            // What cannot be read is missing in a message; how the compiler ended is known all the same.
            stderr.read_to_end(&mut said).ok();
        }
        // It has closed its output, so it is at its end, or killed.
        let status = lock(&self.process.0).child.wait();
        Ok((status.map_err(files::failed("wait for Zig on", &self.library.script.path))?, said))
    }

    /// What is wrong with the machine, as far as can be found out: where a disk is full, Zig may just panic.
    fn of_the_machine(&self, text: &str, status: ExitStatus) -> BuildError {
        let trial = self.job.path().join("trial");
        if let Err(source) = files::create_folder(self.job.path()).and_then(|()| {
            fs::write(&trial, [0; TRIAL_LEN]).map_err(files::failed("write what Zig makes to", self.job.path()))
        }) {
            return source;
        }
        fs::remove_file(&trial).ok();
        let says_most = |line: &&str| line.contains("error: ") || line.contains("panic: ");
        let said = text.lines().find(says_most).or(text.lines().next()).unwrap_or_default();
        BuildError::ZigFailed {
            script: self.library.script.path.clone(),
            status: status.to_string(),
            said: said.trim().to_owned(),
        }
    }
}

impl Canceller {
    /// Kills the compiler, unless it has ended.
    pub fn cancel(&self) {
        let mut running = lock(&self.0);
        running.is_cancelled = true;
        // An error says that it has ended.
        running.child.kill().ok();
    }
}

impl Finished {
    /// Moves the library to its place, and removes the oldest of the script. Where it did not compile, the inner error
    /// is what Zig said.
    ///
    /// # Errors
    /// [`BuildError::Io`] if files cannot be moved or the disk is full, [`BuildError::ZigFailed`] if Zig failed for
    /// another reason than the script: trying again makes sense, though the script is the same.
    pub fn keep(self, libraries: &Libraries) -> Result<Result<(), String>, BuildError> {
        match self.failure {
            Some(Failure::Script(text)) => return Ok(Err(text)),
            Some(Failure::Machine(error)) => return Err(error),
            None => {}
        }
        let target = &self.library.path;
        files::create_folder(&libraries.folder)?;
        let made = self.job.path().join(target.file_name().unwrap_or_default());
        // Windows has debug info in a file of its own, which debuggers look for beside the library.
        let debug_info = made.with_extension("pdb");
        if debug_info.is_file() {
            fs::rename(&debug_info, target.with_extension("pdb")).ok();
        }
        // In front of the library, so that none is there without. If another process makes the same now, sum and
        // library may be of both; then the library is made once more.
        let (sum, content) = (target.with_extension(SUM), content_hash(&made).map_err(files::failed("read", &made))?);
        files::make_way(&sum);
        files::make_way(target);
        fs::write(&sum, content).map_err(files::failed("write", &sum))?;
        match fs::rename(&made, target) {
            // Another process has made the same in the meantime, and uses it.
            Err(_) if target.is_file() => {}
            result => result.map_err(files::failed("write", target))?,
        }
        libraries.prune(&self.library);
        Ok(Ok(()))
    }
}

/// Ends with its owner, and is reaped.
#[derive(Debug)]
pub(super) struct Process(Arc<Mutex<Running>>);

#[derive(Debug)]
struct Running {
    child: Child,
    is_cancelled: bool,
}

impl Process {
    pub(super) fn new(child: Child) -> Self {
        Self(Arc::new(Mutex::new(Running { child, is_cancelled: false })))
    }

    pub(super) fn canceller(&self) -> Canceller {
        Canceller(self.0.clone())
    }

    pub(super) fn id(&self) -> u32 {
        lock(&self.0).child.id()
    }

    /// Lets another take the place of one that has ended. False if somebody has cancelled it meanwhile.
    fn begin_again(&self, command: &mut Command, stderr: &mut Option<ChildStderr>) -> Result<bool, BuildError> {
        let mut running = lock(&self.0);
        if running.is_cancelled {
            return Ok(false);
        }
        let (path, child) = (PathBuf::from(command.get_program()), command.spawn());
        running.child = child.map_err(|source| BuildError::RunZig { path, source })?;
        *stderr = running.child.stderr.take();
        Ok(true)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let mut running = lock(&self.0);
        // Both do nothing if it has ended and was waited for.
        running.child.kill().ok();
        running.child.wait().ok();
    }
}
