//! Figures about a run.

use std::fmt;
use std::fs;
use std::io;
#[cfg(not(target_arch = "wasm32"))]
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bevy::prelude::*;
use bevy_zig::{ScriptFields, ScriptRuntime, Value};
use serde::Serialize;

use crate::world_hash::WorldHash;

/// What is played.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Seed of the scripts' random numbers.
    pub seed: u64,
    /// Without a window.
    pub headless: bool,
    /// The autopilot flies.
    pub autopilot: bool,
}

/// What `--report` writes.
#[derive(Debug, Serialize)]
pub struct Report {
    frames: u64,
    seed: u64,
    headless: bool,
    autopilot: bool,
    script_instances: usize,
    requests_applied: u64,
    /// Those with a transform.
    entities: usize,
    score: u32,
    /// The highest score of a game that is over.
    best: u32,
    lives: u32,
    wave: u32,
    /// Of every frame's world: the same for the same seed, frames and input, with a window or without.
    world_hash: String,
    /// Mean wall-clock time of a frame.
    ms_per_frame: f64,
    /// Where the scripts come from.
    build: &'static str,
    bevy_zig: &'static str,
    zig_version: String,
    optimize: &'static str,
}

impl Report {
    /// The figures as of now; `elapsed` is since the first frame.
    pub fn new(world: &mut World, run: Run, elapsed: Duration) -> Self {
        let entities = world.query::<&Transform>().iter(world).count();
        let world_hash = format!("{:016x}", world.resource::<WorldHash>().digest());
        let runtime = world.resource::<ScriptRuntime>();
        let frames = runtime.frame_number();
        let script = runtime.registry().iter().next();
        let rule = |field| match world.script_field(None, "game", field) {
            Ok(Value::Int(value)) => u32::try_from(value).unwrap_or_default(),
            _ => 0,
        };
        Self {
            frames,
            seed: run.seed,
            headless: run.headless,
            autopilot: run.autopilot,
            script_instances: runtime.instance_count(),
            requests_applied: runtime.requests_applied(),
            entities,
            score: rule("score"),
            best: rule("best"),
            lives: rule("lives"),
            wave: rule("wave"),
            world_hash,
            ms_per_frame: elapsed.as_secs_f64() * 1000.0 / frames.max(1) as f64,
            build: if cfg!(feature = "hot-reload") { "loaded" } else { "linked" },
            bevy_zig: env!("CARGO_PKG_VERSION"),
            zig_version: script.map(|script| script.zig_version().to_owned()).unwrap_or_default(),
            optimize: script.map(|script| script.optimize()).unwrap_or_default(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} frames, seed {}: score {} (best {}), {:.3} ms per frame, world {}",
            self.frames,
            self.seed,
            self.score,
            self.best.max(self.score),
            self.ms_per_frame,
            self.world_hash
        )
    }
}

/// Where a report goes.
#[derive(Clone, Debug)]
pub enum Destination {
    /// The standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Destination {
    /// The destination that the command line names, where `-` is the standard output. Its file is made now: no run
    /// should be lost for a misspelt path.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn open(path: &Path) -> Result<Self, String> {
        if path == "-" {
            return Ok(Self::Stdout);
        }
        fs::File::create(path).map_err(|problem| unwritable(path, &problem))?;
        Ok(Self::File(path.to_owned()))
    }

    /// Writes the report.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, report: &Report) -> Result<(), String> {
        let mut json = serde_json::to_string_pretty(report).map_err(|problem| problem.to_string())?;
        json.push('\n');
        match self {
            #[cfg(target_arch = "wasm32")]
            Self::Stdout => {
                crate::web::print(&json);
                Ok(())
            }
            #[cfg(not(target_arch = "wasm32"))]
            Self::Stdout => {
                io::stdout().write_all(json.as_bytes()).map_err(|problem| unwritable(Path::new("-"), &problem))
            }
            Self::File(path) => fs::write(path, json).map_err(|problem| unwritable(path, &problem)),
        }
    }
}

fn unwritable(path: &Path, problem: &io::Error) -> String {
    format!("cannot write the report to '{}': {problem}", path.display())
}
