//! A compiler that stays, and compiles again what has changed: milliseconds instead of a hundred.
//!
//! It is Zig's incremental compilation, which is young. What it makes is used for the moment until a compilation from
//! scratch has made the same, and never by another process: see `docs/hot-reload.md` of `bevy_zig`. It only serves
//! where that is known to be right: on x86-64 Linux, for scripts in Zig that are compiled for debugging, and for
//! changes that it follows.
//!
//! Messages in both directions are a number, a length, and as many bytes; numbers are little-endian.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::Fingerprint;
use crate::base::options::Optimize;
use crate::compiler::arguments::{Common, Product, RESIDENT_NAME, arguments, library_folder, resident};
use crate::library::compiling::{Canceller, Process};
use crate::library::elf;
use crate::library::work::Job;
use crate::library::{Libraries, Library, Plan, prune};
use crate::source::outline::Outline;
use crate::source::root::{Root, Stamp};

/// Compile what has changed.
const UPDATE: u32 = 1;

/// Zig's errors, or that there are none.
const ERRORS: u32 = 1;

/// The library is whole.
const MADE: u32 = 2;

/// No message of Zig's is as long.
const MESSAGE_LEN_MAX: u32 = 64 << 20;

/// A library and a process that have grown by this much since the first answer are slower to copy, and take memory:
/// time for a new compiler.
const LIBRARY_GROWTH_MAX: u64 = 2 << 20;
const MEMORY_GROWTH_MAX: u64 = 50 << 20;

/// A compiler for one script. Dropping it stops it.
#[derive(Debug)]
pub struct Resident {
    script: String,
    process: Process,
    input: ChildStdin,
    output: ChildStdout,
    /// The length of the library and the memory that it took, at the first answer.
    first: Option<(u64, u64)>,
    is_worn: bool,
    answers: PathBuf,
    next_answer: Arc<AtomicUsize>,
    /// Where it works. Behind the process, which has to end before.
    folder: Job,
}

/// A library that a resident compiler has made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Answer {
    /// The file, of a name that no other has had in this process.
    pub path: PathBuf,
    /// The names of the script's own fields, as its file has them.
    pub fields: Vec<String>,
    /// How long the compiler took.
    pub compile: Duration,
    /// How long it took to take the library from it.
    pub keep: Duration,
    /// Whether the compiler has grown, and another should take its place.
    pub is_worn: bool,
}

/// Why a resident compiler has made nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoAnswer {
    /// The script does not compile, it says.
    Mistake,
    /// It has ended, or says what nobody understands.
    Gone,
}

impl Libraries {
    /// What a resident compiler must have been started with to be asked for this library, as it stands; `None` if none
    /// can be asked at all.
    ///
    /// Two libraries of a script have the same if there is nothing between them that Zig's incremental compilation may
    /// not follow. A script with variables outside of its struct has none, since they would start again each time that
    /// a library takes the place of another.
    pub fn setting(&self, library: &Library) -> Option<String> {
        let here = cfg!(all(target_os = "linux", target_arch = "x86_64"));
        let Plan { target, optimize, .. } = &self.plan;
        let serves = here && target.starts_with("x86_64-linux") && *optimize == Optimize::Debug;
        if !serves || library.script.is_c() || library.needs.threads || library.is_blank {
            return None;
        }
        let mut setting = Fingerprint::new();
        setting.add(library.setting.as_bytes());
        setting.add(&[u8::from(self.extras(&library.script).whole_std)]);
        for path in library.sources.iter().filter(|path| path.extension().is_some_and(|extension| extension == "zig")) {
            let outline = Outline::of(&fs::read(path).ok()?);
            if outline.has_variables {
                return None;
            }
            setting.add(&outline.guarded.to_le_bytes());
        }
        Some(setting.finish())
    }

    /// Starts a resident compiler for the script that this library is of. It has compiled nothing yet.
    ///
    /// # Errors
    /// [`BuildError::RunZig`] if it does not start, [`BuildError::Io`] if a file cannot be written.
    pub fn start_resident(&self, library: &Library) -> Result<Resident, BuildError> {
        let Library { script, needs, .. } = library;
        let folder = self.work.job()?;
        // The time is that of its start: another one each time would be a change.
        let stamp = Stamp::now(&Env::process(), script.path.parent().unwrap_or(Path::new("")), &self.zig_version);
        let root = folder.path().join(Root::file_name(script));
        let text = self.root(script, needs).text(&stamp);
        fs::write(&root, text).map_err(files::failed("write", &root))?;
        self.restore_mirror();
        // What it writes for debuggers has no lines, so there is nothing to be gained from it.
        let common = Common { debug_info: false, ..self.common() };
        let slim = self.slim(script, needs).filter(|_| !self.extras(script).whole_std);
        let mut child = Command::new(&self.plan.zig)
            .args(arguments(Product::Library { runtime: true }, &common, needs, &root, script))
            .args(slim.map(library_folder).into_iter().flatten())
            .args(resident(&folder.path().join("cache")))
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| BuildError::RunZig { path: self.plan.zig.clone(), source })?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (input, output) = input.zip(output).expect("both were asked for");
        Ok(Resident {
            script: script.name.clone(),
            process: Process::new(child),
            input,
            output,
            first: None,
            is_worn: false,
            answers: self.work.answers()?,
            next_answer: self.next_answer.clone(),
            folder,
        })
    }
}

