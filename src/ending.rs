//! When the game ends, and what it leaves behind.

use bevy::app::AppExit;
use bevy::platform::time::Instant;
use bevy::prelude::*;
use bevy_zig::{ScriptRuntime, ZigScriptSystems};

use crate::report::{Destination, Report, Run};
use crate::world_hash::{self, WorldHash};

/// Ends the game after some frames, and hands in the report whenever it ends.
pub struct EndingPlugin {
    /// What is played.
    pub run: Run,
    /// Frames until the end; `None`: until the player has enough.
    pub frames: Option<u64>,
    /// Where the report goes.
    pub destination: Option<Destination>,
}

/// How the game is to end, and how it did.
#[derive(Resource)]
struct Ending {
    run: Run,
    frames: Option<u64>,
    destination: Option<Destination>,
    started: Instant,
    /// As of the last frame that counts: while a picture is taken, the game goes on.
    report: Option<Report>,
}

impl Plugin for EndingPlugin {
    fn build(&self, app: &mut App) {
        app.insert_resource(Ending {
            run: self.run,
            frames: self.frames,
            destination: self.destination.clone(),
            started: Instant::now(),
            report: None,
        })
        .add_systems(PreStartup, |mut ending: ResMut<Ending>| ending.started = Instant::now())
        .init_resource::<WorldHash>()
        .add_systems(PostUpdate, (world_hash::update, end.run_if(is_over)).chain().after(ZigScriptSystems::PostUpdate))
        .add_systems(Last, hand_in.run_if(on_message::<AppExit>));
    }
}

fn is_over(ending: Res<Ending>, runtime: Res<ScriptRuntime>) -> bool {
    Some(runtime.frame_number()) == ending.frames
}

fn end(world: &mut World) {
    let report = report(world);
    world.resource_mut::<Ending>().report = Some(report);
    #[cfg(feature = "window")]
    if crate::screenshot::take(world) {
        return;
    }
    world.write_message(AppExit::Success);
}

fn report(world: &mut World) -> Report {
    let ending = world.resource::<Ending>();
    let (run, elapsed) = (ending.run, ending.started.elapsed());
    Report::new(world, run, elapsed)
}

fn hand_in(world: &mut World) {
    let stored = world.resource_mut::<Ending>().report.take();
    let report = stored.unwrap_or_else(|| report(world));
    let ending = world.resource::<Ending>();
    if ending.run.headless {
        // The standard output may be for the report alone.
        match ending.destination {
            Some(Destination::Stdout) => eprintln!("{report}"),
            _ => println!("{report}"),
        }
    }
    if let Some(Err(problem)) = ending.destination.as_ref().map(|destination| destination.write(&report)) {
        error!("{problem}");
        world.write_message(AppExit::error());
    }
    #[cfg(target_arch = "wasm32")]
    crate::web::tell_end();
}
