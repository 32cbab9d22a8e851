//! Running Zig for one library, in a way that can be stopped.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::content_hash;
use crate::compiler::arguments::{Product, arguments, output};
use crate::library::work::Job;
use crate::library::{Libraries, Library, SUM};
use crate::object::script::failure_text;
use crate::source::root::Stamp;

/// A compiler that runs. Dropping it stops the compiler.
#[derive(Debug)]
pub struct Compiling {
    library: Library,
    process: Process,
    stderr: Option<ChildStderr>,
    sdk: PathBuf,
    job: Job,
    begun: Instant,
}

/// Stops a compiler that another thread waits for.
#[derive(Debug, Clone)]
pub struct Canceller(Arc<Mutex<Child>>);

/// A compiler that has ended. Dropping it drops what it made.
#[derive(Debug)]
#[non_exhaustive]
pub struct Finished {
    /// What was to be made.
    pub library: Library,
    /// How long the compiler ran.
    pub compile: Duration,
    /// What Zig said, if there is no library.
    failure: Option<String>,
    job: Job,
}

impl Libraries {
    /// Starts the compiler.
    ///
    /// # Errors
    /// [`BuildError::RunZig`] if it does not start, [`BuildError::Io`] if a file cannot be written.
    pub fn start(&self, library: &Library) -> Result<Compiling, BuildError> {
        let Library { script, imports_components, .. } = library;
        let folder = script.path.parent().unwrap_or(Path::new(""));
        let stamp = Stamp::now(&Env::process(), folder, &self.zig_version);
        let root = self.work.root(script)?;
        files::write_if_changed(&root, &self.root(script, *imports_components).text(&stamp))?;

        let job = self.work.job()?;
        let begun = Instant::now();
        let mut child = Command::new(&self.plan.zig)
            .args(arguments(Product::Library, &self.common(), &root, script))
            .arg(output(&job.path().join(library.path.file_name().unwrap_or_default())))
            // As for objects: paths outside of the working folder stay absolute.
            .current_dir(job.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| BuildError::RunZig { path: self.plan.zig.clone(), source })?;
        let stderr = child.stderr.take();
        let process = Process(Arc::new(Mutex::new(child)));
        Ok(Compiling { library: library.clone(), process, stderr, sdk: self.plan.sdk.clone(), job, begun })
    }
}

impl Compiling {
    /// What another thread stops the compiler with while this one waits.
    pub fn canceller(&self) -> Canceller {
        Canceller(self.process.0.clone())
    }

    /// Waits for the compiler's end.
    ///
    /// # Errors
    /// [`BuildError::Io`] if the system does not tell how it ended.
    pub fn wait(mut self) -> Result<Finished, BuildError> {
        let mut said = Vec::new();
        if let Some(mut stderr) = self.stderr.take() {
            // What cannot be read is missing in a message; how the compiler ended is known all the same.
            stderr.read_to_end(&mut said).ok();
        }
        // It has closed its output, so it is at its end, or killed.
        let status =
            lock(&self.process.0).wait().map_err(files::failed("wait for Zig on", &self.library.script.path))?;
        let compile = self.begun.elapsed();
        let made = self.job.path().join(self.library.path.file_name().unwrap_or_default());
        let failure = if status.success() && made.is_file() {
            None
        } else {
            Some(failure_text(&said, &self.sdk, &self.library.script.path, status))
        };
        Ok(Finished { library: self.library, compile, failure, job: self.job })
    }
}

impl Canceller {
    /// Kills the compiler, unless it has ended.
    pub fn cancel(&self) {
        // An error says that it has ended.
        lock(&self.0).kill().ok();
    }
}

impl Finished {
    /// Moves the library to its place, and removes the oldest of the script. Where it did not compile, the inner error
    /// is what Zig said.
    ///
    /// # Errors
    /// [`BuildError::Io`] if files cannot be moved.
    pub fn keep(self, libraries: &Libraries) -> Result<Result<(), String>, BuildError> {
        if let Some(text) = self.failure {
            return Ok(Err(text));
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
struct Process(Arc<Mutex<Child>>);

impl Drop for Process {
    fn drop(&mut self) {
        let mut child = lock(&self.0);
        // Both do nothing if it has ended and was waited for.
        child.kill().ok();
        child.wait().ok();
    }
}

fn lock(child: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}