impl Resident {
    /// What another thread stops it with while this one waits.
    pub fn canceller(&self) -> Canceller {
        self.process.canceller()
    }

    /// Compiles for the first time, from the beginning; nobody gets the library.
    ///
    /// # Errors
    /// [`NoAnswer::Mistake`] if the script does not compile; it may do so the next time.
    pub fn warm_up(&mut self) -> Result<(), NoAnswer> {
        let made = self.update()?;
        self.measure(&made);
        Ok(())
    }

    /// Compiles what has changed, and takes the library from it.
    ///
    /// # Errors
    /// [`NoAnswer::Mistake`] if the script does not compile: what the mistake is, another compiler tells.
    pub fn answer(&mut self, script: &Path) -> Result<Answer, NoAnswer> {
        let begun = Instant::now();
        let made = self.update()?;
        let compile = begun.elapsed();
        let mut library = fs::read(&made).map_err(|_| NoAnswer::Gone)?;
        if !elf::without_symbol_versions(&mut library) {
            return Err(NoAnswer::Gone);
        }
        let number = self.next_answer.fetch_add(1, Ordering::Relaxed);
        let path = self.answers.join(format!("{}-{number}.so", self.script));
        fs::write(&path, &library).map_err(|_| NoAnswer::Gone)?;
        prune(&path, &self.script);
        self.measure(&made);
        let fields = fs::read(script).map(|text| Outline::of(&text).fields).map_err(|_| NoAnswer::Gone)?;
        Ok(Answer { path, fields, compile, keep: begun.elapsed() - compile, is_worn: self.is_worn })
    }

    /// One compilation. Returns the file that it has made, which the next one changes.
    fn update(&mut self) -> Result<PathBuf, NoAnswer> {
        self.input.write_all(&message(UPDATE)).and_then(|()| self.input.flush()).map_err(|_| NoAnswer::Gone)?;
        loop {
            let (kind, body) = self.hear().ok_or(NoAnswer::Gone)?;
            match kind {
                ERRORS if count_of_errors(&body).ok_or(NoAnswer::Gone)? > 0 => return Err(NoAnswer::Mistake),
                // One byte of flags, then the name of the folder.
                MADE if body.len() == 17 => {
                    let name: String = body[1..].iter().map(|byte| format!("{byte:02x}")).collect();
                    let folder = self.folder.path().join("cache/o").join(name);
                    return Ok(folder.join(format!("lib{RESIDENT_NAME}.so")));
                }
                MADE => return Err(NoAnswer::Gone),
                _ => {}
            }
        }
    }

    /// The next message; `None` if there is none any more.
    fn hear(&mut self) -> Option<(u32, Vec<u8>)> {
        let mut head = [0; 8];
        self.output.read_exact(&mut head).ok()?;
        let [kind, len] = [word(&head[..4])?, word(&head[4..])?];
        if len > MESSAGE_LEN_MAX {
            return None;
        }
        let mut body = vec![0; len as usize];
        self.output.read_exact(&mut body).ok()?;
        Some((kind, body))
    }

    fn measure(&mut self, made: &Path) {
        let Some(now) = fs::metadata(made).ok().map(|file| file.len()).zip(memory_of(self.process.id())) else {
            return;
        };
        let first = *self.first.get_or_insert(now);
        self.is_worn = now.0 > first.0 + LIBRARY_GROWTH_MAX || now.1 > first.1 + MEMORY_GROWTH_MAX;
    }
}

/// A message without a body.
fn message(kind: u32) -> [u8; 8] {
    let mut message = [0; 8];
    message[..4].copy_from_slice(&kind.to_le_bytes());
    message
}

/// A list of errors begins with the lengths of two arrays; the first one's first number is how many there are.
fn count_of_errors(body: &[u8]) -> Option<u32> {
    if word(body.get(..4)?)? == 0 { Some(0) } else { word(body.get(8..12)?) }
}

fn word(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The memory of a process, in bytes.
fn memory_of(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}
