//! Shared code of all lessons: an app without a window, and a run of some frames.
//!
//! Start with `src/bin/components.rs`, and read each lesson together with its scripts in `scripts/`. To run one:
//!
//! ```sh
//! cargo run -p bevy_zig_lessons --bin components
//! cargo run -p bevy_zig_lessons --bin components -- --frames 300
//! ```
//!
//! | lesson | scripts | subject |
//! | --- | --- | --- |
//! | `components` | `patient.zig` | reading, adding and removing components |
//! | `queries` | `medic.zig` | finding entities by components and tags |
//! | `signals` | `lever.zig`, `door.zig` | messages between scripts, and with Rust |
//! | `vars` | `miner.zig`, `smith.zig` | values that the scripts of an entity share |
//! | `many_scripts` | `engine.zig`, `fence.zig`, `sail.zig`, `recorder.zig` | phases, priorities, attaching and detaching |
//! | `spawning` | `nest.zig`, `bird.zig` | prefabs, tags, despawning |
//! | `sequences` | `lift.zig` | logic over many frames, from top to bottom |

use std::time::Duration;

use bevy::input::InputPlugin;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::ZigScriptPlugin;

pub mod components;

/// The default number of frames.
const FRAMES: u32 = 120;
/// The minimum number of frames: with fewer, the subject of some lessons does not happen.
const FRAMES_MIN: u32 = 60;

/// An app without a window that runs the scripts of this package, a sixtieth of a second per frame.
///
/// A game with a window uses `DefaultPlugins` here, and Bevy's own clock.
pub fn lesson() -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, LogPlugin::default(), InputPlugin, TransformPlugin))
        .add_plugins(ZigScriptPlugin::new(bevy_zig::scripts!()))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
    app
}

/// Runs the number of frames from the command line (`--frames N`), and leaves the world for inspection.
pub fn play(app: &mut App) {
    app.finish();
    app.cleanup();
    for _ in 0..frames() {
        app.update();
    }
}

/// Ends the game: every script's `shutdown` runs.
pub fn end(mut app: App) {
    app.world_mut().write_message(AppExit::Success);
    app.update();
}

fn frames() -> u32 {
    let mut args = std::env::args().skip(1);
    let frames = match (args.next().as_deref(), args.next().map(|number| number.parse())) {
        (None, _) => FRAMES,
        (Some("--frames"), Some(Ok(frames))) if frames >= FRAMES_MIN => frames,
        _ => {
            eprintln!("usage: --frames N, with N of at least {FRAMES_MIN}");
            std::process::exit(2);
        }
    };
    info!("{frames} frames");
    frames
}
